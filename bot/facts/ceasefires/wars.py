"""Which war an article is about, by the parties it names: «الدعم السريع» fights for Sudan, whatever town is named too.

The wars stand in data/ceasefire_wars.tsv, the countries where others make their truces in data/ceasefire_hosts.tsv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice

from bot.arabic.letters import fold_word
from bot.arabic.place_words import nations
from bot.arabic.tables import load_cells
from bot.arabic.words import Words

_WHOEVER = "*"
_JOIN = "_"
#: Letters of the code of a country.
_CODE = 2
#: What may be attached before a name.
_ATTACHED = ("", "ال", "و", "ف", "ب", "ل", "ك", "وب", "ول", "لل", "ولل", "وال", "فال", "بال", "كال", "وبال")
#: The further words of a name, and the side that it names: the number of its war, the first side or the second.
Name = tuple[tuple[str, ...], tuple[int, int]]
#: The sides that a word names by itself, and the names of several words that it begins.
Named = tuple[tuple[tuple[int, int], ...], tuple[Name, ...]]
#: How often each side is named.
Sides = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Wars:
    """All wars: their areas, the countries they are fought in, and which sides the words of a text name.

    `adjectives`: those of all nations, with the code of the country. `calm`: countries that nothing is fought in.
    `venues`: towns where others meet. `seats`: of governments at war. `homes`: hosts that have wars of their own.
    `invaded`: wars whose second side is another nation than the one whose land it is. `powers`: nations that
    fight abroad, `only_abroad`: those in whose own land no war is.
    """

    areas: tuple[str, ...]
    lands: tuple[frozenset[str], ...]
    one_sided: frozenset[int]
    invaded: frozenset[int]
    powers: frozenset[str]
    hosts: frozenset[str]
    calm: frozenset[str]
    venues: frozenset[str]
    seats: frozenset[str]
    homes: frozenset[str]
    only_abroad: frozenset[str]
    named: Mapping[str, Named]
    adjectives: Mapping[str, str]

    def is_home(self, land: str) -> bool:
        """May a ceasefire be told to be of this nation, as the one it is fought among: no host, no power that fights
        abroad («الهدنة الروسية» is one that Russia made)?"""
        return land in self.homes or (land not in self.hosts and land not in self.calm and land not in self.only_abroad)

    def may_make(self, land: str) -> bool:
        """May those of this nation stop a war in their own land: no host that has none, no power that fights abroad?"""
        return land in self.homes or land not in self.hosts | self.calm | self.powers

    def fought(self, sides: Sides, land: str) -> str:
        """The area of the war whose parties are named most; "" where none is, or two are alike.

        `sides`: how often each is named; `land`: the country that the article tells of, "" if unknown; a war fought
        elsewhere is not the one.
        """
        war = self._most_named(sides, land)
        return "" if war is None else self.areas[war]

    def of_one_side(self, sides: Sides) -> str:
        """The area of the war of which only the first party is named («رفضت حماس هدنة»); "" where two are alike."""
        named = {war: count for (war, side), count in sides.items() if not side}
        most = max(named.values(), default=0)
        areas = {self.areas[war] for war, count in named.items() if count == most}
        return areas.pop() if len(areas) == 1 else ""

    def around(self, sides: Sides, holds: Callable[[str], bool], *, whole: bool = False) -> str:
        """The part of a country that a war is fought over and that holds the article's place, where those who fight
        there against the others are named: «قصف إسرائيلي على خان يونس»; "" where there is none. `whole`: a country too.
        """
        parts = (
            war for war, area in enumerate(self.areas) if area not in self.lands[war] or (whole and war in self.invaded)
        )
        within = (self.areas[war] for war in parts if sides.get((war, 1), 0))
        return next((area for area in within if holds(area)), "")

    def hosting(self, sides: Sides, lands: Iterable[str]) -> frozenset[str]:
        """The countries where they only meet: hosts of talks, and none that the war of these parties is fought in."""
        hosts = self.hosts.intersection(lands)
        war = self._most_named(sides, "") if hosts else None
        return hosts - self.lands[war] if war is not None else frozenset()

    def joined(self, lands: Iterable[str]) -> bool:
        """Is one war fought in all of these countries?"""
        return any(fought_in.issuperset(lands) for fought_in in self.lands)

    def may_fight(self, *lands: str) -> bool:
        """May these countries be at war with each other: does one of the wars tell so, or does none of them mediate?"""
        return self.joined(lands) or not (self.hosts | self.calm).intersection(lands)

    def _most_named(self, sides: Sides, land: str) -> int | None:
        score = {
            war: self._weight(sides, war) for war in {war for war, _ in sides} if not land or land in self.lands[war]
        }
        best = sorted(((weight, war) for war, weight in score.items() if weight), reverse=True)
        alike = {self.areas[war] for weight, war in best if weight == best[0][0]}
        return best[0][1] if len(alike) == 1 else None

    def _weight(self, sides: Sides, war: int) -> int:
        """How much an article speaks of a war: both sides are named, the first one tells wars apart."""
        first, second = sides.get((war, 0), 0), sides.get((war, 1), 0)
        return first if first and (second or war in self.one_sided) else 0

    def sides(self, words: Words, first: int = 0, last: int | None = None) -> Sides:
        """How often each side is named in a text, or by its tokens first … last - 1."""
        named, forms = self.named, words.forms
        found: list[tuple[int, int]] = []
        for at in compress(count(first), map(named.__contains__, islice(forms, first, last))):
            alone, names = named[forms[at]]
            here = [
                (len(behind), side) for behind, side in names if tuple(forms[at + 1 : at + 1 + len(behind)]) == behind
            ]
            longest = max(here, default=(0,))[0]  # «طالبان الباكستانية» is not «طالبان»
            found += [side for length, side in here if length == longest] if longest else alone
        return Counter(found)


def load_wars() -> Wars:
    """The wars of data/ceasefire_wars.tsv, the hosts of data/ceasefire_hosts.tsv."""
    hosts = {kind: frozenset(codes.split()) for kind, codes, *_ in load_cells("bot.facts", "ceasefire_hosts.tsv", 2)}
    named: dict[str, list[Name]] = {}
    areas: list[str] = []
    lands: list[frozenset[str]] = []
    one_sided: set[int] = set()
    nations_of: dict[int, set[str]] = {}
    adjectives = nations()
    for war, (area, countries, *sides) in enumerate(load_cells("bot.facts", "ceasefire_wars.tsv", 4)):
        areas.append(area)
        lands.append(frozenset(countries.split()))
        for side, names in enumerate(sides):
            if names == _WHOEVER:
                one_sided.add(war)
                continue
            nations_of[war] = {adjectives[fold_word(name)] for name in names.split() if fold_word(name) in adjectives}
            for first, *behind in (_words(name) for name in names.split()):
                for before in _ATTACHED:
                    named.setdefault(before + first, []).append((tuple(behind), (war, side)))
    known = {form: _parted(found) for form, found in named.items()}
    own = [area.partition("-")[0].partition(".")[0] for area in areas]
    return Wars(
        tuple(areas),
        tuple(lands),
        frozenset(one_sided),
        frozenset([war for war, codes in nations_of.items() if codes and areas[war] not in codes]),
        frozenset().union(*[codes - {areas[war][:_CODE]} for war, codes in nations_of.items()]),
        hosts["host"],
        hosts["calm"],
        hosts["venue"],
        hosts["seat"],
        hosts["home"],
        frozenset().union(*lands).difference(own),
        known,
        adjectives,
    )


def _parted(names: Sequence[Name]) -> Named:
    """Names of one word, and of several."""
    return tuple([side for behind, side in names if not behind]), tuple([name for name in names if name[0]])


def _words(name: str) -> tuple[str, ...]:
    """The words of a name of the table, folded."""
    return tuple(map(fold_word, name.split(_JOIN)))
