"""The words of a report, as a helper where facts do not settle which event it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from math import log, sqrt
from sys import intern

from bot.arabic.openings import stem_of
from bot.model.reading import Opening
from bot.stories.kinship import rows

#: How many reports a memo holds before it begins anew.
_MOST_REPORTS = 1000
#: So many parts make a weight of 1: weights are whole numbers, so that no order of adding changes a sum.
ONE = 1 << 20


# Function words and the furniture of news, and what has no stem.
_COMMON = [row[0] for row in rows("common_words.txt")]
_NOTHING = frozenset(("", *_COMMON, *map(stem_of, _COMMON)))


def tells(word: str) -> bool:
    """Does a folded word tell anything, and is no furniture of the news?"""
    return stem_of(word) not in _NOTHING


@cache
def _weights() -> dict[str, int]:
    """What the stems in our table tell: the fewer articles of conflict news one stands in, the more. "": any other."""
    # Interned as all stems are: the same object is found without reading its letters.
    counts = {intern(stem): int(count) for stem, count in rows("word_counts.tsv")}
    articles = counts.pop("articles")
    return {stem: int(log((articles + 3) / (count + 1)) ** 2 * ONE) for stem, count in {**counts, "": 1}.items()}


def weights(words: Iterable[str]) -> Iterator[int]:
    """How much each of these stems tells."""
    known = _weights()
    return map(known.get, words, repeat(known[""]))


class Wording:
    """The telling words of a report, or of its title, and what comparisons ask of them, worked out once.

    `line` holds them as an incident keeps them; `length` is theirs as cosines need it, never 0; `weights` are how much
    each tells.
    """

    __slots__ = ("_ranked", "length", "line", "weights", "words")

    def __init__(self, words: list[str], line: str) -> None:
        """The words, each once and in the order of their letters, and the same as a line."""
        self.line, self.weights = line, dict(zip(words, weights(words), strict=True))
        self.words = frozenset(self.weights)  # of a dict it takes no more room than it needs
        self._ranked: list[str] | None = None
        self.length = sqrt(sum(self.weights.values()) / ONE) or 1.0

    @property
    def ranked(self) -> list[str]:
        """Those that tell most first; the same ones in every process."""
        if self._ranked is None:
            self._ranked = _by(self.weights)
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
    return _WORDINGS.of({*opening.headline, *opening.lead} - _NOTHING), _WORDINGS.of({*opening.headline} - _NOTHING)


def by_weight(words: Sequence[str]) -> list[str]:
    """Those that tell most first, of equal ones the first first."""
    return _by(dict(zip(words, weights(words), strict=True)))


def _by(weighed: dict[str, int]) -> list[str]:
    return sorted(weighed, key=weighed.__getitem__, reverse=True)
