"""An article opened for reading: what every kind of fact looks at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arabic.calendar_days import Moment
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.speakers import Speakers
from bot.model.article import Article
from bot.model.facts import Evidence

_NOBODY = Speakers()


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its words, the places and moments it names, and who speaks where."""

    article: Article
    words: Words
    speakers: Speakers = _NOBODY
    places: tuple[PlaceMention, ...] = ()
    moments: tuple[Moment, ...] = ()

    def evidence(self, start: int, end: int, pattern: str) -> Evidence:
        """The slice of the raw article that tokens start … end - 1 stand in."""
        span = self.words.span(start, end)
        raw = self.article.field(span.field)
        return Evidence(span.field, span.start, span.end, raw[span.start : span.end], pattern)

    def raw(self, start: int, end: int) -> str:
        """The raw characters of tokens start … end - 1."""
        span = self.words.span(start, end)
        return self.article.field(span.field)[span.start : span.end]
