"""Figures of several speakers that differ: side by side, with their range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from bot.arabic.letters import fold_word
from bot.messages.catalogue import isolate, say
from bot.messages.counts import short_count
from bot.messages.names import party_name, say_list
from bot.model.chat import Language
from bot.model.facts import Figure, FigureKind, Scope
from bot.model.story import SavedFact

#: A lower number that was told so long before a higher one is no other opinion: the toll has risen since.
_RISEN = timedelta(hours=6)
#: Of those who give the same number so many are named; and so many numbers.
_NAMES, _NUMBERS = 3, 4

_Claim = tuple[Figure, SavedFact]


def contested(known: Iterable[SavedFact], language: Language, outlets: Mapping[str, str]) -> str:
    """Different speakers' tolls side by side, the range first to last; "" where they do not differ.

    Each speaker counts with the last number, who gives the same one stands together. `outlets` are the names of outlets
    in that language, as far as they are known.
    """
    claims = _standing(_by_speaker(known))
    numbers: dict[tuple[int | None, int | None], list[str]] = {}
    figures: dict[tuple[int | None, int | None], Figure] = {}
    for who, (figure, _) in sorted(claims.items(), key=lambda one: _low(one[1][0])):
        interval = (figure.min, figure.max)
        numbers.setdefault(interval, []).append(outlets.get(who) or party_name(who, language))
        figures.setdefault(interval, figure)
    if len(numbers) < 2:
        return ""
    each = [
        say(
            language,
            "contested_one",
            number=short_count(figures[interval], language),
            speaker=say_list(names[:_NAMES], language),
        )
        for interval, names in list(numbers.items())[:_NUMBERS]
    ]
    bounds = [bound for interval in numbers for bound in interval if bound is not None]
    span = f"{min(bounds):,}–{max(bounds):,}"
    span = isolate(span) if language is Language.ARABIC else span
    return say(language, "contested", range=span, list=say_list(each, language))


def _by_speaker(known: Iterable[SavedFact]) -> dict[str, _Claim]:
    """The last toll of the dead that each speaker gave; who is named more fully or more shortly is the same one."""
    found: dict[str, _Claim] = {}
    for saved in known:
        fact = saved.fact
        if not isinstance(fact, Figure) or fact.kind is not FigureKind.KILLED or fact.scope is not Scope.INCIDENT:
            continue
        who = fact.speaker or saved.outlet
        if who and not fact.part_of_total:
            for name in [name for name in found if _same(name, who)]:
                del found[name]
            found[who] = (fact, saved)
    return found


def _same(one: str, other: str) -> bool:
    """Is one name the other, or the beginning of it: the Health Ministry, and the Health Ministry in Gaza?"""
    short, long = sorted((fold_word(one).split(), fold_word(other).split()), key=len)
    return short == long or (len(short) > 1 and long[: len(short)] == short)


def _standing(claims: dict[str, _Claim]) -> dict[str, _Claim]:
    """The claims without those that a toll has risen above since."""
    return {who: claim for who, claim in claims.items() if not any(_above(claim, other) for other in claims.values())}


def _above(claim: _Claim, later: _Claim) -> bool:
    (figure, saved), (other, told) = claim, later
    if saved.at is None or told.at is None or told.at - saved.at < _RISEN:
        return False
    return _low(other) > (figure.max if figure.max is not None else _low(figure))


def _low(figure: Figure) -> int:
    return figure.min if figure.min is not None else figure.max or 0
