"""What a headline says of its report beside the facts: that somebody speaks. Pure."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from bot.arabic.letters import fold
from bot.stories.kinship import rows

#: More words than this before a colon are a sentence, not a name.
_NAME = 5


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(word).text for found, word in rows("headline_words.tsv") if found == "label")


def is_statement(title: str, places: Collection[str]) -> bool:
    """Does the title name a speaker before a colon? Not where a place of the event (folded) or a label stands there."""
    head, colon, said = fold(title).text.partition(":")
    name = head.strip(" \"'«»“”.#")
    if not colon or not said.strip() or not name or len(name.split()) > _NAME:
        return False
    return name not in places and not _labels() & set(name.split())
