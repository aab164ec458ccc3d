"""How old is what is told of a ceasefire? By the moment told nearest to it and to the words that govern it.

`fresh` up to three days, `stale` up to six weeks, `old` up to a year, `ancient`; `dated`: a day of a month, where the
day of publication is unknown; `since`; `untold`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.arabic.calendar_days import OF_A_DAY, Moment
from bot.arabic.words import Words
from bot.facts.ceasefires.aside import aside_of
from bot.facts.ceasefires.claims import Chain
from bot.facts.ceasefires.mentions import Mention
from bot.facts.ceasefires.words import beside_words
from bot.facts.page import Page

FRESH = timedelta(days=4)  # the label guide's three days, from the midnight they begin with
_WEEK = timedelta(days=8)
_DAY = timedelta(days=1)
_STALE = timedelta(days=45)
_OLD = timedelta(days=400)
_YEAR = timedelta(days=365)
#: So many tokens around a mention are looked at: what a newsroom writes has fewer.
_AROUND = 40
#: So near before a moment stands that something begins then.
_BEGINS = 3
#: Tokens behind «بعد», «قبل» that tell how long.
_LAPSE = 5
#: How a ceasefire came to be, right behind «الذي», and what ends a clause that tells it; so far behind stands when.
_CAME, _CLAUSE = frozenset({"cf_announce", "cf_begin", "cf_agree", "cf_mediate"}), frozenset({"comma", "cf_runs_out"})
_NAMED, _WHEN = 3, 11
_HOW_LONG = frozenset({"cf_duration", "cf_month", "number", "digits", "cf_length"})
_WEEKS = frozenset({"اسبوعين", "شهرين", "اسبوعا", "شهرا"})
_SINCE = "منذ"
_SPANS, _DATED = frozenset({"cf_month", "month", "cf_season"}), frozenset({"digits", "month"})
_RELATIVE = frozenset({"cf_weekday", "cf_today", "cf_yesterday", "cf_tomorrow"})
#: A day that no month of any year is without.
_EVERY_MONTH = 28


def age_of(page: Page, mention: Mention, chain: Chain) -> str:
    """The age of a mention, as the head of this file names them."""
    start, end = max(mention.sentence[0], mention.start - _AROUND), min(mention.sentence[1], mention.end + _AROUND)
    nearest, found = _AROUND, "untold"
    if "after" in chain.rows:
        lapsed = _lapsed(page.words, chain.first + 1, min(mention.start, chain.first + _LAPSE))
        if lapsed:
            return lapsed
    aside = range(mention.end, aside_of(page.words, mention.end, end))
    for at, age in told_ages(page, start, end):
        if at in aside:
            continue
        if age == "since" and (_is_of_whom(page.words, at, mention.start) or _is_of_first(page.words, at, chain.first)):
            continue
        if at < chain.first and "year_like" in page.words.sets[at] and page.words.forms[at - 1] == _SINCE:
            continue  # «أول قافلة منذ 2012، بعد بدء هدنة …»
        away = max(chain.first - at, at - mention.end, 0)
        if age and age != "untold" and away < nearest:
            nearest, found = away, age
    return found


def is_just_made(page: Page, mention: Mention) -> bool:
    """«خرق الهدنة التي أعلنتها قطر مساء أمس»: whatever else is said of it, it is new."""
    sets, last = page.words.sets, mention.sentence[1]
    named = range(mention.end, min(mention.end + _NAMED, last))
    which = next((at for at in named if "cf_which" in sets[at]), last)
    if which == last and mention.end < last:
        which = _told_so(page.words, mention) or last  # «هدنة رعاها المفتي أمس»
    if which + 1 >= last or _CAME.isdisjoint(sets[which + 1]) or "cf_not" in sets[which + 1]:
        return False
    if any(_is_of_first_days(page.words, at) for at in range(which + 1, min(which + _WHEN, last))):
        return True
    end = min(which + _WHEN, last)
    end = next((at for at in range(which, end) if not _CLAUSE.isdisjoint(sets[at])), end)
    ages = sorted(each for each in told_ages(page, which, end) if each[1])  # the first time told in its clause
    hour = not ages and not beside_words().by_night.isdisjoint(page.words.forms[which:end])
    gone = any("cf_last" in one for one in sets[which:end])  # «الأربعاء الماضي» may be a week ago
    return (hour or (bool(ages) and ages[0][1] == "fresh")) and not gone


def is_of_late(page: Page, mention: Mention, chain: Chain, broken: bool) -> bool:
    """«منذ أن سكتت المدافع أمس»، «منذ صباح اليوم»: since so lately that it is new.

    «في ثاني أيام الهدنة» too, where it is `broken` then.
    """
    words = page.words
    lasts = mention.end < len(words) and "cf_duration" in words.sets[mention.end]  # «في ثاني أيام هدنة مدتها يومان»
    lasts = lasts and not words.clitics(mention.start).article
    if (broken or lasts) and "nth day of" in chain.rows:
        days = range(max(mention.sentence[0], mention.start - _LAPSE), mention.start)
        return any("cf_nth" in words.sets[at] and words.forms[at] in beside_words().second for at in days)
    since = chain.claim.startswith("since")
    if not (since or chain.claim == "in_force") or "> of last year" in chain.marks or page.article.published is None:
        return False
    last = min(mention.end + _NAMED, mention.sentence[1])
    told = [one for one in page.moments if chain.first <= one.first < last and one.begin is not None]
    begun = [one.begin for one in told if one.begin and (since or "cf_since" in words.sets[one.first - 1])]
    return any(-_DAY <= page.article.published - one <= FRESH for one in begun)


def is_late(page: Page, begin: datetime) -> bool:
    """Is a moment of the last weeks?"""
    published = page.article.published
    return published is not None and published - begin <= _STALE


def _told_so(words: Words, mention: Mention) -> int:
    """The token before what came of an indefinite one, told behind it without «التي»; 0 = it is not told so."""
    if words.clitics(mention.start).article or words.clitics(mention.end - 1).article:
        return 0
    last = mention.sentence[1] - 1
    at = next((at for at in range(mention.end, last) if words.sets[at].isdisjoint(_HOW_LONG)), last)
    return at - 1 if ".past" in words.sets[at] and "cf_fragile" not in words.sets[at] else 0


def _is_of_first_days(words: Words, at: int) -> bool:
    """«التي دخلت يومها الثالث»: a day that is news still."""
    day = "cf_itsday" in words.sets[at] and words.forms[at].startswith("يوم")
    return day and words.forms[at + 1 : at + 2] != [] and words.forms[at + 1] in beside_words().early


def told_ages(page: Page, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The ages told between two tokens, each with its token."""
    words, within = page.words, set[int]()
    for moment in page.moments:
        if not start <= moment.first < end or moment.unit == "within":  # «هدنة خلال شهر رمضان»: what it is for
            continue
        if _names(words, moment.first - 1) or words.forms[moment.first - 1] in beside_words().raging:
            continue
        within.update(range(moment.first, moment.last))
        if beside_words().thereafter.isdisjoint(words.forms[moment.last : moment.last + 1]):  # «في اليوم التالي»
            yield moment.first, "fresh" if _begins(words, moment) else _of_moment(page, moment)
    telling = [at for at in range(start, end) if not words.sets[at].isdisjoint(_TELLING)]
    for cue, tell in _TELLING.items() if telling else ():
        for at in telling:
            if cue in words.sets[at] and (cue != "year_like" or at not in within):
                yield at, tell(page, at)


