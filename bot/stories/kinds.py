"""How alike are the kinds of events that two reports tell of? Pure."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from bot.stories.kinship import affinity

#: What another kind of event counts as the same one, times affinity, where all kinds reported are compared.
_KIN = 0.5


@lru_cache(maxsize=20_000)
def kinship(
    kind: str, kinds: tuple[str, ...], their_kind: str, their_kinds: tuple[str, ...]
) -> tuple[float, float, float]:
    """How alike the main kinds are, a main kind and one beside the other, and all of both."""
    aside = [affinity(kind, one) for one in their_kinds[:3]]
    aside += [affinity(one, their_kind) for one in kinds[:3]]
    return affinity(kind, their_kind), max(aside, default=0.0), _alike(kinds, their_kinds)


def _alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """The cosine of two rankings of kinds, the first weighing most; kinds that may name one event count as alike."""
    return _overlap(ours, theirs) / sqrt(_squared(ours) * _squared(theirs))


@lru_cache(maxsize=5_000)
def _squared(kinds: tuple[str, ...]) -> float:
    """The squared length of a ranking."""
    return _overlap(kinds, kinds)


def _overlap(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    rows = [_LIKENESSES[one] for one in ours]
    return sum(
        [row[other] / ((rank + 1) * (their + 1)) for rank, row in enumerate(rows) for their, other in enumerate(theirs)]
    )


class _Row(dict[str, float]):
    """How alike one kind is to each other one, worked out once."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __missing__(self, other: str) -> float:
        found = self[other] = 1.0 if other == self._kind else _KIN * affinity(self._kind, other)
        return found


class _Rows(dict[str, _Row]):
    """These for each kind."""

    def __missing__(self, kind: str) -> _Row:
        found = self[kind] = _Row(kind)
        return found


_LIKENESSES = _Rows()
