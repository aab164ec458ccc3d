"""Where those counted were harmed: the place that governs a claim, chosen among the places named around it.

Candidates are the places of its sentence, of the two before, of the first sentence and of the title; for what the title
and the first sentence tell, those of the next sentences too. Each is weighed by what leads to it, how near it stands,
what lies between, and what it is to the article: `data/figure_place.weights.tsv`, trained by tools/train_figures.py.
Those that its own phrase goes on with («في بلدة … بريف …») come along, what it lies in that its sentence names, and
the exact place of a repetition.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from bot.arabic.alphabet import Alphabet
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figures.beside import MOVED
from bot.facts.figures.ground import LATER, Ground
from bot.facts.figures.land_parts import LandWords
from bot.facts.figures.lands import named_country
from bot.facts.figures.own_lands import is_afar, land_of_speaker, land_of_war
from bot.facts.figures.scene_words import SceneWords
from bot.facts.figures.scenes import Scenes
from bot.facts.figures.seen import WHERE, Kinds, Situation, Way, of_kind, of_ties, of_way
from bot.facts.figures.sentence import Claim
from bot.facts.figures.sights import HARMED, Sights, Told
from bot.facts.figures.signs import SignWords
from bot.facts.figures.spots import land_of
from bot.facts.weights import Weights, load_weights
from bot.facts.where import phrase_around
from bot.model.facts import FigureKind, Place

_GAP = 3
_LONGEST = 6
_PARTS = 1000
#: Smaller numbers are the same by chance.
_TELLING = 5
_MEMO_SIZE = 20_000
#: Over these spans one attack may be told of.
_AT_ONCE = frozenset({"incident", "period"})


class PlaceChooser:
    """Chooses the places of claims: adds up what speaks for each, and spells out only what is new. Made once."""

    def __init__(self, weights: Weights, alphabet: Alphabet, gazetteer: Gazetteer) -> None:
        # Whole numbers: their sums are exact, in whatever order.
        self._by_name = {name: round(weight * _PARTS) for name, weight in weights.by_name.items()}
        self._all_kinds = Kinds()
        self._kinds: dict[Situation, dict[str, dict[int, int]]] = {}
        self._ways: dict[Way, int] = {}
        self._ties: dict[str, dict[int, int]] = {where: {} for where in WHERE}
        self._known = 0
        self._gazetteer, self._signs, self._lands = gazetteer, SignWords(alphabet), LandWords(gazetteer)
        self._scenes = SceneWords(alphabet)

    def ground(self, words: Words, mentions: Sequence[PlaceMention], claims: Sequence[Claim]) -> Ground:
        """The ground of an article and its claims. Too full a memo is begun anew."""
        if self._known > _MEMO_SIZE or len(self._all_kinds) > _MEMO_SIZE:
            for memo in (self._all_kinds, self._kinds, self._ways):
                memo.clear()
            self._known = 0
        return Ground(words, mentions, claims, self._gazetteer, self._signs.leads, self._all_kinds, self._lands)

    def sights(self, ground: Ground) -> Sights:
        """What claims see of it."""
        return Sights(ground, self._signs)

    def choose(self, sights: Sights, claim: Claim, told: Told) -> int | None:
        """The place that governs a claim; None where no place is named around it."""
        settled = max(land_of_war(sights, claim, told), sights.settled(claim))
        if settled >= 0:
            return settled
        best, most = None, 0
        seen_in = sights.situation(claim, told)
        kinds, ways, all_ties = self._of_kinds(seen_in), self._ways, self._ties
        for number, where, kind, way, ties in sights.seen(claim, told):
            weight = kinds[where].get(kind)
            if weight is None:
                weight = kinds[where][kind] = self._learn(of_kind(sights.ground.kind(number), where, seen_in))
            if ties:
                tied = all_ties[where].get(ties)
                if tied is None:
                    tied = all_ties[where][ties] = self._learn(of_ties(ties, where))
                weight += tied
            if way is not None:
                near = ways.get(way)
                if near is None:
                    near = ways[way] = self._learn(of_way(way))
                weight += near
            if best is None or weight > most:
                best, most = number, weight
        afar = best is not None and claim.kind != FigureKind.DETAINED and is_afar(sights, best, told.who)
        return None if afar else best

    def _of_kinds(self, seen_in: Situation) -> dict[str, dict[int, int]]:
        """What kinds of places weigh in a situation, by where they stand."""
        found = self._kinds.get(seen_in)
        if found is None:
            found = self._kinds[seen_in] = {where: {} for where in WHERE}
        return found

    def _learn(self, features: Iterable[str]) -> int:
        """What features weigh together."""
        self._known += 1
        return sum([self._by_name.get(name, 0) for name in features])

    def places(
        self, ground: Ground, claims: Sequence[Claim], scopes: Mapping[int, str], who: Mapping[int, str]
    ) -> dict[int, tuple[Place, ...]]:
        """The places of each claim, by the token of its number, the governing one first."""
        if not ground.keys:
            return {claim.at: () for claim in claims}
        sights, carried = self.sights(ground), -1
        chosen: dict[int, int | None] = {}
        deadliest = max((claim.stated for claim in claims if scopes[claim.at] == "incident"), default=0)
        for claim in claims:
            last, whole = (
                ground.keys[place] if place is not None else ""
                for place in (chosen.get(other.at) if other else None for other in (claim.previous, claim.total))
            )
            told = Told(scopes[claim.at], last, whole, carried, who[claim.at], deadliest)
            number = chosen[claim.at] = self.choose(sights, claim, told)
            carried = carried if number is None else number
        scenes = Scenes(ground, self._scenes)
        found = {}
        for claim in claims:
            code = land_of_speaker(sights, claim, who[claim.at], chosen[claim.at]) if claim.kind in HARMED else ""
            land = named_country(code, ground.told, self._gazetteer) if code else None
            spelt = self._spelt(sights, scenes, claim, chosen[claim.at], scopes) if land is None else (land,)
            found[claim.at] = spelt
        return found

    def _spelt(
        self, sights: Sights, scenes: Scenes, claim: Claim, number: int | None, scopes: Mapping[int, str]
    ) -> tuple[Place, ...]:
        """The place of a claim with what its phrase and its sentence tell of it, and with the exact one."""
        if number is None:
            return ()
        ground, scope = sights.ground, scopes[claim.at]
        numbers = [*phrase(ground, number)]
        around = ground.around(number, claim)
        if around is not None:
            numbers += phrase(ground, around)
        numbers += sights.enclosing(number, claim)
        by_key = {ground.keys[each]: each for each in reversed(numbers)}
        exact = self._exactly(sights, scenes, claim, number, scopes)
        told = any(scenes.narrows(each, number) for each in by_key.values())
        if exact is None and not told and scope in _AT_ONCE and claim.kind not in MOVED:
            whole = ground.kind(number).rank == "country" and sights.settled(claim) == number  # «في أنحاء البلاد»
            exact = None if whole else scenes.of(claim, number, scope)
        if exact is not None:
            numbers = [*phrase(ground, exact), *numbers]
            by_key |= {ground.keys[each]: each for each in phrase(ground, exact)}
        if scope in _AT_ONCE:
            scenes.counts(claim, by_key.values())
        found = {ground.keys[each]: ground.place(each) for each in numbers}
        land = land_of(ground, by_key.values())
        if land is not None:
            found.setdefault(land.code, land)
        return tuple(found.values())

    def _exactly(
        self, sights: Sights, scenes: Scenes, claim: Claim, number: int, scopes: Mapping[int, str]
    ) -> int | None:
        """A place within that of a claim which one of its repetitions names."""
        if claim.stated < _TELLING or claim.total is not None or not sights.ground.mentions[number].code:
            return None
        for other in sights.shared.repetitions(claim):
            inner = self.choose(sights, other, Told(scopes.get(other.at, scopes[claim.at])))
            if inner is not None and scenes.narrows(inner, number):
                return inner
        return None


def phrase(ground: Ground, number: int) -> range:
    """The numbers of a place and of those its phrase names, in their order.

    «في بلدة سرمدا في محافظة إدلب», «في الحصيبة والملاحمة».
    """

    def go_together(one: PlaceMention, two: PlaceMention) -> bool:
        """Are two places named in one phrase? Not «ثلاثة في إدلب و4 في حلب»."""
        bounds = ground.words.bounds
        near = bounds[one.first] == bounds[two.first] and two.first - one.last <= _GAP and two.kind != "country"
        at = bisect_left(ground.firsts, two.first)
        if near and at and (ground.kind(at).elsewhere in LATER) != (ground.kind(at - 1).elsewhere in LATER):
            return False  # «متجهة إلى كذا قرب كذا»
        together = near and bisect_left(ground.numbers, one.last) == bisect_left(ground.numbers, two.first)
        return together and not (ground.anew and at in ground.anew)

    return phrase_around(ground.mentions, number, go_together, _LONGEST)


def load_places(alphabet: Alphabet, gazetteer: Gazetteer) -> PlaceChooser:
    """A chooser with the trained weights."""
    return PlaceChooser(load_weights("figure_place"), alphabet, gazetteer)
