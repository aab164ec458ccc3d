"""Numbers that words and digits say: exact, bounded, rounded or vague, as intervals.

What it promises: every number of an article as a Count, in the order of the text, bounds and roundings before and after
it included, and duals of people (قتيلان) as twos. What it does not do: say what is counted (a date is a number too);
see `figures` for people. Fractions of anything but thousands and millions are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import zip_longest

from bot.arabic.letters import fold_word
from bot.arabic.lexicon import rows
from bot.arabic.patterns import Table
from bot.arabic.words import Alphabet, Words, clitic_letters

_MOST_VALUE = 10**13
_LONGEST_DIGITS = 13
#: Words that may stand glued or apart before digits: و100, بـ 20, الـ3.
_PROCLITICS = {
    fold_word(word) for word in ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب", "كال", "ولل")
}
_ORDINALS = {
    fold_word(f"ال{word}{end}")
    for word in ("حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع")
    for end in ("", "ة")
}
_GROUPS = re.compile(r"[.,،٬٫]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,،٬])\d{3})(?:\1\d{3})*\Z")
_MIXED = re.compile(r"([1-9]\d{0,2}(?:[,،٬]\d{3})+)[.٫](\d+)\Z")
_DECIMAL = re.compile(r"(\d+)[.,،٫](\d+)\Z")
_HAS = {letter: clitics for letter, clitics in clitic_letters()}


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


@dataclass(frozen=True, slots=True)
class _Span:
    """A value read so far: low and high differ where it is vague."""

    low: int
    high: int
    stop: int
    how: str


def digits_value(token: str, *, before_scale: bool = False) -> float | None:
    """The value of digits with separators: 140،000 and 1.234.567 are thousands, 3,6 and 2.5 decimals; None = no number."""
    if len(token) > _LONGEST_DIGITS + 4:
        return None
    plain = token
    if not plain.isdigit():
        mixed = _MIXED.match(token)
        decimal = _DECIMAL.match(token)
        if mixed:
            return float(_GROUPS.sub("", mixed[1]) + "." + mixed[2])
        if _THOUSANDS.match(token) and not (before_scale and decimal):
            plain = _GROUPS.sub("", token)
        elif decimal:
            return float(f"{decimal[1]}.{decimal[2]}")
        else:
            return None
    return int(plain) if len(plain) <= _LONGEST_DIGITS else None


def _phrases() -> tuple[tuple[str, str, str, str], ...]:
    """The rows of data/numbers.tsv: name, side, effect, folded phrase; longer phrases first."""
    text = (resources.files("bot.arabic") / "data" / "numbers.tsv").read_text(encoding="utf-8")
    found = [
        (cells[0], cells[1], cells[2], fold_word(phrase))
        for _, cells in rows(text, 4, "numbers.tsv")
        for phrase in cells[3].split("|")
    ]
    return tuple(sorted(set(found), key=lambda row: -len(row[3])))


class Numbers:
    """Reads numbers over one alphabet. Made once."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._table = Table(alphabet, {"number": "number|digits", "dual": "people&.dual"})
        self._values = lru_cache(maxsize=None)(self._value_of)
        phrases = _phrases()
        self._effects = {phrase: (name, effect) for name, _, effect, phrase in phrases}
        before = "|".join(re.escape(phrase) for _, side, _, phrase in phrases if side == "before")
        after = "|".join(re.escape(phrase) for _, side, _, phrase in phrases if side == "after")
        self._before = re.compile(rf"(?:^| )[وفبلك]{{0,2}}({before})\Z")
        self._after = re.compile(rf"({after})(?= |\Z)")

    def _value_of(self, letter: str) -> tuple[int, str]:
        """Value and place of a number word's class letter; (0, "") where it is none."""
        classes = self._alphabet.classes[letter]
        if "number" not in classes:
            return 0, ""
        value = next((int(name[1:]) for name in classes if name[0] == "v" and name[1:].isdigit()), 0)
        places = (
            "one_of",
            "accusative",
            "plural_scale",
            "scale_two",
            "scale",
            "unit",
            "ten",
            "tens",
            "hundred",
            "vague",
            "few",
        )
        return value, next((place for place in (*places, "odd", "fraction") if place in classes), "")

    def read(self, words: Words) -> tuple[Count, ...]:
        """Every number of an article, in order."""
        return tuple(self._ranges(words, [self._bounded(words, *found) for found in self._found(words)]))

    def _found(self, words: Words) -> Iterator[tuple[int, _Span]]:
        at = 0
        for place, kind in sorted((hit.start, hit.pattern) for hit in self._table.hits(words)):
            if place < at:
                continue
            span = self._dual(words, place) if kind == "dual" else self._number(words, place)
            if span is not None:
                at = span.stop
                yield place, span

    def _place(self, words: Words, at: int) -> tuple[int, str, str]:
        """Value, place and conjunction of the number word at a token."""
        if at >= len(words):
            return 0, "", ""
        value, place = self._values(words.code[2 * at])
        return value, place, _HAS[words.code[2 * at + 1]].conjunction

    def _dual(self, words: Words, at: int) -> _Span | None:
        classes = words.classes(at)
        if "not_dual" in classes:
            return None
        surely = ".plural" not in classes or "broken" in classes and words.word(at).endswith("ين")
        following = self._place(words, at + 1)
        said = following[0] == 2 and following[1] == "unit" and not _HAS[words.code[2 * at + 3]].article
        if not said and (not surely or not words.word(at).endswith(("ان", "ين", "تا", "تي"))):
            return None
        return _Span(2, 2, at + 1 + said, "dual")

    def _number(self, words: Words, at: int) -> _Span | None:
        """The number that begins at a token."""
        value, place, _ = self._place(words, at)
        if not place:
            return self._scaled(words, self._digits(words, at))
        clitics = _HAS[words.code[2 * at + 1]]
        if place == "unit" and value == 2 and clitics.article:
            return None  # الاثنين is a day
        if place == "ten" and at and words.word(at - 1) in _ORDINALS:
            return None  # السابعة عشرة is an ordinal
        if place in {"vague", "few", "odd"}:
            return self._vague(words, at, value, place)
        if place == "fraction":
            return self._fraction(words, at, value)
        if place in {"scale", "accusative", "plural_scale", "scale_two"}:
            return self._bare_scale(words, at, value, place)
        return self._scaled(words, self._below_thousand(words, at))

    def _digits(self, words: Words, at: int) -> _Span | None:
        word = words.word(at)
        _, following, _ = self._place(words, at + 1)
        scaled = following in {"scale", "accusative", "plural_scale"}
        value = digits_value(word, before_scale=scaled)
        if value is None or value > _MOST_VALUE:
            return None
        stop = at + 1
        if scaled:
            factor = self._place(words, at + 1)[0]
            whole = round(value * factor)
            return self._tail(words, _Span(whole, whole, at + 2, "digits"), factor)
        if value != int(value):
            return None
        while (  # 1 234 567: thousands parted by blanks
            1 <= len(word) <= 3
            and stop < len(words)
            and words.pieces[stop].startswith(" ")
            and len(words.word(stop)) == 3
            and words.word(stop).isdigit()
            and word[0] != "0"
        ):
            value = value * 1000 + int(words.word(stop))
            stop += 1
        return _Span(int(value), int(value), stop, "digits")

    def _below_thousand(self, words: Words, at: int) -> _Span | None:
        """سبعة وعشرون، ثلاثمئة وسبعة وعشرون، أحد عشر."""
        value, place, _ = self._place(words, at)
        stop = at + 1
        if place == "hundred":
            more, following, joined = self._joined(words, stop)
            if joined and following in {"unit", "ten", "tens"}:
                rest = self._below_thousand(words, more)
                if rest is not None and rest.low < 100:
                    return _Span(value + rest.low, value + rest.low, rest.stop, "words")
            return _Span(value, value, stop, "words")
        if place in {"unit", "one_of"}:
            teen, following, conjunction = self._place(words, stop)
            if following == "ten" and not conjunction:
                return _Span(value + 10, value + 10, stop + 1, "words")
            if following == "hundred" and teen == 100 and not conjunction and 3 <= value <= 9:
                hundreds = self._below_thousand(words, stop)
                rest_low = hundreds.low - 100 if hundreds else 0
                return _Span(
                    value * 100 + rest_low, value * 100 + rest_low, hundreds.stop if hundreds else stop + 1, "words"
                )
            more, following, joined = self._joined(words, stop)
            if joined and following == "tens":
                value += self._place(words, more)[0]
                stop = more + 1
            elif place == "one_of":
                return None  # «أحد عناصره» counts nothing by itself
        return _Span(value, value, stop, "words")

    def _joined(self, words: Words, at: int) -> tuple[int, str, bool]:
        """Where the number word goes on behind و (glued or apart), and its place."""
        _, place, conjunction = self._place(words, at)
        if place and conjunction == "w":
            return at, place, True
        if at + 1 < len(words) and words.word(at) == "و":
            _, place, conjunction = self._place(words, at + 1)
            if place and not conjunction:
                return at + 1, place, True
        return at, "", False

    def _scaled(self, words: Words, span: _Span | None) -> _Span | None:
        """خمسة آلاف، ثمانمئة ألف، خمسة ملايين ومئتي ألف."""
        if span is None:
            return None
        factor, place, conjunction = self._place(words, span.stop)
        if place not in {"scale", "accusative", "plural_scale"} or conjunction:
            return span
        value = span.low * factor
        return self._tail(words, _Span(value, value, span.stop + 1, span.how), factor) if value <= _MOST_VALUE else span

    def _bare_scale(self, words: Words, at: int, value: int, place: str) -> _Span | None:
        article = _HAS[words.code[2 * at + 1]].article or words.word(at).startswith("ال")
        if place == "plural_scale":
            if value > 10**8:
                return None
            return _Span(2 * value, 10 * value - 1, at + 1, "vague")
        factor = value // 2 if place == "scale_two" else value
        if place == "accusative":  # «ألفا قتيل» are two thousand, «ألفا وخمسمئة» one and a half
            joined = self._joined(words, at + 1)
            value = value if joined[2] and joined[1] in {"unit", "ten", "tens", "hundred"} else 2 * value
        if article and place == "scale" and value > 1000:
            return None
        return self._tail(words, _Span(value, value, at + 1, "words"), factor)

    def _tail(self, words: Words, span: _Span, factor: int) -> _Span:
        """What goes on behind a thousand or a million: و500, ومئتين وخمسين, ونصف المليون."""
        more, place, joined = self._joined(words, span.stop)
        if not joined:
            return self._digit_tail(words, span, factor)
        if place == "fraction":
            part = self._place(words, more)[0]
            stop = more + 1
            if self._place(words, stop)[1] in {"scale", "accusative"}:
                stop += 1
            return replace(span, low=span.low + factor // part, high=span.low + factor // part, stop=stop)
        rest = None
        if place in {"unit", "ten", "tens", "hundred"}:
            rest = self._scaled(words, self._below_thousand(words, more))
        elif place in {"scale", "scale_two"}:
            rest = self._bare_scale(words, more, self._place(words, more)[0], place)
        if rest is None or rest.low >= factor or rest.low != rest.high:
            return span
        return _Span(span.low + rest.low, span.low + rest.low, rest.stop, span.how)

    def _digit_tail(self, words: Words, span: _Span, factor: int) -> _Span:
        """«216 ألفا و500»."""
        at = span.stop
        if at + 1 < len(words) and words.word(at) == "و" and words.word(at + 1)[:1].isdigit():
            rest = self._digits(words, at + 1)
            if rest is not None and rest.low < factor and len(words.word(at + 1)) == 3:
                return _Span(span.low + rest.low, span.low + rest.low, rest.stop, span.how)
        return span

    def _vague(self, words: Words, at: int, value: int, place: str) -> _Span | None:
        """عشرات الآلاف، بضع مئات، عدة آلاف، نيف وعشرون."""
        following, kind, conjunction = self._place(words, at + 1)
        if place == "odd":
            more, kind, joined = self._joined(words, at + 1)
            if not joined or kind != "tens":
                return None
            tens = self._place(words, more)[0]
            return _Span(tens + 1, tens + 9, more + 1, "vague")
        if place == "few":
            if kind in {"vague", "plural_scale"} and not conjunction:
                return _Span(value * following, 10 * following - 1, at + 2, "vague")
            return _Span(3, 9, at + 1, "few") if value == 3 else None
        if kind in {"plural_scale", "scale"} and not conjunction:
            return _Span(2 * value * following, 10 * value * following - 1, at + 2, "vague")
        return _Span(2 * value, 10 * value - 1, at + 1, "vague")

    def _fraction(self, words: Words, at: int, part: int) -> _Span | None:
        """نصف مليون."""
        factor, place, conjunction = self._place(words, at + 1)
        if place not in {"scale", "accusative"} or conjunction or factor > 10**8:
            return None
        return _Span(factor // part, factor // part, at + 2, "words")

    def _bounded(self, words: Words, at: int, span: _Span) -> Count:
        """The number with the bounds and roundings that stand before and after it."""
        start = at
        while start and words.word(start - 1) in _PROCLITICS and start > at - 1:
            start -= 1
        low, high, approx = span.low, span.high, span.low != span.high
        least: int | None = low
        most: int | None = high
        text = " ".join(words.words(max(0, start - 5), start))
        found = self._before.search(text)
        how, end = span.how, span.stop
        odd = next((at for at in (span.stop, span.stop + 1) if self._place(words, at)[1:] == ("odd", "w")), 0)
        if odd and 20 <= low <= 90:
            return Count(start, span.stop, at, span.stop, low + 1, low + 9, True, "vague")
        if found:
            start -= found[1].count(" ") + 1
            how, least, most, approx = self._apply(found[1], how, low, high, approx)
        else:
            end, phrase = self._behind(words, span.stop)
            if phrase:
                how, least, most, approx = self._apply(phrase, how, low, high, approx)
        return Count(start, end, at, span.stop, least, most, approx, how)

    def _apply(
        self, phrase: str, how: str, low: int, high: int, approx: bool
    ) -> tuple[str, int | None, int | None, bool]:
        name, effect = self._effects[phrase]
        how = f"{how}, {name}"
        if effect == "least":
            return how, low, None, approx
        if effect == "most":
            return how, None, high, approx
        return how, low, high, True

    def _behind(self, words: Words, stop: int) -> tuple[int, str]:
        """A bound behind the number, and up to seven words of what is counted: «25 مقاتلا من المعارضة على الأقل»."""
        pieces: list[str] = []
        for at in range(stop, min(stop + 9, len(words))):
            word = words.word(at)
            if word in {"،", ",", ".", "؛", ":"} or "\n" in word or self._place(words, at)[1] or word[:1].isdigit():
                break
            if pieces and "people" in words.classes(at) and _HAS[words.code[2 * at + 1]].conjunction:
                break
            pieces.append(word)
        text = " ".join(pieces)
        found = self._after.search(text)
        if found and found.start() and text[found.start() - 1] != " ":
            found = None
        if found is None:
            return stop, ""
        if found.start():
            return stop, found[1]
        return stop + found[1].count(" ") + 1, found[1]

    @staticmethod
    def _ranges(words: Words, counts: list[Count]) -> Iterator[Count]:
        """Two numbers that are the ends of one interval: بين 10 و15، من 10 إلى 15، 10-15."""
        skip = False
        for one, two in zip_longest(counts, counts[1:]):
            if skip:
                skip = False
                continue
            if two is not None and one.stated < two.stated and _is_range(words, one, two):
                skip = True
                high = two.max if two.max is not None else two.stated
                yield replace(one, end=two.end, stop=two.stop, min=one.stated, max=high, how="range")
            else:
                yield one


def _is_range(words: Words, one: Count, two: Count) -> bool:
    between = words.words(one.stop, two.core)
    before = words.words(max(0, one.core - 6), one.core)
    if between == ["-"]:
        return True
    if before[-1:] in (["بين"], ["وبين"], ["ببين"]):
        glued = not between and _HAS[words.code[2 * two.core + 1]].conjunction == "w"
        return glued or between == ["و"] or between == ["الي"]
    if between == ["الي"] and before[-1:] == ["من"]:
        return not any(
            word.lstrip("وفلي").startswith(("ارتف", "رتف", "رفع", "اكثر", "زاد", "انخف", "تراجع")) for word in before
        )
    return between == ["الي"] and bool(before) and before[-1] in {"نحو", "حوالي"}


@lru_cache(maxsize=4)
def _numbers_over(alphabet: Alphabet) -> Numbers:
    return Numbers(alphabet)


def read_numbers(words: Words) -> tuple[Count, ...]:
    """Every number of an article, in the order of the text."""
    return _numbers_over(words.vocabulary.alphabet).read(words)
