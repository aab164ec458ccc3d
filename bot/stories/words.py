"""The words of a report, as a helper where facts do not settle which event it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from math import log, sqrt
from sys import intern

from bot.model.reading import Opening
from bot.stories.kinship import rows

#: What tells something in a piece of text: marks, numbers of one digit and the shortest words do not.
_WORD = re.compile(r"[ء-ي]{3,}|[A-Za-z]{3,}|\d{2,}")
# Many words at once, each on its line: two walks over all of them cost less than two calls for each.
_CLITICS = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|و(?=.{4})|ب(?=.{4})|ل(?=.{4})|ف(?=.{5}))", re.MULTILINE)
_ENDINGS = re.compile(r"(?<=.{3})(?:هما|كما|هم|ها|ات|ين|ون|ان|يه|ه|ي)$", re.MULTILINE)
#: How many words, and how many reports, a memo holds before it begins anew; no word is longer than that.
_MOST, _MOST_REPORTS, _LONGEST = 100_000, 1000, 40
#: So many parts make a weight of 1: weights are whole numbers, so that no order of adding changes a sum.
ONE = 1 << 20


def _stems(words: Iterable[str]) -> list[str]:
    """Cut folded words down to what tells them apart: one article or preposition in front, one ending behind."""
    return _ENDINGS.sub("", _CLITICS.sub("", "\n".join(words))).split("\n")


#: What stands for the stem of a word not met before.
_NEW = "\n"
_NOTHING = frozenset({"", _NEW})
# Function words and the furniture of news.
_COMMON = [row[0] for row in rows("common_words.txt")]
_COMMON_STEMS = frozenset((*_COMMON, *_stems(_COMMON)))


class _Stems:
    """What a folded word tells: its stem, "" for a common word or a mark. Remembered: most come again and again."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, words: Sequence[str]) -> set[str]:
        """What words tell."""
        found = {*map(self._known.get, words, repeat(_NEW))}
        if _NEW in found:
            found |= self._learn({word for word in words if word not in self._known})
        found -= _NOTHING
        return found

    def _learn(self, words: set[str]) -> set[str]:
        """Many words at once: what each tells."""
        if len(self._known) >= _MOST:
            self._known.clear()
        short = [word for word in words if len(word) <= _LONGEST]
        cut = _stems([match[0] if (match := _WORD.search(word)) else "" for word in short])
        stems = ["" if stem in _COMMON_STEMS else intern(stem) for stem in cut]
        self._known.update(zip(short, stems, strict=False))  # of no words there is still one stem, ""
        return {*stems}


@cache
def _weights() -> dict[str, int]:
    """What the stems in our table tell: the fewer articles of conflict news one stands in, the more. "": any other."""
    counts = {stem: int(count) for stem, count in rows("word_counts.tsv")}
    articles = counts.pop("articles")
    return {stem: int(log((articles + 3) / (count + 1)) ** 2 * ONE) for stem, count in {**counts, "": 1}.items()}


def weights(words: Iterable[str]) -> Iterator[int]:
    """How much each of these stems tells."""
    known = _weights()
    return map(known.get, words, repeat(known[""]))


_STEMS = _Stems()


class Wording:
    """The telling words of a report, or of its title, and what comparisons ask of them, worked out once.

    `line` holds them as an incident keeps them; `length` is theirs as cosines need it, never 0.
    """

    __slots__ = ("_ranked", "_weights", "length", "line", "words")

    def __init__(self, words: list[str], line: str) -> None:
        """The words, each once and in the order of their letters, and the same as a line."""
        self.words, self.line = frozenset(words), line
        self._weights = dict(zip(words, weights(words), strict=True))
        self._ranked: list[str] = []
        self.length = sqrt(sum(self._weights.values()) / ONE) or 1.0

    @property
    def ranked(self) -> list[str]:
        """Those that tell most first; the same ones in every process."""
        if self._weights:
            self._ranked, self._weights = _by(self._weights), {}
        return self._ranked


class _Wordings(dict[str, Wording]):
    """What lines hold, remembered: the words of a report are asked for again when its incident is filed."""

    def of(self, words: set[str]) -> Wording:
        """What a report with these words holds."""
        ordered = sorted(words)
        line = " ".join(ordered)
        return self.get(line) or self._kept(Wording(ordered, line))

    def __missing__(self, line: str) -> Wording:
        # Thousands of incidents hold the same words: each is kept once.
        return self._kept(Wording(list(map(intern, line.split())), line))

    def _kept(self, found: Wording) -> Wording:
        if len(self) >= _MOST_REPORTS:
            self.clear()
        self[found.line] = found
        return found


_WORDINGS = _Wordings()
#: The words of a line as an incident keeps it.
wording = _WORDINGS.__getitem__


def wordings(opening: Opening) -> tuple[Wording, Wording]:
    """The telling words of an article, and those of its title alone, or of what begins it."""
    headline = _STEMS.of(opening.headline)
    return _WORDINGS.of(headline | _STEMS.of(opening.lead)), _WORDINGS.of(headline)


def by_weight(words: Sequence[str]) -> list[str]:
    """Those that tell most first, of equal ones the first first."""
    return _by(dict(zip(words, weights(words), strict=True)))


def _by(weighed: dict[str, int]) -> list[str]:
    return sorted(weighed, key=weighed.__getitem__, reverse=True)
