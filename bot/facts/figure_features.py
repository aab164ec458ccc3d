"""What a claim looks like to the models that say who was counted, and over what span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Words
from bot.facts.figure_sentence import Claim
from bot.facts.page import Page

_PEOPLE = (
    "child", "woman", "journalist", "medic", "aid_worker", "soldier", "fighter", "civilian", "generic", "member",
    "nation", "others", "dead", "hurt", "displaced_person", "refugee", "captive", "man", "leader", "official",
)  # fmt: skip
_GROUPS = (
    "fighter_group", "soldier_group", "civilian_group", "civilian", "soldier", "fighter", "child", "woman",
    "journalist", "medic", "medic_hint", "aid_worker", "aid_hint", "civilian_hint", "soldier_hint",
)  # fmt: skip
_NEAR = 9
_FAR = 60
_STEPS = (3, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000, 1_000_000)
_VERBS = frozenset({"kill_verb", "wound_verb"})
_ENDS = frozenset({"comma", "stop", "newline", "semicolon", "colon", "among", "t_during", "t_since"})


@lru_cache(maxsize=4096)
def _cue_names(classes: frozenset[str]) -> tuple[str, ...]:
    """The words of time and of wars among classes, without their prefix."""
    return tuple(sorted(name[2:] for name in classes if name.startswith("t_")))


@lru_cache(maxsize=4096)
def _group_names(classes: frozenset[str]) -> tuple[str, ...]:
    """The groups of people among classes."""
    return tuple(name for name in _GROUPS if name in classes)


def size(claim: Claim) -> int:
    """The order of a number: how many of the steps it reaches."""
    return sum(claim.stated >= step for step in _STEPS)


def who_features(words: Words, claim: Claim, decided: dict[int, str]) -> Iterator[str]:
    """Names of what speaks for one answer or another. `decided` holds the answers of earlier claims, by `at`."""
    classes = words.classes(claim.head) if claim.head is not None else frozenset()
    heads = [name for name in _PEOPLE if name in classes] or ["none"]
    for name in heads:
        yield f"noun {name}"
    yield f"kind {claim.kind}"
    begin = claim.head if claim.head is not None else claim.end - 1
    end = claim.sentence[1]
    groups = list(_behind(words, begin + 1, min(end, begin + 8)))
    yield from (f"{heads[0]}, behind it {name}" for name in groups)
    if groups:
        yield f"first behind {groups[0]}"
    if claim.head is None and not groups:  # «قتل 13 وأصيب 85 من مقاتلي …»
        later = words.sentence(claim.at)[1]
        yield from (f"none, later {name}" for name in _behind(words, begin + 4, min(later, begin + 12)))
    yield from _mixed(words, begin + 1, min(end, begin + 16))
    if claim.total is not None:
        yield f"{heads[0]} of {decided.get(claim.total.at, 'a named total')}"
    elif claim.previous is not None:
        joined = "row of" if claim.rule == "row" else "after"
        yield f"{heads[0]} {joined} {decided.get(claim.previous.at, 'nobody')}"
    if claim.governor is not None and claim.rule == "killed and wounded":
        yield "killed and wounded"


def _behind(words: Words, start: int, end: int) -> Iterator[str]:
    seen: set[str] = set()
    for at in range(start, end):
        classes = words.classes(at)
        if not classes.isdisjoint(_ENDS) or (not classes.isdisjoint(_VERBS) and "people" not in classes):
            return
        for name in _group_names(classes):
            if name not in seen:
                seen.add(name)
                yield name


def _mixed(words: Words, start: int, end: int) -> Iterator[str]:
    for at in range(start, end):
        classes = words.classes(at)
        if "both_sides" in classes:
            yield "both sides"
        if "most_of" in classes:
            yield from (f"most of them {name}" for name in _behind(words, at + 1, min(at + 4, end)))
        if "among" in classes:
            yield from (f"among them {name}" for name in _behind(words, at + 1, min(at + 4, end)))


def scope_features(page: Page, claim: Claim, decided: dict[int, str]) -> Iterator[str]:
    """The same for the span."""
    words = page.words
    order = size(claim)
    yield f"size {order}"
    yield f"kind {claim.kind}"
    yield f"{claim.kind}, size {order // 2}"
    if claim.max is None:
        yield "at least"
    if claim.approx:
        yield "about"
    start, end = claim.sentence
    number = bisect_left(words.stops, claim.at) - bisect_left(words.stops, words.title_end)
    yield "title" if claim.at < words.title_end else f"sentence {number if number < 3 else 3 if number < 7 else 7}"
    if claim.total is not None:
        yield f"part of {decided.get(claim.total.at, 'named')}"
        return
    if claim.previous is not None:
        yield f"after {decided.get(claim.previous.at, 'none')}"
    yield from _cues(words, claim, max(start, claim.start - _NEAR), min(end, claim.end + _NEAR))
    if "t_was" in words.classes(start):
        yield "opens with was"
    told = _told(page, claim)
    for moment in told:
        side = "before" if moment.first < claim.at else "behind"
        yield f"{_age(page, moment)}, {side}"
    if told:
        nearest = min(told, key=lambda moment: abs(moment.first - claim.at))
        yield f"nearest {_age(page, nearest)}"
    else:
        yield "no moment"


def _age(page: Page, moment: Moment) -> str:
    """What a moment is, and how long before publication it begins."""
    published = page.article.published
    span = moment.unit if moment.unit in {"since", "within", "ago", "for", "year", "month"} else "day"
    if published is None or moment.begin is None:
        return f"{span} untold"
    days = (published - moment.begin).days
    age = (
        "fresh"
        if days <= 2
        else "days"
        if days <= 9
        else "weeks"
        if days <= 60
        else "months"
        if days < 400
        else "years"
    )
    return f"{span} {age}"


def _told(page: Page, claim: Claim) -> Sequence[Moment]:
    """The moments that the sentence of a claim tells, not too far from it."""
    start, end = claim.sentence
    first = bisect_left(page.moments, max(start, claim.start - _FAR), key=_first)
    return page.moments[first : bisect_left(page.moments, min(end, claim.end + _FAR), key=_first)]


def _first(moment: Moment) -> int:
    return moment.first


def day_of(page: Page, claim: Claim) -> date | None:
    """The day of what is counted: the nearest that its sentence tells, None where it tells none."""
    days = [moment for moment in _told(page, claim) if moment.unit in {"day", "part", "hour"} and moment.begin]
    return min(days, key=lambda moment: abs(moment.first - claim.at)).day if days else None


def _cues(words: Words, claim: Claim, start: int, end: int) -> Iterator[str]:
    """Words of time and of wars near the claim, and on which side they stand."""
    seen: set[str] = set()
    for at in range(start, end):
        for name in _cue_names(words.classes(at)):
            feature = f"{name} {'before' if at < claim.start else 'behind'}"
            if feature not in seen:
                seen.add(feature)
                yield feature
