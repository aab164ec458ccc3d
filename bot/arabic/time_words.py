"""What single words mean to the reading of moments: the table data/moments.tsv, looked up word by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells
from bot.arabic.words import Words

_MAY_BE_CLITICS = frozenset("وفبلك")
_LONGEST = 24
#: Classes that an expression of time may begin with.
_LEADING = frozenset({"month", "weekday", "part", "day", "hour", "ordinal", "clock", "since", "ago", "within", "for"})
#: Minutes; what is longer than two centuries is no span of the news.
_LONGEST_SPAN = 200 * 525_600
#: Classes whose words take ب ل ك و ف before them and stay what they are.
_WITH_CLITICS = frozenset(
    {"month", "weekday", "part", "day", "hour", "unit", "two", "last", "next", "within", "number", "clock", "ordinal"}
)


# Not frozen: these are looked at many times a word, and quick to make.
@dataclass(slots=True, eq=False)
class Sign:
    """All that one word says of time: its classes with their values. Never changed.

    `pairs`: by the second word of a name of two, its classes with their values."""

    values: Mapping[str, str]
    pairs: Mapping[str, Mapping[str, str]]
    #: May an expression of time begin here? The others only complete one.
    leads: bool


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, dict[str, str]]]]:
    single: dict[str, dict[str, str]] = {}
    double: dict[str, dict[str, dict[str, str]]] = {}
    for cells in load_cells("bot.arabic", "moments.tsv", 3):
        for word in cells[2].split():
            first, _, second = word.partition("_")
            if second:
                double.setdefault(fold_word(first), {}).setdefault(fold_word(second), {})[cells[0]] = cells[1]
            else:
                single.setdefault(fold_word(word), {})[cells[0]] = cells[1]
    return single, double


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    single, double = _table()
    return frozenset({*single, *double})


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {cells[0]: cells[1] for cells in load_cells("bot.arabic", "zones.tsv", 2)}


def zone_of(country: str) -> ZoneInfo:
    """The zone that news of a country (its ISO code) speaks in; UTC for a country not in data/zones.tsv."""
    return ZoneInfo(_zones().get(country, "UTC"))


def sign_of(word: str) -> Sign | None:
    """What a folded word says of time; None for most words."""
    if not word or len(word) > _LONGEST:
        return None
    known = _known()
    if word not in known:
        if word.isdigit() and word.isascii():
            return Sign({"digits": word}, {}, leads=True)
        if word[0] not in _MAY_BE_CLITICS or (word[1:] not in known and word[2:] not in known):
            return None
    single, double = _table()
    values = dict(single.get(word, {}))
    pairs = dict(double.get(word, {}))
    for skip in (1, 2):
        rest = word[skip:]
        if word[0] not in _MAY_BE_CLITICS or (skip == 2 and word[1] not in "بلك") or len(rest) < 3:
            break
        values |= {name: value for name, value in single.get(rest, {}).items() if name in _WITH_CLITICS - values.keys()}
        pairs = pairs or double.get(rest, {})
    return Sign(values, pairs, bool(pairs) or not _LEADING.isdisjoint(values)) if values or pairs else None


class Timed:
    """An article's tokens with what each says of time."""

    __slots__ = ("_forms", "_size", "signs")

    def __init__(self, words: Words) -> None:
        self._forms = words.forms
        self._size = len(words.forms)
        self.signs = words.answers(sign_of)

    def value(self, at: int, name: str) -> str | None:
        """The value of a class at a token; None where the word is not of it."""
        sign = self.signs[at] if 0 <= at < self._size else None
        return None if sign is None else sign.values.get(name)

    def word(self, at: int) -> str:
        """The folded word; "" beyond the ends."""
        return self._forms[at] if 0 <= at < self._size else ""

    def past(self, at: int, *classes: str) -> int:
        """The next token that is of none of these classes."""
        signs = self.signs
        while at < self._size and (sign := signs[at]) is not None and not sign.values.keys().isdisjoint(classes):
            at += 1
        return at

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """An ordinal and where it ends."""
        return self._numbered(at, "ordinal")

    def hour(self, at: int) -> tuple[int, int] | None:
        """An hour of the clock said as an ordinal («السادسة», «الحادية عشرة»), and where it ends."""
        return self._numbered(at, "clock")

    def _numbered(self, at: int, name: str) -> tuple[int, int] | None:
        """The number that a word of a class stands for, with the word behind it if both are one, and where it ends."""
        sign = self.signs[at] if 0 <= at < self._size else None
        if sign is None:
            return None
        pair = sign.pairs.get(self.word(at + 1), {}).get(name)
        if pair is not None:
            return int(pair), at + 2
        single = sign.values.get(name)
        return (int(single), at + 1) if single is not None else None

    def is_midnight(self, at: int) -> bool:
        """«منتصف الليل»"""
        sign = self.signs[at] if 0 <= at < self._size else None
        return sign is not None and "part" in sign.pairs.get(self.word(at + 1), {})

    def count(self, at: int) -> tuple[int, int] | None:
        """Minutes of «ثلاثة أيام», «24 ساعة», «أسبوع», «يومين», and where the words end."""
        two = self.value(at, "two")
        if two is not None:
            return 2 * int(two), at + 1
        number = 1
        sign = self.signs[at] if at < len(self.signs) else None
        if sign is not None and ("digits" in sign.values or "number" in sign.values or sign.pairs):
            pair = sign.pairs.get(self.word(at + 1), {}).get("number")
            value = pair or sign.values.get("digits") or sign.values.get("number")
            if value is None or len(value) > 4:
                return None
            number, at = int(value), at + (2 if pair else 1)
        unit = self.value(at, "unit")
        at += 1
        behind = at + (self.word(at) == "ال")  # الساعات الـ24 الماضية
        digits = self.value(behind, "digits") or ""
        if number == 1 and 0 < len(digits) < 4:
            number, at = int(digits), behind + 1
        if unit is None or number * int(unit) > _LONGEST_SPAN:
            return None
        return number * int(unit), at
