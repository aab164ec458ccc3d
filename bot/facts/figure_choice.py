"""Small linear models that choose one answer of several: `data/<name>.weights.tsv`, rows of answer, feature, weight.

Written by tools/train_figures.py. What decided is always named: the features that pulled hardest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from math import fsum

from bot.arabic.lexicon import rows

BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with a closed set of answers. For each feature, its weight for each of them, in their order."""

    answers: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def choose(self, features: Iterable[str]) -> str:
        """The answer with the highest sum of weights; of equals the first."""
        weights = self.weights
        sums = list(map(fsum, zip(*[weights[name] for name in (BIAS, *features) if name in weights], strict=True)))
        return self.answers[sums.index(max(sums))]

    def because(self, features: Iterable[str], answer: str) -> str:
        """The feature that pulled hardest for an answer; "" where none did."""
        place = self.answers.index(answer)
        pulling = {name: self.weights[name][place] for name in features if name in self.weights}
        best = max(pulling, key=pulling.__getitem__, default="")
        return best if pulling.get(best, 0.0) > 0 else ""


def load_choice(name: str, answers: Iterable[str]) -> Choice:
    """The model in `data/<name>.weights.tsv`."""
    table = f"{name}.weights.tsv"
    text = (resources.files("bot.facts") / "data" / table).read_text(encoding="utf-8")
    return choice_of(answers, ((cells[0], cells[1], float(cells[2])) for _, cells in rows(text, 3, table)))


def choice_of(answers: Iterable[str], weights: Iterable[tuple[str, str, float]]) -> Choice:
    """A model of (answer, feature, weight)."""
    known = tuple(map(str, answers))
    found: dict[str, list[float]] = {BIAS: [0.0] * len(known)}
    for answer, feature, weight in weights:
        found.setdefault(feature, [0.0] * len(known))[known.index(answer)] += weight
    return Choice(known, {feature: tuple(row) for feature, row in found.items()})
