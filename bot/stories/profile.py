"""The words of an incident: those of its latest reports together, as one report's words are compared with them.

Kept up to date as reports come: a line more is added, the oldest taken away again. Weights are whole numbers, so that
what was taken away leaves nothing behind, and no order of adding changes a sum.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from sys import intern

from bot.stories.words import norm, rarest, weight

#: So many parts make a weight of 1.
_PARTS = 1 << 32
#: How many of a line's rarest words an incident is filed under.
_FILED = 24


def _weighed(line: str) -> dict[str, int]:
    """The words of a line with their weights, as shares of its length."""
    # Thousands of incidents hold the same words: each is kept once.
    words = list(map(intern, line.split()))
    share = _PARTS / norm(words)
    return {word: int(weight(word) * share) for word in words}


class Profile:
    """Words of several reports, each with the sum of its weights in reports of equal length. Changes in place."""

    __slots__ = ("_lines", "_rare", "_weights")

    def __init__(self, lines: Sequence[str] = ()) -> None:
        """Begin with these lines, one a report."""
        self._lines: tuple[str, ...] = ()
        self._weights: dict[str, int] = {}
        self._rare: dict[str, list[str]] = {}
        self.follow(lines)

    def follow(self, lines: Sequence[str]) -> None:
        """Hold these lines from now on. Costs as much as they differ from those before."""
        lines = tuple(line for line in lines if line)
        kept = self._lines
        if kept == lines:
            return
        while kept and kept != lines[: len(kept)]:
            self._take(kept[0])
            kept = kept[1:]
        for line in lines[len(kept) :]:
            self._add(line)
        self._lines, self._rare = lines, {line: self._rare[line] for line in lines}

    def _add(self, line: str) -> None:
        added, weights = _weighed(line), self._weights
        self._rare[line] = rarest(added, _FILED)
        if not weights:
            self._weights = added
            return
        for word, share in added.items():
            weights[word] = weights.get(word, 0) + share

    def _take(self, line: str) -> None:
        weights = self._weights
        for word, share in _weighed(line).items():
            weights[word] -= share
            if not weights[word]:
                del weights[word]

    def rarest(self) -> list[str]:
        """The words that tell most of all its lines, as an incident is filed under."""
        if len(self._rare) == 1:
            return next(iter(self._rare.values()))
        return rarest({word for words in self._rare.values() for word in words}, _FILED)

    def likeness(self, words: Collection[str], length: float) -> float | None:
        """The cosine of these words with those of each report, on average; None where one side has none.

        `length` is `norm(words)`. On the average, since the closest report alone would let an incident drift from
        event to event.
        """
        if not words or not self._lines:
            return None
        weights = self._weights
        return sum(map(weights.__getitem__, weights.keys() & words)) / (_PARTS * length * len(self._lines))
