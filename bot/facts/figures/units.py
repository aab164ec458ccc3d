"""Cues made of a word for hours, days, months or years: «الأسبوع الماضي», «في ثلاثة أيام», «بعد أسبوع من القتال»."""

from __future__ import annotations

from functools import lru_cache

from bot.facts.figures.line import Cue, Line
from bot.facts.figures.tolls import of_a_span

#: The words a unit may be, longest span first.
LONG = {"t_years": "years", "t_months": "months", "t_days": "days", "t_hours": "hours"}
#: What a span is counted from or over: the first such word behind «منذ» or «خلال» says it.
_OVER = {
    "t_war": "war", "t_offensive": "offensive", "t_strike": "strike", "topic_attack": "strike", "t_years": "years",
    "t_months": "months", "t_hours": "hours", "t_days": "days", "t_weekday": "weekday", "t_now": "now",
    "t_today": "now", "t_decade": "years", "t_upheaval": "upheaval", "t_span": "span",
}  # fmt: skip
_MANY = frozenset({".plural", ".dual"})
_WHICH = ("t_last", "t_current", "t_recent")
_NUMBER = frozenset({"number", "digits"})
#: What may stand between «بعد» or «في» and its unit: «بعد أكثر من ثلاثة أسابيع», «في أقل من شهر».
_ABOUT = frozenset({"اكثر", "اقل", "ازيد", "من", "نحو", "حوالي", "قرابه", "زهاء", "مرور", "مضي", "بضعه", "عده"})
_IN, _AFTER = frozenset({"في", "وفي", "خلال"}), frozenset({"بعد", "وبعد"})
_FROM = frozenset({"من", "علي"})
_THIS = frozenset({"هذا", "هذه", "وهذا"})
_NEXT = frozenset({"بعدها", "وبعدها", "بعده", "وبعده", "قبلها", "وقبلها", "قبله", "وقبله"})
_FIRST = frozenset({"الاولي", "الاول"})
#: A part of a month or a year: «أواخر نيسان», «مطلع العام».
PART_OF = frozenset(
    each + part for each in ("", "ب", "و", "في") for part in ("منتصف", "مطلع", "اوائل", "اواخر", "مستهل")
)
_SINCE = frozenset({"منذ", "من", "ومنذ", "ومن", "حتي", "الي"})
_A_YEAR = frozenset({"العام", "السنه", "عام"})
_BARE = frozenset((
    "ساعه", "ساعات", "ساعتين", "يوم", "يوما", "يومين", "ايام", "اسبوع", "اسبوعا", "اسبوعين", "اسابيع", "شهر", "شهرا",
    "شهرين", "اشهر", "شهور", "عام", "عاما", "عامين", "اعوام", "سنه", "سنتين", "سنوات", "سنين", "عقد", "عقدا", "عقدين",
    "عقود",
))  # fmt: skip
_DAY, _ONE = "يوم", "واحد"
_BACK = 5
#: So far before a span stands what it saw.
_SAW = 2
_DAYS = frozenset({"يوم", "يوما", "اليوم"})


@lru_cache(maxsize=4096)
def over_of(classes: frozenset[str]) -> str:
    """What a span is counted from or over, as one word says it; "" where it does not."""
    return next((said for name, said in _OVER.items() if name in classes), "")


@lru_cache(maxsize=4096)
def unit_of(classes: frozenset[str]) -> str:
    """The unit that a word is; "" for other words."""
    return next((said for name, said in LONG.items() if name in classes), "")


