"""What words beside a claim stand for: المدينة is the last city named before it, المخيم the last called «مخيم كذا»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from bot.facts.figures.ground import Ground
from bot.facts.figures.seen import CALLED, MEANT
from bot.facts.figures.sentence import Claim
from bot.facts.figures.signs import Signs
from bot.facts.figures.spots import RANKS, SPOT

#: So far from a claim, in its sentence, a word that stands for a place belongs to it; so near behind it, beyond doubt.
_FAR, _RIGHT_BEHIND, _BEHIND, _RIGHT_BEFORE = 15, 3, 8, 4
#: «قال ناشط في المدينة إن …»: there it was only said.
_THAT = frozenset({"ان", "بان", "عن"})
#: Before a word for a land: all of it.
_ALL = frozenset(("انحاء", "عموم", "ارجاء", "مختلف", "كافه", "جميع"))
#: So many places are looked back over for what it stands for.
_BACK = 40
_IN, _WITHIN = "في", "ب"
#: Where a camp is one of displaced people or of soldiers alike.
_ALIKE = {"مخيم": "معسكر", "معسكر": "مخيم"}


def meant(ground: Ground, claim: Claim, signs: Signs) -> Iterator[tuple[str, int]]:
    """The keys of the places that words beside a claim stand for, and how."""
    for at, ranks, noun in signs.stands_for:
        if not claim.start - _FAR <= at < claim.end + _FAR:
            continue
        by_rank, by_name = _by_rank(ground, at, ranks), _by_name(ground, at, noun)
        for number, tie in ((by_rank, MEANT), (by_name, CALLED)):
            if number >= 0:
                yield ground.keys[number], tie


def meant_there(ground: Ground, claim: Claim, signs: Signs) -> int:
    """The place that a claim goes on with, or its clause begins with, though by such a word only; or -1.

    «نزح مليون شخص في الولاية», «قتلوا أمس في أنحاء البلاد», «أودت الحرب في الإقليم بألف شخص».
    """
    for at, ranks, noun in signs.stands_for:
        if len(ranks) > 1 or not _is_within(ground, at):
            continue
        behind = claim.end <= at < claim.end + (_BEHIND if "country" in ranks else _RIGHT_BEHIND)
        before = claim.start - _RIGHT_BEFORE <= at < claim.start
        first, last = (claim.end, at) if behind else (at, claim.start)
        if not (behind or before) or bisect_left(ground.firsts, first) != bisect_left(ground.firsts, last):
            continue
        if not ground.commaless(first, last) or not _THAT.isdisjoint(ground.words.forms[first:last]):
            continue
        return _by_name(ground, at, noun) if SPOT in ranks else _by_rank(ground, at, ranks)
    return -1


def _is_within(ground: Ground, at: int) -> bool:
    """«في الولاية», «بالمدينة», «في أنحاء البلاد»."""
    forms = ground.words.forms
    return forms[at].startswith(_WITHIN) or forms[at - 1] == _IN or (forms[at - 1] in _ALL and forms[at - 2] == _IN)


def _before(ground: Ground, at: int) -> Iterator[int]:
    """The places before a word, the last first; none where its name stands right behind («العاصمة صنعاء»)."""
    behind = bisect_left(ground.firsts, at)
    if behind < len(ground.firsts) and ground.firsts[behind] <= at + 1:
        return iter(())
    before = range(behind - 1, max(behind - 1 - _BACK, -1), -1)
    return (number for number in before if ground.mentions[number].last <= at)


def _by_rank(ground: Ground, at: int, ranks: frozenset[str]) -> int:
    told = _before(ground, at)
    return next((each for each in told if RANKS.get(ground.mentions[each].kind, SPOT) in ranks), -1)


def _by_name(ground: Ground, at: int, noun: str) -> int:
    return next((each for each in _before(ground, at) if _is_called(ground, each, noun)), -1)


def _is_called(ground: Ground, number: int, noun: str) -> bool:
    """Does this noun begin the name of a place, or stand right before it?"""
    forms, first = ground.words.forms, ground.mentions[number].first
    named = [form.removeprefix("و").removeprefix("ب") for form in forms[max(first - 1, 0) : first + 1]]
    return noun in named or _ALIKE.get(noun, noun) in named
