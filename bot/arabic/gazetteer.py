"""The gazetteer: what places there are, what they are called, what lies within what.

Two tables of one form stand in data/: `places_by_hand.tsv`, written by us, and `places_tables.tsv`, built from public
tables (data/SOURCES.md). A row may lie within several others (خان يونس in its governorate, this in the Gaza Strip, this
in Palestine): containment is a directed graph without circles, and the end of each chain is a country or a sea.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from bot.arabic.letters import fold, fold_word
from bot.arabic.tables import load_cells

TABLES = ("places_by_hand.tsv", "places_tables.tsv")
#: The cells of a line: code, kind, within, Arabic names, English names (the established one first), weight, mark.
_WIDTH = 7
#: What a neighbourhood lies in.
_QUARTER, _TOWNS = "neighbourhood", frozenset({"city", "town", "village"})
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufefc]")
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")

#: Words before a name that say what kind of place is meant. The kinds they may stand for, nearest first.
GENERIC: Mapping[str, frozenset[str]] = {
    word: frozenset(kinds.split())
    for words, kinds in (
        ("مدينه", "city town governorate"),
        ("بلده قصبه", "town village city subdistrict"),
        ("قريه عزله ضيعه مزرعه كيبوتس مستوطنه موشاف", "village town subdistrict neighbourhood"),
        ("محافظه ولايه اقليم اماره", "governorate region district"),
        ("مديريه قضاء لواء ناحيه منطقه", "district subdistrict town city region governorate neighbourhood village"),
        ("حي ضاحيه حاره شارع", "neighbourhood"),
        ("مخيم معسكر", "camp site neighbourhood"),
        ("معبر منفذ حاجز", "crossing site"),
        ("تل تله جبل جبال تبه هضبه وادي سهل", "hill region site village town"),
        ("ريف شمال جنوب شرق غرب شمالي جنوبي شرقي غربي محيط ضواحي", "governorate city region district town"),
        ("مطار قاعده ميناء مستشفي سجن حقل سد", "site"),
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place. `within` are the codes it lies in; `weight` is about its people, and decides between homonyms.

    `mark` is "w" where the name is a word of every day too (read only behind قرية, بلدة …), "c" where it
    needs some cue.
    """

    code: str
    kind: str
    within: tuple[str, ...]
    names: tuple[str, ...]
    english: str
    weight: int
    mark: str
    #: Other ways to write the English name: only for looking up.
    romanised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names that begin with one word: the codes of the word alone, and longer names filed under their second word.

    Behind a second word stand (further words, codes), the longest first.
    """

    alone: tuple[str, ...]
    longer: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, as words.py cuts them."""
    return tuple(_WORD.findall(fold_word(name)))


