"""Areas that no table names by themselves: the whole of a country, and a part of it told by the compass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import unmarked
from bot.arabic.places import PlaceMention
from bot.facts.ceasefires.words import area_words
from bot.facts.page import Page

_WHOLE_LAND = "البلاد"
_AT, _AND = "في", "و"
_IN, _THE = "ب", "ال"
#: Behind a word of the compass these make another name: «الشرق الأوسط».
_OTHER = frozenset({"الاوسط", "الادني", "الاقصي"})


def land_at(
    page: Page, at: int, country: Callable[[], str], gazetteer: Gazetteer, adjectives: Mapping[str, str]
) -> PlaceMention | None:
    """The land that token `at` begins to tell, of `country()` ("" = unknown): «جنوب البلاد», «المنطقة الجنوبية»,
    «الأراضي الليبية»; None where it tells none. «جنوب البلاد» is named so, «الجنوب» has the name that it stands for.
    """
    forms, said = page.words.forms, area_words()
    form = forms[at]
    within = form[:1] == _IN and form[1:] in said.side
    behind = forms[at + 1] if at + 1 < len(forms) else ""
    if within or form in said.side:  # «بشمال غرب البلاد»
        last = at + 1 + (behind in said.side)
        if last < len(forms) and forms[last] == _WHOLE_LAND:
            side = " ".join((form[within:], *forms[at + 1 : last]))
            as_named = unmarked(page.raw(at, last + 1))[within:]
            return _part(page, at, side, country(), gazetteer, as_named)
    led = forms[at - 1].removeprefix(_AND)  # «وعلى الجبهة السودانية»
    if form in said.lands and behind in adjectives and led in (*said.led, *said.all_over, *said.entire):
        return _named(page, at, at + 2, adjectives[behind])  # «على الأراضي السورية كافة»
    if form in said.front and behind in adjectives and led in said.led:
        return told_by(page, at, adjectives[behind], gazetteer.name(adjectives[behind], "ar"), "country")
    if led != _AT and forms[at - 1] not in said.all_over and forms[at - 1] not in said.side:
        return None
    if form in said.zone and behind in said.compass_of:
        return _named(page, at, at + 2, country())
    if form in said.compass and behind not in _OTHER:
        return _part(page, at, form.removeprefix(_THE), country(), gazetteer)
    return None


def told_by(page: Page, at: int, code: str, name: str, kind: str) -> PlaceMention:
    """A place by the name that token `at` stands for."""
    span = page.words.span(at, at + 1)
    return PlaceMention(at, at + 1, span.field, span.start, span.end, name, code, kind, "at")


def _part(
    page: Page, at: int, side: str, country: str, gazetteer: Gazetteer, as_named: str = ""
) -> PlaceMention | None:
    """A side of a country: by its own code where it has one, else by the country's; None of an unknown country. Its
    name is `as_named`, or what it stands for."""
    if not country:
        return None
    name = f"{side} {gazetteer.name(country, 'ar')}"
    codes = (code for code in gazetteer.lookup(name) if gazetteer.country(code) == country)
    return told_by(page, at, next(codes, country), as_named or name, "region")


def _named(page: Page, first: int, last: int, code: str) -> PlaceMention:
    span = page.words.span(first, last)
    name = unmarked(page.raw(first, last))
    return PlaceMention(first, last, span.field, span.start, span.end, name, code, "region", "at")
