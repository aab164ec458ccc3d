"""The words of an incident: those of its latest reports together, as one report's words are compared with them.

Kept up to date as reports come: a line more is added, the oldest taken away again. Weights are whole numbers, so that
what was taken away leaves nothing behind, and no order of adding changes a sum. Most incidents have a single report:
its words stand as they are, and only those that it shares with another are weighed, when they are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.stories.words import PARTS, Wording, rarest, wording

#: How many of a line's rarest words an incident is filed under.
_FILED = 24


class Profile:
    """Words of several reports, each with the sum of its weights in reports of equal length. Changes in place."""

    __slots__ = ("_lines", "_only", "_rare", "_weights")

    def __init__(self, lines: Sequence[str] = ()) -> None:
        """Begin with these lines, one a report."""
        self._lines: tuple[str, ...] = ()
        self._only: Wording | None = None
        self._weights: dict[str, int] = {}
        self._rare: dict[str, list[str]] = {}
        self.follow(lines)

    def follow(self, lines: Sequence[str]) -> None:
        """Hold these lines from now on. Costs as much as they differ from those before."""
        lines = tuple(filter(None, lines))
        kept = self._lines
        if kept == lines:
            return
        if not kept and len(lines) == 1:
            self._lines, self._only = lines, wording(lines[0])
            return
        if self._only is not None:
            self._weights, self._only = self._only.shares(), None
        while kept and kept != lines[: len(kept)]:
            self._take(kept[0])
            kept = kept[1:]
        for line in lines[len(kept) :]:
            self._add(line)
        self._lines = lines

    def _add(self, line: str) -> None:
        added, weights = wording(line).shares(), self._weights
        if not weights:
            self._weights = added
            return
        for word, share in added.items():
            weights[word] = weights.get(word, 0) + share

    def _take(self, line: str) -> None:
        weights = self._weights
        for word, share in wording(line).shares().items():
            weights[word] -= share
            if not weights[word]:
                del weights[word]

    def rarest(self) -> list[str]:
        """The words that tell most of all its lines, as an incident is filed under."""
        known = self._rare
        self._rare = {line: known.get(line) or wording(line).ranked[:_FILED] for line in self._lines}
        if len(self._rare) == 1:
            return self._rare[self._lines[0]]
        return rarest({word for words in self._rare.values() for word in words}, _FILED)

    def likeness(self, asked: Wording) -> float | None:
        """The cosine of these words with those of each report, on average; None where one side has none.

        On the average, since the closest report alone would let an incident drift from event to event.
        """
        if not asked.line or not self._lines:
            return None
        weights = self._weights
        if self._only is not None:
            shared = self._only.shared(asked)
        else:
            shared = sum(map(weights.__getitem__, weights.keys() & asked.words))
        return shared / (PARTS * asked.length * len(self._lines))
