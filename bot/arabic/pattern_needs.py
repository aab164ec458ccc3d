"""Which words a pattern cannot do without, whatever its groups and alternatives: where one lacks, it is not tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

#: Sets of letters, of each of which one must stand in the article.
_Sets = tuple[frozenset[str], ...]
_NOTHING: _Sets = ()


class Needs:
    """Asks patterns of one notation: `token` cuts it, `letters_of` tells the letters of an element, none for any."""

    def __init__(
        self, token: re.Pattern[str], letters_of: Callable[[str], frozenset[str]], macros: Mapping[str, str]
    ) -> None:
        self._token, self._letters_of, self._macros = token, letters_of, macros

    def of(self, source: str, first: frozenset[str] | None) -> tuple[frozenset[str], ...]:
        """What a pattern needs beside the words it begins with (`first`; None where that cannot be said)."""
        needs = dict.fromkeys(self._whole(source))
        return tuple([each for each in needs if first is None or not first <= each])

    def _whole(self, source: str) -> _Sets:
        return self._alternatives(list(self._token.finditer(source)), 0)[0]

    def _alternatives(self, tokens: Sequence[re.Match[str]], at: int) -> tuple[_Sets, int]:
        """Those from a token on, up to a bracket that closes."""
        needs, at = self._sequence(tokens, at)
        choices = [needs]
        while at < len(tokens) and tokens[at]["or"]:
            needs, at = self._sequence(tokens, at + 1)
            choices.append(needs)
        return (needs if len(choices) == 1 else _of_any(choices)), at

    def _sequence(self, tokens: Sequence[re.Match[str]], at: int) -> tuple[_Sets, int]:
        needs: _Sets = _NOTHING
        while at < len(tokens) and not tokens[at]["close"] and not tokens[at]["or"]:
            token = tokens[at]
            if token["open"]:
                inner, at = self._alternatives(tokens, at + 1)
            else:
                inner = self._one(token)
            if not may_lack(tokens[at]) and not (token["open"] or "").endswith("!"):
                needs += inner
            at += 1
        return needs, at

    def _one(self, token: re.Match[str]) -> _Sets:
        """A macro, or an element that is there once."""
        if token["macro"]:
            return self._whole(self._macros[token["macro"][1:]])
        letters = self._letters_of(token["element"]) if token["element"] else None
        return (letters,) if letters else _NOTHING


def may_lack(token: re.Match[str]) -> bool:
    """Does «?», «*» or «{0,…}» stand behind it?"""
    return (token["times"] or "").startswith(("?", "*", "{0", "{,"))


def _of_any(choices: Sequence[_Sets]) -> _Sets:
    """What alternatives need: all that each of them does, and one word of the rarest of every one of them."""
    if not all(choices):
        return _NOTHING
    common = [each for each in choices[0] if all(each in needs for needs in choices)]
    return (*common, frozenset().union(*map(_rarest, choices)))


def _rarest(needs: Iterable[frozenset[str]]) -> frozenset[str]:
    return min(needs, key=len)
