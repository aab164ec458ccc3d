"""Whether a place's name stands for something else (a government, where a report was filed), or for a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.place_words import Found, Spot, has_cue
from bot.arabic.tables import load_cells
from bot.arabic.words import TIMED, Words

_TABLE = "places_roles.tsv"
_DASHES = frozenset(("-", "–", "—", "/", "(", "|"))
#: Behind these a country is no subject.
_NO_SUBJECT = frozenset({"at", "noun", "direction", "talks", "between"})
#: Behind a day any name may stand.
_DAYS = frozenset({"cf_weekday", "cf_today", "cf_yesterday", "time"})
#: A subject between its verb and a place has no more words: «قصف الطيران الحربي السوري الزربة».
_SUBJECT = 5
#: A hospital has such an adjective behind its place.
_ADJECTIVAL, _WITHIN = ("ي", "يه"), 3
#: Names of lands that adjectives in the accusative look like, behind people.
_LAND, _PEOPLE = "يا", frozenset({"people"})
_SHORT = 3
#: What has branches.
_SECTOR = "القطاع"
#: «درعا 24» is an outlet.
_AROUND_THE_CLOCK = "24"
_QUOTES = frozenset("«»\"'“”")
#: What is destroyed; an adjective of the place is none («تدمر الأثرية»).
_OBJECTS = frozenset({"thing", "building", "place_unit", "ev_position", "digits", "number", "drone", "weapon"})
#: What falls on a place, and so many words it has at most: «غارات جوية إسرائيلية عنيفة على».
_STRIKES, _LONG_STRIKE = frozenset({"t_strike"}), 6
#: A date between a place and its dash or agency has no more words: «صنعاء 25 تموز / يوليو 2015 (شينخوا)».
_DATE = 6
#: So many tokens stand before the second city of a dateline.
_TWO_CITIES = 4


class RoleWords(NamedTuple):
    """Folded words of places_roles.tsv by class; what each says is told there."""

    side: frozenset[str]
    opener: frozenset[str]
    apposed: frozenset[str]
    seat: frozenset[str]
    servant: frozenset[str]
    preposition: frozenset[str]
    towards: frozenset[str]
    onto: frozenset[str]
    freeing: frozenset[str]
    freed_by: frozenset[str]
    free_body: frozenset[str]
    free_kind: frozenset[str]
    bearer: frozenset[str]
    branch: frozenset[str]
    verb: frozenset[str]
    care: frozenset[str]
    shaken: frozenset[str]
    entered: frozenset[str]
    hits: frozenset[str]
    verbal: frozenset[str]
    hospital: tuple[str, ...]


@lru_cache(maxsize=1)
def role_words() -> RoleWords:
    """The table of words that tell what a place's name stands for. Read once."""
    table = {kind: frozenset(map(fold_word, words.split())) for kind, words in load_cells("bot.arabic", _TABLE, 2)}
    hospital = tuple(sorted(table.pop("hospital")))
    return RoleWords(**table, hospital=hospital)


def governs(found: Found, cue: str, forms: Sequence[str], spots: Sequence[Spot | None], *, always: bool) -> bool:
    """Does this capital's name stand for a government: «أعلنت موسكو»? `always`: it does unless the place is meant."""
    first = found.first
    if has_cue(spots, first - 1, "speech") or (has_cue(spots, found.last, "speech") and cue not in {"at", "noun"}):
        return True
    if not always or cue in {"at", "noun", "direction"}:
        return False
    return not found.first or forms[found.first - 1] not in role_words().seat


def country_role(found: Found, cue: str, forms: Sequence[str], spots: Sequence[Spot | None]) -> str:
    """What a country does that its sentence has for its subject: `government` where it strikes («شنت روسيا غارات على
    …»), `speaker` where it says something; "" for a country where things happen («قصفت الطائرات سوريا»).
    """
    first, last = found.first, found.last
    if found.begin.clitics or cue in _NO_SUBJECT:
        return ""
    if (first == 0 or spots[first - 1] is None) and (last >= len(spots) or spots[last] is None):
        return ""  # neither a verb before nor one behind
    before = has_cue(spots, first - 1, "strikes") and _begins(first - 1, forms) and not has_cue(spots, last, "sent")
    if before or has_cue(spots, first - 1, "sends"):
        return "government"
    if not cue and (has_cue(spots, last, "sends") or has_cue(spots, last, "strikes")):
        return "government"
    says = has_cue(spots, first - 1, "speech") or has_cue(spots, first - 1, "his_speech")
    return "speaker" if says or (not cue and has_cue(spots, last, "speech")) else ""


