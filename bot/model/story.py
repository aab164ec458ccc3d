"""What is known of one event, what it belongs to, and what was decided about telling it.

Everything here is made from facts, whatever rule fired, and is plain enough to be stored by a generic codec: str, int,
bool, None, date, datetime, enums, tuples and nested frozen dataclasses of the model, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.article import Article
from bot.model.chat import ChatRef, Language
from bot.model.facts import Fact, Place
from bot.model.message import MessageRef


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

    toll_up, toll_down, status, denied, confirmed, contested, new_fact. `old` is None where nothing was known before.
    """

    what: str
    new: SavedFact
    old: SavedFact | None = None


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


@dataclass(frozen=True, slots=True)
class Announced:
    """An incident was decided to be told under this rule, first at `at`; `unconfirmed` as long as it waits for others."""

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

    `kind` is an EventKind's word, `ceasefire`, `harm` (people harmed, nobody says by what) or `other`; `kinds` are all
    that its reports name, `kind` first. `places` and `parties` are the event's own (parties folded), `day`..`last_day`
    the days it is stated for (None = never said). `first`/`last` are the moments of its earliest and latest report.
    `words` are the telling words of its latest reports, one line a report: a helper where facts do not settle.
    `facts` holds the standing facts (see bot.stories.known), `told` those that stood when it was last told,
    `announced` the rules it was told under.
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

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports it, each once, the first reporter first."""
        return tuple(dict.fromkeys(report.outlet for report in self.reports if report.outlet))


@dataclass(frozen=True, slots=True)
class Story:
    """A course of events: the incidents of one front, one round of talks, one escalation. Groups, threads, context."""

    id: str
    places: tuple[Place, ...]
    parties: tuple[str, ...]
    first: datetime
    last: datetime
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Facts of one article in their incident: `after` holds them, `before` does not (None = the article opens it).

    `facts` are positions in `reading.facts`. `because` says why in words: `same incident: ceasefire, Idlib ⊆ …`.
    `changes` is what they add to what was known; empty = nothing new.
    """

    after: Incident
    before: Incident | None
    facts: tuple[int, ...]
    because: str
    changes: tuple[Change, ...] = ()

    @property
    def opens(self) -> bool:
        """The article is the first report of the incident."""
        return self.before is None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an article belongs: the incident it mainly reports, and others that it touches or mentions."""

    main: Placed
    asides: tuple[Placed, ...] = ()
    story: Story | None = None

    @property
    def all(self) -> tuple[Placed, ...]:
        """The main incident, then the others."""
        return (self.main, *self.asides)

    def of(self, facts: tuple[int, ...]) -> Placed:
        """The incident these facts (positions in the reading) belong to; the main one when they belong to several."""
        for placed in self.asides:
            if facts and set(facts) <= set(placed.facts):
                return placed
        return self.main


@dataclass(frozen=True, slots=True)
class Arrival:
    """How an article came to us, as far as news depends on it.

    `now` is our clock when it came; `started` the moment of the very first start (nothing older is told; None = no
    such limit, as in a backtest). `first_fetch`: its source is being fetched for the first time. `unknown_together`:
    how many articles of unknown time the source delivered at once, this one included.
    """

    now: datetime
    started: datetime | None = None
    first_fetch: bool = False
    unknown_together: int = 0


class VerdictKind(StrEnum):
    """Whether a match is news. Stored, counted in metrics, shown by /why and /whynot."""

    TELL_NEW = "tell_new"
    TELL_UPDATE = "tell_update"
    HOLD_ANOTHER_SOURCE = "hold_another_source"  # nothing new, but one more outlet says it: edit quietly
    HOLD_NOTHING_NEW = "hold_nothing_new"
    HOLD_OLD_EVENT = "hold_old_event"
    HOLD_LATE_ARTICLE = "hold_late_article"
    HOLD_FIRST_FETCH = "hold_first_fetch"
    HOLD_UNKNOWN_TIME = "hold_unknown_time"
    HOLD_BEFORE_START = "hold_before_start"
    HOLD_UNCONFIRMED = "hold_unconfirmed"
    HOLD_UNCERTAIN = "hold_uncertain"
    HOLD_BELOW_STEP = "hold_below_step"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A named judgement on one match, always with its reason in words, and what changed where it tells an update."""

    kind: VerdictKind
    reason: str
    changes: tuple[Change, ...] = ()
    unconfirmed: bool = False

    @property
    def tells(self) -> bool:
        """Somebody is to be told."""
        return self.kind in {VerdictKind.TELL_NEW, VerdictKind.TELL_UPDATE}

    @property
    def edits(self) -> bool:
        """Nobody is pinged, but what stands in the chats is brought up to date."""
        return self.kind is VerdictKind.HOLD_ANOTHER_SOURCE

    @property
    def word(self) -> str:
        """`new`, `update` or `held`: what the backtest prints."""
        return {VerdictKind.TELL_NEW: "new", VerdictKind.TELL_UPDATE: "update"}.get(self.kind, "held")


