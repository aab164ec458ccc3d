"""How a claim sees the places around it: what lies between, what leads on, what words beside it stand for a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.facts.figures.beside import MOVED, Beside
from bot.facts.figures.ground import LATER, SAID, Candidate, Ground
from bot.facts.figures.meant import meant, meant_there
from bot.facts.figures.seen import (
    AGAIN,
    ASIDE,
    ELSEWHERE,
    FIRST,
    HEADING,
    INSIDE,
    ITS_WAR,
    LAST,
    NARROWED,
    NEW,
    OTHER_WAR,
    OUTSIDE,
    OWN,
    SAME,
    SINCE,
    STRUCK,
    WHOLE,
    Seen,
    Situation,
    Way,
)
from bot.facts.figures.sentence import COMMAS, Claim
from bot.facts.figures.shared import SharedTolls
from bot.facts.figures.signs import Signs, SignWords
from bot.model.facts import FigureKind

#: From this number on it is many people.
_MANY = 1000
#: So many are of no single attack; so long a span has a war.
OVER_WARS = frozenset({"total", "period"})
#: So many more than an attack cost, and no fewer, are what many cost.
_FAR_MORE, _A_LOT, _UNKNOWN = 5, 100, 1000
#: So many flee a whole war, or are in need in it.
_MOVED = 300_000
#: Where the place of what is told in parts, each of its own, may stand.
_OF_A_WHOLE = frozenset({"here", "title", "home"})
#: So many parts of a claim are looked at.
_PARTS = 12
#: Where places stand that others may be counted in.
_BEHIND = frozenset({"before", "further", "lead"})
#: Whoever is harmed was so before, where they are taken or were headed.
HARMED = frozenset({FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.KILLED_OR_WOUNDED})
_RELATIONS = {"inside": INSIDE, "outside": OUTSIDE, "same": SAME}
#: The tokens of what stands between two commas («، أمس الخميس، في كذا»), and from there to the place.
_ASIDE, _THERE = 5, 3
_STEPS = (3, 8, 16)
#: So many places between a place and a claim are told apart.
_NTH = 2


class Told(NamedTuple):
    """What is known of a claim before its place is.

    Its scope, the keys of the places of the claim before in the same sentence and of the total it is a part of
    ("" = none), the place of the last claim of the sentences before, by its number (-1 = none), who it counts, and how
    many the deadliest single attack of the article cost.
    """

    scope: str
    last: str = ""
    whole: str = ""
    carried: int = -1
    who: str = ""
    deadliest: int = 0


class Sights:
    """What the claims of one article see of its places."""

    __slots__ = ("_beside", "_signs", "_spread", "_wholes", "ground", "shared", "sign_words")

    def __init__(self, ground: Ground, sign_words: SignWords) -> None:
        self.ground, self.sign_words = ground, sign_words
        self._beside = Beside(ground, sign_words)
        self.shared = SharedTolls(ground, self._beside)
        self._spread: dict[int, bool] = {}
        self._signs: dict[int, Signs] = {}
        self._wholes: set[int] | None = None

    def situation(self, claim: Claim, told: Told) -> Situation:
        """What is seen of a claim."""
        ground = self.ground
        many = claim.stated >= _MANY
        none_here, exact_here = ground.none_here(claim), ground.exact_here(claim)
        return Situation(told.scope, many, none_here, exact_here, self._is_spread(claim), is_vast(claim, told))

    def _is_spread(self, claim: Claim) -> bool:
        """Has a part of a claim its own place: «27 قتيلا، خمسة منهم في كذا»? Or was a toll shared out before it?"""
        found = self._spread.get(claim.at)
        if found is None:
            if self._wholes is None:
                parts = [each for each in self.ground.claims if each.total is not None or each.whole is not None]
                placed = [each for each in parts if max(self._beside.own(each), self._beside.heading(each)) >= 0]
                self._wholes = {each.at for part in placed for each in (part.total, part.whole) if each is not None}
            found = self._spread[claim.at] = claim.at in self._wholes or self._follows_shared(claim)
        return found

    def _wholes_of(self, claim: Claim) -> set[int]:
        """The places that only parts of a claim are told of, each its own; none where they are of one place.

        «102 من السوريين: 46 في كذا و18 في كذا».
        """
        if not self._is_spread(claim):
            return set()
        ground, part = self.ground, claim.next
        firsts = ground.firsts
        own, begin = set(), claim.sentence[1]
        for _ in range(_PARTS):
            if part is None:
                break
            if part.total is claim and (number := self._beside.own(part)) >= 0:
                own.add(number)
                begin = min(begin, part.at)
            part = part.next
        return set(range(bisect_left(firsts, begin), bisect_left(firsts, claim.sentence[1]))) if len(own) > 1 else set()

    def _follows_shared(self, claim: Claim) -> bool:
        around = self.ground.candidates(claim) if self.ground.none_here(claim) else ()
        return any(stands in _BEHIND and self.shared.is_too_small(number, claim) for number, stands, *_ in around)

    def seen(self, claim: Claim, told: Told) -> Iterator[Seen]:
        """The places around a claim; where there are none, that of the claim before and the chief place."""
        ground, signs = self.ground, self.signs_of(claim)
        keys, near = ground.keys, bisect_left(ground.firsts, claim.at)
        own, since, struck = self._beside.own(claim), self._beside.since(claim), self._beside.struck(claim)
        by_number = self._by_number(claim, own, since)
        heading = self._beside.heading(claim)
        by_number[heading] = by_number.get(heading, 0) | HEADING
        by_number[struck] = by_number.get(struck, 0) | STRUCK
        by_key = self._by_key(told, own, since, struck)
        if signs.stands_for:
            for key, tie in meant(ground, claim, signs):
                by_key[key] = by_key.get(key, 0) | tie
        war = "" if told.scope == "incident" else signs.war
        for number, stands, kind, relation in self._known(claim, told):
            if stands == "here" and number >= near and number in ground.anew:
                continue  # «ثلاثة في حلب | وفي إدلب خمسة»
            where = self._where(number, stands, claim)
            key, way = keys[number], None
            ties = by_key.get(key, 0) | by_number.get(number, 0)
            if war and ground.kind(number).rank == "country":
                ties |= ITS_WAR if ground.countries[key] == war else OTHER_WAR
            if where == "here":
                way = self._way(number, claim, near, signs.turns)
            elif relation:
                ties |= _RELATIONS[relation]
            yield number, where, kind, way, ties

    def _known(self, claim: Claim, told: Told) -> list[Candidate]:
        """The places that a claim may be of."""
        ground = self.ground
        known = ground.candidates(claim) or ground.told_elsewhere(told.carried)
        if is_vast(claim, told) or self._is_spread(claim):
            known = ground.with_home(known)
        shared = self._wholes_of(claim)
        if shared:
            here = [each for each in known if each[1] in _OF_A_WHOLE and each[0] not in shared]
            known = here or [each for each in known if each[0] not in shared] or known
        if known and all(stands == "after" and ground.is_counted_apart(each, claim) for each, stands, *_ in known):
            known = ground.with_home([]) or known  # «قتل 12 في بلدات عدة. ففي كذا قتل سبعة»
        if len(known) > 1 and claim.kind in HARMED:
            known = [each for each in known if ground.kind(each[0]).elsewhere not in LATER] or known
        return known

    def _where(self, number: int, stands: str, claim: Claim) -> str:
        """Where a place stands: it may be but a source's, or that of others whom its sentence counts."""
        ground = self.ground
        if stands == "here" and ground.kind(number).elsewhere in SAID:
            return "source"
        if stands in _BEHIND and self.shared.is_too_small(number, claim):
            return "shared"
        return "apart" if stands == "after" and ground.is_counted_apart(number, claim) else stands

    def _by_number(self, claim: Claim, own: int, since: int) -> dict[int, int]:
        """What single places are to a claim: its own, the last one since the claim before …"""
        ground = self.ground
        found = {bisect_left(ground.firsts, claim.at): FIRST}
        for number, tie in ((ground.last_before(claim), LAST), (own, OWN), (since, NEW)):
            found[number] = found.get(number, 0) | tie
        for narrowed in ground.narrowed(claim):
            if narrowed is not None:
                found[narrowed] = found.get(narrowed, 0) | NARROWED
        return found

    def _by_key(self, told: Told, own: int, since: int, struck: int) -> dict[str, int]:
        """What the places of the claim before and of the total are to a claim, by whatever name they are called."""
        if not told.last and not told.whole:
            return {}
        keys = self.ground.keys
        found = {told.last: AGAIN, told.whole: WHOLE} if told.last != told.whole else {told.last: AGAIN | WHOLE}
        for key in found:
            if own >= 0 and keys[own] != key:
                found[key] |= ELSEWHERE
            if since >= 0 and keys[since] != key:
                found[key] |= SINCE
            if struck >= 0 and keys[struck] != key:
                found[key] |= ASIDE
        return found

    def signs_of(self, claim: Claim) -> Signs:
        """The words of a claim's sentence that say which place is meant."""
        start, end = claim.sentence
        found = self._signs.get(start)
        if found is None:
            found = self._signs[start] = self.sign_words.of(self.ground.words, start, end, self.ground.home)
        return found

    def _way(self, number: int, claim: Claim, near: int, turns: Sequence[int]) -> Way:
        """How a place of the sentence of a claim stands to it; `near` = the first place behind the claim."""
        ground = self.ground
        mention, kind = ground.mentions[number], ground.kind(number)
        if number >= near:
            side, start, end, nth = "behind", claim.end, mention.first, number - near
        else:
            side, start, end, nth = "ahead", mention.last, claim.start, near - 1 - number
        numbers, gap, letters = ground.numbers, end - start, ground.words.letters
        return Way(
            side,
            bisect_left(_STEPS, gap),
            min(nth, _NTH),
            kind.cue,
            kind.lead,
            self._parts(side, start, end) if gap > 0 else "",
            bisect_right(numbers, end) > bisect_left(numbers, start),
            bool(turns) and any(start <= at < end for at in turns),
            gap > 0 and self.sign_words.among(letters, start, end) is not None,
            gap > 0 and side == "behind" and self.sign_words.when(letters, start, end) is not None,
            claim.total is not None,
            MOVED.get(claim.kind, ""),
        )

    def _parts(self, side: str, start: int, end: int) -> str:
        """What parts a place from a claim; an "aside" between two commas hardly does."""
        letters = self.ground.words.letters
        told = self._beside.aside(start, end) if side == "behind" else start
        found = self.sign_words.parts(letters, told, end)
        if found != "comma" or side != "behind":
            return found
        commas = [at for at, form in enumerate(self.ground.words.forms[start:end], start) if form in COMMAS]
        aside = len(commas) == 2 and commas[1] - commas[0] <= _ASIDE and end - commas[1] <= _THERE
        return "aside" if aside else found

    def enclosing(self, number: int, claim: Claim) -> Iterator[int]:
        """The places in the sentence of a claim that its place lies in, or its clause begins with; no countries.

        Of what an unknown place lies in nothing else tells: «وفي تعز قتل أربعة بقذائف على حي كذا».
        """
        ground = self.ground
        first, code = ground.firsts[number] if number < len(ground.firsts) else -1, ground.mentions[number].code
        if not claim.sentence[0] <= first < claim.sentence[1]:
            return
        heading = self._beside.heading(claim)
        above = ground.gazetteer.above(code) if code else frozenset()
        for each in range(*(bisect_left(ground.firsts, at) for at in claim.sentence)):
            mention = ground.mentions[each]
            within = mention.code in above or (each == heading and not code)
            if each != number and within and mention.kind != "country":
                yield each

    def settled(self, claim: Claim) -> int:
        """The place that its clause says beyond doubt: it opens with it («وفي إدلب خمسة»), they left it; or -1."""
        beside, signs = self._beside, self.signs_of(claim)
        return max(
            beside.opened(claim) if self.ground.anew else -1,
            beside.left(claim),
            beside.arrived(claim),
            beside.named_before(claim),
            beside.tolled(claim),
            beside.next_struck(claim),
            beside.led_on(claim),
            meant_there(self.ground, claim, signs) if signs.stands_for else -1,
        )


def is_vast(claim: Claim, told: Told) -> bool:
    """Are those counted far more, over a long span, than any attack here cost? Then they are of a whole war."""
    far_more = max(_FAR_MORE * (told.deadliest or _UNKNOWN), _A_LOT)
    least = _MOVED if claim.kind in MOVED or claim.kind is FigureKind.AFFECTED else far_more
    return told.scope in OVER_WARS and claim.stated >= least
