"""How alike are the kinds of events that two reports tell of? Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain, count
from math import sqrt
from operator import truediv
from typing import NamedTuple

from bot.stories.kinship import affinities, kinds

#: What another kind of event counts as the same one, times affinity, where all kinds reported are compared.
_KIN = 0.5
#: So many kinds of a report, the weightiest, may be what the other one is mainly about.
_MAIN = 3


@cache
def _alike(kind: str, rank: int) -> list[float]:
    """How much each kind of event, in their order, is of a ranking by one that has this rank in it."""
    readily = affinities()[kind]
    return [(1.0 if other == kind else _KIN * readily[other]) / rank for other in kinds()]


class Kinds(NamedTuple):
    """The kinds of events that a report tells of, the first weighing most, and what comparisons ask of them.

    `shares`: how much of them all any kind is, where those that may name one event count as alike. `squared` is the
    squared length of the ranking.
    """

    names: tuple[str, ...]
    shares: Mapping[str, float]
    squared: float


@lru_cache(maxsize=5_000)  # most reports tell of the same few
def kinds_of(names: tuple[str, ...]) -> Kinds:
    """What comparisons ask of these kinds."""
    shares = dict(zip(kinds(), map(sum, zip(*map(_alike, names, count(1)), strict=True)), strict=True))
    return Kinds(names, shares, _overlap(names, shares))


def kinship(ours: Kinds, theirs: Kinds) -> tuple[float, float, float]:
    """How alike the main kinds are, the first; a main kind and one beside the other; and all of both."""
    mine, other = ours.names, theirs.names
    readily, their = affinities()[mine[0]], affinities()[other[0]]
    main = readily[other[0]]
    aside = chain(map(readily.__getitem__, other[1:_MAIN]), map(their.__getitem__, mine[1:_MAIN]))
    return main, max(aside, default=main), _overlap(mine, theirs.shares) / sqrt(ours.squared * theirs.squared)


def _overlap(names: tuple[str, ...], shares: Mapping[str, float]) -> float:
    """How much of one ranking is in another, the first of each weighing most."""
    found: float = sum(map(truediv, map(shares.__getitem__, names), count(1)))
    return found
