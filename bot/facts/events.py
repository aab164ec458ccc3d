"""Events: what an article reports as happening now, kind by kind and place by place, with the words that say so.

Each mention has a chance of its own to report an event (event_weighing.py says what is seen of it); a kind is listed
when it is likely that at least one of its mentions does (a "noisy or"). tools/train_events.py trains the weights.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.arabic.letters import fold_word
from bot.arabic.words import Vocabulary
from bot.facts.event_mentions import EventPatterns, Mention
from bot.facts.event_weighing import Weigher, describe, lead_end
from bot.facts.page import Page
from bot.facts.parties import party_near
from bot.facts.weights import Weights, load_weights
from bot.facts.where import places_of
from bot.model.facts import Event, EventKind, EventStatus

#: A kind is listed from this probability on: where F1 is highest when it is about 0.8.
LISTED = 0.4
#: A further event of a listed kind must be told by a row that tells of one, about as likely as not, beside a place.
_OF_ITS_OWN = -0.5
_TELLS = 3
_MOST = 6
#: Mentions of a kind that are looked at for places of their own: a text may repeat one word a hundred thousand times.
_LOOKED_AT = 40
_DAYS = frozenset({"day", "part", "hour"})
_DAY_REACH = 15


def likely(scores: Iterable[float]) -> float:
    """How likely it is that at least one of some mentions, given by their log-odds, reports an event."""
    none = 1.0
    for score in scores:
        none /= 1 + math.exp(min(score, 50.0))
    return 1 - none


class EventReader:
    """Reads the events of articles. Immutable but for memos of letters."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self.patterns = EventPatterns(vocabulary.alphabet)
        self._weigher = Weigher(weights)

    def read(self, page: Page) -> tuple[Event, ...]:
        """The events of every kind that is reported, one for each place (and status), in the order of the text.

        What is denied or threatened at the head of the article is listed too, as such.
        """
        mentions = self.patterns.mentions(page)
        told = [mention for mention in mentions if "denied" not in mention.marks]
        chosen = self._reported(page, told)
        events = [
            self._event(page, told[number], features)
            for number, features in zip(chosen, describe(page.words, told, chosen), strict=True)
        ]
        kinds = {event.kind for event in events}
        return (*events, *(self._event(page, mention, {}) for mention in _otherwise(page, mentions, kinds)))

    def _reported(self, page: Page, told: Sequence[Mention]) -> list[int]:
        """The numbers of the mentions that stand for the events of the kinds that are reported."""
        by_kind: dict[EventKind, list[tuple[float, int]]] = defaultdict(list)
        for number, score in enumerate(self._weigher.scores(page.words, told)):
            by_kind[told[number].kind].append((score, number))
        chosen = [
            number
            for scored in by_kind.values()
            if likely(score for score, _ in scored) >= LISTED
            for number in _claims(page, told, scored)
        ]
        return sorted(chosen, key=lambda number: told[number].start)

    def _event(self, page: Page, mention: Mention, features: dict[str, float]) -> Event:
        start, end = mention.start, mention.end
        because = ", ".join(self._weigher.weights.sum(features).because()) or mention.status
        evidence = page.evidence(start, end, f"{mention.pattern} ({because})")
        places, by, speaker = places_of(page, start, end), party_near(page, start, end), page.speakers.of(start)
        return Event(mention.kind, mention.status, places, by, speaker, evidence, _day(page, mention))


def _otherwise(page: Page, mentions: Sequence[Mention], reported: Collection[EventKind]) -> list[Mention]:
    """The first mention of each kind that the head of an article denies or threatens and nothing reports."""
    head = lead_end(page.words)
    found: dict[EventKind, Mention] = {}
    early = [mention for mention in mentions if mention.start < head and mention.strength >= _TELLS]
    for mention in sorted(early, key=lambda mention: mention.start):
        if not mention.marks.isdisjoint({"denied", "threatened"}) and mention.kind not in reported:
            found.setdefault(mention.kind, mention)
    return list(found.values())


def _claims(page: Page, mentions: Sequence[Mention], scored: list[tuple[float, int]]) -> list[int]:
    """The mentions of a kind that each claim an event of their own: the likeliest, and those that tell of other places.

    A mention that names no place, or places that are named already, repeats what was claimed.
    """
    ordered = sorted(scored, key=lambda pair: (-pair[0] - mentions[pair[1]].real, mentions[pair[1]].start))
    chosen: list[int] = []
    known: set[tuple[EventStatus, str]] = set()
    for score, number in ordered[:_LOOKED_AT]:
        mention = mentions[number]
        likely_enough = score >= _OF_ITS_OWN and mention.strength >= _TELLS and "placed" in mention.marks
        if chosen and (not likely_enough or len(chosen) >= _MOST):
            continue
        names = {(mention.status, fold_word(place.name)) for place in places_of(page, mention.start, mention.end)}
        if not chosen or (names and names.isdisjoint(known)):
            chosen.append(number)
            known |= names
    return chosen


def _day(page: Page, mention: Mention) -> date | None:
    """The day that the sentence of a mention names nearest to it; None where it names none."""
    first, last = page.words.sentence(mention.start)
    near = [moment for moment in page.moments if first <= moment.first < last and moment.unit in _DAYS and moment.day]
    nearest = min(near, key=lambda moment: abs(moment.first - mention.start), default=None)
    return nearest.day if nearest and abs(nearest.first - mention.start) <= _DAY_REACH else None


def load_events(vocabulary: Vocabulary) -> EventReader:
    """The reader of events over the tables of the package."""
    return EventReader(vocabulary, load_weights("events"))
