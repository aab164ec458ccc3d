"""What is seen of each mention of a ceasefire: the features of the models that decide what is claimed there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.arabic.calendar_days import OF_A_DAY, Moment
from bot.arabic.words import Words
from bot.facts.ceasefires.claims import Chain
from bot.facts.ceasefires.mentions import Mention, is_several
from bot.facts.ceasefires.words import beside_words
from bot.facts.page import Page

_FRESH = timedelta(days=4)  # the label guide's three days, from the midnight they begin with
_WEEK = timedelta(days=8)
_STALE = timedelta(days=45)
_OLD = timedelta(days=400)
_YEAR = timedelta(days=365)
_NO_YEAR = "2050"
#: So many tokens around a mention are looked at: what a newsroom writes has fewer.
_AROUND = 40
#: Characters of the text that are its lead.
_LEAD = 300
#: Places in the article that change what a claim says.
_WHERE = frozenset({"in the title", "in the lead", "heads the article"})
#: Words before a first mention that is a headline of its own: «عاجل | اتفاق على …».
_HEADS = 2
#: Tokens behind «بعد» that tell how long.
_LAPSE = 5
_WEEKS = frozenset({"اسبوعين", "شهرين", "اسبوعا", "شهرا"})
_MONTHS, _DATED = frozenset({"cf_month", "month"}), frozenset({"digits", "month"})
_RELATIVE = frozenset({"cf_weekday", "cf_today", "cf_yesterday", "cf_tomorrow"})
#: A day that no month of any year is without.
_EVERY_MONTH = 28
#: What is seen elsewhere in the sentence and changes what a chain says.
_MARKS = frozenset(
    {
        "was",
        "calm",
        "soon",
        "earlier",
        "last",
        "but attacked",
        "but rejected",
        "but ended",
        "but broken",
        "behind another",
    }
)
#: Claims that tell of a ceasefire as such: how old it is decides what they mean.
_TOLD = frozenset({
    "-", "declared", "approved", "started", "agreement", "resolution", "reported", "welcomed",
    "after -", "after declared", "after approved", "after started", "after agreement",
})  # fmt: skip
#: Those that bring news of one, and ages that are no news.
_NEWS = _TOLD - {"-", "resolution"}
_NO_NEWS = frozenset({"age ancient", "age old", "age stale", "definite"})
#: What is told of a mention, in kinds: what was told before it in the article changes what it says.
_KINDS = {
    **dict.fromkeys(("violated", "despite", "attack"), "breach"),
    **dict.fromkeys(("sought", "proposed", "draft", "urged", "may"), "wish"),
    **dict.fromkeys(
        ("declared", "approved", "started", "agreement", "reported", "welcomed", "celebrated", "resolution"), "news"
    ),
    **{kind: kind for kind in ("extended", "ended", "rejected", "in_force", "past", "earlier", "denied", "warned")},
    **{kind: kind for kind in ("after", "since", "during", "under", "before")},
}
_UNTOLD = "nothing"


def features(page: Page, mention: Mention, chain: Chain) -> frozenset[str]:
    """What is seen around a mention."""
    words = page.words
    form, position = _form(words, mention), _position(words, mention)
    if mention.order == 0 and chain.first - mention.sentence[0] <= _HEADS:
        position.append("heads the article")
    age, ahead, claim = f"age {_age(page, mention, chain)}", f"ahead {chain.ahead or 'nothing'}", f"claim {chain.claim}"
    seen = [*form, *position, *chain.marks, claim, ahead, age]
    if " " in chain.claim:
        seen.append(f"claim {chain.claim.rpartition(' ')[0]} …")
    where = [each for each in position if each in _WHERE]
    further = (form[1], age, form[0], ahead, *where, *(chain.marks & _MARKS))
    seen += [f"{claim}, {more}" for more in further]
    seen += [f"< {row}" for row in chain.made]
    if chain.claim in _TOLD:
        seen.append(f"told, {age}")
    return frozenset(seen)


def seen_of(page: Page, claims: Sequence[tuple[Mention, Chain]]) -> list[frozenset[str]]:
    """What is seen of each mention on a page: around it, and what was told before («الهدنة» is the one announced)."""
    found: list[frozenset[str]] = []
    told, before = False, list[str]()
    for mention, chain in claims:
        seen = features(page, mention, chain)
        kind = _KINDS.get(chain.claim.partition(" ")[0], _UNTOLD)
        seen |= {each for one in before for each in (f"behind {one}", f"{kind}, behind {one}")}
        if kind != _UNTOLD and kind not in before:
            before.append(kind)
        if told:
            seen |= {f"behind the news of one, {'definite' if 'definite' in seen else 'indefinite'}"}
        told = told or (chain.claim in _NEWS and seen.isdisjoint(_NO_NEWS))
        found.append(seen)
    return found


def _position(words: Words, mention: Mention) -> list[str]:
    first = ["first mention"] if mention.order == 0 else []
    if mention.start < words.title_end:
        return ["in the title", *first]
    if words.starts[mention.start] - words.starts[words.title_end] < _LEAD:
        return ["in the lead", *first]
    return ["near the end", *first] if mention.start > 0.75 * len(words) else first


def _form(words: Words, mention: Mention) -> list[str]:
    """How the mention is named: definite or not first, then by which words."""
    clitics = words.clitics(mention.start)
    form = [
        "definite" if clitics.article or clitics.pronoun else "indefinite",
        "named " + mention.pattern.partition(",")[0],
    ]
    if clitics.preposition:
        form.append(f"with {clitics.preposition}")
    if is_several(words, mention.start):
        form.append("several")
    if any("cf_weak" in words.sets[at] for at in range(mention.start, mention.end)):
        form.append("of attacks")
    return form


def _age(page: Page, mention: Mention, chain: Chain) -> str:
    """How long ago the moment nearest to a mention and its governors lies: fresh (up to three days), stale, old …"""
    start, end = max(mention.sentence[0], mention.start - _AROUND), min(mention.sentence[1], mention.end + _AROUND)
    words, nearest, found = page.words, _AROUND, "untold"
    told = [
        (moment.first, _age_of(page, moment))
        for moment in page.moments
        if start <= moment.first < end
        and moment.unit != "within"  # «هدنة خلال شهر رمضان»: what it is for
        and beside_words().thereafter.isdisjoint(words.forms[moment.last : moment.last + 1])  # «بدأت في اليوم التالي»
    ]
    having = words.vocabulary.alphabet.having
    for cue, tell in (("year_like", _year), ("cf_last", _last), ("cf_recent", _last)):
        if not having(cue).isdisjoint(words.letters[start:end]):
            told += [(at, tell(page, at)) for at in range(start, end) if cue in words.sets[at]]
    if "after" in chain.rows:
        lapsed = _lapsed(words, chain.first + 1, min(mention.start, chain.first + _LAPSE))
        if lapsed:
            return lapsed
    for at, age in told:
        away = max(chain.first - at, at - mention.end, 0)
        if age and age != "untold" and away < nearest:
            nearest, found = away, age
    return found


def _lapsed(words: Words, start: int, end: int) -> str:
    """«بعد ثلاثة أسابيع على اتفاق …»، «بعد أكثر من شهر على …»: how old that makes it; "" where no such time is told."""
    said = frozenset[str]().union(*words.sets[start:end])
    if not said.isdisjoint({"cf_year"}):
        return "old"
    weeks = not _WEEKS.isdisjoint(words.forms[start:end])
    return "stale" if weeks or "cf_month" in said else ""


def _last(page: Page, at: int) -> str:
    """«الأسبوع الماضي»، «العام الماضي»، «السنوات الماضية»، «مؤخرا»."""
    if "cf_recent" in page.words.sets[at]:
        return "stale"
    said = page.words.sets[at - 1] if at else frozenset()
    if "cf_year" in said:
        return "ancient" if ".plural" in said else "old"
    return "stale" if said & _MONTHS else ""


def _year(page: Page, at: int) -> str:
    """A year named for itself: before that of publication it is old."""
    published = page.article.published
    if published is None:
        return "year" if page.words.forms[at] < _NO_YEAR else ""
    ago = published.year - int(page.words.forms[at])
    return "ancient" if ago > 1 else "old" if ago > 0 else ""


def _age_of(page: Page, moment: Moment) -> str:
    published = page.article.published
    if moment.unit == "since":
        return "since"
    if moment.begin is None and moment.unit in OF_A_DAY:  # the time of publication is unknown:
        return "untold" if _is_date(page.words, moment) else "fresh"  # «في 10 فبراير»; اليوم، أمس، الأحد
    if moment.begin is None or published is None:
        if published is None and moment.unit == "month":
            return "stale"
        return "old" if published is None and moment.begin is not None and moment.unit in {"day", "year"} else "untold"
    ago = published - _in_its_year(page.words, moment, moment.begin)
    if ago < -_STALE:
        ago += _YEAR  # «في العاشر من يوليو», told in March
    if ago <= _FRESH:
        return "fresh"
    if ago <= _WEEK and "cf_weekday" in page.words.sets[moment.first] | page.words.sets[moment.last - 1]:
        return "untold"  # the last Tuesday, or the next one
    return "stale" if ago <= _STALE else "old" if ago <= _OLD else "ancient"


def _is_date(words: Words, moment: Moment) -> bool:
    """Is a moment told by the number of its day alone, without a word like «اليوم» or «الأحد»?"""
    said = frozenset[str]().union(*words.sets[moment.first : moment.last])
    return not said.isdisjoint(_DATED) and _RELATIVE.isdisjoint(said)


def _in_its_year(words: Words, moment: Moment, begin: datetime) -> datetime:
    """A day with the year in brackets behind it: «في 25 تموز/يوليو (2015)»."""
    at = moment.last + 1
    if at < len(words) and "open" in words.sets[at - 1] and "year_like" in words.sets[at]:
        return begin.replace(year=int(words.forms[at]), day=min(begin.day, _EVERY_MONTH))
    return begin
