"""Hand-made readings for tests of the rooms above the reading: facts by keyword, places by a four-line gazetteer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.model.article import Article
from bot.model.chat import Language
from bot.model.facts import (
    Ceasefire,
    CeasefireStatus,
    Event,
    EventKind,
    EventStatus,
    Evidence,
    Fact,
    Figure,
    FigureKind,
    Place,
    Scope,
    Who,
)
from bot.model.reading import Reading
from bot.rulebook.conditions import AllOf
from bot.rulebook.rule import Certainty, Confirm, Match, Rule, Severity, UpdatePolicy

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)

#: name -> (code, English name, codes around it, the nearest first)
PLACES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "سوريا": ("SY", "Syria", ()),
    "إدلب": ("SY07", "Idlib", ("SY",)),
    "معرة النعمان": ("C4001", "Maarrat an-Numan", ("SY07", "SY")),
    "خان شيخون": ("C4002", "Khan Shaykhun", ("SY07", "SY")),
    "حلب": ("SY02", "Aleppo", ("SY",)),
    "الحديدة": ("YE18", "Al Hudaydah", ("YE",)),
    "غزة": ("PS-GZA", "Gaza", ("PS",)),
}
_BY_CODE = {code: (arabic, english, around) for arabic, (code, english, around) in PLACES.items()}


class FewPlaces:
    """A gazetteer of the places above."""

    def within(self, inner: str, outer: str) -> bool:
        return inner == outer or outer in self.above(inner)

    def above(self, code: str) -> frozenset[str]:
        return frozenset(_BY_CODE[code][2]) if code in _BY_CODE else frozenset()

    def country(self, code: str) -> str:
        return code if code == "SY" else _BY_CODE[code][2][-1] if code in _BY_CODE else ""

    def kind(self, code: str) -> str:
        return ("region" if "." in code else "town") if code in _BY_CODE else ""

    def lookup(self, name: str) -> tuple[str, ...]:
        return (PLACES[name][0],) if name in PLACES else ()

    def name(self, code: str, language: str) -> str:
        arabic, english, _ = _BY_CODE.get(code, ("", "", ()))
        return arabic if language == "ar" else english


def places(*names: str) -> tuple[Place, ...]:
    return tuple(Place(name, PLACES[name][0] if name in PLACES else "") for name in names)


def evidence(quote: str = "", at: int = 0, field: str = "text", pattern: str = "made by hand") -> Evidence:
    return Evidence(field, at, at + len(quote), quote, pattern)


def ceasefire(
    status: str = "declared", *where: str, by: str = "", speaker: str = "", at: int = 0, **more: object
) -> Fact:
    found = Ceasefire(CeasefireStatus(status), places(*where), by, speaker, None, None, evidence(at=at))
    return _with(found, more)


def figure(
    low: int | None, kind: str = "killed", *where: str, high: int | None = -1, at: int = 0, **more: object
) -> Fact:
    found = Figure(
        FigureKind(kind),
        low,
        low if high == -1 else high,
        bool(more.pop("approx", False)),
        Who(str(more.pop("who", "unspecified"))),
        Scope(str(more.pop("scope", "incident"))),
        bool(more.pop("part", False)),
        places(*where),
        str(more.pop("speaker", "")),
        evidence(at=at),
    )
    return _with(found, more)


def event(
    kind: str, *where: str, status: str = "reported", by: str = "", speaker: str = "", at: int = 0, **more: object
) -> Fact:
    return _with(Event(EventKind(kind), EventStatus(status), places(*where), by, speaker, evidence(at=at)), more)


def _with(fact: Fact, more: dict[str, object]) -> Fact:
    from dataclasses import replace

    return replace(fact, **more)  # type: ignore[arg-type]


def article(
    key: str,
    hours: float = 0,
    title: str = "",
    text: str = "",
    outlet: str = "",
    published: datetime | None = NOON,
    **more: str,
) -> Article:
    moment = published + timedelta(hours=hours) if published is not None else None
    return Article(key, title, text, moment, outlet, **more)


def reading(key: str, *facts: Fact, conflict: bool = True) -> Reading:
    found = {place.name: place for fact in facts for place in fact.places}
    return Reading(key, conflict, facts, tuple(found.values()))


def rule(
    key: str = "any",
    severity: Severity = Severity.HIGH,
    certainty: Certainty = Certainty.SURE,
    confirm: Confirm | None = None,
    update: UpdatePolicy | None = None,
) -> Rule:
    titles = ((Language.ARABIC, f"قاعدة {key}"), (Language.ENGLISH, f"Rule {key}"))
    return Rule(key, titles, severity, AllOf(()), certainty=certainty, confirm=confirm, update=update or UpdatePolicy())


def match(asked: Rule, read: Reading, *facts: int, certainty: Certainty = Certainty.SURE) -> Match:
    positions = facts or tuple(range(len(read.facts)))
    return Match(asked, certainty, positions, tuple(read.facts[at].evidence for at in positions))


def day(offset: int = 0) -> date:
    return NOON.date() + timedelta(days=offset)
