"""The value of a number by itself: digits with separators, words with gender and case, scales, vague words, duals.

Bounds, roundings and ranges around it are read in numbers.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.arabic.alphabet import CLITICS_OF
from bot.arabic.duals import marked, of_a_group, two_told
from bot.arabic.letters import fold_word
from bot.arabic.words import Alphabet, Words

_MOST_VALUE, _LONGEST_DIGITS = 10**13, 13
_ORDINALS = {
    fold_word(f"ال{word}{end}")
    for word in ("حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع")
    for end in ("", "ة")
}
_GROUPS = re.compile(r"[.,،٬٫]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,،٬])\d{3})(?:\1\d{3})*\Z")
_MIXED = re.compile(r"([1-9]\d{0,2}(?:[,،٬]\d{3})+)[.٫](\d+)\Z")
_DECIMAL = re.compile(r"(\d+)[.,،٫](\d+)\Z")
_NO_NUMBER = 0, "", ""
_LEADING = frozenset("123456789")
_SCALES = frozenset({"scale", "accusative", "plural_scale"})
#: Places of a word in a number, the most telling first.
_PLACES = (
    "one_of", "accusative", "plural_scale", "scale_two", "scale", "unit", "ten", "tens", "hundred", "vague", "few",
    "odd", "fraction",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A value read so far: low and high differ where it is vague."""

    low: int
    high: int
    stop: int
    how: str


def digits_value(token: str, *, before_scale: bool = False) -> float | None:
    """The value of digits: thousands in 140،000 and 1.234.567, tenths in 3,6 and 2.5; None = no number."""
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


def _value_of(classes: frozenset[str]) -> tuple[int, str]:
    """Value and place of the number words of these classes."""
    value = next((int(name[1:]) for name in classes if name[0] == "v" and name[1:].isdigit()), 0)
    return value, next((place for place in _PLACES if place in classes), "")


