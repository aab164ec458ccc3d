"""Numbers that words and digits say: exact, bounded, rounded or vague, as intervals.

What it promises: every number of an article as a Count, in the order of the text, bounds and roundings before and after
it included, and duals of people (قتيلان) as twos. What it does not do: say what is counted (a date is a number too);
see `figures` for people. Fractions of anything but thousands and millions are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from bot.arabic.alphabet import CLITICS_OF
from bot.arabic.letters import fold_word
from bot.arabic.number_values import Span, Values
from bot.arabic.patterns import Table
from bot.arabic.tables import load_cells
from bot.arabic.words import Alphabet, Words

#: Words that may stand glued or apart before digits: و100, بـ 20, الـ3.
_PROCLITICS = {
    fold_word(word) for word in ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب", "كال", "ولل")
}
_ENDS = frozenset("،,.؛:")
#: Of two numbers up to this «إلى» alone makes a range: larger ones are years.
_FEW = 1000
#: So many are told in figures, not in words of scale: «(1200) ألف» are none.
_LEAST_SCALE = 1000
_NUMERIC = frozenset({"number", "digits"})
_IN, _PERCENT = "في", "percent"
#: The tokens of «و(234)» behind «(68) ألفا».
_REST = 4
#: «من 10 إلى 15» behind these is a toll that changed, no range.
_CHANGES = ("ارتف", "رتف", "رفع", "اكثر", "زاد", "انخف", "تراجع")
#: How many words of what is counted may stand before a bound: «25 مقاتلا من المعارضة على الأقل».
_REACH = 11
#: Words of an insertion that tells whom a number holds: «خمسة أشخاص، بينهم طفل، على الأقل».
_HOLDING = frozenset(fold_word(word) for word in ("بينهم", "بينهن", "بينها", "منهم", "منهن", "ضمنهم", "بين"))


@dataclass(frozen=True, slots=True)
class Count:
    """A number in an article: tokens start … end - 1 with its modifiers, core … stop - 1 the number itself.

    `min`/`max`: None = open; both None = indefinite. `approx`: rounded or vague. `how` names what was read: digits,
    words, dual, vague, few; with the modifier behind a comma. `stated` is the number before bounds were applied.
    """

    start: int
    end: int
    core: int
    stop: int
    min: int | None
    max: int | None
    approx: bool
    how: str

    @property
    def stated(self) -> int:
        """The number as it stands, whatever bounds it."""
        return self.min if self.min is not None else self.max or 0


def _phrases() -> tuple[tuple[str, str, str, str], ...]:
    """The rows of data/numbers.tsv: name, side, effect, folded phrase; longer phrases first."""
    found = [
        (cells[0], cells[1], cells[2], fold_word(phrase))
        for cells in load_cells("bot.arabic", "numbers.tsv", 4)
        for phrase in cells[3].split("|")
    ]
    return tuple(sorted(set(found), key=lambda row: (-len(row[3]), row)))


class Numbers:
    """Reads numbers over one alphabet. Made once."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._values = Values(alphabet)
        self._table = Table(alphabet, {"number": "number|digits|people&.dual"})
        phrases = _phrases()
        self._effects = {phrase: (name, effect) for name, _, effect, phrase in phrases}
        before = "|".join(re.escape(phrase) for _, side, _, phrase in phrases if side == "before")
        after = "|".join(re.escape(phrase) for _, side, _, phrase in phrases if side == "after")
        self._before = re.compile(rf"(?:^| )[وفبلك]{{0,2}}({before})\Z")
        self._marks = {phrase.split()[-1] for _, side, _, phrase in phrases if side == "after"}
        self._ends = {phrase.split()[-1] for _, side, _, phrase in phrases if side == "before"}
        self._either = {phrase for _, side, _, phrase in phrases if side == "before"} & {
            phrase for _, side, _, phrase in phrases if side == "after"
        }
        self._after = re.compile(rf"({after})(?= |\Z)")

    def spots(self, words: Words) -> list[int]:
        """The tokens that a number may begin at."""
        return self._table.starts(words)

    def read(self, words: Words, spots: Sequence[int] | None = None) -> tuple[Count, ...]:
        """Every number of an article, in order; or only those that begin at some of its spots."""
        found = list(self._found(words, self.spots(words) if spots is None else spots))
        if not found:
            return ()
        counts: list[Count] = []
        for at, span in found:
            if not counts or at >= counts[-1].stop:  # not the rest of «(68) ألفا و(234) شخصا»
                counts.append(self._bounded(words, at, span))
        return tuple(_ranges(words, counts))

    def _found(self, words: Words, spots: Iterable[int]) -> Iterator[tuple[int, Span]]:
        begin, sets = 0, words.sets
        for at in spots:
            per_cent = _PERCENT in sets[at] and (words.forms[at - 1] == _IN or "thing" in sets[at])
            if at < begin or per_cent:
                continue  # «20 في المئة», «20 بالمئة»
            number = not sets[at].isdisjoint(_NUMERIC)
            span = self._values.number(words, at) if number else self._values.dual(words, at)
            if span is not None:
                begin = span.stop
                yield at, span

    def _bounded(self, words: Words, at: int, span: Span) -> Count:
        """The number with the bounds and roundings that stand before and after it."""
        start = at - (at > 0 and words.forms[at - 1] in _PROCLITICS)
        if at > 0 and words.forms[at - 1] == "(" and words.forms[span.stop : span.stop + 1] == [")"]:
            return self._in_brackets(words, at, span)
        low, high = span.low, span.high
        if 20 <= low <= 90 and self._with_odd(words, span.stop):
            return Count(start, span.stop, at, span.stop, low + 1, low + 9, True, "vague")
        found = self._phrase_before(words, start)
        if found and found[1] in self._either and self._joined(words, start, at):
            found = None  # «مقتل 5 على الأقل و9 جرحى»
        end, phrase = span.stop, ""
        if found:
            phrase = found[1]
            start -= phrase.count(" ") + 1
        elif not self._marks.isdisjoint(words.forms[span.stop : span.stop + _REACH]):
            of_others = start > 0 and words.forms[start - 1] in _HOLDING
            end, phrase = self._behind(words, span.stop, of_others=of_others)
        return self._said_with(phrase, Count(start, end, at, span.stop, low, high, low != high, span.how))

    def _in_brackets(self, words: Words, at: int, span: Span) -> Count:
        """«(120) قتيلا»، «و(15) طفلا»، «(30) ألف نازح»: bounds and what is counted stand outside."""
        start = at - 1 - (at > 1 and words.forms[at - 2] in _PROCLITICS)
        found = self._phrase_before(words, start)
        low, high, stop, end = span.low, span.high, span.stop, span.stop + 1
        factor, place, joined = self._values.place(words, end)
        if place in {"scale", "plural_scale", "accusative"} and not joined and high < _LEAST_SCALE:
            rest = self._rest_in_brackets(words, end + 1, factor)
            low, high, end = low * factor + rest, high * factor + rest, end + 1
            if rest:
                stop = end = end + _REST
        phrase = found[1] if found else ""
        start -= phrase.count(" ") + 1 if found else 0
        return self._said_with(phrase, Count(start, end, at, stop, low, high, low != high, span.how))

    def _rest_in_brackets(self, words: Words, at: int, below: int) -> int:
        """«و(234)» behind «(68) ألفا»; 0 where there is none."""
        if words.forms[at : at + 2] != ["و", "("] or words.forms[at + 3 : at + 4] != [")"]:
            return 0
        number = not words.sets[at + 2].isdisjoint(_NUMERIC)
        span = self._values.number(words, at + 2) if number else None
        return span.low if span is not None and span.stop == at + 3 and span.low == span.high < below else 0

    def _said_with(self, phrase: str, count: Count) -> Count:
        """The number as a phrase beside it bounds or rounds it, if there is one: «نحو», «على الأقل»."""
        if not phrase:
            return count
        name, effect = self._effects[phrase]
        least = None if effect == "most" else count.min
        most = None if effect == "least" else count.max
        return replace(
            count, min=least, max=most, approx=count.approx or effect == "approx", how=f"{count.how}, {name}"
        )

    def _with_odd(self, words: Words, stop: int) -> bool:
        """«عشرون ونيف», «20 شخصا ونيفا»."""
        place = self._values.place
        return place(words, stop)[1:] == ("odd", "w") or place(words, stop + 1)[1:] == ("odd", "w")

    @staticmethod
    def _joined(words: Words, start: int, at: int) -> bool:
        """Is a number joined to what stands before it by و?"""
        return start != at or CLITICS_OF[words.code[2 * at + 1]].conjunction == "w"

    def _phrase_before(self, words: Words, start: int) -> re.Match[str] | None:
        """A bound that ends right before a number; most numbers have none, and one look at the last word says so."""
        last = words.forms[start - 1] if start else ""
        if last not in self._ends and last[1:] not in self._ends and last[2:] not in self._ends:
            return None
        return self._before.search(" ".join(words.words(max(0, start - 5), start)))

    def _behind(self, words: Words, stop: int, *, of_others: bool) -> tuple[int, str]:
        """A bound behind the number, and up to nine words of what is counted: «25 مقاتلا من المعارضة على الأقل».

        `of_others`: the number is told in an insertion, a bound behind a comma is that of the number before it.
        """
        pieces: list[str] = []
        inserted = False
        for at, word in enumerate(words.forms[stop : stop + _REACH], stop):
            if word in {"،", ","} and not of_others:
                if self._after.search(" ".join(pieces)):
                    break
                inserted = inserted or "".join(words.words(at + 1, at + 2)) in _HOLDING
                if not inserted and not self._opens(words, at + 1):
                    break
                pieces.append(word)
                continue
            if self._breaks(words, at, word, inserted=inserted, begun=bool(pieces)):
                break
            pieces.append(word)
        text = " ".join(pieces)
        found = self._after.search(text)
        if found is None or (found.start() and text[found.start() - 1] != " "):
            return stop, ""
        if found.start():
            inserts = inserted and text[: found.start()].rstrip()[-1:] not in {"،", ","}
            return (stop, "") if inserts else (stop, found[1])
        return stop + found[1].count(" ") + 1, found[1]

    def _breaks(self, words: Words, at: int, word: str, *, inserted: bool, begun: bool) -> bool:
        """Does a word end what a bound behind it may belong to?"""
        if word in _ENDS or "\n" in word:
            return True
        if inserted:
            return False
        if self._values.place(words, at)[1] not in {"", "few", "one_of"} or word[:1].isdigit():
            return True
        joined = "people" in words.classes(at) and CLITICS_OF[words.code[2 * at + 1]].conjunction
        return begun and bool(joined)

    def _opens(self, words: Words, at: int) -> bool:
        """Does a bound stand right here?"""
        return self._after.match(" ".join(words.words(at, at + 3))) is not None


