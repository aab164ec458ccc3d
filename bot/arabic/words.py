"""A text as words: cut once, each word known by two letters, so that patterns over words run at the speed of `re`.

Every word becomes two characters of a *code* string: first its class letter (which stands for the set of classes that
the lexicon gives the word), then its clitic letter (و ف ب ك ل ال before it, a pronoun after it). `patterns.py` compiles
patterns over classes into regular expressions over such codes. A token's place in the code is twice its number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Any, NamedTuple, TypeVar

from bot.arabic.alphabet import CLITICS_OF, UNKNOWN, Alphabet, any_of, clitic_letter, clitic_letters
from bot.arabic.letters import Folded, fold
from bot.arabic.lexicon import Entry
from bot.arabic.morphology import Analysis, Clitics, Morphology
from bot.arabic.tokens import LONGEST_WORD, MARKS, MEMO_SIZE, MOST_PIECES, PIECE, Tokens

_T = TypeVar("_T")
#: Classes that end a sentence.
STOPS = frozenset({"stop", "newline"})
#: Classes that verbs have, and nothing else.
TIMED = frozenset({".past", ".present"})
__all__ = ["STOPS", "TIMED", "Alphabet", "Span", "Vocabulary", "Words", "clitic_letter", "clitic_letters"]


#: What stands before words that a pattern names to the letter as before all others.
_BEFORE_NAMED = ("ال", "ب", "ل", "لل", "بال")
#: No abbreviation has more letters.
_SHORT = 2
#: Behind a full stop these are no sentence: «العربية.نت».
_DOMAINS = frozenset(("نت", "كوم", "كم", "اورغ", "اورج"))


def _glued(pieces: Sequence[str], at: int) -> bool:
    """Does a full stop without a blank end a sentence: «… على حميميم.وذكرت», not «أ.ف.ب», «ا.د.سعيد»?"""
    behind, before = pieces[at + 1], pieces[at - 1].lstrip() if at else ""
    return len(before) > _SHORT and len(behind) > 1 and "ء" <= behind[0] <= "ي" and behind not in _DOMAINS


def _shortened(pieces: Sequence[str], at: int) -> bool:
    """«د. سامي», «(أ. ف. ب)»: does a full stop only shorten the letter before it, and go on in the same line?"""
    before = pieces[at - 1].strip() if at else ""
    return len(before) == 1 and "ء" <= before <= "ي" and pieces[at + 1][0] == " "


class Vocabulary:
    """All that is known of single words. Made once from the lexicon's entries; then only its memos change."""

    def __init__(self, entries: Iterable[Entry], asked: Sequence[frozenset[str]] = ()) -> None:
        """`asked` is what patterns ask for, one of some classes, the most asked first: they are compiled the sooner."""
        self.morphology = Morphology(entries)
        bare = {stem: analysis for stem in self.morphology.stems() if (analysis := self.morphology.analyse(stem))}
        self.alphabet = Alphabet(self._class_sets(bare), asked)
        self.newlines = self.alphabet.having("newline")
        self.stop_letters = re.compile(
            "[" + "".join(map(re.escape, self.alphabet.having("stop") | self.newlines)) + "]"
        )
        self.quotes = any_of(self.alphabet.having("quote"))
        self.tokens = Tokens(self.morphology, self.alphabet, bare)
        self._last: Words | None = None  # the article at hand: reading and rules look at the same words
        self._analyses: dict[str, Analysis | None] = {}

    def _class_sets(self, bare: Mapping[str, Analysis]) -> set[frozenset[str]]:
        """The sets of classes that words may have.

        All letters are given beforehand, so that patterns are compiled but once. A word that can be cut in two rare
        ways at once may have a set of classes without a letter: it is then read by its longest stem.
        """
        sets = self.morphology.class_sets()
        sets.update(analysis.classes for analysis in bare.values())
        rare = ["لل" + stem for stem in self.morphology.stems()]
        # «الحملة» is «حملة», named to the letter, and what «حمل» is with its ending: two cuts, but no rare word.
        rare += [prefix + stem for stem in self.morphology.literals() if stem[-1] == "ه" for prefix in _BEFORE_NAMED]
        sets.update(analysis.classes for word in rare if (analysis := self.morphology.analyse(word)))
        sets.update(frozenset({name}) for name in {"digits", "latin", "blank", "newline", "mark", *MARKS.values()})
        return sets | {UNKNOWN, frozenset({"digits", "year_like"})}

    def also(self, question: Callable[[str], Any]) -> None:
        """Ask this of each word when it is first met, too: `Words.answers` then costs nothing.

        To be called before anything is read: articles at hand do not know later answers.
        """
        if question not in self.tokens.questions:
            self.tokens.questions.append(question)
            self.tokens.clear()

    def analyse(self, word: str) -> Analysis | None:
        """The analysis of one folded word; None where the lexicon does not know it."""
        if len(word) > LONGEST_WORD:
            return None
        try:
            return self._analyses[word]
        except KeyError:
            if len(self._analyses) >= MEMO_SIZE:
                self._analyses.clear()
            return self._analyses.setdefault(word, self.morphology.analyse(word))

    def read(self, title: str, text: str) -> Words:
        """Cut an article into words. Linear in its length; asked for the same article again, it is not cut again."""
        last = self._last
        if last is None or last.text_raw is not text or last.title_raw is not title:
            last = self._last = Words(self, title, text)
        return last


class Span(NamedTuple):
    """Where some words stand in the raw article."""

    field: str
    start: int
    end: int


