"""Softmax regression with ridge, solved to the end: the same weights on every machine. Wants numpy and scipy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.facts.figures.choice import BIAS, Choice, choice_of

_SMALLEST = 0.02
#: What parts the source of a feature from the answer that it speaks for: «noun = children».
SAYS = " = "


def train(answers: Sequence[str], known: Sequence[tuple[Sequence[str], str]], ridge: float, tie: float = 4.0) -> Choice:
    """The model of samples (features, answer). Features seen once are left out; the bias is free.

    A feature «source = answer» also teaches what its source is worth, whatever it answers: so that «row = medics» is
    believed as «row = soldiers» is, though few rows are medics. `tie` is how freely sources are believed.
    """
    kept, seen = _samples(known)
    right = np.zeros((len(known), len(answers)))
    right[np.arange(len(known)), [answers.index(answer) for _, answer in known]] = 1
    held = np.full((len(kept) + 1, 1), ridge)
    held[0] = 1e-3
    sources = sorted({name.partition(SAYS)[0] for name in kept if SAYS in name})
    says = _says(answers, known, sources)
    size = (len(kept) + 1) * len(answers)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, shared = flat[:size].reshape(len(kept) + 1, len(answers)), flat[size:]
        scores = seen @ weights + (says @ shared).reshape(len(known), len(answers))
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        wrong = np.exp(scores - total) - right
        slope = seen.T @ wrong + held * weights
        slopes = says.T @ wrong.ravel() + ridge / tie * shared
        value = ((total - scores) * right).sum() + (held * weights**2).sum() / 2 + ridge / tie * (shared**2).sum() / 2
        return float(value), np.concatenate([np.asarray(slope).ravel(), np.asarray(slopes).ravel()])

    start = np.zeros(size + len(sources))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    table: dict[tuple[str, str], float] = {}
    for name, row in zip([BIAS, *kept], found[:size].reshape(len(kept) + 1, len(answers)), strict=True):
        table.update({(name, answer): float(value) for answer, value in zip(answers, row, strict=True)})
    for source, value in zip(sources, found[size:], strict=True):
        for answer in answers:
            cell = (f"{source}{SAYS}{answer}", answer)
            table[cell] = table.get(cell, 0.0) + float(value)
    return choice_of(
        answers, ((answer, name, round(value, 3)) for (name, answer), value in table.items() if abs(value) > _SMALLEST)
    )


def _samples(known: Sequence[tuple[Sequence[str], str]]) -> tuple[list[str], csr_matrix]:
    """The features seen more than once, and which sample has which: a row a sample, the bias first."""
    counts: dict[str, int] = {}
    for names, _ in known:
        for name in set(names):
            counts[name] = counts.get(name, 0) + 1
    kept = sorted(name for name, count in counts.items() if count > 1)
    place = {name: at for at, name in enumerate(kept, 1)}
    cells = [(row, place[name]) for row, (names, _) in enumerate(known) for name in set(names) if name in place]
    cells += [(row, 0) for row in range(len(known))]
    rows, columns = zip(*cells, strict=True)
    return kept, csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(known), len(kept) + 1))


def _says(answers: Sequence[str], known: Sequence[tuple[Sequence[str], str]], sources: Sequence[str]) -> csr_matrix:
    """Which source speaks for which answer in which sample: a row for each sample and answer, a column for a source."""
    place = {
        f"{source}{SAYS}{answer}": (at, told)
        for at, source in enumerate(sources)
        for told, answer in enumerate(answers)
    }
    cells = [
        (row * len(answers) + place[name][1], place[name][0])
        for row, (names, _) in enumerate(known)
        for name in set(names)
        if name in place
    ]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(known) * len(answers), len(sources)))