def _ranges(words: Words, counts: list[Count]) -> Iterator[Count]:
    """Two numbers that are the ends of one interval become one: بين 10 و15، من 10 إلى 15، 10-15."""
    skip = False
    for one, two in zip_longest(counts, counts[1:]):
        if skip:
            skip = False
        elif two is not None and one.stated < two.stated and _is_range(words, one, two):
            skip = True
            high = two.max if two.max is not None else two.stated
            yield replace(one, end=two.end, stop=two.stop, min=_lowest(one, two), max=high, how="range")
        else:
            yield one


def _lowest(one: Count, two: Count) -> int:
    """The lower end of a range: «بين 270 و330 ألفا» are thousands both."""
    shared = next((scale for scale in (10**6, 1000) if two.stated >= scale > one.stated and two.stated % scale == 0), 1)
    return one.stated * shared if two.stop - two.core > 1 and one.stated * shared < two.stated else one.stated


def _is_range(words: Words, one: Count, two: Count) -> bool:
    between = words.words(one.stop, two.core)
    before = words.words(max(0, one.core - 6), one.core)
    if between == ["-"]:
        return True
    if before[-1:] in (["بين"], ["وبين"], ["ببين"]):
        glued = not between and CLITICS_OF[words.code[2 * two.core + 1]].conjunction == "w"
        return glued or between == ["و"] or between == ["الي"]
    if between == ["الي"] and before[-1:] == ["من"]:
        return not any(word.lstrip("وفلي").startswith(_CHANGES) for word in before)
    if between == ["او"]:
        return two.stated <= 2 * one.stated and one.how == two.how  # «ثلاثة أو أربعة جنود»
    about = bool(before) and before[-1] in {"نحو", "حوالي"}
    few = one.how == two.how == "digits" and not one.approx  # «مقتل 5 إلى 7 أشخاص»
    shared = _lowest(one, two)  # «70 إلى 75 ألف شخص»
    few = few and two.stated <= (2 * shared if shared > one.stated else min(2 * one.stated, _FEW))
    risen = any(word.lstrip("وفلي").startswith(_CHANGES) for word in before)
    return between == ["الي"] and (about or (few and not risen))


@lru_cache(maxsize=4)
def _numbers_over(alphabet: Alphabet) -> Numbers:
    return Numbers(alphabet)


def read_numbers(words: Words) -> tuple[Count, ...]:
    """Every number of an article, in the order of the text."""
    return _numbers_over(words.vocabulary.alphabet).read(words)
