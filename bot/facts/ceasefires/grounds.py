"""What else a sentence tells of where a ceasefire holds: the ground of its fights, of an attack, of those who agree."""

from __future__ import annotations

from bot.arabic.places import PlaceMention
from bot.facts.ceasefires.areas import TOWNS, Areas
from bot.facts.ceasefires.candidates import is_base, is_office
from bot.facts.ceasefires.words import area_words

_FIGHTS = frozenset({"cf_attack", "hostile", "hostilities"})
#: So far behind an attack stands what it struck, and beside a mention who agrees.
_ATTACKED, _BESIDE = 6, 12


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
        attacked = each.kind in TOWNS and any("cf_attack" in said for said in before)
        if (inside or attacked) and not is_office(areas.words, each):
            return (each,)
    return ()
