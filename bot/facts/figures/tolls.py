"""Times that tell up to when a toll was counted, or from when: «حتى نهاية الأحد», «من بداية العام»; datelines."""

from __future__ import annotations

from bot.facts.figures.line import Cue, Line
from bot.facts.figures.ranges import TO, UNTIL

#: What a span may begin with behind «من»: «من بداية العام», «من بدء العدوان».
_ONSETS = frozenset({"بدايه", "مطلع", "بدء", "اندلاع", "انطلاق"})
_FROM = frozenset({"من", "ومن"})
_UNITS = frozenset({"t_years", "t_months", "t_days", "t_hours", "t_now", "ordinal_one", "number", "digits", "t_eve"})
_UNTIL = (UNTIL - TO) | {"لغايه", "ولغايه", "بحلول", "وبحلول"}
_END_OF = frozenset({"نهايه", "ختام", "ساعه", "منتصف", "مطلع", "وقت", "عصر", "ظهيره"})
#: «إلى غاية الأحد», «إلى يوم الأحد».
_ENDS = frozenset({"غايه", "يوم", "مساء", "صباح", "ظهر", "فجر", "ليل"})
_BEGINNING = frozenset({"اعتبارا", "ابتداء", "بدءا", "انطلاقا", "بدايه"})
#: So far before a month stands what it saw, and whose toll it is; no toll of a month is one of what happened in it.
_SAW, _TOLL = 3, 6
_HAPPENED = frozenset({"t_strike", "t_offensive", "t_war", "topic_attack", "comma", "t_since", "t_during", "digits"})
#: Spans that have a toll of their own, what counts it, and those it may be told of.
_WHOLE = frozenset({"الاسبوع", "الشهر", "العام", "السنه"})
_COUNT, _VICTIMS = frozenset({"toll", "t_review"}), frozenset({"dead", "hurt", "victim", "displaced_person"})
#: A dateline stands so near the beginning of a sentence.
_DATELINE, _BRACKET = 14, 9
_OF_TODAY = frozenset({"fresh", "fresh, not today", "named"})
_LONG_AGO = 2


def as_told(line: Line, cues: list[Cue]) -> list[Cue]:
    """The cues of a sentence, where a day is only that up to which was counted, as that."""
    told = [_counted_to(line, cue) or _counted_from(line, cue) or cue for cue in cues]
    earlier = [cue for cue in told if cue.kind == "earlier in"]
    if not earlier:
        return told
    # «في وقت سابق من شهر أبريل»: the month is that of the cue
    return [cue for cue in told if cue in earlier or not any(each.first < cue.first <= each.last for each in earlier)]


def _counted_from(line: Line, cue: Cue) -> Cue | None:
    """«اعتبارا من السادس من آذار», «بدءا من عام 2014»."""
    if cue.kind not in {"day", "month", "year"}:
        return None
    at = cue.first - (line.word(cue.first - 1) in _END_OF)  # «ابتداء من منتصف شباط»
    if line.word(at - 1) not in _FROM or line.word(at - 2) not in _BEGINNING:
        return None
    return Cue(at - 2, cue.last, "since", "year" if cue.kind == "year" else "it", cue.age)


def of_a_time(line: Line, at: int) -> bool:
    """«شهد شهر نيسان», «حصيلة شهر نيسان», «عدد القتلى في 2023»: is what is counted that of a whole month or year?"""
    if line.near("t_saw", at - _SAW, at):
        return True
    before = range(at - 1, max(line.start, at - _TOLL) - 1, -1)
    toll = next((place for place in before if "toll" in line.words.sets[place]), None)
    if toll is None:
        return False
    return not any(not _HAPPENED.isdisjoint(line.words.sets[place]) for place in range(toll + 1, at))


def of_a_span(line: Line, at: int) -> bool:
    """«حصيلة الأسبوع», «ضحايا الشهر», not «سقط ضحايا الأسبوع الماضي»: is it a toll of the whole span told behind it?"""
    if line.word(at) not in _WHOLE or at == line.start:
        return False
    before = line.words.sets[at - 1]
    if not before.isdisjoint(_COUNT):
        return True
    return not before.isdisjoint(_VICTIMS) and (at - 1 == line.start or line.near("toll", at - 2, at - 1))


def _counted_to(line: Line, cue: Cue) -> Cue | None:
    """«حتى نهاية الأحد», «لغاية الأحد», «إلى الأحد», «إلى غاية الأحد», «بحلول الأول من يناير»."""
    if cue.kind not in {"day", "month"}:
        return None
    before, earlier = line.word(cue.first - 1), line.word(cue.first - 2)
    ends = before in TO or (before in _END_OF and earlier in _UNTIL) or (before in _ENDS and earlier in TO)
    return cue._replace(kind="until day") if before in _UNTIL or ends else None


def from_its_onset(line: Line, at: int) -> bool:
    """«من بداية العام», not «بعد أيام من بدء الهجوم»."""
    if line.word(at) not in _ONSETS or line.word(at - 1) not in _FROM:
        return False
    return not any(line.near(unit, at - 2, at - 1) for unit in _UNITS)


def of_years(line: Line, start: int, end: int) -> str:
    """«خلال المدة من أول 2014 إلى آخر 2016»: is it one year, or more?"""
    return "years" if len({line.year_at(at) for at in range(start, end)} - {None}) > 1 else "year"


def older(line: Line, start: int, end: int) -> bool:
    """Is the year told there over for long?"""
    years = (line.year_at(at) for at in range(start, end))
    told = next(filter(None, years), None)
    return told is not None and line.year is not None and line.year - told >= _LONG_AGO


def in_dateline(line: Line, first: int, last: int) -> bool:
    """«(رويترز - 3 يناير 2021) قالت الوزارة»: the day of the report."""
    if first - line.start > _DATELINE or line.word(first - 1) == "(":
        return False
    closes = line.word(last) == ")" or line.word(last + 1) == ")"
    return closes and any(line.word(at) == "(" for at in range(max(line.start, first - _BRACKET), first))


def of_today(line: Line, at: int) -> bool:
    """«في وقت سابق اليوم», «في وقت سابق من يوم الثلاثاء»."""
    near = range(at + 1, at + 4)
    return any(moment.first in near and age in _OF_TODAY for moment, age in line.moments)
