"""Days and months as moments: what a date, a weekday or a part of a day means, seen from the time of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

#: A date without a year is the nearest one that is at most this far ahead.
_AHEAD = timedelta(days=120)
#: Units of moments that lie within one day.
OF_A_DAY = frozenset({"day", "part", "hour"})


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression of time: tokens `first` … `last` - 1.

    `begin` (included) and `until` (not included) are aware; both None where the text alone cannot tell. `unit` says how
    exact it is: hour, part (of a day), day, month, year, or since, within, for, ago (a span). `length` is the length of
    what lasts (لمدة 72 ساعة), else None.
    """

    first: int
    last: int
    unit: str
    begin: datetime | None
    until: datetime | None
    length: timedelta | None = None

    @property
    def day(self) -> date | None:
        """The day it begins on."""
        return self.begin.date() if self.begin else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Resolves days. `now` is the time of publication in `zone`, None where it is unknown."""

    now: datetime | None
    zone: tzinfo

    def dated(self, first: int, last: int, day: tuple[int, int], year: int | None) -> Moment | None:
        """A (month, day) with or without its year; None for one that no calendar has."""
        if year is None and self.now is None:
            return Moment(first, last, "day", None, None) if 1 <= day[0] <= 12 and 1 <= day[1] <= 31 else None
        years = [year] if year is not None else [self.now.year + one for one in (1, 0, -1)] if self.now else []
        for each in years:
            try:
                begin = datetime(each, *day, tzinfo=self.zone)
            except ValueError:  # 31 June, 29 February, month 13
                continue
            if year is not None or (self.now is not None and begin - self.now <= _AHEAD):
                return self.whole_day(first, last, begin)
        return None

    def whole_day(self, first: int, last: int, begin: datetime) -> Moment:
        """The day that begins at a midnight."""
        return Moment(first, last, "day", begin, self.after(begin, 24))

    def whole_month(self, first: int, last: int, month: int, year: int | None) -> Moment:
        """A month; without a year the latest one that has begun."""
        if year is None and self.now is not None:
            year = self.now.year - (month > self.now.month)
        if year is None:
            return Moment(first, last, "month", None, None)
        begin = datetime(year, month, 1, tzinfo=self.zone)
        following = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=self.zone)
        return Moment(first, last, "month", begin, following)

    def part(self, first: int, last: int, begin: datetime | None, hours: str) -> Moment:
        """Some hours («18-30») of the day that begins at a midnight."""
        if begin is None:
            return Moment(first, last, "part", None, None)
        start, _, end = hours.partition("-")
        return Moment(first, last, "part", self.after(begin, int(start)), self.after(begin, int(end)))

    def span(self, first: int, last: int, kind: str, minutes: int) -> Moment:
        """What is counted from the time of publication (since, within, ago, ahead); `for` has but a length."""
        length = timedelta(minutes=minutes)
        if kind == "for" or self.now is None:
            return Moment(first, last, "within" if kind == "ahead" else kind, None, None, length)
        if kind == "ahead":
            return Moment(first, last, "within", self.now, self.now + length, length)
        begin = self.now - length
        if kind != "ago":
            return Moment(first, last, kind, begin, self.now, length)
        day = timedelta(days=1)
        if length >= day:
            begin = datetime.combine(begin.date(), time(), tzinfo=self.zone)
        return Moment(first, last, "ago", begin, begin + min(length, day), length)

    def midnight(self, days: int) -> datetime | None:
        """The beginning of the day so many days from that of publication."""
        if self.now is None:
            return None
        return datetime.combine(self.now.date() + timedelta(days=days), time(), tzinfo=self.zone)

    def after(self, begin: datetime, hours: int) -> datetime:
        """So many hours of the clock after a midnight: days of 23 and 25 hours count 24."""
        return datetime.combine(begin.date() + timedelta(days=hours // 24), time(hours % 24), tzinfo=self.zone)

    def weekday(self, weekday: int, which: str) -> int | None:
        """Days from that of publication to a weekday: the latest one, the one `coming` (today, if it is that day), the
        `next` behind today, or the `last` before it.
        """
        if self.now is None:
            return None
        back = (self.now.weekday() - weekday) % 7
        if which == "coming":
            return -back % 7
        if which == "next":
            return 7 - back
        return -(back or 7) if which == "last" else -back
