"""What the model that chooses the place of a figure sees of a place, and what the features it is made of are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

#: Where a place stands to a claim.
WHERE = ("here", "source", "before", "further", "shared", "after", "apart", "title", "lead", "carried", "chief", "home")
#: What a name that ends in nothing says: the cells of a table lose their blanks.
_NOTHING = "nothing"
_FAR_OFF = frozenset({"further", "shared", "title", "lead", "after", "apart", "carried", "chief"})


class Kind(NamedTuple):
    """What is seen of a place, whichever claim asks.

    Its cue, its rank, how often it is named; is it in the title; is it in the country that the article speaks of
    (home, abroad, ""); is it the chief place; does it stand right behind another that may lie in it; what leads to it;
    what tells that it happened elsewhere (in a source, said there, launched there); does it open its sentence?
    """

    cue: str
    rank: str
    often: int
    titled: bool
    land: str
    chief: bool
    goes_on: bool
    lead: str
    elsewhere: str
    opens: bool


class Kinds(dict[Kind, int]):
    """All kinds of places met so far, each with a number: a number is looked up faster than all that is seen."""

    def __missing__(self, kind: Kind) -> int:
        """A kind that was not met yet has the next number."""
        number = self[kind] = len(self)
        return number


class Way(NamedTuple):
    """How a place stands to a claim of its sentence.

    Ahead or behind, how far (0 … 3), how many places are nearer to it (0 … 2), its cue, what leads to it. Does a comma
    stand between (with a verb behind it: "clause"; one on either side of an "aside"), a claim, the beginning of another
    clause («فيما»), of a part («بينهم», «معظمهم»), or, before a place behind the claim, «عندما»? Is the claim itself a
    part, and of those who moved or are held?
    """

    side: str
    steps: int
    nth: int
    cue: str
    lead: str
    comma: str
    claim: bool
    turn: bool
    among: bool
    when: bool
    part: bool
    moved: str


class Situation(NamedTuple):
    """What is seen of a claim: over what span it counts; is it many people; does its sentence name no place, or an
    exact one; has a part of it a place of its own; are they far more, over a long span, than any attack here cost?
    """

    scope: str
    many: bool
    none_here: bool
    exact_here: bool
    spread: bool
    vast: bool = False


#: What ties a place to a claim: bits of one whole number. ELSEWHERE: the claim goes on with another place; ASIDE:
#: what struck those of the claim struck another.
AGAIN, WHOLE, ELSEWHERE, MEANT, LAST, FIRST, ITS_WAR, OTHER_WAR, OWN = (1 << bit for bit in range(9))
NARROWED, INSIDE, OUTSIDE, SAME, CALLED, SINCE, NEW, STRUCK, ASIDE, HEADING = (1 << bit for bit in range(9, 19))
_TIES: Mapping[int, str] = {
    MEANT: "meant",
    CALLED: "called so",
    NEW: "new since the claim before",
    LAST: "last of the sentences before",
    FIRST: "first {}",
    ITS_WAR: "its war",
    OTHER_WAR: "another war",
    OWN: "its own",
    STRUCK: "what was struck",
    HEADING: "heads its clause",
    NARROWED: "narrowed after",
    INSIDE: "{}, inside",
    OUTSIDE: "{}, outside",
    SAME: "{}, same",
}


#: A place as one claim sees it: its number, where it stands, the number of its kind, its way where it is of the same
#: sentence, and what ties it to the claim.
Seen = tuple[int, str, int, Way | None, int]


def features(seen: Seen, kind: Kind, situation: Situation) -> Iterator[str]:
    """What speaks for a place of a kind, by name."""
    _, where, _, way, ties = seen
    yield from of_kind(kind, where, situation)
    yield from of_ties(ties, where)
    if way is not None:
        yield from of_way(way)


def of_ties(ties: int, where: str) -> Iterator[str]:
    """What speaks for what a place is to a claim."""
    not_its_own = (
        ", another struck" if ties & ASIDE
        else ", not its own" if ties & ELSEWHERE
        else ", another since" if ties & SINCE
        else ""
    )  # fmt: skip
    for tie, of_whom in ((AGAIN, "claim before"), (WHOLE, "total")):
        if ties & tie:
            yield f"of the {of_whom}{not_its_own}"
    if ties & NARROWED:  # however near it stands, it says no more than the exact place behind it does
        ties &= ~(FIRST | OWN | STRUCK)
    yield from (name.format(where) for tie, name in _TIES.items() if ties & tie)


def of_kind(kind: Kind, where: str, situation: Situation) -> Iterator[str]:
    """What speaks for a kind of place there, whatever lies between."""
    scope, many, none_here, exact_here, spread, _ = situation
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
        yield f"country {land or _NOTHING}"
        yield f"{scope}, country {land or _NOTHING}"
    elif land == "abroad":
        yield "abroad"
    if kind.chief and where != "here":
        yield "chief"
        if where in _FAR_OFF:
            yield "chief, far"
    if none_here:
        yield f"{where}, none here"
    if exact_here:
        yield f"{where}, exact here"
        yield f"{where}, {rank}, exact here"
    if spread:
        yield f"spread, {where}"
        yield f"spread, {rank}"
    yield from _of_vast(kind, where, situation)
    yield from _stands(kind, where)


def _of_vast(kind: Kind, where: str, situation: Situation) -> Iterator[str]:
    """What speaks for a kind of place of far more people than any attack here cost; nothing of others."""
    if not situation.vast:
        return
    size = f"country {kind.land or _NOTHING}" if kind.rank == "country" else kind.rank
    yield f"vast, {size}"
    yield f"vast, {where}"
    if situation.none_here:
        yield f"vast, {size}, none here"
    if kind.titled:
        yield f"vast, {size}, in the title"
    if kind.chief and where != "here":
        yield "chief, vast"


def _stands(kind: Kind, where: str) -> Iterator[str]:
    """What speaks for how a place stands in its own sentence."""
    yield f"{where}, led by {kind.lead or _NOTHING}"
    if kind.elsewhere:
        yield f"{where}, {kind.elsewhere}"
        yield kind.elsewhere
    if kind.opens:
        yield f"{where}, opens"
    if kind.goes_on:
        yield "goes on with"


def of_way(way: Way) -> Iterator[str]:
    """What speaks for a place of the sentence of a claim: on which side it stands, and what lies between."""
    side = way.side
    yield f"{side}, {way.steps}"
    yield f"{side}, number {way.nth}"
    yield f"{side}, {way.cue}"
    yield f"{side}, led by {way.lead or _NOTHING}"
    for lies, what in (
        (way.comma in {"comma", "clause"}, "behind a comma"),
        (way.comma == "aside", "behind an aside"),
        (way.comma == "clause", "in another clause"),
        (way.claim, "over a claim"),
        (way.turn, "over a turn"),
        (way.among, "over a part"),
        (way.when, "over a when"),
    ):
        if lies:
            yield f"{side}, {what}"
    if way.moved:
        yield f"{way.moved}, {side}, led by {way.lead or _NOTHING}"
    if way.part:
        yield f"part, {side}, {way.steps}"
        if way.claim:
            yield f"part, {side}, over a claim"
