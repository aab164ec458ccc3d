"""Places in a text: names of the gazetteer, told apart by what stands around them, and unknown names behind a cue.

A name is looked for at each word, the longest first, with و ف ب ل ك before it. Whether it is a place here, and which of
its namesakes, is settled by cues (قرية, في, a list of places), by the countries the article speaks of, and by weight.
The cue words stand in data/places_cues.tsv. Adjectives (السورية) are no places; nor are names of outlets, of units
(فيلق القدس) and of persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from math import log10
from typing import NamedTuple

from bot.arabic.borrowed_names import without_borrowed
from bot.arabic.foreign import load_foreign
from bot.arabic.gazetteer import Gazetteer, PlaceRow
from bot.arabic.letters import unmarked
from bot.arabic.names_abroad import is_abroad
from bot.arabic.namesakes import is_named, meant
from bot.arabic.place_names import NameFinder
from bot.arabic.place_roles import (
    country_role,
    describes,
    governs,
    is_aim,
    is_backer,
    is_dateline,
    is_outlet,
    is_ruler,
    is_struck,
    sided,
    two_sides,
)
from bot.arabic.place_words import COMMAS, THIN, Found, Spot, Spots, has_cue, token_before
from bot.arabic.struck import is_struck_city
from bot.arabic.words import Vocabulary, Words

#: From this weight on a name needs no cue.
_KNOWN = 15_000
#: From this weight on it needs none where the article speaks of its country.
_SMALL = 2_000
#: From this weight on one that a strike falls on needs no other place of its country.
_CITY = 50_000
#: A text with more names than this is a gazetteer, not news: the rest is not read.
_MOST = 5_000
_HEADED = frozenset({"noun", "nouns"})
_NAMED = _HEADED | {"list"}
_NOT_TOLD = frozenset({"", "at", "on", "to", "direction"})
_LOOSE = frozenset({"", "list"})
_WIDE = frozenset({"country", "region", "governorate"})
#: So many votes for other countries tell that a name of one vote is only called so.
_VOTES = 3
_SMALL_KINDS = frozenset({"neighbourhood", "camp", "site", "village"})
_IN_LISTS = COMMAS | THIN | {")"}
#: Further than this a list of names does not go on.
_LIST_GAP = 3


class PlaceMention(NamedTuple):
    """A place named in an article: tokens `first` … `last` - 1, and the slice of the raw field without clitics.

    `code` is "" where no table knows the name. `cue` is what led to it: noun, nouns, direction, at, on, list, talks …
    `role` is "dateline", "government" (a capital or a country that stands for its government), "speaker" (a country
    that says something) or "".
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


