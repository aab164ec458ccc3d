"""Tolls beside each other: shared out over places («12 في صور وتسعة في النبطية. وبلغ الجرحى 96»), or told again."""

from __future__ import annotations

from math import inf

from bot.facts.figures.beside import Beside
from bot.facts.figures.ground import Ground
from bot.facts.figures.sentence import Claim

#: So many times more than its own toll are of no place that only shares in one.
_MORE = 2
#: So many claims of one number are looked at.
_REPEATED = 6


class SharedTolls:
    """The tolls of one article that its sentences share out. Each sentence is looked through once."""

    __slots__ = ("_beside", "_by_sentence", "_ground", "_owns", "_same", "_tolls")

    def __init__(self, ground: Ground, beside: Beside) -> None:
        self._ground, self._beside = ground, beside
        self._tolls: dict[int, dict[str, int]] = {}
        self._owns: dict[int, float] = {}
        self._by_sentence: dict[int, list[Claim]] = {}
        self._same: dict[tuple[str, int | None, int | None], list[Claim]] = {}

    def is_too_small(self, number: int, claim: Claim) -> bool:
        """Is a place one of several in its sentence, each with its own toll, and a claim far more than its own?"""
        own = self._owns.get(number)
        if own is None:
            own = self._owns[number] = self._own(number)
        return own * _MORE < claim.stated

    def _own(self, number: int) -> float:
        """How many are told of a place in a sentence that shares them out; else without end."""
        ground = self._ground
        start = ground.words.bounds[ground.firsts[number]][0]
        tolls = self._tolls.get(start)
        if tolls is None:
            tolls = self._tolls[start] = {}
            claims = self._claims().get(start, ())
            for claim in claims if len(claims) > 1 else ():
                own = self._beside.own(claim)
                if own >= 0:
                    key = ground.keys[own]
                    tolls[key] = max(tolls.get(key, 0), claim.stated)
        return tolls.get(ground.keys[number], inf) if len(tolls) > 1 else inf

    def _claims(self) -> dict[int, list[Claim]]:
        """The claims by where their sentences begin."""
        if not self._by_sentence:
            for claim in self._ground.claims:
                self._by_sentence.setdefault(claim.sentence[0], []).append(claim)
        return self._by_sentence

    def repetitions(self, claim: Claim) -> list[Claim]:
        """The first claims of other sentences that state the same."""
        if not self._same:
            for each in self._ground.claims:
                self._same.setdefault((each.kind, each.min, each.max), []).append(each)
        same = self._same.get((claim.kind, claim.min, claim.max), [])[:_REPEATED]
        return [other for other in same if other.sentence != claim.sentence]
