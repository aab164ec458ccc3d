"""Which places titles name: two that name towns apart tell of two events, however alike they are written. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.model.facts import Place
from bot.model.story import Incident
from bot.stories.essence import Essence
from bot.stories.kinship import Nearness, Spot, folded, near

#: What is no longer than this has nothing before it.
_SHORT = 3
_ELSEWHERE = frozenset({Nearness.NEAR, Nearness.APART})


def titles_apart(ours: Essence, spots: Sequence[Spot], theirs: Incident, their_spots: Sequence[Spot]) -> bool:
    """Do the titles of a report and of an incident name places, and none of them the other's?

    The spots are those of the places. Parts of governorates ("the countryside of
    Idlib") and countries tell no event from another.
    """
    if not _pairs(ours, spots, theirs, their_spots, loosely=False):
        return False
    told = _pairs(ours, spots, theirs, their_spots, loosely=True)
    return all(near(one, other) in _ELSEWHERE for one, other in told)


def _pairs(
    ours: Essence, spots: Sequence[Spot], theirs: Incident, their_spots: Sequence[Spot], *, loosely: bool
) -> list[tuple[Spot, Spot]]:
    mine = [spots[at] for at in _named(ours.places, (ours.headline.line,), loosely)]
    yours = [their_spots[at] for at in _named(theirs.places, theirs.headlines, loosely)] if mine else []
    return [(one, other) for one in mine for other in yours if _is_town(one) and _is_town(other)]


@lru_cache(maxsize=20_000)
def _named(places: tuple[Place, ...], lines: tuple[str, ...], loosely: bool) -> tuple[int, ...]:
    """The positions of the places whose names stand in a line: its words are stems.

    Names that the lexicon does not know keep there the conjunction or preposition before them: `loosely` without it.
    """
    said = {stem for line in lines for stem in line.split()}
    if loosely:
        said |= {stem[1:] for stem in said if len(stem) > _SHORT and stem[0] in "وفبل"}
    stems = tuple(said)
    names = [[word.removeprefix("ال") for word in folded(place.name).split()] for place in places]
    return tuple([at for at, words in enumerate(names) if words and all(word.startswith(stems) for word in words)])


def _is_town(spot: Spot) -> bool:
    return bool(spot.code) and "." not in spot.code and not spot.is_country
