"""Moments in a text: dates, weekdays, hours and spans, resolved against the time of publication.

What it promises: each expression of time with the interval it means, as aware moments in the zone asked for. What needs
the time of publication (أمس, الجمعة, قبل أسبوع, a date without a year) is None where that is unknown. What it does not
do: religious calendars, ages, and how long ago a year was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import compress

from bot.arabic.calendar_days import Calendar, Moment
from bot.arabic.clocks import Clock, goes_on, read_bare_clock, read_clock
from bot.arabic.looking_ahead import ends_what_began, looks_ahead
from bot.arabic.months import SLASHES, month_at
from bot.arabic.time_words import Sign, Timed
from bot.arabic.words import Words

#: Tokens between an hour and the day it belongs to.
_HOUR_REACH = 9
#: An hour that is told as still to come and is longer gone than this is tomorrow's.
_GONE = timedelta(hours=6)
_DATED = timedelta(days=7)
_NAMED = "dated_name"  # «حركة 23 مارس»، «جسر 14 تموز»
#: A text with more numbers and words of time than this is a calendar, not news: the rest is not read.
_MOST = 10_000
#: The first and the last year there are: only placeholders lie there, and their yesterday or tomorrow may not exist.
_EDGES = (1, 9999)


def read_moments(words: Words, published: datetime | None, zone: tzinfo) -> tuple[Moment, ...]:
    """Every moment of an article, in the order of the text. `published` is aware, or None where it is unknown."""
    now = published.astimezone(zone) if published and published.year not in _EDGES else None
    calendar = Calendar(now, zone)
    return tuple(_Scan(words, calendar).moments())


class _Scan:
    """One article being read."""

    def __init__(self, words: Words, calendar: Calendar) -> None:
        self._words = words
        self._timed = Timed(words)
        self._calendar = calendar
        self._now = calendar.now
        signs = self._timed.signs
        told = compress(range(len(signs)), signs)  # most words say nothing of time
        self._leading = [(at, sign) for at in told if (sign := signs[at]) is not None and sign.leads][:_MOST]

    def moments(self) -> Iterator[Moment]:
        """Days and spans, with the hours that belong to them."""
        days: list[Moment] = []
        clocks: list[Clock] = []
        done = 0
        for at, sign in self._leading:
            if at < done:
                continue
            if "digits" in sign.values:
                if at and _NAMED in self._words.sets[at - 1]:
                    done = at + 2
                    continue
                found: Moment | Clock | None = self._date(at, sign)
            else:
                found = (
                    read_clock(self._timed, at, sign)
                    or read_bare_clock(self._timed, at, bool(clocks) and clocks[-1].last == at)
                    or self._span(at, sign)
                    or self._date(at, sign)
                    or self._named(at, sign)
                )
            if found is None:
                continue
            done = found.last
            if isinstance(found, Clock):
                clocks.append(found)
            else:
                days.append(found)
        yield from self._joined(days, clocks)

    # ── spans ──
    def _span(self, at: int, sign: Sign) -> Moment | None:
        kind = next((name for name in ("since", "ago", "within", "for") if name in sign.values), None)
        if kind is None:
            return None
        start = at + 1
        while self._timed.value(start, "dot") is not None and self._timed.value(start, "unit") is None:
            start += 1
        count = self._timed.count(start)
        if count is None:
            return None
        year = self._timed.value(count[1], "digits") or ""
        if len(year) == 4 and year.startswith(("19", "20")):  # منذ عام 2011
            return self._since_year(at, count[1] + 1, int(year)) if kind == "since" else None
        minutes, last = count
        ahead = kind == "within" and self._timed.value(last, "next") is not None
        last += ahead or self._timed.value(last, "last") is not None
        return self._calendar.span(at, last, "ahead" if ahead else kind, minutes)

    def _since_year(self, first: int, last: int, year: int) -> Moment:
        return Moment(first, last, "since", datetime(year, 1, 1, tzinfo=self._calendar.zone), self._now)

    # ── dates ──
    def _date(self, at: int, sign: Sign) -> Moment | None:
        digits = sign.values.get("digits")
        if digits is not None and not self._may_be_day(at, digits):
            return None
        if digits is not None and self._timed.word(at + 1) in SLASHES and self._timed.value(at + 2, "digits"):
            return self._numeric(at, digits)
        day: int | None = None
        where = at
        if digits is not None and len(digits) < 3:
            day, where = int(digits), self._timed.past(at + 1, "dot")
        elif "ordinal" in sign.values or sign.pairs:
            ordinal = self._timed.ordinal(at)
            if ordinal is not None:
                day, where = ordinal[0], self._timed.past(ordinal[1], "dot")
        month = month_at(self._timed, where, sure=day is not None)
        if month is None:
            return None
        number, last = month
        after = self._timed.past(last, "dot")
        year_text = self._timed.value(last, "digits") or self._timed.value(after, "digits") or ""
        year = int(year_text) if len(year_text) == 4 and year_text[:2] in {"19", "20"} else None
        if year is not None:
            last = (last if self._timed.value(last, "digits") == year_text else after) + 1
        if day is None:
            last += self._timed.value(last, "last") is not None
            return self._calendar.whole_month(at, last, number, year)
        return self._calendar.dated(at, last, (number, day), year)

    def _may_be_day(self, at: int, digits: str) -> bool:
        """Most numbers are no days: a day, or a date in digits, has a slash, a month or a small word behind it."""
        if len(digits) > 4:
            return False
        signs = self._timed.signs
        behind = signs[at + 1] if at + 1 < len(signs) else None
        if behind is None:
            return self._timed.word(at + 1) in SLASHES
        return len(digits) < 3 and ("month" in behind.values or "dot" in behind.values or bool(behind.pairs))

    def _numeric(self, at: int, digits: str) -> Moment | None:
        """10/3/2016 and 2016-03-10."""
        sign, second, third = (
            self._timed.word(at + 1),
            self._timed.value(at + 2, "digits") or "",
            self._timed.value(at + 4, "digits"),
        )
        if self._timed.word(at + 3) != sign or third is None:
            return None
        year, month, day = (digits, second, third) if len(digits) == 4 else (third, second, digits)
        if len(year) != 4 or not year.startswith(("19", "20")):
            return None
        return self._calendar.dated(at, at + 5, (int(month), int(day)), int(year))

    # ── days by name ──
    def _named(self, at: int, sign: Sign) -> Moment | None:
        part = sign.values.get("part") or sign.pairs.get(self._timed.word(at + 1), {}).get("part")
        day_at = at
        if part is not None:
            day_at = at + (2 if part != sign.values.get("part") else 1)
            if self._timed.value(day_at, "last") is not None:  # الليلة الماضية
                return self._calendar.part(at, day_at + 1, self._calendar.midnight(-1), part)
            day_at = self._timed.past(day_at, "dot")
        found = self._day(day_at)
        if (
            found is None
            and part is not None
            and self._timed.is_midnight(at)
            and looks_ahead(self._words, self._timed, at)
        ):
            return self._calendar.part(at, day_at, self._calendar.midnight(0), part)  # «تبدأ منتصف الليل»
        if found is None and self._timed.word(at) == "الليله":
            return self._calendar.part(at, at + 1, self._calendar.midnight(0), part or "18-30")
        if found is None:
            return None
        last, begin = found
        last, begin = self._dated_too(last, begin)
        if begin is None:
            return Moment(at, last, "part" if part else "day", None, None)
        trailing = self._timed.value(last, "part")
        if part is None and trailing is not None and self._timed.word(last).endswith("ا"):
            part, last = trailing, last + 1
        if part is not None:
            return self._calendar.part(at, last, begin, part)
        return self._calendar.whole_day(at, last, begin)

    def _dated_too(self, last: int, begin: datetime | None) -> tuple[int, datetime | None]:
        """«صباح اليوم 26 شباط»: a date right behind says which day is meant, if it is near (years are misprinted)."""
        sign = self._timed.signs[last] if last < len(self._timed.signs) else None
        dated = self._date(last, sign) if sign is not None and "digits" in sign.values else None
        if dated is None or dated.begin is None or begin is None or abs(dated.begin - begin) > _DATED:
            return last, begin
        return dated.last, dated.begin

    def _day(self, at: int) -> tuple[int, datetime | None] | None:
        """Where the words for a day end, and its midnight: «اليوم الجمعة», «أمس الأول», «يوم غد، السبت»."""
        shift, weekday = self._timed.value(at, "day"), self._timed.value(at, "weekday")
        if shift is not None:
            offset: int | None
            offset, last = self._shifted(at, int(shift))
        elif weekday is not None:
            offset, last = self._of_week(at, int(weekday))
        else:
            return None
        return last, self._calendar.midnight(offset) if offset is not None else None

    def _shifted(self, at: int, offset: int) -> tuple[int, int]:
        """Days from publication for أمس, غد and their like, and where the words (and a weekday behind them) end."""
        last = at + 1
        if offset == -1 and self._timed.value(last, "ordinal") == "1":
            offset, last = -2, last + 1
        if offset == 1 and self._timed.value(at - 1, "after") is not None:
            offset = 2
        skip = last + (self._timed.word(last) in {"،", ","})
        return offset, skip + 1 if self._timed.value(skip, "weekday") is not None else last

    def _of_week(self, at: int, weekday: int) -> tuple[int | None, int]:
        """The same for a weekday: past unless it is said to be next, or the sentence looks ahead: today will do."""
        last = at + 1
        for which in ("last", "next"):
            if self._timed.value(last, which) is not None:
                return self._calendar.weekday(weekday, which), last + 1
        shift = self._timed.value(last, "day")
        if shift is not None:
            return int(shift), last + 1
        return self._calendar.weekday(weekday, "coming" if looks_ahead(self._words, self._timed, at) else ""), last

    # ── putting together ──
    def _joined(self, days: list[Moment], clocks: list[Clock]) -> Iterator[Moment]:
        """Days and spans; an hour takes the day beside it, else the day of publication."""
        taken: set[int] = set()
        hours: list[Moment] = []
        firsts = [day.first for day in days]
        before: Clock | None = None
        day: Moment | None = None
        for clock, after in zip(clocks, [*clocks, None][1:], strict=True):
            beyond = after.first if after is not None and goes_on(self._timed, clock, after) else None
            near = self._beside(clock, days, bisect_left(firsts, clock.first), taken, beyond)
            span = before if before is not None and goes_on(self._timed, before, clock) else None
            if near is not None:
                taken.add(near)
                if span is not None and day is None:  # «من السابعة حتى الثامنة من مساء غد»
                    hours[-1] = self._at(span, days[near], alone=True, shift=-(span.at > clock.at))
                day = days[near]
                hours.append(self._at(clock, day))
            else:
                day = day if span is not None else None
                over = day is not None and span is not None and span.at > clock.at
                hours.append(self._at(clock, day, alone=True, shift=int(over)))
            before = clock
        rest = [day for number, day in enumerate(days) if number not in taken]
        yield from sorted([*rest, *hours], key=lambda moment: moment.first)

    def _beside(self, clock: Clock, days: list[Moment], behind: int, taken: set[int], beyond: int | None) -> int | None:
        """Which day an hour belongs to: the nearest that no other has, and before the hour that goes on from it."""
        near: list[tuple[int, int]] = []
        for number in range(max(0, behind - 2), min(len(days), behind + 2)):
            gap = max(days[number].first - clock.last, clock.first - days[number].last)
            others = number in taken or (beyond is not None and days[number].first > beyond)
            others = others or (
                clock.last <= days[number].first - 1 and ends_what_began(self._timed, days[number].first - 1)
            )
            if not others and gap <= _HOUR_REACH and days[number].unit in {"day", "part"}:
                near.append((gap, number))
        return min(near)[1] if near else None

    def _at(self, clock: Clock, day: Moment | None, alone: bool = False, shift: int = 0) -> Moment:
        """An hour of a day, else of that of publication, or of the next where it is to come.

        `alone`: the words for the day are another hour's, `shift` days from this one's.
        """
        first, last = clock.first, clock.last
        if day and not alone:
            first, last = min(first, day.first), max(last, day.last)
        base = day.begin if day else self._now
        if base is None:
            return Moment(first, last, "hour", None, None)
        at = datetime.combine(base.date(), clock.at, tzinfo=UTC if clock.utc else self._calendar.zone)
        late = (
            day is None
            and self._now is not None
            and self._now - at > _GONE
            and looks_ahead(self._words, self._timed, clock.first)
        )
        begin = (at + timedelta(days=shift + (late or clock.ends_day))).astimezone(self._calendar.zone)
        return Moment(first, last, "hour", begin, begin)
