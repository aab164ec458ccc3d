"""The country that an article speaks of, by its places and by the adjectives of nations: «وزارة الصحة اللبنانية»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.arabic.place_words import nations
from bot.arabic.words import Words


def named_nations(words: Words) -> list[str]:
    """The countries whose adjectives stand in an article, as often as they do."""
    return list(filter(None, map(nations().get, words.forms)))


def spoken_of(named: Iterable[str], votes: Mapping[str, int]) -> str:
    """The code of the country spoken of most, by adjectives and by its places, counted already; "" for none."""
    counted = dict(votes)
    for land in named:
        counted[land] = counted.get(land, 0) + 1
    return max(counted, key=counted.__getitem__)


def is_told_of(words: Words, land: str, sentence: tuple[int, int]) -> bool:
    """Does an adjective of a country stand in a sentence?"""
    return land in map(nations().get, words.words(*sentence))
