"""Which kind of event is an article mainly about? Pure.

Every event that is told weighs by where it stands, the title before the lead before the rest; what the title speaks of
counts whether or not the reader of events showed it there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import exp

from bot.model.facts import (
    Ceasefire,
    CeasefireStatus,
    Event,
    EventKind,
    EventStatus,
    Fact,
    Figure,
    FigureKind,
)
from bot.model.reading import Titled
from bot.stories.headlines import goes_back, is_attack
from bot.stories.known import BODY, LEAD, TAIL, TITLE, salience

#: In so many characters of text the prominence of what is said falls to a third.
_FALL = 700
#: What a further mention of a kind adds, as a share of its weight.
_AGAIN = 0.1

_STATUS_WEIGHT = {
    CeasefireStatus.DECLARED: 1.5,
    CeasefireStatus.EXTENDED: 1.5,
    CeasefireStatus.VIOLATED: 1.0,
    CeasefireStatus.ENDED: 1.3,
    CeasefireStatus.REJECTED: 1.0,
    CeasefireStatus.SOUGHT: 0.6,
    CeasefireStatus.IN_FORCE: 0.2,
    CeasefireStatus.PAST: 0.0,
}
_EVENT_WEIGHT = {
    EventStatus.REPORTED: 1.0,
    EventStatus.DENIED: 0.8,
    EventStatus.THREATENED: 0.5,
    EventStatus.PAST: 0.0,
}
#: What a ceasefire weighs that the lead does not name, though it tells of something else.
_BACKGROUND = 0.5
_WORDS = {kind: kind.value for kind in EventKind}
#: Reactions and settings rather than events of their own: agreements are made of them.
_SOFT = frozenset({"talks", "reinforcement", "siege_aid", "displacement"})
#: What kinds weigh that are more or less often the news beside others: such settings count less than a hard event, and
#: towns are taken, and truces declared, amid clashes and shelling.
_SHARES: dict[str, float] = {
    "talks": 0.6,
    "reinforcement": 0.8,
    "siege_aid": 0.8,
    "displacement": 0.9,
    "clash": 0.8,
    "shelling": 0.8,
    "ceasefire": 1.1,
}
#: What talks weigh, as a share, beside a ceasefire in the lead: they are about it, who calls for one calls for that.
_ABOUT = 0.95
#: What flight weighs, times its share, in a report that begins with those who fled, before it says from what.
_FLED = 1.6
#: What words of a title weigh, by how strongly they speak of a kind, as a share of a fact that stands there; and what
#: they do where no fact is of that kind.
_TITLED = {3: 1.0, 2: 0.6, 1: 0.0}
_TITLED_ONLY = 0.7
SPEAKS, TELLS = 2, 3
#: … and what a fact does whose words in the title do not, beside others that do, as a share.
_HINTED = 0.7
#: What a sentence tells of what went before («وكانت …») weighs, as a share.
_BEFORE = 0.5
#: What stands in a title behind words that only set the scene («بعد», «رغم») weighs, as a share.
_SET = 0.4
_NEVER = 1 << 30


#: A fact that a report tells as news: its position, itself, and how prominent it stands.
Said = tuple[int, Fact, float]


def kind_of(fact: Fact) -> str:
    """The kind of incident that a fact tells of."""
    if isinstance(fact, Ceasefire):
        return "ceasefire"
    return _WORDS[fact.kind] if isinstance(fact, Event) else "harm"


def weapon_unsaid(kinds: tuple[str, ...], facts: Sequence[Said], titled: Sequence[str]) -> tuple[str, ...]:
    """The kinds, with an attack in place of a clash of which nobody says more than that: it may be any attack.

    `titled` are the words of the title that speak of a clash.
    """
    if "clash" not in kinds:
        return kinds
    clashes = [fact.evidence.quote for _, fact, _ in facts if isinstance(fact, Event) and fact.kind is EventKind.CLASH]
    if not all(map(is_attack, (*clashes, *titled))):
        return kinds
    return tuple(["attack" if kind == "clash" else kind for kind in kinds])


def _led_without_truce(facts: list[Fact]) -> bool:
    """Does the report begin with something else, and name a ceasefire only after it? Then that is its setting.

    "Two people were killed in a blast, hours after a ceasefire was declared" is news of the blast.
    """
    leading = [fact for fact in facts if salience(fact) >= LEAD and not _is_soft(fact)]
    if not leading or any(isinstance(fact, Ceasefire) and salience(fact) >= TITLE for fact in leading):
        return False
    return not isinstance(min(leading, key=_stands), Ceasefire)


def _led_by_flight(facts: list[Fact]) -> bool:
    """Does the report begin with people who fled? Then the fighting behind them is what they fled from."""
    leading = [fact for fact in facts if salience(fact) >= LEAD]
    return bool(leading) and _is_flight(min(leading, key=_stands))


def _is_flight(fact: Fact) -> bool:
    if isinstance(fact, Figure):
        return fact.kind is FigureKind.DISPLACED
    return isinstance(fact, Event) and fact.kind is EventKind.DISPLACEMENT


def _is_soft(fact: Fact) -> bool:
    """Is it of a kind that agreements are made of: talks, and what is done for people?"""
    return isinstance(fact, Event) and fact.kind in _SOFT


def _stands(fact: Fact) -> tuple[bool, int, bool]:
    """Where a fact begins, the title first; of two in one place the ceasefire."""
    return fact.evidence.field != "title", fact.evidence.start, not isinstance(fact, Ceasefire)


def _kind_weight(fact: Fact) -> float:
    if isinstance(fact, Ceasefire):
        return _prominence(fact) * _STATUS_WEIGHT[fact.status] * _SHARES["ceasefire"]
    if isinstance(fact, Event):
        return _prominence(fact) * _EVENT_WEIGHT[fact.status] * _SHARES.get(fact.kind, 1.0)
    return 0.0


def _prominence(fact: Fact) -> float:
    """How early a fact stands: the title first of all, then the text, falling off within a few sentences."""
    if fact.evidence.field == "title":
        return TITLE
    return TAIL + LEAD * exp(-fact.evidence.start / _FALL)


def ranked_kinds(
    facts: Sequence[Said], titled: Sequence[Titled], behind: int, text: str = "", *, truce_aside: bool = False
) -> tuple[tuple[str, ...], bool]:
    """The kinds of events told, the weightiest first; and does any of them stand where news stands?

    What the title speaks of from the character `behind` on is the setting of what it names before; so is
    a truce where the title leaves it `truce_aside`.
    """
    first = min([one.start for one in titled if one.strength >= SPEAKS], default=behind)
    spoken = {one.start for one in titled if one.strength >= SPEAKS}
    told = _Told(text, behind if first < behind else _NEVER, spoken, _BACKGROUND if truce_aside else None)
    for _, fact, stands in facts:
        if not isinstance(fact, Figure):
            told.fact(fact, stands, facts)
    for one in titled:
        told.word(one)
    return told.ranked(), told.said


class _Told:
    """The kinds told so far, with their weights, and how prominent each was at most. Changes in place."""

    def __init__(self, text: str, settled: int, spoken: Collection[int], setting: float | None) -> None:
        self.said = False
        self._spoken = spoken
        self._text = text
        self._settled = settled
        self._kinds: dict[str, float] = {}
        self._most: dict[str, float] = {}
        self._setting = setting  # what truces count, as a share; None = not asked yet
        self._fled: bool | None = None

    def fact(self, fact: Fact, stands: float, among: Sequence[Said]) -> None:
        """Add a fact, `among` all that the article tells."""
        weight = _kind_weight(fact) * self._share(fact, among)
        if not weight:
            return
        kind = kind_of(fact)
        # Its most prominent mention counts, and a little that it comes again.
        known = self._kinds.get(kind, 0.0)
        self._kinds[kind] = max(known, weight) + _AGAIN * min(known, weight)
        self.said = self.said or stands >= BODY
        if not isinstance(fact, Ceasefire) or fact.status is not CeasefireStatus.IN_FORCE:
            self._most[kind] = max(self._most.get(kind, 0.0), stands)

    def _share(self, fact: Fact, among: Sequence[Said]) -> float:
        if fact.evidence.field == "title":
            share = self._share_in_title(fact)
        else:
            share = _BEFORE if goes_back(self._text, fact.evidence.start) else 1.0
        if isinstance(fact, Ceasefire):
            if self._setting is None:
                self._setting = _BACKGROUND if _led_without_truce([one for _, one, _ in among]) else 1.0
            return share * self._setting
        if isinstance(fact, Event) and fact.kind is EventKind.DISPLACEMENT:
            if self._fled is None:
                self._fled = _led_by_flight([one for _, one, _ in among])
            return share * _FLED if self._fled else share
        return share

    def _share_in_title(self, fact: Fact) -> float:
        start = fact.evidence.start
        share = _SET if start >= self._settled else 1.0
        return share * _HINTED if self._spoken and isinstance(fact, Event) and start not in self._spoken else share

    def word(self, one: Titled) -> None:
        """Add words of the title."""
        kind, kinds = _WORDS[one.kind], self._kinds
        weight = TITLE * _TITLED[one.strength] * _SHARES.get(kind, 1.0) * (_SET if one.start >= self._settled else 1.0)
        if kind in kinds:
            kinds[kind] = max(kinds[kind], weight)
        elif one.strength >= TELLS:
            kinds[kind], self._most[kind], self.said = weight * _TITLED_ONLY, TITLE, True

    def ranked(self) -> tuple[str, ...]:
        """The kinds, the weightiest first."""
        kinds, most = self._kinds, self._most
        if "talks" in kinds and most.get("ceasefire", 0.0) >= min(LEAD, most["talks"]):
            kinds["ceasefire"] = max(kinds["ceasefire"], kinds["talks"])
            kinds["talks"] = min(kinds["talks"], kinds["ceasefire"] * _ABOUT)
        return tuple(sorted(kinds, key=kinds.__getitem__, reverse=True))
