"""Where a text speaks of events, and how: rows of data/events.patterns.tsv, each mention with the marks around it.

A mention is not yet an event: «لتجنب القصف» and «قصف عام 2014» speak of shelling too. The marks say how it is spoken
of; events.py weighs them over the whole article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime

from bot.arabic.patterns import Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Alphabet, Words, clitic_letters
from bot.model.facts import EventKind

_TABLE = "events.patterns.tsv"
_FUTURE = re.compile("[وف]?س[يتن]")

#: How far before a mention a word of each class still speaks of it, in words, and the mark it leaves.
_BEFORE: dict[str, tuple[str, int]] = {
    "cue_if": ("irreal", 7),
    "cue_may": ("irreal", 7),
    "cue_threat": ("irreal", 7),
    "cue_plan": ("irreal", 7),
    "cue_fear": ("irreal", 7),
    "cue_call": ("irreal", 7),
    "cue_must": ("irreal", 5),
    "cue_try": ("tried", 3),
    "cue_state": ("state", 3),
    "cue_state_area": ("state", 3),
    "cue_lift": ("stop", 2),
    "cue_foil": ("foiled", 3),
    "cue_not": ("not", 2),
    "cue_deny": ("not", 6),
    "cue_stop": ("stop", 3),
    "cue_had": ("had", 4),
    "cue_condemn": ("said", 8),
    "cue_accuse": ("said", 8),
    "cue_goes_on": ("goes_on", 4),
}
#: Classes that speak of a mention from either side.
_AROUND: dict[str, str] = {"cue_now": "now", "topic_killed": "dead"}
_REACH = 12
_PAST_HEADS = frozenset({"cue_year", "cue_month", "cue_since", "cue_last", "year_like"})
#: Clitic letters of a word that «ل» stands before: «لاستعادة البلدة» tells what is wanted, not what is done.
_AIMS = frozenset(letter for letter, clitics in clitic_letters() if clitics.preposition == "l")
#: Marks of a mention that does not report something happening now.
UNREAL = frozenset({"irreal", "not", "stop", "past", "had", "aim"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens start … end - 1 speak of an event of this kind; `pattern` is the row that saw it.

    `strength`: 3 the row tells of an event by itself, 2 it speaks of one, 1 it hints at one.
    """

    kind: EventKind
    pattern: str
    strength: int
    start: int
    end: int
    marks: frozenset[str]

    @property
    def real(self) -> bool:
        """Nothing around it says that it is not happening now."""
        return self.marks.isdisjoint(UNREAL)


class EventPatterns:
    """The table of what speaks of events. Immutable but for a memo of letters."""

    def __init__(self, alphabet: Alphabet) -> None:
        rows = load_rows("bot.facts", _TABLE, 4)
        self._rows = {row.name: (EventKind(row.cells[0]), row.name, int(row.cells[1])) for row in rows}
        self._table = Table(alphabet, {row.name: row.pattern for row in rows})
        self._alphabet = alphabet
        self._cues: dict[str, frozenset[str]] = {}
        self._wanted = frozenset(_BEFORE) | frozenset(_AROUND) | _PAST_HEADS | {".present"}

    def mentions(self, words: Words, published: datetime | None) -> tuple[Mention, ...]:
        """Every mention, in the order of the table."""
        hits = list(self._table.hits(words))
        if not hits:
            return ()
        cues = _CueRow(words, [self._cues_of(letter) for letter in words.code[::2]], published)
        marks: dict[tuple[int, int], frozenset[str]] = {}
        for hit in hits:
            if (hit.start, hit.end) not in marks:
                marks[hit.start, hit.end] = cues.marks(hit.start, hit.end)
        return tuple(Mention(*self._rows[hit.pattern], hit.start, hit.end, marks[hit.start, hit.end]) for hit in hits)

    def _cues_of(self, letter: str) -> frozenset[str]:
        found = self._cues.get(letter)
        if found is None:
            found = self._cues[letter] = self._alphabet.classes[letter] & self._wanted
        return found


class _CueRow:
    """The words of an article that say how things are told, by their places."""

    def __init__(self, words: Words, cues: list[frozenset[str]], published: datetime | None) -> None:
        self._words = words
        self._cues = cues
        self._places = [at for at, found in enumerate(cues) if found]
        self._year = str(published.year) if published else ""

    def marks(self, start: int, end: int) -> frozenset[str]:
        """What stands around tokens start … end - 1, within their sentence."""
        first, last = self._words.sentence(start)
        places, cues = self._places, self._cues
        found: set[str] = set()
        for at in places[
            bisect_left(places, max(first, start - _REACH)) : bisect_right(places, min(last, end + _REACH) - 1)
        ]:
            here = cues[at]
            for cue in here:
                if cue in _AROUND:
                    found.add(_AROUND[cue])
                elif at < start and cue in _BEFORE and start - at <= _BEFORE[cue][1]:
                    found.add(_BEFORE[cue][0])
            if not here.isdisjoint(_PAST_HEADS) and self._past(at, last):
                found.add("past")
            if ".present" in here and at <= start and start - at <= 5 and _FUTURE.match(self._words.word(at)):
                found.add("irreal")
        return frozenset(found)

    def _past(self, at: int, last: int) -> bool:
        """Does a year, a month or «منذ» at this place point back beyond the news?"""
        here = self._cues[at]
        if "year_like" in here:
            return bool(self._year) and self._words.word(at) != self._year
        following = self._cues[at + 1] if at + 1 < last else frozenset()
        if "cue_since" in here:
            later = self._cues[at + 2] if at + 2 < last else frozenset()
            return "cue_year" in following or "cue_year" in later
        if "cue_last" in here:  # «الجمعة الماضي» is news, «نيسان الماضي» is not
            return at > 0 and self._cues[at - 1].isdisjoint({"cue_now", "cue_year", "cue_month"})
        return "cue_last" in following
