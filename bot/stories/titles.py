"""Which places titles name: two that name towns apart tell of two events, however alike they are written. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.model.facts import Place
from bot.model.story import Incident
from bot.stories.essence import Essence
from bot.stories.kinship import Nearness, Spot, folded, near

#: What is no longer than this has nothing before it.
_SHORT = 3
#: Asked for so often that hashing them in a set would cost more than comparing.
_ELSEWHERE = (Nearness.NEAR, Nearness.APART)


class Towns(NamedTuple):
    """The towns that a title names: those it names `surely`, and where there are any, those it may name."""

    surely: tuple[Spot, ...]
    loosely: tuple[Spot, ...]


def towns_named(ours: Essence, spots: Sequence[Spot]) -> Towns:
    """The towns in a report's title; the spots are those of its places."""
    towns, lines = _towns(ours.places, spots), (ours.headline.line,)
    surely = _told(towns, lines, loosely=False)
    return Towns(surely, _told(towns, lines, loosely=True) if surely else ())


def titles_apart(ours: Towns, theirs: Incident, spots: Sequence[Spot]) -> bool:
    """Do the titles of a report and of an incident name places, and none of them the other's?

    The spots are those of the incident's places. Parts of governorates ("the countryside of
    Idlib") and countries tell no event from another.
    """
    # Most incidents lie in no other town, and nobody reads their titles.
    if not any(near(one, other) in _ELSEWHERE for other in spots if other.is_town for one in ours.surely):
        return False
    towns = _towns(theirs.places, spots)
    if not _told(towns, theirs.headlines, loosely=False):
        return False
    told = _told(towns, theirs.headlines, loosely=True)
    return all(_elsewhere(one, other) for one in ours.loosely for other in told)


def _elsewhere(one: Spot, other: Spot) -> bool:
    """Do two towns lie apart? Not where one may stand for the area of its name, in which the other lies."""
    return near(one, other) in _ELSEWHERE and one.seat not in other.around and other.seat not in one.around


def _towns(places: tuple[Place, ...], spots: Sequence[Spot]) -> Sequence[tuple[tuple[str, ...], Spot]]:
    """The towns among these places, each with the words of its name."""
    return [(_words(place.name), spot) for place, spot in zip(places, spots, strict=True) if spot.is_town]


def _told(towns: Sequence[tuple[tuple[str, ...], Spot]], lines: tuple[str, ...], loosely: bool) -> tuple[Spot, ...]:
    """Those of the towns all words of whose names stand in the lines: those are stems."""
    if not towns:
        return ()
    stems = _stems(lines, loosely)
    return tuple([spot for words, spot in towns if words and all(word.startswith(stems) for word in words)])


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple([word.removeprefix("ال") for word in folded(name).split()])


@lru_cache(maxsize=20_000)
def _stems(lines: tuple[str, ...], loosely: bool) -> tuple[str, ...]:
    """The stems of these lines.

    Names that the lexicon does not know keep there the conjunction or preposition before them: `loosely` without it.
    """
    said = {stem for line in lines for stem in line.split()}
    if loosely:
        said |= {stem[1:] for stem in said if len(stem) > _SHORT and stem[0] in "وفبل"}
    return tuple(said)
