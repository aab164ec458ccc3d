"""The exact place of an attack that another sentence tells: «قتل تسعة في ريف إدلب. واستهدفت الغارة سوقا في سرمدا.»

A sentence tells it where it names the attack again, or those who did it, with the article (words: figure_scenes.tsv),
counts nobody else, and its place may lie in the one told first. What is counted in later sentences that name no place
happened there too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.facts.figures.ground import SAID, Ground
from bot.facts.figures.scene_words import FURTHER, SceneWords
from bot.facts.figures.sentence import Claim
from bot.facts.figures.spots import RANKS, SPOT, WIDE

#: Words for regions, that names of towns may have too.
_REGIONS = ("منطقة", "مقاطعة", "ولاية", "إقليم", "محافظة")
#: So many times more than were counted at a place are of no one place.
_MORE = 2
#: So near behind a claim the next one shares its place, and so many do.
_JOINED, _ROW = 2, 6
#: So many places of a sentence are looked at.
_MOST = 24
_AWAY = frozenset({"from", "to", "with"})
_TOWNS = frozenset({"city", "town"})
_WIDER = WIDE | _TOWNS
_EXACT = frozenset({"city", "town", SPOT})
_UNKNOWN_CUES = frozenset({"noun", "nouns", "list", "at", "direction", "on"})


def _first(mention: PlaceMention) -> int:
    return mention.first


class Scenes:
    """The scenes of one article."""

    __slots__ = ("_counted", "_exact", "_ground", "_reach", "_words")

    def __init__(self, ground: Ground, words: SceneWords) -> None:
        self._ground, self._words = ground, words
        self._reach: dict[int, int] = {}
        #: Where people were counted and how many, by the beginning of the sentence; and by the claim.
        self._counted: dict[int, list[tuple[int, int]]] = {}
        self._exact: dict[int, list[int]] = {}

    def of(self, claim: Claim, number: int, scope: str) -> int | None:
        """The exact place of a claim that stands with this one, told by another sentence; None where none tells it."""
        found = self._named_again(claim, number)
        if found < 0 and self._ground.kind(number).rank not in _WIDER:
            return None
        if found < 0:
            found = self._behind(claim, number)
        if found < 0:
            found = self._further(claim, number)
        if found < 0 and scope == "incident" and self._ground.none_here(claim):
            found = self._before(claim, number) if claim.total is None else self._of_total(claim.total, number)
        if found >= 0:
            return found
        return None

    def counts(self, claim: Claim, numbers: Iterable[int]) -> None:
        """Tell that a claim was counted at these places: what is counted next, with no place told, was too."""
        exact = [each for each in numbers if self._ground.kind(each).rank in _EXACT]
        self._exact[claim.at] = exact
        if claim.total is None:
            told = self._counted.setdefault(claim.sentence[0], [])
            told += [(each, claim.stated) for each in exact][: _MOST - len(told)]

    def _behind(self, claim: Claim, number: int) -> int:
        """The exact place that the clause of a claim goes on with: «وفي كذا، قتل ستة في قصف على حي كذا»; or -1."""
        ground = self._ground
        scene = bisect_left(ground.firsts, claim.at)
        heads = number < len(ground.firsts) and claim.sentence[0] <= ground.firsts[number] < claim.at
        if not heads or scene == len(ground.firsts) or ground.firsts[scene] >= claim.sentence[1]:
            return -1
        first = ground.firsts[scene]
        if not self._is_there(scene) or not self.narrows(scene, number):
            return -1
        for _ in range(_ROW):
            if claim.next is None or claim.next.at >= first:
                return -1 if self._words.parts(ground.words.letters, claim.end, first) else scene
            if claim.next.start - claim.end > _JOINED:
                break
            claim = claim.next
        return -1

    def _named_again(self, claim: Claim, number: int) -> int:
        """The exact place with which its sentence names a place again: «… في كذا، بعد هجوم على كذا في كذا»; or -1."""
        ground = self._ground
        low, high = (bisect_left(ground.firsts, at) for at in claim.sentence)
        if not low <= number < high:
            return -1
        for scene in range(low, min(high - 1, low + _MOST)):
            again = scene + 1 != number and ground.keys[scene + 1] == ground.keys[number]
            near = ground.firsts[scene + 1] - ground.mentions[scene].last <= _JOINED
            inside = near and ground.kind(scene + 1).lead == "in" and ground.keys[scene] != ground.keys[number]
            if again and inside and self._is_there(scene):
                return scene
        return -1

    def _further(self, claim: Claim, number: int) -> int:
        """The exact place of a claim within the place `number`, told in the sentences behind it; or -1."""
        ground = self._ground
        end = claim.sentence[1]
        for step in range(FURTHER):
            if end + 1 >= len(ground.words):
                break
            start, end = ground.words.sentence(end + 1)
            for scene, reach in self._told(start, end):
                if reach > step and self.narrows(scene, number) and not self._counts_others(start, claim):
                    return scene
            if not self._stays(start, end, number):
                break
        return -1

    def _counts_others(self, start: int, claim: Claim) -> bool:
        """Are other people harmed in the same way counted in the sentence from `start`, and not those of the claim?"""
        there: set[tuple[str, int]] = self._ground.counts.get(start, set())
        same = any(kind == claim.kind for kind, _ in there)
        return same and there.isdisjoint(self._ground.counts[claim.sentence[0]])

    def _before(self, claim: Claim, number: int) -> int:
        """The exact place within the place `number` that the sentences before a claim told; or -1."""
        ground = self._ground
        start = since = claim.sentence[0]
        for step in range(FURTHER):
            if start < 2:
                break
            start, end = ground.words.sentence(start - 2)
            counted = (scene for scene, many in self._counted.get(start, ()) if claim.stated <= _MORE * many)
            told = (scene for scene, reach in self._told(start, end) if reach > step)
            for scene in (*told, *counted):
                if self.narrows(scene, number) and self._stays(end, since, scene):
                    return scene
        return -1

    def _of_total(self, total: Claim, number: int) -> int:
        """The exact place within the place `number` of the claim that another is a part of; or -1."""
        return next((each for each in self._exact.get(total.at, ()) if self.narrows(each, number)), -1)

    def _told(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The scenes of the sentence from `start` to `end`, and how far they reach."""
        firsts, known = self._ground.firsts, self._reach
        low = bisect_left(firsts, start)
        for number in range(low, min(bisect_left(firsts, end), low + _MOST)):
            far = known.get(number)
            if far is None:
                far = known[number] = self._reach_of(number)
            if far:
                yield number, far

    def _is_there(self, number: int) -> bool:
        """Is a place exact, and something happens at it?"""
        kind = self._ground.kind(number)
        return kind.rank in _EXACT and not kind.elsewhere and kind.lead not in _AWAY

    def _reach_of(self, number: int) -> int:
        kind = self._ground.kind(number)
        words, first = self._ground.words, self._ground.firsts[number]
        if kind.rank not in _EXACT or kind.elsewhere:
            return 0
        if kind.lead in _AWAY and not (kind.lead == "to" and words.forms[first - 1].startswith("ال")):
            return 0  # «الأطراف الغربية لحي كذا»
        return self._words.reach(words, first, self._ground.mentions[number].last)

    def _stays(self, start: int, end: int, number: int) -> bool:
        """Do the sentences between two tokens go nowhere else than to a place?"""
        ground = self._ground
        code = ground.mentions[number].code
        near = range(bisect_left(ground.firsts, start), bisect_left(ground.firsts, end))
        return len(near) <= _MOST and all(
            self._touches(ground.mentions[each].code, code) for each in near if not self._is_aside(each)
        )

    def _is_aside(self, number: int) -> bool:
        kind = self._ground.kind(number)
        return kind.rank == "country" or bool(kind.elsewhere) or not self._ground.mentions[number].code

    def narrows(self, scene: int, number: int) -> bool:
        """May a scene lie within this place: by the tables, or because none knows it and nothing else is beside it?"""
        ground = self._ground
        inner, outer = ground.mentions[scene], ground.mentions[number]
        code = outer.code
        if not code and outer.kind == "region" and ground.spoken is not None:
            code = ground.spoken.code  # «شمال البلاد»
        if not code or ground.keys[scene] == ground.keys[number]:
            return False
        within = ground.gazetteer.within
        if inner.code:
            lies = self._lies(inner.code, code) or self._is_of_district(inner, outer)
            return lies and not within(code, inner.code)
        rank = RANKS.get(outer.kind, SPOT)
        if inner.cue not in _UNKNOWN_CUES or rank == SPOT or (rank in _TOWNS and inner.cue != "noun"):
            return False
        start, end = ground.words.bounds[inner.first]
        low = bisect_left(ground.told, start, key=_first)
        beside = ground.told[low : min(bisect_left(ground.told, end, key=_first), low + _MOST)]
        named = (each for each in beside if each.role != "dateline" and not self._is_said_there(each))
        return all(self._touches(each.code, code) for each in named if each.code and each.kind != "country")

    def _is_said_there(self, mention: PlaceMention) -> bool:
        """«قال المتحدث في كابول إن …»: is a place only where somebody said so?"""
        ground = self._ground
        number = bisect_left(ground.firsts, mention.first)
        here = number < len(ground.firsts) and ground.firsts[number] == mention.first
        return here and ground.kind(number).elsewhere in SAID

    def _lies(self, inner: str, outer: str) -> bool:
        """Does a place lie in another, as far as the tables tell?

        Of a city abroad they often tell its country only: it may lie in any region there, but where one is called by
        its name.
        """
        gazetteer = self._ground.gazetteer
        if gazetteer.within(inner, outer) or self._is_of(inner, outer):
            return True
        if inner not in gazetteer or outer not in gazetteer:
            return False
        town, around = gazetteer.row(inner), gazetteer.row(outer)
        loose = town.within == around.within == (gazetteer.country(inner),) and RANKS.get(around.kind) == "area"
        if not loose:
            return False
        named = (code for name in town.names for kind in _REGIONS for code in gazetteer.lookup(f"{kind} {name}"))
        return all(RANKS.get(gazetteer.row(code).kind) != "area" for code in named)

    def _is_of_district(self, inner: PlaceMention, outer: PlaceMention) -> bool:
        """«قضاء بنت جبيل»: may a place lie in a district that the tables know the seat of only?"""
        gazetteer, districts = self._ground.gazetteer, self._words.districts
        heads, names = ({self._ground.words.forms[each.first - 1]} for each in (outer, inner))
        if outer.kind not in _TOWNS or districts.isdisjoint(heads) or not districts.isdisjoint(names):
            return False
        return any(gazetteer.within(inner.code, around) for around in gazetteer.row(outer.code).within)

    def _is_of(self, inner: str, outer: str) -> bool:
        """Does a place lie in what a side of a land is a part of, or does a region bear its name?"""
        gazetteer = self._ground.gazetteer
        if inner not in gazetteer or outer not in gazetteer:
            return False
        row = gazetteer.row(outer)
        kind, _, name = row.names[0].partition(" ")
        if fold_word(kind) in self._words.sides:
            return any(gazetteer.within(inner, around) for around in row.within)
        return name in gazetteer.row(inner).names

    def _touches(self, one: str, two: str) -> bool:
        within = self._ground.gazetteer.within
        return within(one, two) or within(two, one) or self._is_of(one, two) or self._is_of(two, one)