class PlaceReader:
    """Reads places. Made once from a gazetteer; afterwards only memos change."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: Vocabulary | None = None) -> None:
        """The vocabulary, if there is one, is told to ask of each word what it means to places."""
        self.gazetteer = gazetteer
        self._spots = Spots(gazetteer)
        if vocabulary is not None:
            vocabulary.also(self._spots.spot)
        self._rows: dict[tuple[str, ...], tuple[PlaceRow, ...]] = {}
        #: Capitals whose bare name stands for a government, and all whose name may.
        self.seats, self.governments = self._spots.seats, self._spots.seats | self._spots.capitals
        self._plain: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}
        self.foreign = load_foreign()

    @property
    def common(self) -> frozenset[str]:
        """Everyday words: behind «منطقة» they begin no unknown name."""
        return self._spots.common

    def rows(self, codes: tuple[str, ...]) -> tuple[PlaceRow, ...]:
        """The rows of some codes."""
        known = self._rows.get(codes)
        if known is None:
            known = self._rows[codes] = tuple(map(self.gazetteer.row, codes))
        return known

    def plain(self, codes: tuple[str, ...]) -> tuple[str, frozenset[str]]:
        """If a name needs no cue and all its namesakes lie in one country: this country, and what the place lies in."""
        known = self._plain.get(codes)
        if known is None:
            known = "", frozenset()
            rows = [row for row in self.rows(codes) if row.mark != "w" and row.weight >= _SMALL and row.code[0] != "G"]
            countries = {self.gazetteer.country(row.code) for row in rows}
            if len(countries) == 1 and any(not row.mark for row in rows):
                code = max(rows, key=lambda row: row.weight).code
                country = countries.pop()
                known = country, (self.gazetteer.above(code) | {code}) - {country} or frozenset({country})
            self._plain[codes] = known
        return known

    def read(self, words: Words, title: str, text: str) -> tuple[PlaceMention, ...]:
        """Every place that an article names (of more than 5,000, the first), in the order of the text."""
        scan = _Scan(self, words, title, text, words.answers(self._spots.spot))
        return tuple(without_borrowed(scan.mentions(), words, self.gazetteer))


class _Scan:
    """One article being read."""

    def __init__(self, reader: PlaceReader, words: Words, title: str, text: str, spots: Sequence[Spot | None]) -> None:
        self._reader = reader
        self._gazetteer = reader.gazetteer
        self._words = words
        self._title, self._text = title, text
        self._spots = spots
        self._forms = words.forms
        self._votes: dict[str, int] = {}
        self._total = 0
        self._around: set[str] = set()  # what the weighty places lie in
        self._head, self._loose = "", False  # the cue that began the list being read, and is it as loose as مناطق?
        self._headed = False  # does the name at hand hold the word for its kind?

    def mentions(self) -> Iterator[PlaceMention]:
        """All mentions. Weighty names first say which countries the article speaks of."""
        reader = self._reader
        finder = NameFinder(self._words, self._spots, reader.common, reader.foreign)
        found = list(islice(finder.found(), _MOST))
        votes = self._votes = finder.countries
        for each in found:
            if each.codes:
                country, around = reader.plain(each.codes)
                if around:
                    votes[country] = votes.get(country, 0) + 1
                    self._around |= around
        votes.pop("", None)
        self._total = sum(votes.values())
        last: PlaceMention | None = None
        for each, behind in zip_longest(found, found[1:]):
            mention = self._settle(each, last, behind)
            if mention is not None:
                last = mention
                yield mention

    def _settle(self, found: Found, last: PlaceMention | None, behind: Found | None) -> PlaceMention | None:
        """A mention, if this name is a place here. `behind`: the next name."""
        cue, kinds = found.cue, found.kinds
        self._headed = self._names_its_kind(found)
        named = cue not in _HEADED and is_outlet(found, self._forms, self._spots)
        if named or (cue in {"outlet", "org"} and not self._headed):
            return None
        cue = self._cue(found, last)
        if cue != "list":
            self._head, self._loose = cue, "region" in kinds
        if not cue and describes(found, self._words, self._spots):
            return None
        if found.words == 1 and cue in _NAMED and has_cue(self._spots, found.first, "nameless"):
            return None
        if not found.codes:
            return self._mention(found, None, cue)
        rows, lost = meant(found, behind, self._forms, self._reader.rows, self._gazetteer)
        row = rows[0] if len(rows) == 1 else self._choose(rows, kinds)
        listed = self._head == "nouns" and cue in {"nouns", "list"} and (row.mark != "w" or not self._loose)
        if not listed and not self._accepts(found, row, cue, last):
            if found.told and row.mark != "w":
                return self._mention(found, None if self._votes else row, cue)
            return self._mention(found, None, cue) if is_named(found, cue, self._forms, self._spots) else None
        told = (cue in {"noun", "nouns", "list"} or self._headed) and not (cue == "nouns" and row.kind == "country")
        if told and (self._is_called(found, row) or (row.weight < _KNOWN and (lost or self._elsewhere(row)))):
            return self._mention(found, None, cue)  # a namesake elsewhere: this one stands in no table
        return self._mention(found, row, cue)

    def _cue(self, found: Found, last: PlaceMention | None) -> str:
        """What leads to a name. «مدينة كذا» is told as such, whether the tables have it with its noun or without."""
        if found.cue in {"", "like"} and last is not None and self._goes_on(last, found):
            return "list"
        return "noun" if self._headed and found.cue in _NOT_TOLD else found.cue

    def _is_called(self, found: Found, row: PlaceRow) -> bool:
        """«حي الجزائر», «مخيم السويداء» in Yemen: is a small place called by the name of a large one elsewhere?"""
        kinds = found.kinds or (row.kind in _SMALL_KINDS and _SMALL_KINDS)
        if not kinds or "region" in kinds or "governorate" in kinds:
            return False
        alone = self._total >= _VOTES and self._votes.get(self._gazetteer.country(row.code), 0) <= 1
        return row.kind == "country" or (alone and row.kind in _SMALL_KINDS | _WIDE)

    def _elsewhere(self, row: PlaceRow) -> bool:
        return bool(self._votes) and not self._votes.get(self._gazetteer.country(row.code))

    def _goes_on(self, last: PlaceMention, found: Found) -> bool:
        """Does this name continue a list that the last mention belongs to?"""
        if found.first - last.last > _LIST_GAP:
            return False
        if last.last >= found.first:
            return found.begin.clitics[:1] == "w"
        return all(form in _IN_LISTS or form.isdigit() for form in self._forms[last.last : found.first])

    def _choose(self, rows: tuple[PlaceRow, ...], kinds: frozenset[str]) -> PlaceRow:
        total = self._total or 1

        def liking(row: PlaceRow) -> float:
            share = self._votes.get(self._gazetteer.country(row.code), 0) / total
            return log10(row.weight + 1) + 3 * share + (2 * (share > 0)) + 3 * (row.kind in kinds)

        return max(rows, key=liking)

    def _accepts(self, found: Found, row: PlaceRow, cue: str, last: PlaceMention | None) -> bool:
        if cue == "like" and found.words == 1 and row.kind not in _WIDE:
            return False  # كسرت is no city
        if not row.mark and (row.weight >= _KNOWN or row.kind in _WIDE):
            return cue != "" or not found.person or row.kind in _WIDE
        here = self._votes.get(self._gazetteer.country(row.code), 0) > 0
        if cue in {"noun", "nouns"} or self._headed:
            return row.mark != "w" or found.words > 1 or (row.kind in found.kinds and here and not self._loose)
        if cue == "list" and last is not None and last.cue in {"noun", "nouns", "list"} and row.mark != "w":
            return True
        if found.person:
            return False
        if row.mark:
            struck = cue == "on" and (here or row.weight >= _CITY) and is_struck(found, self._words)
            told = row.mark == "c" and (struck or is_abroad(found, self._words, self._reader.foreign))
            return told or (here and self._is_told(found, row, cue, last))
        if here and row.weight >= _SMALL and row.code[0] != "G":
            return True
        if cue in {"list", "direction"} or (here and self._quoted(found)):
            return here
        return self._near(row) and (found.words > 1 or cue in {"at", "on", "to"})

    def _is_told(self, found: Found, row: PlaceRow, cue: str, last: PlaceMention | None) -> bool:
        """Do the words before a name that is an everyday word or a person's too tell that it is a place?"""
        if row.mark == "c":
            told = cue in {"direction", "at", "list"} or found.words > 1
            return told or (cue == "on" and self._near(row) and is_aim(found, self._forms))
        if cue == "direction":  # «محور خطاب»
            return self._near(row) and has_cue(self._spots, token_before(self._forms, found.first), "site")
        return cue == "list" and last is not None and last.cue in {"nouns", "list"}

    def _near(self, row: PlaceRow) -> bool:
        """Does the place lie in what weighty places of the article lie in?"""
        return not self._around.isdisjoint(self._gazetteer.above(row.code))

    def _names_its_kind(self, found: Found) -> bool:
        """«مديرية الزاهر», «حي التضامن» as names of the gazetteer: they need no other cue."""
        spot = self._spots[found.first]
        return found.words > 1 and spot is not None and "noun" in spot.cues

    def _quoted(self, found: Found) -> bool:
        """«بـ"حجيرة"»: does a name stand in quotation marks?"""
        behind = self._forms[found.last] if found.last < len(self._forms) else ""
        return behind == '"' and self._forms[found.first - 1] == '"'

    def _mention(self, found: Found, row: PlaceRow | None, cue: str) -> PlaceMention:
        code, kind = (row.code, row.kind) if row is not None else ("", "")
        if cue == "direction" and kind == "country" and not found.begin.clitics:
            found, name_at = sided(found, self._forms), found.first
            kind = "region" if found.first < name_at else kind
        elif kind == "region" and row is not None and two_sides(found, self._forms):
            found, code = sided(found, self._forms), next(iter(row.within), code)
        field, start, end = self._words.span(found.first, found.last, skip=found.begin.skip)
        name = unmarked((self._title if field == "title" else self._text)[start:end])
        if found.begin.lil:
            name = "ا" + name
        role = ""
        dateline = field == "text" and cue in _LOOSE and is_dateline(found, self._forms, self._spots)
        if dateline and not self._names_its_kind(found):  # «محافظة كذا - …»: no report was filed there
            role = "dateline"
        elif is_backer(found, self._forms, self._spots) or (kind != "country" and is_ruler(found, self._spots)):
            role = "government"
        elif code in self._reader.governments:
            between = cue == "between" or (cue == "list" and self._head == "between")
            always = code not in self._reader.seats
            ruled = between or governs(found, cue, self._forms, self._spots, always=always)
            role = "government" if ruled and not is_struck_city(found, self._words) else ""
        elif kind == "country":
            role = country_role(found, cue, self._forms, self._spots)
        return PlaceMention(found.first, found.last, field, start, end, name, code, kind, cue, role)
