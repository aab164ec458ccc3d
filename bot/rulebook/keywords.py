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
from operator import add, contains

from bot.arabic.words import Vocabulary, Words
from bot.rulebook.conditions import Keyword
from bot.rulebook.lemmas import ARTICLES, HYPHENS, Forms, Lemmas, unseen

_MEMO_SIZE = 100_000
#: More sets of words than there can be: two codes make one number.
_PAIR = 1 << 24
_LONGEST_WORD = 24
_NOTHING: frozenset[int] = frozenset()
_NO_AFFIX: frozenset[str] = frozenset()
#: What stands behind no word with the article: a pronoun, or the noun whose it is. The ta of the feminine alone is an
#: ending only before one.
_NEVER_DEFINITE = frozenset({"pronoun", "fempronoun", "owned", "construct", "tanwin"})
_NO_END = frozenset({"femconstruct"})
#: What begins a new item: within a phrase it stands before no word («وزارة الدفاع», not «وزارة والدفاع»).
_AND = ("و", "ف")
#: The code of a blank, or of what counts as one: phrases do not see it.
BLANK = 1
#: What is attached to a letter: no exact keyword ends before it.
_LETTER = r"[\w\u064b-\u0652\u0670]"


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


class _Pairs(dict[int, tuple[int, ...]]):
    """From the codes of two words side by side to the phrases of two words; longer ones that begin so are negative.

    A pair is one number (`first * _PAIR + second`): a thousand of them cost the garbage collector nothing.
    """

    def __init__(self, keywords: Keywords) -> None:
        self._keywords = keywords

    def __missing__(self, pair: int) -> tuple[int, ...]:
        if len(self) >= _MEMO_SIZE:
            self.clear()
        found = self[pair] = self._keywords.phrases_of(*divmod(pair, _PAIR))
        return found


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a keyword in the table of stems: its number, and what it takes before and behind.

    An `inner` one is not the first of its phrase.
    """

    number: int
    before: frozenset[str]
    after: frozenset[str]
    known: bool
    inner: bool


class Keywords:
    """The keywords of a set of rules, ready to be found. It may grow (`add`); numbers never change their meaning."""

    def __init__(self, vocabulary: Vocabulary, lemmas: Lemmas) -> None:
        self._vocabulary, self.lemmas = vocabulary, lemmas
        self.numbers: dict[Keyword, int] = {}
        #: For each keyword its words, as numbers; for exact ones, how they are looked for in the raw text.
        self.words_of: list[tuple[int, ...]] = [()]
        self.exact: dict[int, re.Pattern[str]] = {}
        self.sets: list[frozenset[int]] = [_NOTHING, _NOTHING]
        #: For each word the codes of the sets that hold it.
        self.codes_of: dict[int, list[int]] = {}
        self._keywords: list[Keyword | None] = [None]  # no keyword has the number 0: phrases begun are negative
        self._longer = False
        self._words: dict[tuple[str, bool, bool], int] = {}
        self._stems: dict[str, list[_Word]] = {}
        #: For the first two words of phrases the phrases; those that go on are negative.
        self._begun: dict[int, dict[int, list[int]]] = {}
        self._single: dict[int, list[int]] = {}
        self._before, self._after = lemmas.before, lemmas.after
        self._longest_before, self._longest_after = max(map(len, self._before)), max(map(len, self._after))
        self._set_numbers: dict[frozenset[int], int] = {_NOTHING: 0}
        self._singles: list[frozenset[int]] = [_NOTHING, _NOTHING]
        self._codes, self._pairs = _Codes(self), _Pairs(self)

    def copy(self) -> Keywords:
        """The same tables, free to grow; what is remembered of texts stays behind."""
        made = Keywords(self._vocabulary, self.lemmas)
        made.numbers, made.words_of, made.exact = dict(self.numbers), list(self.words_of), dict(self.exact)
        made._keywords, made._longer, made._words = list(self._keywords), self._longer, dict(self._words)
        made._stems = {stem: list(words) for stem, words in self._stems.items()}
        made._single = {word: list(numbers) for word, numbers in self._single.items()}
        made._begun = {
            first: {second: list(numbers) for second, numbers in more.items()} for first, more in self._begun.items()
        }
        return made

    def add(self, keywords: Iterable[Keyword]) -> None:
        """Enter keywords that are new. What is remembered of texts is forgotten where it may no longer hold."""
        before = len(self._keywords)
        for keyword in keywords:
            if keyword not in self.numbers:
                self._add(keyword)
        if len(self._keywords) > before:
            self._codes.clear()
            self._pairs.clear()
            del self.sets[2:], self._singles[2:]
            self.codes_of.clear()
            self._set_numbers = {_NOTHING: 0}

    def _add(self, keyword: Keyword) -> None:
        number = self.numbers[keyword] = len(self._keywords)
        self._keywords.append(keyword)
        tokens = self.lemmas.tokens(keyword.text)
        words = tuple(self._word(token, keyword.exact, at > 0) for at, token in enumerate(tokens))
        self.words_of.append(words)
        if keyword.exact:
            self.exact[number] = re.compile(rf"(?<!{_LETTER}){re.escape(keyword.text)}(?!{_LETTER})")
        if len(words) == 1:
            self._single.setdefault(words[0], []).append(number)
        elif words:
            self._longer = self._longer or len(words) > 2
            self._begun.setdefault(words[0], {}).setdefault(words[1], []).append(-number if words[2:] else number)

    def _word(self, token: str, exact: bool, inner: bool) -> int:  # parts of the word's key
        """The number of a word; entered into the tables the first time."""
        number = self._words.get((token, exact, inner))
        if number is not None:
            return number
        number = self._words[token, exact, inner] = len(self._words)
        forms = Forms(((token.casefold(), "as_it_is"),)) if exact else self.lemmas.forms(token)
        for stem, category in forms.stems:
            self._stems.setdefault(stem, []).append(
                _Word(number, *self.lemmas.affixes_of(category), forms.known or exact, inner)
            )
        return number

    def share(self, number: int) -> float:
        """About how many of a hundred articles hold a keyword: a guess from its words, to file rules by the rarest."""
        keyword = self._keywords[number]
        tokens = self.lemmas.tokens(keyword.text) if keyword else ()
        known = sum(self.lemmas.forms(token).known for token in tokens)
        return (30.0 if known == len(tokens) else 3.0) / len(tokens) ** 2 if tokens else 100.0

    def code_of(self, piece: str) -> int:
        """The number of the set of keyword words that a piece of text is."""
        token = piece.lstrip(" ")
        if unseen(token) or piece in HYPHENS:
            return BLANK
        found = self.words_in(token)
        code = self._set_numbers.get(found)
        if code is None:
            code = self._set_numbers[found] = len(self.sets)
            self.sets.append(found)
            for word in found:
                self.codes_of.setdefault(word, []).append(code)
            self._singles.append(frozenset(number for word in found for number in self._single.get(word, ())))
        return code

    def words_in(self, token: str) -> frozenset[int]:
        """The keyword words that a folded token is a form of."""
        if token.isascii() or len(token) > _LONGEST_WORD:
            return frozenset(word.number for word in self._stems.get(token.casefold(), ()))
        found: set[int] = set()
        size = len(token)
        for cut in range(min(self._longest_before, size - 1) + 1):
            before = self._before.get(token[:cut])
            if before is None:
                continue
            joined = token[:cut].startswith(_AND)
            for end in range(max(cut + 1, size - self._longest_after), size + 1):
                words = self._stems.get(token[cut:end])
                if words is None:
                    continue
                after = self._after.get(token[end:], _NO_AFFIX) - _NO_END
                if token[:cut].endswith(ARTICLES):
                    after -= _NEVER_DEFINITE
                for word in words:
                    if joined and word.inner:
                        continue
                    fits = not before.isdisjoint(word.before) and not after.isdisjoint(word.after)
                    if fits and (word.known or not cut or not self._is_another(token, cut)):
                        found.add(word.number)
        return frozenset(found)

    def _is_another(self, token: str, cut: int) -> bool:
        """Does the lexicon know the token as a word with less before it? Then an unknown word is not in it."""
        analysis = self._vocabulary.analyse(token)
        if analysis is None:
            return False
        clitics = analysis.clitics
        before = len(clitics.conjunction) + len(clitics.preposition) + 2 * clitics.article
        return before < cut and token[before:cut] not in ARTICLES  # «الكهرباء» as a name is كهرباء with the article

    def phrases_of(self, first: int, second: int) -> tuple[int, ...]:
        """The phrases that begin with two words of these sets: their numbers, where there is more to come negative."""
        begun = self._begun
        return tuple(
            number
            for word in self.sets[first]
            if word in begun
            for next_word in self.sets[second]
            for number in begun[word].get(next_word, ())
        )

    @property
    def size(self) -> int:
        """How many keywords there are."""
        return len(self._keywords)

    def codes(self, words: Words) -> list[int]:
        """The words of an article as codes, blanks too."""
        return list(map(self._codes.__getitem__, words.pieces))

    def present(self, codes: list[int], distinct: set[int]) -> set[int]:
        """The numbers of the keywords in a text without blanks; of exact ones, those there in some spelling."""
        found: set[int] = set()
        found.update(*map(self._singles.__getitem__, distinct))
        if self._begun:
            pairs = set(map(add, map(_PAIR.__mul__, codes), codes[1:]))
            found.update(*map(self._pairs.__getitem__, pairs))
            if self._longer:
                for number in [number for number in found if number < 0]:
                    found.discard(number)
                    if self._goes_on(codes, self.words_of[-number]):
                        found.add(-number)
        return found

    def _goes_on(self, codes: list[int], words: tuple[int, ...]) -> bool:
        """Do all the words of a phrase stand one behind the other?"""
        sets = self.sets
        for code in self.codes_of.get(words[0], ()):
            for at in [at for at, other in enumerate(codes) if other == code]:
                behind = codes[at + 1 : at + len(words)]
                if len(behind) == len(words) - 1 and all(map(contains, map(sets.__getitem__, behind), words[1:])):
                    return True
        return False
