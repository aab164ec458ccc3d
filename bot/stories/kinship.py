"""What kinds, places and parties are to one another. Tables of data and small pure questions about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from bot.arabic.letters import fold_word
from bot.model.facts import Place

_DATA = Path(__file__).parent / "data"


class Gazetteer(Protocol):
    """What stories ask of the table of places: `bot.arabic.places.Gazetteer` is one."""

    def within(self, inner: str, outer: str) -> bool:
        """Lies the place with the code `inner` in that of `outer`, or is it the same?"""
        ...

    def above(self, code: str) -> frozenset[str]:
        """Everything that a place lies in, up to its country; without itself."""
        ...

    def country(self, code: str) -> str:
        """The code of the country it lies in; "" for none."""
        ...

    def kind(self, code: str) -> str:
        """What kind of place it is (`town`, `region` …), "" for an unknown code."""
        ...

    def name(self, code: str, language: str) -> str:
        """Its name in a language (`ar`, `en`), "" for an unknown code."""
        ...


class Nearness(IntEnum):
    """How two sets of places lie to one another, the closest pair of them."""

    APART = 0
    UNKNOWN = 1  # one of them names no place
    NEAR = 2  # in one district or governorate
    WITHIN = 3  # one contains the other
    SAME = 4


#: Asked for so often that looking them up in their class would cost as much as all the rest.
APART, UNKNOWN, NEAR, WITHIN, SAME = Nearness
_NONE: frozenset[str] = frozenset()


def rows(name: str) -> list[list[str]]:
    """The rows of one of this room's tables; lines with # in front are remarks."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _kinds() -> dict[str, tuple[str, int]]:
    return {row[0]: (row[1], int(row[2])) for row in rows("kinds.tsv")}


@cache
def _affinities() -> dict[frozenset[str], float]:
    return {frozenset(row[:2]): float(row[2]) for row in rows("affinity.tsv")}


def kinds() -> Collection[str]:
    """All kinds of events."""
    return _kinds().keys()


def family(kind: str) -> str:
    """The family of a kind of event: kinds of one family are often names of one event."""
    return _kinds()[kind][0]


def lasting_hours(kind: str) -> int:
    """How many hours after its last report an event of that kind is still reported."""
    return _kinds()[kind][1]


@cache
def affinities() -> dict[str, dict[str, float]]:
    """For each kind, how readily it and another name one event.

    1 the same kind, 0.7 the same family, less for others, 0 for strangers.
    """
    found = _affinities()
    families = {one: {other: frozenset({family(one), family(other)}) for other in kinds()} for one in kinds()}
    return {
        one: {
            other: 1.0 if other == one else 0.7 if len(both) == 1 else found.get(both, 0.0)
            for other, both in theirs.items()
        }
        for one, theirs in families.items()
    }


def affinity(kind: str, other: str) -> float:
    """How readily both name one event."""
    return affinities()[kind][other]


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A name folded, remembered: the same names come again and again."""
    return fold_word(name)


def place_key(place: Place) -> str:
    """What tells a place from another: its code, or its folded name where no table knows it."""
    return place.code or folded(place.name)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is compared: what tells it apart, its country, and the codes around it (see `regions`)."""

    key: str
    code: str
    country: str
    is_country: bool
    around: frozenset[str]
    codes: tuple[str, ...]  # the same in an order that is the same in every process
    is_town: bool  # neither a part of a governorate nor a country
    seat: str = ""  # the area around it that bears its name: a title may mean either
    is_area: bool = False  # a part of the country with many towns and no name of any of them
    is_quarter: bool = False  # a part of a town
    province: str = ""  # the code of its governorate


def are_plain(spots: Sequence[Spot]) -> bool:
    """Are there places, all known, and none of them a whole country? Such places that share no area lie apart."""
    return bool(spots) and all(one.code and not one.is_country for one in spots)


def spot(place: Place, gazetteer: Gazetteer) -> Spot:
    """All that is asked of a place when it is compared with others."""
    country = gazetteer.country(place.code)
    whole = is_country(place, gazetteer)
    around = regions(place, gazetteer)
    part = "." in place.code and gazetteer.kind(place.code) == "region"
    town = bool(place.code) and not part and not whole
    kind = gazetteer.kind(place.code) if place.code else ""
    province, governs = _province(around, gazetteer)
    extent = _extents().get(place.code, "area" if kind == "region" and not governs else "")
    return Spot(
        place_key(place),
        place.code,
        country,
        whole,
        around,
        tuple(sorted(around)),
        town,
        _seat(place, around, gazetteer) if town else "",
        extent == "area",
        kind == "neighbourhood",
        "" if extent == "town" else province,
    )


