"""What else a sentence tells of where a ceasefire holds: the ground of its fights, of an attack, of those who agree."""

from __future__ import annotations

from itertools import pairwise, takewhile

from bot.arabic.places import PlaceMention
from bot.arabic.words import TIMED
from bot.facts.ceasefires.areas import TOWNS, Areas
from bot.facts.ceasefires.candidates import HOLDING, is_base, is_office
from bot.facts.ceasefires.lands import land_at
from bot.facts.ceasefires.told_wars import BETWEEN
from bot.facts.ceasefires.words import area_words

_FIGHTS = frozenset({"cf_attack", "hostile", "hostilities"})
#: So far behind an attack stands what it struck, and beside a mention who agrees.
_ATTACKED, _BESIDE = 6, 12
#: So far behind «يشمل الاتفاق» stands what it covers; so close together stand those of a list.
_COVERING, _LISTED = 7, 3
_ACCORD = frozenset({"cf_agree_noun", "truce", "calm", "gunfire", "ceasing", "fire"})
_AND, _AT = "و", "في"
#: What somebody only does there.
_TELLING = frozenset({"cf_said", "cf_welcome"})
#: A noun says what it is, before its name or in it.
_NOUNS = frozenset({"noun", "nouns"})
#: A place so near the beginning of a sentence is where its scene is set.
_OPENING = 4
_QUARTERS = TOWNS | {"neighbourhood", "camp", "district"}


def covered(areas: Areas) -> tuple[PlaceMention, ...]:
    """What the article says that the accord covers, in any sentence: «ويشمل الاتفاق الغوطة الشرقية وحي جوبر»."""
    words, said = areas.words, area_words()
    for number, each in enumerate(areas.mentions):
        low = max(words.bounds[each.first][0], each.first - _COVERING)
        at = each.first - 1
        if each.cue in _NOUNS and words.forms[at] not in said.covers and words.sets[at].isdisjoint(_ACCORD):
            at -= 1  # «ويشمل الاتفاق إقليم كيدال»
        while at > low and (words.forms[at] in said.also or not words.sets[at].isdisjoint(_ACCORD)):
            at -= 1
        opens = at == words.bounds[at][0] and at > words.title_end  # «… هدنة. وتشمل محافظة الحديدة»
        if words.forms[at] in said.covers and (opens or at < each.first - 1):
            behind = areas.mentions[number + 1 :]
            joined = takewhile(lambda pair: pair[1].first - pair[0].last < _LISTED, pairwise((each, *behind)))
            return (each, *[two for _, two in joined])
    return ()


def between(areas: Areas, end: int, last: int) -> tuple[PlaceMention, ...]:
    """The quarters or towns between which it is made, right behind a mention: «هدنة بين باب التبانة وجبل محسن»."""
    words = areas.words
    at = next((at for at in range(end, min(last, end + 2)) if words.forms[at] in area_words().between), -1)
    if at < 0:
        return ()
    named = [each for each in areas.places if at < each.first < min(last, at + BETWEEN)]
    fit = [each for each in named if each.kind in _QUARTERS and "capital" not in words.sets[each.first]]
    led = bool(fit) and fit[0].cue in {"between", "nouns"}
    return tuple(fit) if led and len(fit) > 1 and fit == named and not any(each.role for each in fit) else ()


def fronted(areas: Areas, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
    """What a sentence opens with, where it goes on to tell of a ceasefire at `start`: «وفي حلب اتفقوا على هدنة»;
    () of a seat of government, where others meet, and where somebody speaks."""
    words, said = areas.words, area_words()
    before = [each for each in areas.between(max(sentence[0], start - _OPENING), start) if each.last == start]
    if before and before[-1].kind == "country" and before[-1].cue == "at":
        return (before[-1],)  # «أعلنت في ليبيا هدنة»
    if before and words.sets[start].isdisjoint(TIMED) and _is_led(areas, before[-1]):
        return areas.phrase(before[-1])  # «أعلنت لجنة التهدئة في تعز هدنة»
    at = next((at for at in range(sentence[0], start) if words.forms[at].isalpha()), start)
    at += words.forms[at] in said.as_for  # «أما في حلب، فقد …»
    if at + 1 >= start or words.forms[at].removeprefix(_AND) not in said.led:
        return ()
    land = land_at(areas.page, at + 1, areas.land, areas.gazetteer, areas.wars.adjectives)
    if land is not None:
        return (land,)
    opening = areas.between(at + 1, min(start, at + _OPENING))
    if not opening or opening[0].cue not in HOLDING or is_base(opening[0]) or areas.is_seat(opening[0]):
        return ()
    told = areas.phrase(opening[0])
    if areas.between(told[-1].last, start):
        return ()  # «وفي البصرة عادوا إلى القتال في الكرمة بعد أن انتهت الهدنة»
    behind = next((at for at in range(told[-1].last, start) if words.forms[at].isalpha()), start)
    return () if not _TELLING.isdisjoint(words.sets[behind]) else told


def _is_led(areas: Areas, each: PlaceMention) -> bool:
    """Is a place led to by «في», and no seat of government, where others meet?"""
    at = each.first - 1 - (each.cue in _NOUNS and areas.words.forms[each.first - 1] != _AT)
    return areas.words.forms[at] == _AT and not areas.is_seat(each) and not is_base(each)


def finer(areas: Areas, start: int, sentence: tuple[int, int], area: str) -> tuple[PlaceMention, ...]:
    """A place before a mention in its sentence that lies in the area told elsewhere, where a fight is told to be or
    which is named with it: «أوقفت اللجنة القتال في الرضمة بمحافظة إب …»."""
    for each in areas.between(sentence[0], start):
        inside = area not in {"", each.code} and areas.gazetteer.within(each.code, area)
        before = areas.words.sets[max(sentence[0], each.first - _ATTACKED) : each.first]
        if inside and areas.holds(each) and any(not said.isdisjoint(_FIGHTS) for said in before):
            return areas.phrase(each)
    return ()


def site(areas: Areas, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
    """An airport or the like in a sentence: the only ground of an article that names no area."""
    return tuple([each for each in areas.between(*sentence) if is_base(each)][:1])


def is_tribal(areas: Areas, start: int, sentence: tuple[int, int]) -> bool:
    """Do tribes or elders agree on something beside a mention, in its sentence?"""
    near = slice(max(sentence[0], start - _BESIDE), min(sentence[1], start + _BESIDE))
    return not area_words().tribal.isdisjoint(areas.words.forms[near])


def struck_before(areas: Areas, start: int, sentence: tuple[int, int], own: str) -> tuple[PlaceMention, ...]:
    """The town of an attack before a mention in its sentence («قصف بلدة كذا في خرق لهدنة …»), or any place there
    within its `own` area («استشهد شاب في … في خرق شهدته غزة»)."""
    for each in areas.between(sentence[0], start):
        before = areas.words.sets[max(sentence[0], each.first - _ATTACKED) : each.first]
        inside = own not in {"", each.code} and areas.gazetteer.within(each.code, own)
        town = each.kind in TOWNS or not each.kind or each.cue == "on"
        attacked = town and any("cf_attack" in said for said in before)
        if (inside or attacked) and not is_office(areas.words, each):
            return (each,)
    return ()
