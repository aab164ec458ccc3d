"""Is a report of a round of fighting between two states? That is one course of events, wherever each strike falls."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from bot.model.facts import Place
from bot.stories.headlines import titled_words
from bot.stories.kinship import Gazetteer, folded, rows

#: So far into its text a report says who fights whom, in characters.
_LEAD = 320
#: What stands attached before a name.
_BEFORE = ("", "و", "ف", "ب", "ل", "ال", "وال", "فال", "بال", "لل", "كال", "وب", "ول", "وبال", "ولل")


class _Round(NamedTuple):
    name: str
    states: frozenset[str]
    one: frozenset[str]
    other: frozenset[str]


def round_of(title: str, text: str, places: Iterable[Place], gazetteer: Gazetteer) -> str:
    """The states whose round a report tells of, as `IN PK`: it names both and happens nowhere else; "" for none."""
    words = titled_words(f"{title} {text[:_LEAD]}")
    for one in _rounds():
        if not (one.one.isdisjoint(words) or one.other.isdisjoint(words)):
            countries = {gazetteer.country(place.code) for place in places if place.code}
            return one.name if countries <= one.states else ""
    return ""


@cache
def _rounds() -> tuple[_Round, ...]:
    return tuple(
        [
            _Round(f"{one} {other}", frozenset({one, other}), _attached(names), _attached(others))
            for one, other, names, others in rows("rounds.tsv")
        ]
    )


def _attached(names: str) -> frozenset[str]:
    """The names with all that may stand before them."""
    return frozenset([before + folded(name) for name in names.split() for before in _BEFORE])