def _province(around: Collection[str], gazetteer: Gazetteer) -> tuple[str, bool]:
    """The code of the governorate around a place, or where there is none, of the region; and is it a governorate?"""
    kinds = sorted([(gazetteer.kind(code), code) for code in around])  # governorates first
    found = next((one for one in kinds if one[0] in ("governorate", "region")), ("", ""))
    return found[1], found[0] == "governorate"


@cache
def _extents() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("extents.tsv")}


def _seat(place: Place, around: Iterable[str], gazetteer: Gazetteer) -> str:
    """The code of the area that a town gives its name to ("محافظة خان يونس", "مدينة حلب"), "" where there is none."""
    name = folded(gazetteer.name(place.code, "ar"))
    named = {code: folded(gazetteer.name(code, "ar")).split(" ", 1)[-1] for code in around if code != place.code}
    return next((code for code in sorted(named) if named[code] in (name, name.split(" ", 1)[-1])), "")


def near(one: Spot, other: Spot) -> Nearness:
    """How close two places lie."""
    if one.is_country or other.is_country:
        return UNKNOWN if one.country == other.country else APART
    if one.around.isdisjoint(other.around):
        return APART if one.code and other.code else UNKNOWN
    if one.key == other.key:
        return SAME
    return WITHIN if one.code in other.around or other.code in one.around else NEAR


def settings(told: Sequence[Spot]) -> frozenset[str]:
    """The codes of those places of a report within which it names another: they are only the setting of that one."""
    if len(told) < 2:
        return _NONE
    return frozenset([one.code for one in told for other in told if one is not other and one.code in other.around])


def as_told(found: Nearness, one: Spot, other: Spot, ours: Collection[str], theirs: Collection[str]) -> Nearness:
    """How close two places lie as two reports tell of them, each beside its `settings`: `found`, or less.

    A region within which a report names a town is only the setting of that town: the other's town there is another,
    while a report that names the region alone may mean either.
    """
    if found is SAME:
        return WITHIN if one.code in ours and other.code in theirs else found
    if other.code in one.around:
        elsewhere = other.code in theirs and one.code not in ours
    else:
        elsewhere = one.code in ours and other.code not in theirs
    return NEAR if elsewhere else found


def near_agreed(one: Spot, other: Spot, *, follows: bool) -> Nearness:
    """How close lie the places of two agreements: there a whole country is a place, since it may hold in all of it.

    A local truce is not that of the country around it; but what `follows` a truce, a breach or its end, may be local:
    where it is broken is a place of the truce `other` that holds in the whole country.
    """
    if one.country and one.country == other.country and (one.is_country or other.is_country):
        if one.key == other.key or (follows and other.is_country):
            return Nearness.SAME
        return Nearness.WITHIN if follows else Nearness.UNKNOWN
    found = near(one, other)
    return SAME if follows and found is WITHIN and other.code in one.around else found


def is_country(place: Place, gazetteer: Gazetteer) -> bool:
    """Is it a whole country? That tells no event from another."""
    return bool(place.code) and gazetteer.country(place.code) == place.code


def in_words(one: Place, other: Place, found: Nearness) -> str:
    """Two places and how they lie to one another, in words."""
    sign = {Nearness.SAME: "=", Nearness.WITHIN: "⊆⊇", Nearness.NEAR: "~", Nearness.APART: "≠"}.get(found, "?")
    return one.name if found is Nearness.SAME else f"{one.name} {sign} {other.name}"


def regions(place: Place, gazetteer: Gazetteer) -> frozenset[str]:
    """The codes of what a place lies in below its country, itself included: what makes two places neighbours."""
    if not place.code:
        return frozenset({place_key(place)})
    return (gazetteer.above(place.code) | {place.code}) - {gazetteer.country(place.code)}


_TITLES = frozenset(row[0] for row in rows("party_words.txt"))


def is_common(word: str) -> bool:
    """Is a folded word of a party's name one that many have («قوات»، «وزير»)?"""
    return word in _TITLES


def parties_of(names: Iterable[str]) -> tuple[str, ...]:
    """Names of who acts or speaks, folded and without their common words, each once, in order of appearance."""
    found: dict[str, None] = {}
    for name in names:
        words = [word for word in folded(name).split() if word not in _TITLES] or folded(name).split()
        if key := " ".join(word.removeprefix("ال") for word in words[:3]):
            found.setdefault(key)
    return tuple(found)
