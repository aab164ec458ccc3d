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

from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_sentence import Claim
from bot.facts.weights import Weights, load_weights
from bot.model.facts import Place

_GAP = 3
_LONGEST = 3
_AROUND = 8
_MANY = 1000
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
    rank = _RANKS.get(mention.kind, "spot")
    yield f"{where}, {mention.cue or 'bare'}"
    yield f"{where}, {rank}"
    yield f"{scope}, {rank}"
    if claim.stated >= _MANY:
        yield f"many, {rank}"
    if mention.role:
        yield mention.role
    if key(mention) == last:
        yield "of the claim before"
    yield f"named {min(3, ground.often[key(mention)])}"
    if key(mention) in ground.titled:
        yield "in the title"
    behind = mention.first >= claim.at
    if where == "here":
        gap = mention.first - claim.end if behind else claim.start - mention.last
        side = "behind" if behind else "ahead"
        yield f"{side}, {0 if gap <= 3 else 1 if gap <= 8 else 2 if gap <= 16 else 3}"
        between = (claim.end, mention.first) if behind else (mention.last, claim.start)
        if any("comma" in ground.words.classes(at) for at in range(*between)):
            yield f"{side}, behind a comma"
        crossed = bisect_right(ground.claims, between[1]) - bisect_left(ground.claims, between[0])
        if crossed:
            yield f"{side}, over a claim"
        yield f"{side}, {mention.cue or 'bare'}"
    at = bisect_left(ground.firsts, mention.first)
    neighbour = ground.mentions[at - 1] if at else None
    if neighbour is not None and mention.first - neighbour.last <= _GAP and rank in {"area", "city", "country"}:
        yield "goes on with"
    if at == 0 or ground.mentions[at - 1].first < claim.end <= mention.first:
        yield f"first {where}"


class PlaceChooser:
    """Chooses the places of claims. Made once."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights.by_name

    def choose(self, ground: Ground, claim: Claim, last: str, scope: str) -> PlaceMention | None:
        """The place that governs a claim; None where no place is named around it."""
        best: PlaceMention | None = None
        most = 0.0
        for mention, where in ground.candidates(claim):
            names = place_features(ground, claim, mention, where, last, scope)
            found = sum(self._weights.get(name, 0.0) for name in names)
            if best is None or found > most:
                best, most = mention, found
        return best

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
