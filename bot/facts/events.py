"""Events: what an article reports as happening now, kind by kind, with the words that say so.

Whether a kind is reported is decided over the whole article by a linear model (event_weighing.py says what it sees,
tools/train_events.py trains it): a raid in the title is news, a raid of last year in the tenth paragraph is not.
"""

from __future__ import annotations

from bot.arabic.words import Vocabulary
from bot.facts.event_mentions import EventPatterns, Mention
from bot.facts.event_weighing import lead_end, weigh
from bot.facts.page import Page
from bot.facts.parties import party_near
from bot.facts.weights import Sum, Weights, load_weights
from bot.facts.where import places_of
from bot.model.facts import Event, EventKind, EventStatus


class EventReader:
    """Reads the events of articles. Immutable but for memos of letters."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self.patterns = EventPatterns(vocabulary.alphabet)
        self._weights = weights

    def read(self, page: Page) -> tuple[Event, ...]:
        """One event for each kind that is reported, in the order of the text."""
        words = page.words
        mentions = self.patterns.mentions(words, page.article.published)
        events: list[tuple[int, Event]] = []
        for kind, features in weigh(words, mentions).items():
            answer = self._weights.sum(features)
            if answer.yes:
                best = _telling([mention for mention in mentions if mention.kind == kind], lead_end(words))
                events.append((best.start, _event(page, kind, best, answer)))
        return tuple(event for _, event in sorted(events, key=lambda pair: pair[0]))


def _telling(mentions: list[Mention], lead: int) -> Mention:
    """The mention that proves the event best: told as happening, early, in the text rather than in the title."""
    return min(mentions, key=lambda mention: (not mention.real, mention.start >= lead, mention.start))


def _event(page: Page, kind: EventKind, mention: Mention, answer: Sum) -> Event:
    start, end = mention.start, mention.end
    evidence = page.evidence(start, end, f"{mention.pattern} ({', '.join(answer.because())})")
    places, by, speaker = places_of(page, start, end), party_near(page, start, end), page.speakers.of(start)
    return Event(kind, EventStatus.REPORTED, places, by, speaker, evidence)


def load_events(vocabulary: Vocabulary) -> EventReader:
    """The reader of events over the tables of the package."""
    return EventReader(vocabulary, load_weights("events"))
