"""By which of its names in an article a place is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word

#: So many letters of a word tell it: ناغورنو and ناغورني are the same.
_STEM = 4


def fullest(names: Sequence[str], code: str, gazetteer: Gazetteer) -> str:
    """That with most words of the place's own name, however spelled (قطاع غزة before القطاع), then the usual.

    No hashtag of words.
    """
    if len(names) == 1 or len(set(names)) == 1:
        return names[0]
    own = _words_of(gazetteer.name(code, "ar"))
    usual = Counter(map(fold_word, names))

    def liking(name: str) -> tuple[bool, int, int]:
        return "_" not in name, len(own & _words_of(name)), usual[fold_word(name)]

    return max(dict.fromkeys(names), key=liking)


@lru_cache(maxsize=4096)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(word.removeprefix("ال")[:_STEM] for word in fold_word(name).split())
