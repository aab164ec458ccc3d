"""Small linear models that choose one answer of several: `data/<name>.weights.tsv`, rows of answer, feature, weight.

Written by tools/train_figures.py. What decided is always named: the features that pulled hardest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import chain

from bot.arabic.lexicon import rows

BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with a closed set of answers. For each feature, the weights of the answers it speaks for or against.

    Weights go by the position of the answer in `answers`.
    """

    answers: tuple[str, ...]
    weights: Mapping[str, tuple[tuple[int, float], ...]]

    def choose(self, features: Iterable[str]) -> str:
        """The answer with the highest sum of weights; of equals the first."""
        sums = [0.0] * len(self.answers)
        for feature in chain((BIAS,), features):
            for answer, weight in self.weights.get(feature, ()):
                sums[answer] += weight
        return self.answers[sums.index(max(sums))]

    def because(self, features: Iterable[str], answer: str) -> str:
        """The feature that pulled hardest for an answer; "" where none did."""
        place = self.answers.index(answer)
        pulling = {name: dict(self.weights.get(name, ())).get(place, 0.0) for name in features}
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
    found: dict[str, list[tuple[int, float]]] = {}
    for answer, feature, weight in weights:
        found.setdefault(feature, []).append((known.index(answer), weight))
    return Choice(known, {feature: tuple(row) for feature, row in found.items()})
