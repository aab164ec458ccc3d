"""Do two names mean one side of a fight or an agreement? Pure."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.arabic.place_words import nations
from bot.rulebook.naming import known_as, state_of
from bot.stories.headlines import words_of_class
from bot.stories.kinship import folded, is_common

#: Names stand in these or not.
_MARKS = "\"'«»“”"
_BARE = dict.fromkeys(map(ord, _MARKS))


def one_side(one: str, other: str, besides: frozenset[str] = frozenset()) -> bool:
    """Do both names mean one side: one is known under both, or they share a word that tells? `besides` tells nothing.

    Where a name has nothing but common words («الجيش»), these count; the adjective of a nation counts for nothing
    where only one of them is its state: «المعارضة السورية».
    """
    one, other = one.translate(_BARE), other.translate(_BARE)
    known, states = (known_as(one), known_as(other)), (state_of(one), state_of(other))
    if all(known) or all(states):
        return bool(known[0] & known[1]) or (not all(known) and bool(states[0] & states[1]))
    nation = frozenset() if any(states) is all(states) else _nations()
    mine, theirs = (words_of(name) - besides - nation for name in (one, other))
    telling = [frozenset([word for word in side if not _common(word)]) for side in (mine, theirs)]
    mine, theirs = telling if all(telling) else (mine, theirs)
    return not mine.isdisjoint(theirs)


@cache
def _nations() -> frozenset[str]:
    return frozenset([form.removesuffix("ه") for form in nations()])


@lru_cache(maxsize=5_000)
def words_of(name: str) -> frozenset[str]:
    """The words of a name, without those that say of nobody who he is."""
    words = [word.removeprefix("ال").removesuffix("ه") for word in folded(name.translate(_BARE)).split()]
    return frozenset([word for word in words if not word.startswith(words_of_class("anybody"))])


def _common(word: str) -> bool:
    return is_common(word) or is_common(f"{word}ه")
