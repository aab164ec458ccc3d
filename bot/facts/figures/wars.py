"""Wars that are told by the day they began: `data/figure_wars.tsv`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells


def begins_war(forms: Sequence[str], published: int | None) -> bool:
    """Do folded words name the day a war began, or its month and year? `published`: the year, None where unknown."""
    said = {word.lstrip("و") for word in forms}
    for days, months, year in _wars():
        if said & months and (published is None or published >= int(year)):
            if said & days and all(not each.startswith(("19", "20")) or each == year for each in said):
                return True
            if year in said and not any(word.isdigit() for word in said - {year}):
                return True
    return False


@cache
def _wars() -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    table = load_cells("bot.facts", "figure_wars.tsv", 3)
    return tuple((_folded(days), _folded(months), year) for days, months, year, *_ in table)


def _folded(cell: str) -> frozenset[str]:
    return frozenset(map(fold_word, cell.split()))
