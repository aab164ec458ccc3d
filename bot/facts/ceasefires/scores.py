"""What is claimed of the mentions of ceasefires: the models of all statuses weighed side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from bot.facts.weights import BIAS, Weights
from bot.model.facts import CeasefireStatus

#: Log-odds from which a status counts as claimed: set by cross-validation (tools/train_ceasefires.py).
BARS = {
    CeasefireStatus.DECLARED: -0.7,
    CeasefireStatus.EXTENDED: -1.1,
    CeasefireStatus.IN_FORCE: -1.5,
    CeasefireStatus.VIOLATED: -1.3,
    CeasefireStatus.ENDED: -0.8,
    CeasefireStatus.SOUGHT: -0.7,
    CeasefireStatus.REJECTED: -1.0,
    CeasefireStatus.PAST: -1.8,
}
#: Log-odds from which one is declared in an article that claims nothing else of any, if it tells more than a time.
#: On 151 articles that no rule was made from: new ones .75 to .79, statuses .69 to .71; labelled sets as before.
_ALONE = -2.7
_ONLY_WHEN = frozenset({"claim after …", "claim before …", "claim during …", "claim under", "claim warned"})
#: Statuses that are told in passing: claimed only where nothing else is claimed more clearly of the same mention. What
#: holds is not told as the past too: the surer one stands.
_SHY = frozenset({CeasefireStatus.IN_FORCE, CeasefireStatus.PAST})
_MARGIN = 0.5
#: Who is told of one that begins, or is over, is not told beside it that it holds.
_OUTSHINES = frozenset({CeasefireStatus.DECLARED, CeasefireStatus.ENDED})


def is_claimed(status: CeasefireStatus, score: float, highest: float) -> bool:
    """Is a status claimed of a mention, given its score and the highest of all statuses there?"""
    return score > BARS[status] and (status not in _SHY or score >= highest - _MARGIN)


class Scores:
    """The models of all statuses as one table: feature → its weight for each status."""

    def __init__(self, models: Mapping[CeasefireStatus, Weights]) -> None:
        names = {name for model in models.values() for name in model.by_name}
        self._table = {name: tuple(model.by_name.get(name, 0.0) for model in models.values()) for name in names}
        self._start = self._table.pop(BIAS, (0.0,) * len(models))
        self._new = list(models).index(CeasefireStatus.DECLARED)
        self._bars = tuple((place, status, BARS[status]) for place, status in enumerate(models))

    def of(self, seen: Iterable[str]) -> list[float]:
        """The log-odds of each status, in the order of the models, whatever the order of what is seen."""
        table = self._table
        return list(map(math.fsum, zip(self._start, *[table[name] for name in seen if name in table], strict=True)))

    def claimed(
        self,
        mentions: Iterable[tuple[Iterable[str], Container[CeasefireStatus]]],
        *,
        told_of_war: bool,
        others: Callable[[Sequence[int], Sequence[int]], Container[int]],
    ) -> dict[CeasefireStatus, list[tuple[float, int]]]:
        """What is claimed of some mentions: their scores and numbers, the surest first.

        `others`: which of some mentions tell of other ceasefires than all of some others.
        `mentions`: what is seen of each, and what may not be claimed of it. `told_of_war`: does the article name who
        fights, or war itself? One that does not («موجة الحر تمنح السكان هدنة») declares no truce without a word for it.
        """
        found: dict[CeasefireStatus, list[tuple[float, int]]] = {}
        new: list[tuple[float, int]] = []
        for number, (seen, barred) in enumerate(mentions):
            scores = self.of(seen)
            highest = max(scores)
            if CeasefireStatus.DECLARED not in barred and _ONLY_WHEN.isdisjoint(seen):
                new.append((-scores[self._new], number))
            for place, status, bar in self._bars:
                if scores[place] > bar and status not in barred and is_claimed(status, scores[place], highest):
                    found.setdefault(status, []).append((-scores[place], number))
        if told_of_war and not found and new and -min(new)[0] > _ALONE:
            return {CeasefireStatus.DECLARED: [min(new)]}
        outshining = [number for status in _OUTSHINES for _, number in found.get(status, ())]
        if outshining and (held := found.pop(CeasefireStatus.IN_FORCE, None)):
            apart = others([number for _, number in held], outshining)
            if kept := [each for each in held if each[1] in apart]:
                found[CeasefireStatus.IN_FORCE] = kept
        if found.keys() >= _SHY:
            found.pop(min(sorted(_SHY), key=lambda status: -min(found[status])[0] - BARS[status]))
        return {status: sorted(found[status]) for _, status, _ in self._bars if status in found}