def _begins(words: Words, moment: Moment) -> bool:
    """«وقفا لإطلاق النار يبدأ في العاشر من أيار»: it is still to come, whatever the year."""
    before = words.sets[max(0, moment.first - _BEGINS) : moment.first]
    since = moment.unit == "since" or any("cf_since" in one for one in before)
    return not since and any({".present", "cf_begin"} <= one for one in before)


def _names(words: Words, at: int) -> bool:
    """«حركة 23 مارس»، «حركة "23 مارس"»: does a word, or the one before its quotation mark, have a day as its name?"""
    before = at - ("quote" in words.sets[at])
    return before >= 0 and words.forms[before] in beside_words().named_by_day


def _is_of_whom(words: Words, at: int, first: int) -> bool:
    """«المسلحون، الذين يقاتلون منذ أشهر، أعلنوا هدنة»: is it told of somebody, in an aside before token `first`?"""
    commas = [one for one in range(words.bounds[at][0], first) if "comma" in words.sets[one]]
    before = [one for one in commas if one < at]
    if not len(commas) > len(before) > 0:
        return False
    opens = before[-1] + 1  # «القبيلتان، المتقاتلتان منذ أسابيع، اتفقتا …»
    return "cf_which" in words.sets[opens] or words.clitics(opens).article


def _is_of_first(words: Words, at: int, first: int) -> bool:
    """«في أول خطوة منذ عامين، أعلنت الحكومة هدنة»: since when nothing like it was, before token `first`?"""
    if not any("comma" in words.sets[one] for one in range(at, first)):
        return False
    return any(words.forms[one] in beside_words().firstly for one in range(words.bounds[at][0], at))


def _lapsed(words: Words, start: int, end: int) -> str:
    """«بعد ثلاثة أسابيع على اتفاق …»، «بعد أكثر من شهر على …»: how old that makes it; "" where no such time is told."""
    said = frozenset[str]().union(*words.sets[start:end])
    if not said.isdisjoint({"cf_year"}):
        return "old"
    weeks = not _WEEKS.isdisjoint(words.forms[start:end])
    return "stale" if weeks or "cf_month" in said else ""


