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
    if timed.value(last, "half") is not None:
        minute, last = 30, last + 1
    elif timed.value(last, "quarter") is not None:
        minute, last = 15, last + 1
    return _clock_of(timed, at, last, hour, minute)


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
    if timed.value(after, "pm") is not None or timed.value(last, "pm") is not None:
        late = timed.word(after if timed.value(after, "pm") is not None else last)
        if hour < 12 and not (late.startswith("ليل") and hour < 6):
            hour += 12
        last = max(last, after + 1 if timed.value(after, "pm") is not None else last + 1)
    elif timed.value(last, "part") is not None:
        last += 1
    if hour > 24 or minute > 59:
        return None
    return Clock(first, last, time(hour % 24, minute), utc)
