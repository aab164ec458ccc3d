"""The keywords as they stand in one article: which, and where."""

from __future__ import annotations

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
        self._distinct = set(self._codes)
        if BLANK in self._distinct:
            self._tokens = [token for token, code in enumerate(self._codes) if code != BLANK]
            self._codes = [self._codes[token] for token in self._tokens]
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
        start = self._begins(wanted)
        if start < 0:
            return None
        last = start + len(wanted) - 1
        if self._tokens is not None:
            start, last = self._tokens[start], self._tokens[last]
        span = self._words.span(start, last + 1)
        quote = self._article.field(span.field)[span.start : span.end]
        return Evidence(span.field, span.start, span.end, quote, f"word: {text}")

    def _begins(self, wanted: tuple[int, ...]) -> int:
        """Where the words of a keyword stand first, -1 where they do not. Its first word may have several forms."""
        codes, distinct = self._codes, self._distinct
        forms = [code for code in self._keywords.codes_of.get(wanted[0], ()) if code in distinct]
        if len(wanted) == 1:
            return min(map(codes.index, forms), default=-1)
        return min((at for code in forms if (at := self._goes_on(code, wanted)) is not None), default=-1)

    def _goes_on(self, code: int, wanted: tuple[int, ...]) -> int | None:
        """The first place of a code behind which the further words of a keyword stand."""
        codes, sets, further = self._codes, self._keywords.sets, wanted[1:]
        at = -1
        while True:
            try:
                at = codes.index(code, at + 1)
            except ValueError:
                return None
            behind = codes[at + 1 : at + 1 + len(further)]
            if len(behind) == len(further) and all(map(contains, map(sets.__getitem__, behind), further)):
                return at
