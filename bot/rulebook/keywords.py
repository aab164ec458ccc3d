"""All keywords of all rules as one automaton over words.

A word of a text is looked up once, whatever the number of rules: its letters are cut into what may stand before and
behind a stem, and the stems are looked up in one table. What came out is remembered for each word as one number, so
that the common case costs one look into a dict; two numbers side by side decide the phrases. Measured against an
Aho-Corasick automaton over letters (bench/keywords.py), which must check word borders and affixes at every hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.arabic.words import Vocabulary, Words
from bot.model.article import Article
from bot.model.facts import Evidence
from bot.rulebook.conditions import Keyword
from bot.rulebook.lemmas import Forms, Lemmas, affixes_of

_MEMO_SIZE = 100_000
_LONGEST_WORD = 24
_NOTHING: frozenset[int] = frozenset()


class _Codes(dict[str, int]):
    """From a piece of text to the number of the set of keyword words it is; bounded, filled on demand."""

    def __init__(self, keywords: Keywords) -> None:
        self._keywords = keywords

    def __missing__(self, piece: str) -> int:
        code = self._keywords.code_of(piece)
        if len(piece) <= _LONGEST_WORD:
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[piece] = code
        return code


class _Pairs(dict[tuple[int, int], tuple[tuple[int, tuple[int, ...]], ...]]):
    """From the codes of two words side by side to the phrases that begin so: (phrase, its further words)."""

    def __init__(self, keywords: Keywords) -> None:
        self._keywords = keywords

    def __missing__(self, pair: tuple[int, int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
        if len(self) >= _MEMO_SIZE:
            self.clear()
        found = self[pair] = self._keywords.phrases_of(*pair)
        return found


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a keyword in the table of stems: its number, and what it takes before and behind."""

    number: int
    before: frozenset[str]
    after: frozenset[str]
    known: bool


