"""Where those counted were harmed: the place that governs a claim, chosen among the places named around it.

Candidates are the places of its sentence, of the two before, of the first sentence and of the title. Each is weighed by
what leads to it, how near it stands, and what lies between: `data/figure_place.weights.tsv`, trained by
tools/train_figures.py. The places that its own phrase goes on with («في بلدة … بريف …») come along.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.arabic.alphabet import Alphabet
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_letters import any_of
from bot.facts.figure_sentence import Claim
from bot.facts.weights import Weights, load_weights
from bot.model.facts import Place

_GAP = 3
_LONGEST = 3
_AROUND = 8
_MANY = 1000
_PARTS = 1000
_RANKS = {
    "country": "country",
    "governorate": "area",
    "region": "area",
    "city": "city",
    "district": "city",
    "town": "town",
}
_WIDE = frozenset({"area", "city", "country"})
_SIDES = ("ahead", "behind")
_WHERE = ("here", "before", "further", "title", "lead")
_NOTHING: Mapping[str, int] = {}


class Ground:
    """The places of one article, ready to be asked about claims: they are known by their numbers."""

    __slots__ = ("claims", "firsts", "mentions", "often", "titled", "words")

    def __init__(self, words: Words, mentions: Sequence[PlaceMention], claims: Sequence[Claim]) -> None:
        self.words = words
        self.mentions = [mention for mention in mentions if mention.role != "dateline"]
        self.firsts = [mention.first for mention in self.mentions]
        self.often = Counter([key(mention) for mention in self.mentions])
        self.titled = {key(mention) for mention in self.mentions if mention.first < words.title_end}
        self.claims = sorted([claim.at for claim in claims])

    def candidates(self, claim: Claim) -> list[tuple[int, str]]:
        """The places around a claim, with where they stand: a dozen on either side at most."""
        words, firsts = self.words, self.firsts
        start, end = claim.sentence
        before = words.sentence(start - 2)[0] if start > 2 else 0
        further = words.sentence(before - 2)[0] if before > 2 else 0
        here = bisect_left(firsts, claim.at)
        found = []
        for number in range(
            max(here - _AROUND, bisect_left(firsts, further)), min(here + _AROUND, bisect_left(firsts, end))
        ):
            first = firsts[number]
            found.append((number, "here" if first >= start else "before" if first >= before else "further"))
        if further > 0:
            title_end = words.title_end
            lead_end = min(words.sentence(title_end)[1], further)
            leading = firsts[: min(_AROUND, bisect_left(firsts, lead_end))]
            found += [(number, "title" if first < title_end else "lead") for number, first in enumerate(leading)]
        return found

    def goes_on(self, number: int) -> bool:
        """Does a place stand right behind another that may lie in it?"""
        mention = self.mentions[number]
        near = number > 0 and mention.first - self.mentions[number - 1].last <= _GAP
        return near and _RANKS.get(mention.kind, "spot") in _WIDE

    def is_first(self, number: int, claim: Claim) -> bool:
        """Is it the first place of the article, or the first behind a claim?"""
        return number == 0 or self.firsts[number - 1] < claim.end <= self.firsts[number]

    def between(self, number: int, claim: Claim) -> tuple[str, int, int]:
        """On which side of a claim a place of its sentence stands, and the tokens that lie between."""
        mention = self.mentions[number]
        if mention.first >= claim.at:
            return "behind", claim.end, mention.first
        return "ahead", mention.last, claim.start

    def crosses(self, start: int, end: int) -> bool:
        """Does a claim stand there?"""
        return bisect_right(self.claims, end) > bisect_left(self.claims, start)


def key(mention: PlaceMention) -> str:
    """What tells one place from another."""
    return mention.code or mention.name


def _steps(gap: int) -> int:
    return 0 if gap <= 3 else 1 if gap <= 8 else 2 if gap <= 16 else 3


def place_features(ground: Ground, claim: Claim, number: int, where: str, last: str, scope: str) -> Iterator[str]:
    """What speaks for a place. `last` is the key of the place of the claim before in the same sentence, or ""."""
    mention = ground.mentions[number]
    cue, rank, own = mention.cue or "bare", _RANKS.get(mention.kind, "spot"), key(mention)
    yield f"{where}, {cue}"
    yield f"{where}, {rank}"
    yield f"{scope}, {rank}"
    if claim.stated >= _MANY:
        yield f"many, {rank}"
    if mention.role:
        yield mention.role
    if own == last:
        yield "of the claim before"
    yield f"named {min(3, ground.often[own])}"
    if own in ground.titled:
        yield "in the title"
    if where == "here":
        side, start, end = ground.between(number, claim)
        yield f"{side}, {_steps(end - start)}"
        if any("comma" in ground.words.classes(at) for at in range(start, end)):
            yield f"{side}, behind a comma"
        if ground.crosses(start, end):
            yield f"{side}, over a claim"
        yield f"{side}, {cue}"
    if ground.goes_on(number):
        yield "goes on with"
    if ground.is_first(number, claim):
        yield f"first {where}"


#: What is seen of a place, whichever claim asks: its cue, its rank, its key, and what it weighs by itself.
_Seen = tuple[str, str, str, int]


class PlaceChooser:
    """Chooses the places of claims: adds up the weights of place_features without spelling their names. Made once."""

    def __init__(self, weights: Weights, alphabet: Alphabet) -> None:
        # Whole numbers: their sums are exact, in whatever order.
        found = {name: round(weight * _PARTS) for name, weight in weights.by_name.items()}
        #: Weights whose name has two halves, by the first, then by the second.
        self._halves: dict[str, dict[str, int]] = {first: {} for first in (*_WHERE, *_SIDES, "many")}
        for name, weight in found.items():
            half, _, other = name.partition(", ")
            self._halves.setdefault(half, {})[other] = weight
        self._first = {where: found.get(f"first {where}", 0) for where in _WHERE}
        self._steps = {side: [found.get(f"{side}, {steps}", 0) for steps in range(4)] for side in _SIDES}
        self._named = [found.get(f"named {often}", 0) for often in range(4)]
        self._by_name = found
        self._again, self._titled = found.get("of the claim before", 0), found.get("in the title", 0)
        self._goes_on = found.get("goes on with", 0)
        self._comma = any_of(alphabet.having("comma")).search

    def choose(
        self, ground: Ground, claim: Claim, last: str, scope: str, known: dict[int, _Seen] | None = None
    ) -> int | None:
        """The place that governs a claim; None where no place is named around it. `known` remembers between claims."""
        best, most = None, 0
        known = {} if known is None else known
        halves, firsts, end = self._halves, ground.firsts, claim.end
        of_scope, of_many = halves.get(scope, _NOTHING), halves["many"] if claim.stated >= _MANY else _NOTHING
        for number, where in ground.candidates(claim):
            seen = known.get(number)
            if seen is None:
                seen = known[number] = self._seen(ground, number)
            cue, rank, own, found = seen
            here = halves[where]
            found += here.get(cue, 0) + here.get(rank, 0) + of_scope.get(rank, 0) + of_many.get(rank, 0)
            if own == last:
                found += self._again
            if where == "here":
                found += self._near(ground, claim, number, cue)
            if number == 0 or firsts[number - 1] < end <= firsts[number]:
                found += self._first[where]
            if best is None or found > most:
                best, most = number, found
        return best

    def _seen(self, ground: Ground, number: int) -> _Seen:
        mention = ground.mentions[number]
        own = mention.code or mention.name
        found = self._named[min(3, ground.often[own])]
        if mention.role:
            found += self._by_name.get(mention.role, 0)
        if own in ground.titled:
            found += self._titled
        if ground.goes_on(number):
            found += self._goes_on
        return mention.cue or "bare", _RANKS.get(mention.kind, "spot"), own, found

    def _near(self, ground: Ground, claim: Claim, number: int, cue: str) -> int:
        """What it weighs that a place stands in the sentence of the claim."""
        side, start, end = ground.between(number, claim)
        weights, gap = self._halves[side], end - start
        found = self._steps[side][_steps(gap)] + weights.get(cue, 0)
        if gap > 0 and self._comma(ground.words.letters, start, end):
            found += weights.get("behind a comma", 0)
        if ground.crosses(start, end):
            found += weights.get("over a claim", 0)
        return found

    def places(
        self, ground: Ground, claims: Sequence[Claim], scopes: Mapping[int, str]
    ) -> dict[int, tuple[Place, ...]]:
        """The places of each claim, by the token of its number, the governing one first."""
        if not ground.mentions:
            return {claim.at: () for claim in claims}
        chosen: dict[int, int | None] = {}
        known: dict[int, _Seen] = {}
        for claim in claims:
            if claim.total is not None and claim.total.at in chosen:
                chosen[claim.at] = chosen[claim.total.at]
                continue
            before = chosen.get(claim.previous.at) if claim.previous else None
            last = key(ground.mentions[before]) if before is not None else ""
            chosen[claim.at] = self.choose(ground, claim, last, scopes[claim.at], known)
        phrases = {number: phrase(ground, number) for number in set(chosen.values()) if number is not None}
        return {at: phrases[number] if number is not None else () for at, number in chosen.items()}


def phrase(ground: Ground, number: int) -> tuple[Place, ...]:
    """The place with those its phrase names: «في بلدة سرمدا في محافظة إدلب», «في الحصيبة والملاحمة», in their order."""
    mentions = ground.mentions
    first = last = number
    while first and last - first < _LONGEST and _go_together(mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and last - first < _LONGEST and _go_together(mentions[last], mentions[last + 1]):
        last += 1
    found = {each.name: Place(each.name, each.code) for each in mentions[first : last + 1] if not each.role}
    return tuple(found.values()) or (Place(mentions[number].name, mentions[number].code),)


def _go_together(one: PlaceMention, two: PlaceMention) -> bool:
    """Are two places named in one phrase?"""
    return one.field == two.field and two.first - one.last <= _GAP and two.kind != "country"


def load_places(alphabet: Alphabet) -> PlaceChooser:
    """A chooser with the trained weights."""
    return PlaceChooser(load_weights("figure_place"), alphabet)
