"""One line that says what happened, generated from facts: what, how many, where, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.messages.catalogue import isolate, say
from bot.messages.counts import claimed, figure_line, harm
from bot.messages.names import Gazetteer, actor, place_list, who_acts, who_says
from bot.messages.quotes import clean
from bot.model.chat import Language
from bot.model.facts import Ceasefire, CeasefireStatus, Event, EventStatus, Fact, Figure, Place
from bot.model.story import Alert

_HARM_ORDER = ("killed", "killed_or_wounded", "wounded", "displaced", "detained", "missing", "refugees", "affected")

#: Of these it is said from when to when.
_TIMED = frozenset({"declared", "extended"})
#: Kinds of events that people come to harm in: nobody dies of a border crossing or of talks.
_HARMS = frozenset(
    {"airstrike", "shelling", "clash", "bombing", "chemical", "assassination", "health_attack", "protest"}
)
#: Who is held was taken, whatever else happened.
_TAKEN, _TAKES = frozenset({"detained", "missing"}), frozenset({"abduction_arrest"})


def headline(alert: Alert, language: Language, gazetteer: Gazetteer, zone: ZoneInfo) -> str:
    """Say the weightiest of the facts that fired; without facts, the rule's title and the article's own."""
    return sentence(_headline(alert, language, gazetteer, zone))


def sentence(text: str) -> str:
    """The text with a capital first letter, where its script has them."""
    return text[:1].upper() + text[1:]


def _headline(alert: Alert, language: Language, gazetteer: Gazetteer, zone: ZoneInfo) -> str:
    ceasefires = [fact for fact in alert.facts if isinstance(fact, Ceasefire)]
    if ceasefires:
        return say_ceasefire(_timed(ceasefires, zone), alert.places, language, gazetteer, zone)
    figures = [fact for fact in alert.facts if isinstance(fact, Figure)]
    if figures:
        return _harm(lead_figure(figures), alert, language, gazetteer)
    if alert.facts and isinstance(alert.facts[0], Event):
        return say_event(alert.facts[0], alert.places, language, gazetteer)
    title = clean(alert.article.title or alert.article.text[:120])
    return say(language, "in_event", what=alert.rules[0].title_in(language), event=isolate(title))


def _timed(ceasefires: Sequence[Ceasefire], zone: ZoneInfo) -> Ceasefire:
    """The first of them; where it tells only the day of its beginning, with the hour that another one tells."""
    first = ceasefires[0]
    if first.starts is None or first.starts.astimezone(zone).time() != time(0):
        return first
    day = first.starts.astimezone(zone).date()
    hours = (one.starts for one in ceasefires if one.status is first.status and one.starts)
    exact = (at for at in hours if at.astimezone(zone).date() == day and at.astimezone(zone).time() != time(0))
    return replace(first, starts=next(exact, first.starts))


def lead_figure(figures: Sequence[Figure]) -> Figure:
    """The figure that headlines would give: the gravest kind, a whole before its parts, the larger number."""
    return min(figures, key=lambda fact: (_HARM_ORDER.index(fact.kind), fact.part_of_total, -(fact.min or 0)))


def say_ceasefire(
    fact: Ceasefire, places: Sequence[Place], language: Language, gazetteer: Gazetteer, zone: ZoneInfo
) -> str:
    """`Ceasefire declared in Idlib, starting Saturday 14 March, 06:00 — Russian army`."""
    text = say(language, f"ceasefire_{fact.status}")
    text = in_place(text, fact.places or places, language, gazetteer)
    if fact.status in _TIMED:
        text = _span(text, fact, language, zone)
    by, speaker = (actor(name, fact.places or places) for name in (fact.by, fact.speaker))
    if not by and speaker:
        return say(language, "claims", what=text, speaker=who_says(speaker, language))
    text = _by(text, by, language)
    if by and speaker and fact.status == CeasefireStatus.VIOLATED and not _same(by, speaker):
        return say(language, "claims", what=text, speaker=who_says(speaker, language))  # an accusation is no more
    return text


def _span(text: str, fact: Ceasefire, language: Language, zone: ZoneInfo) -> str:
    """With when it begins and ends, as far as that is told."""
    starts = moment(fact.starts, language, zone) if fact.starts is not None else ""
    if fact.ends is None:
        return say(language, "ceasefire_starts", headline=text, when=starts) if starts else text
    if fact.starts is None:
        return say(language, "ceasefire_ends", headline=text, when=moment(fact.ends, language, zone))
    ends = fact.ends.astimezone(zone)
    if fact.starts.astimezone(zone).time() == time(0):  # of a day without its hour no hour of the end follows
        ends = datetime.combine(ends, time(0), zone)
    return say(language, "ceasefire_lasts", headline=text, start=starts, end=moment(ends, language, zone))


def _same(by: str, speaker: str) -> bool:
    """Does who acts speak himself, or somebody for him?"""
    return by in speaker or speaker in by


def say_event(fact: Event, places: Sequence[Place], language: Language, gazetteer: Gazetteer) -> str:
    """`Airstrike in Khan Shaykhun — Syrian army`, or that it is denied, threatened, long past."""
    text = in_place(say(language, f"event_{fact.kind}"), fact.places or places, language, gazetteer)
    if fact.status is not EventStatus.REPORTED:
        text = say(language, f"event_{fact.status}", event=text)
    return _by(text, actor(fact.by, fact.places or places), language)


def _by(text: str, party: str, language: Language) -> str:
    return say(language, "by_party", what=text, party=who_acts(party, language)) if party else text


def say_fact(fact: Fact, places: Sequence[Place], language: Language, gazetteer: Gazetteer, zone: ZoneInfo) -> str:
    """Any one fact as a line of its own."""
    if isinstance(fact, Ceasefire):
        return say_ceasefire(fact, places, language, gazetteer, zone)
    if isinstance(fact, Event):
        return say_event(fact, places, language, gazetteer)
    return say_figure(fact, places, language, gazetteer)


def say_figure(fact: Figure, places: Sequence[Place], language: Language, gazetteer: Gazetteer) -> str:
    """`At least 12 civilians killed in Khan Shaykhun, according to Civil Defence`."""
    text = in_place(figure_line(fact, language), fact.places or places, language, gazetteer)
    return claimed(text, fact, language)


def in_place(text: str, places: Sequence[Place], language: Language, gazetteer: Gazetteer) -> str:
    """Add where it is, if anybody knows."""
    where = place_list(places, language, gazetteer)
    return say(language, "in_place", what=text, place=where) if where else text


def _harm(figure: Figure, alert: Alert, language: Language, gazetteer: Gazetteer) -> str:
    text = in_place(harm(figure, language), figure.places or alert.places, language, gazetteer)
    events = [fact for fact in alert.facts if isinstance(fact, Event) and fact.status is EventStatus.REPORTED]
    kind = events[0].kind.value if events else alert.kind
    if kind not in (_TAKES if figure.kind in _TAKEN else _HARMS):
        return text
    return say(language, "in_event", what=text, event=say(language, f"event_{kind}").lower())


def moment(at: datetime, language: Language, zone: ZoneInfo) -> str:
    """A day and hour in the reader's zone, as newsrooms of the Levant write months; the hour left out at midnight."""
    from babel.dates import format_datetime

    local = at.astimezone(zone)
    pattern = "EEEE d MMMM" if local.time() == time(0) else "EEEE d MMMM، HH:mm"
    if language is not Language.ARABIC:
        pattern = pattern.replace("،", ",")
    return str(format_datetime(local, pattern, tzinfo=zone, locale=locale_of(language)))


def locale_of(language: Language) -> str:
    """Babel's name of the reader's locale: Levantine months in Arabic."""
    return "ar_SY" if language is Language.ARABIC else "en_GB"
