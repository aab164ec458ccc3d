"""Hours told in a text, as times of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.arabic.time_words import Sign, Timed


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour told at tokens `first` … `last` - 1; `utc` where the text says so."""

    first: int
    last: int
    at: time
    utc: bool
    #: Is it the midnight at which its day ends?
    ends_day: bool = False


#: The two words with which an hour said without «الساعة» may reach to the next: «من السادسة حتى الثامنة مساء».
_TO_NEXT = frozenset({"حتي", "الي", "لغايه", "وحتي", "والي"})
#: Tokens between two hours of one span.
_APART = 5


def read_bare_clock(timed: Timed, at: int, linked: bool) -> Clock | None:
    """The hour told without «الساعة», or None: «في السادسة من صباح غد», «بحلول الحادية عشرة والنصف ليلا».

    It wants a small word before it, or an hour it is `linked` to by و, and a part of the day behind it."""
    hour = timed.hour(at)
    if hour is None or not (linked or timed.value(at - 1, "to_hour") is not None):
        return None
    last, minute = _with_parts(timed, hour[1])
    if _of_day(timed, last) or timed.value(at - 1, "sharp") is not None:
        return _clock_of(timed, at, last, hour[0], minute)
    second = last + 1 if timed.word(last) in _TO_NEXT else last
    following = timed.hour(second)
    if following is None or (second == last and not timed.word(last).startswith("و")):
        return None
    behind = _with_parts(timed, following[1])[0]
    if not _of_day(timed, behind):
        return None
    until = _clock_of(timed, second, behind, following[0], 0)
    if until is None:
        return None
    late = hour[0] + 12 * (until.at.hour >= 12 and hour[0] < following[0] < 12)
    return Clock(at, last, time(late % 24, minute), until.utc)


def goes_on(timed: Timed, before: Clock, clock: Clock) -> bool:
    """Are two hours one span: «من السابعة صباحا حتى الثانية», «بين السابعة والثامنة»?"""
    near = clock.first - before.last <= _APART
    return near and (timed.word(clock.first - 1) in _TO_NEXT or timed.word(clock.first).startswith("و"))


def _of_day(timed: Timed, at: int) -> bool:
    """Does a part of the day stand here, or a zone: «صباحا», «من فجر غد», «بعد الظهر», «بتوقيت دمشق»?"""
    if timed.word(at) in {"بتوقيت", "بالتوقيت"} or timed.value(at, "utc") is not None:
        return True
    at += timed.word(at) == "من"
    at += timed.word(at) in {"بعد", "قبل"}
    return timed.value(at, "part") is not None or timed.is_midnight(at)


def _with_parts(timed: Timed, last: int) -> tuple[int, int]:
    """Where «والنصف», «والربع» behind an hour end, and their minutes."""
    if timed.value(last, "half") is not None:
        return last + 1, 30
    if timed.value(last, "quarter") is not None:
        return last + 1, 15
    return last, 0


def read_clock(timed: Timed, at: int, sign: Sign) -> Clock | None:
    """The hour told at a token, or None: «الساعة 6:00», «الساعة السادسة والنصف صباحا», «الساعة 18,00 (15,00 ت غ)»."""
    if "hour" not in sign.values or not timed.word(at).endswith("ساعه"):
        return None
    number = at + 1
    ordinal = timed.ordinal(number)
    digits = timed.value(number, "digits")
    minute = 0
    if ordinal is not None:
        hour, last = ordinal
    elif digits is not None and int(digits) <= 24:
        hour, last = int(digits), number + 1
        if timed.word(last) in {":", "."} and timed.value(last + 1, "digits") is not None:
            minute, last = int(timed.value(last + 1, "digits") or 0), last + 2
    elif "،" in timed.word(number) or "," in timed.word(number) or "." in timed.word(number):
        parts = timed.word(number).replace("،", ",").replace(".", ",").split(",")
        if len(parts) != 2 or not all(part.isdigit() for part in parts):
            return None
        hour, minute, last = int(parts[0]), int(parts[1]), number + 1
    else:
        return None
    if timed.word(at)[:2] != "ال" and "الساع" not in timed.word(at):
        return None
    last, more = _with_parts(timed, last)
    return _clock_of(timed, at, last, hour, more or minute)


def _clock_of(timed: Timed, first: int, last: int, hour: int, minute: int) -> Clock | None:
    after = timed.past(last, "dot")
    utc = False
    for near in range(last, min(last + 5, len(timed.signs))):
        if timed.word(near) == "(":  # «الساعة 18,00 (15,00 ت غ)»: the other zone is told apart
            break
        if timed.value(near, "utc") is not None or (timed.word(near), timed.word(near + 1)) == (
            "ت",
            "غ",
        ):
            utc = True
    hour, last = _in_day(timed, hour, last, after)
    if hour > 24 or minute > 59:
        return None
    return Clock(first, last, time(hour % 24, minute), utc, ends_day=hour == 24)


def _in_day(timed: Timed, hour: int, last: int, after: int) -> tuple[int, int]:
    """The hour of 24 that the words for a part of the day make of it, and where those that belong to it end."""
    beyond, before = timed.word(after) == "بعد", timed.word(after) == "قبل"
    if timed.is_midnight(after + (beyond or before)):  # «الثانية بعد منتصف الليل», «الثانية عشرة منتصف الليل»
        early = beyond or not 0 < hour < 13
        return hour % 12 if early else hour % 12 + 12 * (2 if hour == 12 else 1), after + (beyond or before) + 2
    if beyond and timed.word(after + 1) in {"ظهر", "الظهر"}:  # its day comes behind it: «بعد ظهر غد»
        return hour + 12 * (hour < 12), after + 2
    if timed.value(after, "pm") is None:
        if timed.value(last, "pm") is None:
            return hour, last + (timed.value(last, "part") is not None)
        after = last
    night = timed.word(after).startswith("ليل")
    if night and hour == 12:
        hour = 24
    elif hour < (10 if timed.word(after).lstrip("ال").startswith("ظهر") else 12) and not (night and hour < 6):
        hour += 12
    return hour, max(last, after + 1)
