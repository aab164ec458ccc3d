"""Where those counted were harmed: the place that governs a claim, chosen among the places named around it.

Candidates are the places of its sentence, of the two before, of the first sentence and of the title. Each is weighed by
what leads to it, how near it stands, and what lies between: `data/figure_place.weights.tsv`, trained by
tools/train_figures.py. The places that its own phrase goes on with («في بلدة … بريف …») come along.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_sentence import Claim
from bot.facts.weights import Weights, load_weights
from bot.model.facts import Place

_GAP = 3
_LONGEST = 3
_AROUND = 8
_MANY = 1000
_MEMO_SIZE = 20_000
_RANKS = {
    "country": "country",
    "governorate": "area",
    "region": "area",
    "city": "city",
    "district": "city",
    "town": "town",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of one article, ready to be asked about claims."""

    words: Words
    mentions: Sequence[PlaceMention]
    firsts: Sequence[int]
    often: Counter[str]
    titled: frozenset[str]
    claims: Sequence[int]

    @classmethod
    def of(cls, words: Words, mentions: Sequence[PlaceMention], claims: Sequence[Claim]) -> Ground:
        """The ground of an article and its claims."""
        told = [mention for mention in mentions if mention.role != "dateline"]
        often = Counter(key(mention) for mention in told)
        titled = frozenset(key(mention) for mention in told if mention.first < words.title_end)
        firsts = [mention.first for mention in told]
        return cls(words, told, firsts, often, titled, sorted(claim.at for claim in claims))

    def candidates(self, claim: Claim) -> Iterator[tuple[PlaceMention, str]]:
        """The places around a claim, with where they stand: a dozen on either side at most."""
        start, end = claim.sentence
        before = self.words.sentence(max(0, start - 2))[0]
        further = self.words.sentence(max(0, before - 2))[0]
        here = bisect_left(self.firsts, claim.at)
        first = max(here - _AROUND, bisect_left(self.firsts, further))
        for mention in self.mentions[first : min(here + _AROUND, bisect_left(self.firsts, end))]:
            yield mention, "here" if mention.first >= start else "before" if mention.first >= before else "further"
        if further > 0:
            lead_end = self.words.sentence(self.words.title_end)[1]
            for mention in self.mentions[: min(_AROUND, bisect_left(self.firsts, min(lead_end, further)))]:
                yield mention, "title" if mention.first < self.words.title_end else "lead"


def key(mention: PlaceMention) -> str:
    """What tells one place from another."""
    return mention.code or mention.name


def place_features(
    ground: Ground, claim: Claim, mention: PlaceMention, where: str, last: str, scope: str
) -> Iterator[str]:
    """What speaks for a place. `last` is the key of the place of the claim before in the same sentence, or ""."""
    return _named(_seen(ground, claim, mention, where, last, scope))


class _Seen(NamedTuple):
    """What is looked at in a place beside a claim, before it is spelled out: the same again and again."""

    where: str
    cue: str
    rank: str
    scope: str
    many: bool
    role: str
    again: bool
    often: int
    titled: bool
    beside: tuple[str, int, bool, bool] | None
    goes_on: bool
    first: bool


def _seen(ground: Ground, claim: Claim, mention: PlaceMention, where: str, last: str, scope: str) -> _Seen:
    firsts, mentions = ground.firsts, ground.mentions
    rank, own = _RANKS.get(mention.kind, "spot"), key(mention)
    at = bisect_left(firsts, mention.first)
    near = at > 0 and mention.first - mentions[at - 1].last <= _GAP
    return _Seen(
        where,
        mention.cue or "bare",
        rank,
        scope,
        claim.stated >= _MANY,
        mention.role,
        own == last,
        min(3, ground.often[own]),
        own in ground.titled,
        _beside(ground, claim, mention) if where == "here" else None,
        near and rank in {"area", "city", "country"},
        at == 0 or mentions[at - 1].first < claim.end <= mention.first,
    )


