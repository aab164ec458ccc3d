"""How alike are the kinds of events that two reports tell of? Pure."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from bot.stories.kinship import affinity

#: What another kind of event counts as the same one, times affinity, where all kinds reported are compared.
_KIN = 0.5
#: So many kinds of a report, the weightiest, may be what the other one is mainly about.
_MAIN = 3


@lru_cache(maxsize=20_000)
def kinship(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[float, float, float]:
    """How alike the main kinds are, the first; a main kind and one beside the other; and all of both."""
    main = affinity(ours[0], theirs[0])
    aside = [affinity(ours[0], one) for one in theirs[1:_MAIN]] + [affinity(one, theirs[0]) for one in ours[1:_MAIN]]
    alike = _overlap(ours, theirs) / sqrt(_squared(ours) * _squared(theirs))
    return main, max(aside, default=main), alike


@lru_cache(maxsize=5_000)
def _squared(kinds: tuple[str, ...]) -> float:
    """The squared length of a ranking."""
    return _overlap(kinds, kinds)


def _overlap(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """How much of one ranking of kinds is in another, the first of each weighing most."""
    share = _share(ours)
    return sum([share[kind] / rank for rank, kind in enumerate(theirs, 1)])


class _Share(dict[str, float]):
    """How much of a ranking each kind is: those that may name one event count as alike. Worked out once."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._kinds = kinds

    def __missing__(self, other: str) -> float:
        alike = [1.0 if one == other else _KIN * affinity(one, other) for one in self._kinds]
        found = self[other] = sum([one / rank for rank, one in enumerate(alike, 1)])
        return found


@lru_cache(maxsize=5_000)
def _share(kinds: tuple[str, ...]) -> _Share:
    return _Share(kinds)
