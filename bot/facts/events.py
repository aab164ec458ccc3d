"""Events: what an article reports as happening now, kind by kind and place by place, with the words that say so.

Each mention has a chance of its own to report an event (event_weighing.py says what is seen of it); a kind is listed
when it is likely that at least one of its mentions does (a "noisy or"). tools/train_events.py trains the weights.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from bot.arabic.words import Vocabulary
from bot.facts.event_mentions import EventPatterns, Mention
from bot.facts.event_weighing import describe
from bot.facts.page import Page
from bot.facts.parties import party_near
from bot.facts.weights import Sum, Weights, load_weights
from bot.facts.where import places_of
from bot.model.facts import Event, EventKind, EventStatus

#: A kind is listed from this probability on: where F1 is highest when it is about 0.8.
LISTED = 0.4


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A mention with what the model says of it."""

    mention: Mention
    answer: Sum


def likely(answers: list[Sum]) -> float:
    """How likely it is that at least one of some mentions reports an event."""
    return 1 - math.prod(1 - answer.probability for answer in answers)


class EventReader:
    """Reads the events of articles. Immutable but for memos of letters."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self.patterns = EventPatterns(vocabulary.alphabet)
        self._weights = weights

    def read(self, page: Page) -> tuple[Event, ...]:
        """One event for each kind that is reported, in the order of the text."""
        mentions = self.patterns.mentions(page)
        by_kind: dict[EventKind, list[_Weighed]] = defaultdict(list)
        for mention, features in zip(mentions, describe(page.words, mentions), strict=True):
            by_kind[mention.kind].append(_Weighed(mention, self._weights.sum(features)))
        events: list[tuple[int, Event]] = []
        for kind, weighed in by_kind.items():
            if likely([each.answer for each in weighed]) >= LISTED:
                best = max(weighed, key=lambda each: (each.answer.score, -each.mention.start))
                events.append((best.mention.start, _event(page, kind, best)))
        return tuple(event for _, event in sorted(events, key=lambda pair: pair[0]))


def _event(page: Page, kind: EventKind, told: _Weighed) -> Event:
    start, end = told.mention.start, told.mention.end
    evidence = page.evidence(start, end, f"{told.mention.pattern} ({', '.join(told.answer.because())})")
    places, by, speaker = places_of(page, start, end), party_near(page, start, end), page.speakers.of(start)
    return Event(kind, EventStatus.REPORTED, places, by, speaker, evidence)


def load_events(vocabulary: Vocabulary) -> EventReader:
    """The reader of events over the tables of the package."""
    return EventReader(vocabulary, load_weights("events"))