def _ago(page: Page, at: int) -> str:
    """«قبل نحو شهر»، «قبل عشرة أيام»، «قبل ذلك بأسابيع»؛ not «قبل يوم من الهدنة»."""
    words, known = page.words, beside_words()
    at += words.forms[at + 1 : at + 2] == ["ذلك"]
    for there in range(at + 1, min(at + _LAPSE, len(words))):
        said = words.sets[there]
        if not said.isdisjoint({"cf_year", "cf_month", "cf_duration"}):
            if "من" in words.forms[there + 1 : there + 3]:
                return ""
            if "cf_year" in said:
                return "ancient" if ".plural" in said else "old"
            if "cf_month" in said or words.forms[there] in _WEEKS:
                return "stale"
            days = words.forms[there] in known.days
            return "stale" if days and words.forms[there - 1] not in known.few else "fresh"
        if words.forms[there] not in known.about and said.isdisjoint({"number", "digits"}):
            return ""
    return ""


def _last(page: Page, at: int) -> str:
    """«الأسبوع الماضي»، «العام الماضي»، «السنوات الماضية»، «مؤخرا»."""
    if "cf_recent" in page.words.sets[at]:
        return "stale"
    said = page.words.sets[at - 1] if at else frozenset()
    if "cf_year" in said:
        return "ancient" if ".plural" in said else "old"
    return "" if said.isdisjoint(_SPANS) else "stale"


def _this(page: Page, at: int) -> str:
    """«مطلع الشهر الجاري»، «في وقت سابق من هذا العام»."""
    words = page.words
    beside = at - 1 if "cf_current" in words.sets[at] else at + 1
    if not 0 < beside < len(words) or words.forms[beside] in beside_words().week:
        return ""
    return "" if words.sets[beside].isdisjoint({"cf_month", "cf_year"}) else "stale"


def _year(page: Page, at: int) -> str:
    """A year named for itself: before that of publication it is old."""
    published = page.article.published
    if published is None:
        return "old"
    ago = published.year - int(page.words.forms[at])
    return "ancient" if ago > 1 else "old" if ago > 0 else ""


#: What tells an age, beside moments.
_TELLING = {
    "year_like": _year,
    "cf_last": _last,
    "cf_recent": _last,
    "cf_before": _ago,
    "cf_current": _this,
    "cf_this": _this,
}


def _of_moment(page: Page, moment: Moment) -> str:
    published = page.article.published
    if moment.unit == "since":
        return "since"
    if published is None:
        return _undated(page.words, moment)
    if moment.begin is None:
        return "untold"
    ago = published - _in_its_year(page, moment, moment.begin)
    if ago < -_STALE:
        ago += _YEAR  # «في العاشر من يوليو», told in March
    if ago <= FRESH:
        return "fresh"
    said = page.words.sets[moment.first] | page.words.sets[moment.last - 1]
    if ago <= _WEEK and "cf_weekday" in said and not (_is_gone(page.words, moment) or "cf_last" in said):
        return "untold"  # the last Tuesday, or the next one
    return "stale" if ago <= _STALE else "old" if ago <= _OLD else "ancient"


def _undated(words: Words, moment: Moment) -> str:
    """The age of a moment where nobody knows when the article was published."""
    said = frozenset[str]().union(*words.sets[moment.first : moment.last])
    if moment.unit in OF_A_DAY and not said.isdisjoint(_RELATIVE):
        return "fresh"  # «اليوم», «أمس», «الأحد 8 أيار 2022»
    if moment.begin is None and moment.unit in OF_A_DAY:
        return "fresh" if said.isdisjoint(_DATED) else "stale" if _is_gone(words, moment) else "dated"
    if moment.unit == "month":
        return "stale"
    return "old" if moment.begin is not None and moment.unit in {"day", "year"} else "untold"


def _is_gone(words: Words, moment: Moment) -> bool:
    """«في 5 أيار الماضي»، «الخميس الماضي»."""
    return moment.last < len(words) and "cf_last" in words.sets[moment.last]


def _in_its_year(page: Page, moment: Moment, begin: datetime) -> datetime:
    """A day with its year behind it: «في 25 تموز/يوليو (2015)», «27 نوفمبر من العام الماضي»."""
    words = page.words
    published, at = page.article.published, moment.last + (words.forms[moment.last : moment.last + 1] == ["من"])
    last_year = "cf_year" in words.sets[at] and "cf_last" in words.sets[at + 1] if at + 1 < len(words) else False
    if published is not None and (last_year or (_is_gone(words, moment) and begin > published)):
        return begin.replace(year=published.year - 1, day=min(begin.day, _EVERY_MONTH))  # «27 نوفمبر من العام الماضي»
    at = moment.last + 1
    if at < len(words) and "open" in words.sets[at - 1] and "year_like" in words.sets[at]:
        return begin.replace(year=int(words.forms[at]), day=min(begin.day, _EVERY_MONTH))
    return begin
