"""Names from abroad that no table knows and no word for their kind leads to: «ستة في غاسكيندي», «قرب توييني».

Such a name is a word, or two or three, that the lexicon does not know and that looks foreign (`foreign.py`): behind a
word that says where («في», «قرب», «ضواحي»), behind what fell on it («غارة على …»), and further on in a list of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.foreign import Foreign
from bot.arabic.gazetteer import Names
from bot.arabic.place_roles import role_words
from bot.arabic.place_words import COMMAS, Found, Spot, Start, token_before
from bot.arabic.words import Words

#: So foreign must a name look: behind «في»; where people or a strike were told of just before, where it is besides
#: told where the place lies («في توييني شمال …»), or nothing goes on from it («في أفيلي.»); and in a list.
_BAR, _HARMED_BAR, _LYING_BAR, _CLOSED_BAR, _LISTED_BAR = 0.0, -0.5, -1.0, -1.9, -0.3
#: So foreign a word looks that makes one name with a plainer one before it («بالا بولوك»), and so plain that may be,
#: the plainest behind «في» («بلين سافو»).
_SECOND_BAR, _PLAIN, _PLAINEST = 0.8, -1.2, -3.0
#: So foreign must a name look on which a strike fell, where nothing goes on from it; so near before it the strike is
#: that a verb tells of.
_STRUCK_BAR, _RIGHT_BEFORE = -1.0, 3
_LONGEST, _SHORT = 3, 3
_LEADING = frozenset({"at", "direction", "raided"})
#: Words with these at their end are no names: pronouns, duals, adjectives of nations.
_NO_ENDS = ("ها", "هم", "هما", "ته", "تهم", "تين", "تان", "يه", "ايي")
#: So far before «في» people are told of; so far before «على» a strike is.
_NEAR, _FAR = 4, 6
_IN, _ON, _AND = "في", "علي", "و"
#: Behind a name another clause begins: «في كذا وقتل …», «في كذا ما أدى إلى …».
_JOINING, _ENDING = ("و", "ف"), frozenset({"ما", "مما", "حيث"})
_HARMING = frozenset({"kill_verb", "wound_verb"})
#: A name that looks like any word is no shorter; and is told by its end to be no plural, dual or somebody's.
_LONG, _MANY = 4, ("ات", "ين", "ون", "نا", "هن", "كم")
_STRIKE = frozenset({"t_strike", "fall_verb"})
_COUNTED = frozenset({"number", "digits", "dead", "topic_wounded"})
_CLOSED = frozenset({"comma", "stop", "newline", "quote"})
#: Behind a name, when: «قرب كينسكوف أمس».
_WHEN = frozenset({"t_today", "t_now", "t_weekday", "cf_today", "cf_weekday"})
_HARM = frozenset(
    {"number", "digits", "people", "kill_verb", "wound_verb", "fall_verb", "t_strike", "t_offensive", "ev_clash"}
)  # fmt: skip
#: A clause begins with the place of what it counts.
_HEADING = frozenset(("وفي", "ففي"))
_DEFINITE = ("ال", "وال")
_NO_KINDS: frozenset[str] = frozenset()
_NO_START = Start(0, "", False, Names((), {}))


@lru_cache(maxsize=4)
def _unknown(alphabet: Alphabet) -> re.Pattern[str]:
    """Finds the words that no lexicon knows."""
    return any_of(alphabet.having("unknown"))


class NamesAbroad:
    """The names from abroad in one article."""

    def __init__(self, words: Words, spots: Sequence[Spot | None], foreign: Foreign) -> None:
        self._words, self._spots, self._foreign = words, spots, foreign
        self._forms = words.forms
        said = role_words()
        self._hits = said.hits | said.entered

    def tokens(self) -> dict[int, str]:
        """The tokens where such a name may begin: words that no lexicon knows, behind one that says where: its cue."""
        spots, forms, cues = self._spots, self._forms, dict[int, str]()
        for found in _unknown(self._words.vocabulary.alphabet).finditer(self._words.letters, 1):
            at = found.start()
            before = spots[at - 1]
            if (_leads_in(before) or forms[at - 1] == _ON or forms[at - 1] in self._hits) and (cue := self._cue(at)):
                cues[at] = cue
        return cues

    def name(self, at: int, cue: str) -> Found:
        """The name that begins at such a token."""
        last = self._end(at)
        return Found(at, last, _NO_START, (), last - at, cue, _NO_KINDS, False)

    def item(self, at: int) -> Found | None:
        """A further name of a list: «سيفاري ونيونو وباباراما»."""
        word = self._forms[at] if at < len(self._forms) else ""
        skip = len(_AND) if word.startswith(_AND) and len(word) > _SHORT else 0
        if not skip and self._forms[at - 1] not in COMMAS:
            return None
        if not self._may_be(at) or self._is_definite(at):
            return None
        if self._foreign.score(word[skip:]) < (_LISTED_BAR if skip else _BAR):
            return None
        last = self._end(at)
        begin = _NO_START._replace(skip=skip, clitics="w" if skip else "")
        return Found(at, last, begin, (), last - at, "list", _NO_KINDS, False)

    def _cue(self, at: int) -> str:
        """What leads to a name at this token; "" where none does, or no name stands there."""
        if not self._may_be(at):
            return ""
        sets, start = self._words.sets, self._words.bounds[at][0]
        before = self._spots[token_before(self._forms, at)]
        if not _leads_in(before):
            far = _FAR if self._forms[at - 1] == _ON else _RIGHT_BEFORE
            struck = any(not sets[each].isdisjoint(_STRIKE) for each in range(max(start, at - far), at - 1))
            return "on" if struck and self._is_struck(at) else ""
        cue = before.leads[0] if before is not None else ""
        harmed = any(not sets[each].isdisjoint(_HARM) for each in range(max(start, at - _NEAR), at - 1))
        bar = self._bar(at + 1) if harmed else _BAR
        heads = self._forms[at - 1] in _HEADING and self._counts(at + 1)
        if (not self._is_definite(at) and (self._looks_foreign(at, bar) or heads)) or (harmed and self._is_told(at)):
            return cue or "on"
        return ""

    def _is_struck(self, at: int) -> bool:
        """«غارة على كينسكوف.», «قصف استهدف غورغادجي»: does a word that a strike fell on look foreign?"""
        after = at + 1
        ends = after >= len(self._forms) or not self._words.sets[after].isdisjoint(_CLOSED | _WHEN)
        return not self._is_definite(at) and self._looks_foreign(at, _STRUCK_BAR if ends else _BAR)

    def _is_definite(self, at: int) -> bool:
        return self._forms[at].startswith(_DEFINITE)

    def _is_told(self, at: int) -> bool:
        """«قتل 13 منهم في الطويشة.», «أصيب رجل في الشقب شرقي …»: does nothing go on from a word, or where it lies?"""
        word, after = self._forms[at], at + 1
        if self._forms[at - 1] != _IN or len(word) < _LONG or word.endswith(_MANY):
            return False
        if after >= len(self._forms) or not self._words.sets[after].isdisjoint(_CLOSED):
            return True
        then = self._forms[after]
        harms = then[:1] in _JOINING and not self._words.sets[after].isdisjoint(_HARMING)
        return harms or then in _ENDING or then in role_words().side

    def _bar(self, at: int) -> float:
        """How foreign a name must look before this token, where people or a strike were told of."""
        if at >= len(self._forms) or not self._words.sets[at].isdisjoint(_CLOSED) or self._forms[at].startswith(_AND):
            return _CLOSED_BAR
        spot = self._spots[at]
        lies = spot is not None and spot.leads[0] in _LEADING
        return _LYING_BAR if lies or not self._words.sets[at].isdisjoint(_WHEN) else _HARMED_BAR

    def _counts(self, at: int) -> bool:
        """«وفي جميلة قتيلان»: are dead or wounded counted from this token on?"""
        if at >= len(self._forms):
            return False
        sets = self._words.sets[at]
        return not sets.isdisjoint(_COUNTED) and "year_like" not in sets and not self._words.clitics(at).article

    def _may_be(self, at: int) -> bool:
        word, spot = self._forms[at], self._spots[at]
        if len(word) < _SHORT or not "ء" <= word[0] <= "ي" or word.endswith(_NO_ENDS):
            return False
        if "unknown" not in self._words.sets[at] or word in role_words().side:
            return False
        return spot is None or not (spot.country or spot.heads or "nameless" in spot.cues)

    def _looks_foreign(self, at: int, bar: float) -> bool:
        score = self._foreign.score(self._forms[at])
        plain = _PLAINEST if self._forms[at - 1] == _IN else _PLAIN
        return score >= bar or (score >= plain and self._goes_on(at + 1))

    def _goes_on(self, at: int) -> bool:
        """Is the word at this token the second or third of a name: «بوبي مينغاو»?"""
        if at >= len(self._forms) or not self._may_be(at) or self._is_definite(at) or self._spots[at] is not None:
            return False
        return self._foreign.score(self._forms[at]) >= _SECOND_BAR and not self._forms[at].startswith(_AND)

    def _end(self, at: int) -> int:
        last = at + 1
        while last < at + _LONGEST and self._goes_on(last):
            last += 1
        return last


def is_abroad(found: Found, words: Words, foreign: Foreign) -> bool:
    """«قتل ثلاثة في بونيا»: is a name that might be another word none, as it looks foreign and stands behind «في»?"""
    alone = found.words == 1 and found.cue in _LEADING and not (found.begin.clitics or found.person)
    return alone and "unknown" in words.sets[found.first] and foreign.score(words.forms[found.first]) >= _BAR


def _leads_in(spot: Spot | None) -> bool:
    """Does what stands before a name tell that something is, goes or was done there?"""
    return spot is not None and (spot.leads[0] in _LEADING or "raided" in spot.cues)
