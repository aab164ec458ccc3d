"""Where those counted were harmed: the place that governs a claim, chosen among the places named around it.

Candidates are the places of its sentence, of the two before, of the first sentence and of the title; for what the title
and the first sentence tell, those of the next sentences too. Each is weighed by what leads to it, how near it stands,
what lies between, and what it is to the article: `data/figure_place.weights.tsv`, trained by tools/train_figures.py.
The places that its own phrase goes on with («في بلدة … بريف …») come along, and the exact place of a repetition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_ground import Ground, Kind, SignWords
from bot.facts.figure_sentence import Claim
from bot.facts.weights import Weights, load_weights
from bot.model.facts import Place

_GAP = 3
_LONGEST = 6
_MANY = 1000
_PARTS = 1000
#: Smaller numbers are the same by chance.
_TELLING = 5
_FAR_OFF = frozenset({"further", "title", "lead", "after"})
_SIDES = ("ahead", "behind")
_MEMO_SIZE = 20_000
_NOTHING: Mapping[str, int] = {}
#: Where a place stands, over what span the claim counts, is it many people, does its sentence name no place.
_Situation = tuple[str, str, bool, bool]
_WHERE = ("here", "before", "further", "after", "title", "lead")


def _steps(gap: int) -> int:
    return 0 if gap <= 3 else 1 if gap <= 8 else 2 if gap <= 16 else 3


def place_features(ground: Ground, claim: Claim, number: int, where: str, last: str, scope: str) -> Iterator[str]:
    """What speaks for a place. `last` is the key of the place of the claim before in the same sentence, or ""."""
    kind = ground.kind(number)
    cue, rank, *_ = kind
    yield from _in_situation(kind, (where, scope, claim.stated >= _MANY, ground.none_here(claim)))
    own = ground.keys[number]
    if own == last:
        yield "of the claim before"
    if own in ground.meant(claim):
        yield "meant"
    if number == ground.last_before(claim):
        yield "last of the sentences before"
    if ground.is_first(number, claim):
        yield f"first {where}"
    war = _war(ground, claim, scope)
    if war and rank == "country":
        yield "its war" if ground.countries[own] == war else "another war"
    if where == "here":
        side, start, end = ground.between(number, claim)
        yield f"{side}, {_steps(end - start)}"
        yield f"{side}, {cue}"
        if any("comma" in ground.words.classes(at) for at in range(start, end)):
            yield f"{side}, behind a comma"
        if ground.crosses(start, end):
            yield f"{side}, over a claim"
        if any(start <= at < end for at in ground.signs(claim).turns):
            yield f"{side}, over a turn"


def _in_situation(kind: Kind, situation: _Situation) -> Iterator[str]:
    """What speaks for a kind of place there, whatever lies between."""
    cue, rank, often, titled, land, chief, goes_on = kind
    where, scope, many, none_here = situation
    yield f"{where}, {cue}"
    yield f"{where}, {rank}"
    yield f"{scope}, {rank}"
    yield f"{scope}, {where}"
    yield f"named {often}"
    if many:
        yield f"many, {rank}"
    if titled:
        yield "in the title"
        yield f"{scope}, in the title"
    if goes_on:
        yield "goes on with"
    if rank == "country":
        yield f"country {land}"
        yield f"{scope}, country {land}"
    elif land == "abroad":
        yield "abroad"
    if chief and where != "here":
        yield "chief"
        if where in _FAR_OFF:
            yield "chief, far"
    if none_here:
        yield f"{where}, none here"


def _war(ground: Ground, claim: Claim, scope: str) -> str:
    """The country of the war that a claim counts the victims of; "" where its sentence tells of none."""
    return "" if scope == "incident" else ground.signs(claim).war


class PlaceChooser:
    """Chooses the places of claims: adds up the weights of place_features without spelling their names. Made once."""

    def __init__(self, weights: Weights, alphabet: Alphabet, gazetteer: Gazetteer) -> None:
        # Whole numbers: their sums are exact, in whatever order.
        self._by_name = {name: round(weight * _PARTS) for name, weight in weights.by_name.items()}
        self._steps = {side: [self._weight(f"{side}, {steps}") for steps in range(4)] for side in _SIDES}
        self._beside: dict[str, dict[str, int]] = {side: {} for side in _SIDES}
        for name, weight in self._by_name.items():
            side, _, cue = name.partition(", ")
            if side in _SIDES:
                self._beside[side][cue] = weight
        self._again, self._meant = self._weight("of the claim before"), self._weight("meant")
        self._last, self._wars = self._weight("last of the sentences before"), self._weight("another war")
        self._war = self._weight("its war")
        self._comma = any_of(alphabet.having("comma")).search
        self._first = {where: self._weight(f"first {where}") for where in _WHERE}
        self._memo: dict[tuple[str, bool, bool], dict[str, dict[Kind, int]]] = {}
        self._known = 0
        self._gazetteer, self._signs = gazetteer, SignWords()

    def _weight(self, name: str) -> int:
        return self._by_name.get(name, 0)

    def ground(self, words: Words, mentions: Sequence[PlaceMention], claims: Sequence[Claim]) -> Ground:
        """The ground of an article and its claims."""
        return Ground(words, mentions, claims, self._gazetteer, self._signs)

    def choose(self, ground: Ground, claim: Claim, last: str, scope: str) -> int | None:
        """The place that governs a claim; None where no place is named around it."""
        best, most, end = None, 0, claim.end
        firsts, keys, kind_of = ground.firsts, ground.keys, ground.kind
        many, none_here, before = claim.stated >= _MANY, ground.none_here(claim), ground.last_before(claim)
        tables = self._tables(scope, many, none_here)
        meant, war = ground.meant(claim), _war(ground, claim, scope)
        for number, where in ground.candidates(claim):
            kind = kind_of(number)
            found = tables[where].get(kind)
            if found is None:
                found = self._learn(kind, (where, scope, many, none_here))
            if last == keys[number]:
                found += self._again
            if meant and keys[number] in meant:
                found += self._meant
            if number == before:
                found += self._last
            if end <= firsts[number] and (number == 0 or firsts[number - 1] < end):
                found += self._first[where]
            if war and kind[1] == "country":
                found += self._war if ground.countries[keys[number]] == war else self._wars
            if where == "here":
                found += self._near(ground, claim, number, kind[0])
            if best is None or found > most:
                best, most = number, found
        return best

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

    def _near(self, ground: Ground, claim: Claim, number: int, cue: str) -> int:
        """What it weighs that a place stands in the sentence of the claim."""
        side, start, end = ground.between(number, claim)
        weights, gap = self._beside[side], end - start
        found = self._steps[side][_steps(gap)] + weights.get(cue, 0)
        if gap > 0 and self._comma(ground.words.letters, start, end):
            found += weights.get("behind a comma", 0)
        if ground.crosses(start, end):
            found += weights.get("over a claim", 0)
        turns = ground.signs(claim).turns
        if turns and any(start <= at < end for at in turns):
            found += weights.get("over a turn", 0)
        return found

    def places(
        self, ground: Ground, claims: Sequence[Claim], scopes: Mapping[int, str]
    ) -> dict[int, tuple[Place, ...]]:
        """The places of each claim, by the token of its number, the governing one first."""
        if not ground.mentions:
            return {claim.at: () for claim in claims}
        chosen: dict[int, int | None] = {}
        for claim in claims:
            if claim.total is not None and claim.total.at in chosen:
                chosen[claim.at] = chosen[claim.total.at]
                continue
            before = chosen.get(claim.previous.at) if claim.previous else None
            last = ground.keys[before] if before is not None else ""
            chosen[claim.at] = self.choose(ground, claim, last, scopes[claim.at])
        phrases = {number: phrase(ground, number) for number in set(chosen.values()) if number is not None}
        found = {at: phrases[number] if number is not None else () for at, number in chosen.items()}
        for claim in claims:
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
    mentions = ground.mentions
    first = last = number
    while first and last - first < _LONGEST and _go_together(mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and last - first < _LONGEST and _go_together(mentions[last], mentions[last + 1]):
        last += 1
    return tuple({ground.keys[each]: ground.place(each) for each in range(first, last + 1)}.values())


def _go_together(one: PlaceMention, two: PlaceMention) -> bool:
    """Are two places named in one phrase?"""
    return one.field == two.field and two.first - one.last <= _GAP and two.kind != "country"


def load_places(alphabet: Alphabet, gazetteer: Gazetteer) -> PlaceChooser:
    """A chooser with the trained weights."""
    return PlaceChooser(load_weights("figure_place"), alphabet, gazetteer)
