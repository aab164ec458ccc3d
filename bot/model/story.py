"""What was decided about telling an event, and what can be told of it. The events themselves: bot.model.incident.

As plain as those: a generic codec can store every noun here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.article import Article
from bot.model.chat import ChatRef
from bot.model.facts import Fact, Figure, Place
from bot.model.incident import Announced, Change, FiredRule, Incident, Report, SavedFact, StepMet, Story
from bot.model.message import MessageRef

__all__ = [
    "QUIET_EDITS",
    "Address",
    "AddressKind",
    "Alert",
    "Announced",
    "Arrival",
    "Change",
    "FiredRule",
    "Incident",
    "Judged",
    "Judgement",
    "Placed",
    "Placing",
    "Report",
    "SavedFact",
    "StepMet",
    "Story",
    "Told",
    "Verdict",
    "VerdictKind",
]


@dataclass(frozen=True, slots=True)
class Placed:
    """Facts of one article in their incident: `after` holds them, `before` does not (None = the article opens it).

    `facts` are positions in `reading.facts`. `because` says why in words: `same incident: ceasefire, Idlib ⊆ …`.
    `front` are the incidents told lately whose fighting this one may only continue, `counted` the people whom the
    article counts once more of other incidents, each with one that was told. `rises`: the article says that a toll told
    before rose.
    """

    after: Incident
    before: Incident | None
    facts: tuple[int, ...]
    because: str
    front: tuple[Incident, ...] = ()
    counted: tuple[tuple[Figure, Incident], ...] = ()
    rises: bool = False

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
    HOLD_NOT_YET = "hold_not_yet"  # a rule over time waits for more
    HOLD_BELOW_STEP = "hold_below_step"
    HOLD_TOOK_EFFECT = "hold_took_effect"  # nobody reported it, its stated moment has come: edit quietly


#: Held, and yet what stands in the chats is brought up to date: a source more, a toll that grew a little.
QUIET_EDITS = frozenset({VerdictKind.HOLD_ANOTHER_SOURCE, VerdictKind.HOLD_BELOW_STEP, VerdictKind.HOLD_TOOK_EFFECT})
_TELLS = frozenset({VerdictKind.TELL_NEW, VerdictKind.TELL_UPDATE})


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
        return self.kind in _TELLS

    @property
    def edits(self) -> bool:
        """Nobody is pinged, but what stands in the chats is brought up to date."""
        return self.kind in QUIET_EDITS

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
    report; `earlier` are the changes told before, oldest first. `quiet` are the ids of those rules under which nothing
    is told: what stands in the chats is brought up to date, and no more.
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
    quiet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a chat was told of an incident: the facts as last told, and the message to edit and to answer.

    `message` is None as long as the first delivery is not receipted. `severity` is the gravest it was told under,
    `rules` the ids that were named, `story` the incident's, `places` where it was said to be. `until` is when the group
    closes in which it is told, None where it was told by itself.
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
    places: tuple[Place, ...] = ()
    until: datetime | None = None


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
    `placing` is None where nothing happened that anybody asked for: such an article belongs nowhere.
    """

    placing: Placing | None
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
