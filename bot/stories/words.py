"""The words of a report, as a helper where facts do not settle which event it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from math import fsum, log, sqrt
from sys import intern

from bot.arabic.letters import fold
from bot.model.article import Article
from bot.stories.kinship import rows

#: How far into the text a report says what it is about, in characters: what an editor reads before deciding.
_LEAD = 1000
_WORD = re.compile(r"[ء-ي]{3,}|[A-Za-z]{3,}|\d{2,}")
_CLITICS = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|و(?=.{4})|ب(?=.{4})|ل(?=.{4})|ف(?=.{5}))")
_ENDINGS = re.compile(r"(?<=.{3})(?:هما|كما|هم|ها|ات|ين|ون|ان|يه|ه|ي)$")

# Function words and the furniture of news.
_COMMON = frozenset(row[0] for row in rows("common_words.txt"))


def stem(word: str) -> str:
    """Cut a folded word down to what tells it apart: one article or preposition in front, one ending behind."""
    return _ENDINGS.sub("", _CLITICS.sub("", word, count=1), count=1)


_COMMON_STEMS = frozenset(stem(word) for word in _COMMON) | _COMMON
#: How many words a memo holds before it begins anew.
_MOST = 100_000


class _Stems(dict[str, str]):
    """What a folded word tells: its stem, "" for a common word. Remembered: most words come again and again."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        found = "" if word in _COMMON else stem(word)
        self[word] = found = "" if found in _COMMON_STEMS else intern(found)
        return found


class _Weights(dict[str, float]):
    """How much a stem tells, remembered."""

    def __missing__(self, word: str) -> float:
        if len(self) >= _MOST:
            self.clear()
        articles, counts = _counts()
        self[word] = found = log((articles + 3) / (counts.get(word, 1) + 1)) ** 2
        return found


_STEMS, _WEIGHTS = _Stems(), _Weights()
#: How much a word tells: the fewer articles of conflict news it stands in, the more.
weight = _WEIGHTS.__getitem__


def words_of(article: Article) -> frozenset[str]:
    """The telling words of title and lead, folded and stemmed. Looks at the first 1,000 characters of the text."""
    return _telling(article.title[:300] + " \n " + article.text[:_LEAD])


def headline_of(article: Article) -> frozenset[str]:
    """The telling words of the title alone; none where there is no title."""
    return _telling(article.title[:300])


def _telling(text: str) -> frozenset[str]:
    found = {*map(_STEMS.__getitem__, {*_WORD.findall(fold(text).text)})}
    found.discard("")
    return frozenset(found)


def norm(words: Collection[str]) -> float:
    """The length of a report's words, as cosines need it; never 0."""
    return sqrt(fsum(map(weight, words))) or 1.0  # exact, so that the order of a set changes nothing


def rarest(words: Iterable[str], count: int) -> list[str]:
    """Those that tell most, at most so many; the same ones in every process."""
    return sorted(sorted(words), key=weight, reverse=True)[:count]


@cache
def _counts() -> tuple[int, dict[str, int]]:
    found = {stem: int(count) for stem, count in rows("word_counts.tsv")}
    return found.pop("articles"), found
