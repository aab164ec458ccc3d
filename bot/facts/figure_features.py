"""What a claim looks like to the models that say who was counted, and over what span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Words
from bot.facts.figure_party import masculine, parties, said_by
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
#: What a span is counted from or over, the most telling first.
_SPANNED = (
    "t_war", "t_offensive", "t_strike", "t_years", "t_months", "t_days", "t_hours", "t_weekday", "t_now", "t_today",
)  # fmt: skip
_SPANNING = {"t_since": "since", "t_during": "during"}
_OBJECT = 7
#: Nouns that leave open who is counted, and words behind which stands whose they are.
_OPEN_HEADS = frozenset({"none", "generic", "dead", "hurt", "others", "member"})
_LOST = frozenset({"dead", "hurt", "losses"})
_LOSSES = 9
#: A row of nouns is no longer; words that point back to a party.
_ROW, _SHARED = 14, 3
_FIGHTING = frozenset({"soldiers", "fighters"})
_SIDES = _FIGHTING | {"civilians"}
_SHARING = frozenset({"none", "dead", "hurt"})
_OF_THEM = frozenset({"منهم", "منها", "منه"})
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


def who_features(
    words: Words, claim: Claim, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]
) -> Iterator[str]:
    """Names of what speaks for one answer or another. `decided` holds the answers of earlier claims, by `at`;
    `told_before` the tokens of earlier claims by what they count and state.

    «source = answer»: the source says that answer (tools/softmax.py learns what each source is worth).
    """
    classes = words.classes(claim.head) if claim.head is not None else frozenset()
    heads = [name for name in _PEOPLE if name in classes] or ["none"]
    if claim.head is not None and heads[0] == "woman" and len(heads) > 1 and masculine(words, claim.head):
        heads = heads[1:]
    for name in heads:
        yield f"noun {name}"
    yield f"kind {claim.kind}"
    begin = claim.head if claim.head is not None else claim.end - 1
    end = claim.sentence[1]
    parts = claim.next is None or claim.next.total is claim
    mixed = list(_mixed(words, begin + 1, min(end if parts or claim.next is None else claim.next.start, begin + 16)))
    yield from mixed
    row = ["mixed"] if "from both sides" in mixed else _named(words, claim)
    if heads[0] in _OPEN_HEADS and not row:
        row = [name.rpartition(" = ")[2] for name in mixed if " = " in name]  # «جميعهم مدنيون»
    yield from _row(row)
    if not row and claim.next is not None and _shares(claim, claim.next) and heads[0] in _SHARING:
        later = _named(words, claim.next)[:1] or [_theirs(words, claim.next)]
        yield from (f"later = {name}" for name in later if name)
    if "family" in words.classes(claim.start - 1) or "family" in words.classes(claim.start - 2):
        yield "row = civilians"  # «عائلة من خمسة أفراد»
    if heads[0] in _OPEN_HEADS and not row:
        lost = _lost_by(words, claim)
        if lost:
            yield f"lost = {lost[0]}"
        theirs = _theirs(words, claim)
        if theirs:
            yield f"theirs = {theirs}"
    told = {name.rpartition(" ")[2] for name in mixed if name.startswith("among them ")}
    open_head = not row and heads[0] in _OPEN_HEADS
    if heads[0] in _OPEN_HEADS:
        yield from _retold(claim, heads[0], bool(row), decided, told_before)
    if claim.total is not None:
        answer = decided.get(claim.total.at, "a named total")
        yield f"{heads[0]} of {answer}"
        if open_head:
            yield f"part of = {answer}"
    elif claim.previous is not None:
        joined = "row of" if claim.rule == "row" else "after"
        answer = decided.get(claim.previous.at, "nobody")
        yield f"{heads[0]} {joined} {answer}"
        if open_head and heads[0] not in {"generic", "nation"}:
            yield f"{heads[0]} {joined} = {answer}"
            if told and answer in _SIDES and any((answer in _FIGHTING) != (name in _FIGHTING) for name in told):
                yield "among = mixed"
    if open_head and claim.previous is None and told & _SIDES:
        yield "among = mixed"
    if claim.governor is not None and claim.rule == "killed and wounded":
        yield "killed and wounded"


def _shares(claim: Claim, after: Claim) -> bool:
    """«مقتل اثنين وإصابة ستة من أفراد الشرطة»: what stands behind the second says of both who they are."""
    return after.total is not claim and after.start - claim.end <= _SHARED


def _named(words: Words, claim: Claim) -> list[str]:
    """The parties that the noun counted names, and those behind it up to the next claim."""
    start = claim.end if claim.head is None else claim.head
    beyond = min(claim.sentence[1], start + _ROW)
    if claim.next is not None:
        beyond = min(beyond, max(claim.next.start, start + 1))
    return parties(words, start, beyond, claim.head is not None)


def _row(row: list[str]) -> Iterator[str]:
    """Who stands in a row of nouns: one party, or several."""
    if not row:
        yield "nobody named"
    elif len(row) == 1:
        yield f"row = {row[0]}"
    else:
        yield f"row of {' and '.join(sorted(row)[:2])}"
        yield "row = mixed" if {"soldiers", "fighters"} & set(row) else "row = civilians"


def _theirs(words: Words, claim: Claim) -> str:
    """«قتل سبعة من عناصره», «أربعة منهم»: whose they are, the party named last before them; "" where nobody is meant."""
    begin = claim.head if claim.head is not None else claim.end - 1
    of = begin + 1 < claim.sentence[1] and words.word(begin + 1) == "من"
    near = range(begin, min(begin + 2 + of, claim.sentence[1]))
    if not any(words.clitics(at).pronoun or words.word(at) in _OF_THEM for at in near):
        return ""
    for at in range(claim.start - 1, max(claim.sentence[0], claim.start - _FAR), -1):
        who = said_by(words, at)
        if who:
            return who
    return ""


def _retold(
    claim: Claim, head: str, named: bool, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]
) -> Iterator[str]:
    """The answers of the same number told before, and of the sentence before."""
    same = told_before.get((claim.kind, claim.stated))
    if same in decided and claim.stated > 1:
        yield f"{head} repeats {decided[same]}"
        if not named:
            yield f"repeats = {decided[same]}"
    if claim.previous is None and claim.total is None:
        last = next((at for at in reversed(decided) if at < claim.sentence[0]), None)
        yield f"{head} follows {decided[last] if last is not None else 'nobody'}"
        if last is not None and head == "others":
            yield f"others follow = {decided[last]}"


def _lost_by(words: Words, claim: Claim) -> list[str]:
    """Whose dead and losses are counted, where the number stands behind: «ارتفع عدد قتلى الجيش إلى 30»."""
    for at in range(max(claim.sentence[0], claim.at - _LOSSES), claim.at):
        if words.word(at) == "عدد" or not words.classes(at).isdisjoint(_LOST):
            told = parties(words, at + 1, min(at + 5, claim.at))
            if told:
                return told
    return []


def _mixed(words: Words, start: int, end: int) -> Iterator[str]:
    for at in range(start, end):
        classes = words.classes(at)
        if "both_sides" in classes:
            yield "from both sides" if words.word(at - 1) == "من" else "both sides"
        if "most_of" in classes:
            told = parties(words, at + 1, min(at + 6, end))
            yield from (f"most of them {name}" for name in told)
            if told and told[0] in _FIGHTING:
                yield "most of them fight"
        if "all_of" in classes:
            yield from (f"all of them = {name}" for name in parties(words, at + 1, min(at + 6, end)))
        if "among" in classes:
            first = next((k for k in range(at + 1, min(at + 4, end)) if said_by(words, k)), end)
            yield from (f"among them {name}" for name in parties(words, first, min(first + 4, end)))


def scope_features(
    page: Page, claim: Claim, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]
) -> Iterator[str]:
    """The same for the span. `told_before`: the tokens of earlier claims by what they count and state."""
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
    yield from _among_others(claim, decided, told_before)
    first, last = max(start, claim.start - _FAR), min(end, claim.end + _FAR)
    yield from _spans(page, first, last)
    yield from _years(page, claim, first, last)
    yield from _cues(words, claim, max(start, claim.start - _NEAR), min(end, claim.end + _NEAR))
    opening = words.classes(start)
    if "t_was" in opening:
        yield "opens with was"
    if "t_aside" in opening:
        yield "opens an aside"
    told = _told(page, claim)
    for moment in told:
        side = "before" if moment.first < claim.at else "behind"
        yield f"{_age(page, moment)}, {side}"
    if told:
        nearest = min(told, key=lambda moment: abs(moment.first - claim.at))
        yield f"nearest {_age(page, nearest)}"
    else:
        yield "no moment"


def _among_others(claim: Claim, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]) -> Iterator[str]:
    """What the article told before: the same number, or nothing yet."""
    same = told_before.get((claim.kind, claim.stated))
    if same in decided and claim.stated > 1:
        yield f"repeats {decided[same]}"
    if not decided or next(iter(decided)) >= claim.sentence[0]:
        yield "first"


def _spans(page: Page, start: int, end: int) -> Iterator[str]:
    """What the sentence counts from or over: «منذ بدء الحرب» is no «منذ بدء الهجوم»."""
    words = page.words
    for at in range(start, end):
        for name in words.classes(at) & _SPANNING.keys():
            stop = min(at + _OBJECT, end)
            behind = frozenset[str]().union(*(words.classes(each) for each in range(at + 1, stop)))
            over = next((each[2:] for each in _SPANNED if each in behind), "")
            yield f"{_SPANNING[name]} {over or _moment_in(page, at, stop)}"


def _moment_in(page: Page, start: int, end: int) -> str:
    """The unit and age of a moment that begins among tokens."""
    here = bisect_left(page.moments, start, key=_first)
    if here < len(page.moments) and page.moments[here].first < end:
        return _age(page, page.moments[here])
    return "it"


def _years(page: Page, claim: Claim, start: int, end: int) -> Iterator[str]:
    """The years that a sentence names, by their age: «في هجوم عام 2014», «منذ 2014»."""
    words = page.words
    published = page.article.published
    for at in range(start, end):
        word = words.word(at)
        if len(word) != 4 or word[:2] not in {"19", "20"} or not word.isdigit():
            continue
        old = published.year - int(word) if published else None
        age = "told" if old is None else "this" if old <= 0 else "last" if old == 1 else "old"
        since = any("t_since" in words.classes(each) for each in range(max(start, at - _OBJECT), at))
        side = "before" if at < claim.at else "behind"
        yield f"since {age} year" if since else f"in {age} year, {side}"


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
