"""Weights of a small linear model: `data/<name>.weights.tsv`, written by a script in tools/, read once, never changed.

A model adds up `weight × value` over its features: what decided is always the few features with the largest terms.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from bot.arabic.tables import load_cells

#: The row that holds what the model starts from when no feature speaks.
BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Sum:
    """What a model says of one case: its score (log-odds, > 0 = yes) and the terms that made it."""

    score: float
    terms: Mapping[str, float]

    @property
    def yes(self) -> bool:
        """Does the model say yes?"""
        return self.score > 0

    def because(self, most: int = 3) -> tuple[str, ...]:
        """The features that pulled hardest in the direction of the answer, strongest first."""
        sign = 1 if self.yes else -1
        pulling = sorted((-sign * term, name) for name, term in self.terms.items() if sign * term > 0 and name != BIAS)
        return tuple(name for _, name in pulling[:most])


@dataclass(frozen=True, slots=True)
class Weights:
    """One model: a weight for each feature by name."""

    by_name: Mapping[str, float]

    def sum(self, values: Mapping[str, float]) -> Sum:
        """Add up the features of one case. Features without a weight count nothing."""
        known = self.by_name
        terms = {name: known[name] * value for name, value in values.items() if name in known}
        terms[BIAS] = known.get(BIAS, 0.0)
        return Sum(math.fsum(terms.values()), terms)


def load_weights(model: str) -> Weights:
    """The weights of `bot/facts/data/<model>.weights.tsv`: feature, weight."""
    table = f"{model}.weights.tsv"
    return Weights({cells[0]: float(cells[1]) for cells in load_cells("bot.facts", table, 2)})
