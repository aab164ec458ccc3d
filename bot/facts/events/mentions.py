"""Where a text speaks of events, and how: rows of data/events.patterns.tsv, each mention with the marks around it.

A mention is not yet an event: «لتجنب القصف» and «قصف عام 2014» speak of shelling too. The marks say how it is spoken
of; reader.py weighs them over the whole article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Alphabet, Words
from bot.facts.events.cues import CueRow
from bot.facts.events.marks import AIR, DENIED, NOT, bits, status_of
from bot.facts.events.negation import is_undone
from bot.facts.events.signs import Cues
from bot.facts.page import Page
from bot.model.facts import EventKind, EventStatus

_TABLE = "events.patterns.tsv"
#: An article of a hundred pages has fewer hits; a megabyte of one word must not take seconds.
_MOST_HITS = 5000
#: The strength of a row that tells of an event by itself.
_TELLS = 3
#: The row for a place that falls, the words for it, and which kinds of places are taken.
_FALL, _FALLS = "fall of a place", frozenset({"ev_fall", "ev_fall_noun"})
_FELL = frozenset({"سقوط", "سقطت", "سقط", "بسقوط", "لسقوط"})
_FORMERLY = frozenset({"منذ", "ذكري", "قبل", "قبيل", "حال", "خشيه", "خوفا", "احتمال"})
_TAKEN = frozenset({"city", "town", "village", "governorate", "district"})
#: The row for a side that enters a place, the verbs for it, who is a side, how near they stand, what else may enter.
_MAY_BE_ENTERED = _TAKEN | {"region"}
_ENTRY_ROW, _ENTRY = "army entered", 4
_ENTERS = frozenset({"دخل", "دخلت", "دخلوا", "يدخل", "تدخل", "يدخلون", "ودخل", "ودخلت", "ودخلوا", "وتدخل"})
_SIDES = frozenset({"topic_army", "topic_armed", "topic_group", "armed_name", "ev_troops"})
_NO_ENTRY = frozenset(
    {"لم", "لن", "سوف", "وفد", "الي", "في", "من", "علي", "عن", "مساعدات", "قافله", "شاحنات", "،", ",", ":"}
)
#: What fighters do, and nobody else.
VIOLENT = frozenset(
    {
        *(EventKind.AIRSTRIKE, EventKind.SHELLING, EventKind.CLASH, EventKind.ADVANCE, EventKind.BOMBING),
        *(EventKind.CHEMICAL, EventKind.ASSASSINATION, EventKind.HEALTH_ATTACK),
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of the table says; marks of `unless` take the word back («قصف» beside «طائرات» is no shelling).

    So does a row of raids from the air that takes up the same word: «مقاتلات تخترق جدار الصوت ثم تقصف …».

    `strength`: 3 the row tells of an event by itself, 2 it speaks of one, 1 it hints at one.
    """

    kind: EventKind
    pattern: str
    strength: int
    unless: int


class Mention(NamedTuple):
    """Tokens start … end - 1 speak of an event as a row says, with these marks (events/marks.py) around them."""

    row: Row
    start: int
    end: int
    marks: int

    @property
    def status(self) -> EventStatus:
        """How it is asserted, by the words around it."""
        return status_of(self.marks)


class EventPatterns:
    """The table of what speaks of events. Made once; changes nothing."""

    def __init__(self, alphabet: Alphabet) -> None:
        rows = load_rows("bot.facts", _TABLE, 5)
        self.rows = tuple(
            # What is said not to happen («لم تسجل أي اشتباكات») is taken back by every row.
            Row(EventKind(row.cells[0]), row.name, int(row.cells[1]), NOT | bits(row.cells[2].split()))
            for row in rows
        )
        self._rows = {row.pattern: row for row in self.rows}
        self._table = Table(alphabet, {row.name: row.pattern for row in rows})
        self._cues = Cues(alphabet)

    def mentions(self, page: Page) -> list[Mention]:
        """Every mention but what is taken back, in the order of the table."""
        rows = self._rows
        hits = self._table.hits(page.words)[:_MOST_HITS]
        hits += _fallen(page, {(hit.pattern, hit.start) for hit in hits})
        hits += _entered(page, {hit.start for hit in hits if rows[hit.pattern].kind is EventKind.ADVANCE})
        if not hits:
            return []
        found: list[Mention] = []
        flown: set[int] = set()
        for (pattern, start, end, _), marks in zip(hits, CueRow(page, self._cues).marks(hits), strict=True):
            row = rows[pattern]
            mention = Mention(row, start, end, marks)
            if (marks & NOT and is_undone(page.words, start)) or _is_undone_within(page.words, start, end):
                mention = _undone(page, mention)
            if mention.marks & row.unless or (row.unless & AIR and start in flown):
                continue
            if row.kind is EventKind.AIRSTRIKE and row.strength == _TELLS:
                flown.update(range(start, end))
            found.append(mention)
        return found


def _fallen(page: Page, known: set[tuple[str, int]]) -> list[Hit]:
    """«سقوط الفاشر», «سقطت كابل»: a place right behind the word, of which the tables of words know nothing."""
    words, found = page.words, []
    for place in page.places:
        at = place.first - 1
        if at < 0 or place.kind not in _TAKEN or place.role or words.sets[at].isdisjoint(_FALLS):
            continue
        bare = not words.clitics(place.first).preposition and words.forms[at].removeprefix("و") in _FELL
        since = at > 0 and words.forms[at - 1] in _FORMERLY  # «منذ سقوط الموصل»
        if bare and not since and (_FALL, at) not in known:
            found.append(Hit(_FALL, at, place.last, {}))
    return found


def _entered(page: Page, known: set[int]) -> list[Hit]:
    """«دخلت قوات الدعم الفاشر», «الجيش يدخل الأبيض»: a side, a verb of entering, and a place with no word for it."""
    words, found = page.words, []
    for place in page.places:
        last = place.first - 1
        if last < 1 or place.kind not in _MAY_BE_ENTERED or place.role or words.clitics(place.first).preposition:
            continue
        first = words.bounds[place.first][0]
        verb = next((at for at in range(last, max(last - _ENTRY, first) - 1, -1) if words.forms[at] in _ENTERS), -1)
        if verb < 0 or verb in known:
            continue
        around = range(max(verb - _ENTRY, first), verb) if verb == last else range(verb + 1, verb + 2)
        sides = [at for at in around if not words.sets[at].isdisjoint(_SIDES)]
        if sides and not any(words.forms[at] in _NO_ENTRY for at in range(around[0], place.first)):
            found.append(Hit(_ENTRY_ROW, verb, place.last, {}))
    return found


def _is_undone_within(words: Words, start: int, end: int) -> bool:
    """«طائراته لم تقصف»."""
    return end - start > 2 and "cue_undone" in words.sets[end - 2]


def _undone(page: Page, mention: Mention) -> Mention:
    """A mention that is taken back: «قال المتحدث إن طائراته لم تقصف …» denies what others need not have said."""
    row, start, end, marks = mention
    denies = row.kind in VIOLENT and page.speakers.of(start)
    return Mention(row, start, end, marks & ~NOT | DENIED if denies else marks | NOT)
