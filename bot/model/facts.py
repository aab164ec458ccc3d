"""What an article claims. Meanings of every word: docs/reading.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CeasefireStatus(StrEnum):
    """What is claimed of a ceasefire."""

    DECLARED = "declared"
    EXTENDED = "extended"
    IN_FORCE = "in_force"
    VIOLATED = "violated"
    ENDED = "ended"
    SOUGHT = "sought"
    REJECTED = "rejected"
    PAST = "past"


class FigureKind(StrEnum):
    """What happened to the people counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    KILLED_OR_WOUNDED = "killed_or_wounded"
    DISPLACED = "displaced"
    REFUGEES = "refugees"
    MISSING = "missing"
    DETAINED = "detained"
    AFFECTED = "affected"


class Who(StrEnum):
    """Whom a figure counts."""

    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    FIGHTERS = "fighters"
    SOLDIERS = "soldiers"
    MEDICS = "medics"
    JOURNALISTS = "journalists"
    AID_WORKERS = "aid_workers"
    MIXED = "mixed"
    UNSPECIFIED = "unspecified"


class Scope(StrEnum):
    """The span a figure covers: this incident (up to 48 h), a stated longer span, the whole war, an older incident."""

    INCIDENT = "incident"
    PERIOD = "period"
    TOTAL = "total"
    PAST = "past"


class EventKind(StrEnum):
    """Kinds of events of armed conflict and political violence."""

    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    CLASH = "clash"
    ADVANCE = "advance"
    BOMBING = "bombing"
    CHEMICAL = "chemical"
    ASSASSINATION = "assassination"
    ABDUCTION_ARREST = "abduction_arrest"
    DISPLACEMENT = "displacement"
    SIEGE_AID = "siege_aid"
    BORDER_CROSSING = "border_crossing"
    REINFORCEMENT = "reinforcement"
    TALKS = "talks"
    PROTEST = "protest"
    HEALTH_ATTACK = "health_attack"


class EventStatus(StrEnum):
    """How an event is asserted."""

    REPORTED = "reported"
    DENIED = "denied"
    THREATENED = "threatened"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The slice that proves a fact: `article.field(field)[start:end] == quote`, always.

    `pattern` is the name of the row that spoke: a lexicon or pattern row, or the deciding features of a model.
    """

    field: str
    start: int
    end: int
    quote: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text names it (without clitics); `code` is its gazetteer code, "" where no table knows it."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """A claim about a ceasefire. `by` declares, agrees, calls, rejects or breaks it.

    `speaker` says so ("" = the outlet).
    `starts` and `ends` are aware moments in the zone the article speaks in, None where not stated.
    """

    status: CeasefireStatus
    places: tuple[Place, ...]
    by: str
    speaker: str
    starts: datetime | None
    ends: datetime | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people. `min`/`max` in people, None = open. `on` is the day of what is counted, None = not stated."""

    kind: FigureKind
    min: int | None
    max: int | None
    approx: bool
    who: Who
    scope: Scope
    part_of_total: bool
    places: tuple[Place, ...]
    speaker: str
    evidence: Evidence
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is denied, threatened or long past. `by` did it; `speaker` says so ("" = the outlet)."""

    kind: EventKind
    status: EventStatus
    places: tuple[Place, ...]
    by: str
    speaker: str
    evidence: Evidence
    on: date | None = None


Fact = Ceasefire | Figure | Event

#: The word a fact goes by in rules and in JSON.
FACT_NAMES: dict[type[Ceasefire | Figure | Event], str] = {
    Ceasefire: "ceasefire",
    Figure: "figure",
    Event: "event",
}
