"""Places in a text: names of the gazetteer, told apart by what stands around them, and unknown names behind a cue.

A name is looked for at each word, the longest first, with و ف ب ل ك before it. Whether it is a place here, and which of
its namesakes, is settled by cues (قرية, في, a list of places), by the countries the article speaks of, and by weight.
The cue words stand in data/places_cues.tsv. Adjectives (السورية) are no places; nor are names of outlets, of units
(فيلق القدس) and of persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log10

from bot.arabic.gazetteer import Gazetteer, Names, PlaceRow
from bot.arabic.place_words import Spot, Spots, Start
from bot.arabic.words import Words

#: From this weight on a name needs no cue.
_KNOWN = 15_000
_WIDE = frozenset({"country", "region", "governorate"})
#: Tokens that may stand between a cue and its name: «مدينة "الباب"», «مخيم #جباليا».
_THIN = frozenset("\"'#(_")
_DASHES = frozenset("-/(|")
_COMMAS = frozenset("،,")
_NO_START = Start(0, "", False, Names((), {}))
#: Further than this a list of names does not go on.
_LIST_GAP = 3


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in an article: tokens `first` … `last` - 1, and the slice of the raw field without clitics.

    `code` is "" where no table knows the name. `cue` is what led to it (noun, nouns, direction, at, on, list, talks, "").
    `role` is "dateline", "government" (a capital that stands for its government) or "".
    """

    first: int
    last: int
    field: str
    start: int
    end: int
    name: str
    code: str
    kind: str
    cue: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A name found, before it is known whether it is a place here."""

    first: int
    last: int
    begin: Start
    codes: tuple[str, ...]
    words: int
    cue: str
    kinds: frozenset[str]
    person: bool


class PlaceReader:
    """Reads places. Made once from a gazetteer; afterwards only memos change."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._spots = Spots(gazetteer)
        self._rows: dict[tuple[str, ...], tuple[PlaceRow, ...]] = {}

    @property
    def common(self) -> frozenset[str]:
        """Everyday words: behind «منطقة» they begin no unknown name."""
        return self._spots.common

    @property
    def capitals(self) -> frozenset[str]:
        """The codes of seats of government."""
        return self._spots.capitals

    def rows(self, codes: tuple[str, ...]) -> tuple[PlaceRow, ...]:
        """The rows of some codes."""
        known = self._rows.get(codes)
        if known is None:
            known = self._rows[codes] = tuple(map(self.gazetteer.row, codes))
        return known

    def read(self, words: Words, title: str, text: str) -> tuple[PlaceMention, ...]:
        """Every place that an article names, in the order of the text. Linear in its length."""
        return tuple(_Scan(self, words, title, text, list(map(self._spots.__getitem__, words.pieces))).mentions())


def read_places(words: Words, title: str, text: str, reader: PlaceReader) -> tuple[PlaceMention, ...]:
    """Every place that an article names: see PlaceReader.read."""
    return reader.read(words, title, text)


