"""Names of places as they stand in a text, before it is known whether they are places here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from bot.arabic.gazetteer import Names
from bot.arabic.place_words import Spot, Start
from bot.arabic.words import Words

#: Tokens that may stand between a cue and its name: «مدينة "الباب"», «مخيم #جباليا».
THIN = frozenset("\"'#(_:")
COMMAS = frozenset("،,")
_NO_KINDS: frozenset[str] = frozenset()
_BY_CLITIC = {"ب": "at", "ل": "to", "ك": "like"}
#: So many letters has a word that begins a name of two: «حي دف الشوك».
_SHORT = 4
#: Behind these any word that no lexicon knows is a name.
_NAMING = frozenset({"noun", "nouns"})
_NO_START = Start(0, "", False, Names((), {}))


class Found(NamedTuple):
    """A name: tokens first … last - 1, the codes it may mean (none: in no table), and what leads to it.

    `words` = of how many words; `kinds` = the kinds that its cue asks for; `person` = a person's name stands before it.
    """

    first: int
    last: int
    begin: Start
    codes: tuple[str, ...]
    words: int
    cue: str
    kinds: frozenset[str]
    person: bool


class NameFinder:
    """Finds the names of one article. `countries` counts the adjectives of nations it meets on the way."""

    def __init__(self, words: Words, spots: Sequence[Spot | None], common: frozenset[str]) -> None:
        self._words = words
        self._spots = spots
        self._pieces = words.pieces
        self._forms = words.forms
        self._common = common
        self.countries: dict[str, int] = {}

    def found(self) -> Iterator[Found]:
        """Names of tables and unknown names behind cues, as they stand; countries of adjectives are counted."""
        spots, pieces, behind = self._spots, [*self._pieces, ""], [*self._forms[1:], ""]
        size = len(spots)
        done = 0  # tokens before this one are read
        listing = -1  # where a list of names headed by قرى, بلدات … may go on
        told = compress(range(size), spots)  # most words mean nothing here
        for at in [*[at for at in told if (spot := spots[at]) is not None and spot.active], size]:
            while done <= listing < at:
                found = self._unknown_item(listing)
                if found is None:
                    break
                yield found
                done, listing = found.last, self._behind_comma(found.last)
            spot = spots[at] if done <= at < size else None
            if spot is None:
                continue
            if spot.country:
                self.countries[spot.country] = self.countries.get(spot.country, 0) + 1
            # Most words that begin a name begin it only with the next one.
            if spot.begins and at != listing and behind[at] not in spot.seconds and pieces[at + 1] != "_":
                continue
            found = self._name(at, spot, listed=at == listing)
            if found is not None:
                yield found
                goes_on = found.cue == "nouns" or (at == listing and found.cue in {"", "list"})
                listing = self._behind_comma(found.last) if goes_on or self._has(at - 1, "nouns") else -1
                done = max(found.last, at + 1)

    def _behind_comma(self, at: int) -> int:
        return at + (at < len(self._forms) and self._forms[at] in COMMAS)

    def _name(self, at: int, spot: Spot, *, listed: bool) -> Found | None:
        found = self._longest(at, spot, listed=listed) if spot.starts else None
        if spot.heads and (found is None or found.words == 1):
            found = self._unknown(at, spot)  # قرية is a name too, but hardly here
        return self._unknown_item(at) if listed and found is None else found

    def _longest(self, at: int, spot: Spot, *, listed: bool = False) -> Found | None:
        """The longest name that begins at this token; of equally long ones that with the fewest letters skipped."""
        best = None
        if spot.seconds:
            following, forms = at + 1, self._forms
            if following < len(forms) and self._pieces[following] == "_":
                following += 1
            if following < len(forms) and forms[following] in spot.seconds:
                best = self._longer(following, forms[following], spot)
        if best is None:
            begin = spot.alone or (spot.shy if spot.shy and (listed or self._headed(at, spot.shy)) else None)
            if begin is None:
                return None
            best = (1, at + 1, begin, begin.names.alone)
        length, last, begin, codes = best
        cue, kinds, person = self._before(at, begin)
        return Found(at, last, begin, codes, length, cue, kinds, person)

    def _headed(self, at: int, begin: Start) -> bool:
        """Does قرية, بلدات … stand before this token?"""
        before = self._spots[self._back(at)] if at and not begin.clitics else None
        return before is not None and before.heads

    def _back(self, at: int) -> int:
        """The token before this one, which is not the first; over quotes and brackets."""
        before = at - 1
        while before > 0 and self._forms[before] in THIN:
            before -= 1
        return before

    def _longer(self, at: int, second: str, spot: Spot) -> tuple[int, int, Start, tuple[str, ...]] | None:
        """The longest name of several words whose second word stands at this token."""
        best: tuple[int, int, Start, tuple[str, ...]] | None = None
        for begin in spot.starts:
            for rest, codes in begin.names.longer.get(second, ()):
                if best is not None and len(rest) + 2 <= best[0]:
                    break
                end = self._match(at + 1, rest) if rest else at + 1
                if end:
                    best = (len(rest) + 2, end, begin, codes)
                    break
        return best

    def _match(self, at: int, further: tuple[str, ...]) -> int:
        """Where these words end, if they stand at this token; else 0. A hashtag's underscores are passed over."""
        pieces, forms, size = self._pieces, self._forms, len(self._forms)
        for word in further:
            if at < size and pieces[at] == "_":
                at += 1
            if at >= size or forms[at] != word:
                return 0
            at += 1
        return at

    def _before(self, at: int, begin: Start) -> tuple[str, frozenset[str], bool]:
        """What leads to a name: the class of the cue before it, the kinds it asks for; and does a person's name?"""
        clitics = begin.clitics
        spot = self._spots[self._back(at)] if at and clitics[:1] != "w" else None
        if spot is None:
            return (_BY_CLITIC.get(clitics[-1], "") if clitics else ""), _NO_KINDS, False
        cue, kinds = spot.leads_on if clitics else spot.leads
        if cue:
            return cue, kinds, spot.person
        return (_BY_CLITIC.get(clitics[-1], "") if clitics else ""), _NO_KINDS, spot.person

    def _unknown(self, at: int, own: Spot) -> Found | None:
        """A name in no table behind «بلدة», «قرية», «مخيم»; None where the sentence merely goes on."""
        spots, size = self._spots, len(self._forms)
        name = at + 1
        while name < size and self._forms[name] in THIN:
            name += 1
        if name >= size or not self._may_name(name, strong="strong" in own.cues):
            return None
        if _NAMING.isdisjoint(own.cues) and not (self._forms[name].startswith("ال") or self._has(name, "opener")):
            return None  # «سوق مزدحمة», «شارع ضيق»
        spot = spots[name]
        known = self._longest(name, spot) if spot and spot.starts else None
        if known is not None and (known.words > 1 or not self._has(name, "opener")):
            return None
        last = self._end(name)
        cue = "nouns" if "nouns" in own.cues and "noun" not in own.cues else "noun"
        begin = _NO_START
        if "part" in own.cues:
            name, begin = at, _NO_START._replace(skip=len(own.cues["part"].clitics))
        return Found(name, last, begin, (), last - name, cue, frozenset(), False)

    def _end(self, name: int) -> int:
        """Where an unknown name ends: a word, or two behind an opener (تل, أبو), and الشرقية and its like."""
        last = name + 1
        if (self._has(name, "opener") and self._may_name(last, strong=True)) or self._compound(name):
            last += 1
        return last + self._has(last, "closer")

    def _compound(self, at: int) -> bool:
        """«دف الشوك», «زقاق الحجر»: does a short word begin a name of two, the second with ال?"""
        behind = self._forms[at + 1] if at + 1 < len(self._forms) else ""
        if len(self._forms[at]) > _SHORT or not behind.startswith("ال") or behind.endswith(("ي", "يه")):
            return False
        return not self._forms[at].startswith("ال") and self._may_name(at + 1)

    def _has(self, at: int, cue: str) -> bool:
        spot = self._spots[at] if 0 <= at < len(self._spots) else None
        return spot is not None and cue in spot.cues

    def _unknown_item(self, at: int) -> Found | None:
        """A further name in no table: «قرى الجريبة والمشاقنة والزعفران»."""
        word = self._forms[at]
        spot = self._spots[at]
        if spot and "opener" in spot.cues and "noun" not in spot.cues and self._end(at) > at + 1:
            clitics = spot.cues["opener"].clitics
            return Found(
                at,
                self._end(at),
                _NO_START._replace(skip=len(clitics), clitics=clitics),
                (),
                2,
                "list",
                frozenset(),
                False,
            )
        skip = 1 if word.startswith("وال") else 0
        if not word[skip:].startswith("ال") or len(word) < 6 or self._words.analysis(at) is not None:
            return None
        if word[skip:] in self._common:
            return None
        if spot and (spot.country or spot.cues):
            return None
        begin = Start(skip, "w" if skip else "", False, _NO_START.names)
        return Found(at, at + 1, begin, (), 1, "list", frozenset(), False)

    def _may_name(self, at: int, *, strong: bool = False, opener: bool = True) -> bool:
        word = self._forms[at] if at < len(self._forms) else ""
        spot = self._spots[at] if at < len(self._spots) else None
        if len(word) < 2 or not ("ء" <= word[0] <= "ي"):
            return False
        if spot and ("nameless" in spot.cues or spot.country):
            return False
        if opener and self._has(at, "opener"):
            return self._may_name(at + 1, strong=True, opener=False)
        if len(word) < 3:
            return self._compound(at)
        if strong and word.startswith("ال"):
            return True
        if word in self._common or (spot and any(one.names.alone and not one.clitics for one in spot.starts)):
            return False
        return not (word.endswith("يه") and not word.startswith("ال")) and self._words.analysis(at) is None
