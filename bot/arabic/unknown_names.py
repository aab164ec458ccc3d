"""Names that no table knows: behind a word for their kind («بلدة», «حي», «قرى») and in lists that go on from there.

Such a name is a word that the lexicon does not know; behind the surest words (cue `strong`) it may know a definite one
(«حي التحرير»). What describes the place (cue `nameless`, «قرية مهجورة») and what the sentence goes on with is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.arabic.gazetteer import Names
from bot.arabic.place_words import COMMAS, THIN, Found, Spot, Start, has_cue
from bot.arabic.words import Words

_NO_KINDS: frozenset[str] = frozenset()
_QUOTE = '"'
_NO_START = Start(0, "", False, Names((), {}))
_KINS = frozenset({"ابو", "ابي", "ابا", "ام"})
#: So many letters has a word that begins a name of two: «حي دف الشوك».
_SHORT = 4
#: «بالجبلية» is no name of its own; with fewer letters it is.
_IN_THE, _LEAST = "بال", 6
#: A name has no more words: «وادي نهر اليرموك».
_LONGEST = 3
#: Behind these any word that no lexicon knows is a name.
_NAMING = frozenset({"noun", "nouns"})
#: Words with these at their end are no names: pronouns (احتياجاتهم), duals and plurals of adjectives (الساحليتين).
_NO_ENDS = ("هم", "هما", "هن", "تين", "تان", "يين", "يون")
#: «مفتوحة», «مهجورة»: so the letters of a passive participle stand.
_PARTICIPLE, _ITS_VOWEL = 6, 3
#: Words that say where a list of places lies, behind it.
_WHERE = frozenset({"at", "direction", "on"})
#: What an item of a list may have been read as, and still be a name.
_PERSONAL = frozenset({"person"})
#: The kinds that «منطقة» and «مناطق» may stand for, and no other word: hardly a kind at all.
_WIDE = frozenset({"region", "neighbourhood"})
#: So many words back stands the noun of a list that «أبرزها» goes on from.
_INTRODUCED = 8


class UnknownNames:
    """The unknown names of one article."""

    def __init__(self, words: Words, spots: Sequence[Spot | None], common: AbstractSet[str]) -> None:
        self._words = words
        self._spots = spots
        self._forms = words.forms
        self._common = common

    def behind(self, at: int, own: Spot) -> Found | None:
        """The name behind the word for a kind that stands at this token; None where the sentence merely goes on."""
        name, several = self.next(at), "nouns" in own.cues
        if "intro" in own.cues:
            return self._introduced(at, name)
        if at and self._forms[at - 1].isdecimal() and len(self._forms[at - 1]) > 1 and "noun" in own.cues:
            return None  # «62 قرية يسكنها …»
        strong = "strong" in own.cues
        sure = self._sure(at, name, strong=strong and not several) if "noun" in own.cues else None
        if sure is not None:
            return sure
        wide = own.leads[1] >= _WIDE
        if not self.may_be(name, strong=strong or (several and not wide and self._divided(name + 1))):
            return None
        word = self._forms[name]
        if _NAMING.isdisjoint(own.cues) and not (word.startswith("ال") or has_cue(self._spots, name, "opener")):
            return None  # «سوق مزدحمة», «شارع ضيق»
        if word.startswith("م") and word.endswith("ه") and (wide or self._participle(word)):
            return None
        last = self._end(name)
        if several and not wide and last == name + 1 and self._second(last):
            last += 1
        begin = _NO_START
        if "part" in own.cues:
            name, begin = at, _NO_START._replace(skip=len(own.cues["part"].clitics))
        elif word.startswith(_IN_THE) and word.endswith("ه") and len(word) > _LEAST:  # «قرية بالجبلية» lies there
            begin = _NO_START._replace(skip=1, clitics="b")
        cue = "nouns" if several and "noun" not in own.cues else "noun"
        return Found(name, last, begin, (), last - name, cue, _NO_KINDS, False)

    def _paired(self, name: int) -> int:
        """Where a name ends whose second word tells that the first, though of every day, begins it; else 0.

        «منطقة سيد آباد», «بلدة تين-أكوف».
        """
        word, spot = self._form(name), self._spots[name] if name < len(self._spots) else None
        if not "ء" <= word[:1] <= "ي" or word.startswith("ال") or (spot and "nameless" in spot.cues):
            return 0
        if has_cue(self._spots, name + 1, "ender"):
            return name + 2
        return name + 3 if self._hyphened(name + 1) else 0

    def _sure(self, at: int, name: int, *, strong: bool) -> Found | None:
        """A name that begins with a word for a kind itself, or stands in quotation marks."""
        if strong and has_cue(self._spots, name, "noun"):
            return self._within(name)
        last = self._quoted(at, name) if at + 1 < name < len(self._forms) else self._paired(name)
        return Found(name, last, _NO_START, (), last - name, "noun", _NO_KINDS, False) if last else None

    def _within(self, at: int) -> Found | None:
        """«حي مدينة النور», «قرية خربة الجوز»: the word for a kind at this token begins a name itself."""
        name = at + 1
        if self._spots[at] is None or not self.may_be(name, strong=True):
            return None
        last = self._end(name)
        return Found(at, last, _NO_START, (), last - at, "noun", _NO_KINDS, False)

    def _quoted(self, at: int, name: int) -> int:
        """Where a name ends that stands in quotation marks behind a kind of place («بلدة "أبو طويلة"»); else 0."""
        if self._forms[at + 1] != _QUOTE:
            return 0
        last = next((end for end in range(name + 1, name + _LONGEST + 1) if self._form(end) == _QUOTE), 0)
        named = all(len(word) > 1 and "ء" <= word[0] <= "ي" for word in self._forms[name:last])
        first = self._spots[name]
        if not last or not named or (first and ("nameless" in first.cues or first.country)):
            return 0
        return last if last > name + 1 or self.may_be(name, strong=True, common=True) else 0

    def _form(self, at: int) -> str:
        return self._forms[at] if at < len(self._forms) else ""

    def item(self, at: int, *, wide: bool) -> Found | None:
        """A further name of a list: «قرى الجريبة والمشاقنة», and where the list is of villages or quarters «وعبرة»."""
        word, spot = self._forms[at], self._spots[at]
        if spot and "opener" in spot.cues and "noun" not in spot.cues and self._end(at) > at + 1:
            clitics = spot.cues["opener"].clitics
            begin = _NO_START._replace(skip=len(clitics), clitics=clitics)
            return Found(at, self._end(at), begin, (), 2, "list", _NO_KINDS, False)
        skip = 1 if word.startswith("و") and len(word) > _SHORT - 1 else 0
        if not skip and self._forms[at - 1] not in COMMAS:
            return None
        name, last = word[skip:], at + 1
        definite = name.startswith("ال")
        if not wide and self._second(last):
            last += 1
        elif not definite and (wide or not self._ended(last) or name.endswith("ت")):
            return None
        if not self._unheard(at, name, common=last > at + 1) or (definite and len(word) < 6):
            return None
        begin = Start(skip, "w" if skip else "", False, _NO_START.names)
        return Found(at, last, begin, (), last - at, "list", _NO_KINDS, False)

    @staticmethod
    def wide(kinds: AbstractSet[str]) -> bool:
        """Are these the kinds that «مناطق» asks for?"""
        return kinds >= _WIDE

    def introduces(self, at: int) -> frozenset[str] | None:
        """Does «أبرزها», at this token, name some of what «قرى», «أحياء» … before it are? Then the kinds of these."""
        for before in range(at - 1, max(self._words.bounds[at][0], at - _INTRODUCED) - 1, -1):
            spot = self._spots[before]
            told = (spot.cues.get("nouns") or spot.cues.get("several")) if spot else None
            if told:
                return told.argument
        return None

    def next(self, at: int) -> int:
        """The token behind this one, over quotes and brackets."""
        at += 1
        while at < len(self._forms) and self._forms[at] in THIN:
            at += 1
        return at

    def may_be(self, at: int, *, strong: bool = False, opener: bool = True, common: bool = False) -> bool:
        """May the word at this token be a name that no table knows?"""
        word = self._forms[at] if at < len(self._forms) else ""
        spot = self._spots[at] if at < len(self._spots) else None
        if len(word) < 2 or not ("ء" <= word[0] <= "ي") or word.endswith(_NO_ENDS):
            return False
        if spot and ("nameless" in spot.cues or spot.country):
            return False
        if opener and has_cue(self._spots, at, "opener"):
            return self._behind_opener(at + 1)
        if len(word) < 3:
            return self._compound(at)
        if strong and word.startswith("ال"):
            return True
        known = word in self._common or (spot and any(one.names.alone and not one.clitics for one in spot.starts))
        if known and not common:
            return False
        if word.endswith("يه") and not word.startswith("ال"):
            return False
        # What an accusative looks like (نارا, رايا) is none behind a word for a kind of place.
        return self._words.analysis(at) is None or (word.endswith("ا") and len(word) >= _SHORT)

    def _introduced(self, at: int, name: int) -> Found | None:
        kinds = self.introduces(at)
        if kinds is None or not self.may_be(name, strong=not kinds >= _WIDE):
            return None
        last = self._end(name)
        return Found(name, last, _NO_START, (), last - name, "nouns", kinds, False) if self._divided(last) else None

    def _end(self, name: int) -> int:
        """Where an unknown name ends: a word, or two behind an opener (تل, أبو), and الشرقية and its like."""
        last = name + 1
        if self._compound(name):
            last += 1
        while has_cue(self._spots, last - 1, "opener") and last < name + _LONGEST and self._behind_opener(last):
            last += 1
        while self._hyphened(last):
            last += 2
        return last + has_cue(self._spots, last, "closer")

    def _hyphened(self, at: int) -> bool:
        """«تين-أكوف»: does a name go on behind a hyphen without a blank?"""
        pieces = self._words.pieces
        glued = at + 1 < len(pieces) and pieces[at] == "-" and "ء" <= pieces[at + 1][0] <= "ي"
        return glued and self._unheard(at + 1, self._forms[at + 1], common=True)

    def _behind_opener(self, at: int) -> bool:
        """May this be the second word of «كفر كذا», «أبو كذا»? There everyday names are names too."""
        return self.may_be(at, strong=True, opener=False, common=True) or self._surname(at)

    def _surname(self, at: int) -> bool:
        """«أبو طويلة», «أم عشرة»: behind these two any word that is no cue ends a name."""
        before, spot = self._forms[at - 1], self._spots[at] if at < len(self._spots) else None
        word = self._form(at)
        if before not in _KINS or len(word) < _SHORT - 1 or not ("ء" <= word[0] <= "ي"):
            return False
        return spot is None or not ("nameless" in spot.cues or spot.country)

    def _compound(self, at: int) -> bool:
        """«دف الشوك», «زقاق الحجر»: does a short word begin a name of two, the second with ال?"""
        behind = self._forms[at + 1] if at + 1 < len(self._forms) else ""
        if len(self._forms[at]) > _SHORT or not behind.startswith("ال") or behind.endswith(("ي", "يه")):
            return False
        return not self._forms[at].startswith("ال") and self.may_be(at + 1)

    def _divided(self, at: int) -> bool:
        """Does a comma, or another item with و, stand at this token?"""
        word = self._forms[at] if at < len(self._forms) else ""
        if word in COMMAS or not word.startswith("و"):
            return word in COMMAS
        spot = self._spots[at]
        named = spot is not None and any(start.clitics == "w" for start in spot.starts)
        return named or has_cue(self._spots, at, "opener") or (len(word) > _SHORT and self._unheard(at, word[1:]))

    def _ended(self, at: int) -> bool:
        """Does a list of names end, or go on, at this token: «وجريبيع في ريف كذا»?"""
        spot = self._spots[at] if at < len(self._spots) else None
        over = at >= len(self._forms) or not ("ء" <= self._forms[at][0] <= "ي")
        return over or self._divided(at) or (spot is not None and not _WHERE.isdisjoint(spot.cues))

    def _second(self, at: int) -> bool:
        """Is this token, in a list, the second word of a name: «قرى ملا جاسم، وعبرة عزيز»?"""
        word = self._forms[at] if at < len(self._forms) else ""
        if word.startswith(("و", "ب", "ل")) or not self._divided(at + 1):
            return False
        return has_cue(self._spots, at, "person") or self._unheard(at, word)

    def _unheard(self, at: int, word: str, *, common: bool = False) -> bool:
        """Is this token (`word` without clitics) in no lexicon, nor (or may it be `common`) an everyday word?"""
        spot = self._spots[at]
        if len(word) < _SHORT or not ("ء" <= word[0] <= "ي") or word.endswith(_NO_ENDS):
            return False
        if word in self._common and not common:
            return False
        if spot and (spot.country or not _PERSONAL.issuperset(spot.cues)):
            return False
        return self._words.analysis(at) is None

    @staticmethod
    def _participle(word: str) -> bool:
        return len(word) == _PARTICIPLE and word[_ITS_VOWEL] == "و"
