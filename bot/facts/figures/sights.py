"""How a claim sees the places around it: what lies between, what leads on, what words beside it stand for a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.arabic.places import PlaceMention
from bot.facts.figures.ground import RANKS, SPOT, Ground
from bot.facts.figures.seen import (
    AGAIN,
    ASIDE,
    CALLED,
    ELSEWHERE,
    FIRST,
    INSIDE,
    ITS_WAR,
    LAST,
    MEANT,
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
from bot.facts.figures.signs import Signs, SignWords
from bot.model.facts import FigureKind

#: From this number on it is many people.
_MANY = 1000
#: So far from a claim, in its sentence, a word that stands for a place belongs to it.
_FAR = 15
#: So many places are looked back over for what it stands for.
_BACK = 40
#: So far off is the place that a claim goes on with, the next claim of a row; and what leads there.
_BESIDE, _JOINED = 5, 2
_OWNING = frozenset({"in", "near"})
#: So far off is what was struck: «أربعة في غارة جوية على مدينة كذا»; and what leads to no such place.
_STRUCK, _AWAY = 10, frozenset({"from", "to", "with"})
#: Of those who moved or are held the place may be told that they come from.
_MOVED = {
    FigureKind.DISPLACED: "displaced", FigureKind.REFUGEES: "refugees", FigureKind.DETAINED: "detained",
}  # fmt: skip
_RELATIONS = {"inside": INSIDE, "outside": OUTSIDE, "same": SAME}
#: The tokens of what stands between two commas («، أمس الخميس، في كذا»), and from there to the place.
_ASIDE, _THERE = 5, 3
_STEPS = (3, 8, 16)
#: So many places between a place and a claim are told apart.
_NTH = 2


class Told(NamedTuple):
    """What is known of a claim before its place is.

    Its scope, the keys of the places of the claim before in the same sentence and of the total it is a part of
    ("" = none), and the place of the last claim of the sentences before, by its number (-1 = none).
    """

    scope: str
    last: str = ""
    whole: str = ""
    carried: int = -1


class Sights:
    """What the claims of one article see of its places."""

    __slots__ = ("_own", "_sign_words", "_signs", "ground")

    def __init__(self, ground: Ground, sign_words: SignWords) -> None:
        self.ground, self._sign_words = ground, sign_words
        self._own: dict[int, int] = {}
        self._signs: dict[int, Signs] = {}

    def situation(self, claim: Claim, told: Told) -> Situation:
        """What is seen of a claim."""
        return Situation(told.scope, claim.stated >= _MANY, self.ground.none_here(claim))

    def seen(self, claim: Claim, told: Told) -> Iterator[Seen]:
        """The places around a claim; where there are none, that of the claim before and the chief place."""
        ground, signs = self.ground, self._signs_of(claim)
        keys, near = ground.keys, bisect_left(ground.firsts, claim.at)
        own, since, struck = self.own(claim), self._since(claim), self._struck(claim)
        by_number = self._by_number(claim, own, since)
        by_number[struck] = by_number.get(struck, 0) | STRUCK
        by_key = self._by_key(told, own, since, struck)
        if signs.stands_for:
            self._add_meant(claim, signs, by_key)
        war = "" if told.scope == "incident" else signs.war
        for number, where, kind, relation in ground.candidates(claim) or ground.told_elsewhere(told.carried):
            key, way = keys[number], None
            ties = by_key.get(key, 0) | by_number.get(number, 0)
            if war and ground.kind(number).rank == "country":
                ties |= ITS_WAR if ground.countries[key] == war else OTHER_WAR
            if where == "here":
                way = self._way(number, claim, near, signs.turns)
            elif relation:
                ties |= _RELATIONS[relation]
            yield number, where, kind, way, ties

    def _by_number(self, claim: Claim, own: int, since: int) -> dict[int, int]:
        """What single places are to a claim: its own, the last one since the claim before …"""
        ground = self.ground
        found = {bisect_left(ground.firsts, claim.end): FIRST}
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

    def _signs_of(self, claim: Claim) -> Signs:
        """The words of a claim's sentence that say which place is meant."""
        start, end = claim.sentence
        found = self._signs.get(start)
        if found is None:
            found = self._signs[start] = self._sign_words.of(self.ground.words, start, end, self.ground.home)
        return found

    def _add_meant(self, claim: Claim, signs: Signs, by_key: dict[str, int]) -> None:
        """Add what words beside a claim stand for: المدينة is the last city named before it.

        And what is called by the very word: for المخيم the last of which «مخيم كذا» was said.
        """
        ground = self.ground
        for at, ranks, noun in signs.stands_for:
            behind = bisect_left(ground.firsts, at)
            named = behind < len(ground.firsts) and ground.firsts[behind] <= at + 1  # «العاصمة صنعاء»
            if named or not claim.start - _FAR <= at < claim.end + _FAR:
                continue
            before = range(behind - 1, max(behind - 1 - _BACK, -1), -1)
            told = [number for number in before if ground.mentions[number].last <= at]
            by_rank = (each for each in told if RANKS.get(ground.mentions[each].kind, SPOT) in ranks)
            by_name = (each for each in told if self._is_called(ground.mentions[each], noun))
            for number, tie in ((next(by_rank, -1), MEANT), (next(by_name, -1), CALLED)):
                if number >= 0:
                    by_key[ground.keys[number]] = by_key.get(ground.keys[number], 0) | tie

    def _is_called(self, mention: PlaceMention, noun: str) -> bool:
        """Does this noun begin the name of a place, or stand right before it?"""
        forms, first = self.ground.words.forms, mention.first
        return any(form.removeprefix("و").removeprefix("ب") == noun for form in forms[max(first - 1, 0) : first + 1])

    def _since(self, claim: Claim) -> int:
        """The last place between the claim before, in its sentence, and a claim; -1 where there is none."""
        before, firsts = claim.previous, self.ground.firsts
        number = bisect_left(firsts, claim.start) - 1
        if before is None or not before.end <= claim.start or number < 0:
            return -1
        return number if firsts[number] >= before.end else -1

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
            gap > 0 and self._sign_words.among(letters, start, end) is not None,
            claim.total is not None,
            _MOVED.get(claim.kind, ""),
        )

    def _parts(self, side: str, start: int, end: int) -> str:
        """What parts a place from a claim; an "aside" between two commas hardly does."""
        found = self._sign_words.parts(self.ground.words.letters, start, end)
        if found != "comma" or side != "behind":
            return found
        commas = [at for at, form in enumerate(self.ground.words.forms[start:end], start) if form in COMMAS]
        aside = len(commas) == 2 and commas[1] - commas[0] <= _ASIDE and end - commas[1] <= _THERE
        return "aside" if aside else found

    def own(self, claim: Claim) -> int:
        """The place that a claim, or the row it stands in, goes on with: «ثلاثة قتلى وعشرة جرحى في بلدة كذا»; or -1."""
        number = self._own.get(claim.at)
        if number is None:
            number = self._own[claim.at] = self._goes_on_with(claim)
        return number

    def _goes_on_with(self, claim: Claim) -> int:
        after, ground = claim.next, self.ground
        number = bisect_left(ground.firsts, claim.end)
        first = ground.firsts[number] if number < len(ground.firsts) else len(ground.words)
        if after is not None and after.at < first:
            near = after.start - claim.end <= _JOINED and not self._parted(claim.end, after.start)
            return self.own(after) if near else -1
        if first >= claim.sentence[1] or first - claim.end > _BESIDE or self._parted(claim.end, first):
            return -1
        lead = ground.kind(number).lead
        return number if lead in _OWNING or (lead == "from" and claim.kind in _MOVED) else -1

    def _struck(self, claim: Claim) -> int:
        """What was struck by the words behind a claim: «أربعة في غارة جوية على مدينة كذا»; or -1."""
        ground, letters = self.ground, self.ground.words.letters
        number = bisect_left(ground.firsts, claim.end)
        last = min(claim.sentence[1], claim.end + _STRUCK, claim.next.at if claim.next is not None else len(letters))
        if number >= len(ground.firsts) or ground.firsts[number] >= last:
            return -1
        first = ground.firsts[number]
        if self._parted(claim.end, first) or ground.kind(number).lead in _AWAY:
            return -1
        return number if self._sign_words.strike(letters, claim.end, first) else -1

    def _parted(self, start: int, end: int) -> bool:
        """Does a comma or the beginning of a part stand there?"""
        signs, letters = self._sign_words, self.ground.words.letters
        return start < end and bool(signs.comma(letters, start, end) or signs.among(letters, start, end))
