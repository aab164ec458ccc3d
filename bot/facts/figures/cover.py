"""The tokens of an article with all but one sentence covered, so that no rule sees beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_

from bot.arabic.words import Words

#: No sentence is longer; of what is, only the beginning is looked at.
_LONGEST = 5000
#: No rule asks for a word further off its number than this without looking whether it is still in the sentence.
_MARGIN = 64


class Rows:
    """The tokens of an article, of which only one sentence is seen: all others are blank, as is what lies beyond.

    So rules may ask for the word before the first and behind the last.
    """

    __slots__ = ("bits", "clitics", "of_classes", "source", "words")

    def __init__(self, source: Words, of_classes: Mapping[frozenset[str], int]) -> None:
        size = len(source.letters) + _MARGIN
        self.source = source
        self.of_classes = of_classes
        self.bits = [0] * size
        self.words = [""] * size
        self.clitics = [0] * size

    def show(self, start: int, end: int) -> int:
        """Uncover a sentence; the bits of all its words."""
        seen = [*map(self.of_classes.__getitem__, self.source.class_sets(start, min(end, start + _LONGEST)))]
        self.bits[start : start + len(seen)] = seen
        self.words[start:end] = self.source.words(start, end)
        # Clitic letters are ASCII, and count what is attached in their bits: see alphabet.py.
        self.clitics[start:end] = self.source.code[2 * start + 1 : 2 * end : 2].encode("ascii")
        return reduce(or_, filter(None, seen), 0)

    def hide(self, start: int, end: int) -> None:
        """Cover it again."""
        self.bits[start:end] = self.clitics[start:end] = [0] * (end - start)
        self.words[start:end] = [""] * (end - start)
