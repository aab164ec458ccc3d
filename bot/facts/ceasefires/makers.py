"""Whose land a ceasefire is for, by the nation of those who make it: «أعلن الجيش السوداني هدنة»، «حكومة تشاد»."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arabic.places import PlaceMention
from bot.facts.ceasefires.areas import Areas
from bot.facts.ceasefires.words import area_words

#: So far before the adjective of a nation, or its name, stands who fights: «المجلس العسكري البوركيني».
_BEFORE = 2
_IN, _AND, _TWO = "في", "و", 2
_ASIDE = frozenset({"cf_welcome", "cf_mediate"})


def nation(areas: Areas, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
    """The land of the army, government or rebels of one nation that a sentence names with a ceasefire at `start`, else
    the sentence before it; with the other country named there, if they may be at war. Of two such nations, both.

    () where it names those of several, where those of a nation that fights or mediates abroad are named, and where the
    article told before it of the ground in the land of that one nation on which they fight.
    """
    before = areas.words.bounds[sentence[0] - 2] if sentence[0] > 1 else sentence
    first, last = sentence if any(_makers(areas, *sentence)) else before
    codes = list(dict.fromkeys(_makers(areas, first, last)))
    if len(codes) == _TWO and areas.wars.may_fight(*codes):
        return tuple([each for code in codes for each in areas.country(code, start)])
    code = codes.pop() if len(codes) == 1 else ""
    if not code or not areas.wars.may_make(code):
        return ()
    home = areas.gazetteer.country
    if not areas.met and any(home(each.code) == code != each.code for each in areas.between(0, sentence[1])):
        return ()
    others = (each for each in areas.places if each.kind == "country" and first <= each.first < last)
    foe = next((each for each in others if each.code != code and areas.wars.may_fight(code, each.code)), None)
    return (*areas.country(code, start), *([foe] if foe else ()))


def makers_of(areas: Areas) -> frozenset[str]:
    """The nations that an article names as the sides of a war in their own land."""
    return frozenset(filter(areas.wars.may_make, _makers(areas, 0, len(areas.words))))


def _makers(areas: Areas, first: int, last: int) -> Iterator[str]:
    """The nations of those that tokens first … last - 1 name as the sides of a war: «الجيش السوداني»، «حكومة تشاد»،
    «المجلس العسكري في ميانمار»; not of those who welcome a ceasefire."""
    forms, known, said = areas.words.forms, areas.wars.adjectives, area_words()
    for at in range(first + 1, last):
        code = known.get(forms[at], "")
        if not code and forms[at - 1] in known:
            code = known.get(forms[at].removeprefix(_AND), "")  # «الجيشان الأفغاني والباكستاني»
        if code and (head := _head(areas, first, at)) >= 0 and not _is_aside(areas, first, head):
            yield code
    for each in areas.places:
        if each.kind == "country" and first < each.first < last:
            at = each.first - 1 - (forms[each.first - 1] == _IN)
            if at >= first and forms[at] in said.makers and not _is_aside(areas, first, at):
                yield each.code


def _head(areas: Areas, first: int, at: int) -> int:
    """The word for who fights, right before the adjective of a nation at token `at` or one word before; -1 for none."""
    forms, makers = areas.words.forms, area_words().makers
    return next((head for head in range(at - 1, max(first, at - _BEFORE) - 1, -1) if forms[head] in makers), -1)


def _is_aside(areas: Areas, first: int, head: int) -> bool:
    """«رحبت الحكومة العراقية بالهدنة»: do they only welcome what others make, or mediate?"""
    return any(not _ASIDE.isdisjoint(said) for said in areas.words.sets[max(first, head - _BEFORE) : head])