class _Scan:
    """One article being read."""

    def __init__(self, reader: PlaceReader, words: Words, title: str, text: str, spots: list[Spot | None]) -> None:
        self._reader = reader
        self._gazetteer = reader.gazetteer
        self._words = words
        self._title = title
        self._text = text
        self._spots = spots
        self._pieces = words.pieces
        self._votes: Counter[str] = Counter()
        self._around: set[str] = set()  # what the weighty places lie in
        self._head = ""  # the cue that began the list of names being read,
        self._loose = False  # and whether it is as loose as مناطق

    def mentions(self) -> Iterator[PlaceMention]:
        """All mentions. Weighty names first say which countries the article speaks of."""
        found = list(self._names())
        for each in found:
            rows = self._reader.rows(each.codes)
            if self._plain(rows):
                code = max(rows, key=lambda row: row.weight).code
                country = self._gazetteer.country(code)
                self._votes[country] += 1
                self._around.update(self._gazetteer.above(code) - {country}, {code} - {country})
        self._votes.pop("", None)
        last: PlaceMention | None = None
        for each in found:
            mention = self._settle(each, last)
            if mention is not None:
                last = mention
                yield mention

    @staticmethod
    def _plain(rows: tuple[PlaceRow, ...]) -> bool:
        return any(not row.mark and (row.weight >= _KNOWN or row.kind in _WIDE) for row in rows)

    def _names(self) -> Iterator[_Found]:
        """Names of tables and unknown names behind cues, as they stand; countries of adjectives are counted."""
        at, size = 0, len(self._pieces)
        spots = self._spots
        listing = -1  # where a list of names headed by قرى, بلدات … may go on
        while at < size:
            spot = spots[at]
            found = None
            if spot is not None:
                if spot.country:
                    self._votes[spot.country] += 1
                found = self._longest(at, spot.starts) if spot.starts else None
                if found is None and ("noun" in spot.cues or "nouns" in spot.cues):
                    found = self._unknown(at, spot)
            if at == listing and found is None:
                found = self._unknown_item(at)
            if found is None:
                at += 1
                continue
            if found.cue == "nouns" or self._has(at - 1, "nouns") or (listing == at and found.cue in {"", "list"}):
                listing = found.last
                if listing < size and self._pieces[listing].strip(" ") in _COMMAS:
                    listing += 1
            yield found
            at = max(found.last, at + 1)

    def _longest(self, at: int, starts: tuple[Start, ...]) -> _Found | None:
        """The longest name that begins at this token; of equally long ones that with the fewest letters skipped."""
        pieces = self._pieces
        following = at + 1
        if following < len(pieces) and pieces[following] == "_":
            following += 1
        second = pieces[following].lstrip(" ") if following < len(pieces) else ""
        length, last, chosen = 0, 0, starts[0]
        codes: tuple[str, ...] = ()
        for begin in starts:
            for rest, some in begin.names.longer.get(second, ()):
                if len(rest) + 2 <= length:
                    break
                end = self._match(following + 1, rest) if rest else following + 1
                if end:
                    length, last, chosen, codes = len(rest) + 2, end, begin, some
                    break
            if not length and begin.names.alone and (not begin.shy or self._spots[at - 1] or begin.clitics):
                length, last, chosen, codes = 1, at + 1, begin, begin.names.alone
        if not length:
            return None
        cue, kinds, person = self._before(at, chosen)
        return _Found(at, last, chosen, codes, length, cue, kinds, person)

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
        while before >= 0 and self._pieces[before].strip(" ") in _THIN:
            before -= 1
        spot = self._spots[before] if before >= 0 and not begin.clitics.startswith("w") else None
        cues = spot.cues if spot else {}
        person = "person" in cues
        for kind in ("noun", "nouns", "outlet", "direction", "org", "talks", "at", "on"):
            cue = cues.get(kind)
            if cue is not None and not (begin.clitics and kind in {"noun", "nouns", "outlet", "org"}):
                return kind, cue.argument, person
        clitic = begin.clitics[-1:]
        return {"ب": "at", "ل": "to", "ك": "like"}.get(clitic, ""), frozenset(), person

    def _settle(self, found: _Found, last: PlaceMention | None) -> PlaceMention | None:
        """A mention, if this name is a place here."""
        cue, kinds = found.cue, found.kinds
        if cue in {"outlet", "org"}:
            return None
        if cue in {"", "like"} and last is not None and self._goes_on(last, found):
            cue = "list"
        if cue != "list":
            self._head, self._loose = cue, "region" in kinds
        if not found.codes:
            return self._mention(found, None, cue)
        row = self._choose(self._reader.rows(found.codes), kinds)
        listed = self._head == "nouns" and cue in {"nouns", "list"} and (row.mark != "w" or not self._loose)
        if not listed and not self._accepts(found, row, cue, last):
            return None
        if cue in {"noun", "nouns", "list"} and row.weight < _KNOWN and self._elsewhere(row):
            return self._mention(found, None, cue)  # a namesake elsewhere: this one stands in no table
        return self._mention(found, row, cue)

    def _elsewhere(self, row: PlaceRow) -> bool:
        return bool(self._votes) and not self._votes[self._gazetteer.country(row.code)]

    def _goes_on(self, last: PlaceMention, found: _Found) -> bool:
        """Does this name continue a list that the last mention belongs to?"""
        between = [piece.strip(" ") for piece in self._pieces[last.last : found.first]]
        if len(between) > _LIST_GAP:
            return False
        if found.begin.clitics.startswith("w"):
            return not any(piece not in _COMMAS and piece not in _THIN and piece not in ')"' for piece in between)
        return bool(between) and all(piece in _COMMAS or piece in _THIN or piece in ')"' for piece in between)

    def _choose(self, rows: tuple[PlaceRow, ...], kinds: frozenset[str]) -> PlaceRow:
        if len(rows) == 1:
            return rows[0]
        total = sum(self._votes.values()) or 1

        def liking(row: PlaceRow) -> float:
            share = self._votes[self._gazetteer.country(row.code)] / total
            return log10(row.weight + 1) + 3 * share + (2 * (share > 0)) + 3 * (row.kind in kinds)

        return max(rows, key=liking)

    def _accepts(self, found: _Found, row: PlaceRow, cue: str, last: PlaceMention | None) -> bool:
        here = self._votes[self._gazetteer.country(row.code)] > 0
        if not row.mark and (row.weight >= _KNOWN or row.kind in _WIDE):
            return cue != "" or not found.person or row.kind in _WIDE
        if cue in {"noun", "nouns"} or self._names_its_kind(found):
            return row.mark != "w" or found.words > 1 or (row.kind in found.kinds and here and not self._loose)
        if cue == "list" and last is not None and last.cue in {"noun", "nouns", "list"} and row.mark != "w":
            return True
        if found.person:
            return False
        if row.mark == "w":
            return cue == "list" and last is not None and last.cue in {"nouns", "list"} and here
        if row.mark == "c":
            return here and (cue in {"direction", "at", "list"} or found.words > 1)
        if found.words > 1:
            return here or cue in {"direction", "at"}
        if cue == "list" or cue == "direction":
            return here
        return cue in {"at", "on", "to"} and not self._around.isdisjoint(self._gazetteer.above(row.code))

    def _names_its_kind(self, found: _Found) -> bool:
        """«مديرية الزاهر», «حي التضامن» as names of the gazetteer: they need no other cue."""
        spot = self._spots[found.first]
        return found.words > 1 and spot is not None and "noun" in spot.cues

    def _mention(self, found: _Found, row: PlaceRow | None, cue: str) -> PlaceMention:
        span = self._words.span(found.first, found.last, skip=found.begin.skip)
        raw = self._title if span.field == "title" else self._text
        name = raw[span.start : span.end]
        if found.begin.lil:
            name = "ا" + name
        code, kind = (row.code, row.kind) if row else ("", "")
        role = self._role(found, span.field, code, cue)
        return PlaceMention(found.first, found.last, span.field, span.start, span.end, name, code, kind, cue, role)

    def _role(self, found: _Found, field: str, code: str, cue: str) -> str:
        if field == "text" and cue in {"", "list"} and self._is_dateline(found):
            return "dateline"
        if code in self._reader.capitals and cue not in {"at", "noun", "direction"}:
            before = self._pieces[found.first - 1].strip(" ") if found.first else ""
            if before != "العاصمه":
                return "government"
        return ""

    def _is_dateline(self, found: _Found) -> bool:
        """«دمشق - أ ف ب», «غزة (رويترز)»: at the beginning of a line, with a dash, slash or bracket behind."""
        first, last = found.first, found.last
        if first and "\n" not in self._pieces[first - 1] and self._pieces[first - 1].strip(" ") not in {"،", "-", ","}:
            return False
        return last < len(self._pieces) and self._pieces[last].strip(" ") in _DASHES

    def _unknown(self, at: int, own: Spot) -> _Found | None:
        """A name in no table behind «بلدة», «قرية», «مخيم»; None where the sentence merely goes on."""
        spots, size = self._spots, len(self._pieces)
        name = at + 1
        while name < size and self._pieces[name].strip(" ") in _THIN:
            name += 1
        if name >= size or not self._may_name(name):
            return None
        spot = spots[name]
        if spot and spot.starts and self._longest(name, spot.starts):
            return None
        last = self._end(name)
        cue = "noun" if "noun" in own.cues else "nouns"
        begin = _NO_START
        if "part" in own.cues:
            name, begin = at, replace(_NO_START, skip=len(own.cues["part"].clitics))
        return _Found(name, last, begin, (), last - name, cue, frozenset(), False)

    def _end(self, name: int) -> int:
        """Where an unknown name ends: a word, or two behind an opener (تل, أبو), and الشرقية and its like."""
        last = name + 1
        if self._has(name, "opener") and last < len(self._pieces) and self._may_name(last):
            last += 1
        return last + self._has(last, "closer")

    def _has(self, at: int, cue: str) -> bool:
        spot = self._spots[at] if 0 <= at < len(self._spots) else None
        return spot is not None and cue in spot.cues

    def _unknown_item(self, at: int) -> _Found | None:
        """A further name in no table: «قرى الجريبة والمشاقنة والزعفران»."""
        word = self._pieces[at].strip(" ")
        spot = self._spots[at]
        if spot and "opener" in spot.cues and self._end(at) > at + 1:
            clitics = spot.cues["opener"].clitics
            return _Found(
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
        if word[skip:] in self._reader.common:
            return None
        if spot and (spot.country or spot.cues):
            return None
        begin = Start(skip, "w" if skip else "", False, _NO_START.names)
        return _Found(at, at + 1, begin, (), 1, "list", frozenset(), False)

    def _may_name(self, at: int) -> bool:
        word = self._pieces[at].strip(" ")
        spot = self._spots[at]
        if len(word) < 3 or not ("ء" <= word[0] <= "ي"):
            return False
        if spot and ("nameless" in spot.cues or spot.country):
            return False
        if word in self._reader.common or (
            spot and any(begin.names.alone and not begin.clitics for begin in spot.starts)
        ):
            return False
        return not (word.endswith("يه") and not word.startswith("ال")) and self._words.analysis(at) is None
