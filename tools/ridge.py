"""Logistic regression in plain Python: small, exact enough, the same on every machine.

Features are sparse dicts by name. Weights are held small (ridge) and may be told which sign they can have.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bot.facts.weights import BIAS

_STEPS = 400


def train(
    cases: Sequence[Mapping[str, float]],
    answers: Sequence[bool],
    *,
    ridge: float,
    signs: Mapping[str, str] | None = None,
    importance: Sequence[float] | None = None,
    ridges: Mapping[str, float] | None = None,
    around: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Weights by feature name, `(bias)` among them.

    `signs`: + or - for features that may pull one way only. `importance`: how much each case counts. `ridges`: another
    ridge for single features. `around`: what weights are held by instead of zero. Accelerated projected gradient
    descent with a fixed number of steps: no chance, no order.
    """
    names = sorted({name for case in cases for name in case})
    place = {name: at for at, name in enumerate(names)}
    size = len(names)
    rows = [([place[name] for name in case], list(case.values())) for case in cases]
    weight_of = importance or [1.0] * len(rows)
    held = [(ridges or {}).get(name, ridge) for name in names] + [(ridges or {}).get(BIAS, 0.0)]
    step = 1.0 / (_steepest(rows, weight_of, size) + max(held, default=0.0))
    limits = [_limits((signs or {}).get(name, "~")) for name in names] + [(-math.inf, math.inf)]
    centre = [(around or {}).get(name, 0.0) for name in (*names, BIAS)]
    now, ahead, momentum = list(centre), list(centre), 1.0
    for _ in range(_STEPS):
        slope = [ridge_of * (value - near) for ridge_of, value, near in zip(held, ahead, centre, strict=True)]
        for (places, values), answer, weight in zip(rows, answers, weight_of, strict=True):
            score = ahead[size] + sum(ahead[at] * value for at, value in zip(places, values, strict=True))
            wrong = weight * (1 / (1 + math.exp(-max(-35.0, min(35.0, score)))) - answer)
            slope[size] += wrong
            for at, value in zip(places, values, strict=True):
                slope[at] += wrong * value
        after = [
            min(high, max(low, value - step * down))
            for value, down, (low, high) in zip(ahead, slope, limits, strict=True)
        ]
        faster = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = [new + (momentum - 1) / faster * (new - old) for new, old in zip(after, now, strict=True)]
        now, momentum = after, faster
    return {**dict(zip(names, now, strict=False)), BIAS: now[size]}


def _limits(sign: str) -> tuple[float, float]:
    return (0.0 if sign == "+" else -math.inf, 0.0 if sign == "-" else math.inf)


def _steepest(rows: Sequence[tuple[list[int], list[float]]], weight_of: Sequence[float], size: int) -> float:
    """An upper estimate of the curvature: the largest eigenvalue of the weighted moments, by power iteration."""
    vector = [1.0] * (size + 1)
    value = 1.0
    for _ in range(30):
        out = [0.0] * (size + 1)
        for (places, values), weight in zip(rows, weight_of, strict=True):
            dot = vector[size] + sum(vector[at] * each for at, each in zip(places, values, strict=True))
            dot *= weight / 4
            out[size] += dot
            for at, each in zip(places, values, strict=True):
                out[at] += dot * each
        value = math.sqrt(sum(each * each for each in out)) or 1.0
        vector = [each / value for each in out]
    return value * 1.1


def written(weights: Mapping[str, float], *, smallest: float = 0.005) -> str:
    """Weights as the rows of a `.weights.tsv`, the bias first, then by name; weights near nothing are left out."""
    rows = [f"{BIAS}\t{weights[BIAS]:.4f}"]
    rows += [
        f"{name}\t{weight:.4f}" for name, weight in sorted(weights.items()) if name != BIAS and abs(weight) >= smallest
    ]
    return "\n".join(rows) + "\n"
