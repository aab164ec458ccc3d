"""The places that stand beside a claim so that they are its own: it goes on with them, they head its clause, or were
struck."""

from __future__ import annotations

from bisect import bisect_left

from bot.facts.figures.ground import Ground
from bot.facts.figures.headed import HEADED
from bot.facts.figures.lists import PLACED
from bot.facts.figures.sentence import COMMAS, Claim
from bot.facts.figures.signs import SignWords
from bot.model.facts import FigureKind

#: So far off is the place that a claim goes on with, the next claim of a row; and what leads there.
_BESIDE, _JOINED = 5, 2
_OWNING = frozenset({"in", "near"})
#: A clause that begins with its place begins with these, and so near to them it stands.
_BEGINNING, _THERE = frozenset(("وفي", "ففي", "في", "وب", "اما")), 3
#: So far off is what was struck: «أربعة في غارة جوية على مدينة كذا»; and what leads to no such place.
_STRUCK, _AWAY = 10, frozenset({"from", "to", "with"})
#: So near behind those counted stands what they left, or «فيها».
_RIGHT_BEHIND, _LEFT, _CAME, _IN_IT = 3, 5, 3, frozenset(("فيه", "فيها"))
#: Who flees may be told by where they came to.
_FLEEING = frozenset({FigureKind.DISPLACED, FigureKind.REFUGEES})
#: How a place is led to that a toll is counted in; so far before it stands «عدد», so many words are between it and the
#: number.
_TOLLED, _COUNTED, _REACHING = frozenset({"in", "over", "near"}), 6, 4
#: Of those who moved or are held the place may be told that they come from.
MOVED = {
    FigureKind.DISPLACED: "displaced", FigureKind.REFUGEES: "refugees", FigureKind.DETAINED: "detained",
}  # fmt: skip


