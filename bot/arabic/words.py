"""A text as words: cut once, each word known by two letters, so that patterns over words run at the speed of `re`.

Every word becomes two characters of a *code* string: first its class letter (which stands for the set of classes that
the lexicon gives the word), then its clitic letter (و ف ب ك ل ال before it, a pronoun after it). `patterns.py` compiles
patterns over classes into regular expressions over such codes. A token's place in the code is twice its number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from bot.arabic.alphabet import CLITICS_OF, PLAIN, UNKNOWN, Alphabet, clitic_letter, clitic_letters
from bot.arabic.letters import Folded, fold
from bot.arabic.lexicon import Entry
from bot.arabic.morphology import Analysis, Clitics, Morphology

# One blank belongs to the token behind it: so the pieces tile the text, and their lengths give every offset.
_PIECE = re.compile(
    r" ?(?:[ء-غف-ي]+|\d+(?:[.,،٬٫]\d+)*|[A-Za-z\u00c0-\u024f]+|\n[\s\n]*|[^\S\n]+|.)",
    re.DOTALL,
)
_ARABIC = re.compile(r"[ء-ي]+\Z")
_DIGITS = re.compile(r"\d[\d.,،٬٫]*\Z")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+\Z")
_MARKS: dict[str, str] = {
    **dict.fromkeys(".؟!?…", "stop"),
    "\n": "newline",
    "؛": "semicolon",
    ";": "semicolon",
    "،": "comma",
    ",": "comma",
    ":": "colon",
    '"': "quote",
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
#: Classes that end a sentence.
STOPS = frozenset({"stop", "newline"})
#: Words longer than this are known to no lexicon: the longest Arabic word with all its clitics has 18 letters.
_LONGEST_WORD = 24
_MEMO_SIZE = 120_000
__all__ = ["STOPS", "Alphabet", "Span", "Vocabulary", "Words", "clitic_letter", "clitic_letters"]


class Token(NamedTuple):
    """What is known of one piece of text: its two letters, the word without the blank before it, its classes."""

    code: str
    word: str
    classes: frozenset[str]


class _Memo(dict[str, Token]):
    """From a piece of text to what is known of it; bounded, filled on demand."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, piece: str) -> Token:
        code = self._vocabulary.code_of(piece)
        token = Token(code, piece.lstrip(" "), self._vocabulary.alphabet.classes[code[0]])
        if len(piece) <= _LONGEST_WORD:
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[piece] = token
        return token


