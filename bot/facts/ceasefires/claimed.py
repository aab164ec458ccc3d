"""What an article claims of ceasefires once each mention is weighed: what is told besides, what not beside it."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.arabic.words import Words
from bot.facts.ceasefires.again import told_by_itself, told_in_its_clause
from bot.facts.ceasefires.ages import is_just_made, is_of_late
from bot.facts.ceasefires.begun import began_of_late
from bot.facts.ceasefires.claims import Chain
from bot.facts.ceasefires.mentions import UNNAMED, Mention
from bot.facts.page import Page
from bot.model.facts import CeasefireStatus

#: What is claimed where one is broken.
_BREACH = "violated"
#: Who is told of one that is broken, or prolonged, is told that it holds only where it is said so itself.
UNDOING = frozenset({CeasefireStatus.VIOLATED, CeasefireStatus.EXTENDED})
#: What may be said of one that is new: that it is broken, holds, is near its end.
_MAY_BE_NEW = frozenset(
    {"-", _BREACH, "despite", "attack", "in_force", "under", "after", "since", "during", "urged", "rejected"}
)
#: Who is counted since one began; so near before it.
_HARM, _COUNTED = frozenset({"dead", "hurt", "kill_verb"}), 10
_SOON = frozenset({"soon"})
#: Fire that goes on, and what tells that a ceasefire is there.
_GOES_ON = "fire goes on"
_THERE = frozenset(
    {CeasefireStatus.DECLARED, CeasefireStatus.IN_FORCE, CeasefireStatus.EXTENDED, CeasefireStatus.ENDED}
)
#: What is not told beside one that holds.
_OUTSHINES = frozenset({CeasefireStatus.DECLARED, CeasefireStatus.ENDED})
#: What is claimed of the mentions of an article: their scores and numbers, the surest first.
Claimed = dict[CeasefireStatus, list[tuple[float, int]]]


def with_new(page: Page, claimed: Claimed, claims: Sequence[tuple[Mention, Chain]]) -> Claimed:
    """«خرق الهدنة التي بدأت منتصف الليل»: it is broken, and new; nowhere else in the article is that told better."""
    if CeasefireStatus.DECLARED in claimed:
        return claimed
    broken = CeasefireStatus.VIOLATED in claimed
    new = [
        (0.0, number)
        for number, (mention, chain) in enumerate(claims)
        if chain.claim.partition(" ")[0] in _MAY_BE_NEW
        and (
            (claimed and chain.marks >= _SOON)
            or is_just_made(page, mention)
            or is_of_late(page, mention, chain, broken)
        )
    ]
    if not new and not UNDOING.isdisjoint(claimed):
        new = [(0.0, number) for number, each in enumerate(claims) if began_of_late(page, *each)]
    if not new:
        return claimed
    kept: Claimed = {status: sure for status, sure in claimed.items() if status != CeasefireStatus.IN_FORCE}
    return {CeasefireStatus.DECLARED: new[:1], **kept}


def told_to_hold(words: Words, claimed: Claimed, claims: Sequence[tuple[Mention, Chain]]) -> Claimed:
    """«خرقت الهدنة التي أبرمت في آذار»: one that is broken is told to hold only where it is said so itself."""
    if CeasefireStatus.IN_FORCE not in claimed or UNDOING.isdisjoint(claimed):
        return claimed
    held = [each for each in claimed[CeasefireStatus.IN_FORCE] if _is_held(words, *claims[each[1]])]
    kept: Claimed = {status: sure for status, sure in claimed.items() if status != CeasefireStatus.IN_FORCE}
    return {**kept, CeasefireStatus.IN_FORCE: held} if held else kept


def borne_out(claimed: Claimed, claims: Sequence[tuple[Mention, Chain]]) -> Claimed:
    """«القصف لم ينقطع» breaks a ceasefire only where one is told to be there."""
    if CeasefireStatus.VIOLATED not in claimed or not _THERE.isdisjoint(claimed):
        return claimed
    broken = [each for each in claimed[CeasefireStatus.VIOLATED] if claims[each[1]][0].pattern != _GOES_ON]
    kept: Claimed = {status: sure for status, sure in claimed.items() if status != CeasefireStatus.VIOLATED}
    return {**kept, CeasefireStatus.VIOLATED: broken} if broken else kept


def by_themselves(
    words: Words,
    claimed: Claimed,
    claims: Sequence[tuple[Mention, Chain]],
    barred: Sequence[Container[CeasefireStatus]],
) -> list[tuple[int, CeasefireStatus]]:
    """What mentions without a name tell that no model claims of them, by their numbers."""
    weighed = {number for sure in claimed.values() for _, number in sure}
    found = []
    for number, (mention, chain) in enumerate(claims):
        if mention.pattern in UNNAMED and number not in weighed:
            said = told_by_itself(words, mention, chain)
            if said is not None and said not in barred[number]:
                found.append((number, said))
        said = told_in_its_clause(words, mention, chain)
        if said is not None and said not in claimed:
            found.append((number, said))
    return found


def with_told(claimed: Claimed, told: Sequence[tuple[int, CeasefireStatus]]) -> Claimed:
    """What is told of ceasefires without their name too, behind what is told with it.

    Who is told of one that begins, or is over, is not told beside it that it holds.
    """
    found: Claimed = {status: list(sure) for status, sure in claimed.items()}
    for number, status in told:
        if status is not CeasefireStatus.IN_FORCE or found.keys().isdisjoint(_OUTSHINES):
            found.setdefault(status, []).append((0.0, number))
    return found


def _is_held(words: Words, mention: Mention, chain: Chain) -> bool:
    """«ما زالت صامدة»، «منذ سريانها», not «في خامس أيامها», nor «خرق الهدنة السارية منذ …»، «قتلوا منذ سريانها»."""
    if chain.claim == _BREACH and "breach of" in chain.made:
        return False
    if chain.claim.startswith("since"):
        counted = range(max(mention.sentence[0], chain.first - _COUNTED), chain.first)
        return all(_HARM.isdisjoint(words.sets[at]) for at in counted)
    if chain.ahead == "in_force" and not chain.claim.startswith("under"):
        return True
    return chain.claim == "in_force" and "nth day of" not in chain.rows
