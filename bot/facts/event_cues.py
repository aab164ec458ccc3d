"""How an event is spoken of: the marks that the words, days and places around a mention leave on it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import timedelta
from operator import itemgetter, or_
from typing import NamedTuple

from bot.arabic.alphabet import Alphabet, any_of, led_by
from bot.arabic.calendar_days import Moment
from bot.arabic.patterns import Hit
from bot.facts.event_marks import AIM, IRREAL, NOT, PAST, PLACED, bits
from bot.facts.page import Page

_FUTURE = re.compile("[وف]?س[يتن]")
_PRESENT = re.compile("[يتن][ء-ي]{3}")

#: The mark that a word of each class leaves on a mention behind it, and how many words behind it still.
_BEFORE: dict[str, tuple[str, int]] = {
    "cue_if": ("irreal", 7),
    "cue_may": ("irreal", 7),
    "cue_any": ("irreal", 2),
    "cue_threat": ("threatened", 7),
    "cue_plan": ("irreal", 7),
    "cue_fear": ("wished", 7),
    "cue_call": ("wished", 7),
    "cue_must": ("wished", 5),
    "cue_try": ("tried", 3),
    "cue_state": ("state", 3),
    "cue_state_area": ("state", 3),
    "cue_lift": ("stop", 2),
    "cue_foil": ("foiled", 3),
    "cue_not": ("not", 4),
    "cue_no": ("not", 1),
    "cue_deny": ("denied", 8),
    "cue_stop": ("stop", 3),
    "cue_had": ("had", 8),
    "cue_terms": ("terms", 10),
    "cue_memory": ("past", 12),
    "cue_condemn": ("said", 8),
    "cue_accuse": ("said", 8),
    "cue_goes_on": ("goes_on", 4),
    "ev_fleeing": ("cause", 8),
    "ev_displacement": ("cause", 8),
}
#: Classes that speak of a mention from either side, the mark they leave, and how far they reach.
_AROUND: dict[str, tuple[str, int]] = {
    "cue_now": ("now", 12),
    "topic_killed": ("dead", 12),
    "air_word": ("air", 6),
    "aircraft": ("air", 6),
    "drone": ("air", 6),
    "ev_raid": ("air", 6),
    "rocket": ("guns", 6),
    "shell": ("guns", 6),
    "artillery": ("guns", 6),
    "armour": ("guns", 6),
    "cue_metaphor": ("metaphor", 2),
    "cue_exercise": ("metaphor", 4),
    "cue_coming": ("irreal", 2),
    "topic_sport": ("metaphor", 6),
    "cue_cache": ("cache", 6),
    "air_power": ("flyer", 2),
    "cue_return": ("home", 4),
}
#: Nothing further from a mention leaves a mark on it; nor does a word that points back beyond the news.
_REACH, _PAST_REACH = 15, 12
#: What happened longer ago is not today's news.
_NEWS = timedelta(days=4)
_DAYS = frozenset({"day", "part"})
_SPANS = frozenset({"since", "within", "for"})
_PLACE_BEHIND, _PLACE_BEFORE = 9, 4
_PAST_HEADS = frozenset({"cue_year", "cue_month", "cue_since", "cue_last", "year_like"})
_NOT_LONG_AGO = frozenset({"cue_now", "cue_days", "cue_year", "cue_month", "people", "title"})
_FUTURE_HEADS = frozenset({".present", "cue_might"})
#: «وقف إطلاق النار» is the name of a truce: what follows it was not stopped.
_STOP, _LAUNCH, _FIRE = "cue_stop", "ev_launch", "topic_fire"
_FUTURE_REACH = 5
_COMMAS = frozenset("،,؛")
#: So far before «منذ» stands the word that makes news of it.
_FIRST_REACH = 9
_MERE_VERB = frozenset({".present"})
#: What a verb that looks ahead begins with.
_FUTURE_FIRST = frozenset("وفس")
#: Clitic letters of a word that «ل» stands before: «لاستعادة البلدة» tells what is wanted, not what is done.
_AIMS = led_by("l")


class _Sign(NamedTuple):
    """What one word leaves on mentions near it.

    `behind`: on one that begins so many words behind it (0: with it). `before`: on one that ends so many words before
    it, itself counted (0: on one that it stands in).
    """

    behind: tuple[int, ...]
    before: tuple[int, ...]


def _nearby(mark: int, behind: int, before: int) -> _Sign:
    """A mark on mentions that begin so many words behind it, or end so many before it, and on those it stands in."""
    distances = range(_REACH + 1)
    return _Sign(
        tuple([mark * (distance <= behind) for distance in distances]),
        tuple([mark * (distance <= before) for distance in distances]),
    )


#: What a moment leaves, and a place that may be that of an event.
_LASTING, _OLD, _FRESH, _AHEAD, _SOME_TIME = [
    _nearby(bits([mark]), _REACH, _REACH) for mark in ("lasting", "old", "fresh", "ahead", "some time")
]
_PLACE = _nearby(PLACED, _PLACE_BEFORE, _PLACE_BEHIND)


class _Unsure(NamedTuple):
    """A word that may point back (a year, a month …) or ahead: what it leaves depends on its neighbours."""

    may_be_past: bool
    may_be_future: bool
    classes: frozenset[str]
    #: Nothing but a verb in the present, which speaks only where it looks ahead.
    mere_verb: bool
    #: What it leaves as it is (None: nothing), where it points back, ahead, or both.
    plain: _Sign | None
    past: _Sign
    future: _Sign
    both: _Sign


class Cues:
    """The signs of the class letters that have some, and the expression that finds these letters."""

    def __init__(self, alphabet: Alphabet) -> None:
        known: dict[frozenset[str], _Sign | _Unsure] = {}
        telling = {*_BEFORE, *_AROUND, *_PAST_HEADS, *_FUTURE_HEADS}
        self.sure: dict[str, _Sign] = {}
        self.unsure: dict[str, _Unsure] = {}
        for letter, classes in alphabet.classes.items():
            own = classes & telling
            if own:
                if own not in known:
                    known[own] = _signs(own)
                signs = known[own]
                if isinstance(signs, _Sign):
                    self.sure[letter] = signs
                else:
                    self.unsure[letter] = signs
        letters = [*self.sure, *self.unsure]
        self.telling = any_of(letters)


def _signs(classes: frozenset[str]) -> _Sign | _Unsure:
    """The signs of a word of these classes."""
    behind, before = [0] * (_REACH + 1), [0] * (_REACH + 1)
    for name in classes:
        mark, reach = _BEFORE.get(name, ("", 0))
        around, far = _AROUND.get(name, ("", 0))
        for distance in range(1, _REACH + 1):
            behind[distance] |= bits([mark] * (distance <= reach) + [around] * (distance <= far))
        for distance in range(_REACH + 1):
            before[distance] |= bits([around] * (distance <= far > 0))
    behind[0] = before[0]
    ahead = [cell | IRREAL * (distance <= _FUTURE_REACH) for distance, cell in enumerate(behind)]
    plain, past, future, both = [
        _Sign(*[tuple(map(or_, cells, past)) for cells in (far_behind, before)])
        for far_behind in (behind, ahead)
        for past in ([0] * (_REACH + 1), [PAST * (distance <= _PAST_REACH) for distance in range(_REACH + 1)])
    ]
    may_be_past, may_be_future = not classes.isdisjoint(_PAST_HEADS), not classes.isdisjoint(_FUTURE_HEADS)
    if not may_be_past and not may_be_future and _STOP not in classes:
        return plain
    silent = not any(behind) and not any(before)
    mere_verb = classes == _MERE_VERB
    return _Unsure(may_be_past, may_be_future, classes, mere_verb, None if silent else plain, past, future, both)


class CueRow:
    """The words, days and places of an article that say how things are told, in one row with what each leaves."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._words = words = page.words
        self._published = page.article.published
        self._year = str(self._published.year) if self._published else ""
        row: list[tuple[int, _Sign]] = []
        sure, unsure, forms = cues.sure.get, cues.unsure, words.forms
        for match in cues.telling.finditer(words.letters):
            at, letter = match.start(), match[0]
            sign = sure(letter)
            if sign is None:
                signs = unsure[letter]
                if signs.mere_verb and forms[at][:1] not in _FUTURE_FIRST:
                    continue
                sign = self._heard(at, signs)
            if sign:
                row.append((at, sign))
        row += [(moment.first, self._age(moment)) for moment in page.moments]
        row += [(place.first, _PLACE) for place in page.places if not place.role and place.kind != "country"]
        row.sort(key=itemgetter(0))
        self._row = row
        self._at = [at for at, _ in row]

    def _heard(self, at: int, signs: _Unsure) -> _Sign | None:
        """What a word that may point back or ahead leaves here; nothing, if it is a mere present verb or this year."""
        if _STOP in signs.classes and self._is_truce(at + 1):
            return None
        past = signs.may_be_past and self._past(at, signs.classes)
        if signs.may_be_future and self._future(at, signs.classes):
            return signs.both if past else signs.future
        return signs.past if past else signs.plain

    def _is_truce(self, at: int) -> bool:
        """Do «النار», «إطلاق النار» stand at this place? «وقف إطلاق الصواريخ» is no truce."""
        if _LAUNCH in self._classes(at):
            at += 1
        return _FIRE in self._classes(at)

    def _future(self, at: int, here: frozenset[str]) -> bool:
        if "cue_might" in here:  # «قد تشهد» looks ahead, «قد شهدت» does not
            following = self._words.forms[at + 1] if at + 1 < len(self._words.forms) else ""
            return _PRESENT.match(following) is not None and ".past" not in self._classes(at + 1)
        return _FUTURE.match(self._words.forms[at]) is not None

    def marks(self, hits: Iterable[Hit]) -> list[int]:
        """What stands around each hit, within its sentence."""
        row, row_at, bounds, code = self._row, self._at, self._words.bounds, self._words.code
        size = len(row)
        out: list[int] = []
        for _, start, end, _ in hits:
            since, last = bounds[start]
            until = min(last, end + _REACH)
            if since < start - _REACH:
                since = start - _REACH
            found = AIM if code[2 * start + 1] in _AIMS else 0
            number = bisect_left(row_at, since)
            while number < size:
                at, sign = row[number]
                if at >= until:
                    break
                if at <= start:
                    found |= sign[0][start - at]
                else:
                    found |= sign[1][at - end + 1 if at >= end else 0]
                number += 1
            out.append(found & ~NOT if found & NOT and self._cut_off(start) else found)
        return out

    def _cut_off(self, start: int) -> bool:
        """Does a comma stand between the words before a mention at token `start` and the «لم» that they hold?"""
        for at in range(start - 1, max(start - 1 - _BEFORE["cue_not"][1], -1), -1):
            if self._words.forms[at] in _COMMAS:
                return True
            if "cue_not" in self._words.sets[at]:
                return False
        return False

    def _age(self, moment: Moment) -> _Sign:
        """What a moment says of the news: `old`, `fresh`, `ahead`, `lasting`, or `some time`."""
        if moment.unit in _SPANS:
            return _LASTING
        if moment.begin is None or moment.until is None or self._published is None:
            # Unknown publication: «أمس» and «الجمعة» are news all the same, «5 أيار» may be any year's.
            told = range(moment.first, moment.last)
            named = moment.unit in _DAYS and all("digits" not in self._words.classes(at) for at in told)
            return _FRESH if named else _SOME_TIME
        if self._published - moment.until > _NEWS:
            return _LASTING if self._since(moment.first) else _OLD
        return _AHEAD if moment.begin > self._published else _FRESH

    def _past(self, at: int, here: frozenset[str]) -> bool:
        """Does a year, a month or «منذ» at this place point back beyond the news?"""
        if "year_like" in here:
            other = bool(self._year) and self._words.forms[at] != self._year
            return other and not self._since(at - 1) and not (self._since(at) and self._first(at))
        following = self._classes(at + 1)
        if "cue_since" in here:
            return ("cue_year" in following or "cue_year" in self._classes(at + 2)) and not self._first(at)
        if "cue_last" in here:  # «الجمعة الماضي» is news, «نيسان الماضي» is not; «قيادي سابق» says who
            return at > 0 and self._words.sets[at - 1].isdisjoint(_NOT_LONG_AGO)
        return "cue_last" in following

    def _since(self, at: int) -> bool:
        """«منذ أيار 2024 تحاصر …» tells of what goes on: does «منذ» stand right before the month at this place?"""
        return at > 0 and "cue_since" in self._words.sets[at - 1]

    def _first(self, at: int) -> bool:
        """«أول قافلة منذ عام 2012», «الأعنف منذ سنوات» are news: does a word for it stand before this place?"""
        return any("cue_first" in classes for classes in self._words.sets[max(at - _FIRST_REACH, 0) : at])

    def _classes(self, at: int) -> frozenset[str]:
        sets = self._words.sets
        return sets[at] if at < len(sets) else frozenset()
