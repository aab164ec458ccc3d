"""The scope that a cue speaks for: `data/figure_says.tsv`."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.arabic.tables import load_cells

_ANY, _NONE = "*", "-"
Names = tuple[str, ...]


@lru_cache(maxsize=4096)
def says(kind: str, over: str, age: str) -> str:
    """The scope that a cue speaks for, "" where it says nothing of those harmed, else in words what it is."""
    for kinds, overs, ages, scope in _rules():
        if _fits(kind, kinds) and _fits(over, overs) and _fits(age, ages):
            return "" if scope == _NONE else scope.format(kind=kind, over=over, age=age)
    return kind


@cache
def _rules() -> tuple[tuple[Names, Names, Names, str], ...]:
    table = load_cells("bot.facts", "figure_says.tsv", 4)
    return tuple((_names(kinds), _names(overs), _names(ages), scope) for kinds, overs, ages, scope, *_ in table)


def _names(cell: str) -> Names:
    return tuple(cell.split(","))


def _fits(said: str, names: Names) -> bool:
    """Is it one of these names? «said *» is any that begins so, «-» that it says nothing."""
    return any(
        said.startswith(name[:-1]) if name.endswith(_ANY) else said == ("" if name == _NONE else name) for name in names
    )