def _beside(ground: Ground, claim: Claim, mention: PlaceMention) -> tuple[str, int, bool, bool]:
    """On which side of a claim in its sentence, how far, behind a comma, over another claim?"""
    if mention.first >= claim.at:
        side, start, end = "behind", claim.end, mention.first
    else:
        side, start, end = "ahead", mention.last, claim.start
    gap = end - start
    comma = any("comma" in ground.words.classes(at) for at in range(start, end))
    crossed = bisect_right(ground.claims, end) > bisect_left(ground.claims, start)
    return side, 0 if gap <= 3 else 1 if gap <= 8 else 2 if gap <= 16 else 3, comma, crossed


def _named(seen: _Seen) -> Iterator[str]:
    where, rank = seen.where, seen.rank
    yield f"{where}, {seen.cue}"
    yield f"{where}, {rank}"
    yield f"{seen.scope}, {rank}"
    if seen.many:
        yield f"many, {rank}"
    if seen.role:
        yield seen.role
    if seen.again:
        yield "of the claim before"
    yield f"named {seen.often}"
    if seen.titled:
        yield "in the title"
    if seen.beside is not None:
        side, steps, comma, crossed = seen.beside
        yield f"{side}, {steps}"
        if comma:
            yield f"{side}, behind a comma"
        if crossed:
            yield f"{side}, over a claim"
        yield f"{side}, {seen.cue}"
    if seen.goes_on:
        yield "goes on with"
    if seen.first:
        yield f"first {where}"


class PlaceChooser:
    """Chooses the places of claims. Made once."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights.by_name
        self._memo: dict[_Seen, float] = {}

    def choose(self, ground: Ground, claim: Claim, last: str, scope: str) -> PlaceMention | None:
        """The place that governs a claim; None where no place is named around it."""
        best: PlaceMention | None = None
        most = 0.0
        for mention, where in ground.candidates(claim):
            found = self._score(_seen(ground, claim, mention, where, last, scope))
            if best is None or found > most:
                best, most = mention, found
        return best

    def _score(self, seen: _Seen) -> float:
        found = self._memo.get(seen)
        if found is None:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            found = self._memo[seen] = sum(self._weights.get(name, 0.0) for name in _named(seen))
        return found

    def places(
        self, ground: Ground, claims: Sequence[Claim], scopes: Mapping[int, str]
    ) -> dict[int, tuple[Place, ...]]:
        """The places of each claim, by the token of its number, the governing one first."""
        chosen: dict[int, PlaceMention | None] = {}
        for claim in claims:
            if claim.total is not None and claim.total.at in chosen:
                chosen[claim.at] = chosen[claim.total.at]
                continue
            before = chosen.get(claim.previous.at) if claim.previous else None
            chosen[claim.at] = self.choose(ground, claim, key(before) if before else "", scopes[claim.at])
        return {at: phrase(ground, mention) for at, mention in chosen.items()}


def phrase(ground: Ground, mention: PlaceMention | None) -> tuple[Place, ...]:
    """The place with those its phrase names: «في بلدة سرمدا في محافظة إدلب», «في الحصيبة والملاحمة», in their order."""
    if mention is None:
        return ()
    first = last = bisect_left(ground.firsts, mention.first)
    while first and last - first < _LONGEST and _go_together(ground.mentions[first - 1], ground.mentions[first]):
        first -= 1
    while last + 1 < len(ground.mentions) and last - first < _LONGEST:
        if not _go_together(ground.mentions[last], ground.mentions[last + 1]):
            break
        last += 1
    found = {each.name: Place(each.name, each.code) for each in ground.mentions[first : last + 1] if not each.role}
    return tuple(found.values()) or (Place(mention.name, mention.code),)


def _go_together(one: PlaceMention, two: PlaceMention) -> bool:
    """Are two places named in one phrase?"""
    return one.field == two.field and two.first - one.last <= _GAP and two.kind != "country"


def load_places() -> PlaceChooser:
    """A chooser with the trained weights."""
    return PlaceChooser(load_weights("figure_place"))
