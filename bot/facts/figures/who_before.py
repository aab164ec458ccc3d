"""What the claims before one say of whom it counts: it repeats one, is a part of one, or goes on behind one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.arabic.words import Words
from bot.facts.figures.sentence import Claim

FIGHTING = frozenset({"soldiers", "fighters"})
SIDES = FIGHTING | {"civilians"}
_ANYBODY = frozenset({"generic", "nation"})
#: With these the next place of an enumeration is named.
_NEXT_PLACE = frozenset({"تلتها", "تليها", "تلاها", "يليها", "تلته", "يليه"})
#: Numbers whose ending tells who is counted: «قتلت امرأة وأصيب سبعة» counts no women alone, «سبع» does.
_ENDING = range(3, 11)
_NOBODY, _TOTAL = "nobody", "a named total"


def of_men(words: Words, claim: Claim) -> bool:
    """Does the number tell that not only women are counted?"""
    return claim.stated in _ENDING and "number" in words.sets[claim.at] and words.forms[claim.at].endswith("ه")


def retold(
    claim: Claim, head: str, named: bool, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]
) -> list[str]:
    """The answers of the same number told before, and of the sentence before."""
    seen = []
    if claim.stated > 1:
        same = decided.get(told_before.get((claim.kind, claim.stated), -1))
        if same is not None:
            seen.append(f"{head} repeats {same}")
            if not named:
                seen.append(f"repeats = {same}")
    if claim.previous is None and claim.total is None:
        before = claim.sentence[0]
        last = next((answer for at, answer in reversed(decided.items()) if at < before), _NOBODY)
        seen.append(f"{head} follows {last}")
        if last != _NOBODY and head == "others":
            seen.append(f"others follow = {last}")
    return seen


def next_place(words: Words, claim: Claim) -> bool:
    """«… 90 قتيلا، تلتها ديالى حيث سقط 38»: does a claim stand in the enumeration of the one before it?"""
    before = claim.previous
    return before is not None and not _NEXT_PLACE.isdisjoint(words.forms[before.end : claim.start])


def _told_before(claim: Claim, decided: dict[int, str]) -> str:
    """«14 جنديا أصيبوا، بينهم سبعة»: whom the claim counts that stands before a part whose total has no number."""
    whole = claim.previous
    larger = whole is not None and whole.kind is claim.kind and whole.stated > claim.stated
    return decided.get(whole.at, _TOTAL) if whole is not None and larger else _TOTAL


def inherited(
    claim: Claim, head: str, unnamed: bool, told: set[str], decided: dict[int, str], enumerated: bool
) -> list[str]:
    """The answer of the total, or of the claim before; and whether those among them are of another kind.

    `enumerated`: do the two stand in one enumeration, «… تلتها ديالى حيث سقط 38»?
    """
    seen = []
    if claim.total is not None:
        answer = decided.get(claim.total.at) or _told_before(claim, decided)
        seen.append(f"{head} of {answer}")
        if unnamed:
            seen.append(f"part of = {answer}")
    elif claim.previous is not None:
        joined = "row of" if claim.rule == "row" or enumerated else "after"
        whole = claim.previous.total  # «27 مدنيا، بينهم 6 أطفال، وجرح 50»: as the 27
        answer = decided.get(claim.previous.at, _NOBODY)
        if whole is not None:
            answer = decided.get(whole.at, answer)
        seen.append(f"{head} {joined} {answer}")
        if enumerated and unnamed:
            seen.append(f"part of = {answer}")
        if unnamed and head not in _ANYBODY:
            seen.append(f"{head} {joined} = {answer}")
            if answer in SIDES and any((answer in FIGHTING) != (name in FIGHTING) for name in told):
                seen.append("among = mixed")
    if unnamed and claim.previous is None and told & SIDES:
        seen.append("among = mixed")
    return seen
