"""Why a ceasefire covers an area: the ordered reasons of data/ceasefire_reasons.tsv, the first that fits gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.arabic.tables import load_cells
from bot.model.facts import CeasefireStatus, Place

_ANY, _NOT = "*", "!"
#: What an article tells of the area of one mention, by the names that the table uses; looked up only where it is asked.
Told = Mapping[str, Callable[[], tuple[Place, ...]]]


class Reason(NamedTuple):
    """A row of the table: its name, the statuses it is for, what must be told and what must not, what it gives."""

    name: str
    statuses: frozenset[str]
    wants: tuple[str, ...]
    bars: tuple[str, ...]
    gives: tuple[str, ...]


def area_by(status: CeasefireStatus, told: Told) -> tuple[tuple[Place, ...], str]:
    """The area that a ceasefire of this status covers, and the name of the reason; (), "" where nothing tells it."""
    known: dict[str, tuple[Place, ...]] = {}

    def of(name: str) -> tuple[Place, ...]:
        if name not in known:
            known[name] = told[name]()
        return known[name]

    for reason in _reasons()[status]:
        if all(of(name) for name in reason.wants) and not any(of(name) for name in reason.bars):
            return once(tuple([place for name in reason.gives for place in of(name)])), reason.name
    return (), ""


def once(named: tuple[Place, ...]) -> tuple[Place, ...]:
    """Places, each once."""
    known: dict[str, Place] = {}
    for each in named:
        known.setdefault(each.code or each.name, each)
    return tuple(known.values())


@lru_cache(maxsize=1)
def _reasons() -> Mapping[CeasefireStatus, tuple[Reason, ...]]:
    """The reasons for each status, in their order. Read once."""
    found = [
        Reason(
            name,
            frozenset(statuses.split()),
            tuple([each for each in asked.split() if not each.startswith(_NOT)]),
            tuple([each.removeprefix(_NOT) for each in asked.split() if each.startswith(_NOT)]),
            tuple(gives.split()),
        )
        for name, statuses, asked, gives in load_cells("bot.facts", "ceasefire_reasons.tsv", 4)
    ]
    return {
        status: tuple([each for each in found if not each.statuses.isdisjoint({_ANY, status})])
        for status in CeasefireStatus
    }
