"""What an article says of time, as far as figures ask: looked up once for a page, and for each sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.arabic.alphabet import Alphabet
from bot.arabic.calendar_days import Moment
from bot.facts.figure_letters import any_of, having
from bot.facts.figure_sentence import Claim
from bot.facts.page import Page

#: What a span is counted from or over, the most telling first.
SPANNED = (
    "t_war", "t_offensive", "t_strike", "t_years", "t_months", "t_days", "t_hours", "t_weekday", "t_now", "t_today",
)  # fmt: skip
_UNITS = ("day", "since", "within", "ago", "for", "year", "month")
_SPANS = frozenset(_UNITS)
_DAYS = frozenset({"day", "part", "hour"})
#: All that `age` may say.
AGES = tuple(f"{unit} {age}" for unit in _UNITS for age in ("fresh", "days", "weeks", "months", "years", "untold"))
#: So far from a claim, in its sentence, what is said of time still belongs to it.
_FAR = 60


class Timed(NamedTuple):
    """What a word says of time: its cues without their prefix, and the place of the first of SPANNED among them."""

    cues: tuple[str, ...]
    rank: int
    since: bool
    during: bool
    year: bool


class TimedWords:
    """Finds the words of time and of wars, and the years. Made once over an alphabet."""

    def __init__(self, alphabet: Alphabet) -> None:
        #: Every cue there is.
        names = sorted({name for classes in alphabet.classes.values() for name in classes if name.startswith("t_")})
        letters = having(alphabet, (*names, "year_like"))
        self.cues = tuple(name[2:] for name in names)
        self._find = any_of(letters).finditer
        self._known = {classes: _timed(classes) for classes in map(alphabet.classes.__getitem__, letters)}

    def among(self, page: Page, start: int, end: int) -> list[tuple[int, Timed]]:
        """Those among tokens start … end - 1, with where they stand."""
        classes, known = page.words.classes, self._known
        places = [match.start() for match in self._find(page.words.letters, start, end)]
        return [(at, known[classes(at)]) for at in places]


def _timed(classes: frozenset[str]) -> Timed:
    return Timed(
        tuple(sorted(name[2:] for name in classes if name.startswith("t_"))),
        next((rank for rank, name in enumerate(SPANNED) if name in classes), len(SPANNED)),
        "t_since" in classes,
        "t_during" in classes,
        "year_like" in classes,
    )


class Times:
    """What one page says of time."""

    __slots__ = ("_ages", "_firsts", "_lead", "_sentence", "_timed", "_words", "page")

    def __init__(self, page: Page, words: TimedWords) -> None:
        self.page = page
        self._words = words
        self._firsts = [moment.first for moment in page.moments]
        self._lead = bisect_left(page.words.stops, page.words.title_end)
        self._ages: dict[int, str] = {}
        self._sentence = (-1, -1)
        self._timed: list[tuple[int, Timed]] = []

    def number(self, at: int) -> int:
        """The number of the sentence of the text that a token stands in."""
        return bisect_left(self.page.words.stops, at) - self._lead

    def timed(self, sentence: tuple[int, int]) -> list[tuple[int, Timed]]:
        """The words of time of a sentence: claims of one sentence ask one after the other."""
        if sentence != self._sentence:
            self._sentence, self._timed = sentence, self._words.among(self.page, *sentence)
        return self._timed

    def told(self, claim: Claim) -> range:
        """The numbers of the moments that the sentence of a claim tells, not too far from it."""
        firsts = self._firsts
        if not firsts:
            return range(0)
        start, end = claim.sentence
        first = bisect_left(firsts, max(start, claim.start - _FAR))
        return range(first, bisect_left(firsts, min(end, claim.end + _FAR), first))

    def place(self, number: int) -> int:
        """The token that a moment begins at."""
        return self._firsts[number]

    def nearest(self, claim: Claim, told: Sequence[int]) -> int:
        """The number of the moment nearest to a claim."""
        firsts, at = self._firsts, claim.at
        return min(told, key=lambda number: abs(firsts[number] - at)) if len(told) > 1 else told[0]

    def age(self, number: int) -> str:
        """What a moment is, and how long before publication it begins."""
        known = self._ages.get(number)
        if known is None:
            known = self._ages[number] = self._age(self.page.moments[number])
        return known

    def age_in(self, start: int, end: int) -> str:
        """The age of a moment that begins among tokens; "it" where none does."""
        here = bisect_left(self._firsts, start)
        return self.age(here) if here < len(self._firsts) and self._firsts[here] < end else "it"

    def _age(self, moment: Moment) -> str:
        published, unit = self.page.article.published, moment.unit if moment.unit in _SPANS else "day"
        if published is None or moment.begin is None:
            return f"{unit} untold"
        days = (published - moment.begin).days
        for most, age in ((2, "fresh"), (9, "days"), (60, "weeks"), (399, "months")):
            if days <= most:
                return f"{unit} {age}"
        return f"{unit} years"

    def day_of(self, claim: Claim) -> date | None:
        """The day of what is counted: the nearest that its sentence tells, None where it tells none."""
        moments = self.page.moments
        days = [each for each in self.told(claim) if moments[each].unit in _DAYS and moments[each].begin]
        return moments[self.nearest(claim, days)].day if days else None