class Vocabulary:
    """All that is known of single words. Made once from the lexicon's entries; then only its memos change."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.morphology = Morphology(entries)
        self.alphabet = Alphabet()
        # All letters are given beforehand, so that patterns are compiled but once. A word that can be cut in two rare
        # ways at once may have a set of classes without a letter: it is then read by its longest stem.
        for classes in self.morphology.class_sets():
            self.alphabet.add(classes)
        for stem in self.morphology.stems():
            for word in (stem, "لل" + stem):
                analysis = self.morphology.analyse(word)
                self.alphabet.add(analysis.classes if analysis else UNKNOWN)
        for name in {"unknown", "digits", "latin", "blank", "newline", "mark", *_MARKS.values()}:
            self.alphabet.add(frozenset({name}))
        self.alphabet.add(frozenset({"digits", "year_like"}))
        self.newlines = self.alphabet.having("newline")
        self.stop_letters = re.compile(
            "[" + "".join(map(re.escape, self.alphabet.having("stop") | self.newlines)) + "]"
        )
        self._memo = _Memo(self)
        self._last: Words | None = None  # the article at hand: reading and rules look at the same words
        self._analyses: dict[str, Analysis | None] = {}

    def analyse(self, word: str) -> Analysis | None:
        """The analysis of one folded word; None where the lexicon does not know it."""
        if len(word) > _LONGEST_WORD:
            return None
        try:
            return self._analyses[word]
        except KeyError:
            if len(self._analyses) >= _MEMO_SIZE:
                self._analyses.clear()
            return self._analyses.setdefault(word, self.morphology.analyse(word))

    def code_of(self, piece: str) -> str:
        """The two letters of one token, with or without the blank before it."""
        token = piece.lstrip(" ") or " "
        if _ARABIC.match(token):
            analysis = self.analyse(token)
            if analysis is None:
                return self.alphabet.letter(UNKNOWN) + clitic_letter(PLAIN)
            return self.alphabet.letter(analysis.classes, analysis.surest) + clitic_letter(analysis.clitics)
        if _DIGITS.match(token):
            classes = {"digits"} if len(token) < 20 else {"unknown"}
            if len(token) == 4 and token[:2] in {"19", "20"}:
                classes.add("year_like")
        elif _LATIN.match(token):
            classes = {"latin"}
        else:
            mark = _MARKS.get(token[0], "mark") if not token.isspace() or "\n" in token else "blank"
            classes = {"newline" if "\n" in token else mark}
        return self.alphabet.letter(frozenset(classes)) + clitic_letter(PLAIN)

    def read(self, title: str, text: str) -> Words:
        """Cut an article into words. Linear in its length; asked for the same article again, it is not cut again."""
        last = self._last
        if last is None or last.text_raw is not text or last.title_raw is not title:
            last = self._last = Words(self, title, text)
        return last

    def tokens(self, pieces: list[str]) -> list[Token]:
        """What is known of each piece."""
        return list(map(self._memo.__getitem__, pieces))


class Span(NamedTuple):
    """Where some words stand in the raw article."""

    field: str
    start: int
    end: int


class Words:
    """An article cut into words: title and text in one row, parted by a line break.

    Tokens are numbered from 0; `code[2*i]` is the class letter of token i, `code[2*i+1]` its clitic letter.
    """

    __slots__ = (
        "_asked",
        "_bounds",
        "_classes",
        "_folded",
        "_present",
        "_seam",
        "_stops",
        "_words",
        "code",
        "letters",
        "pieces",
        "starts",
        "text_raw",
        "title_end",
        "title_raw",
        "vocabulary",
    )

    def __init__(self, vocabulary: Vocabulary, title: str, text: str) -> None:
        self.vocabulary = vocabulary
        self.title_raw, self.text_raw = title, text
        self._seam = len(title) + 1 if title else 0
        self._folded: Folded = fold(f"{title}\n{text}" if title else text)
        self.pieces: list[str] = _PIECE.findall(self._folded.text)
        self.starts: list[int] = list(accumulate(map(len, self.pieces), initial=0))
        tokens = vocabulary.tokens(self.pieces)
        self.code: str = "".join([token[0] for token in tokens])
        #: The class letters alone, one for each token.
        self.letters: str = self.code[::2]
        #: The number of the first token of the text (0 where there is no title).
        self.title_end: int = bisect_right(self.starts, self._seam - 1) if self._seam else 0
        self._words = [token[1] for token in tokens]
        self._classes = [token[2] for token in tokens]
        self._asked: int | None = None
        self._present: frozenset[str] | None = None
        self._stops: list[int] | None = None
        self._bounds: list[tuple[int, int]] | None = None

    @property
    def asked(self) -> int:
        """The bits of all its letters: see Alphabet.asked."""
        if self._asked is None:
            self._asked = reduce(or_, map(self.vocabulary.alphabet.bits.__getitem__, set(self.letters)), 0)
        return self._asked

    @property
    def present(self) -> frozenset[str]:
        """Every class that stands somewhere in the article."""
        if self._present is None:
            self._present = frozenset().union(*map(self.vocabulary.alphabet.classes.__getitem__, set(self.letters)))
        return self._present

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.pieces)

    def word(self, at: int) -> str:
        """The folded form of one token."""
        return self._words[at]

    def words(self, start: int, end: int) -> list[str]:
        """The folded forms of tokens start … end - 1."""
        return self._words[start:end]

    def classes(self, at: int) -> frozenset[str]:
        """The classes of one token."""
        return self._classes[at]

    def analysis(self, at: int) -> Analysis | None:
        """What the lexicon knows of one token."""
        return self.vocabulary.analyse(self.word(at))

    def class_sets(self, start: int, end: int) -> list[frozenset[str]]:
        """The classes of tokens start … end - 1."""
        return self._classes[start:end]

    def clitics(self, at: int) -> Clitics:
        """What is attached to one token (nothing, where the lexicon does not know it)."""
        return CLITICS_OF[self.code[2 * at + 1]]

    def span(self, start: int, end: int, *, skip: int = 0) -> Span:
        """Where tokens start … end - 1 stand in the raw article, without the blank before them.

        `skip` leaves out that many folded letters at the beginning (a clitic). A span never crosses from the title
        into the text: what lies in the title is cut at its end.
        """
        first = self.starts[start] + (len(self.pieces[start]) - len(self._words[start])) + skip
        return self.raw_span(first, self.starts[end])

    def raw_span(self, first: int, last: int) -> Span:
        """Like span, for offsets in the folded text."""
        start, end = self._folded.raw(first), self._folded.raw(last)
        if start < self._seam:
            return Span("title", min(start, self._seam - 1), min(end, self._seam - 1))
        return Span("text", start - self._seam, end - self._seam)

    def sentence(self, at: int) -> tuple[int, int]:
        """The tokens (start, end) of the sentence that token `at` stands in; its stop is not part of it."""
        bounds = self._bounds if self._bounds is not None else self._sentences()
        return bounds[at] if 0 <= at < len(bounds) else bounds[-1 if at > 0 else 0]

    def _sentences(self) -> list[tuple[int, int]]:
        """The bounds of its sentence for every token, and for the place behind the last."""
        bounds: list[tuple[int, int]] = []
        start, size = 0, len(self.pieces)
        for stop in self.stops:
            bounds += [(start, stop)] * (stop + 1 - start)
            start = stop + 1
        bounds += [(start, max(start, size))] * (size + 1 - start)
        self._bounds = bounds
        return bounds

    @property
    def stops(self) -> list[int]:
        """The tokens that end a sentence: line breaks, and full stops with a blank, a mark or nothing behind them."""
        if self._stops is None:
            newline, pieces, last = self.vocabulary.newlines, self.pieces, len(self.pieces) - 1
            found = [match.start() // 2 for match in self.vocabulary.stop_letters.finditer(self.code)]
            self._stops = [
                at for at in found if at == last or self.code[2 * at] in newline or pieces[at + 1][0] in ' \n"'
            ]
        return self._stops
