"""What sentences say of when: spans, days, years and words like «مؤخرا», each with the scope that it speaks for.

A cue is «منذ بدء الهجوم» (since, offensive), «خلال الأسبوع الماضي» (during, days), «الخميس» (day, fresh), «عام 2014».
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from bot.arabic.calendar_days import Moment
from bot.facts.figures.bare import read_bare
from bot.facts.figures.line import Cue, Line, begin
from bot.facts.figures.nth import read_nth
from bot.facts.figures.ranges import TO, UNTIL, joined
from bot.facts.figures.spoken import is_of_speech
from bot.facts.figures.tolls import as_told, from_its_onset, in_dateline, of_a_time, of_years, older
from bot.facts.figures.units import LONG, PART_OF, over_of, read_unit, unit_of
from bot.facts.figures.wars import begins_war

#: A span that is counted from or over no more than a date.
_DATED = frozenset({"", "months", "year", "span"})
_DAYS = frozenset({"ايام", "الايام"})
_SINCE_WORDS = {"ذلك": "then", "الحين": "then", "قليل": "hours"}
#: What began two days ago is no incident any more, what seems to lie ahead began a year before.
_SINCE_AGES = {"fresh, not today": "days", "ahead": "months"}
#: All words that a cue may begin with.
CUES = (
    "t_since", "t_during", "t_lately", "t_then", "t_current", "t_previous", "t_part", "month", "year_like",
    "t_decade", "t_ago", "t_onset", "t_memory", "t_recent", "t_before", *LONG,
)  # fmt: skip
_CUT = frozenset({"comma", "kill_verb", "wound_verb", "displace_verb", "t_since", "t_during"})
_HARM = frozenset({"comma", "kill", "wound"})
_EVENT = frozenset({"t_offensive", "t_strike"})
_MANY = frozenset({".plural", ".dual"})
#: «خلال فترة …»: what follows says it better.
_VAGUE = frozenset({"", "span"})
_REACH, _MOST, _ONSET, _BEGUN = 8, 10, 5, 10
_PAIRED = frozenset({"تشرين", "كانون"})
_COUNTED = frozenset({"people", "dead", "hurt", "displaced_person", "refugee", "among"})
_HARMING = frozenset({"kill_noun", "wound_noun", "kill_verb", "wound_verb"})
_IN_MONTH = frozenset({"في", "وفي", "شهر", "بشهر", "لشهر"}) | PART_OF
#: A span ends before these.
_LAST = UNTIL - TO
#: So soon before its span stands what is the worst in it: «الأكثر دموية خلال الأسبوع».
_MOST_IN = 3
#: So far before a year stands that something was counted until then.
_COUNTED_TO = 3
#: So far behind «منذ» the date of what it names may stand: «منذ دخول الهدنة حيز التنفيذ في العاشر من الشهر».
_FAR_DATE = 16
#: A sentence with more words of time than this tells no news: the rest of them is not read.
_MOST_PLACES = 2_000
_SPANS = frozenset({"since", "within", "for", "ago"})


def read_cues(line: Line, places: list[int]) -> list[Cue]:
    """All cues of a sentence, in order. `places`: the tokens of a class in CUES."""
    places = places[:_MOST_PLACES]
    found = [cue for at in places if (cue := _opened(line, at)) is not None]
    taken = {at for cue in found for at in range(cue.first, cue.last)}
    for moment, age in line.moments:
        if moment.first not in taken:
            cue = _moment(line, moment, age)
            if cue is not None:
                found.append(cue)
                taken.update(range(cue.first, cue.last))
    for at in places:
        if at not in taken:
            cue = _word(line, at, taken)
            if cue is not None:
                found.append(cue)
                taken.update(range(cue.first, cue.last))
    return as_told(line, joined(line, sorted(found)))


def _opened(line: Line, at: int) -> Cue | None:
    """The span that a word opens: «منذ», «خلال», «من بداية العام»."""
    classes = line.words.sets[at]
    if "t_since" in classes:
        return _span(line, at, "since")
    if "t_during" in classes:
        return _span(line, at, "during")
    return _span(line, at - 1, "since") if from_its_onset(line, at) else None


def _span(line: Line, at: int, kind: str) -> Cue:
    """«منذ بدء الحرب», «خلال اليومين الماضيين»: what it is counted from or over, up to a comma or a verb of harm."""
    words, over, stop = line.words, "", min(at + _REACH, line.end)
    last = at + 1
    while last < stop and words.sets[last].isdisjoint(_CUT) and words.forms[last] not in _LAST:
        over = _over(line, last, kind, over)
        last += 1
    date, age = _date_of(line, at, last)
    if date is not None:
        last = max(last, min(date.last, line.end))
        last += line.near("t_current", last, last + 1)  # «في العاشر من الشهر الجاري»
        if over in _DATED or over == "offensive":
            over = _counted_from(line, kind, over, date)
    over = of_years(line, at, last + _FAR_DATE) if over == "year" else over
    age = "years" if (kind, over) == ("during", "year") and older(line, at, last + _FAR_DATE) else age
    if kind == "since":
        age = _SINCE_AGES.get(age, age)
    if words.forms[min(at + 1, last - 1)] in _DAYS:
        age = "days"
    return _of_kind(line, Cue(at, last, kind, over or "it", age.partition(",")[0]))


def _of_kind(line: Line, span: Cue) -> Cue:
    """A span, where it is none of those harmed: «معركة سابقة», a siege, «الأكثر دموية خلال الأسبوع»."""
    at, last, kind, over, _ = span
    if kind == "during" and line.near("t_previous", at + 2, last):
        return Cue(at, last, "then", "strike")  # «قتلوا خلال معركة سابقة»
    if kind == "since" and line.near("besieged", at - 1, at):
        return span._replace(kind="besieged since")
    if kind == "during" and line.near("t_most", at - _MOST_IN, at):
        return Cue(at, last, "most since", over)
    if kind == "since" and _most(line, at):
        if line.near("t_when", at + 1, last + 2):
            return Cue(at, last, "then", "most")  # «الأعنف منذ عام 2012 حين قتل 70 شخصا»
        return span._replace(kind="most since")
    return span


def _most(line: Line, at: int) -> bool:
    """«الهجوم الأعنف منذ»; the first of two months that share a name is no first attack."""
    return any(
        line.near("t_most", place, place + 1) and line.word(place - 1) not in _PAIRED for place in range(at - _MOST, at)
    )


def _date_of(line: Line, at: int, last: int) -> tuple[Moment | None, str]:
    """The last date that a span tells, also one that begins right behind tokens at … last - 1; and its age."""
    first = bisect_left(line.moments, at, key=begin)
    found = line.moments[first : bisect_right(line.moments, last + 1, first, key=begin)]
    while (
        found
        and found[-1][0].first >= last
        and (line.near("comma", last, found[-1][0].first) or line.word(last) in _LAST)
    ):
        found.pop()
    return found[-1] if found else (None, "")


def _counted_from(line: Line, kind: str, over: str, date: Moment) -> str:
    """A date may be that of a war, or a month."""
    if kind == "since" and begins_war(line.words.forms[date.first : date.last], line.year):
        return "war"
    return "month" if date.unit == "month" and over in _DATED - {"year"} else over


def _over(line: Line, at: int, kind: str, over: str) -> str:
    """What a span is counted from or over, once one word more is looked at."""
    word, classes = line.words.forms[at], line.words.sets[at]
    if kind == "since":
        over = _SINCE_WORDS.get(word, over)
        if over == "now" and "t_weekday" in classes and not line.near("t_now", at - 1, at):
            over = "weekday"  # «منذ صباح الأحد»
    if over in _VAGUE:
        over = over_of(classes) or over
        if over == "days" and word in {"يوم", "اليوم"}:
            over = ""
    if over in {*_VAGUE, "years"} and line.year_at(at) is not None and not _counts(line, at):
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
    first = moment.first
    nth = read_nth(line, first) if moment.last == first + 1 else None
    if nth is not None:
        return nth
    if in_dateline(line, first, moment.last):
        return Cue(first, moment.last, "said day", "", age.partition(",")[0])
    unit = moment.unit if moment.unit in _SPANS else "month" if moment.unit in {"month", "year"} else "day"
    if unit == "for":
        return None
    age = age.partition(",")[0]
    if unit == "ago" and (passed := _passed(line, moment)):
        age = passed if age == "dated" or passed == "days" else age
    if unit == "month" and of_a_time(line, first):
        return Cue(first, moment.last, "during", "month", age)
    begun = _begun(line, first) if age != "fresh" else ""
    if begun:
        return Cue(first, moment.last, "since", begun, age)
    return Cue(first, moment.last, f"said {unit}" if is_of_speech(line, first, moment.last) else unit, "", age)


def _passed(line: Line, moment: Moment) -> str:
    """«قبل عشر سنوات», «قبل أيام»: how long ago, as the words say it; not «قبل يومين», «قبل ساعات»."""
    if "ايام" in line.words.forms[moment.first : moment.last]:
        return "days"
    found = [unit_of(classes) for classes in line.words.sets[moment.first : moment.last]]
    return next((unit for unit in found if unit in {"years", "months"}), "")


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


def _word(line: Line, at: int, taken: set[int]) -> Cue | None:
    """A year, «الشهر الماضي», «في وقت سابق», «مؤخرا» …"""
    classes = line.words.sets[at]
    unit = unit_of(classes)
    if unit:
        nth = read_nth(line, at) if unit != "hours" else None
        return nth or (read_unit(line, at, unit) if at + 1 not in taken else None)
    if "year_like" in classes:
        year = line.year_at(at)
        return _year(line, at, year) if year is not None and not _counts(line, at) else None
    if "t_ago" in classes:  # «وقبل ذلك بيومين قتل سبعة»
        return Cue(at, at + 2, "before", "that") if line.word(at + 1) == "ذلك" else None
    if "t_decade" in classes:
        return Cue(at, at + 1, "year", "", "old")
    if "month" in classes:
        if line.words.clitics(at).preposition and line.word(at - 1) in _IN_MONTH:
            return None  # «في باب التبانة» is no August
        if of_a_time(line, at):
            return Cue(at, at + 1, "during", "month")
        last = line.near("t_last", at + 1, at + 2)
        return Cue(at, at + 2, "month", "", "months") if last or line.word(at - 1) in _IN_MONTH else None
    if "t_part" in classes:
        return Cue(at, at + 1, "part") if line.near("t_years", at + 1, at + 5) else None
    return read_bare(line, at)


def _counts(line: Line, at: int) -> bool:
    """«2036 شهيدا»، «(2036) شهيدا»، «بلغت الحصيلة 2036 بينهم …»: a number that looks like a year."""
    head = at + 1 + (line.word(at + 1) == ")")
    behind = line.words.sets[head] if head < line.end else frozenset()
    risen = line.word(at - 1) == "الي" and line.near("toll", at - _MOST, at)
    harmed = not _HARMING.isdisjoint(line.words.sets[at - 1]) if at > line.start else False
    return risen or harmed or not behind.isdisjoint(_COUNTED)  # «إصابة 1900 بجروح»


def _year(line: Line, at: int, year: int) -> Cue:
    begun = _begun(line, at)
    if begun:
        return Cue(at, at + 1, "since", begun, "years" if line.year is None or line.year - year > 1 else "")
    if line.near("t_war", at - 3, at):
        return Cue(at, at + 1, "war year")
    if of_a_time(line, at):
        return Cue(at, at + 1, "during", "year")  # «وشهد العام 2023 حملة اعتقالات»
    if any(line.word(place) in UNTIL for place in range(at - _COUNTED_TO, at)):
        return Cue(at, at + 1, "until year")  # «بلغ إجمالي القتلى حتى نهاية عام 2024»
    return Cue(at, at + 1, "year", "", "untold" if line.year is None else "old" if line.year > year else "this")
