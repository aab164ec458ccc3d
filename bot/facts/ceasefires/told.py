"""Turns of phrase that tell by themselves what becomes of a ceasefire: «وصلت الهدنة إلى نهايتها», «لا جدوى من هدنة».

Each is a row of data/ceasefire_told.patterns.tsv: its group `it` is the ceasefire (without one, the whole turn is), the
third cell what is claimed of it. What governs such a turn (a negation, «إذا»، «خشية أن») is read as of any other claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.arabic.patterns import Hit
from bot.arabic.tables import Row, load_rows

_TABLE = "ceasefire_told.patterns.tsv"
#: What stands in the third cell of a row that other rows name («@ceased»).
_MACRO = "macro"
#: … and of one that says nothing by itself: what governs it stands right before the ceasefire.
NOTHING = "-"


class Turn(NamedTuple):
    """Where a turn of phrase stands: its first token, the tokens of its ceasefire, its row, what it claims."""

    begins: int
    start: int
    end: int
    row: str
    says: str


@lru_cache(maxsize=1)
def _rows() -> tuple[Row, ...]:
    return load_rows("bot.facts", _TABLE, 3)


@lru_cache(maxsize=1)
def told_rows() -> Mapping[str, str]:
    """The patterns of all turns by their names."""
    return {row.name: row.pattern for row in _rows() if row.cells[0] != _MACRO}


def told_macros() -> Mapping[str, str]:
    """What a ceasefire is called in them, by name."""
    return {row.name: row.pattern for row in _rows() if row.cells[0] == _MACRO}


@lru_cache(maxsize=1)
def told_claims() -> Mapping[str, str]:
    """What the turns claim, by their names."""
    return {row.name: row.cells[0] for row in _rows() if row.cells[0] != _MACRO}


def turns(hits: Iterable[Hit]) -> Iterator[Turn]:
    """The turns of phrase among the hits of a table, in their order."""
    claims = told_claims()
    for hit in hits:
        if hit.pattern in claims:
            start, end = hit.groups.get("it", (hit.start, hit.end))
            says = claims[hit.pattern]
            yield Turn(hit.start if says != NOTHING else start, start, end, hit.pattern, says)
