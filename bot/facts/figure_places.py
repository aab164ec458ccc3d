"""Where those counted were harmed: the place that governs a claim, chosen among the places named around it.

Candidates are the places of its sentence, of the two before, of the first sentence and of the title; for what the title
and the first sentence tell, those of the next sentences too. Each is weighed by what leads to it, how near it stands,
what lies between, and what it is to the article: `data/figure_place.weights.tsv`, trained by tools/train_figures.py.
The places that its own phrase goes on with («في بلدة … بريف …») come along, and the exact place of a repetition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.arabic.alphabet import Alphabet
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_ground import Ground
from bot.facts.figure_seen import Kind, Way
from bot.facts.figure_sentence import Claim
from bot.facts.figure_signs import SignWords
from bot.facts.weights import Weights, load_weights
from bot.facts.where import phrase_around
from bot.model.facts import Place

_GAP = 3
_LONGEST = 6
_MANY = 1000
_PARTS = 1000
#: Smaller numbers are the same by chance.
_TELLING = 5
_FAR_OFF = frozenset({"further", "title", "lead", "after"})
_MEMO_SIZE = 20_000
#: Where a place stands, over what span the claim counts, is it many people, does its sentence name no place.
_Situation = tuple[str, str, bool, bool]
_RELATIONS = ("", "inside", "outside", "same")
_WHERE = ("here", "before", "further", "after", "title", "lead")


def place_features(
    ground: Ground, claim: Claim, number: int, where: str, last: str, scope: str, whole: str = ""
) -> Iterator[str]:
    """What speaks for a place. `last` is the key of the place of the claim before in the same sentence, `whole` that of
    the total it is a part of, or ""."""
    kind = ground.kind(number)
    yield from _in_situation(kind, (where, scope, claim.stated >= _MANY, ground.none_here(claim)))
    own = ground.keys[number]
    elsewhere = ground.goes_elsewhere(claim, own)
    if own == last:
        yield "of the claim before, not its own" if elsewhere else "of the claim before"
    if own == whole:
        yield "of the total, not its own" if elsewhere else "of the total"
    if own in ground.meant(claim):
        yield "meant"
    if number == ground.last_before(claim):
        yield "last of the sentences before"
    if ground.is_first(number, claim):
        yield f"first {where}"
    war = _war(ground, claim, scope)
    if war and kind.rank == "country":
        yield "its war" if ground.countries[own] == war else "another war"
    if number == ground.own(claim):
        yield "its own"
    if where != "here":
        yield f"{where}, {ground.relation(number, claim)}"
    else:
        if ground.narrowed(number, claim):
            yield "narrowed after"
        yield from _between(ground.way(number, claim))


def _in_situation(kind: Kind, situation: _Situation) -> Iterator[str]:
    """What speaks for a kind of place there, whatever lies between."""
    where, scope, many, none_here = situation
    rank, land = kind.rank, kind.land
    yield f"{where}, {kind.cue}"
    yield f"{where}, {rank}"
    yield f"{scope}, {rank}"
    yield f"{scope}, {where}"
    yield f"named {kind.often}"
    if many:
        yield f"many, {rank}"
    if kind.titled:
        yield "in the title"
        yield f"{scope}, in the title"
    if rank == "country":
        yield f"country {land}"
        yield f"{scope}, country {land}"
    elif land == "abroad":
        yield "abroad"
    if kind.chief and where != "here":
        yield "chief"
        if where in _FAR_OFF:
            yield "chief, far"
    if none_here:
        yield f"{where}, none here"
    yield from _stands(kind, where)


def _stands(kind: Kind, where: str) -> Iterator[str]:
    """What speaks for how a place stands in its own sentence."""
    yield f"{where}, led by {kind.lead}"
    if kind.sourced:
        yield f"{where}, in a source"
    if kind.opens:
        yield f"{where}, opens"
    if kind.goes_on:
        yield "goes on with"


def _between(way: Way) -> Iterator[str]:
    """What speaks for a place of the sentence of a claim: on which side it stands, and what lies between."""
    side = way.side
    yield f"{side}, {way.steps}"
    yield f"{side}, {way.cue}"
    yield f"{side}, led by {way.lead}"
    for lies, what in (
        (way.comma, "behind a comma"),
        (way.comma == "clause", "in another clause"),
        (way.claim, "over a claim"),
        (way.turn, "over a turn"),
        (way.among, "over a part"),
    ):
        if lies:
            yield f"{side}, {what}"
    if way.moved:
        yield f"{way.moved}, {side}, led by {way.lead}"
    if way.part:
        yield f"part, {side}, {way.steps}"
        if way.claim:
            yield f"part, {side}, over a claim"


def _war(ground: Ground, claim: Claim, scope: str) -> str:
    """The country of the war that a claim counts the victims of; "" where its sentence tells of none."""
    return "" if scope == "incident" else ground.signs(claim).war


class PlaceChooser:
    """Chooses the places of claims: adds up the weights of place_features without spelling their names. Made once."""

    def __init__(self, weights: Weights, alphabet: Alphabet, gazetteer: Gazetteer) -> None:
        # Whole numbers: their sums are exact, in whatever order.
        self._by_name = {name: round(weight * _PARTS) for name, weight in weights.by_name.items()}
        self._again, self._whole = (
            (self._weight(name), self._weight(f"{name}, not its own"))
            for name in ("of the claim before", "of the total")
        )
        self._meant, self._last = self._weight("meant"), self._weight("last of the sentences before")
        self._war, self._wars = self._weight("its war"), self._weight("another war")
        self._its_own, self._narrowed = self._weight("its own"), self._weight("narrowed after")
        self._first = {where: self._weight(f"first {where}") for where in _WHERE}
        self._related = {(where, how): self._weight(f"{where}, {how}") for where in _WHERE for how in _RELATIONS}
        self._memo: dict[tuple[str, bool, bool], dict[str, dict[Kind, int]]] = {}
        self._ways: dict[Way, int] = {}
        self._known = 0
        self._gazetteer, self._signs = gazetteer, SignWords(alphabet)

    def _weight(self, name: str) -> int:
        return self._by_name.get(name, 0)

    def ground(self, words: Words, mentions: Sequence[PlaceMention], claims: Sequence[Claim]) -> Ground:
        """The ground of an article and its claims."""
        return Ground(words, mentions, claims, self._gazetteer, self._signs)

    def choose(self, ground: Ground, claim: Claim, last: str, scope: str, whole: str = "") -> int | None:
        """The place that governs a claim; None where no place is named around it."""
        best, most, end = None, 0, claim.end
        firsts, keys, kind_of = ground.firsts, ground.keys, ground.kind
        many, none_here, before = claim.stated >= _MANY, ground.none_here(claim), ground.last_before(claim)
        own_place = ground.own(claim)
        tables = self._tables(scope, many, none_here)
        meant, war = ground.meant(claim), _war(ground, claim, scope)
        for number, where in ground.candidates(claim):
            kind = kind_of(number)
            found = tables[where].get(kind)
            if found is None:
                found = self._learn(kind, (where, scope, many, none_here))
            if keys[number] in (last, whole):
                found += self._told(ground, claim, keys[number], last, whole)
            if meant and keys[number] in meant:
                found += self._meant
            if number == before:
                found += self._last
            if end <= firsts[number] and (number == 0 or firsts[number - 1] < end):
                found += self._first[where]
            if war and kind.rank == "country":
                found += self._war if ground.countries[keys[number]] == war else self._wars
            if where != "here":
                found += self._related[where, ground.relation(number, claim)]
            else:
                found += self._near(ground.way(number, claim)) + (self._its_own if number == own_place else 0)
                found += self._narrowed if ground.narrowed(number, claim) else 0
            if best is None or found > most:
                best, most = number, found
        return best

    def _told(self, ground: Ground, claim: Claim, key: str, last: str, whole: str) -> int:
        """What it weighs that the claim before, or the total, is placed there."""
        elsewhere = ground.goes_elsewhere(claim, key)
        return (self._again[elsewhere] if key == last else 0) + (self._whole[elsewhere] if key == whole else 0)

    def _tables(self, scope: str, many: bool, none_here: bool) -> dict[str, dict[Kind, int]]:
        """What is known of kinds of places in such situations, by where they stand."""
        found = self._memo.get((scope, many, none_here))
        if found is None or self._known > _MEMO_SIZE:
            if found is not None:
                self._memo.clear()
                self._known = 0
            found = self._memo[scope, many, none_here] = {where: {} for where in _WHERE}
        return found

    def _learn(self, kind: Kind, situation: _Situation) -> int:
        where, scope, many, none_here = situation
        self._known += 1
        weight = sum(map(self._weight, _in_situation(kind, situation)))
        self._tables(scope, many, none_here)[where][kind] = weight
        return weight

    def _near(self, way: Way) -> int:
        """What it weighs how a place stands in the sentence of the claim."""
        weight = self._ways.get(way)
        if weight is None:
            if len(self._ways) > _MEMO_SIZE:
                self._ways.clear()
            weight = self._ways[way] = sum(map(self._weight, _between(way)))
        return weight

    def places(
        self, ground: Ground, claims: Sequence[Claim], scopes: Mapping[int, str]
    ) -> dict[int, tuple[Place, ...]]:
        """The places of each claim, by the token of its number, the governing one first."""
        if not ground.mentions:
            return {claim.at: () for claim in claims}
        chosen: dict[int, int | None] = {}
        for claim in claims:
            last, whole = (
                ground.keys[place] if place is not None else ""
                for place in (chosen.get(other.at) if other else None for other in (claim.previous, claim.total))
            )
            chosen[claim.at] = self.choose(ground, claim, last, scopes[claim.at], whole)
        phrases = {number: phrase(ground, number) for number in set(chosen.values()) if number is not None}
        found = {at: phrases[number] if number is not None else () for at, number in chosen.items()}
        for claim in claims:
            number = chosen[claim.at]
            around = ground.around(number, claim) if number is not None else None
            if around is not None:
                found[claim.at] = tuple(dict.fromkeys([*found[claim.at], *phrase(ground, around)]))
            exact = self._exactly(ground, claim, chosen[claim.at], scopes)
            if exact is not None:
                found[claim.at] = tuple(dict.fromkeys([*phrase(ground, exact), *found[claim.at]]))
        return found

    def _exactly(self, ground: Ground, claim: Claim, number: int | None, scopes: Mapping[int, str]) -> int | None:
        """A place within that of a claim which one of its repetitions names."""
        if number is None or claim.stated < _TELLING or claim.total is not None:
            return None
        outer = ground.mentions[number].code
        for other in ground.repetitions(claim) if outer else ():
            inner = self.choose(ground, other, "", scopes.get(other.at, scopes[claim.at]))
            code = ground.mentions[inner].code if inner is not None else ""
            if code and code != outer and ground.gazetteer.within(code, outer):
                return inner
        return None


def phrase(ground: Ground, number: int) -> tuple[Place, ...]:
    """The place with those its phrase names: «في بلدة سرمدا في محافظة إدلب», «في الحصيبة والملاحمة», in their order."""
    numbers = phrase_around(ground.mentions, number, _go_together, _LONGEST)
    return tuple({ground.keys[each]: ground.place(each) for each in numbers}.values())


def _go_together(one: PlaceMention, two: PlaceMention) -> bool:
    """Are two places named in one phrase?"""
    return one.field == two.field and two.first - one.last <= _GAP and two.kind != "country"


def load_places(alphabet: Alphabet, gazetteer: Gazetteer) -> PlaceChooser:
    """A chooser with the trained weights."""
    return PlaceChooser(load_weights("figure_place"), alphabet, gazetteer)
