"""Under which anchors open incidents stand: a place, a number of people or a word, and the latest incidents of each.

Plain numbers side by side: what is looked at for each article lies close together, however many incidents are open, and
most words stand in a single one.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from math import log
from typing import TypeAlias

#: Of an anchor that many incidents share only the latest are looked at.
_ENTRIES = 24
#: The incidents under one anchor: the number of the only one; or how many there are, and the numbers of the latest, the
#: very latest last.
Under: TypeAlias = "int | array[int]"


class Anchors:
    """Anchors of one kind, by name, with the incidents under each. Incidents are known by their numbers."""

    def __init__(self) -> None:
        """Begin with none."""
        self._under: dict[str, Under] = {}
        #: What stands under an anchor, or None; and does anything?
        self.under, self.known = self._under.get, self._under.__contains__

    def count(self, name: str) -> int:
        """How many incidents stand under it."""
        here = self._under.get(name)
        return 0 if here is None else 1 if isinstance(here, int) else here[0]

    def latest(self, name: str) -> Collection[int]:
        """The latest incidents that stand under it, the very latest first."""
        here = self._under.get(name)
        return () if here is None else (here,) if isinstance(here, int) else here[:0:-1]

    def put(self, number: int, names: Iterable[str]) -> None:
        """Let a new incident stand under these."""
        under = self._under
        for name in names:
            known = under.setdefault(name, number)
            if not isinstance(known, int):
                _add(known, number)
            elif known != number:
                under[name] = array("L", (2, known, number))

    def put_again(self, number: int, names: Collection[str], before: Collection[str]) -> None:
        """Let one that stood under those `before` stand under these, as the latest of each."""
        left = {*before}
        new = [name for name in names if name not in left]
        left.difference_update(names)
        for name in before:
            known = self._under[name]
            if name not in left and not isinstance(known, int):
                _renew(known, number)
        self.put(number, new)
        self.drop(number, left)

    def drop(self, number: int, names: Iterable[str]) -> None:
        """Let an incident stand under these no more."""
        for name in names:
            left = _without(self._under[name], number)
            if left is None:
                del self._under[name]
            else:
                self._under[name] = left


def shared(asked: Iterable[tuple[Under | None, float]]) -> dict[int, float]:
    """For each incident under one of these: what the anchors that it shares are worth, together.

    Each is asked with what it is worth where few incidents share it: the more do, the less it tells.
    """
    found: dict[int, float] = {}
    for under, worth in asked:
        if under is None:
            continue
        if isinstance(under, int):
            found[under] = found.get(under, 0.0) + worth
            continue
        each, numbers = worth / (1 + log(under[0])), under[:0:-1]
        if not found:
            found = dict.fromkeys(numbers, each)
            continue
        for number in numbers:
            if number in found:
                found[number] += each
            else:
                found[number] = each
    return found


def _add(known: array[int], number: int) -> None:
    """Let one more incident stand under an anchor."""
    known[0] += 1
    known.append(number)
    if len(known) > _ENTRIES + 1:
        del known[1]


def _renew(known: array[int], number: int) -> None:
    """Let an incident that stands under an anchor already be its latest."""
    if known[-1] == number:
        return
    if number in known[1:]:
        del known[known.index(number, 1)]
    known.append(number)
    if len(known) > _ENTRIES + 1:
        del known[1]


def _without(known: Under, number: int) -> Under | None:
    """An anchor without that incident; None where nothing is left."""
    if isinstance(known, int):
        return None
    known[0] -= 1
    if number in known[1:]:
        del known[known.index(number, 1)]
    return known if known[0] else None
