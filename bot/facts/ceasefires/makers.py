"""Whose land a ceasefire is for, by the nation of those who make it: «أعلن الجيش السوداني هدنة»، «حكومة تشاد»."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arabic.places import PlaceMention
from bot.facts.ceasefires.areas import Areas
from bot.facts.ceasefires.words import area_words

#: So far before the adjective of a nation, or its name, stands who fights: «المجلس العسكري البوركيني».
_BEFORE = 2


def nation(areas: Areas, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
    """The land of the army, government or rebels of one nation that a sentence names with a ceasefire at `start`, else
    the sentence before it; with the other country named there, if they may be at war.

    () where it names those of several, where those of a nation that fights or mediates abroad are named, and where the
    article told before it of the ground in that land on which they fight.
    """
    before = areas.words.bounds[sentence[0] - 2] if sentence[0] > 1 else sentence
    first, last = sentence if any(_makers(areas, *sentence)) else before
    codes = set(_makers(areas, first, last))
    code = codes.pop() if len(codes) == 1 else ""
    if not code or not areas.wars.may_make(code):
        return ()
    home = areas.gazetteer.country
    if any(home(each.code) == code != each.code for each in areas.between(0, sentence[1])):
        return ()
    others = (each for each in areas.places if each.kind == "country" and first <= each.first < last)
    foe = next((each for each in others if each.code != code and areas.wars.may_fight(code, each.code)), None)
    return (*areas.country(code, start), *([foe] if foe else ()))


def makers_of(areas: Areas) -> frozenset[str]:
    """The nations that an article names as the sides of a war in their own land."""
    return frozenset(filter(areas.wars.may_make, _makers(areas, 0, len(areas.words))))


def _makers(areas: Areas, first: int, last: int) -> Iterator[str]:
    """The nations of those that tokens first … last - 1 name as the sides of a war: «الجيش السوداني»، «حكومة تشاد»."""
    forms, known, said = areas.words.forms, areas.wars.adjectives, area_words()
    for at in range(first + 1, last):
        code = known.get(forms[at], "")
        if code and not said.makers.isdisjoint(forms[max(first, at - _BEFORE) : at]):
            yield code
    for each in areas.places:
        named = first < each.first < last and each.kind == "country"
        if named and forms[each.first - 1] in said.makers:
            yield each.code