def _begins(at: int, forms: Sequence[str]) -> bool:
    """Does a clause begin with this verb? Then what stands behind it is who does it, not to whom it is done."""
    before = forms[at - 1] if at else "\n"
    return before in role_words().opener or "\n" in before


def describes(found: Found, words: Words, spots: Sequence[Spot | None]) -> bool:
    """«القنابل المسيلة للدموع», «الخوذات البيضاء», «عبد الجليل»: does a name that no cue leads to describe a noun?

    Or is it a verb («غارات تدمر منازل»)?
    A place stands right behind a definite noun only where this says what it is: «العاصمة الخرطوم».
    """
    if _is_verb(found, words) or _is_nationality(found, words, spots):
        return True
    if not found.first or words.forms[found.first][:2] != "ال" or found.words > 1 or found.begin.clitics:
        return False
    before = words.forms[found.first - 1]
    said = role_words()
    if before in said.servant or before in said.apposed:
        return before in said.servant
    near = words.forms[max(0, found.first - _WITHIN) : found.first]
    if words.forms[found.first].endswith(_ADJECTIVAL) and any(word.endswith(said.hospital) for word in near):
        return True  # «مستشفى كفرنبل الجراحي»
    spot = spots[found.first - 1]
    classes = words.sets[found.first - 1]
    noun = words.clitics(found.first - 1).article and TIMED.isdisjoint(classes) and _DAYS.isdisjoint(classes)
    reaches = any(
        has_cue(spots, at, "on")
        and words.forms[at] not in said.preposition  # «طالت الغارات الشجاعية», «مغادرة الثوار الزبداني»
        for at in range(max(0, found.first - _SUBJECT), found.first - 1)
    )
    return noun and not reaches and not (spot and (spot.starts or "source" in spot.cues))


def _is_verb(found: Found, words: Words) -> bool:
    """«غارات تدمر منازل», «إسرائيل تدمر نفقا»: is a name to which nothing leads a verb, with its object behind it?"""
    at = found.last
    if found.words > 1 or at >= len(words) or words.forms[found.first] not in role_words().verb:
        return False
    classes, clitics = words.sets[at], words.clitics(at)
    if clitics.preposition or clitics.conjunction or not TIMED.isdisjoint(classes):
        return False
    return words.forms[at].endswith("ا") or not _OBJECTS.isdisjoint(classes)


def _is_nationality(found: Found, words: Words, spots: Sequence[Spot | None]) -> bool:
    """«20 جنديا سوريا»: does what looks like a land only tell whose the people counted are?"""
    first = found.first
    if found.words > 1 or found.begin.clitics or not first or not words.forms[first].endswith(_LAND):
        return False
    noun = words.forms[first - 1]
    before = spots[first - 1]
    told = noun.endswith("ا") and len(noun) > _SHORT and not (before and before.alone)
    return told and not words.clitics(first - 1).pronoun and not words.sets[first - 1].isdisjoint(_PEOPLE)


def is_backer(found: Found, forms: Sequence[str], spots: Sequence[Spot | None]) -> bool:
    """«الموالية لدمشق», «المدعومون من رواندا»: does a name merely tell who stands behind somebody?"""
    first = found.first
    before = first - 2 if forms[first - 1] == "من" else first - 1 if found.begin.clitics[-1:] == "ل" else -1
    return before >= 0 and has_cue(spots, before, "loyal")


def is_ruler(found: Found, spots: Sequence[Spot | None]) -> bool:
    """«قوات حكومة دمشق», «سلطات صنعاء»: does a name merely tell which government is meant?"""
    return not found.begin.clitics and has_cue(spots, found.first - 1, "ruler")


