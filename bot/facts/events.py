"""Events: what an article reports as happening now, kind by kind and place by place, with the words that say so.

Each mention has a chance of its own to report an event (event_weighing.py says what is seen of it); a kind is listed
when it is likely that at least one of its mentions does (a "noisy or"). tools/train_events.py trains the weights.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from bot.arabic.words import Vocabulary
from bot.facts.event_mentions import EventPatterns, Mention
from bot.facts.event_weighing import Weigher, describe
from bot.facts.page import Page
from bot.facts.parties import party_near
from bot.facts.weights import Weights, load_weights
from bot.facts.where import places_of
from bot.model.facts import Event, EventKind, EventStatus

#: A kind is listed from this probability on: where F1 is highest when it is about 0.8.
LISTED = 0.4


def likely(scores: Iterable[float]) -> float:
    """How likely it is that at least one of some mentions, given by their log-odds, reports an event."""
    return 1 - math.prod(1 / (1 + math.exp(min(score, 50.0))) for score in scores)


class EventReader:
    """Reads the events of articles. Immutable but for memos of letters."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self.patterns = EventPatterns(vocabulary.alphabet)
        self._weigher = Weigher(weights)

    def read(self, page: Page) -> tuple[Event, ...]:
        """One event for each kind that is reported, in the order of the text."""
        mentions = self.patterns.mentions(page)
        by_kind: dict[EventKind, list[tuple[float, int]]] = defaultdict(list)
        for number, score in enumerate(self._weigher.scores(page.words, mentions)):
            by_kind[mentions[number].kind].append((score, number))
        chosen = [
            max(scored, key=lambda pair: (pair[0], -mentions[pair[1]].start))[1]
            for scored in by_kind.values()
            if likely(score for score, _ in scored) >= LISTED
        ]
        if not chosen:
            return ()
        chosen.sort(key=lambda number: mentions[number].start)
        described = describe(page.words, mentions, chosen)
        told = zip(chosen, described, strict=True)
        return tuple(self._event(page, mentions[number], features) for number, features in told)

    def _event(self, page: Page, mention: Mention, features: dict[str, float]) -> Event:
        start, end = mention.start, mention.end
        because = ", ".join(self._weigher.weights.sum(features).because())
        evidence = page.evidence(start, end, f"{mention.pattern} ({because})")
        places, by, speaker = places_of(page, start, end), party_near(page, start, end), page.speakers.of(start)
        return Event(mention.kind, EventStatus.REPORTED, places, by, speaker, evidence)


def load_events(vocabulary: Vocabulary) -> EventReader:
    """The reader of events over the tables of the package."""
    return EventReader(vocabulary, load_weights("events"))
