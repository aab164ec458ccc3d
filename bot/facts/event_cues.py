"""How an event is spoken of: the marks that the words, days and places around a mention leave on it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Alphabet, clitic_letters
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
_FUTURE_FIRST = frozenset("وفس")
_REACH = 12
_NOT_BEFORE = -99
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
#: Clitic letters of a word that «ل» stands before: «لاستعادة البلدة» tells what is wanted, not what is done.
_AIMS = frozenset(letter for letter, clitics in clitic_letters() if clitics.preposition == "l")


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a word leaves on mentions near it: (mark, words it reaches behind it, words it reaches before it)."""

    marks: tuple[tuple[str, int, int], ...]
    may_be_past: bool
    may_be_future: bool
    classes: frozenset[str]


class Cues(dict[str, _Signs | None]):
    """The signs of each class letter, None for most. Filled on demand."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._alphabet = alphabet

    def __missing__(self, letter: str) -> _Signs | None:
        """Made when first asked for."""
        classes = self._alphabet.classes[letter]
        marks = [(*_BEFORE[name], _NOT_BEFORE) for name in classes if name in _BEFORE]
        marks += [(mark, reach, reach) for mark, reach in (_AROUND[name] for name in classes if name in _AROUND)]
        past, future = not classes.isdisjoint(_PAST_HEADS), not classes.isdisjoint(_FUTURE_HEADS)
        signs = _Signs(tuple(sorted(marks)), past, future, classes) if marks or past or future else None
        self[letter] = signs
        return signs


class CueRow:
    """The words of an article that say how things are told, by their places; with its days and places."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._words = page.words
        self._published = page.article.published
        self._year = str(page.article.published.year) if page.article.published else ""
        self._moments = [(moment.first, self._age(moment)) for moment in page.moments]
        self._moments_at = [at for at, _ in self._moments]
        self._places = [place.first for place in page.places if not place.role and place.kind != "country"]
        signs = map(cues.__getitem__, page.words.letters)
        self._signs = [(at, sign) for at, sign in enumerate(signs) if sign and self._speaks(at, sign)]
        self._at = [at for at, _ in self._signs]

    def _speaks(self, at: int, sign: _Signs) -> bool:
        """Leave out present verbs that are no future, years that are the article's own: most words that might speak."""
        return bool(sign.marks) or (sign.may_be_past and self._past(at, sign.classes)) or self._future(at, sign)

    def _future(self, at: int, sign: _Signs) -> bool:
        if "cue_might" in sign.classes:  # «قد تشهد» looks ahead, «قد شهدت» does not
            following = self._words.word(at + 1) if at + 1 < len(self._words) else ""
            return _PRESENT.match(following) is not None and ".past" not in self._classes(at + 1)
        if not sign.may_be_future:
            return False
        word = self._words.word(at)
        return word[:1] in _FUTURE_FIRST and _FUTURE.match(word) is not None

    def marks(self, start: int, end: int) -> frozenset[str]:
        """What stands around tokens start … end - 1, within their sentence."""
        first, last = self._words.sentence(start)
        found = {"aim"} if self._words.code[2 * start + 1] in _AIMS else set()
        since = bisect_left(self._at, max(first, start - _REACH))
        until = bisect_left(self._at, min(last, end + _REACH), since)
        for at, sign in self._signs[since:until]:
            for mark, behind, before in sign.marks:
                if start - at <= behind if at < start else at < end + before:
                    found.add(mark)
            if sign.may_be_past and self._past(at, sign.classes):
                found.add("past")
            if at <= start and start - at <= _FUTURE_REACH and self._future(at, sign):
                found.add("irreal")
        if self._moments:
            since = bisect_left(self._moments_at, max(first, start - _MOMENT_REACH))
            until = bisect_left(self._moments_at, min(last, end + _MOMENT_REACH))
            found.update([age for _, age in self._moments[since:until]])
        near = bisect_left(self._places, max(first, start - _PLACE_BEFORE))
        if near < len(self._places) and self._places[near] < min(last, end + _PLACE_BEHIND):
            found.add("placed")
        return frozenset(found)

    def _age(self, moment: Moment) -> str:
        """What a moment says of the news: `old`, `fresh`, `ahead`, `lasting`, or `some time`."""
        if moment.unit in _SPANS:
            return "lasting"
        if moment.begin is None or moment.until is None or self._published is None:
            # Unknown publication: «أمس» and «الجمعة» are news all the same, «5 أيار» may be any year's.
            told = range(moment.first, moment.last)
            named = moment.unit in _DAYS and all("digits" not in self._words.classes(at) for at in told)
            return "fresh" if named else "some time"
        if moment.until < self._published - _NEWS:
            return "old"
        return "ahead" if moment.begin > self._published else "fresh"

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
