"""Did the figures survive the translation? Where they did not, it is withheld: a wrong number is worse than none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.arabic.letters import fold

# Thousands marks of both scripts stand between digits; a comma or point before one or two digits is a decimal.
_NUMBER = re.compile(r"\d+(?:[.,،٬٫']\d+)*")
_THOUSANDS = re.compile(r"[.,،٬'](?=\d{3}(?!\d))")

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def numbers_in(text: str) -> set[str]:
    """The numbers written in digits of any script, without thousands marks."""
    folded = fold(text).text
    return {_THOUSANDS.sub("", found).replace(",", ".").lstrip("0") or "0" for found in _NUMBER.findall(folded)}


@cache
def _words() -> dict[str, str]:
    words = {str(at): word for at, word in enumerate(_ONES)}
    words |= {str(10 * (at + 2)): word for at, word in enumerate(_TENS)}
    words |= {
        str(10 * (ten + 2) + one): f"{_TENS[ten]}-{_ONES[one]}" for ten in range(len(_TENS)) for one in range(1, 10)
    }
    return words | {"100": "hundred", "1000": "thousand", "1000000": "million"}


def _said(number: str, said: set[str], lowered: str) -> bool:
    word = _words().get(number, "")
    return number in said or bool(word and re.search(rf"\b{word.replace('-', '[- ]')}\b", lowered))


def figures_survive(source: str, translated: str, counts: Iterable[int] = ()) -> bool:
    """Do all numbers of the source, and these counts read in it, stand in the translation, and no others?

    Numbers may come as digits or, up to a hundred, as English words.
    """
    said, lowered = numbers_in(translated), translated.lower()
    ours = numbers_in(source)
    wanted = ours | {str(count) for count in counts if count > 2}
    if not all(_said(number, said, lowered) for number in wanted):
        return False
    return said <= wanted | {str(count) for count in counts}
