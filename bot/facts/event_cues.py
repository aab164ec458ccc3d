"""How an event is spoken of: the marks that the words, days and places around a mention leave on it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import timedelta

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Alphabet, clitic_letters
from bot.facts.page import Page

_FUTURE = re.compile("[وف]?س[يتن]")

#: How far before a mention a word of each class still speaks of it, in words, and the mark it leaves.
_BEFORE: dict[str, tuple[str, int]] = {
    "cue_if": ("irreal", 7),
    "cue_may": ("irreal", 7),
    "cue_threat": ("irreal", 7),
    "cue_plan": ("irreal", 7),
    "cue_fear": ("irreal", 7),
    "cue_call": ("irreal", 7),
    "cue_must": ("irreal", 5),
    "cue_try": ("tried", 3),
    "cue_state": ("state", 3),
    "cue_state_area": ("state", 3),
    "cue_lift": ("stop", 2),
    "cue_foil": ("foiled", 3),
    "cue_not": ("not", 2),
    "cue_deny": ("not", 6),
    "cue_stop": ("stop", 3),
    "cue_had": ("had", 4),
    "cue_condemn": ("said", 8),
    "cue_accuse": ("said", 8),
    "cue_goes_on": ("goes_on", 4),
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
}
_REACH = 12
#: A moment this many tokens before or behind a mention is its own.
_MOMENT_REACH = 15
#: What happened longer ago is not today's news.
_NEWS = timedelta(days=4)
_SPANS = frozenset({"since", "within", "for"})
_PLACE_BEHIND, _PLACE_BEFORE = 9, 4
_PAST_HEADS = frozenset({"cue_year", "cue_month", "cue_since", "cue_last", "year_like"})
#: Clitic letters of a word that «ل» stands before: «لاستعادة البلدة» tells what is wanted, not what is done.
_AIMS = frozenset(letter for letter, clitics in clitic_letters() if clitics.preposition == "l")


class Cues:
    """Which cues each class letter carries. Immutable but for a memo."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._of_letter: dict[str, frozenset[str]] = {}
        self._wanted = frozenset(_BEFORE) | frozenset(_AROUND) | _PAST_HEADS | {".present"}

    def of(self, letter: str) -> frozenset[str]:
        """The cues of a class letter."""
        found = self._of_letter.get(letter)
        if found is None:
            found = self._of_letter[letter] = self._alphabet.classes[letter] & self._wanted
        return found


class CueRow:
    """The words of an article that say how things are told, by their places; with its days and places."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._words = page.words
        self._cues = list(map(cues.of, page.words.code[::2]))
        self._at = [at for at, found in enumerate(self._cues) if found]
        self._published = page.article.published
        self._year = str(page.article.published.year) if page.article.published else ""
        self._moments = page.moments
        self._places = [place.first for place in page.places if not place.role and place.kind != "country"]

    def marks(self, start: int, end: int) -> frozenset[str]:
        """What stands around tokens start … end - 1, within their sentence."""
        first, last = self._words.sentence(start)
        found = self._word_marks(start, end, first, last)
        for moment in self._moments:
            if max(first, start - _MOMENT_REACH) <= moment.first < min(last, end + _MOMENT_REACH):
                found.add(self._age(moment))
        near = bisect_left(self._places, max(first, start - _PLACE_BEFORE))
        if near < len(self._places) and self._places[near] < min(last, end + _PLACE_BEHIND):
            found.add("placed")
        return frozenset(found)

    def _word_marks(self, start: int, end: int, first: int, last: int) -> set[str]:
        found = {"aim"} if self._words.code[2 * start + 1] in _AIMS else set()
        near, far = max(first, start - _REACH), min(last, end + _REACH) - 1
        for at in self._at[bisect_left(self._at, near) : bisect_right(self._at, far)]:
            here = self._cues[at]
            for cue in here:
                if cue in _AROUND:
                    mark, reach = _AROUND[cue]
                    if start - reach <= at < end + reach:
                        found.add(mark)
                elif at < start and cue in _BEFORE and start - at <= _BEFORE[cue][1]:
                    found.add(_BEFORE[cue][0])
            if not here.isdisjoint(_PAST_HEADS) and self._past(at, last):
                found.add("past")
            if ".present" in here and at <= start and start - at <= 5 and _FUTURE.match(self._words.word(at)):
                found.add("irreal")
        return found

    def _age(self, moment: Moment) -> str:
        """What a moment says of the news: `old`, `fresh`, `ahead`, `lasting`, or `some time`."""
        if moment.begin is None or moment.until is None or self._published is None:
            return "some time"
        if moment.unit in _SPANS:
            return "lasting"
        if moment.until < self._published - _NEWS:
            return "old"
        return "ahead" if moment.begin > self._published else "fresh"

    def _past(self, at: int, last: int) -> bool:
        """Does a year, a month or «منذ» at this place point back beyond the news?"""
        here = self._cues[at]
        if "year_like" in here:
            return bool(self._year) and self._words.word(at) != self._year
        following = self._cues[at + 1] if at + 1 < last else frozenset()
        if "cue_since" in here:
            later = self._cues[at + 2] if at + 2 < last else frozenset()
            return "cue_year" in following or "cue_year" in later
        if "cue_last" in here:  # «الجمعة الماضي» is news, «نيسان الماضي» is not
            return at > 0 and self._cues[at - 1].isdisjoint({"cue_now", "cue_year", "cue_month"})
        return "cue_last" in following
