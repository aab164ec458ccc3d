"""Softmax regression with ridge, solved to the end: the same weights on every machine. Wants numpy and scipy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.facts.figure_choice import BIAS, Choice, choice_of

_SMALLEST = 0.02


def train(answers: Sequence[str], known: Sequence[tuple[Sequence[str], str]], ridge: float) -> Choice:
    """The model of samples (features, answer). Features seen once are left out; the bias is free."""
    counts: dict[str, int] = {}
    for names, _ in known:
        for name in set(names):
            counts[name] = counts.get(name, 0) + 1
    kept = sorted(name for name, count in counts.items() if count > 1)
    place = {name: at for at, name in enumerate(kept, 1)}
    cells = [(row, place[name]) for row, (names, _) in enumerate(known) for name in set(names) if name in place]
    cells += [(row, 0) for row in range(len(known))]
    rows, columns = zip(*cells, strict=True)
    seen = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(known), len(kept) + 1))
    right = np.zeros((len(known), len(answers)))
    right[np.arange(len(known)), [answers.index(answer) for _, answer in known]] = 1
    held = np.full((len(kept) + 1, 1), ridge)
    held[0] = 1e-3

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(kept) + 1, len(answers))
        scores = seen @ weights
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slope = seen.T @ (np.exp(scores - total) - right) + held * weights
        value = ((total - scores) * right).sum() + (held * weights**2).sum() / 2
        return float(value), np.asarray(slope).ravel()

    start = np.zeros((len(kept) + 1) * len(answers))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    table = found.reshape(len(kept) + 1, len(answers))
    return choice_of(
        answers,
        (
            (answer, name, round(float(value), 3))
            for name, row in zip([BIAS, *kept], table, strict=True)
            for answer, value in zip(answers, row, strict=True)
            if abs(value) > _SMALLEST
        ),
    )
