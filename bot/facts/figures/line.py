"""A cue, and the stretch of a sentence that it is looked for in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Words

_WEEK = ("سبت", "احد", "اثنين", "ثلاثاء", "اربعاء", "خميس", "جمعه")
DAYS_OF_WEEK = len(_WEEK)
#: A shorter word is no verb.
_NO_VERB = 3
_EVENTS = frozenset({"t_war", "t_offensive", "t_strike", "topic_attack"})


class Cue(NamedTuple):
    """Tokens first … last - 1 say when: the kind of cue, what it is counted from or over, how long ago it begins."""

    first: int
    last: int
    kind: str
    over: str = ""
    age: str = ""

    @property
    def name(self) -> str:
        """The cue in words."""
        return " ".join(filter(None, (self.kind, self.over, self.age)))


class Said(NamedTuple):
    """What one sentence says of time: its cues, and the scope that each speaks for."""

    cues: Sequence[Cue]
    says: Sequence[str]

    @property
    def last(self) -> str:
        """The scope that its last cue speaks for that speaks for one."""
        return next(filter(None, reversed(self.says)), "")

    @property
    def of_all(self) -> str:
        """The same, but for what it says of an older attack: «…، بعد أسبوعين من هجوم أودى بحياة 26»."""
        told = zip(reversed(self.cues), reversed(self.says), strict=True)
        return next((says for cue, says in told if says and cue.kind != "after"), "")


class Line(NamedTuple):
    """A stretch of one sentence: tokens start … end - 1, the moments in it with their ages, the year of publication."""

    words: Words
    start: int
    end: int
    moments: list[tuple[Moment, str]]
    year: int | None

    def near(self, name: str, start: int, end: int) -> bool:
        """Is a word of a class among tokens start … end - 1 of the sentence?"""
        first, last = max(start, self.start), max(min(end, self.end), 0)
        return any(name in classes for classes in self.words.sets[first:last])

    def word(self, at: int) -> str:
        """A folded word of the sentence; "" outside it."""
        return self.words.forms[at] if self.start <= at < self.end else ""

    def year_at(self, at: int) -> int | None:
        """The year that stands at a token."""
        word = self.word(at)
        return int(word) if len(word) == 4 and word[:2] in {"19", "20"} and word.isdigit() else None

    def lasting(self, at: int) -> bool:
        """Does an event stand at a token that goes on, or that there were many of: القتال, غارات, «هجمات»?"""
        if not self.start <= at < self.end:
            return False
        return lasts(self.words.sets[at])


def begin(told: tuple[Moment, str]) -> int:
    """The token that a moment of a line begins with."""
    return told[0].first


@lru_cache(maxsize=4096)
def lasts(classes: frozenset[str]) -> bool:
    """Is a word of these classes an event that goes on, or many of them?"""
    return "t_lasting" in classes or (".plural" in classes and not classes.isdisjoint(_EVENTS))


def goes_on(classes: frozenset[str], word: str, which: bool) -> bool:
    """Is it a verb of what goes on? Of verbs that no lexicon knows, «يرابطون» and «الذي يرابط»."""
    if ".present" in classes:
        return ".past" not in classes
    return len(word) > _NO_VERB and ((word[0] == "ي" and word.endswith("ون")) or (which and word[0] in "يت"))


def weekday_among(forms: Sequence[str]) -> int | None:
    """The weekday among some folded words, by its number from Saturday on."""
    return next((number for word in forms for number, day in enumerate(_WEEK) if word.endswith(day)), None)
