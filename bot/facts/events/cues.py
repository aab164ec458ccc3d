"""How an event is spoken of: the marks that the words, days and places around a mention leave on it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import timedelta
from operator import itemgetter

from bot.arabic.alphabet import led_by
from bot.arabic.calendar_days import Moment
from bot.arabic.patterns import Hit
from bot.facts.events.marks import AIM, DENIED, NOT, THREATENED, bits
from bot.facts.events.negation import weighed
from bot.facts.events.signs import AHEAD, FRESH, LASTING, OLD, PLACE, REACH, SOME_TIME, STOP, Cues, Sign, Unsure
from bot.facts.page import Page

_FUTURE = re.compile("[وف]?س[يتن]")
_PRESENT = re.compile("[يتن][ء-ي]{3}|(?!تم)[يت][ء-ي]{2}")

#: What happened longer ago is not today's news.
_NEWS = timedelta(days=4)
_DAYS = frozenset({"day", "part"})
_SPANS = frozenset({"since", "within", "for"})
_NOT_LONG_AGO = frozenset({"cue_now", "cue_days", "cue_year", "cue_month", "cue_without", "people", "title"})
#: «وقف إطلاق النار» is the name of a truce: what follows it was not stopped.
_LAUNCH, _FIRE = "ev_launch", "topic_fire"
#: So far before «منذ» stands the word that makes news of it.
_FIRST_REACH = 9
#: What a verb that looks ahead begins with.
_FUTURE_FIRST = frozenset("وفس")
#: What says that something is not of today.
_AGO = bits({"past", "old"})
#: Marks that only some of what stands behind their words bears.
_TAKEN_BACK = NOT | DENIED | THREATENED | bits({"stop"})
#: Clitic letters of a word that «ل» stands before: «لاستعادة البلدة» tells what is wanted, not what is done.
_AIMS = led_by("l")


class CueRow:
    """The words, days and places of an article that say how things are told, in one row with what each leaves."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._words = words = page.words
        self._published = page.article.published
        self._year = str(self._published.year) if self._published else ""
        row: list[tuple[int, Sign]] = []
        sure, unsure, forms = cues.sure.get, cues.unsure, words.forms
        for match in cues.telling.finditer(words.letters):
            at, letter = match.start(), match[0]
            sign = sure(letter)
            if sign is None:
                signs = unsure[letter]
                if signs.mere_verb and forms[at][:1] not in _FUTURE_FIRST:
                    continue
                sign = self._heard(at, signs)
            if sign and not (at and letter in cues.otherwise and cues.otherwise[letter] in words.sets[at - 1]):
                row.append((at, sign))
        row += [(moment.first, self._age(moment)) for moment in page.moments]
        row += [(place.first, PLACE) for place in page.places if not place.role and place.kind != "country"]
        row.sort(key=itemgetter(0))
        self._row = row
        self._at = [at for at, _ in row]

    def _heard(self, at: int, signs: Unsure) -> Sign | None:
        """What a word that may point back or ahead leaves here; nothing, if it is a mere present verb or this year."""
        if STOP in signs.classes and self._is_truce(at + 1):
            return None
        past = signs.may_be_past and self._past(at, signs.classes)
        if signs.may_be_future and self._future(at, signs.classes):
            return signs.both if past else signs.future
        return signs.past if past else signs.plain

    def _is_truce(self, at: int) -> bool:
        """Do «النار», «إطلاق النار» stand at this place? «وقف إطلاق الصواريخ» is no truce."""
        if _LAUNCH in self._classes(at):
            at += 1
        return _FIRE in self._classes(at)

    def _future(self, at: int, here: frozenset[str]) -> bool:
        if "cue_might" in here:  # «قد تشهد» looks ahead, «قد شهدت» does not
            following = self._words.forms[at + 1] if at + 1 < len(self._words.forms) else ""
            return _PRESENT.match(following) is not None and ".past" not in self._classes(at + 1)
        return _FUTURE.match(self._words.forms[at]) is not None

    def marks(self, hits: Iterable[Hit]) -> list[int]:
        """What stands around each hit, within its sentence."""
        row, row_at, bounds, code = self._row, self._at, self._words.bounds, self._words.code
        size = len(row)
        out: list[int] = []
        for _, start, end, _ in hits:
            since, last = bounds[start]
            until = min(last, end + REACH)
            if since < start - REACH:
                since = start - REACH
            found = AIM if code[2 * start + 1] in _AIMS else 0
            number = bisect_left(row_at, since)
            while number < size:
                at, sign = row[number]
                if at >= until:
                    break
                if at <= start:
                    found |= sign[0][start - at]
                else:
                    sees = sign[1][at - end + 1 if at >= end else 0]
                    found |= sees & ~_AGO if sees & _AGO and self._parted(start, end, at) else sees
                number += 1
            out.append(weighed(self._words, start, found) if found & _TAKEN_BACK else found)
        return out

    def _parted(self, start: int, end: int, at: int) -> bool:
        """Does a time at a token behind a mention belong to another clause?

        «سيطر على المعسكر الذي نزح سكانه العام الماضي», «اشتباكات رغم هدنة …», not «المعارك العنيفة التي دارت …».
        """
        sets = self._words.sets
        whose = end if ".past" in sets[start] or ".present" in sets[start] else end + 2
        return any(
            "cue_clause" in sets[near] or ("cue_which" in sets[near] and near >= whose) for near in range(end, at)
        )

    def _age(self, moment: Moment) -> Sign:
        """What a moment says of the news: `old`, `fresh`, `ahead`, `lasting`, or `some time`."""
        if moment.unit in _SPANS:
            return LASTING
        if moment.unit == "ago" and self._long_ago(moment):
            return OLD
        if moment.begin is None or moment.until is None or self._published is None:
            # Unknown publication: «أمس» and «الجمعة» are news all the same, «5 أيار» may be any year's.
            told = range(moment.first, moment.last)
            named = moment.unit in _DAYS and all("digits" not in self._words.classes(at) for at in told)
            return FRESH if named else SOME_TIME
        if self._published - moment.until > _NEWS:
            return LASTING if self._since(moment.first) else OLD
        return AHEAD if moment.begin > self._published else FRESH

    def _long_ago(self, moment: Moment) -> bool:
        """«قبل عامين»: is that years before the news, whenever that was?"""
        sets = self._words.sets
        return any("cue_year" in sets[at] for at in range(moment.first, moment.last))

    def _past(self, at: int, here: frozenset[str]) -> bool:
        """Does a year, a month or «منذ» at this place point back beyond the news?"""
        if "year_like" in here:
            other = bool(self._year) and self._words.forms[at] != self._year
            return other and not self._since(at - 1) and not (self._since(at) and self._first(at))
        following = self._classes(at + 1)
        if "cue_since" in here:
            return ("cue_year" in following or "cue_year" in self._classes(at + 2)) and not self._first(at)
        if "cue_last" in here:  # «الجمعة الماضي» is news, «نيسان الماضي» is not; «قيادي سابق» says who
            return at > 0 and self._words.sets[at - 1].isdisjoint(_NOT_LONG_AGO)
        return "cue_last" in following

    def _since(self, at: int) -> bool:
        """«منذ أيار 2024 تحاصر …» tells of what goes on: does «منذ» stand right before the month at this place?"""
        return at > 0 and "cue_since" in self._words.sets[at - 1]

    def _first(self, at: int) -> bool:
        """«أول قافلة منذ عام 2012», «الأعنف منذ سنوات» are news: does a word for it stand before this place?"""
        return any("cue_first" in classes for classes in self._words.sets[max(at - _FIRST_REACH, 0) : at])

    def _classes(self, at: int) -> frozenset[str]:
        sets = self._words.sets
        return sets[at] if at < len(sets) else frozenset()
