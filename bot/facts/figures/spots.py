"""How large places are, and whether a small one that no table knows lies where the beginning of an article says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.model.facts import Place

if TYPE_CHECKING:
    from bot.facts.figures.ground import Ground

#: How large a place is: its rank by its kind. All others are spots.
RANKS = {
    "country": "country",
    "governorate": "area",
    "region": "area",
    "city": "city",
    "district": "city",
    "town": "town",
}
SPOT = "spot"
WIDE = frozenset({"area", "city", "country"})


def land_of(ground: Ground, numbers: Iterable[int]) -> Place | None:
    """The country that a part of it is told of by «البلاد» or the compass alone: «وسط البلاد»; None where none is."""
    parts = (ground.mentions[number] for number in numbers)
    if not any(not part.code and part.kind == "region" for part in parts):
        return None
    return ground.spoken


def is_spot_within(ground: Ground, number: int, around: dict[str, int]) -> bool:
    """Does a village or quarter told with its noun, that no table knows, lie where the sentence it narrows says?

    Unless a known place beside it, in its own sentence, lies elsewhere: «… في تعز. وفي قرية كذا شمالي مأرب …».
    `around` are the places of the sentence by code, with their numbers.
    """
    mention, mentions = ground.mentions[number], ground.mentions
    if mention.cue != "noun" or not any(RANKS.get(mentions[each].kind) in WIDE for each in around.values()):
        return False
    start, end = (bisect_left(ground.firsts, at) for at in ground.words.bounds[mention.first])
    beside = [mentions[each].code for each in range(start, end) if mentions[each].code]
    return all(code in around or not around.keys().isdisjoint(ground.gazetteer.above(code)) for code in beside)
