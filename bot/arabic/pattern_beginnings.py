"""With which words a pattern may begin, whatever its groups and alternatives: it is looked for only there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.arabic.pattern_needs import may_lack

#: The letters something may begin with (None: any), and whether it may be nothing at all.
_Beginning = tuple[frozenset[str] | None, bool]
_NOTHING: frozenset[str] = frozenset()


class Beginnings:
    """Asks patterns of one notation: `token` cuts it, `letters_of` tells the letters of an element, none for any."""

    def __init__(
        self, token: re.Pattern[str], letters_of: Callable[[str], frozenset[str]], macros: Mapping[str, str]
    ) -> None:
        self._token, self._letters_of, self._macros = token, letters_of, macros

    def of(self, source: str) -> frozenset[str] | None:
        """The letters that a pattern begins with; None where they cannot be said. It must be well formed."""
        letters, empty = self._whole(source)
        return None if empty else letters

    def _whole(self, source: str) -> _Beginning:
        letters, empty, _ = self._alternatives(list(self._token.finditer(source)), 0)
        return letters, empty

    def _alternatives(self, tokens: Sequence[re.Match[str]], at: int) -> tuple[frozenset[str] | None, bool, int]:
        """Those from a token on, up to a bracket that closes."""
        letters, empty, at = self._sequence(tokens, at)
        while at < len(tokens) and tokens[at]["or"]:
            more, nothing, at = self._sequence(tokens, at + 1)
            letters, empty = _joined(letters, more), empty or nothing
        return letters, empty, at

    def _sequence(self, tokens: Sequence[re.Match[str]], at: int) -> tuple[frozenset[str] | None, bool, int]:
        letters: frozenset[str] | None = _NOTHING
        empty = True
        while at < len(tokens) and not tokens[at]["close"] and not tokens[at]["or"]:
            token = tokens[at]
            if token["open"]:
                first, nothing, at = self._alternatives(tokens, at + 1)
            else:
                first, nothing = self._one(token)
            if empty and not token["edge"] and not (token["open"] or "").startswith("(?"):
                letters = _joined(letters, first)
                empty = nothing or may_lack(tokens[at])
            at += 1
        return letters, empty, at

    def _one(self, token: re.Match[str]) -> _Beginning:
        """A macro, or an element that is there once."""
        if token["macro"]:
            return self._whole(self._macros[token["macro"][1:]])
        return (self._letters_of(token["element"]) or None if token["element"] else None), False


def _joined(some: frozenset[str] | None, more: frozenset[str] | None) -> frozenset[str] | None:
    return None if some is None or more is None else some | more
