"""An article opened for reading: what every kind of fact looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.arabic.calendar_days import Moment
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.speakers import Speakers
from bot.model.article import Article
from bot.model.facts import Evidence

_NOBODY = Speakers()
#: Words behind it name what is counted from.
_SINCE = "منذ"
#: So many words may stand between «منذ» and the date of what it names.
_SINCE_REACH = 6
#: «منذ فجر أمس» begins with what is news.
_OF_NOW = timedelta(days=3)


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

    def since_then(self, moment: Moment) -> bool:
        """«منذ اندلاع الحرب في 15 نيسان»: is its day, long past, one that is counted from, not one of news?"""
        published = self.article.published
        if published is None or moment.begin is None or published - moment.begin <= _OF_NOW:
            return False
        return _SINCE in self.words.forms[max(0, moment.first - _SINCE_REACH) : moment.first + 1]

    def raw(self, start: int, end: int) -> str:
        """The raw characters of tokens start … end - 1."""
        span = self.words.span(start, end)
        return self.article.field(span.field)[span.start : span.end]
