"""Two times that are the ends of one span: «من مارس 2015 إلى يناير 2018», «منذ فجر الثلاثاء وحتى صباح اليوم»."""

from __future__ import annotations

from bot.facts.figures.line import DAYS_OF_WEEK, Cue, Line, weekday_among

#: What stands between the ends of a span; some of it also before a place, a number.
TO = frozenset({"الي", "والي"})
UNTIL = TO | {"حتي", "وحتي"}
_BETWEEN = frozenset({"بين", "عامي"})
_DATES = frozenset({"day", "month", "year"})
#: Years are looked for so far back: a span may be of spans without an end.
_LONG_SPAN = 60
#: So many words from what a span began with to the day it is told on.
_TILL = 3
#: What ends in the morning of another day began so.
_EVENING = ("مساء", "ليل", "ليله", "عصر", "ظهر")


def joined(line: Line, cues: list[Cue]) -> list[Cue]:
    """The cues of a sentence, where two are the ends of one span as that span."""
    kept: list[Cue] = []
    for cue in cues:
        last = kept[-1] if kept else None
        gap = cue.first - last.last if last is not None else 0
        if last is not None and (
            (0 < gap <= 2 and last.kind in {*_DATES, "during"} and cue.kind in {*_DATES, "since"}
             and line.word(cue.first - 1) in UNTIL)
            or (gap <= 1 and last.kind in _DATES and cue.kind in _DATES
                and line.word(last.first - 1) in _BETWEEN
                and "و" in {line.word(cue.first)[:1], line.word(cue.first - 1)})
        ):  # fmt: skip
            years = {line.year_at(at) for at in range(max(last.first, cue.first - _LONG_SPAN), cue.last + 1)} - {None}
            over = "years" if len(years) > 1 else "two days" if _short(line, last, cue) else "days"
            kept[-1] = Cue(last.first, cue.last, "during", over, "range")
        elif last is not None and 0 < gap <= _TILL and last.kind == "since" and _till(line, last, cue):
            kept[-1] = last._replace(last=cue.last)  # «منذ بدء الحملة وحتى الأحد»
        else:
            kept.append(cue)
    return kept


def _till(line: Line, one: Cue, two: Cue) -> bool:
    """Is the second the day until which the first lasted?"""
    return two.kind == "day" and not UNTIL.isdisjoint(line.words.forms[one.last : two.first])


def _short(line: Line, one: Cue, two: Cue) -> bool:
    """Does a span end on the day it began, or on the next? «ليلة الأربعاء إلى الخميس», «بين الجمعة والسبت»."""
    first, second = (weekday_among(line.words.forms[cue.first : cue.last]) for cue in (one, two))
    if first is not None and second is not None:
        return (second - first) % DAYS_OF_WEEK == 1
    begun, ended = _day(line, one), _day(line, two)
    if begun is not None and ended is not None:
        return abs(ended - begun) <= 1
    if not any("t_today" in line.words.sets[at] for at in range(one.first - 1, two.first + 1)):
        return False
    return first is None or any(line.word(at).startswith(_EVENING) for at in range(one.first - 1, one.last))


def _day(line: Line, cue: Cue) -> int | None:
    """The day that a cue tells, as a number; None where that cannot be told."""
    moments = (moment for moment, _ in line.moments if cue.first <= moment.first < cue.last)
    return next((moment.day.toordinal() for moment in moments if moment.day is not None), None)
