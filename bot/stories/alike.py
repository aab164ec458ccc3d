"""What the words of a report say of which incident it tells of, beside those of all that may be meant. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from bot.stories.essence import Essence
from bot.stories.filed import Filed
from bot.stories.weights import WEIGHTS


class Words:
    """A report's words beside those of its candidates, worked out when the first is asked for.

    A word tells an incident from others as far as these do not have it too: on a front every report names the same
    town, the same parties and the same weapons, however rare all of them are in the news at large.
    """

    __slots__ = ("_candidates", "_common", "_held", "_ours", "_parts")

    def __init__(self, ours: Essence, candidates: Sequence[Filed]) -> None:
        """The candidates are known by their positions from now on."""
        self._ours, self._candidates = ours, candidates
        self._common: list[Collection[str]] = []
        #: By how many a word is held, and what it weighs for each of them.
        self._held: Mapping[str, int] = {}
        self._parts: Mapping[str, int] = {}

    def headline(self, at: int) -> float:
        """What the titles weigh."""
        return _headline(self._candidates[at].headlines.likeness(self._ours.headline))

    def weighed(self, at: int, *, of_now: bool) -> tuple[float, float | None]:
        """What all words weigh, and how alike they are; None where one side has none. `of_now`: of the same hours."""
        asked = self._ours.words
        if not self._common:
            self._common = [one.words.common(asked) for one in self._candidates]
            self._held = Counter(chain.from_iterable(self._common))
            self._parts = {word: asked.weights[word] // count for word, count in self._held.items()}
        found = self._candidates[at].words.likenesses(asked, self._common[at], self._held, self._parts)
        if found is None:
            return 0.0, None
        share, apart = found
        weight = WEIGHTS["contrast"] * (apart - WEIGHTS["usual contrast"])
        weight += WEIGHTS["words"] * (share - WEIGHTS["usual words"])
        copied = max(0.0, WEIGHTS["copied words"] * (share - WEIGHTS["usual copy"])) if of_now else 0.0
        return max(WEIGHTS["least words"], min(WEIGHTS["most words"], weight)) + copied, share


def most() -> tuple[float, float, float]:
    """The most that titles weigh, that all words weigh, and what these weigh more where they are a copy's."""
    copied = WEIGHTS["copied words"] * (1 - WEIGHTS["usual copy"])
    return max(0.0, _headline(1.0)), max(0.0, WEIGHTS["most words"]), max(0.0, copied)


def _headline(share: float | None) -> float:
    return 0.0 if share is None else WEIGHTS["headline"] * (share - WEIGHTS["usual headline"])
