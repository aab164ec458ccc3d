"""Small linear models that choose one answer of several: `data/<name>.weights.tsv`, rows of answer, feature, weight.

Written by tools/train_figures.py. What decided is always named: the features that pulled hardest. Who sees features
asks for them once, when it is made, and then deals in them without spelling their names again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.arabic.tables import load_cells

BIAS = "(bias)"
_PARTS = 1000


class Feature(NamedTuple):
    """Something that may be seen of a case: its name, and its weight for each answer, in thousandths."""

    name: str
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with a closed set of answers. For each feature, its weight for each of them, in their order."""

    answers: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    bias: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """What every case starts from."""
        object.__setattr__(self, "bias", self.feature(BIAS).weights)

    def feature(self, name: str) -> Feature:
        """The feature of a name. One that was never learnt weighs nothing."""
        weights = self.weights.get(name) or (0.0,) * len(self.answers)
        return Feature(name, tuple(round(weight * _PARTS) for weight in weights))

    def choose(self, features: Iterable[Feature], never: str = "") -> str:
        """The answer with the highest sum of weights; of equals the first. `never`: an answer that it cannot be."""
        # Whole numbers: their sums are exact, in whatever order.
        sums = [*map(sum, zip(self.bias, *[feature[1] for feature in features], strict=True))]
        if never:
            sums[self.answers.index(never)] = min(sums) - 1
        return self.answers[sums.index(max(sums))]

    def because(self, features: Sequence[Feature], answer: str) -> str:
        """The feature that pulled hardest for an answer; "" where none did."""
        place = self.answers.index(answer)
        pulls = [feature[1][place] for feature in features]
        most = max(pulls, default=0)
        return features[pulls.index(most)][0] if most > 0 else ""


def load_choice(name: str, answers: Iterable[str]) -> Choice:
    """The model in `data/<name>.weights.tsv`."""
    table = f"{name}.weights.tsv"
    return choice_of(answers, ((cells[0], cells[1], float(cells[2])) for cells in load_cells("bot.facts", table, 3)))


def choice_of(answers: Iterable[str], weights: Iterable[tuple[str, str, float]]) -> Choice:
    """A model of (answer, feature, weight)."""
    known = tuple(map(str, answers))
    found: dict[str, list[float]] = {BIAS: [0.0] * len(known)}
    for answer, feature, weight in weights:
        found.setdefault(feature, [0.0] * len(known))[known.index(answer)] += weight
    return Choice(known, {feature: tuple(row) for feature, row in found.items()})
