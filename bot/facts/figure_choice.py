"""Small linear models that choose one answer of several: `data/<name>.weights.tsv`, rows of answer, feature, weight.

Written by tools/train_figures.py. What decided is always named: the features that pulled hardest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from bot.arabic.lexicon import rows

BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with a closed set of answers: each answer's weights over named features."""

    answers: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """The sum of the weights of the features that are there, for each answer."""
        sums = dict.fromkeys(self.answers, 0.0)
        for feature in (BIAS, *features):
            for answer, weight in self.weights.get(feature, {}).items():
                sums[answer] += weight
        return sums

    def choose(self, features: Iterable[str]) -> str:
        """The answer with the highest score; of equals the first."""
        sums = self.scores(features)
        return max(self.answers, key=lambda answer: sums[answer])

    def because(self, features: Iterable[str], answer: str, most: int = 2) -> tuple[str, ...]:
        """The features that pulled hardest for an answer, strongest first."""
        pulling = sorted(((self.weights.get(name, {}).get(answer, 0.0), name) for name in features), reverse=True)
        return tuple(name for weight, name in pulling[:most] if weight > 0)


def load_choice(name: str, answers: Iterable[str]) -> Choice:
    """The model in `data/<name>.weights.tsv`."""
    table = f"{name}.weights.tsv"
    text = (resources.files("bot.facts") / "data" / table).read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = {}
    for _, (answer, feature, weight, *_rest) in rows(text, 3, table):
        weights.setdefault(feature, {})[answer] = float(weight)
    return Choice(tuple(answers), weights)
