"""Lists told line by line: «قتل 57 شخصا، توزعوا كالتالي:» and then «- 14 في حمص», «- درعا: 7»."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arabic.numbers import Count
from bot.arabic.words import Words
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.lists import LISTED_KINDS
from bot.facts.figures.sentence import NOT_ONE, PREPOSITION, WITH_B, Claim, Sentence, bits

#: The rule that sees the first number of a line.
LINE = "line of a list"
_LEAST = 3
#: A list has no more lines, a line no more words; its number stands among the first of them.
_MOST_LINES, _LONGEST, _NUMBER_BY = 40, 60, 7
#: So many tokens before a heading its total may stand.
_BEFORE = 120
_TIMED, _THING, _COMMA = bits(".past", ".present"), bits("thing", "time", "month", "percent"), bits("comma")
_ENDS, _LEADS, _INDEX = frozenset(("", "،", "؛", ".")), frozenset(("في", "من")), frozenset(("-", ")", "."))


def opens_list(words: Words, end: int) -> bool:
    """Does a sentence that ends before this token open a list?"""
    return words.forms[end - 1] == ":"


def heading(sentence: Sentence, found: Sequence[Claim]) -> Claim | None:
    """What the lines behind a sentence count; one without a number where only their noun is told; None: nobody."""
    told = [
        each for each in sentence.found if each.total is None and each.kind in LISTED_KINDS and each.stated >= _LEAST
    ]
    if told:
        return max(told, key=lambda claim: claim.stated)
    for at in range(sentence.start, sentence.end):
        kind = sentence.by_head(at) if sentence.bits[at] & NOT_ONE else None
        if kind in LISTED_KINDS and kind is not None:
            before = (each for each in reversed(found) if each.kind is kind and each.total is None)
            near = next((each for each in before if each.stated >= _LEAST), None)
            if near is not None and sentence.start - near.at <= _BEFORE:
                return near
            return Claim(at, at + 1, at, None, None, False, kind, "heading", at)
    return None


def lines(words: Words, end: int) -> list[int]:
    """The first tokens of the lines behind a heading, as long as each has its number."""
    found: list[int] = []
    at = end + 1
    while at < len(words) and len(found) < _MOST_LINES:
        start, stop = words.bounds[at]
        if start < stop:
            first = range(start, min(stop, start + _NUMBER_BY))
            number = any(words.forms[each][:1].isdigit() or "number" in words.sets[each] for each in first)
            if not number or stop - start > _LONGEST:
                break
            found.append(start)
        at = stop + 1
    return found


def in_line(sentence: Sentence, count: Count, *, people: bool) -> Kind:
    """The first number of a line."""
    over = sentence.heading
    if over is None or sentence.found:
        return NONE
    before = sentence.bits[sentence.start : count.start]
    if len(before) > _NUMBER_BY or any(each & (_TIMED | _THING | _COMMA) for each in before):
        return NONE
    behind = sentence.words[count.end]
    if behind in _INDEX and count.end + 1 < sentence.end:
        return NONE  # «1- حمص»
    with_b = sentence.clitics[count.end] & PREPOSITION == WITH_B
    if people or behind in _ENDS or behind in _LEADS or with_b:
        return Kind(over.kind, LINE)
    return NONE


def told_in(sentence: Sentence) -> None:
    """Tell the numbers of a line the total of its list."""
    over = sentence.heading
    for claim in sentence.found if over is not None and over.stated else ():
        if over is not None and claim.kind is over.kind and claim.total is None and claim.stated < over.stated:
            claim.whole = over
