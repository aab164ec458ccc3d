"""What sentences say of when: spans, days, years and words like «مؤخرا», each with the scope that it speaks for.

A cue is «منذ بدء الهجوم» (since, offensive), «خلال الأسبوع الماضي» (during, days), «الخميس» (day, fresh), «عام 2014».
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.arabic.calendar_days import Moment
from bot.arabic.words import Words

#: What a span is counted from or over: the first such word behind «منذ» or «خلال» says it.
_OVER = {
    "t_war": "war", "t_offensive": "offensive", "t_strike": "strike", "topic_attack": "strike", "t_years": "years",
    "t_months": "months", "t_hours": "hours", "t_days": "days", "t_weekday": "weekday", "t_now": "now",
    "t_today": "now",
}  # fmt: skip
_LONG = {"t_years": "years", "t_months": "months", "t_days": "days", "t_hours": "hours"}
#: All words that a cue may begin with.
CUES = ("t_since", "t_during", "t_lately", "t_then", "t_current", "t_previous", "t_part", "month", "year_like", *_LONG)
_CUT = frozenset({"comma", "kill_verb", "wound_verb", "displace_verb", "t_since", "t_during"})
_NO_SPEECH = frozenset({"topic_attack", "kill", "wound", "t_onset", "cause_verb"})
_HARM = frozenset({"comma", "kill", "wound"})
_EVENT = frozenset({"t_offensive", "t_strike"})
_MANY = frozenset({".plural", ".dual"})
_REACH, _SPEECH, _MOST, _ONSET, _BEGUN = 8, 7, 10, 5, 10
_SINGLE = (("t_lately", "lately"), ("t_then", "then"), ("t_current", "current"))
_DATES = frozenset({"day", "month", "year"})
_UNTIL = frozenset({"الي", "والي", "حتي", "وحتي"})
_BETWEEN = frozenset({"بين", "عامي"})
_SPANS = frozenset({"since", "within", "for", "ago"})


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


class Line(NamedTuple):
    """A stretch of one sentence: tokens start … end - 1, the moments in it with their ages, the year of publication."""

    words: Words
    start: int
    end: int
    moments: list[tuple[Moment, str]]
    year: int | None

    def near(self, name: str, start: int, end: int) -> bool:
        """Is a word of a class among tokens start … end - 1 of the sentence?"""
        first, last = max(start, self.start), min(end, self.end)
        return any(name in classes for classes in self.words.sets[first:last])

    def word(self, at: int) -> str:
        """A folded word of the sentence; "" outside it."""
        return self.words.forms[at] if self.start <= at < self.end else ""

    def year_at(self, at: int) -> int | None:
        """The year that stands at a token."""
        word = self.word(at)
        return int(word) if len(word) == 4 and word[:2] in {"19", "20"} and word.isdigit() else None


def read_cues(line: Line, places: list[int]) -> list[Cue]:
    """All cues of a sentence, in order. `places`: the tokens of a class in CUES."""
    sets = line.words.sets
    found: list[Cue] = []
    for at in places:
        if "t_since" in sets[at]:
            found.append(_span(line, at, "since"))
        elif "t_during" in sets[at]:
            found.append(_span(line, at, "during"))
    for moment, age in line.moments:
        if not _taken(found, moment.first):
            cue = _moment(line, moment, age)
            if cue is not None:
                found.append(cue)
    for at in places:
        if not _taken(found, at):
            cue = _word(line, at, found)
            if cue is not None:
                found.append(cue)
    return _ranges(line, sorted(found)) if len(found) > 1 else found


def _taken(found: list[Cue], at: int) -> bool:
    return any(cue.first <= at < cue.last for cue in found)


def _span(line: Line, at: int, kind: str) -> Cue:
    """«منذ بدء الحرب», «خلال اليومين الماضيين»: what it is counted from or over, up to a comma or a verb of harm."""
    words, over, stop = line.words, "", min(at + _REACH, line.end)
    last = at + 1
    while last < stop and words.sets[last].isdisjoint(_CUT):
        over = _over(line, last, kind, over)
        last += 1
    ages = [(moment, age) for moment, age in line.moments if at <= moment.first < last]
    age = ages[-1][1] if ages else ""
    if age == "fresh, not today" and kind == "since":
        age = "days"
    if any(words.forms[place] in {"ايام", "الايام"} for place in range(at + 1, min(at + 2, last))):
        age = "days"
    if kind == "since":
        if line.near("besieged", at - 1, at):
            kind = "besieged since"
        if line.near("t_most", at - _MOST, at):
            kind = "most since"
    return Cue(at, last, kind, over or "it", age.partition(",")[0])


@lru_cache(maxsize=4096)
def _over_of(classes: frozenset[str]) -> str:
    return next((said for name, said in _OVER.items() if name in classes), "")


@lru_cache(maxsize=4096)
def _long_of(classes: frozenset[str]) -> str:
    return next((said for name, said in _LONG.items() if name in classes), "")


def _over(line: Line, at: int, kind: str, over: str) -> str:
    """What a span is counted from or over, once one word more is looked at."""
    word, classes = line.words.forms[at], line.words.sets[at]
    if kind == "since" and word in {"ذلك", "الحين"}:
        over = "then"
    if not over:
        over = _over_of(classes)
        if over == "days" and word in {"يوم", "اليوم"}:
            over = ""
    if over in {"", "years"} and line.year_at(at) is not None:
        return "year"
    if over == "days" and "t_two" in classes:
        return "two days"
    if over == "years" and "t_years" in classes and classes.isdisjoint(_MANY):
        beside = (line.word(at - 1), line.word(at + 1))
        if not any(each[:1].isdigit() for each in beside):
            return "this year"
    return over


def _moment(line: Line, moment: Moment, age: str) -> Cue | None:
    """A day, a month, «قبل أسبوعين». What tells only when somebody spoke is `said`."""
    words, first = line.words, moment.first
    unit = moment.unit if moment.unit in _SPANS else "month" if moment.unit in {"month", "year"} else "day"
    if unit == "for":
        return None
    age = age.partition(",")[0]
    if unit == "ago" and "ايام" in words.forms[first : moment.last]:
        age = "days"
    begun = _begun(line, first) if age != "fresh" else ""
    if begun:
        return Cue(first, moment.last, "since", begun, age)
    return Cue(first, moment.last, f"said {unit}" if _said(line, first) else unit, "", age)


def _said(line: Line, at: int) -> bool:
    """Is it the day when somebody spoke?"""
    for classes in reversed(line.words.sets[max(line.start, at - _SPEECH) : at]):
        if "t_aside" in classes:
            return False
        if "speech" in classes:
            return True
        if not classes.isdisjoint(_NO_SPEECH):
            return False
    return False


def _begun(line: Line, at: int) -> str:
    """What began then: «الحرب التي اندلعت في 2013» counts from it."""
    sets = line.words.sets
    for place in range(at - 1, max(line.start, at - _ONSET) - 1, -1):
        classes = sets[place]
        if ("t_onset" in classes and ".past" in classes) or "t_begun" in classes:
            for before in reversed(sets[max(line.start, place - _BEGUN) : place]):
                if "t_war" in before:
                    return "war"
                if not before.isdisjoint(_EVENT):
                    return "offensive"
            return ""
        if not classes.isdisjoint(_HARM):
            return ""
    return ""


def _word(line: Line, at: int, found: list[Cue]) -> Cue | None:
    """A year, «الشهر الماضي», «في وقت سابق», «مؤخرا» …"""
    classes = line.words.sets[at]
    unit = _long_of(classes)
    if unit:
        return _unit(line, at, unit) if at + 1 < line.end and not _taken(found, at + 1) else None
    if "year_like" in classes:
        year = line.year_at(at)
        return _year(line, at, year) if year is not None else None
    if "month" in classes:
        return Cue(at, at + 2, "month", "", "months") if line.near("t_last", at + 1, at + 2) else None
    if "t_part" in classes:
        return Cue(at, at + 1, "part") if line.near("t_years", at + 1, at + 5) else None
    if "t_previous" in classes:
        return Cue(at, at + 1, "earlier") if line.word(at - 1) in {"وقت", "وقتا"} else None
    single = next((said for name, said in _SINGLE if name in classes), "")
    return Cue(at, at + 1, single) if single else None


def _year(line: Line, at: int, year: int) -> Cue:
    begun = _begun(line, at)
    if begun:
        return Cue(at, at + 1, "since", begun, "years" if line.year is None or line.year - year > 1 else "")
    if line.near("t_war", at - 3, at):
        return Cue(at, at + 1, "war year")
    return Cue(at, at + 1, "year", "", "untold" if line.year is None else "old" if line.year > year else "this")


def _unit(line: Line, at: int, unit: str) -> Cue | None:
    """«الأسبوع الماضي», «السنوات الأخيرة», «بعد أسبوع من», «قبل سنوات»."""
    sets = line.words.sets
    many = "" if sets[at].isdisjoint(_MANY) else "s"
    if line.near("t_last", at + 1, at + 2 if "comma" in sets[at + 1] else at + 3):
        return Cue(at, at + 2, f"last{many}", unit)
    if line.near("t_recent", at + 1, at + 3):
        return Cue(at, at + 2, f"recent{many}", unit)
    if line.word(at + 1) == "من" and line.word(at - 1) in {"بعد", "وبعد"}:
        return Cue(at - 1, at + 2, "after", unit)
    return Cue(at - 1, at + 1, "ago", unit) if line.near("t_ago", at - 1, at) else None


def _ranges(line: Line, cues: list[Cue]) -> list[Cue]:
    """«من مارس 2015 إلى يناير 2018» is one span."""
    kept: list[Cue] = []
    for cue in cues:
        last = kept[-1] if kept else None
        gap = cue.first - last.last if last is not None else 0
        if last is not None and (
            (0 < gap <= 2 and last.kind in {*_DATES, "during"} and cue.kind in {*_DATES, "since"}
             and line.word(cue.first - 1) in _UNTIL)
            or (gap <= 1 and last.kind in _DATES and cue.kind in _DATES
                and line.word(last.first - 1) in _BETWEEN and line.word(cue.first)[:1] == "و")
        ):  # fmt: skip
            years = {line.year_at(at) for at in range(last.first, cue.last + 1)} - {None}
            kept[-1] = Cue(last.first, cue.last, "during", "years" if len(years) > 1 else "days", "range")
        else:
            kept.append(cue)
    return kept


@lru_cache(maxsize=4096)
def says(kind: str, over: str, age: str) -> str:
    """The scope that a cue speaks for, "" where it says nothing of those harmed, else in words what it is."""
    if kind.startswith("said") or kind in {"most since", "besieged since"}:
        return ""
    if kind in {"since", "during"}:
        return _span_says(kind, over, age)
    if kind in {"recents", "lasts"}:
        return {"years": "total", "hours": "incident"}.get(over, "period")
    if kind == "part":
        return "period"
    if kind == "war year" or (kind == "ago" and over):
        return "past"
    if kind in {"year", "within"}:
        return f"{kind} {age}"
    if not age:
        return kind
    if age in {"fresh", "named"}:
        return "incident"
    if age in {"dated", "ahead", "absolute"}:
        return age
    return f"{kind} days" if age == "days" else "past"


def _span_says(kind: str, over: str, age: str) -> str:
    if over == "this year":
        return "period"
    if over == "two days" or over in {"hours", "now"}:
        return "incident"
    if kind == "since":
        if over == "war" and age in {"fresh", "days", "weeks"}:
            return "period"
        if over in {"war", "year", "years"} or age == "years":
            return "total"
        return "incident" if age == "fresh" else "period"
    if over in {"war", "years", "year"}:
        return "total"
    if age == "fresh":
        return "incident"
    return "period" if over in {"days", "months"} or age in {"days", "weeks", "months"} else f"during {over}"
