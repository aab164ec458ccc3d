"""What leads to a place, and in whose name it stands: «من اتجاه الجولان», «قالت مصادر في مستشفى كذا إن …»."""

from __future__ import annotations

from collections.abc import Mapping

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_letters import having

#: Cues that stand between the preposition and the name: «من بلدة كذا», «إلى شمال كذا».
_HEADED = frozenset({"noun", "nouns", "direction"})
#: So many words of them.
_DEEP = 3
_THIN = frozenset("\"'#(_")
_BY_CLITIC = {"b": "in", "l": "to"}
#: «القريبة من كذا» is near it, «في كل من كذا» in it.
_BEFORE_FROM = {"قريبه": "near", "قريب": "near", "قريبا": "near", "قرب": "near", "كل": "in", "بكل": "in"}
_SAYS = ("speech", "points", "quotes", "according")
#: So long is the name of a source.
_SOURCE = 12


class Leads:
    """Looks before places. `words` = what words lead to a place, and how. Made once over an alphabet."""

    def __init__(self, alphabet: Alphabet, words: Mapping[str, str]) -> None:
        self._words = words
        self._says = having(alphabet, _SAYS)
        self._saying = any_of(self._says).search
        self._that = having(alphabet, ("that", "colon"))
        self._ends = having(alphabet, ("comma", "stop", "newline", "dash", "colon"))
        self._according = having(alphabet, ("according",))

    def lead(self, words: Words, mention: PlaceMention) -> str:
        """How a place is led to: in, from, to, with, near, over; "" where no word says it."""
        at = mention.first
        attached = words.forms[at][: 1 + words.forms[at].startswith(("و", "ف"))]
        if mention.cue in {"at", "to"} and attached[-1:] in {"ب", "ل"} and words.forms[at][-1:] != attached:
            return "in" if mention.cue == "at" else "to"
        for _ in range(_DEEP if mention.cue in _HEADED else 1):
            at -= 1
            while at > 0 and words.forms[at] in _THIN:
                at -= 1
            if at < 0:
                return ""
            found = self._words.get(words.forms[at]) or _BY_CLITIC.get(words.clitics(at).preposition)
            if found == "from" and at:
                return _BEFORE_FROM.get(words.forms[at - 1].removeprefix("ال"), found)
            if found:
                return found
        return ""

    def in_source(self, words: Words, mention: PlaceMention) -> bool:
        """Does a place stand in the name of who says so: «أفادت مصادر طبية في رفح بأن …», «وبحسب شرطة كركوك، …»?"""
        begin, end = words.bounds[mention.first]
        since = max(begin, mention.first - _SOURCE)
        said = None
        for at in range(mention.first - 1, since - 1, -1):
            letter = words.letters[at]
            if letter in self._says:
                said = at
                break
            if letter in self._that or letter in self._ends:
                return False
        if said is None:
            return False
        if words.letters[said] in self._according:
            return True
        for at in range(mention.last, min(end, said + _SOURCE)):
            if words.letters[at] in self._that:
                return True
            if words.letters[at] in self._ends:
                return False
        return False
