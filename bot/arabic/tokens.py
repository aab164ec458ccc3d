"""A text cut into pieces, and what is known of each: told when a word is first met, then looked up.

All that anyone asks of a word for itself, whatever stands around it, is asked here once: its classes and clitics, and
what readers of places and moments registered their own question for (see `Vocabulary.also`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.arabic.alphabet import PLAIN, UNKNOWN, Alphabet, clitic_letter
from bot.arabic.morphology import Analysis, Morphology

# One blank belongs to the token behind it: so the pieces tile the text, and their lengths give every offset. A row of
# letters never gives any of them back (`++`), which spares a fifth of the time.
PIECE = re.compile(
    r" ?(?:[ء-غف-ي]++|&?quot;|\d+(?:[.,،٬٫]\d+)*|[A-Za-z\u00c0-\u024f]+|\n[\s\n]*|[^\S\n]+|.)",
    re.DOTALL,
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
MARKS: dict[str, str] = {
    **dict.fromkeys(".؟!?…", "stop"),
    "\n": "newline",
    # Bullets of digests: «◀ خبر ◀ خبر آخر» are sentences.
    **dict.fromkeys("◀▶◄►●■▪◾◼🔴🔵🟢🟡🟠⚫🔹🔸🔻🔺⭕➖", "stop"),
    "؛": "semicolon",
    ";": "semicolon",
    "،": "comma",
    ",": "comma",
    ":": "colon",
    '"': "quote",
    "quot;": "quote",  # what sites leave of &quot;
    "&quot;": "quote",
    "'": "quote",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    "-": "dash",
    "/": "slash",
    "\\": "slash",
    "|": "bar",
    "%": "percent",
    "٪": "percent",
    "#": "hash",
    "_": "underscore",
    "+": "plus",
    "$": "money",
    "€": "money",
    "*": "star",
}
#: Words longer than this are known to no lexicon: the longest Arabic word with all its clitics has 18 letters.
LONGEST_WORD = 24
MEMO_SIZE = 120_000
#: Pieces of one article, as many as a thick book has: what stands behind them is not read. A megabyte of brackets
#: and marks is a million pieces, and each of them would take as much memory as a word.
MOST_PIECES = 300_000

#: Two letters of a token, the first of them alone, its classes.
_Kind = tuple[str, str, frozenset[str]]
#: What is known of one piece of text: these, the word without the blank before it, and the answers to the questions
#: that were registered.
Token = tuple[Any, ...]
Question = Callable[[str], Any]


class Tokens(dict[str, Token]):
    """From a piece of text to what is known of it; bounded, filled on demand."""

    def __init__(self, morphology: Morphology, alphabet: Alphabet, bare: Mapping[str, Analysis]) -> None:
        """`bare` are stems that may stand without affixes: one word in six is analysed already."""
        self._morphology = morphology
        self._bare = bare
        self._alphabet = alphabet
        unknown = alphabet.letter(UNKNOWN)
        self._unknown: _Kind = (unknown + clitic_letter(PLAIN), unknown, UNKNOWN)
        self._kinds: dict[Analysis, _Kind] = {}  # one object for all words that are the same
        self.questions: list[Question] = []

    def __missing__(self, piece: str) -> Token:
        """What a piece not met before is. One with a blank before it is what it is without, and the other way round."""
        word = piece.lstrip(" ") or " "  # blanks at the very end stand for themselves: no word is empty
        token = self.get(word if word is not piece else " " + piece)
        if token is None:
            token = (*self._kind(word), word, *[ask(word) for ask in self.questions])
        if len(piece) <= LONGEST_WORD:
            if len(self) >= MEMO_SIZE:
                self.clear()
            self[piece] = token
        return token

    def _kind(self, word: str) -> _Kind:
        """The letters and classes of one token."""
        first = word[:1]
        if "ء" <= first <= "ي":
            if len(word) > LONGEST_WORD:
                return self._unknown
            analysis = self._bare.get(word) or self._morphology.analyse(word)
            if analysis is None:
                return self._unknown
        else:
            classes = _classes_of(word, first)
            analysis = Analysis(classes, classes, PLAIN)
        kind = self._kinds.get(analysis)
        if kind is None:
            letter = self._alphabet.letter(analysis.classes, analysis.surest)
            kind = letter + clitic_letter(analysis.clitics), letter, self._alphabet.classes[letter]
            self._kinds[analysis] = kind
        return kind


def _classes_of(word: str, first: str) -> frozenset[str]:
    """The classes of what is no Arabic word."""
    if first.isdecimal():
        if len(word) >= 20:
            return UNKNOWN
        return frozenset({"digits", "year_like"} if len(word) == 4 and word[:2] in {"19", "20"} else {"digits"})
    if word in MARKS:
        return frozenset({MARKS[word]})
    if _LATIN.match(word):
        return frozenset({"latin"})
    if "\n" in word:
        return frozenset({"newline"})
    return frozenset({"blank" if word.isspace() else "mark"})
