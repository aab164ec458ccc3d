"""By which of its names in an article a place is called."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word


def fullest(names: Sequence[str], code: str, gazetteer: Gazetteer) -> str:
    """That with most words of the place's own name (قطاع غزة before القطاع), then the usual; no hashtag of words."""
    if len(names) == 1 or len(set(names)) == 1:
        return names[0]
    own = set(fold_word(gazetteer.name(code, "ar")).split())

    def liking(name: str) -> tuple[bool, int, int]:
        return "_" not in name, len(own.intersection(fold_word(name).split())), names.count(name)

    return max(dict.fromkeys(names), key=liking)
