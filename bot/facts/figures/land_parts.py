"""Places that no table names, told by the country an article speaks of: «العاصمة», «شمال البلاد», «في الجنوب».

What is told of the country as a whole («في أنحاء البلاد») has its name. Words: data/figure_lands.tsv.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.place_words import nations
from bot.arabic.places import PlaceMention
from bot.arabic.tables import load_cells
from bot.arabic.words import Words

#: Words and their classes: class, argument, words.
Cells = Sequence[Sequence[str]]
#: So near before it a place is what a side of the land only describes: «إدلب شمال غربي البلاد»; or behind it, a seat.
_NEAR, _NAMED = 3, 2
_PREFIXES = ("", "و", "ف", "ب", "وب", "ل", "ول")
_IN, _WITHIN, _LED = "في", "ب", frozenset({"من", "الي", "علي", "عن", "نحو", "صوب", "باتجاه"})
#: «في مجمل مناطق الجنوب».
_AREAS = frozenset({"مناطق", "انحاء", "بلدات", "قري", "مدن"})
_BESIDE_NUMBERS = frozenset({":", "(", "-"})
#: The country whose wars are told of its parts, and these.
PARTED, _PARTS = "PS", ("PS-GAZA", "PS-WB")


class Told(NamedTuple):
    """What a word tells: which class, and how it is spelt in full."""

    kind: str
    name: str
    prefix: str


class LandWords:
    """The words that tell parts of a country. Made once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._told: dict[str, Told] = {}
        self._capitals: dict[str, str] = {}
        for kind, names, *_ in load_cells("bot.facts", "figure_lands.tsv", 2):
            if kind == "capital":
                self._capitals = {gazetteer.country(code): code for code in names.split()}
            else:
                for name in names.split():
                    for prefix in _PREFIXES:
                        self._told[prefix + fold_word(name)] = Told(kind, name, prefix)
        self._words = frozenset(form for form, told in self._told.items() if told.kind != "side")
        self._nations = nations()

    def read(
        self, words: Words, mentions: Sequence[PlaceMention], numbers: Sequence[int], named: Iterable[str]
    ) -> list[PlaceMention]:
        """These mentions and what parts of the country are told beside them, in their order.

        `named`: the countries whose adjectives stand in the article.
        """
        forms = words.forms
        told = list(compress(range(len(forms)), map(self._words.__contains__, forms)))
        home = self._home(named, mentions) if told else ""
        if not home:
            return list(mentions)
        covered = {at for mention in mentions for at in range(mention.first, mention.last)}
        uncovered = (at for at in told if at not in covered)
        found = [part for at in uncovered for part in self._at(words, at, home, mentions, numbers)]
        return sorted([*mentions, *found]) if found else list(mentions)

    def _home(self, named: Iterable[str], mentions: Sequence[PlaceMention]) -> str:
        """The country most spoken of, by places and adjectives; "" where none is."""
        votes: dict[str, int] = {}
        for land in named:
            votes[land] = votes.get(land, 0) + 1
        for mention in mentions:
            country = self._gazetteer.country(mention.code) if mention.code in self._gazetteer else ""
            if country:
                votes[country] = votes.get(country, 0) + 1 + (mention.kind != "country")
        return max(votes, key=votes.__getitem__, default="")

    def _at(
        self, words: Words, at: int, home: str, mentions: Sequence[PlaceMention], numbers: Sequence[int]
    ) -> Iterator[PlaceMention]:
        """What the word at this token tells: at most one."""
        forms, told = words.forms, self._told[words.forms[at]]
        behind = forms[at + 1] if at + 1 < len(forms) else ""
        if told.kind == "seat":
            firsts = [mention.first for mention in mentions]
            number = bisect_left(firsts, at)
            country = self._nations.get(behind, home)
            if (number == len(firsts) or firsts[number] > at + _NAMED) and country in self._capitals:
                yield _mention(words, at, at + 1, told, told.name, self._capitals[country], "city")
        elif told.kind == "areas":
            country = self._nations.get(behind, "")
            if country and country != PARTED and country in self._gazetteer:
                name = self._gazetteer.name(country, "ar")
                yield _mention(words, at, at + 2, told, name, country, "country")
        elif told.kind == "land":
            first = at
            while first and at - first < _NEAR and self._is(forms[first - 1], "side"):
                first -= 1
            if first < at and home != PARTED and not self._described(first, mentions, numbers):
                opening = self._told[forms[first]]
                sides = [self._told[form] for form in forms[first:at]]
                joined = ("و" + side.name if side.prefix == "و" else side.name for side in sides[1:])
                name = " ".join((opening.name, *joined, told.name))
                yield self._part(words, first, at + 1, opening, name, [side.name for side in sides], home)
        elif self._is_told(forms, at, told, behind, numbers) and not self._described(at, mentions, numbers):
            yield self._part(words, at, at + 1, told, told.name, [told.name.removeprefix("ال")], home)

    def _is(self, form: str, kind: str) -> bool:
        told = self._told.get(form)
        return told is not None and told.kind == kind

    def _is_told(self, forms: Sequence[str], at: int, told: Told, behind: str, numbers: Sequence[int]) -> bool:
        """Does a word of the compass tell a part of the country: «في الجنوب», «الجنوب 11»? Not «الشمال الغربي»."""
        if behind.startswith("ال"):
            return False
        last = at + 1 + (behind in _BESIDE_NUMBERS)
        number = bisect_left(numbers, last)
        counted = number < len(numbers) and numbers[number] == last
        return counted or told.prefix.endswith(_WITHIN) or forms[at - 1] == _IN or forms[at - 1] in _AREAS

    @staticmethod
    def _described(at: int, mentions: Sequence[PlaceMention], numbers: Sequence[int]) -> bool:
        """Does a place stand right before, and no number between?"""
        before = max((mention.last for mention in mentions if mention.last <= at), default=-_NEAR - 1)
        return at - before <= _NEAR and bisect_left(numbers, before) == bisect_left(numbers, at)

    def _part(
        self, words: Words, first: int, last: int, told: Told, name: str, sides: Sequence[str], home: str
    ) -> PlaceMention:
        """A side of the country: by its code where it has one."""
        gazetteer = self._gazetteer
        codes = gazetteer.lookup(f"{' '.join(sides)} {gazetteer.name(home, 'ar')}")
        code = next((code for code in codes if gazetteer.country(code) == home), "")
        return _mention(words, first, last, told, name, code, "region")


def _mention(words: Words, first: int, last: int, told: Told, name: str, code: str, kind: str) -> PlaceMention:
    field, start, end = words.span(first, last, skip=len(told.prefix))
    before = words.forms[first - 1] if first else ""
    cue = "at" if before == _IN or told.prefix.endswith(_WITHIN) else "on" if before in _LED else ""
    return PlaceMention(first, last, field, start, end, name, code, kind, cue)


def part(country: str, often: Mapping[str, int], gazetteer: Gazetteer) -> str:
    """The part of a country in which most of these places lie, each so often named; "" where none does."""
    votes = dict.fromkeys((each for each in _PARTS if gazetteer.country(each) == country), 0)
    for code, named in often.items():
        for outer in votes:
            if code == outer or (code in gazetteer and gazetteer.within(code, outer)):
                votes[outer] += named
    best = max(votes, key=votes.__getitem__, default="")
    return best if best and votes[best] else ""
