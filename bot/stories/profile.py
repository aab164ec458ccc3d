"""The words of an incident: those of its latest reports together, as one report's words are compared with them.

Kept up to date as reports come: a line more is added, the oldest taken away again. Shares are whole numbers, so that
what was taken away leaves nothing behind, and no order of adding changes a sum. Most incidents have a single report:
its words stand as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from bot.stories.words import ONE, Wording, by_weight, weights, wording

#: How many of a line's rarest words an incident is filed under.
_FILED = 24
#: The share of a line in each of its words is a whole number of so many parts, divided by the line's length.
_PARTS = 1 << 32


class Profile:
    """Words of several reports, each with the shares of those that it stands in. Changes in place."""

    __slots__ = ("_lines", "_only", "_parts", "_rare", "_shares")

    def __init__(self, lines: Sequence[str] = ()) -> None:
        """Begin with these lines, one a report."""
        self._lines: tuple[str, ...] = ()
        self._only: Wording | None = None
        self._shares: dict[str, int] = {}
        #: For each line: its share in each of its words, and the words that tell most.
        self._parts: dict[str, tuple[int, list[str]]] = {}
        self._rare: list[str] = []
        self.follow(lines)

    def follow(self, lines: Sequence[str]) -> None:
        """Hold these lines from now on. Costs as much as they differ from those before."""
        lines = tuple(filter(None, lines))
        kept = self._lines
        if kept == lines:
            return
        if not kept and len(lines) == 1:
            self._lines, self._only = lines, wording(lines[0])
            self._rare = self._only.ranked[:_FILED]
            return
        if self._only is not None:
            self._add(self._only)
            self._only = None
        taken = kept
        while taken and taken != lines[: len(taken)]:
            self._take(taken[0])
            taken = taken[1:]
        for line in lines[len(taken) :]:
            self._add(wording(line))
        self._lines = lines
        self._file(lines[len(taken) :], anew=taken != kept)

    def _add(self, added: Wording) -> None:
        share, shares = int(_PARTS / added.length), self._shares
        self._parts[added.line] = share, added.ranked[:_FILED]
        if not shares:
            self._shares = dict.fromkeys(added.words, share)
            return
        known = shares.get
        for word in added.words:
            shares[word] = known(word, 0) + share

    def _take(self, line: str) -> None:
        shares, (share, _) = self._shares, self._parts[line]
        for word in line.split():
            shares[word] -= share
            if not shares[word]:
                del shares[word]

    def _file(self, new: Sequence[str], *, anew: bool) -> None:
        """Find the words that tell most of all lines: of those of each, or of the known ones and those of new lines."""
        parts = self._parts = {line: self._parts[line] for line in self._lines}
        words = {word for line in (self._lines if anew else new) for word in parts[line][1]}
        self._rare = by_weight(sorted(words if anew else words.union(self._rare)))[:_FILED]

    def rarest(self) -> list[str]:
        """The words that tell most of all its lines, as an incident is filed under."""
        return self._rare

    def likeness(self, asked: Wording) -> float | None:
        """The cosine of these words with those of each report, on average; None where one side has none.

        On the average, since the closest report alone would let an incident drift from event to event.
        """
        if not asked.line or not self._lines:
            return None
        if self._only is not None:
            shared = sum(weights(self._only.words & asked.words)) / self._only.length
        else:
            common = self._shares.keys() & asked.words
            shared = sum(map(mul, weights(common), map(self._shares.__getitem__, common))) / _PARTS
        return shared / (ONE * asked.length * len(self._lines))
