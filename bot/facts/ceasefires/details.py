"""What else is told of a ceasefire: who acts, when it begins and ends, and the clause that proves it.

All of it is read from the clause of the mention: from its outermost governor to what is said behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta

from bot.arabic.calendar_days import OF_A_DAY, Moment
from bot.arabic.time_words import Timed
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.claims import Chain
from bot.facts.names import name_end
from bot.facts.nobody import is_nobody
from bot.facts.page import Page
from bot.facts.parties import PARTY, Parties, acts, head_of, joined_end, means_a_party, named
from bot.facts.speech import actor_before, past_asides
from bot.facts.subjects import subject_before
from bot.facts.written import bare_end, name_at
from bot.model.facts import Evidence

#: Characters of a quote that proves a claim.
_LONGEST_QUOTE = 120
#: Tokens between «يبدأ», «حتى» and the moment it speaks of.
_BEGINS, _UNTIL = 6, 4
_AFTER = 30
#: How long it lasts stands so near behind its name: «الهدنة في إدلب 48 ساعة»; epithets before «من 24 ساعة».
_NEAR, _EPITHETS = 4, 2
_ACCUSE = "cf_accuse"
_OF, _LASTS = "من", frozenset({"تستمر", "يستمر", "تمتد", "يمتد", "تدوم", "يدوم"})
_BEFORE_SUBJECT, _RELATIVE = 6, 6
#: Heads of names that are taken as a whole; verbs before «عليها», «إليها».
_WHOLE = frozenset({"title", "body", "office", "source_word", "outlet_word"})
_NO_SIDE = frozenset({"np_end", "time", "digits", "number", "comma", "thing"})
_UNSAID = PARTY | {"statement"}
_TOOK = frozenset({"وافق", "وافقت", "توصل", "توصلت", "اتفق", "اتفقت", "رد", "ردت", "حصل"})


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

    Who is accused of it; behind the outermost governor («أعلن الجيش …»), else right before it («الجيش يعلن …»), else
    the nearest party.
    """
    return _accused(page, min(chain.first, start), start) or _actor(page, start, end, chain, parties)


def _actor(page: Page, start: int, end: int, chain: Chain, parties: Parties) -> str:
    words = page.words
    first, (low, high) = min(chain.first, start), words.bounds[start]
    if first < start:
        begin = past_asides(words, first + 1, start)
        ends = name_end(words, begin, start)
        name = _named(page, begin, ends, start) or _speaks(page, begin, ends, start)
        if name:
            return name
        if words.clitics(first).pronoun and (whole := actor_before(words, first)):  # «جدد المبعوث دعوته إلى …»
            return name_at(page.article, words, *whole)
        subject = subject_before(words, low, first) if words.sets[first] & TIMED else first
        if subject < first and not words.sets[subject] & _UNSAID and not is_nobody(words, subject):
            return name_at(page.article, words, subject, bare_end(words, first))
        for at in range(first - 1, max(low, first - _BEFORE_SUBJECT) - 1, -1):
            head = head_of(words, at, low) if words.sets[at] & PARTY else at
            if words.sets[at] & PARTY and acts(words, head, start, end):
                return named(page, head, first)
    for at in range(end, min(high - 1, end + _RELATIVE)):  # «الهدنة التي أعلنتها الخرطوم», «وافق عليها التحالف»
        if words.clitics(at).pronoun and (words.sets[at] & TIMED or words.forms[at - 1] in _TOOK):
            name = _named(page, at + 1, name_end(words, at + 1, high), high)
            if name:
                return name
    return parties.near(page, start, end) or _both(page, end, high)


def _accused(page: Page, first: int, start: int) -> str:
    """«اتهم الجيش المتمردين بخرق الهدنة»: the last party between who accuses and the deed is who did it."""
    words = page.words
    at = next((k for k in range(first, start) if _ACCUSE in words.sets[k] and words.sets[k] & TIMED), start)
    for near in range(start - 1, at, -1):
        if words.sets[near] & PARTY and not words.clitics(near).preposition:
            head = head_of(words, near, at + 1)
            if not words.clitics(head).preposition and means_a_party(words, head):
                return named(page, head, start)
    return ""


