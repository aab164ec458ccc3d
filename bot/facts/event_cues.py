"""How an event is spoken of: the marks that the words, days and places around a mention leave on it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Alphabet, clitic_letters
from bot.facts.event_marks import AIM, IRREAL, PAST, PLACED, bits
from bot.facts.page import Page

_FUTURE = re.compile("[وف]?س[يتن]")
_PRESENT = re.compile("[يتن][ء-ي]{3}")

#: The mark that a word of each class leaves on a mention behind it, and how many words behind it still.
_BEFORE: dict[str, tuple[str, int]] = {
    "cue_if": ("irreal", 7),
    "cue_may": ("irreal", 7),
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
    "cue_deny": ("denied", 6),
    "cue_stop": ("stop", 3),
    "cue_had": ("had", 4),
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
    "topic_sport": ("metaphor", 6),
}
_REACH = 12
#: A moment this many tokens before or behind a mention is its own.
_MOMENT_REACH = 15
#: What happened longer ago is not today's news.
_NEWS = timedelta(days=4)
_DAYS = frozenset({"day", "part"})
_SPANS = frozenset({"since", "within", "for"})
_PLACE_BEHIND, _PLACE_BEFORE = 9, 4
_PAST_HEADS = frozenset({"cue_year", "cue_month", "cue_since", "cue_last", "year_like"})
_NOT_LONG_AGO = frozenset({"cue_now", "cue_days", "cue_year", "cue_month", "people", "title"})
_FUTURE_HEADS = frozenset({".present", "cue_might"})
_FUTURE_REACH = 5
_LASTING, _OLD, _FRESH, _AHEAD, _SOME_TIME = [
    bits([mark]) for mark in ("lasting", "old", "fresh", "ahead", "some time")
]
#: Clitic letters of a word that «ل» stands before: «لاستعادة البلدة» tells what is wanted, not what is done.
_AIMS = frozenset(letter for letter, clitics in clitic_letters() if clitics.preposition == "l")


class _Sign(NamedTuple):
    """What one word leaves on mentions near it.

    `behind`: on one that begins so many words behind it (0: with it). `before`: on one that ends so many words before
    it, itself counted (0: on one that it stands in).
    """

    behind: tuple[int, ...]
    before: tuple[int, ...]


class _Unsure(NamedTuple):
    """A word that may point back (a year, a month …) or ahead: what it leaves depends on its neighbours."""

    may_be_past: bool
    may_be_future: bool
    classes: frozenset[str]
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
                signs = known.setdefault(own, _signs(own))
                if isinstance(signs, _Sign):
                    self.sure[letter] = signs
                else:
                    self.unsure[letter] = signs
        letters = [*self.sure, *self.unsure]
        self.telling = re.compile(f"[{''.join(map(re.escape, letters))}]" if letters else r"(?!)")


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
        _Sign(tuple([cell | mark for cell in cells]), tuple([cell | mark for cell in before]))
        for cells in (behind, ahead)
        for mark in (0, PAST)
    ]
    may_be_past, may_be_future = not classes.isdisjoint(_PAST_HEADS), not classes.isdisjoint(_FUTURE_HEADS)
    if not may_be_past and not may_be_future:
        return plain
    silent = not any(behind) and not any(before)
    return _Unsure(may_be_past, may_be_future, classes, None if silent else plain, past, future, both)


class CueRow:
    """The words of an article that say how things are told, by their places; with its days and places."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._words = words = page.words
        self._published = page.article.published
        self._year = str(self._published.year) if self._published else ""
        self._stale = self._published - _NEWS if self._published and page.moments else None
        self._moments = [self._age(moment) for moment in page.moments]
        self._moments_at = [moment.first for moment in page.moments]
        self._places = [place.first for place in page.places if not place.role and place.kind != "country"]
        #: The words that speak, and what each leaves.
        self._at: list[int] = []
        self._signs: list[_Sign] = []
        sure, unsure = cues.sure.get, cues.unsure
        for match in cues.telling.finditer(words.letters):
            at, letter = match.start(), match[0]
            sign = sure(letter) or self._heard(at, unsure[letter])
            if sign:
                self._at.append(at)
                self._signs.append(sign)

    def _heard(self, at: int, signs: _Unsure) -> _Sign | None:
        """What a word that may point back or ahead leaves here; nothing, if it is a mere present verb or this year."""
        past = signs.may_be_past and self._past(at, signs.classes)
        if signs.may_be_future and self._future(at, signs.classes):
            return signs.both if past else signs.future
        return signs.past if past else signs.plain

    def _future(self, at: int, here: frozenset[str]) -> bool:
        if "cue_might" in here:  # «قد تشهد» looks ahead, «قد شهدت» does not
            following = self._words.word(at + 1) if at + 1 < len(self._words) else ""
            return _PRESENT.match(following) is not None and ".past" not in self._classes(at + 1)
        return _FUTURE.match(self._words.word(at)) is not None

    def marks(self, spans: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """What stands around tokens start … end - 1, within their sentence, for each of some spans."""
        row, signs, sentence, code = self._at, self._signs, self._words.sentence, self._words.code
        row_end, places, moments = len(row), self._places, self._moments
        first = last = -1
        out: dict[tuple[int, int], int] = {}
        for span in sorted(spans):
            start, end = span
            if start >= last:
                first, last = sentence(start)
            found = AIM if code[2 * start + 1] in _AIMS else 0
            since, until = start - _REACH, end + _REACH
            if since < first:
                since = first
            if until > last:
                until = last
            number = bisect_left(row, since)
            while number < row_end and (at := row[number]) < until:
                if at <= start:
                    found |= signs[number][0][start - at]
                else:
                    found |= signs[number][1][at - end + 1 if at >= end else 0]
                number += 1
            if moments:
                found |= self._told_at(max(first, start - _MOMENT_REACH), min(last, end + _MOMENT_REACH))
            if places:
                near = bisect_left(places, max(first, start - _PLACE_BEFORE))
                if near < len(places) and places[near] < end + _PLACE_BEHIND and places[near] < last:
                    found |= PLACED
            out[span] = found
        return out

    def _told_at(self, first: int, last: int) -> int:
        """What the moments at tokens first … last - 1 say."""
        found = 0
        for age in self._moments[bisect_left(self._moments_at, first) : bisect_left(self._moments_at, last)]:
            found |= age
        return found

    def _age(self, moment: Moment) -> int:
        """What a moment says of the news: `old`, `fresh`, `ahead`, `lasting`, or `some time`."""
        if moment.unit in _SPANS:
            return _LASTING
        if moment.begin is None or moment.until is None or self._published is None or self._stale is None:
            # Unknown publication: «أمس» and «الجمعة» are news all the same, «5 أيار» may be any year's.
            told = range(moment.first, moment.last)
            named = moment.unit in _DAYS and all("digits" not in self._words.classes(at) for at in told)
            return _FRESH if named else _SOME_TIME
        if moment.until < self._stale:
            return _OLD
        return _AHEAD if moment.begin > self._published else _FRESH

    def _past(self, at: int, here: frozenset[str]) -> bool:
        """Does a year, a month or «منذ» at this place point back beyond the news?"""
        if "year_like" in here:
            return bool(self._year) and self._words.word(at) != self._year
        following = self._classes(at + 1)
        if "cue_since" in here:
            return "cue_year" in following or "cue_year" in self._classes(at + 2)
        if "cue_last" in here:  # «الجمعة الماضي» is news, «نيسان الماضي» is not; «قيادي سابق» says who
            return at > 0 and self._classes(at - 1).isdisjoint(_NOT_LONG_AGO)
        return "cue_last" in following

    def _classes(self, at: int) -> frozenset[str]:
        return self._words.classes(at) if at < len(self._words) else frozenset()