class Values:
    """Reads the value of the number that begins at a token. Made once over an alphabet."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._known = {letter: _value_of(alphabet.classes[letter]) for letter in alphabet.having("number")}

    def place(self, words: Words, at: int) -> tuple[int, str, str]:
        """Value, place and conjunction of the number word at a token."""
        letters = words.letters
        if at >= len(letters):
            return _NO_NUMBER
        known = self._known.get(letters[at])
        return _NO_NUMBER if known is None else (*known, CLITICS_OF[words.code[2 * at + 1]].conjunction)

    def dual(self, words: Words, at: int) -> Span | None:
        """Two people said by the ending of their noun: قتيلان، طفلتين، مدنيين اثنين."""
        classes = words.classes(at)
        if "not_dual" in classes:
            return None
        if "two_kin" in classes:
            return Span(2, 2, at + 1, "dual")  # «امرأة وطفليها»
        if ".plural" in classes and "broken" in classes and of_a_group(words, at):
            return Span(2, 2, at + 1, "dual")
        surely = ".plural" not in classes or ("broken" in classes and words.word(at).endswith("ين"))
        if ".plural" in classes and at and words.word(at - 1) == "من" and CLITICS_OF[words.code[2 * at + 1]].article:
            return None  # «اثنين من العاملين»
        following = self.place(words, at + 1)
        said = following[0] == 2 and following[1] == "unit" and not CLITICS_OF[words.code[2 * at + 3]].article
        if ".plural" in classes and not said and (marked(words, at) or two_told(words, at)):
            return Span(2, 2, at + 1, "dual")
        if said and words.word(at).endswith("ين") != words.word(at + 1).endswith("ين"):
            said = False  # «خمسة إسرائيليين، اثنان منهم …»
        if not said and (not surely or not words.word(at).endswith(("ان", "ين", "تا", "تي"))):
            return None
        return Span(2, 2, at + 1 + said, "dual")

    def number(self, words: Words, at: int) -> Span | None:
        """The number that begins at a token."""
        value, place, _ = self.place(words, at)
        if not place:
            return self._scaled(words, self._digits(words, at))
        clitics = CLITICS_OF[words.code[2 * at + 1]]
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

    def _digits(self, words: Words, at: int) -> Span | None:
        word = words.word(at)
        _, following, _ = self.place(words, at + 1)
        scaled = following in _SCALES
        value = digits_value(word, before_scale=scaled)
        if value is None or value > _MOST_VALUE:
            return None
        stop = at + 1
        if scaled:
            factor = self.place(words, at + 1)[0]
            whole = round(value * factor)
            return self._tail(words, Span(whole, whole, at + 2, "digits"), factor)
        if value != int(value):
            return None
        while value <= _MOST_VALUE and self._goes_on(words, word, stop):
            value = value * 1000 + int(words.word(stop))
            stop += 1
        return Span(int(value), int(value), stop, "digits")

    @staticmethod
    def _goes_on(words: Words, first: str, at: int) -> bool:
        """1 234 567: thousands parted by blanks."""
        if len(first) > 3 or not first.isdigit() or first[0] == "0" or at >= len(words):
            return False
        word = words.word(at)
        return len(word) == 3 and word.isdigit() and words.pieces[at].startswith(" ")

    def _below_thousand(self, words: Words, at: int) -> Span | None:
        """سبعة وعشرون، ثلاثمئة وسبعة وعشرون، أحد عشر."""
        value, place, _ = self.place(words, at)
        stop = at + 1
        if place == "hundred":
            more, following, joined = self._joined(words, stop)
            if joined and following in {"unit", "ten", "tens"}:
                rest = self._below_thousand(words, more)
                if rest is not None and rest.low < 100:
                    return Span(value + rest.low, value + rest.low, rest.stop, "words")
            return Span(value, value, stop, "words")
        if place in {"unit", "one_of"}:
            teen, following, conjunction = self.place(words, stop)
            if following == "ten" and not conjunction:
                return Span(value + 10, value + 10, stop + 1, "words")
            if following == "hundred" and teen == 100 and not conjunction and 3 <= value <= 9:
                hundreds = self._below_thousand(words, stop)
                rest_low = hundreds.low - 100 if hundreds else 0
                return Span(
                    value * 100 + rest_low, value * 100 + rest_low, hundreds.stop if hundreds else stop + 1, "words"
                )
            more, following, joined = self._joined(words, stop)
            if joined and following == "tens":
                value += self.place(words, more)[0]
                stop = more + 1
            elif place == "one_of":
                return None  # «أحد عناصره» counts nothing by itself
        return Span(value, value, stop, "words")

    def _joined(self, words: Words, at: int) -> tuple[int, str, bool]:
        """Where the number word goes on behind و (glued or apart), and its place."""
        _, place, conjunction = self.place(words, at)
        if place and conjunction == "w":
            return at, place, True
        if at + 1 < len(words) and words.word(at) == "و":
            _, place, conjunction = self.place(words, at + 1)
            if place and not conjunction:
                return at + 1, place, True
        return at, "", False

    def _scaled(self, words: Words, span: Span | None, below: int = _MOST_VALUE) -> Span | None:
        """خمسة آلاف، ثمانمئة ألف، خمسة ملايين ومئتي ألف. None where its scale is not `below` the one it follows."""
        if span is None:
            return None
        factor, place, conjunction = self.place(words, span.stop)
        if place not in _SCALES or conjunction:
            return span
        if factor >= below:
            return None  # the next number of a list, not the rest of this one
        value = span.low * factor
        return self._tail(words, Span(value, value, span.stop + 1, span.how), factor) if value <= _MOST_VALUE else span

    def _bare_scale(self, words: Words, at: int, value: int, place: str) -> Span | None:
        article = CLITICS_OF[words.code[2 * at + 1]].article or words.word(at).startswith("ال")
        if place == "plural_scale":
            if value > 10**8:
                return None
            return Span(2 * value, 10 * value - 1, at + 1, "vague")
        factor = value // 2 if place == "scale_two" else value
        if place == "accusative":  # «ألفا قتيل» are two thousand, «ألفا وخمسمئة» one and a half
            joined = self._joined(words, at + 1)
            rest = joined[2] and joined[1] in {"unit", "ten", "tens", "hundred"}
            value = value if rest or self._has_digits_behind(words, at + 1) else 2 * value
        if article and place == "scale" and value > 1000:
            return None
        return self._tail(words, Span(value, value, at + 1, "words"), factor)

    def _tail(self, words: Words, span: Span, factor: int) -> Span:
        """What goes on behind a thousand or a million: و500, ومئتين وخمسين, ونصف المليون."""
        more, place, joined = self._joined(words, span.stop)
        if not joined:
            return self._digit_tail(words, span, factor)
        if place == "fraction":
            part = self.place(words, more)[0]
            stop = more + 1
            if self.place(words, stop)[1] in {"scale", "accusative"}:
                stop += 1
            return replace(span, low=span.low + factor // part, high=span.low + factor // part, stop=stop)
        rest = None
        if place in {"unit", "ten", "tens", "hundred"}:
            rest = self._scaled(words, self._below_thousand(words, more), factor)
        elif place in {"scale", "scale_two"} and self.place(words, more)[0] < factor:
            rest = self._bare_scale(words, more, self.place(words, more)[0], place)
        if rest is None or rest.low >= factor or rest.low != rest.high:
            return span
        return Span(span.low + rest.low, span.low + rest.low, rest.stop, span.how)

    def _has_digits_behind(self, words: Words, at: int) -> bool:
        """«مليونا | و400 ألف»: does «و» join digits to what stands before?"""
        return at + 1 < len(words) and words.word(at) == "و" and words.word(at + 1)[:1] in _LEADING

    def _digit_tail(self, words: Words, span: Span, factor: int) -> Span:
        """«216 ألفا و500»، «45 ألفا و73»."""
        at = span.stop
        if self._has_digits_behind(words, at):
            rest = self._digits(words, at + 1)
            if rest is not None and rest.low < factor and len(words.word(at + 1)) <= 3:
                return Span(span.low + rest.low, span.low + rest.low, rest.stop, span.how)
        return span

    def _vague(self, words: Words, at: int, value: int, place: str) -> Span | None:
        """عشرات الآلاف، بضع مئات، عدة آلاف، نيف وعشرون."""
        following, kind, conjunction = self.place(words, at + 1)
        if place == "odd":
            more, kind, joined = self._joined(words, at + 1)
            if not joined or kind != "tens":
                return None
            tens = self.place(words, more)[0]
            return Span(tens + 1, tens + 9, more + 1, "vague")
        if place == "few":
            if kind in {"vague", "plural_scale"} and not conjunction:
                return Span(value * following, 10 * following - 1, at + 2, "vague")
            return Span(3, 9, at + 1, "few") if value == 3 else None
        if kind in {"plural_scale", "scale"} and not conjunction:
            return Span(2 * value * following, 10 * value * following - 1, at + 2, "vague")
        return Span(2 * value, 10 * value - 1, at + 1, "vague")

    def _fraction(self, words: Words, at: int, part: int) -> Span | None:
        """نصف مليون."""
        factor, place, conjunction = self.place(words, at + 1)
        if place not in {"scale", "accusative"} or conjunction or factor > 10**8:
            return None
        return Span(factor // part, factor // part, at + 2, "words")
