"""Where places lie, seen from the regions that rules ask for.

A level is how surely a condition holds: 0 not, 1 possibly, 2 surely.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.model.facts import Place
from bot.rulebook.conditions import Region
from bot.rulebook.rulebook import Gazetteer

NO, POSSIBLE, SURE = 0, 1, 2
_MEMO_SIZE = 50_000
#: A countryside belongs to the region around it: what lies in the region may lie in its countryside.
_COUNTRYSIDE = "ريف"


class Near(NamedTuple):
    """The regions asked for that some places lie in (`inside`), and those that lie in the places (`around`)."""

    inside: frozenset[int]
    around: frozenset[int]

    def level(self, region: int) -> int:
        """How surely one of the places lies in a region."""
        return SURE if region in self.inside else POSSIBLE if region in self.around else NO


class Regions:
    """Where places lie, seen from the regions that rules ask for. It may grow; numbers of regions never change."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._reach: dict[Place, Near] = {}
        self.numbers: dict[Region, int] = {}
        self._at: dict[str, set[int]] = {}
        self._below: dict[str, set[int]] = {}
        self._named: dict[str, set[int]] = {}

    def copy(self) -> Regions:
        """The same tables, free to grow; what is remembered of places stays behind."""
        made = Regions(self._gazetteer)
        made.numbers = dict(self.numbers)
        made._at, made._below, made._named = (
            {name: set(numbers) for name, numbers in table.items()} for table in (self._at, self._below, self._named)
        )
        return made

    def add(self, regions: Iterable[Region]) -> None:
        """Enter regions that are new."""
        for region in regions:
            if region in self.numbers:
                continue
            number = self.numbers[region] = len(self.numbers)
            self._reach.clear()
            self._named.setdefault(region.folded, set()).add(number)
            for code in region.codes:
                self._at.setdefault(code, set()).add(number)
                for outer in self._gazetteer.above(code):
                    self._below.setdefault(outer, set()).add(number)

    def of(self, place: Place) -> Near:
        """The regions that a place lies in or holds."""
        known = self._reach.get(place)
        if known is None:
            if len(self._reach) >= _MEMO_SIZE:
                self._reach.clear()
            known = self._reach[place] = self._look(place)
        return known

    def _look(self, place: Place) -> Near:
        if not place.code:
            return Near(frozenset(self._named.get(fold_word(place.name), ())), frozenset())
        codes = (place.code, *self._gazetteer.above(place.code))
        inside = frozenset(number for code in codes for number in self._at.get(code, ()))
        return Near(inside, frozenset(self._below.get(place.code, ())) - inside)

    def of_all(self, places: tuple[Place, ...]) -> Near:
        """The same for several places together."""
        each = [self.of(place) for place in places]
        inside = frozenset().union(*[near.inside for near in each])
        return Near(inside, frozenset().union(*[near.around for near in each]))

    def home_of(self, places: tuple[Place, ...]) -> frozenset[int]:
        """The regions around the only country that places of a table lie in; none where there are several."""
        countries = {self._gazetteer.country(place.code) for place in places if place.code}
        home = next(iter(countries)) if len(countries) == 1 else ""
        return self.of(Place(home, home)).inside if home else frozenset()

    def is_country_without(self, place: Place, others: tuple[Place, ...]) -> bool:
        """Is a place a whole country, of which the others name nothing?"""
        code, country = place.code, self._gazetteer.country
        return bool(code) and country(code) == code and all(country(other.code) != code for other in others)

    def left(self, places: tuple[Place, ...], without: frozenset[int]) -> tuple[Place, ...]:
        """The places outside of some regions. In «سراقب في ريف إدلب» the second only says where the first lies."""
        left: list[Place] = []
        excluded: list[Place] = []
        for place in places:
            if not self.of(place).inside.isdisjoint(without):
                excluded.append(place)
            elif not any(self._holds(place, inner) for inner in excluded):
                left.append(place)
        return tuple(left)

    def _holds(self, outer: Place, inner: Place) -> bool:
        """Lies one place in the other, or in the region whose countryside the other is?"""
        if not outer.code or not inner.code:
            return False
        above = self._gazetteer.above(inner.code)
        around = outer.code
        if _COUNTRYSIDE in fold_word(outer.name).split():
            regions = sorted(self._gazetteer.above(outer.code))  # a set has no order
            around = max(regions, key=lambda code: len(self._gazetteer.above(code)), default=outer.code)
        return outer.code in above or around in above
