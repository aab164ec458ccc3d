"""Reading an article: from its words to everything it claims."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import tzinfo
from zoneinfo import ZoneInfo

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.lexicon import load_entries
from bot.arabic.moments import read_moments
from bot.arabic.openings import opening_of, stem_of
from bot.arabic.patterns import asked_classes, literal_entries
from bot.arabic.places import PlaceReader
from bot.arabic.tables import all_patterns
from bot.arabic.time_words import sign_of
from bot.arabic.words import Vocabulary
from bot.facts.article_places import load_article_places
from bot.facts.ceasefires.reader import CeasefireReader
from bot.facts.conflict import load_conflict
from bot.facts.events.mentions import Mention
from bot.facts.events.reader import load_events
from bot.facts.figures.reader import Figures
from bot.facts.language import language_of
from bot.facts.page import Page
from bot.facts.speakers import SpeakerReader
from bot.model.article import Article
from bot.model.facts import Fact
from bot.model.reading import Reading


class Reader:
    """Reads articles. Made once (in about a second); then it changes nothing but its memos."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer, zone: tzinfo) -> None:
        self.vocabulary = vocabulary
        self.gazetteer = gazetteer
        self.zone = zone
        self.ceasefires = CeasefireReader(vocabulary, gazetteer)
        self._conflict = load_conflict(vocabulary.alphabet)
        self._places = PlaceReader(gazetteer, vocabulary)
        vocabulary.also(sign_of)
        vocabulary.also(stem_of)
        self._article_places = load_article_places(gazetteer, vocabulary.alphabet)
        self._speakers = SpeakerReader(vocabulary)
        self._figures = Figures(vocabulary, gazetteer)
        self._events = load_events(vocabulary, gazetteer)

    def open(self, article: Article) -> Page:
        """An article cut into words, with its places and who speaks where: what the readers of facts look at."""
        words = self.vocabulary.read(article.title, article.text)
        places = self._places.read(words, article.title, article.text)
        moments = read_moments(words, article.published, self.zone)
        return Page(article, words, self._speakers.read(article, words), places, moments)

    def facts(self, page: Page) -> tuple[Fact, ...]:
        """Every fact of an open article."""
        return self._facts(page, self._events.patterns.mentions(page))

    def _facts(self, page: Page, mentions: Sequence[Mention]) -> tuple[Fact, ...]:
        return (*self.ceasefires.read(page), *self._figures.read(page), *self._events.told(page, mentions))

    def read(self, article: Article) -> Reading:
        """Everything an article claims. Never fails, whatever the text; linear in its length."""
        language = language_of(article.title, article.text)
        if language != "ar":
            return Reading(article.id, False, (), (), language)
        page = self.open(article)
        mentions = self._events.patterns.mentions(page)
        facts = self._facts(page, mentions)
        places = self._article_places.read(page, facts)
        conflict = self._conflict.score(page.words, facts) > 0
        opening = opening_of(page.words)._replace(titled=self._events.titled(page, mentions))
        return Reading(article.id, conflict, facts, places, language, opening)


def load(zone: str = "Asia/Damascus") -> Reader:
    """A reader over the lexicon and pattern tables of the package; the hours that articles tell are those of `zone`.

    A reader lives as long as its process. So the garbage collector does not look while it is made, and leaves alone
    all that there is by then: a look through them all costs as much as thirty articles.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        sources = [*all_patterns("bot.arabic"), *all_patterns("bot.facts")]
        vocabulary = Vocabulary([*load_entries(), *literal_entries(sources)], asked_classes(sources))
        return Reader(vocabulary, Gazetteer.load(), ZoneInfo(zone))
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
