"""The words of a later sentence that tell where an attack was: data/figure_scenes.tsv."""

from __future__ import annotations

import re

from bot.arabic.alphabet import Alphabet, one_letter
from bot.arabic.letters import fold_word
from bot.arabic.place_roles import role_words
from bot.arabic.tables import load_cells
from bot.arabic.words import Words

_KINDS = ("deed", "deeds", "raid", "hit", "another", "then", "district")
_PREFIXES = ("", "و", "ف", "ب", "وب", "ل")
#: A scene is told so many sentences further on, or was told so many before.
FURTHER = 3
#: So far before a place stands what struck it; further off than this, nothing of its sentence is looked at.
_FAR, _LONGEST = 15, 30
_COUNTRYSIDE = frozenset({"ريف"})
#: So near behind «إن» stands who attacked; so near behind a place, that it was.
_THAT, _NEAR, _AT_ONCE = frozenset({"ان", "بان"}), 3, 2
_BEFORE, _LAST = frozenset({"وكان", "وكانت", "كان", "كانت"}), frozenset({"الماضي", "الماضيه"})


class SceneWords:
    """The words of data/figure_scenes.tsv. Made once over an alphabet."""

    __slots__ = ("_another", "_deeds", "_hit", "_raids", "_says", "_several", "_then", "districts", "parts", "sides")

    def __init__(self, alphabet: Alphabet) -> None:
        told: dict[str, set[str]] = {kind: set() for kind in _KINDS}
        for kind, words, *_ in load_cells("bot.facts", "figure_scenes.tsv", 2):
            told[kind].update(prefix + fold_word(word) for word in words.split() for prefix in _PREFIXES)
        self._deeds, self._several, self._raids, self._hit, self._another, self._then, self.districts = map(
            frozenset, told.values()
        )
        #: What names of parts of a land or of a governorate begin with.
        self.sides = role_words().side | _COUNTRYSIDE
        #: Does another clause begin between two tokens?
        commas, verbs = alphabet.having("comma"), alphabet.having_any((".past", ".present"))
        self.parts = re.compile(f"{one_letter(commas)}.?{one_letter(verbs)}").search
        self._says = alphabet.having_any(("speech", "points", "according"))

    def reach(self, words: Words, first: int, last: int) -> int:
        """So many sentences back may an attack be told of that was at the place of these tokens; 0 = none is told."""
        begin, end = words.bounds[first]
        forms, start = words.forms, max(begin, first - _LONGEST)
        before = forms[max(start, first - _FAR) : first]
        one = not self._deeds.isdisjoint(before) or self._raided(words, start, first)
        several = not one and not self._attacked(words, start, first, last)
        if (several and self._several.isdisjoint(before)) or not self._another.isdisjoint(forms[start:first]):
            return 0
        if forms[begin] in _BEFORE and forms[begin + 1] not in self._deeds:
            return 0
        if any(
            forms[at] in _LAST and forms[at - 1] in self._then for at in range(start + 1, min(end, last + _LONGEST))
        ):
            return 0
        return 1 if several else FURTHER

    def _raided(self, words: Words, start: int, first: int) -> bool:
        """«وقال متحدث إن مسلحين اقتحموا مركزا في …»: is it told by a source who did it?"""
        forms = words.forms
        for at in range(start + 1, first):
            if forms[at] in self._raids and not _THAT.isdisjoint(forms[max(start, at - _NEAR) : at]):
                return not self._says.isdisjoint(words.letters[start:at])
        return False

    def _attacked(self, words: Words, start: int, first: int, last: int) -> bool:
        """«وقال مصدر إن بلدة كذا تعرضت لهجوم»: is a place told by a source to have been attacked?"""
        forms = words.forms
        if self._hit.isdisjoint(forms[last : last + _AT_ONCE]):
            return False
        if _THAT.isdisjoint(forms[max(start, first - _NEAR) : first]):
            return False
        return not self._says.isdisjoint(words.letters[start:first])