class Words:
    """An article cut into words: title and text in one row, parted by a line break.

    Tokens are numbered from 0. For loops that look at many of them, everything stands in plain attributes too, made
    once and not to be changed:

    - `code[2*i]` is the class letter of token i, `code[2*i+1]` its clitic letter; `letters` are the class letters alone
      (`kinds`: each of them once)
    - `forms[i]` is its folded word (`word`), `sets[i]` its classes (`classes`), `pieces[i]` the word with its blank
    - `bounds[i]` is its sentence (`sentence`); `bounds[len(words)]` that of the place behind the last
    - `starts[i]` is where it begins in the folded text, `title_end` the number of the first token of the text
    - `stops` are the tokens that end a sentence: line breaks, and full stops with a blank, a mark or nothing behind,
      or glued to the next word as websites lose blanks
    - `asked` has the bits of all its letters: `words.asked & mask == mask` where it has a letter of each set of
      `mask = alphabet.asked(sets)`; so `asked & alphabet.asked([alphabet.having("quote")])` tells of a quote at once;
      `missing` has all other bits
    """

    __slots__ = (
        "_answers",
        "_folded",
        "_moved",
        "_seam",
        "asked",
        "bounds",
        "code",
        "forms",
        "kinds",
        "letters",
        "missing",
        "pieces",
        "sets",
        "starts",
        "stops",
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
        self._moved = self._folded.moved
        self.pieces: list[str] = PIECE.findall(self._folded.text)
        del self.pieces[MOST_PIECES:]
        self.starts: list[int] = list(accumulate(map(len, self.pieces), initial=0))
        self.title_end: int = min(
            bisect_right(self.starts, self._seam - 1, key=self._raw if self._moved else None), len(self.pieces)
        )
        columns = list(zip(*map(vocabulary.tokens.__getitem__, self.pieces), strict=True)) or [()] * 4
        self.code: str = "".join(columns[0])
        self.letters: str = "".join(columns[1])
        self.forms: list[str] = list(columns[3])
        self.sets: list[frozenset[str]] = list(columns[2])
        self._answers = columns[4:]
        self.kinds: frozenset[str] = frozenset(columns[1])
        self.asked: int = reduce(or_, map(vocabulary.alphabet.bits.__getitem__, self.kinds), 0)
        # Not `~asked`: a number below zero is turned over for each question.
        self.missing: int = vocabulary.alphabet.all_asked ^ self.asked
        self.stops: list[int] = self._all_stops()
        self.bounds: list[tuple[int, int]] = self._sentences()

    def answers(self, question: Callable[[str], _T]) -> Sequence[_T]:
        """What a question says of each word. One registered with `Vocabulary.also` has been answered already."""
        questions = self.vocabulary.tokens.questions
        if question in questions and self.pieces:
            return self._answers[questions.index(question)]
        return [question(word) for word in self.forms]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.pieces)

    def word(self, at: int) -> str:
        """The folded form of one token."""
        return self.forms[at]

    def words(self, start: int, end: int) -> list[str]:
        """The folded forms of tokens start … end - 1."""
        return self.forms[start:end]

    def classes(self, at: int) -> frozenset[str]:
        """The classes of one token."""
        return self.sets[at]

    def analysis(self, at: int) -> Analysis | None:
        """What the lexicon knows of one token."""
        return self.vocabulary.analyse(self.word(at))

    def class_sets(self, start: int, end: int) -> list[frozenset[str]]:
        """The classes of tokens start … end - 1."""
        return self.sets[start:end]

    def clitics(self, at: int) -> Clitics:
        """What is attached to one token (nothing, where the lexicon does not know it)."""
        return CLITICS_OF[self.code[2 * at + 1]]

    def span(self, start: int, end: int, *, skip: int = 0) -> Span:
        """Where tokens start … end - 1 stand in the raw article, without the blank before them.

        `skip` leaves out that many folded letters at the beginning (a clitic). A span never crosses from the title
        into the text: what lies in the title is cut at its end.
        """
        first = self.starts[start] + (len(self.pieces[start]) - len(self.forms[start])) + skip
        return self.raw_span(first, self.starts[end])

    def raw_span(self, first: int, last: int) -> Span:
        """Like span, for offsets in the folded text."""
        seam = self._seam
        start, end = self._raw(first), self._raw(last)
        if start < seam:
            return Span("title", min(start, seam - 1), min(end, seam - 1))
        return Span("text", start - seam, end - seam)

    def quotes(self, start: int, end: int) -> int:
        """How many quotation marks stand among tokens start … end - 1."""
        return len(self.vocabulary.quotes.findall(self.letters, start, end))

    def sentence(self, at: int) -> tuple[int, int]:
        """The tokens (start, end) of the sentence that token `at` stands in; its stop is not part of it."""
        bounds = self.bounds
        return bounds[at] if 0 <= at < len(bounds) else bounds[-1 if at > 0 else 0]

    def _raw(self, at: int) -> int:
        """Where a folded character stood in the raw article."""
        return self._folded.raw(at) if self._moved else at

    def _sentences(self) -> list[tuple[int, int]]:
        """The bounds of its sentence for every token, and for the place behind the last."""
        bounds: list[tuple[int, int]] = []
        start, size = 0, len(self.pieces)
        for stop in self.stops:
            bounds += [(start, stop)] * (stop + 1 - start)
            start = stop + 1
        bounds += [(start, max(start, size))] * (size + 1 - start)
        return bounds

    def _all_stops(self) -> list[int]:
        letters, pieces, last = self.letters, self.pieces, len(self.pieces) - 1
        newline = self.vocabulary.newlines
        found = [match.start() for match in self.vocabulary.stop_letters.finditer(letters)]
        return [
            at
            for at in found
            if at == last
            or letters[at] in newline
            or (not _shortened(pieces, at) if pieces[at + 1][0] in ' \n"' else _glued(pieces, at))
        ]