def _both(page: Page, end: int, high: int) -> str:
    """«وقف إطلاق النار بين أرمينيا وأذربيجان»: two of whom nothing else is known."""
    words = page.words
    at = next((k for k in range(end, min(high, end + _RELATIVE)) if words.forms[k] == "بين"), high)
    second = next((k for k in range(at + 2, min(high, at + _RELATIVE)) if words.clitics(k).conjunction == "w"), high)
    if second >= high or any(words.sets[k] & _NO_SIDE or words.clitics(k).preposition for k in range(at + 1, second)):
        return ""
    return name_at(page.article, words, at + 1, max(second + 1, name_end(words, second, high)))


def _named(page: Page, begin: int, last: int, limit: int) -> str:
    """Who is named by tokens begin … last - 1: a person or a body as it stands, else the first party among them."""
    words = page.words
    if last <= begin:
        return ""
    if words.sets[begin] & _WHOLE and not words.clitics(begin).preposition:
        return name_at(page.article, words, begin, joined_end(words, last, limit))
    for at in range(begin, last):
        if words.sets[at] & PARTY and not words.clitics(at).preposition:
            head = head_of(words, at, begin)
            if means_a_party(words, head) and ("nation" not in words.sets[head] or not words.clitics(head).article):
                return named(page, head, limit)
    return ""


def _speaks(page: Page, begin: int, end: int, start: int) -> str:
    """«أعلن | بوتين | هدنة», «دعا | ماكرون | إلى هدنة»: behind a verb, a person whom no table knows as a party."""
    words = page.words
    if end <= begin or TIMED.isdisjoint(words.sets[begin - 1]):
        return ""
    name = name_at(page.article, words, begin, end)
    strange = all("unknown" in words.sets[at] and not words.clitics(at).preposition for at in range(begin, end))
    place = any(begin <= each.first < end for each in page.places)
    return name if name == page.speakers.of(start) or (strange and not place) else ""


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
        lasts = lasts or _length(words, start, end, last)
        ends = begins + lasts if lasts else None
    return begins, ends if ends is None or begins is None or ends > begins else None


def _length(words: Words, start: int, end: int, last: int) -> timedelta | None:
    """How long it lasts where no «لمدة» says so: «هدنة من 24 ساعة», «الهدنة 48 ساعة», «تستمر ثلاثة أيام»."""
    timed = Timed(words)
    for at in range(start + 1, last):
        counted, before = timed.count(at), words.forms[at - 1]
        if (
            counted is None
            or timed.value(counted[1], "last") is not None
            or timed.value(counted[1], "next") is not None
        ):
            continue
        lasts = before.removeprefix("و").removeprefix("س") in _LASTS
        whole = timed.value(at, "unit") is not None  # «تستمر أسبوعا», but «الهدنة اليوم»
        of_it = before == _OF and at <= end + 1 + _EPITHETS  # «هدنة إنسانية من 24 ساعة»
        bare = "np_end" not in words.sets[at - 1] and at <= end + _NEAR
        if lasts or ((of_it or bare) and not whole):
            return timedelta(minutes=counted[0])
    return None


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
    if moment.begin is None or (cue == "cf_begin" and moment.unit not in OF_A_DAY):
        return False
    timely = moment.unit in {"hour", "part"}
    if cue == "cf_begin" and timely and words.forms[moment.first - 1] == _OF and moment.first > first:
        return True  # «هدنة من السابعة صباحا حتى …»
    last = moment.last if moment.unit == "hour" else moment.first  # «اليوم اعتبارا من الساعة 18:00»
    return any(cue in words.sets[at] for at in range(max(first, moment.first - reach), last))
