"""Names near to those of places: misspelled ones, asked for each unknown place of ten thousand rules, and those of
something else there.
"""

from __future__ import annotations

import difflib
from collections import Counter
from functools import cached_property

from bot.arabic.gazetteer import GENERIC, name_words
from bot.arabic.letters import fold_word
from bot.rulebook.rulebook import Gazetteer

#: So many names share the most pairs of letters with one that is misspelled; only these are compared letter by letter.
_COMPARED = 40
_SHOWN, _LIKE = 3, 0.75


class NearPlaces:
    """Made for each load of a folder; its index is made when the first unknown place is met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[str, ...]] = {}

    def nearest(self, name: str) -> tuple[str, ...]:
        """Up to three names of places that this one may be meant for, the nearest first, in its own script."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._seek(name)
        return found

    def _seek(self, name: str) -> tuple[str, ...]:
        names, having = self._english if name.isascii() else self._arabic
        wanted = fold_word(name).casefold()
        shared = Counter(at for pair in _pairs(wanted) for at in having.get(pair, ()))
        most = sorted(shared, key=lambda at: (-shared[at], abs(len(names[at][0]) - len(wanted)), at))[:_COMPARED]
        folded = dict(names[at] for at in most)
        near = difflib.get_close_matches(wanted, folded, n=_SHOWN, cutoff=_LIKE)
        return tuple(folded[one] for one in near)

    @cached_property
    def _arabic(self) -> tuple[list[tuple[str, str]], dict[str, list[int]]]:
        return self._index("ar")

    @cached_property
    def _english(self) -> tuple[list[tuple[str, str]], dict[str, list[int]]]:
        return self._index("en")

    def _index(self, language: str) -> tuple[list[tuple[str, str]], dict[str, list[int]]]:
        """The names, folded and as they are written, and in which of them each pair of letters stands."""
        written = (self._gazetteer.name(code, language) for code in self._gazetteer)
        names = list({fold_word(name).casefold(): name for name in written if name}.items())
        having: dict[str, list[int]] = {}
        for at, (folded, _) in enumerate(names):
            for pair in _pairs(folded):
                having.setdefault(pair, []).append(at)
        return names, having


def _pairs(word: str) -> set[str]:
    """The pairs of letters that stand side by side, with where it begins and ends."""
    framed = f"^{word}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def of_something_there(name: str, gazetteer: Gazetteer) -> bool:
    """«سجن حمص», «مستوطنة الضفة الغربية»: is it only found as the place behind the word, which is no such thing?"""
    words = name_words(name)
    kinds = GENERIC.get(words[0], frozenset()) if len(words) > 1 else frozenset()
    codes = gazetteer.lookup(name) if kinds else ()
    behind = gazetteer.lookup(" ".join(words[1:])) if codes else ()
    its_own = any(
        gazetteer.kind(code) in kinds or name_words(gazetteer.name(code, "ar")) == words or code not in behind
        for code in codes
    )
    return bool(codes) and not its_own
