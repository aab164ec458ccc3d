"""Names of places as they stand in a text, before it is known whether they are places here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.arabic.gazetteer import Names
from bot.arabic.place_words import Spot, Start
from bot.arabic.words import Words

#: Tokens that may stand between a cue and its name: «مدينة "الباب"», «مخيم #جباليا».
THIN = frozenset("\"'#(_")
COMMAS = frozenset("،,")
#: The classes of cues before a name, the most telling first.
_LEADING = ("noun", "nouns", "outlet", "direction", "org", "talks", "at", "between", "on")
_NO_START = Start(0, "", False, Names((), {}))


@dataclass(frozen=True, slots=True)
class Found:
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

    def __init__(self, words: Words, spots: list[Spot | None], common: frozenset[str]) -> None:
        self._words = words
        self._spots = spots
        self._pieces = words.pieces
        self._common = common
        self.countries: Counter[str] = Counter()

    def found(self) -> Iterator[Found]:
        """Names of tables and unknown names behind cues, as they stand; countries of adjectives are counted."""
        at, size = 0, len(self._pieces)
        spots = self._spots
        listing = -1  # where a list of names headed by قرى, بلدات … may go on
        while at < size:
            spot = spots[at]
            found = None
            if spot is not None:
                if spot.country:
                    self.countries[spot.country] += 1
                found = self._longest(at, spot) if spot.starts else None
                if (found is None or found.words == 1) and ("noun" in spot.cues or "nouns" in spot.cues):
                    found = self._unknown(at, spot)  # قرية is a name too, but hardly here
            if at == listing and found is None:
                found = self._unknown_item(at)
            if found is None:
                at += 1
                continue
            if found.cue == "nouns" or self._has(at - 1, "nouns") or (listing == at and found.cue in {"", "list"}):
                listing = found.last
                if listing < size and self._pieces[listing].strip(" ") in COMMAS:
                    listing += 1
            yield found
            at = max(found.last, at + 1)

    def _longest(self, at: int, spot: Spot) -> Found | None:
        """The longest name that begins at this token; of equally long ones that with the fewest letters skipped."""
        pieces = self._pieces
        following = at + 1
        if following < len(pieces) and pieces[following] == "_":
            following += 1
        second = pieces[following].lstrip(" ") if following < len(pieces) else ""
        best = self._longer(following, second, spot) if second in spot.seconds else None
        if best is None and spot.alone:
            led = at > 0 and self._spots[at - 1] is not None
            begin = next((one for one in spot.starts if one.names.alone and (led or one.clitics or not one.shy)), None)
            if begin is not None:
                best = (1, at + 1, begin, begin.names.alone)
        if best is None:
            return None
        length, last, begin, codes = best
        cue, kinds, person = self._before(at, begin)
        return Found(at, last, begin, codes, length, cue, kinds, person)

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
        pieces, size = self._pieces, len(self._pieces)
        for word in further:
            if at < size and pieces[at] == "_":
                at += 1
            if at >= size or pieces[at].lstrip(" ") != word:
                return 0
            at += 1
        return at

    def _before(self, at: int, begin: Start) -> tuple[str, frozenset[str], bool]:
        """What leads to a name: the class of the cue before it, the kinds it asks for; and does a person's name?"""
        before = at - 1
        while before >= 0 and self._pieces[before].strip(" ") in THIN:
            before -= 1
        spot = self._spots[before] if before >= 0 and not begin.clitics.startswith("w") else None
        cues = spot.cues if spot else {}
        person = "person" in cues
        for kind in _LEADING:
            cue = cues.get(kind)
            if cue is not None and not (begin.clitics and kind in {"noun", "nouns", "outlet", "org"}):
                return kind, cue.argument, person
        clitic = begin.clitics[-1:]
        return {"ب": "at", "ل": "to", "ك": "like"}.get(clitic, ""), frozenset(), person

    def _unknown(self, at: int, own: Spot) -> Found | None:
        """A name in no table behind «بلدة», «قرية», «مخيم»; None where the sentence merely goes on."""
        spots, size = self._spots, len(self._pieces)
        name = at + 1
        while name < size and self._pieces[name].strip(" ") in THIN:
            name += 1
        if name >= size or not self._may_name(name, strong="strong" in own.cues):
            return None
        spot = spots[name]
        if spot and spot.starts and self._longest(name, spot):
            return None
        last = self._end(name)
        cue = "noun" if "noun" in own.cues else "nouns"
        begin = _NO_START
        if "part" in own.cues:
            name, begin = at, replace(_NO_START, skip=len(own.cues["part"].clitics))
        return Found(name, last, begin, (), last - name, cue, frozenset(), False)

    def _end(self, name: int) -> int:
        """Where an unknown name ends: a word, or two behind an opener (تل, أبو), and الشرقية and its like."""
        last = name + 1
        if self._has(name, "opener") and self._may_name(last, strong=True):
            last += 1
        return last + self._has(last, "closer")

    def _has(self, at: int, cue: str) -> bool:
        spot = self._spots[at] if 0 <= at < len(self._spots) else None
        return spot is not None and cue in spot.cues

    def _unknown_item(self, at: int) -> Found | None:
        """A further name in no table: «قرى الجريبة والمشاقنة والزعفران»."""
        word = self._pieces[at].strip(" ")
        spot = self._spots[at]
        if spot and "opener" in spot.cues and "noun" not in spot.cues and self._end(at) > at + 1:
            clitics = spot.cues["opener"].clitics
            return Found(
                at,
                self._end(at),
                replace(_NO_START, skip=len(clitics), clitics=clitics),
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

    def _may_name(self, at: int, *, strong: bool = False) -> bool:
        word = self._pieces[at].strip(" ") if at < len(self._pieces) else ""
        spot = self._spots[at] if at < len(self._spots) else None
        if len(word) < 2 or not ("ء" <= word[0] <= "ي"):
            return False
        if spot and ("nameless" in spot.cues or spot.country):
            return False
        if self._has(at, "opener"):
            return self._may_name(at + 1, strong=True)
        if len(word) < 3:
            return False
        if strong and word.startswith("ال"):
            return True
        if word in self._common or (spot and any(one.names.alone and not one.clitics for one in spot.starts)):
            return False
        return not (word.endswith("يه") and not word.startswith("ال")) and self._words.analysis(at) is None
