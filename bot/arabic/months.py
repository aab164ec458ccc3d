"""The names of months in a text: «آب», «آب/ أغسطس», «تشرين الأول (أكتوبر)»."""

from __future__ import annotations

from bot.arabic.time_words import Timed

SLASHES = frozenset("/-\\")


def month_at(timed: Timed, at: int, *, sure: bool) -> tuple[int, int] | None:
    """A month's number and where its names end; paired names («آب/ أغسطس») are one."""
    found: tuple[int, int] | None = None
    while True:
        sign = timed.signs[at] if at < len(timed.signs) else None
        if sign is None:
            break
        pair = sign.pairs.get(timed.word(at + 1), {}).get("month")
        value = pair or sign.values.get("month")
        if value is None:
            break
        last = at + (2 if pair else 1)
        sure = sure or "shy" not in sign.values or bool(pair) or found is not None
        if found is not None and int(value) != found[0]:
            break
        found = (int(value), last)
        at = last + (timed.word(last) in SLASHES or timed.word(last) == "(")
    if found is None:
        return None
    next_is_year = len(timed.value(found[1], "digits") or "") == 4
    if timed.word(found[1]) == ")":
        found = (found[0], found[1] + 1)
    return found if sure or next_is_year else None
