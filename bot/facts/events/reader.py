"""Events: what an article reports as happening now, kind by kind and place by place, with the words that say so.

Each mention has a chance of its own to report an event (events/weighing.py says what is seen of it); a kind is listed
when it is likely that at least one of its mentions does (a "noisy or"). tools/train_events.py trains the weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from bot.arabic.calendar_days import OF_A_DAY
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.words import Vocabulary
from bot.facts.events.doers import Doers
from bot.facts.events.losers import is_before
from bot.facts.events.marks import DENIED, PLACED, PLANNED, THREATENED, UNREAL, WISHED
from bot.facts.events.mentions import VIOLENT, EventPatterns, Mention
from bot.facts.events.negation import asked_at, denied_at, threatened_at
from bot.facts.events.places import Grounds
from bot.facts.events.weighing import Scene, Weigher
from bot.facts.page import Page
from bot.facts.parties import is_civil
from bot.facts.weights import Weights, load_weights
from bot.facts.where import Where
from bot.model.facts import Event, EventKind, EventStatus
from bot.model.reading import Titled

#: A kind is listed from this probability on. F1 is highest from .3 to .4; of outlets that nothing was trained on,
#: more is missed than wrongly listed: so rather a little low.
LISTED = 0.36
#: But ground that is taken is told of for months as who holds it: there F1 is highest where more is asked for.
_LISTED_FROM = {EventKind.ADVANCE: 0.5}
#: A further event of a listed kind must be told by a row that tells of one, about as likely as not, beside a place.
_OF_ITS_OWN = -0.5
_TELLS, _SPEAKS = 3, 2
_MOST = 6
#: Mentions of a kind that are looked at for places of their own: a text may repeat one word a hundred thousand times.
_LOOKED_AT = 40
#: So many of them are asked for who did it.
_ASKED = 8
_DAY_REACH = 15
#: What is not reported, but told as something else.
_UNLIKE = DENIED | THREATENED | PLANNED
#: What a title does not tell as happening.
_UNTOLD = UNREAL & ~DENIED
#: What destroys as well as is destroyed.
_HITS = frozenset({"ev_raid", "ev_strike_noun", "ev_bombard", "rocket", "shell", "drone", "aircraft"})
#: Endings of what is done to something: «دمرت صاروخا», «صاروخين», «مسيرتين».
_DONE_TO = ("ا", "ين")
_starts = attrgetter("start")
#: Who strikes a hospital is who sends what strikes it.
_TOLD_AS = {EventKind.HEALTH_ATTACK: (EventKind.AIRSTRIKE, EventKind.SHELLING)}
_COMMAS = frozenset(("،", ","))


def likely(scores: Iterable[float]) -> float:
    """How likely it is that at least one of some mentions, given by their log-odds, reports an event."""
    none = 1.0
    for score in scores:
        none /= 1 + math.exp(min(score, 50.0))
    return 1 - none


def listed_from(kind: EventKind) -> float:
    """The probability from which on a kind is listed."""
    return _LISTED_FROM.get(kind, LISTED)


class EventReader:
    """Reads the events of articles. Immutable but for memos."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer, weights: Weights) -> None:
        self.patterns = EventPatterns(vocabulary.alphabet)
        self.weigher = Weigher(weights, self.patterns.rows)
        self._doers = Doers(vocabulary.alphabet, gazetteer)

    def read(self, page: Page) -> tuple[Event, ...]:
        """The events of every kind that is reported, one for each place (and status), in the order of the text.

        What is denied, or threatened at the head of the article, is listed too, as such.
        """
        return self.told(page, self.patterns.mentions(page))

    def told(self, page: Page, mentions: Sequence[Mention]) -> tuple[Event, ...]:
        """The events of an article whose mentions are known."""
        if not mentions:
            return ()
        told = [mention for mention in mentions if not mention.marks & DENIED]
        grounds, scene = Grounds(page), Scene.of(page.words, told)
        scores = self.weigher.scores(scene, told)
        events: list[Event] = []
        reported = _reported(grounds, scene, told, scores)
        for number in reported:
            because = ", ".join(self.weigher.because(scene, told[number], scores[number]))
            event = self._event(page, grounds, told[number], because)
            if not event.by and event.status is EventStatus.REPORTED and event.kind in VIOLENT:
                event = replace(event, by=self._by_told_beside(page, grounds, told, scene, number))
            events.append(event)
        unlike = _otherwise(scene.lead_end, mentions, [told[number] for number in reported])
        return (*events, *[self._event(page, grounds, mention, "") for mention in unlike])

    def titled(self, page: Page, mentions: Sequence[Mention]) -> tuple[Titled, ...]:
        """What the title speaks of as happening or denied, in the order of its words."""
        end, span = page.words.title_end, page.words.span
        said = [
            Titled(row.kind, row.strength, span(start, start + 1).start)
            for row, start, _, marks in mentions
            if start < end and not marks & _UNTOLD
        ]
        return tuple(sorted(said, key=_starts))

    def _event(self, page: Page, grounds: Grounds, mention: Mention, because: str) -> Event:
        row, start, end, _ = mention
        status = mention.status
        evidence = page.evidence(start, end, f"{row.pattern} ({because or status})")
        by, speaker = self._by(page, mention), page.speakers.of(start)
        if status is EventStatus.DENIED and not speaker:
            speaker = by  # «نفت الوزارة اليوم …»
        if row.kind in VIOLENT and is_civil(by):
            by = ""  # «وزارة الصحة: … جراء الغارات»
        where = grounds.of(row.kind)
        return Event(row.kind, status, where.of(start, end), by, speaker, evidence, _day(page, start))

    def _by_told_beside(self, page: Page, grounds: Grounds, told: Sequence[Mention], scene: Scene, number: int) -> str:
        """Who does what a mention without a doer tells, by the other mentions of its event.

        «قتيلان في غارة على حناويه»: the body says that it was «غارة إسرائيلية على البلدة».
        """
        kind = told[number].row.kind
        where = grounds.of(kind)
        names, sentence = _names(where, told[number]), page.words.bounds[told[number].start]
        others = [each for like in (kind, *_TOLD_AS.get(kind, ())) for each in scene.by_kind.get(like, ())[:_ASKED]]
        for other in sorted(others, key=lambda each: told[each].start):
            mention = told[other]
            if mention.marks & UNREAL or mention.row.strength < _SPEAKS:
                continue
            if page.words.bounds[mention.start] == sentence and mention.row.kind is kind:
                continue  # what its own sentence says of who did it is known
            if kind is EventKind.ADVANCE and is_before(page.words, mention.start):
                continue  # «… بعد ساعات من دخول القوات إليها»: who came first lost it
            here = _names(where, mention)
            if here != names and here.isdisjoint(names):
                continue
            by = self._by(page, mention)
            if by and not is_civil(by) and all(fold_word(by) != name for _, name in names | here):
                return by
        return ""

    def _by(self, page: Page, mention: Mention) -> str:
        """Who does it: who denies or threatens it, if someone does; never who warns of it or calls for it."""
        row, start, end, marks = mention
        if not marks & _UNLIKE and _intercepts(page, start):
            return ""  # who intercepts a rocket did not send it
        found = self._doers.of(page, start, end, row.kind)
        if not marks & _UNLIKE:
            # «نفى الجيش مقتل مدنيين في غارة»: who denies what came of a raid does not tell that it was his
            at = -1 if not found else (asked_at if marks & WISHED else denied_at)(page.words, start)
            parted = at >= 0 and not _COMMAS.isdisjoint(page.words.forms[at:start])
            return "" if at >= 0 and not parted and found == self._doers.near(page, at, at + 1) else found
        at = denied_at(page.words, start) if marks & DENIED else threatened_at(page.words, start)
        if at < 0:
            return found
        told = self._doers.near(page, at, at + 1)
        if "cue_warn" in page.words.sets[at]:
            return "" if found == told else found
        return told if marks & DENIED else told or found