@dataclass(frozen=True, slots=True)
class Alert:
    """Everything that a message about one incident and change can say, to whomever it is sent, whenever it is sent.

    `id` is unique for incident and article; `verdict` the weightiest of its rules' verdicts (new > update > source).
    `rules` fired, gravest first; `facts` fired them, the most telling first; `changes` old → new. `known` is the
    incident's standing facts (for contested figures and for "sources"), `outlets` who reports it, `since` its first
    report; `earlier` are the changes told before, oldest first.
    """

    id: str
    incident: str
    story: str
    verdict: VerdictKind
    reason: str
    severity: str
    rules: tuple[FiredRule, ...]
    facts: tuple[Fact, ...]
    article: Article
    kind: str = ""
    places: tuple[Place, ...] = ()
    parties: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    known: tuple[SavedFact, ...] = ()
    outlets: tuple[str, ...] = ()
    since: datetime | None = None
    at: datetime | None = None
    earlier: tuple[Change, ...] = ()
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a chat was told of an incident: the facts as last told, and the message to edit and to answer.

    `message` is None as long as the first delivery is not receipted. `severity` is the gravest it was told under,
    `rules` the ids that were named, `story` the incident's.
    """

    chat: ChatRef
    incident: str
    story: str
    at: datetime
    rules: tuple[str, ...]
    severity: str
    facts: tuple[SavedFact, ...] = ()
    message: MessageRef | None = None
    alert: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one match: the rule's id, the incident it is about, the facts (positions) that fired it."""

    rule: str
    incident: str
    story: str
    facts: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that follows from one article: what to store, and the alerts to address (at most one for an incident).

    `incidents` and `story` are the new states (already holding what was announced): store them, whatever is told.
    """

    placing: Placing
    judged: tuple[Judged, ...]
    incidents: tuple[Incident, ...]
    story: Story | None
    alerts: tuple[Alert, ...]


class AddressKind(StrEnum):
    """Whether an alert is news to one chat."""

    TELL = "tell"  # a message of its own
    REPLY = "reply"  # edit the first message in place, and answer it shortly
    EDIT = "edit"  # edit the first message, ping nobody
    HOLD_NOT_SUBSCRIBED = "hold_not_subscribed"
    HOLD_SUBSCRIBED_LATER = "hold_subscribed_later"
    HOLD_PARKED = "hold_parked"
    HOLD_MUTED = "hold_muted"
    HOLD_QUIET_HOURS = "hold_quiet_hours"  # owed all the same: due when the quiet hours end
    HOLD_BELOW_THRESHOLD = "hold_below_threshold"
    HOLD_OUTSIDE_PLACE = "hold_outside_place"
    HOLD_ALREADY_TOLD = "hold_already_told"
    HOLD_INHIBITED = "hold_inhibited"
    HOLD_GROUPED = "hold_grouped"  # owed in one grouped message: due when the group closes


@dataclass(frozen=True, slots=True)
class Address:
    """The judgement for one chat. `rules` are the ids to name; `due` is set where the delivery is owed for later."""

    chat: ChatRef
    kind: AddressKind
    reason: str
    rules: tuple[str, ...] = ()
    due: datetime | None = None
    message: MessageRef | None = None

    @property
    def owes(self) -> bool:
        """A delivery is owed, now or at `due`."""
        return self.due is not None or self.kind in {AddressKind.TELL, AddressKind.REPLY, AddressKind.EDIT}
