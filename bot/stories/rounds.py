"""Is a report of a round of fighting between two states? That is one course of events, wherever each strike falls."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from bot.model.facts import Place
from bot.stories.headlines import titled_words
from bot.stories.kinship import Gazetteer, folded, rows

#: So far into its text a report says who fights whom, in characters.
_LEAD = 320
#: Letters that newsrooms write in several ways.
_SPELT = re.compile("[أإآءئؤ]|[ةهىي]$")
#: What stands attached before a name.
_BEFORE = ("", "و", "ف", "ب", "ل", "ال", "وال", "فال", "بال", "لل", "كال", "وب", "ول", "وبال", "ولل")


class _Side(NamedTuple):
    """What names a state in titles and leads, and what stands in each text that does."""

    names: frozenset[str]
    hints: frozenset[str]


class _Round(NamedTuple):
    states: tuple[str, str]
    sides: tuple[_Side, _Side]


def round_of(title: str, text: str, places: Iterable[Place], gazetteer: Gazetteer) -> str:
    """The states whose round a report tells of, as `IN PK`: it names both and happens nowhere else; "" for none."""
    told = f"{title} {text[:_LEAD]}"
    for states, sides in _rounds():
        if not all(any(map(told.__contains__, side.hints)) for side in sides):
            continue
        words = titled_words(told)
        if not any(side.names.isdisjoint(words) for side in sides):
            countries = {gazetteer.country(place.code) for place in places if place.code}
            return " ".join(states) if countries.issubset(states) else ""
    return ""


@cache
def _rounds() -> tuple[_Round, ...]:
    return tuple(
        [
            _Round((one, other), (_Side(_attached(names), _hints(names)), _Side(_attached(others), _hints(others))))
            for one, other, names, others in rows("rounds.tsv")
        ]
    )


def _hints(names: str) -> frozenset[str]:
    """What stands in each text that names one of them, however it is spelt: folding all texts costs more."""
    return frozenset([max(_SPELT.split(name), key=len) for name in names.split()])


def _attached(names: str) -> frozenset[str]:
    """The names with all that may stand before them."""
    return frozenset([before + folded(name) for name in names.split() for before in _BEFORE])
