"""A text as words: cut once, each word known by two letters, so that patterns over words run at the speed of `re`.

Every word becomes two characters of a *code* string: first its class letter (which stands for the set of classes that
the lexicon gives the word), then its clitic letter (و ف ب ك ل ال before it, a pronoun after it). `patterns.py` compiles
patterns over classes into regular expressions over such codes. A token's place in the code is twice its number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

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

# Class letters begin here, clitic letters are ASCII: the two alphabets never meet, so no pattern can slip by one.
_FIRST_CLASS_LETTER = 0x100
_FIRST_CLITIC_LETTER = 0x30
_CONJUNCTIONS = ("", "w", "f")
_PREPOSITIONS = ("", "b", "l", "k")


def clitic_letter(clitics: Clitics) -> str:
    """The clitic letter of a word."""
    number = _CONJUNCTIONS.index(clitics.conjunction) * 4 + _PREPOSITIONS.index(clitics.preposition)
    return chr(_FIRST_CLITIC_LETTER + number * 4 + clitics.article * 2 + clitics.pronoun)


def clitic_letters() -> Iterator[tuple[str, Clitics]]:
    """Every clitic letter with what it stands for."""
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            for article in (False, True):
                for pronoun in (False, True):
                    clitics = Clitics(conjunction, preposition, article, pronoun)
                    yield clitic_letter(clitics), clitics


_CLITICS_OF = dict(clitic_letters())


class Alphabet:
    """Class letters: one for each set of classes that words can have."""

    def __init__(self) -> None:
        self._letters: dict[frozenset[str], str] = {}
        self.classes: dict[str, frozenset[str]] = {}
        self._having: dict[str, set[str]] = {}

    def add(self, classes: frozenset[str]) -> None:
        """Give a set of classes a letter, if it has none."""
        if classes in self._letters:
            return
        number = _FIRST_CLASS_LETTER + len(self._letters)
        letter = chr(number if number < 0xD800 else number + 0x800)  # above the surrogates
        self._letters[classes] = letter
        self.classes[letter] = classes
        for name in classes:
            self._having.setdefault(name, set()).add(letter)

    def letter(self, *choices: frozenset[str]) -> str:
        """The letter of the first of these sets that has one."""
        return next((self._letters[classes] for classes in choices if classes in self._letters), self._letters[_UNKNOWN])

    def having(self, name: str) -> frozenset[str]:
        """The letters of all sets that hold a class."""
        return frozenset(self._having.get(name, ()))


_UNKNOWN = frozenset({"unknown"})
_PLAIN = Clitics()


class _Memo(dict[str, str]):
    """From a piece of text to its two letters; bounded, filled on demand."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, piece: str) -> str:
        code = self._vocabulary.code_of(piece)
        if len(piece) <= _LONGEST_WORD:
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[piece] = code
        return code


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
                self.alphabet.add(analysis.classes if analysis else _UNKNOWN)
        for name in {"unknown", "digits", "latin", "blank", "newline", "mark", *_MARKS.values()}:
            self.alphabet.add(frozenset({name}))
        self.alphabet.add(frozenset({"digits", "year_like"}))
        self.newlines = self.alphabet.having("newline")
        self.stop_letters = re.compile("[" + "".join(map(re.escape, self.alphabet.having("stop") | self.newlines)) + "]")
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
                return self.alphabet.letter(_UNKNOWN) + clitic_letter(_PLAIN)
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
        return self.alphabet.letter(frozenset(classes)) + clitic_letter(_PLAIN)

    def read(self, title: str, text: str) -> Words:
        """Cut an article into words. Linear in its length; asked for the same article again, it is not cut again."""
        last = self._last
        if last is None or last.text_raw is not text or last.title_raw is not title:
            last = self._last = Words(self, title, text)
        return last

    def codes(self, pieces: list[str]) -> str:
        """The code string of a list of pieces."""
        return "".join(map(self._memo.__getitem__, pieces))


@dataclass(frozen=True, slots=True)
class Span:
    """Where some words stand in the raw article."""

    field: str
    start: int
    end: int


class Words:
    """An article cut into words: title and text in one row, parted by a line break.

    Tokens are numbered from 0; `code[2*i]` is the class letter of token i, `code[2*i+1]` its clitic letter.
    """

    __slots__ = (
        "_ends",
        "_folded",
        "_seam",
        "_stops",
        "code",
        "pieces",
        "present",
        "starts",
        "text_raw",
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
        self.code: str = vocabulary.codes(self.pieces)
        classes = vocabulary.alphabet.classes
        letters = set(self.code)
        #: Every class that stands somewhere in the article: patterns that need another are not tried.
        self.present: frozenset[str] = frozenset().union(*(classes[letter] for letter in letters if letter >= "\u0100"))
        self._stops: list[int] | None = None

    def __len__(self) -> int:
        return len(self.pieces)

    def word(self, at: int) -> str:
        """The folded form of one token."""
        return self.pieces[at].lstrip(" ")

    def words(self, start: int, end: int) -> list[str]:
        """The folded forms of tokens start … end - 1."""
        return [piece.lstrip(" ") for piece in self.pieces[start:end]]

    def classes(self, at: int) -> frozenset[str]:
        """The classes of one token."""
        return self.vocabulary.alphabet.classes[self.code[2 * at]]

    def analysis(self, at: int) -> Analysis | None:
        """What the lexicon knows of one token."""
        return self.vocabulary.analyse(self.word(at))

    def clitics(self, at: int) -> Clitics:
        """What is attached to one token (nothing, where the lexicon does not know it)."""
        return _CLITICS_OF[self.code[2 * at + 1]]

    def span(self, start: int, end: int, *, skip: int = 0) -> Span:
        """Where tokens start … end - 1 stand in the raw article, without the blank before them.

        `skip` leaves out that many folded letters at the beginning (a clitic). A span never crosses from the title
        into the text: what lies in the title is cut at its end.
        """
        piece = self.pieces[start]
        first = self.starts[start] + (len(piece) - len(piece.lstrip(" "))) + skip
        return self.raw_span(first, self.starts[end])

    def raw_span(self, first: int, last: int) -> Span:
        """Like span, for offsets in the folded text."""
        start, end = self._folded.raw(first), self._folded.raw(last)
        if start < self._seam:
            return Span("title", min(start, self._seam - 1), min(end, self._seam - 1))
        return Span("text", start - self._seam, end - self._seam)

    @property
    def title_end(self) -> int:
        """The number of the first token of the text (0 where there is no title)."""
        return bisect_right(self.starts, self._seam - 1) if self._seam else 0

    def sentence(self, at: int) -> tuple[int, int]:
        """The tokens (start, end) of the sentence that token `at` stands in; its stop is not part of it."""
        stops = self.stops
        place = bisect_right(stops, at - 1)
        start = stops[place - 1] + 1 if place else 0
        end = stops[place] if place < len(stops) else len(self.pieces)
        return start, max(end, start)

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