def is_outlet(found: Found, forms: Sequence[str], spots: Sequence[Spot | None]) -> bool:
    """«حلب نيوز», «بحسب السويداء 24»: is the place but part of the name of an outlet, or «القطاع» of «القطاع الصحي»?"""
    last = found.last
    if last < len(forms) and forms[last] in role_words().branch and forms[last - 1].endswith(_SECTOR):
        return True
    behind = spots[last] if last < len(spots) else None
    if behind is None:
        return last < len(forms) and forms[last] == _AROUND_THE_CLOCK and has_cue(spots, found.first - 1, "source")
    named = has_cue(spots, found.first - 1, "source") or _is_quoted(found, forms)
    return "press" in behind.cues or ("press_too" in behind.cues and named)


def _is_quoted(found: Found, forms: Sequence[str]) -> bool:
    """«تابعته «بغداد اليوم»»: do quotation marks stand around a place and the word behind it?"""
    behind = forms[found.last + 1] if found.last + 1 < len(forms) else ""
    return found.first > 0 and forms[found.first - 1][-1:] in _QUOTES and behind[:1] in _QUOTES


def is_dateline(found: Found, forms: Sequence[str], spots: Sequence[Spot | None]) -> bool:
    """«دمشق - أ ف ب», «غزة (رويترز)», «رويترز - كييف»: at the beginning of a line, beside a dash or an agency."""
    first, last = found.first, found.last
    before = forms[first - 1] if first else "\n"
    behind = forms[last] if last < len(forms) else ""
    if "\n" in before or before in {"،", ","}:
        if behind[:1].isdigit():
            last = _behind_date(last, forms)
            behind = forms[last] if last < len(forms) else ""
        return behind in _DASHES or has_cue(spots, last, "agency")
    if before == "/" and first > 1 and behind in _DASHES:  # «يريفان/باكو - …»
        return first <= _TWO_CITIES or any("\n" in form for form in forms[first - _TWO_CITIES : first])
    return before == "-" and (behind in _DASHES or has_cue(spots, first - 2, "agency"))


def two_sides(found: Found, forms: Sequence[str]) -> bool:
    """Does a side stand before a name that begins with one: «شمال ووسط سيناء», «جنوبي غرب سوريا»?"""
    if not found.first or found.begin.clitics not in {"", "w"}:
        return False
    before = forms[found.first - 1]
    sides = role_words().side
    sided = forms[found.first][found.begin.skip :] in sides
    return sided and (before in sides or before.lstrip("وبل") in sides)


def sided(found: Found, forms: Sequence[str]) -> Found:
    """A country, or a part of one, with the words before it that say which part: «شمال غربي نيجيريا»."""
    first, skip, sides = found.first, 0, role_words().side
    while first and not skip:
        word = forms[first - 1]
        skip = 0 if word in sides else len(word) - len(word.lstrip("وبل"))
        if word[skip:] not in sides:
            break
        first -= 1
    else:
        return found._replace(first=first, begin=found.begin._replace(skip=skip))
    return found._replace(first=first, begin=found.begin._replace(skip=0)) if first < found.first else found


def _behind_date(at: int, forms: Sequence[str]) -> int:
    """The token behind a day, a month and a year that begin at this one; where there is no year, this one."""
    for year in range(at + 2, min(at + _DATE, len(forms))):
        if len(forms[year]) == len("2015") and forms[year].isdigit():
            return year + 1
    return at


def is_aim(found: Found, forms: Sequence[str]) -> bool:
    """«نزحوا إلى طويلة»: is the name, with nothing attached to it, told as an aim?"""
    plain = not found.begin.clitics and not forms[found.first].startswith("ال")
    return plain and forms[found.first - 1] in role_words().towards


def is_struck(found: Found, words: Words) -> bool:
    """«غارة إسرائيلية على صور»: is the name all that a strike fell on? «غارة على أنصار الجماعة» tells of others."""
    first, last = found.first, found.last
    if found.begin.clitics or words.forms[first - 1] not in role_words().onto or words.forms[first].startswith("ال"):
        return False
    joined = last < len(words) and words.forms[last].startswith("و")  # «على جويا وطيردبا»
    if last < len(words) and not joined and (words.clitics(last).article or "unknown" in words.sets[last]):
        return False
    return any(not words.sets[at].isdisjoint(_STRIKES) for at in range(max(0, first - _LONG_STRIKE), first - 1))
