"""What is known of one event, and of the course of events it belongs to.

Everything here is made from facts, whatever rule fired, and is plain enough to be stored by a generic codec: str, int,
bool, None, date, datetime, enums, tuples and nested frozen dataclasses of the model, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.model.chat import Language
from bot.model.facts import Ceasefire, Event, Fact, Place


@dataclass(frozen=True, slots=True)
class SavedFact:
    """A fact as one article claimed it: who published it, and when (None = the article did not say)."""

    fact: Fact
    article: str
    outlet: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """What an article changed in an incident: `what` is one of the words below, `old` and `new` the facts compared.

    toll_up, toll_down, status, denied, claimed, confirmed, contested, new_fact. `old` is None where nothing was known
    before.
    """

    what: str
    new: SavedFact
    old: SavedFact | None = None

    @property
    def repeats(self) -> bool:
        """Is a status told that was told before, so that only who, where or from when is new?"""
        new, old = self.new.fact, self.old.fact if self.old is not None else None
        if self.what != "status":
            return False
        if isinstance(new, Ceasefire) and isinstance(old, Ceasefire):
            return new.status is old.status
        return isinstance(new, Event) and isinstance(old, Event) and (new.kind, new.status) == (old.kind, old.status)


#: How grave alerts are, the least first.
GRAVITY = ("low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fired, as far as a message needs it. `titles` pairs a language with the rule's title in it."""

    id: str
    severity: str
    titles: tuple[tuple[Language, str], ...] = ()
    certainty: str = "sure"

    def title_in(self, language: Language) -> str:
        """The title in this language, else in any, else the id."""
        return dict(self.titles).get(language) or next((title for _, title in self.titles if title), self.id)


def gravest(rules: Iterable[FiredRule]) -> str:
    """The severity of the gravest, "" where there is none."""
    return max((rule.severity for rule in rules), key=GRAVITY.index, default="")


@dataclass(frozen=True, slots=True)
class Announced:
    """An incident was told under this rule, first at `at`; `unconfirmed` as long as it waits for others to say it."""

    rule: FiredRule
    at: datetime
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One article that reports an incident: who published it, and when it came (its own time where it states one)."""

    article: str
    outlet: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepMet:
    """An incident met a step of a rule over time (`sequence`, `surge`): which, when, and where."""

    rule: str
    index: int
    at: datetime
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One event and what was learnt of it: one strike with its toll, one agreement with its breach, one capture.

    `kind` is an EventKind's word, `ceasefire`, `harm` (people harmed, nobody says by what), `toll` (all whom a war or a
    round of it harmed so far) or `other`; `kinds` are all that its reports name, `kind` first. `places` and `parties`
    are the event's own (parties folded), `day`..`last_day` the days it is stated for (None = never said).
    `first`/`last` are the moments of its earliest and latest report.
    `words` are the telling words of its latest reports, one line a report, and `headlines` those of their titles: a
    helper where facts do not settle.
    `facts` holds the standing facts (see bot.stories.known), `told` those that stood when it was last told,
    `announced` the rules it was told under. `statement`: it is what somebody says of events, by its first title.
    `owned`: somebody claimed or conceded it.
    `round`: the two states of whose round of fighting it is a part, as `IN PK`; "" for none.
    `anew`: its first title tells it from one before it: «غارة جديدة».
    """

    id: str
    story: str
    kind: str
    kinds: tuple[str, ...]
    places: tuple[Place, ...]
    parties: tuple[str, ...]
    day: date | None
    last_day: date | None
    first: datetime
    last: datetime
    reports: tuple[Report, ...] = ()
    facts: tuple[SavedFact, ...] = ()
    told: tuple[SavedFact, ...] = ()
    announced: tuple[Announced, ...] = ()
    words: tuple[str, ...] = ()
    steps: tuple[StepMet, ...] = ()
    headlines: tuple[str, ...] = ()
    statement: bool = False
    owned: bool = False
    round: str = ""
    anew: bool = False

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports it, each once, the first reporter first."""
        return tuple(dict.fromkeys(report.outlet for report in self.reports if report.outlet))

    def told_under(self, rule: str) -> Announced | None:
        """How it was told under the rule of that id; None where it was not."""
        return next((told for told in self.announced if told.rule.id == rule), None)


@dataclass(frozen=True, slots=True)
class Story:
    """A course of events: the incidents of one front, one round of talks, one escalation. Groups, threads, context.

    `incidents` are the ids of its latest, the newest last.
    """

    id: str
    places: tuple[Place, ...]
    parties: tuple[str, ...]
    first: datetime
    last: datetime
    incidents: tuple[str, ...] = ()
