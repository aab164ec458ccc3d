"""What leads to a place, and in whose name it stands: «من اتجاه الجولان», «قالت مصادر في مستشفى كذا إن …»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.arabic.alphabet import Alphabet, one_letter
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words

#: Cues that stand between the preposition and the name: «من بلدة كذا», «إلى شمال كذا».
_HEADED = frozenset({"noun", "nouns", "direction"})
#: So many words of them.
_DEEP = 3
_THIN = frozenset("\"'#(_")
_BY_CLITIC = {"b": "in", "l": "to"}
_SAYS = ("speech", "points", "quotes", "according")
#: So long is the name of a source.
_SOURCE = 12


class Leads:
    """Looks before places. Made once over an alphabet.

    `words` = what words lead to a place, and how; `before_from` = how «من» does behind these.
    """

    def __init__(self, alphabet: Alphabet, words: Mapping[str, str], before_from: Mapping[str, str]) -> None:
        self._words, self._before_from = words, before_from
        says, that = alphabet.having_any(_SAYS), alphabet.having_any(("that", "colon"))
        ends = alphabet.having_any(("comma", "stop", "newline", "dash", "colon"))
        self._according = alphabet.having("according")
        # The first looks back: it reads the letters before a place from behind.
        self._said = re.compile(f"{_but(says | that | ends)}*({one_letter(says)})").match
        self._that = re.compile(f"{_but(that | ends)}*{one_letter(that)}").match

    def lead(self, words: Words, mention: PlaceMention) -> str:
        """How a place is led to: in, from, to, with, near, over; "" where no word says it."""
        if mention.cue == "to":
            return "to"
        at, forms = mention.first, words.forms
        for _ in range(_DEEP if mention.cue in _HEADED else 1):
            at -= 1
            while at > 0 and forms[at] in _THIN:
                at -= 1
            if at < 0:
                break
            found = self._words.get(forms[at]) or _BY_CLITIC.get(words.clitics(at).preposition)
            if found == "from" and at:
                return self._before_from.get(forms[at - 1].removeprefix("ال"), found)
            if found:
                return found
        return "in" if mention.cue == "at" else ""

    def in_source(self, words: Words, mention: PlaceMention) -> bool:
        """Does a place stand in the name of who says so: «أفادت مصادر طبية في رفح بأن …», «وبحسب شرطة كركوك، …»?"""
        begin, end = words.bounds[mention.first]
        letters, first = words.letters, mention.first
        said = self._said(letters[max(begin, first - _SOURCE) : first][::-1])
        if said is None:
            return False
        return said[1] in self._according or self._that(letters, mention.last, min(end, first + _SOURCE)) is not None


def _but(letters: Iterable[str]) -> str:
    """The expression for any letter but these."""
    return f"[^{''.join(map(re.escape, sorted(letters)))}]"
