"""The area told right behind a ceasefire: «هدنة في إدلب»، «هدنة المخيم»، «وقف النار على كافة الجبهات»."""

from __future__ import annotations

from bisect import bisect_left

from bot.arabic.letters import unmarked
from bot.arabic.places import PlaceMention
from bot.facts.ceasefires.apart import is_apart
from bot.facts.ceasefires.areas import Areas
from bot.facts.ceasefires.candidates import comes_from, is_base, is_office
from bot.facts.ceasefires.lands import land_at, told_by
from bot.facts.ceasefires.told_wars import BETWEEN
from bot.facts.ceasefires.words import area_words

_BEHIND = 12
#: A part of a land that no table names stands no further behind a truce.
_NEAR = 7
_JOINED = 3
_IN_THE, _AT = "بال", "في"
_ALONG = frozenset({"علي", _AT})
#: What a region that is named at once behind a truce must not be parted from it by.
_PARTING = frozenset({"comma", "stop", "newline"})
#: Nouns by which a ceasefire is named.
_NAMED = frozenset({"truce", "calm", "gunfire"})


def told_behind(areas: Areas, end: int, last: int) -> tuple[PlaceMention, ...]:
    """The area told behind a mention that ends at `end`, with what joins it."""
    forms, said = areas.words.forms, area_words()
    if land := _of_land(areas, end):
        return land
    reach = _BEHIND + BETWEEN * any(forms[at] in said.between for at in range(end, min(last, end + _BEHIND)))
    last = min(last, end + reach)
    last = next((at for at in range(end, last) if is_apart(areas.words, at)), last)
    behind = areas.between(end, last)
    holding = next((number for number, each in enumerate(behind) if _may_hold(areas, each, end)), -1)
    for at in range(end, behind[holding].first if holding >= 0 else last):
        if forms[at] in said.telling and (told := _told_at(areas, end, at)):
            return told
    if holding < 0:
        return _on_all_fronts(areas, end, last) or _on_borders(areas, end, last) or _of_nation(areas, end)
    taken = [behind[holding]]
    for mention in behind[holding + 1 :]:
        beside = mention.cue or mention.first == taken[-1].last or mention.code == taken[-1].code
        if not beside or mention.first - taken[-1].last > _JOINED or mention.kind == "country":
            break  # «في النيل الأزرق برعاية والي الخرطوم»
        taken.append(mention)
    return tuple(taken)


def says_region(areas: Areas, end: int, last: int) -> bool:
    """Is it only told to be «في المنطقة», whichever that is?"""
    stands_for = area_words().stands_for
    near = (_plain(form) for form in areas.words.forms[end : min(last, end + _BEHIND)])
    return next((not stands_for[form] for form in near if form in stands_for), False)


def _told_at(areas: Areas, end: int, at: int) -> tuple[PlaceMention, ...]:
    """What token `at` tells behind a mention that ends at `end`, where no name does: «في المدينة»، «هناك»."""
    forms, said = areas.words.forms, area_words()
    if _plain(forms[at]) in said.stands_for and said.compass_of.isdisjoint(forms[at + 1 : at + 2]):
        meant = _meant(areas, at)
        if meant is not None:
            return (meant,)
    if forms[at] in said.there and at <= end + 1:
        return tuple(areas.between(0, at)[-1:])
    if forms[at] in said.whole and (forms[at - 1] in (*said.all_over, *said.entire) or _is_near(areas, end, at)):
        return areas.country(areas.land(), at)
    struck = not said.struck.isdisjoint(forms[max(end, at - _JOINED) : at])  # «بعد الزلزال الذي ضرب وسط البلاد»
    if at < end + _NEAR and not struck and _is_unparted(areas, end, at):
        land = land_at(areas.page, at, areas.land, areas.gazetteer, areas.wars.adjectives)
        if land is not None:
            return (land,)
    return ()


def _on_all_fronts(areas: Areas, end: int, last: int) -> tuple[PlaceMention, ...]:
    """«في كافة محاور القتال»: the fronts as they are named, and the land where they are."""
    forms, said = areas.words.forms, area_words()
    for at in range(end, last):
        behind = forms[at + 1] if at + 1 < len(forms) else ""
        told = forms[at - 1] in said.all_over or (forms[at - 1] in said.led and behind in said.of_fronts)
        if told and forms[at] in said.fronts and _is_unparted(areas, end, at):
            first = at - (forms[at - 1] in said.all_over)
            until = next((to for to in range(at + 1, last) if forms[to] not in said.of_fronts), last)
            fronts = told_by(areas.page, at, "", unmarked(areas.page.raw(first, until)), "region")
            return (fronts, *areas.country(areas.land(), at))
    return ()


