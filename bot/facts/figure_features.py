"""What a claim looks like to the models that say who was counted, and over what span."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.arabic.letters import fold_word
from bot.arabic.words import Words
from bot.facts.figure_sentence import Claim

_PEOPLE = (
    "child", "woman", "journalist", "medic", "aid_worker", "soldier", "fighter", "civilian", "generic", "member",
    "nation", "others", "dead", "hurt", "displaced_person", "refugee", "captive", "man", "leader", "official",
)  # fmt: skip
_GROUPS = (
    "fighter_group", "soldier_group", "civilian_group", "civilian", "soldier", "fighter", "child", "woman", "nation",
    "journalist", "medic", "medic_hint", "aid_worker", "aid_hint", "civilian_hint", "soldier_hint",
)  # fmt: skip
_MONTHS: dict[str, int] = {
    fold_word(name): number
    for number, names in enumerate(
        (
            "يناير جانفي", "فبراير شباط فيفري", "مارس آذار", "أبريل إبريل نيسان أفريل", "مايو أيار ماي",
            "يونيو حزيران جوان", "يوليو تموز جويلية", "أغسطس آب أوت غشت", "سبتمبر أيلول شتنبر", "أكتوبر",
            "نوفمبر نونبر", "ديسمبر دجنبر",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_STEPS = (3, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000, 1_000_000)
_ENDS = frozenset({"comma", "stop", "newline", "semicolon", "colon", "among", "kill", "wound", "t_during", "t_since"})


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
    yield from (f"{heads[0]}, behind it {name}" for name in _behind(words, begin + 1, min(end, begin + 7)))
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
        if not classes.isdisjoint(_ENDS):
            return
        for name in _GROUPS:
            if name in classes and name not in seen:
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


def scope_features(words: Words, claim: Claim, decided: dict[int, str], published: date | None) -> Iterator[str]:
    """The same for the span. `published` is the day of publication, None where it is not known."""
    order = size(claim)
    yield f"size {order}"
    yield f"kind {claim.kind}"
    yield f"{claim.kind}, size {order // 2}"
    yield f"rule {claim.rule}"
    start, end = claim.sentence
    number = sum(1 for stop in words.stops if words.title_end <= stop < claim.at)
    place = "title" if claim.at < words.title_end else f"sentence {number if number < 3 else 3 if number < 7 else 7}"
    yield place
    if claim.total is not None:
        yield f"part of {decided.get(claim.total.at, 'named')}"
        return
    if claim.previous is not None:
        yield f"after {decided.get(claim.previous.at, 'none')}"
    elif decided:
        yield f"then {list(decided.values())[-1]}"
    yield from _cues(words, claim, max(start, claim.start - 30), min(end, claim.end + 25))
    if "t_was" in words.classes(start):
        yield "opens with was"
    named = list(_days(words, start, end, published))
    yield from named or (f"{name}, sentence before" for name in _days(words, *_before(words, start), published))


def _before(words: Words, start: int) -> tuple[int, int]:
    """The sentence before the one that begins at a token."""
    at = start - 1
    while at > 0 and not words.classes(at).isdisjoint({"stop", "newline"}):
        at -= 1
    return words.sentence(at) if at > 0 else (0, 0)


def _cues(words: Words, claim: Claim, start: int, end: int) -> Iterator[str]:
    """Words of time and of wars, on which side they stand and how near; two next to each other count together."""
    last = ""
    seen: set[str] = set()
    for at in range(start, end):
        classes = words.classes(at)
        names = sorted(name for name in classes if name.startswith("t_"))
        side = "before" if at < claim.start else "behind"
        near = "" if claim.start - 9 <= at < claim.end + 9 else ", far"
        for name in names:
            for feature in (f"{name[2:]} {side}{near}", f"{last} {name[2:]}" if last else ""):
                if feature and feature not in seen:
                    seen.add(feature)
                    yield feature
        if names:
            last = names[0][2:]
        elif "comma" in classes:
            last = ""


def _days(words: Words, start: int, end: int, published: date | None) -> Iterator[str]:
    """Days and years that a sentence names, as far back as they lie: «9 نيسان», «عام 2014»."""
    for at in range(start, end):
        classes = words.classes(at)
        if "year_like" in classes and published is not None:
            back = published.year - int(words.word(at)[:4])
            yield "this year" if back <= 0 else "last year" if back == 1 else "an old year"
        elif "year_like" in classes:
            yield "a year"
        elif "month" in classes and at > start and words.word(at - 1).isdigit() and len(words.word(at - 1)) <= 2:
            since = any("t_since" in words.classes(place) for place in range(max(start, at - 5), at))
            month = _MONTHS.get(words.word(at))
            if published is not None and month is not None:
                yield f"{_back(published, month, int(words.word(at - 1)))}{', since' if since else ''}"


def _back(published: date, month: int, day: int) -> str:
    """How far back a day lies, the latest one of that month before publication."""
    days = (published.month - month) % 12 * 30 + published.day - day
    return "these days" if -3 <= days <= 3 else "days back" if 0 <= days <= 12 else "weeks back" if days <= 60 else "long back"
