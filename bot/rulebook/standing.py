"""The keywords as they stand in one article: which, and where."""

from __future__ import annotations

from collections.abc import Iterator
from operator import contains

from bot.arabic.words import Words
from bot.model.article import Article
from bot.model.facts import Evidence
from bot.rulebook.conditions import Keyword
from bot.rulebook.keywords import BLANK, Keywords


class Standing:
    """Made for each article; every question is answered once."""

    __slots__ = ("_article", "_codes", "_distinct", "_evidence", "_keywords", "_tokens", "_words", "present")

    def __init__(self, keywords: Keywords, words: Words, article: Article) -> None:
        self._keywords, self._words, self._article = keywords, words, article
        self._codes = keywords.codes(words)
        self._tokens: list[int] | None = None  # the numbers of the tokens that are no blanks, where there are blanks
        if BLANK in self._codes:
            self._tokens = [token for token, code in enumerate(self._codes) if code != BLANK]
            self._codes = [self._codes[token] for token in self._tokens]
        self._distinct = set(self._codes)
        self._evidence: dict[int, Evidence | None] = {}
        #: The numbers of the keywords that stand in title or text.
        self.present = keywords.present(self._codes, self._distinct)
        if keywords.exact:
            for number in [number for number in self.present if number in keywords.exact]:
                if self.evidence_of(number, "") is None:
                    self.present.discard(number)

    def evidence(self, keyword: Keyword) -> Evidence | None:
        """Where a keyword stands first, None where it does not."""
        return self.evidence_of(self._keywords.numbers[keyword], keyword.text)

    def evidence_of(self, number: int, text: str) -> Evidence | None:
        """The same, by its number and its own text."""
        if number not in self._evidence:
            exact = number in self._keywords.exact
            self._evidence[number] = self._in_letters(number) if exact else self._in_words(number, text)
        return self._evidence[number]

    def _in_letters(self, number: int) -> Evidence | None:
        for field in ("title", "text"):
            match = self._keywords.exact[number].search(self._article.field(field))
            if match:
                return Evidence(field, match.start(), match.end(), match[0], f"exact: {match[0]}")
        return None

    def _in_words(self, number: int, text: str) -> Evidence | None:
        wanted = self._keywords.words_of[number]
        start = min((at for at in self._begins(wanted)), default=None)
        if start is None:
            return None
        last = start + len(wanted) - 1
        tokens = self._tokens
        span = (
            self._words.span(start, last + 1) if tokens is None else self._words.span(tokens[start], tokens[last] + 1)
        )
        quote = self._article.field(span.field)[span.start : span.end]
        return Evidence(span.field, span.start, span.end, quote, f"word: {text}")

    def _begins(self, wanted: tuple[int, ...]) -> Iterator[int]:
        """For each form of the first word that stands in the text, where the whole keyword stands first."""
        codes, sets, further = self._codes, self._keywords.sets, wanted[1:]
        for code in self._keywords.codes_of.get(wanted[0], ()):
            at = -1
            while code in self._distinct:
                try:
                    at = codes.index(code, at + 1)
                except ValueError:
                    break
                behind = codes[at + 1 : at + 1 + len(further)]
                if len(behind) == len(further) and all(map(contains, map(sets.__getitem__, behind), further)):
                    yield at
                    break
