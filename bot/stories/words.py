"""The words of a report, as a helper where facts do not settle which event it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from math import log, sqrt

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


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """Cut a folded word down to what tells it apart: one article or preposition in front, one ending behind."""
    return _ENDINGS.sub("", _CLITICS.sub("", word, count=1), count=1)


_COMMON_STEMS = frozenset(stem(word) for word in _COMMON) | _COMMON


def words_of(article: Article) -> frozenset[str]:
    """The telling words of title and lead, folded and stemmed. Looks at the first 1,000 characters of the text."""
    return _telling(article.title[:300] + " \n " + article.text[:_LEAD])


def headline_of(article: Article) -> frozenset[str]:
    """The telling words of the title alone; none where there is no title."""
    return _telling(article.title[:300])


def _telling(text: str) -> frozenset[str]:
    folded = fold(text).text
    stems = {stem(word) for word in _WORD.findall(folded) if word not in _COMMON}
    return frozenset(stems - _COMMON_STEMS)


def norm(words: Collection[str]) -> float:
    """The length of a report's words, as cosines need it; never 0."""
    return sqrt(sum(map(weight, words))) or 1.0


@lru_cache(maxsize=120_000)
def weight(word: str) -> float:
    """How much a word tells: the fewer articles of conflict news it stands in, the more."""
    articles, counts = _counts()
    return log((articles + 3) / (counts.get(word, 1) + 1)) ** 2


@cache
def _counts() -> tuple[int, dict[str, int]]:
    found = {stem: int(count) for stem, count in rows("word_counts.tsv")}
    return found.pop("articles"), found
