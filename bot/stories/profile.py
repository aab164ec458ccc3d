"""The words of an incident: those of its latest reports together, as one report's words are compared with them.

Kept up to date as reports come: a line more is added, the oldest taken away again. Shares are whole numbers, so that
what was taken away leaves nothing behind, and no order of adding changes a sum. Most incidents have a single report:
its words stand as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import floordiv, mul

from bot.stories.words import ONE, Wording, by_weight, wording

#: How many of a line's rarest words an incident is filed under.
_FILED = 24
#: The share of a line in each of its words is a whole number of so many parts, divided by the line's length.
_PARTS = 1 << 32


class Profile:
    """Words of several reports, each with the shares of those that it stands in. Changes in place."""

    __slots__ = ("_length", "_lines", "_only", "_parts", "_rare", "_rarest", "_shares")

    def __init__(self, lines: Sequence[str] = ()) -> None:
        """Begin with these lines, one a report."""
        self._lines: tuple[str, ...] = ()
        #: The words of the only line and their length; None and none where there are several.
        self._only: frozenset[str] | None = None
        self._length = 0.0
        self._shares: dict[str, int] = {}
        #: Of each line: its share in each of its words; the words that tell most; and those of all lines.
        self._parts: dict[str, int] = {}
        self._rare: dict[str, list[str]] = {}
        self._rarest: list[str] = []
        self.follow(lines)

    def follow(self, lines: Sequence[str]) -> None:
        """Hold these lines from now on. Costs as much as they differ from those before."""
        lines = tuple(filter(None, lines))
        kept = self._lines
        if kept == lines:
            return
        if not kept and len(lines) == 1:
            only = wording(lines[0])
            self._lines, self._only, self._length = lines, only.words, only.length
            return
        if self._only is not None:
            self._add(wording(kept[0]))
            self._only = None
        while kept and kept != lines[: len(kept)]:
            self._take(kept[0])
            kept = kept[1:]
        for line in lines[len(kept) :]:
            self._add(wording(line))
        self._lines = lines
        self._parts = {line: self._parts[line] for line in lines}

    def _add(self, added: Wording) -> None:
        share, shares = int(_PARTS / added.length), self._shares
        self._parts[added.line] = share
        if not shares:
            self._shares = dict.fromkeys(added.words, share)
            return
        known = shares.get
        for word in added.words:
            shares[word] = known(word, 0) + share

    def _take(self, line: str) -> None:
        shares, share = self._shares, self._parts[line]
        for word in line.split():
            shares[word] -= share
            if not shares[word]:
                del shares[word]

    def rarest(self) -> list[str]:
        """The words that tell most of all its lines, as an incident is filed under."""
        known = self._rare
        found = self._rare = {line: known.get(line) or wording(line).ranked[:_FILED] for line in self._lines}
        if len(found) == 1:
            self._rarest = found[self._lines[0]]
        elif found.keys() != known.keys():
            # Where no line was taken away, what told most before and what does of the new lines is all there is.
            new = [words for line, words in found.items() if line not in known]
            asked = [self._rarest, *new] if known.keys() <= found.keys() else found.values()
            self._rarest = by_weight(sorted({word for words in asked for word in words}))[:_FILED]
        return self._rarest

    @property
    def words(self) -> Collection[str]:
        """All of them, each once."""
        return self._shares.keys() if self._only is None else self._only

    def common(self, asked: Wording) -> Collection[str]:
        """The words of another report that stand in any of these."""
        return self._only & asked.words if self._only is not None else self._shares.keys() & asked.words

    def likeness(self, asked: Wording) -> float | None:
        """The cosine of these words with those of each report, on average; None where one side has none.

        On the average, since the closest report alone would let an incident drift from event to event.
        """
        if not asked.line or not self._lines:
            return None
        common = self.common(asked)
        if not common:
            return 0.0
        return sum(self._weighed(common, asked.weights)) / self._scale(asked)

    def likenesses(
        self, asked: Wording, common: Collection[str], held: Mapping[str, int], parts: Mapping[str, int]
    ) -> tuple[float, float] | None:
        """Their likeness, and that where each word weighs only its part for each of the incidents it is `held` by.

        `common` are the words that both have, `parts` what is left of their weights. None where one side has none.
        """
        if not asked.line or not self._lines:
            return None
        told, scale = self._weighed(common, asked.weights), self._scale(asked)
        if self._only is not None:
            return sum(told) / scale, sum(map(parts.__getitem__, common)) / scale
        weighed = list(told)
        return sum(weighed) / scale, sum(map(floordiv, weighed, map(held.__getitem__, common))) / scale

    def _weighed(self, common: Collection[str], told: Mapping[str, int]) -> Iterator[int]:
        """What each of the common words weighs, by what it tells."""
        weights = map(told.__getitem__, common)
        return weights if self._only is not None else map(mul, weights, map(self._shares.__getitem__, common))

    def _scale(self, asked: Wording) -> float:
        """What all words weigh together."""
        if self._only is not None:
            return self._length * ONE * asked.length
        return _PARTS * ONE * asked.length * len(self._lines)
