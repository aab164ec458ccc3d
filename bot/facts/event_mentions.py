"""Where a text speaks of events, and how: rows of data/events.patterns.tsv, each mention with the marks around it.

A mention is not yet an event: «لتجنب القصف» and «قصف عام 2014» speak of shelling too. The marks say how it is spoken
of; events.py weighs them over the whole article.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from bot.arabic.patterns import Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Alphabet
from bot.facts.event_cues import CueRow, Cues
from bot.facts.page import Page
from bot.model.facts import EventKind, EventStatus

_TABLE = "events.patterns.tsv"
#: An article of a hundred pages has fewer hits; a megabyte of one word must not take seconds.
_MOST_HITS = 5000
#: Marks of a mention that does not report something happening now.
UNREAL = frozenset({"irreal", "wished", "threatened", "denied", "stop", "past", "had", "aim", "old", "ahead"})
#: Marks that say how an event is asserted, the weightiest first.
_STATUS = {
    "denied": EventStatus.DENIED,
    "threatened": EventStatus.THREATENED,
    "irreal": EventStatus.THREATENED,
    "fresh": EventStatus.REPORTED,
    "now": EventStatus.REPORTED,
    "old": EventStatus.PAST,
    "past": EventStatus.PAST,
}


class Mention(NamedTuple):
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

    @property
    def status(self) -> EventStatus:
        """How it is asserted, by the words around it."""
        for mark, status in _STATUS.items():
            if mark in self.marks:
                return status
        return EventStatus.REPORTED


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row of the table says; marks of `unless` take the word back («قصف» beside «طائرات» is no shelling)."""

    kind: EventKind
    pattern: str
    strength: int
    unless: frozenset[str]


class EventPatterns:
    """The table of what speaks of events. Immutable but for memos of letters."""

    def __init__(self, alphabet: Alphabet) -> None:
        rows = load_rows("bot.facts", _TABLE, 5)
        self._rows = {
            row.name: _Row(EventKind(row.cells[0]), row.name, int(row.cells[1]), frozenset(row.cells[2].split()))
            for row in rows
        }
        self._table = Table(alphabet, {row.name: row.pattern for row in rows})
        self._cues = Cues(alphabet)

    def mentions(self, page: Page) -> tuple[Mention, ...]:
        """Every mention but what is said not to happen («لم تسجل أي اشتباكات»), in the order of the table."""
        hits = list(islice(self._table.hits(page.words), _MOST_HITS))
        if not hits:
            return ()
        cues = CueRow(page, self._cues)
        marks: dict[tuple[int, int], frozenset[str]] = {}
        found: list[Mention] = []
        for hit in hits:
            row = self._rows[hit.pattern]
            place = hit.start, hit.end
            if place not in marks:
                marks[place] = cues.marks(*place)
            if row.unless.isdisjoint(marks[place]) and "not" not in marks[place]:
                found.append(Mention(row.kind, row.pattern, row.strength, *place, marks[place]))
        return tuple(found)