def _intercepts(page: Page, start: int) -> bool:
    """«إسقاط صاروخ»; but «دمر صاروخ مبنى» is what the rocket does, unless it has the ending of what is done to it."""
    for at in range(max(start - 1, 0), start + 1):
        classes = page.words.sets[at]
        if "ev_intercept" in classes:
            hits = "ev_hit" in classes and at + 1 < len(page.words.forms)
            hits = hits and not _HITS.isdisjoint(page.words.sets[at + 1])
            return not hits or page.words.forms[at + 1].endswith(_DONE_TO)
    return False


def _reported(grounds: Grounds, scene: Scene, told: Sequence[Mention], scores: Sequence[float]) -> list[int]:
    """The numbers of the mentions that stand for the events of reported kinds, in the order of the text."""
    chosen: list[int] = []
    for kind, numbers in scene.by_kind.items():
        if likely([scores[number] for number in numbers]) >= listed_from(kind):
            chosen += _claims(grounds.of(kind), told, scores, numbers)
    return sorted(chosen, key=lambda number: told[number].start)


def _otherwise(head: int, mentions: Iterable[Mention], reported: Sequence[Mention]) -> list[Mention]:
    """The first mention of each kind that is denied, and of each that the head threatens and nothing reports.

    Who denies what others report is told beside them: each has its own event. One word threatens one thing only.
    """
    found: dict[tuple[EventKind, int], Mention] = {}
    kinds, said = {mention.row.kind for mention in reported}, {mention.start for mention in reported}
    for mention in sorted(mentions, key=lambda mention: mention.start):
        row, start, _, marks = mention
        least = _SPEAKS if row.kind in VIOLENT or (marks & DENIED and row.kind is not EventKind.TALKS) else _TELLS
        if row.strength < least or not marks & _UNLIKE:
            continue
        if marks & DENIED:
            found.setdefault((row.kind, DENIED), mention)
        elif start < head and row.kind not in kinds and start not in said:
            found.setdefault((row.kind, 0), mention)
            said.add(start)
    return list(found.values())


