"""What else is told of a ceasefire: who acts, when it begins and ends, and the clause that proves it.

All of it is read from the clause of the mention: from its outermost governor to what is said behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Words
from bot.facts.ceasefire_claims import Chain
from bot.facts.names import name_at, name_end
from bot.facts.page import Page
from bot.facts.parties import PARTY, Parties, joined_end, party_end
from bot.model.facts import Evidence

#: Characters of a quote that proves a claim.
_LONGEST_QUOTE = 120
#: Tokens between «يبدأ», «حتى» and the moment it speaks of.
_BEGINS, _UNTIL = 6, 4
_AFTER = 30
_POINTS = frozenset({"hour", "part", "day"})
_BEFORE_SUBJECT = 6


def proof(page: Page, start: int, end: int, chain: Chain, because: str) -> Evidence:
    """The clause from the outermost governor to what is said behind the mention, no longer than a quote may be."""
    words = page.words
    first, last = min(chain.first, start), max(chain.last, end)
    while last > end and words.starts[last] - words.starts[start] > _LONGEST_QUOTE:
        last -= 1
    while first < start and words.starts[last] - words.starts[first] > _LONGEST_QUOTE:
        first += 1
    while first < start and words.sets[first] & {"comma", "quote", "open", "close", "dash", "newline", "stop"}:
        first += 1
    return page.evidence(first, last, because)


def actor(page: Page, start: int, end: int, chain: Chain, parties: Parties) -> str:
    """Who declares, agrees, calls, rejects or breaks; "" where the clause names nobody.

    Behind the outermost governor («أعلن الجيش …»), else right before it («الجيش يعلن …»), else the nearest party.
    """
    words = page.words
    first = min(chain.first, start)
    if first < start:
        sentence = words.bounds[start][0]
        last = name_end(words, first + 1, start)
        if last > first + 1 and any(words.sets[at] & PARTY for at in range(first + 1, last)):
            return name_at(page.article, words, first + 1, joined_end(words, last, start))
        for at in range(first - 1, max(sentence, first - _BEFORE_SUBJECT) - 1, -1):
            if words.sets[at] & PARTY and not words.clitics(at).preposition:
                return name_at(page.article, words, at, joined_end(words, party_end(words, at, first), first))
    return parties.near(page, start, end)


def span_of(page: Page, start: int, end: int, chain: Chain) -> tuple[datetime | None, datetime | None]:
    """When the ceasefire begins and ends, as aware moments; None for what is not told."""
    words = page.words
    first, (_, last) = min(chain.first, start), words.bounds[start]
    last = min(last, end + _AFTER)
    moments = page.moments[
        bisect_left(page.moments, first, key=lambda moment: moment.first) : bisect_left(
            page.moments, last, key=lambda moment: moment.first
        )
    ]
    begins = next((_begin_of(moment) for moment in moments if _is_led(words, moment, "cf_begin", _BEGINS, first)), None)
    ends = next((_end_of(moment) for moment in moments if _is_led(words, moment, "cf_until", _UNTIL, end)), None)
    if ends is None and begins is not None:
        lasts = next((moment.length for moment in moments if moment.unit == "for" and moment.length), None)
        ends = begins + lasts if lasts else None
    return begins, ends if ends is None or begins is None or ends > begins else None


def _begin_of(moment: Moment) -> datetime | None:
    """The hour that is told; midnight of the day where only a part of it is («صباح السبت»)."""
    if moment.unit != "part" or moment.begin is None:
        return moment.begin
    return moment.begin.replace(hour=0, minute=0)


def _end_of(moment: Moment) -> datetime | None:
    """The end of a whole day or month that something lasts until; an hour is its own end."""
    return moment.begin if moment.unit == "hour" else moment.until


def _is_led(words: Words, moment: Moment, cue: str, reach: int, first: int) -> bool:
    """Does a word of a class stand shortly before a moment, with no other point in time between?"""
    if moment.begin is None or (cue == "cf_begin" and moment.unit not in _POINTS):
        return False
    return any(cue in words.sets[at] for at in range(max(first, moment.first - reach), moment.first))