class Beside:
    """Looks beside the claims of one article. Every answer is the number of a place, or -1."""

    __slots__ = ("_ground", "_own", "_sign_words")

    def __init__(self, ground: Ground, sign_words: SignWords) -> None:
        self._ground, self._sign_words = ground, sign_words
        self._own: dict[int, int] = {}

    def own(self, claim: Claim) -> int:
        """The place that a claim, or the row it stands in, goes on with: «ثلاثة قتلى وعشرة جرحى في بلدة كذا»; or -1."""
        number = self._own.get(claim.at)
        if number is None:
            number = self._own[claim.at] = self._goes_on_with(claim)
        return number

    def _goes_on_with(self, claim: Claim) -> int:
        after, ground = claim.next, self._ground
        number = bisect_left(ground.firsts, claim.at)
        if claim.rule == HEADED and number and claim.start - ground.mentions[number - 1].last <= _JOINED:
            return number - 1  # «كالآتي: الشمال 21، والجنوب 11»
        first = ground.firsts[number] if number < len(ground.firsts) else len(ground.words)
        if after is not None and after.at < first:
            near = after.start - claim.end <= _JOINED and not self._parted(claim.end, after.start)
            return self.own(after) if near and after.total is not claim else -1
        if first >= claim.sentence[1] or first - claim.end > _BESIDE or self._parted(claim.end, first):
            return -1
        if number in ground.anew:
            return -1
        lead = ground.kind(number).lead
        return number if lead in _OWNING or (lead == "from" and claim.kind in MOVED) else -1

    def left(self, claim: Claim) -> int:
        """What those who fled are told right there to have left: «وفي الجنوب فر 3100 شخص من كذا»; or -1."""
        return self._led(claim, "from", _LEFT) if claim.kind == FigureKind.DISPLACED else -1

    def arrived(self, claim: Claim) -> int:
        """Where those who fled are told right there to have come: «ولجأ 12 ألف شخص إلى كذا»; or -1."""
        number = self._led(claim, "to", _RIGHT_BEHIND) if claim.kind in _FLEEING else -1
        if number < 0:
            return -1
        before = claim.previous
        row = before is not None and claim.start - before.end <= _LEFT and self._came(before)
        return number if row or self._came(claim) else -1

    def _led(self, claim: Claim, lead: str, reach: int) -> int:
        """The place so near behind a number that this leads to, with no other number or comma between; or -1."""
        ground, letters = self._ground, self._ground.words.letters
        number = bisect_left(ground.firsts, claim.at)
        if number == len(ground.firsts) or ground.firsts[number] - claim.end > reach:
            return -1
        first = ground.firsts[number]
        apart = claim.next is not None and claim.next.at < first
        if apart or ground.kind(number).lead != lead or self._sign_words.comma(letters, claim.end, first):
            return -1
        return number

    def _came(self, claim: Claim) -> bool:
        low = max(claim.sentence[0], claim.start - _CAME)
        return not self._sign_words.arrives.isdisjoint(self._ground.words.forms[low : claim.start + 1])

    def tolled(self, claim: Claim) -> int:
        """Where all were counted: «ليرتفع عدد القتلى في كذا إلى 24»، «حصيلة الغارات على كذا بلغت 12»; or -1."""
        ground, signs = self._ground, self._sign_words
        number = bisect_left(ground.firsts, claim.at) - 1
        if number < 0 or ground.firsts[number] < claim.sentence[0] or ground.kind(number).lead not in _TOLLED:
            return -1
        forms, mention = ground.words.forms, ground.mentions[number]
        between = forms[mention.last : claim.start]
        if len(between) > _REACHING or not signs.reaching.issuperset(between):
            return -1
        low = max(claim.sentence[0], mention.first - _COUNTED)
        tolls = [at for at in range(low, mention.first) if forms[at] in signs.tolls]
        if not tolls or self._parted(tolls[-1], mention.first):
            return -1
        counts = bisect_left(ground.numbers, tolls[-1]) < bisect_left(ground.numbers, mention.first)
        return -1 if counts else number

    def led_on(self, claim: Claim) -> int:
        """The place that a clause of its own goes on with: «… في كذا، كما قتل اثنان بغارة في كذا»; or -1."""
        ground, own = self._ground, self.own(claim)
        if own < 0 or ground.kind(own).lead != "in" or ground.kind(own).elsewhere:
            return -1
        before = bisect_left(ground.firsts, claim.at) - 1
        if before < 0 or ground.firsts[before] < claim.sentence[0]:
            return -1
        return own if self._sign_words.comma(ground.words.letters, ground.mentions[before].last, claim.at) else -1

    def next_struck(self, claim: Claim) -> int:
        """What another strike fell on: «ثلاثة في غارة على كذا، واثنان في غارة على كذا»; or -1."""
        return self.struck(claim) if claim.rule == PLACED and self.own(claim) < 0 else -1

    def named_before(self, claim: Claim) -> int:
        """The place that a pronoun behind those counted means: «… نحو كذا، ومليون شخص عالقون فيها»; or -1."""
        ground = self._ground
        number = bisect_left(ground.firsts, claim.at) - 1
        if number < 0 or ground.firsts[number] < claim.sentence[0] or ground.kind(number).elsewhere:
            return -1
        if claim.previous is not None and claim.previous.at > ground.firsts[number]:
            return -1
        behind = ground.words.forms[claim.end : claim.end + _RIGHT_BEHIND]
        return number if not _IN_IT.isdisjoint(behind) else -1

    def opened(self, claim: Claim) -> int:
        """The place that opens a clause with a bare number of a list right behind it: «وفي إدلب خمسة»; or -1."""
        if claim.rule != PLACED:
            return -1
        ground = self._ground
        number = bisect_left(ground.firsts, claim.at) - 1
        if number not in ground.anew or self.own(claim) >= 0:
            return -1
        return number if claim.at - ground.mentions[number].last <= 1 else -1

    def heading(self, claim: Claim) -> int:
        """The place that the clause of a claim begins with: «وفي كذا قتل ثلاثة وجرح سبعة»; or -1."""
        ground = self._ground
        number = bisect_left(ground.firsts, claim.at) - 1
        while number > 0 and ground.firsts[number] - ground.mentions[number - 1].last <= _THERE:
            number -= 1  # «وفي بلدة كذا في ريف كذا»
        if number < 0 or ground.firsts[number] < claim.sentence[0] or ground.kind(number).lead not in _OWNING:
            return -1
        mention = ground.mentions[number]
        if not self._begins(mention.first, claim.sentence[0]):
            return -1
        return -1 if self._sign_words.comma(ground.words.letters, mention.last, claim.at) else number

    def _begins(self, first: int, start: int) -> bool:
        """Does a clause begin with the place at this token, in a sentence that begins with the other?"""
        forms = self._ground.words.forms
        low = max(start, first - _THERE)
        begins = next((at for at in range(first, low - 1, -1) if forms[at] in _BEGINNING), -1)
        if begins <= start:
            return begins == start or low == start
        return forms[begins] != "في" or forms[begins - 1] in COMMAS | {":"}

    def struck(self, claim: Claim) -> int:
        """What was struck by the words behind a claim: «أربعة في غارة جوية على مدينة كذا»; or -1."""
        ground, letters = self._ground, self._ground.words.letters
        number = bisect_left(ground.firsts, claim.at)
        last = min(claim.sentence[1], claim.end + _STRUCK, claim.next.at if claim.next is not None else len(letters))
        while number < len(ground.firsts) and ground.firsts[number] < last and ground.kind(number).lead in _AWAY:
            number += 1  # «بقذائف أطلقت من كذا على كذا»
        if number >= len(ground.firsts) or ground.firsts[number] >= last:
            return -1
        first = ground.firsts[number]
        if self._parted(claim.end, first):
            return -1
        return number if self._sign_words.strike(letters, claim.end, first) else -1

    def _parted(self, start: int, end: int) -> bool:
        """Does a comma or the beginning of a part stand there?"""
        signs, letters = self._sign_words, self._ground.words.letters
        return start < end and bool(signs.comma(letters, start, end) or signs.among(letters, start, end))

    def since(self, claim: Claim) -> int:
        """The last place between the claim before, in its sentence, and a claim; -1 where there is none."""
        before, firsts = claim.previous, self._ground.firsts
        number = bisect_left(firsts, claim.at) - 1
        if before is None or number < 0:
            return -1
        return number if firsts[number] > before.at else -1

    def aside(self, start: int, end: int) -> int:
        """Where a clause goes on behind who was among those counted: «12 شخصا، بينهم ثلاثة أطفال، في …»; no place."""
        signs, letters = self._sign_words, self._ground.words.letters
        opened = signs.comma(letters, start, end)
        if opened is None or signs.among(letters, opened.end(), min(opened.end() + 1, end)) is None:
            return start
        closed = signs.comma(letters, opened.end(), end)
        return start if closed is None else closed.end()