def _claims(where: Where, told: Sequence[Mention], scores: Sequence[float], numbers: Iterable[int]) -> list[int]:
    """The mentions of a kind that each claim an event of their own: the likeliest, and those that tell of other places.

    A mention that names no place, or places that are named already, repeats what was claimed.
    """
    ordered = [(-scores[number] - _plain(told[number]), told[number].start, number) for number in numbers]
    if len(ordered) > _LOOKED_AT:
        ordered = sorted(ordered)[:_LOOKED_AT]
    _, _, first = min(ordered)
    chosen = [first]
    known: set[tuple[EventStatus, str]] = set()
    further = [
        each
        for each in ordered
        if scores[each[2]] >= _OF_ITS_OWN and told[each[2]].marks & PLACED and told[each[2]].row.strength >= _TELLS
    ]
    for _, _, number in sorted(further):
        if number == first:
            continue
        known = known or _names(where, told[first])
        names = _names(where, told[number])
        if names and names.isdisjoint(known):
            chosen.append(number)
            known |= names
            if len(chosen) == _MOST:
                break
    return chosen


def _plain(mention: Mention) -> int:
    """How much rather a mention is shown than one as likely: it is not unreal, it does more than hint at an event."""
    return (not mention.marks & UNREAL) + (mention.row.strength >= _SPEAKS)


def _names(where: Where, mention: Mention) -> set[tuple[EventStatus, str]]:
    """What a mention claims: its status with each place that it tells of."""
    return {(mention.status, fold_word(place.name)) for place in where.of(mention.start, mention.end)}


def _day(page: Page, start: int) -> date | None:
    """The day that the sentence of a mention at token `start` names nearest to it; None where it names none."""
    if not page.moments:
        return None
    first, last = page.words.bounds[start]
    nearest, day = _DAY_REACH + 1, None
    for moment in page.moments:
        away = abs(moment.first - start)
        if away >= nearest or not first <= moment.first < last or moment.unit not in OF_A_DAY:
            continue
        if moment.day and not page.since_then(moment):
            nearest, day = away, moment.day
    return day


def load_events(vocabulary: Vocabulary, gazetteer: Gazetteer) -> EventReader:
    """The reader of events over the tables of the package."""
    return EventReader(vocabulary, gazetteer, load_weights("events"))
