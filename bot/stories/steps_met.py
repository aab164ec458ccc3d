"""The steps of rules over time that open incidents met, filed by rule, place and time.

A place asked for finds what was met in it, within it, and in what contains it; never what names a whole country only.
Counting a surge among thousands of steps is looking up two ends of a list.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime
from operator import itemgetter

from bot.model.story import StepMet
from bot.stories.kinship import Spot

#: The index of a step that says "was told here".
TOLD = -1
#: A step as it is filed: when it was met, by which incident, and the step.
Met = tuple[datetime, str, StepMet]
#: Rule, index of the step, "in" or "at", place. "in" holds what was met in or within it, "at" in just that one.
_Key = tuple[str, int, str, str]
_when = itemgetter(0)
_order = itemgetter(0, 1)
#: Under this place every step stands.
_ANYWHERE = "*"


class StepsMet:
    """An index of steps, each asked for by its index in the rule; TOLD is one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lists: dict[_Key, list[Met]] = {}
        self._filed: dict[str, list[tuple[_Key, Met]]] = {}

    def put(self, incident: str, steps: Iterable[tuple[StepMet, tuple[Spot, ...]]]) -> None:
        """Let these steps of an incident, each with where it was met, take the place of those it had."""
        self.drop(incident)
        filed = []
        for step, where in steps:
            met = (step.at.astimezone(UTC), incident, step)
            for key in _keys(step, where):
                listed = self._lists.setdefault(key, [])
                if not listed or _order(listed[-1]) <= _order(met):  # news comes in order of time, mostly
                    listed.append(met)
                else:
                    listed.insert(_place_of(met, listed), met)
                filed.append((key, met))
        if filed:
            self._filed[incident] = filed

    def drop(self, incident: str) -> None:
        """Forget the steps of an incident."""
        for key, met in self._filed.pop(incident, ()):
            listed = self._lists[key]
            at = bisect_left(listed, _order(met), key=_order)
            while listed[at] is not met:
                at += 1
            del listed[at]
            if not listed:
                del self._lists[key]

    def found(
        self, rule: str, index: int, spots: Iterable[Spot] | None, since: datetime, until: datetime
    ) -> list[tuple[str, StepMet]]:
        """All that met this step of a rule, with their incidents' ids: from `since` to `until`, both included.

        `spots` are the places asked for; None = anywhere. In order of time.
        """
        parts = [
            listed[bisect_left(listed, since, key=_when) : bisect_right(listed, until, key=_when)]
            for listed in self._of(rule, index, spots)
        ]
        return [(key, step) for _, key, step in _together(parts)]

    def latest(
        self, rule: str, index: int, spots: Iterable[Spot] | None, since: datetime, until: datetime
    ) -> StepMet | None:
        """The one of them that was met last."""
        last = [
            listed[end - 1]
            for listed in self._of(rule, index, spots)
            if (end := bisect_right(listed, until, key=_when)) and listed[end - 1][0] >= since
        ]
        return max(last, key=_order)[2] if last else None

    def counted(
        self, rule: str, index: int, spots: Iterable[Spot] | None, since: datetime, until: datetime
    ) -> tuple[int, datetime | None]:
        """How many of them were met after `since` up to `until`, and when the first was."""
        ends = [
            (listed, bisect_right(listed, since, key=_when), bisect_right(listed, until, key=_when))
            for listed in self._of(rule, index, spots)
        ]
        ends = [(listed, first, end) for listed, first, end in ends if first < end]
        if not ends:
            return 0, None
        earliest = min(listed[first][0] for listed, first, _ in ends)
        if len(ends) == 1:
            return ends[0][2] - ends[0][1], earliest
        return len(_together([listed[first:end] for listed, first, end in ends])), earliest

    def _of(self, rule: str, index: int, spots: Iterable[Spot] | None) -> list[list[Met]]:
        if spots is None:
            keys = {(rule, index, "at", _ANYWHERE): None}
        else:
            asked = [spot for spot in spots if not spot.is_country]
            inside = [(rule, index, "in", spot.key) for spot in asked]
            around = [(rule, index, "at", code) for spot in asked for code in spot.around if code != spot.key]
            keys = dict.fromkeys((*inside, *around))
        return [self._lists[key] for key in keys if key in self._lists]


def _place_of(met: Met, listed: list[Met]) -> int:
    """Where it belongs in a list: by its time, and only among those of the same moment by its incident."""
    at = bisect_right(listed, met[0], key=_when)
    if at and listed[at - 1][0] == met[0]:
        return bisect_right(listed, _order(met), key=_order)
    return at


def _together(parts: list[list[Met]]) -> list[Met]:
    """Each step once, in order of time."""
    if len(parts) == 1:
        return parts[0]
    return sorted({id(met): met for part in parts for met in part}.values(), key=_order)


def _keys(step: StepMet, where: tuple[Spot, ...]) -> Iterable[_Key]:
    rule, index = step.rule, step.index
    spots = [spot for spot in where if not spot.is_country]
    at = [(rule, index, "at", key) for key in (_ANYWHERE, *[spot.key for spot in spots])]
    return dict.fromkeys((*at, *[(rule, index, "in", code) for spot in spots for code in (spot.key, *spot.around)]))