def read_unit(line: Line, at: int, unit: str) -> Cue | None:
    """What a word of a unit says together with those beside it."""
    many = "" if line.words.sets[at].isdisjoint(_MANY) else "s"
    if line.word(at) in _DAYS and line.near("t_bloody", at + 1, at + 2):
        return Cue(at, at + 2, "day", "", "fresh")  # «غداة يوم دام قتل فيه …»
    if _part_of_year(line, at):
        return Cue(at - 1, at + 1, "earlier in", "years")
    if of_a_span(line, at):
        whole = at + 1 + any(line.near(each, at + 1, at + 2) for each in _WHICH)
        return Cue(at, whole, "this" if unit == "years" else "during", unit)  # «حصيلة الأسبوع», «ضحايا الشهر الجاري»
    if line.near("t_last", at + 1, at + 2 if line.near("comma", at + 1, at + 2) else at + 3):
        if unit != "hours" and line.near("t_saw", at - _SAW, at):
            return Cue(at, at + 2, "during", unit)  # «شهد الأسبوع الماضي مقتل …»
        return Cue(at, at + 2, f"last{many}", unit)
    if line.near("t_recent", at + 1, at + 3):
        return Cue(at, at + 2, f"recent{many}", unit)
    if not _FIRST.isdisjoint(line.word(place) for place in range(at + 1, at + 4)):
        return Cue(at, at + 3, "during", unit)  # «الأشهر الستة الأولى من العام»
    if line.near("t_current", at + 1, at + 2) or line.word(at - 1) in _THIS:
        return _current(line, at, unit)
    day_after = line.word(at) == _DAY and line.word(at + 1) in _FROM and line.word(at - 1) in _AFTER
    if line.word(at)[-len(_DAY) :] == _DAY and line.word(at + 1) != _ONE and not day_after:
        return None  # «في يوم الجمعة», «اليوم الثالث من المعارك»
    return _counted(line, at, unit)


def _part_of_year(line: Line, at: int) -> bool:
    """«مطلع العام», not «منذ مطلع العام», «مطلع عام 2014»."""
    part = line.word(at) in _A_YEAR and line.word(at - 1) in PART_OF
    return part and line.word(at - 2) not in _SINCE and not line.year_at(at + 1)


def _counted(line: Line, at: int, unit: str) -> Cue | None:
    """«أسبوع من القتال», «بعد أسبوع من هجوم», «في ثلاثة أيام», «قبل سنوات»."""
    if line.word(at - 1) in _NEXT and line.word(at)[0] == "ب":
        return Cue(at - 1, at + 1, "before", "that")  # «وبعدها بشهر»
    before, head = _before(line, at)
    if line.word(at + 1) == "من" and line.lasting(at + 2) and unit != "hours":
        return Cue(at, at + 3, "during", _over(line, at, unit))
    if line.word(at + 1) in _FROM and before in _AFTER:
        return Cue(head, at + 2, "after", unit)
    if before in _IN and _bare(line, at):
        return Cue(head, at + 1, "during", _over(line, at, unit))
    return Cue(at - 1, at + 1, "ago", unit) if line.near("t_ago", at - 1, at) else None


def _bare(line: Line, at: int) -> bool:
    """Is it just so long, not «في الأسبوع الأول», «في شهرها التاسع», «في عام 2014» or «في شهر تموز»?"""
    return line.word(at) in _BARE and not (line.year_at(at + 1) or line.near("month", at + 1, at + 2))


def _current(line: Line, at: int, unit: str) -> Cue:
    """«هذا الشهر», «العام الجاري»; «في 18 من الشهر الحالي» is a day."""
    if unit == "months" and (line.word(at - 1) == "من" or line.word(at - 1).isdigit()):
        return Cue(at - 1, at + 2, "day of", "this")
    return Cue(at, at + 2, "this", unit)


def _before(line: Line, at: int) -> tuple[str, int]:
    """The preposition before a unit and the number it may have, and where it stands; "" where there is none."""
    for place in range(at - 1, max(at - _BACK, line.start) - 1, -1):
        word = line.word(place)
        if word in _IN or word in _AFTER:
            return word, place
        if "t_lasted" in line.words.sets[place]:  # «معارك استمرت ثلاثة أيام»
            return "في", place
        if word not in _ABOUT and line.words.sets[place].isdisjoint(_NUMBER):
            break
    return "", at


def _over(line: Line, at: int, unit: str) -> str:
    if unit == "days" and ("t_two" in line.words.sets[at] or line.word(at + 1) == _ONE):
        return "two days" if line.word(at) in {"يومين", "يوم"} else unit
    return unit
