"""What a rule is, and what it says of an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum, StrEnum

from bot.model.chat import Language
from bot.model.facts import Evidence
from bot.rulebook.conditions import Condition

#: What an incident met of rules over time is kept so long: they look no further back.
KEPT_FOR_STEPS = timedelta(days=28)


class Severity(IntEnum):
    """How loudly a rule speaks; ordered. `str()` and `word` are the word of the rule files."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """low, medium, high or critical."""
        return self.name.lower()

    def __str__(self) -> str:
        """Say the word of the rule files."""
        return self.word


class Certainty(StrEnum):
    """Does the article surely say it, or may it be meant?"""

    POSSIBLE = "possible"
    SURE = "sure"


class Change(StrEnum):
    """A change of a told incident that a rule may want to tell (`update:`)."""

    TOLL_UP = "toll_up"
    TOLL_DOWN = "toll_down"
    STATUS = "status"
    DENIED = "denied"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class UpdatePolicy:
    """Which changes of a told incident are told, and how far a toll must move.

    `steps` are tolls whose passing is told; `growth` is the share by which a toll must rise since it was last told
    (0.25 = a quarter).
    """

    changes: frozenset[Change] = frozenset(Change)
    steps: tuple[int, ...] = ()
    growth: float = 0.25


_TELLS_ALL = UpdatePolicy()


@dataclass(frozen=True, slots=True)
class Confirm:
    """Tell only when `outlets` different outlets (or `speakers` different speakers) say it `within` that time.

    `meanwhile`: is it told at once and marked unconfirmed?
    """

    outlets: int
    speakers: int
    within: timedelta
    meanwhile: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """The steps follow each other, the last at most `within` after the first; in one place where `same_place`."""

    steps: tuple[Condition, ...]
    within: timedelta
    same_place: bool = True


@dataclass(frozen=True, slots=True)
class Surge:
    """What `when` asks happens at least `at_least` times and `times` as often as usual within a window."""

    at_least: int
    times: float
    within: timedelta
    same_place: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """An article that must fire the rule, or must stay quiet. `published` is ISO 8601 or "" for a fixed day of ours."""

    text: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule stands: file, line and column (from 1). Personal rules have the path ""."""

    path: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """What a rule says besides its question, and `defaults:` says for all that do not."""

    severity: Severity = Severity.MEDIUM
    certainty: Certainty = Certainty.SURE
    needs_conflict: bool = True
    enabled: bool = True
    update: UpdatePolicy = _TELLS_ALL
    confirm: Confirm | None = None
    sources: Condition | None = None
    outlets: Condition | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A question about facts, with its own examples. Its hash is that of its id.

    `needs_conflict` is false where the rule says `conflict: any`. `certainty` is the least that fires. Rules with a
    `sequence` or `surge` are asked over time: `Matcher.match` leaves them out, `Matcher.steps` says what is met.
    """

    id: str
    titles: tuple[tuple[Language, str], ...]
    severity: Severity
    when: Condition
    certainty: Certainty = Certainty.SURE
    needs_conflict: bool = True
    fires: tuple[Example, ...] = ()
    quiet: tuple[Example, ...] = ()
    update: UpdatePolicy = _TELLS_ALL
    confirm: Confirm | None = None
    sequence: Sequence | None = None
    surge: Surge | None = None
    message: tuple[tuple[Language, str], ...] = ()
    enabled: bool = True
    origin: Origin = field(default=Origin(), compare=False)

    def title_in(self, language: Language) -> str:
        """The title in that language, else in any it has, else the id."""
        return dict(self.titles).get(language) or next((text for _, text in self.titles if text), self.id)

    def message_in(self, language: Language) -> str:
        """The rule's own message template in that language, "" where it has none."""
        return dict(self.message).get(language, "")

    @property
    def over_time(self) -> bool:
        """Does it ask for more than one article at a time?"""
        return self.sequence is not None or self.surge is not None

    @property
    def theme(self) -> str:
        """The file it stands in; personal rules have none."""
        return self.origin.path

    def __hash__(self) -> int:
        """Rules are told apart by their ids."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that an article fires: how surely, on which facts (positions in `Reading.facts`), proven by what.

    A rule of keywords alone has no facts; its evidence is where the words stand.
    """

    rule: Rule
    certainty: Certainty
    facts: tuple[int, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a rule over time that an article meets (`index` from 0; a surge has the one step 0)."""

    rule: Rule
    index: int
    certainty: Certainty
    facts: tuple[int, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that an article does not fire, which condition failed, and on which facts. `met`: conditions that held."""

    rule: Rule
    because: str
    facts: tuple[int, ...]
    met: int = 0