def _on_borders(areas: Areas, end: int, last: int) -> tuple[PlaceMention, ...]:
    """«على طول الحدود المشتركة»: the borders as they are named."""
    forms, said = areas.words.forms, area_words()
    for at in range(end + 1, last):
        led = forms[at - 1] in said.along or forms[at - 1] in _ALONG or forms[at - 1] in said.covers
        if led and forms[at] in said.borders and _is_unparted(areas, end, at):
            nations = areas.wars.adjectives
            goes_on = (
                to for to in range(at + 1, last) if forms[to] not in said.of_borders and forms[to] not in nations
            )
            name = unmarked(areas.page.raw(at, next(goes_on, last)))
            return (told_by(areas.page, at, "", name, "region"),)
    return ()


def _of_land(areas: Areas, end: int) -> tuple[PlaceMention, ...]:
    """«هدنة اليمن»: the land that the ceasefire is of."""
    if areas.words.sets[end - 1].isdisjoint(_NAMED) or areas.words.clitics(end - 1).article:
        return ()
    named = [each for each in areas.places if each.first == end and each.kind == "country"]
    return tuple([each for each in named if areas.wars.is_home(each.code)])


def _of_nation(areas: Areas, end: int) -> tuple[PlaceMention, ...]:
    """«الهدنة اليمنية»: the land of the nation that the ceasefire is of; () of one that makes it abroad.

    «الهدنة اللبنانية الإسرائيلية» is of both, if they may fight each other.
    """
    words, known = areas.words, areas.wars.adjectives
    if words.sets[end - 1].isdisjoint(_NAMED):
        return ()  # «يخرقها النظام»
    of_kind = end < len(words) and "cf_kind" in words.sets[end]
    for at in range(end, min(end + 1 + of_kind, words.bounds[end - 1][1])):
        code = known.get(words.forms[at], "")
        other = known.get(words.forms[at + 1], "") if at + 1 < len(words) else ""
        if code and other and other != code:
            return (*areas.country(code, at), *areas.country(other, at)) if areas.wars.may_fight(code, other) else ()
        if code and areas.wars.is_home(code) and not other:
            return areas.country(code, at)
    return ()


def _may_hold(areas: Areas, mention: PlaceMention, end: int) -> bool:
    if areas.is_abroad(mention) or comes_from(areas.words, mention, areas.mentions) or is_office(areas.words, mention):
        return False
    if is_base(mention) and ((areas.main is not None and not areas.hearsay) or mention.first > end + _JOINED):
        return False
    struck = mention.first == end and "cf_attack" in areas.words.sets[end - 1]  # «وقف ضرب كييف»
    return struck or areas.holds(mention) or _is_joined(areas, mention, end)


def _is_joined(areas: Areas, mention: PlaceMention, end: int) -> bool:
    """«وقف إطلاق النار جنوبي سوريا»: a part of a land, with nothing that parts it from the truce."""
    return areas.words.forms[mention.first] in area_words().side and _is_unparted(areas, end, mention.first)


def _is_near(areas: Areas, end: int, at: int) -> bool:
    """«هدنة شاملة في البلاد»."""
    return at <= end + _NEAR and areas.words.forms[at - 1] == _AT and _is_unparted(areas, end, at)


def _is_unparted(areas: Areas, end: int, first: int) -> bool:
    return not any(areas.words.sets[at] & _PARTING for at in range(end, first))


def _meant(areas: Areas, at: int) -> PlaceMention | None:
    """What a word at `at` stands for: the last area of its kind named before it, else the main one; None where it only
    tells whose office it is («مفتي المدينة»)."""
    if areas.words.forms[at - 1] in area_words().office:
        return None
    kinds = area_words().stands_for[_plain(areas.words.forms[at])]
    before = areas.mentions[: bisect_left(areas.firsts, at)]
    return next((mention for mention in reversed(before) if mention.kind in kinds), areas.main)


def _plain(form: str) -> str:
    """«بالمخيم» as «المخيم»."""
    return form[1:] if form.startswith(_IN_THE) else form
