"""Which places titles name: two that name towns apart tell of two events, however alike they are written. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bot.model.facts import Place
from bot.stories.centres import name_words, stand_in
from bot.stories.kinship import APART, NEAR, Spot, near

#: What is no longer than this has nothing before it.
_SHORT = 3
#: Asked for so often that hashing them in a set would cost more than comparing.
_ELSEWHERE = (NEAR, APART)


class Towns(NamedTuple):
    """The towns that a title names: those it names `surely`, and where there are any, those it may name."""

    surely: Sequence[Spot]
    loosely: Sequence[Spot]


_NONE = Towns((), ())


def towns_named(places: Sequence[Place], spots: Sequence[Spot], title: Collection[str]) -> Towns:
    """The towns among these places all words of whose names stand in the title, given by its stems."""
    towns = [(name_words(place.name), spot) for place, spot in zip(places, spots, strict=True) if spot.is_town]
    surely = _named(towns, title) if towns else ()
    if not surely:
        return _NONE
    # Names that the lexicon does not know keep in a stem the conjunction or preposition before them.
    cut = [stem[1:] for stem in title if len(stem) > _SHORT and stem[0] in "وفبل"]
    return Towns(surely, _named(towns, (*title, *cut)) if cut else surely)


def titles_apart(ours: Towns, theirs: Towns) -> bool:
    """Do the titles of a report and of an incident name places, and none of them the other's?

    Parts of governorates ("the countryside of Idlib") and countries tell no event from another.
    """
    return bool(ours.surely and theirs.surely) and all(
        _elsewhere(one, other) for one in ours.loosely for other in theirs.loosely
    )


def _elsewhere(one: Spot, other: Spot) -> bool:
    """Do two towns lie apart? Not where one may stand for the area of its name, in which the other lies."""
    return near(one, other) in _ELSEWHERE and one.seat not in other.around and other.seat not in one.around


def _named(towns: Sequence[tuple[tuple[str, ...], Spot]], stems: Collection[str]) -> list[Spot]:
    stems = tuple(stems)
    return [spot for words, spot in towns if words and stand_in(words, stems)]
