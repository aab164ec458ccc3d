"""Where a report or an incident is mainly, and how near two of them lie as parts of one course of events. Pure.

In a war of many fronts each report names more than its own place: the state around it, the seat of who counts the dead,
the front where more was lost. None of them makes two fronts one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from bot.arabic.openings import stem_of
from bot.model.facts import Place
from bot.stories.kinship import Nearness, Spot, folded, near
from bot.stories.words import tells

#: So many of its places, the most prominent, say whether a report tells of one place or of several fronts.
_FIRST = 3
#: What is no longer than this has nothing before it.
_SHORT = 3


class Lies(IntEnum):
    """How two courses of events lie to one another, by their centres."""

    APART = 0
    UNKNOWN = 1  # nobody knows, or both are somewhere in one part of a country
    NEAR = 2  # in one governorate
    BESIDE = 3  # one lies in or around a town that the other names beside its own
    AROUND = 4  # one tells of the whole area in which the other lies
    FILLS = 5  # … and nearly all that is told of that area belongs to one course of events
    WITHIN = 6  # in the governorate that goes by the name of its city, or in a place that the other names too
    SAME = 7  # the same place, or one in a part of it


def centre_of(places: Sequence[Place], spots: Sequence[Spot], title: Collection[str]) -> Spot | None:
    """The place that a report mainly tells of, the smallest that leads; None where it tells of several fronts.

    `title`: the stems of its words, which settle it where the places lie apart.
    """
    here = [one for one in spots if not one.is_country] or list(spots)
    if len(here) > 1 and _apart(here[:_FIRST]):
        here = named(places, spots, title)
        if _apart(here):
            return None
    return next((one for one in here if not (one.is_area and _holds(one, here))), None)


def of_several_fronts(places: Sequence[Place], spots: Sequence[Spot], title: Collection[str]) -> bool:
    """Does a report tell of several fronts? Then its places are not all those of any event."""
    return len(spots) > 1 and centre_of(places, spots, title) is None


def _holds(area: Spot, spots: Sequence[Spot]) -> bool:
    return any(area.code in one.around for one in spots if one is not area)


def _apart(spots: Sequence[Spot]) -> bool:
    return any(near(one, other) is Nearness.APART for one, other in combinations(spots, 2))


def lies(ours: Sequence[Spot], centre: Spot | None, theirs: Sequence[Spot], their_centre: Spot | None) -> Lies:
    """How near two courses of events lie. A place that both only name beside their own brings them no nearer."""
    if centre is None or their_centre is None:
        return Lies.NEAR if _share(ours, theirs) else Lies.UNKNOWN
    found = _between(centre, their_centre)
    if found >= Lies.WITHIN:
        return found
    beside = [_named_by(centre, theirs), _named_by(their_centre, ours)]
    return max(found, *beside)


def _between(one: Spot, other: Spot) -> Lies:
    found = near(one, other)
    if found is Nearness.SAME:
        return Lies.WITHIN if one.is_area else Lies.SAME
    if found is Nearness.WITHIN:
        inner, outer = (one, other) if other.code in one.around else (other, one)
        if outer.is_area:
            return Lies.AROUND
        whole = outer.code == outer.province and not inner.is_quarter and inner.seat != outer.code
        return Lies.WITHIN if whole else Lies.SAME
    if found is Nearness.NEAR:
        return Lies.NEAR if one.province and one.province == other.province else Lies.UNKNOWN
    return Lies(found)


def _named_by(centre: Spot, spots: Sequence[Spot]) -> Lies:
    """Does a report name, whatever for, the centre of another, or a part of it, or the town it lies in?"""
    best = Lies.APART
    for one in spots:
        if one.is_area or one.is_country or centre.is_area:
            continue
        found = near(centre, one)
        if found is Nearness.SAME:
            return Lies.WITHIN
        if found is Nearness.WITHIN:
            best = Lies.BESIDE
    return best


def _share(ours: Sequence[Spot], theirs: Sequence[Spot]) -> bool:
    return any(near(one, other) >= Nearness.WITHIN for one in ours for other in theirs)


def named(places: Sequence[Place], spots: Sequence[Spot], title: Collection[str]) -> list[Spot]:
    """Those of the places all words of whose names stand in the title, given by its stems; no whole countries."""
    stems = tuple(title)
    # Names that the lexicon does not know keep in a stem the conjunction or preposition before them.
    stems += tuple([stem[1:] for stem in stems if len(stem) > _SHORT and stem[0] in "وفبل"])
    found = [(spot, name_words(place.name)) for place, spot in zip(places, spots, strict=True) if not spot.is_country]
    return [spot for spot, words in found if words and stand_in(words, stems)]


def names_centre(stems: Collection[str], places: Sequence[Place], spots: Sequence[Spot], centre: Spot | None) -> bool:
    """Do a report's telling words hold the name of the place that an incident mainly tells of?"""
    if centre is None:
        return False
    name = next((place.name for place, spot in zip(places, spots, strict=True) if spot.key == centre.key), "")
    return bool(name) and stand_in(name_words(name), stems)


def stand_in(words: Sequence[str], stems: Collection[str]) -> bool:
    """Do all these words of a name stand in a title, given by its stems?

    A stem of a name that begins like a preposition has lost its first letter: «بغداد», «بيروت».
    """
    begins = tuple(stems)
    return all(word.startswith(begins) or _stem(word) in stems for word in words)


_stem = lru_cache(maxsize=20_000)(stem_of)


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded and without their articles; no directions: in titles they are words of every day."""
    words = folded(name).split()
    return tuple([word.removeprefix("ال") for word in [one for one in words if tells(one)] or words])
