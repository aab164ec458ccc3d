"""A linear model that ranks the right ones of several options first, solved to the end. Wants numpy and scipy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.facts.weights import Weights

_SMALLEST = 0.02


class Question(NamedTuple):
    """Options, each by its features and whether it is right (several may be), and how much the question weighs."""

    options: Sequence[tuple[Sequence[str], bool]]
    weight: float


def train(known: Sequence[Question], ridge: float) -> Weights:
    """Weights under which the right options together are most likely, held back by a ridge."""
    options = [option for question in known for option in question.options]
    place: dict[str, int] = {}
    cells = [(row, place.setdefault(name, len(place))) for row, (names, _) in enumerate(options) for name in names]
    rows, columns = zip(*cells, strict=True)
    seen = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(options), len(place)))
    right = np.array([good for _, good in options], dtype=float)
    sizes = np.array([len(question.options) for question in known])
    asked = np.repeat(np.arange(len(known)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    counts = np.array([question.weight for question in known])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = seen @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[asked])
        every, good = np.add.reduceat(scores, starts), np.add.reduceat(scores * right, starts) + 1e-300
        value = (counts * (np.log(every) - np.log(good))).sum() + ridge * (weights @ weights) / 2
        slope = seen.T @ (counts[asked] * (scores / every[asked] - scores * right / good[asked])) + ridge * weights
        return float(value), np.asarray(slope).ravel()

    found = minimize(loss, np.zeros(len(place)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = {name: round(float(found[place[name]]), 3) for name in sorted(place)}
    return Weights({name: weight for name, weight in weights.items() if abs(weight) > _SMALLEST})