def _latin(name: str) -> str:
    """An English name as it is compared: without case, hyphens, apostrophes and the article Al-."""
    return re.sub(
        r"^(?:al|ar|as|ad|at|az|el) ", "", re.sub(r"[-\s]+", " ", re.sub(r"['’`ʼ]", "", name.casefold())).strip()
    )


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places. Made once by `load()`; afterwards only memos change."""

    _lines: Mapping[str, str]
    #: First word of a name → the names that begin with it.
    starts: Mapping[str, Names]
    _rows: dict[str, PlaceRow] = field(default_factory=dict, repr=False, compare=False)
    _above: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _countries: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _english: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of the package's tables (about 15,000 places, under 0.15 s)."""
        folder = resources.files("bot.arabic") / "data"
        return cls.of("".join((folder / table).read_text(encoding="utf-8") for table in TABLES))

    @classmethod
    def of(cls, table: str) -> Gazetteer:
        """A gazetteer of lines of a table: of two lines with one code the first stands."""
        lines: dict[str, str] = {}
        names: list[str] = []
        codes: list[str] = []
        for line in table.splitlines():
            if not line or line[0] == "#":
                continue
            cells = line.split("\t", _WIDTH)
            if len(cells) != _WIDTH:
                raise ValueError(f"a place needs {_WIDTH} cells: {line!r}")
            if cells[0] not in lines:
                lines[cells[0]] = line
                names.append(cells[3])
                codes.append(cells[0])
        return cls(lines, _starts(codes, fold("\n".join(names)).text.split("\n")))

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        """All codes."""
        return iter(self._lines)

    def __contains__(self, code: object) -> bool:
        """Is this a code of a place?"""
        return code in self._lines

    def row(self, code: str) -> PlaceRow:
        """The place of a code. Raises KeyError for a code that is none."""
        row = self._rows.get(code)
        if row is None:
            _, kind, within, names, english, weight, mark = self._lines[code].split("\t")
            above = tuple(within.split(",")) if within else ()
            first, *others = english.split("|")
            row = PlaceRow(code, kind, above, tuple(names.split("|")), first, int(weight), mark, tuple(others))
            self._rows[code] = row
        return row

    def mark(self, code: str) -> str:
        """The mark of a code (see PlaceRow), without making its row. Raises KeyError for a code that is none."""
        return self._lines[code].rpartition("\t")[2]

    def lookup(self, name: str) -> tuple[str, ...]:
        """The codes a name may mean, the weightiest first; () for a name in no table.

        Arabic in any spelling, without clitics, with or without a word for its kind (مدينة إدلب, ريف حلب); or English.
        """
        words = name_words(name)
        if not words:
            return ()
        if not _ARABIC.search(name):
            return self._in_english(_latin(name))
        for skip in range(len(words)):
            kinds = [GENERIC.get(word, frozenset()) for word in words[:skip]]
            if not all(kinds):
                return ()
            found = self._exactly(words[skip:])
            if found:
                return self._of_kinds(found, kinds[-1]) if kinds else found
        return ()

    def _exactly(self, words: tuple[str, ...]) -> tuple[str, ...]:
        names = self.starts.get(words[0])
        if names is None:
            return ()
        if len(words) == 1:
            return self._by_weight(names.alone)
        for further, codes in names.longer.get(words[1], ()):
            if further == words[2:]:
                return self._by_weight(codes)
        return ()

    def _of_kinds(self, codes: tuple[str, ...], kinds: frozenset[str]) -> tuple[str, ...]:
        return tuple(code for code in codes if self.row(code).kind in kinds) or codes

    def _by_weight(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(dict.fromkeys(codes), key=lambda code: -self.row(code).weight))

    def _in_english(self, name: str) -> tuple[str, ...]:
        if not self._english:
            found: dict[str, list[str]] = {}
            for code in self._lines:
                row = self.row(code)
                for english in (row.english, *row.romanised):
                    found.setdefault(_latin(english), []).append(code)
            self._english.update({english: self._by_weight(codes) for english, codes in found.items()})
        return self._english.get(name, ())

    def within(self, inner: str, outer: str) -> bool:
        """Does `inner` lie in `outer` (or is it the same)? False for codes that are none."""
        return inner == outer or outer in self.above(inner)

    def above(self, code: str) -> frozenset[str]:
        """Everything that a place lies in, up to its country; without itself.

        A neighbourhood of which the tables name no town lies in the city of its area (data/places_cities.tsv).
        """
        known = self._above.get(code)
        if known is None:
            found: set[str] = set()
            ahead = list(self.row(code).within) if code in self._lines else []
            while ahead:
                outer = ahead.pop()
                if outer not in found:
                    found.add(outer)
                    ahead.extend(self.row(outer).within if outer in self._lines else ())
            if self.kind(code) == _QUARTER and not any(self.kind(outer) in _TOWNS for outer in found):
                found.update(city for area, city, *_ in _cities() if area in found)
            known = self._above[code] = frozenset(found)
        return known

    def name(self, code: str, language: str) -> str:
        """The name of a place in `ar` or `en` (the established romanisation); "" for a code that is none."""
        if code not in self._lines:
            return ""
        row = self.row(code)
        return row.names[0] if language == "ar" else row.english

    def kind(self, code: str) -> str:
        """What kind of place it is (`town`, `region` …), "" for a code that is none."""
        return self.row(code).kind if code in self._lines else ""

    def weight(self, code: str) -> int:
        """About how many people live there; 0 for a code that is none."""
        return self.row(code).weight if code in self._lines else 0

    def country(self, code: str) -> str:
        """The code of the country a place lies in first; "" for a sea or a code that is none."""
        known = self._countries.get(code)
        if known is None:
            known = ""
            if code in self._lines:
                row = self.row(code)
                known = code if row.kind == "country" else self.country(row.within[0]) if row.within else ""
            self._countries[code] = known
        return known


@lru_cache(maxsize=1)
def _cities() -> tuple[list[str], ...]:
    return tuple(load_cells("bot.arabic", "places_cities.tsv", 2))


def _starts(codes: list[str], names: list[str]) -> dict[str, Names]:
    """First words with what follows them. The names are folded already, those of one place parted by bars."""
    joined_from = {fold_word(word): int(least) for word, least in load_cells("bot.arabic", "places_joined.tsv", 2)}
    alone: dict[str, list[str]] = {}
    longer: dict[str, dict[str, dict[tuple[str, ...], list[str]]]] = {}
    for code, bars in zip(codes, names, strict=True):
        for name in bars.split("|"):
            first, *further = name.split() if name.replace(" ", "").isalpha() else _WORD.findall(name)
            if len(further) == 1 and first in joined_from and len(further[0]) >= joined_from[first]:
                joined = alone.setdefault(first + further[0], [])
                if code not in joined:
                    joined.append(code)
            same = alone.setdefault(first, [])
            if further:
                seconds = longer.setdefault(first, {}).setdefault(further[0], {})
                same = seconds.setdefault(tuple(further[1:]), [])
            if code not in same:
                same.append(code)
    return {first: Names(tuple(codes_alone), _filed(longer.get(first, {}))) for first, codes_alone in alone.items()}


def _filed(
    seconds: Mapping[str, Mapping[tuple[str, ...], list[str]]],
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Longer names under their second word, the longest first."""
    return {
        second: tuple((rest, tuple(codes)) for rest, codes in sorted(rests.items(), key=lambda each: -len(each[0])))
        for second, rests in seconds.items()
    }