class Keywords:
    """The keywords of a set of rules, ready to be found. Made once; afterwards only memos change."""

    def __init__(self, keywords: Iterable[Keyword], vocabulary: Vocabulary, lemmas: Lemmas) -> None:
        self._vocabulary, self._lemmas = vocabulary, lemmas
        self.numbers: dict[Keyword, int] = {}
        self._keywords: list[Keyword] = []
        self._words: dict[tuple[str, bool], int] = {}
        self._stems: dict[str, list[_Word]] = {}
        self._surfaces: dict[str, list[int]] = {}
        self._starts: dict[int, list[tuple[int, tuple[int, ...], int]]] = {}
        self._single: dict[int, list[int]] = {}
        self._exact: dict[int, re.Pattern[str]] = {}
        self.rare: set[int] = set()
        for keyword in keywords:
            self._add(keyword)
        self._before, self._after = vocabulary.morphology.affixes()
        self._longest_before, self._longest_after = max(map(len, self._before)), max(map(len, self._after))
        #: Sets of words as numbers: 0 is none, 1 a blank that phrases do not see.
        self._sets: list[frozenset[int]] = [_NOTHING, _NOTHING]
        self._set_numbers: dict[frozenset[int], int] = {_NOTHING: 0}
        self._singles: list[frozenset[int]] = [_NOTHING, _NOTHING]
        self._codes, self._pairs = _Codes(self), _Pairs(self)

    def _add(self, keyword: Keyword) -> None:
        if keyword in self.numbers:
            return
        number = self.numbers[keyword] = len(self._keywords)
        self._keywords.append(keyword)
        words = [self._word(token, keyword.exact) for token in tokens_of(keyword.text, self._vocabulary)]
        if keyword.exact:
            self._exact[number] = re.compile(rf"(?<![\w\u064b-\u0652]){re.escape(keyword.text)}(?![\w\u064b-\u0652])")
        if len(words) == 1:
            self._single.setdefault(words[0], []).append(number)
        elif words:
            self._starts.setdefault(words[0], []).append((words[1], tuple(words[2:]), number))

    def _word(self, token: str, exact: bool) -> int:
        """The number of a word; entered into the tables the first time."""
        number = self._words.get((token, exact))
        if number is not None:
            return number
        number = self._words[token, exact] = len(self._words)
        forms = Forms(((token, "as_it_is"),)) if exact else self._lemmas.forms(token)
        for stem, category in forms.stems:
            self._stems.setdefault(stem, []).append(_Word(number, *affixes_of(category), forms.known or exact))
        for surface in forms.surfaces:
            self._surfaces.setdefault(surface, []).append(number)
        return number

    def share(self, number: int) -> float:
        """About how many of a hundred articles hold a keyword: a guess from its words, to file rules by the rarest."""
        tokens = tokens_of(self._keywords[number].text, self._vocabulary)
        known = [token for token in tokens if self._vocabulary.analyse(token) is not None]
        return (30.0 if len(known) == len(tokens) else 3.0) / len(tokens) ** 2 if tokens else 100.0

    def code_of(self, piece: str) -> int:
        """The number of the set of keyword words that a piece of text is."""
        token = piece.lstrip(" ")
        if not token or (token.isspace() and "\n" not in token):
            return 1
        found = self.words_in(token)
        code = self._set_numbers.get(found)
        if code is None:
            code = self._set_numbers[found] = len(self._sets)
            self._sets.append(found)
            self._singles.append(frozenset(number for word in found for number in self._single.get(word, ())))
        return code

    def words_in(self, token: str) -> frozenset[int]:
        """The keyword words that a folded token is a form of."""
        if len(token) > _LONGEST_WORD:
            return _NOTHING
        if token.isascii():
            return frozenset(word.number for word in self._stems.get(token.casefold(), ()))
        found = set(self._surfaces.get(token, ()))
        size = len(token)
        for cut in range(min(self._longest_before, size - 1) + 1):
            before = self._before.get(token[:cut])
            if before is None:
                continue
            for end in range(max(cut + 1, size - self._longest_after), size + 1):
                words = self._stems.get(token[cut:end])
                if words is None:
                    continue
                after = self._after.get(token[end:], _EMPTY)
                for word in words:
                    fits = not before.isdisjoint(word.before) and not after.isdisjoint(word.after)
                    if fits and (word.known or not cut or not self._is_another(token, cut)):
                        found.add(word.number)
        return frozenset(found)

    def _is_another(self, token: str, cut: int) -> bool:
        """Does the lexicon know the token as a word with less before it? Then an unknown word is not in it."""
        analysis = self._vocabulary.analyse(token)
        return analysis is not None and analysis.prefix_length < cut

    def phrases_of(self, first: int, second: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The phrases that begin with two words of these sets, each with its further words."""
        behind = self._sets[second]
        return tuple(
            (number, further)
            for word in self._sets[first]
            for next_word, further, number in self._starts.get(word, ())
            if next_word in behind
        )

    def present(self, words: Words, article: Article) -> set[int]:
        """The numbers of all keywords that stand in an article."""
        codes = list(map(self._codes.__getitem__, words.pieces))
        distinct = set(codes)
        if 1 in distinct:
            codes = [code for code in codes if code != 1]
        found: set[int] = set()
        for code in distinct:
            found |= self._singles[code]
        if self._starts:
            pairs = self._pairs
            for pair in set(pairwise(codes)):
                for number, further in pairs[pair]:
                    if number not in found and (not further or self._goes_on(codes, pair, further)):
                        found.add(number)
        for number in found & self._exact.keys() if self._exact else ():
            if self._in_letters(number, article) is None:
                found.discard(number)
        return found

    def _goes_on(self, codes: list[int], pair: tuple[int, int], further: tuple[int, ...]) -> bool:
        """Do the further words of a phrase stand behind a pair of its first two?"""
        first, second = pair
        sets, size = self._sets, len(further)
        for at in range(len(codes) - 1 - size):
            begins = codes[at] == first and codes[at + 1] == second
            if begins and all(word in sets[codes[at + 2 + step]] for step, word in enumerate(further)):
                return True
        return False

    def _in_letters(self, number: int, article: Article) -> Evidence | None:
        """Where an exact keyword stands to the letter."""
        for field in ("title", "text"):
            match = self._exact[number].search(article.field(field))
            if match:
                return Evidence(field, match.start(), match.end(), match[0], f"exact: {match[0]}")
        return None

    def evidence(self, keyword: Keyword, words: Words, article: Article) -> Evidence | None:
        """Where a keyword stands first."""
        number = self.numbers[keyword]
        if keyword.exact:
            return self._in_letters(number, article)
        wanted = [self._words[token, False] for token in tokens_of(keyword.text, self._vocabulary)]
        places = [(at, code) for at, code in enumerate(map(self._codes.__getitem__, words.pieces)) if code != 1]
        for start in range(len(places) - len(wanted) + 1):
            window = places[start : start + len(wanted)]
            if all(word in self._sets[code] for word, (_, code) in zip(wanted, window, strict=True)):
                span = words.span(window[0][0], window[-1][0] + 1)
                quote = article.field(span.field)[span.start : span.end]
                return Evidence(span.field, span.start, span.end, quote, f"word: {keyword.text}")
        return None


_EMPTY: frozenset[str] = frozenset()


def tokens_of(text: str, vocabulary: Vocabulary) -> list[str]:
    """The folded words of a keyword, cut as texts are."""
    pieces = (piece.strip() for piece in vocabulary.read("", text).pieces)
    return [piece for piece in pieces if piece]
