"""What an article is mainly about: the event that its title and lead report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import exp
from operator import itemgetter

from bot.arabic.openings import cut_opening
from bot.model.article import Article
from bot.model.facts import (
    Ceasefire,
    CeasefireStatus,
    Event,
    EventKind,
    EventStatus,
    Fact,
    Figure,
    FigureKind,
    Place,
    Scope,
)
from bot.model.reading import Reading
from bot.stories.headlines import speaks, toll_rises
from bot.stories.kinship import Gazetteer, is_country, parties_of, place_key
from bot.stories.known import BODY, LEAD, TAIL, TITLE, is_past, salience
from bot.stories.words import Wording, wordings

#: In so many characters of text the prominence of what is said falls to a third.
_FALL = 700
#: What a further mention of a kind adds, as a share of its weight.
_AGAIN = 0.1

#: News is of a day at most so long ago, or (a truce that is to begin) so far ahead, in days.
_BACK, _AHEAD = 3, 4
#: … and at most so long ago where it is stated of an event beside the main one.
_BACK_BESIDE = 1

_STATUS_WEIGHT = {
    CeasefireStatus.DECLARED: 1.5,
    CeasefireStatus.EXTENDED: 1.5,
    CeasefireStatus.VIOLATED: 1.0,
    CeasefireStatus.ENDED: 1.3,
    CeasefireStatus.REJECTED: 1.0,
    CeasefireStatus.SOUGHT: 0.6,
    CeasefireStatus.IN_FORCE: 0.2,
    CeasefireStatus.PAST: 0.0,
}
_EVENT_WEIGHT = {
    EventStatus.REPORTED: 1.0,
    EventStatus.DENIED: 0.8,
    EventStatus.THREATENED: 0.5,
    EventStatus.PAST: 0.0,
}
#: What a ceasefire weighs that the lead does not name, though it tells of something else.
_BACKGROUND = 0.5
_WORDS = {kind: kind.value for kind in EventKind}
#: Reactions and settings rather than events of their own: agreements are made of them.
_SOFT = frozenset({"talks", "reinforcement", "siege_aid", "displacement"})
#: What kinds weigh that are more or less often the news beside others: such settings count less than a hard event, and
#: towns are taken, and truces declared, amid clashes and shelling.
_SHARES: dict[str, float] = {
    "talks": 0.7,
    "reinforcement": 0.8,
    "siege_aid": 0.8,
    "displacement": 0.9,
    "clash": 0.8,
    "shelling": 0.8,
    "advance": 1.15,
    "ceasefire": 1.1,
}
#: What talks weigh, as a share, beside a ceasefire in the lead: they are about it, who calls for one calls for that.
_ABOUT = 0.95
#: What flight weighs, times its share, in a report that begins with those who fled, before it says from what.
_FLED = 1.6


#: A fact that a report tells as news: its position, itself, and how prominent it stands.
_Said = tuple[int, Fact, float]
_salience = itemgetter(2)


@dataclass(frozen=True, slots=True)
class Essence:
    """The main event of an article. `kinds` are all it reports, the weightiest first; `day` is stated, or None.

    `days` are all the days that its leading facts state: who reacts to an event names his own day too.

    `words` are its telling words, `headline` those of its title. `toll_rises`: it says that a toll told before rose;
    `speaks`: it is what somebody says.
    """

    kind: str
    kinds: tuple[str, ...]
    places: tuple[Place, ...]
    parties: tuple[str, ...]
    day: date | None
    facts: tuple[int, ...]
    words: Wording
    headline: Wording
    days: frozenset[date] = frozenset()
    toll_rises: bool = False
    speaks: bool = False


def kind_of(fact: Fact) -> str:
    """The kind of incident that a fact tells of."""
    if isinstance(fact, Ceasefire):
        return "ceasefire"
    return _WORDS[fact.kind] if isinstance(fact, Event) else "harm"


def _led_without_truce(facts: list[Fact]) -> bool:
    """Does the report begin with something else, and name a ceasefire only after it? Then that is its setting.

    "Two people were killed in a blast, hours after a ceasefire was declared" is news of the blast.
    """
    leading = [fact for fact in facts if salience(fact) >= LEAD and not _is_soft(fact)]
    if not leading or any(isinstance(fact, Ceasefire) and salience(fact) >= TITLE for fact in leading):
        return False
    return not isinstance(min(leading, key=_stands), Ceasefire)


def _led_by_flight(facts: list[Fact]) -> bool:
    """Does the report begin with people who fled? Then the fighting behind them is what they fled from."""
    leading = [fact for fact in facts if salience(fact) >= LEAD]
    return bool(leading) and _is_flight(min(leading, key=_stands))


def _is_flight(fact: Fact) -> bool:
    if isinstance(fact, Figure):
        return fact.kind is FigureKind.DISPLACED
    return isinstance(fact, Event) and fact.kind is EventKind.DISPLACEMENT


def _is_soft(fact: Fact) -> bool:
    """Is it of a kind that agreements are made of: talks, and what is done for people?"""
    return isinstance(fact, Event) and fact.kind in _SOFT


def _stands(fact: Fact) -> tuple[bool, int, bool]:
    """Where a fact begins, the title first; of two in one place the ceasefire."""
    return fact.evidence.field != "title", fact.evidence.start, not isinstance(fact, Ceasefire)


def _kind_weight(fact: Fact) -> float:
    if isinstance(fact, Ceasefire):
        return _prominence(fact) * _STATUS_WEIGHT[fact.status] * _SHARES["ceasefire"]
    if isinstance(fact, Event):
        return _prominence(fact) * _EVENT_WEIGHT[fact.status] * _SHARES.get(fact.kind, 1.0)
    return 0.0


def _prominence(fact: Fact) -> float:
    """How early a fact stands: the title first of all, then the text, falling off within a few sentences."""
    if fact.evidence.field == "title":
        return TITLE
    return TAIL + LEAD * exp(-fact.evidence.start / _FALL)


def essence(article: Article, reading: Reading, gazetteer: Gazetteer) -> Essence:
    """Find the main event. An article without events is about the harm it counts, or `other`.

    So is one that names events only far below: its news is something that is not read as an event.
    """
    present = [(at, fact, salience(fact)) for at, fact in enumerate(reading.facts) if not is_past(fact)]
    ranked, said = _kinds(present)
    harmed = any(isinstance(fact, Figure) for _, fact, _ in present)
    kind = (ranked[0] if said else "other") if ranked else "harm" if harmed else "other"
    truce = kind == "ceasefire"
    main = present if truce else [one for one in present if not isinstance(one[1], Ceasefire)]
    # The most prominent first, those equally prominent as they stand.
    told = [fact for _, fact, _ in sorted(main, key=_salience, reverse=True)]
    agreed = [fact for fact in told if isinstance(fact, Ceasefire)] if truce else []
    days = _days(agreed or told, article.published, kind)
    words, headline = wordings(reading.opening or cut_opening(article.title, article.text))
    places = agreed_in(agreed, gazetteer) or _places(main, reading.places, gazetteer)
    return Essence(
        kind=kind,
        kinds=ranked if said else (kind, *ranked),
        places=places,
        parties=parties_of([fact.by for fact in told if not isinstance(fact, Figure) and fact.by]),
        day=days[0] if days else None,
        days=frozenset(days),
        facts=tuple([at for at, _, _ in main]),
        words=words,
        headline=headline,
        toll_rises=toll_rises(article),
        speaks=speaks(article.title, places, gazetteer),
    )


def _kinds(facts: Sequence[_Said]) -> tuple[tuple[str, ...], bool]:
    """The kinds of events told, the weightiest first; and does any of them stand where news stands?"""
    kinds: dict[str, float] = {}
    most: dict[str, float] = {}
    said = False
    setting = fled = None
    for _, fact, stands in facts:
        if isinstance(fact, Figure):
            continue
        weight = _kind_weight(fact)
        if not weight:
            continue
        kind = kind_of(fact)
        if kind == "ceasefire":
            if setting is None:
                setting = _BACKGROUND if _led_without_truce([one for _, one, _ in facts]) else 1.0
            weight *= setting
        elif kind == "displacement" and fled is None:
            fled = _led_by_flight([one for _, one, _ in facts])
        if kind == "displacement" and fled:
            weight *= _FLED
        # Its most prominent mention counts, and a little that it comes again.
        known = kinds.get(kind, 0.0)
        kinds[kind] = max(known, weight) + _AGAIN * min(known, weight)
        said = said or stands >= BODY
        if not isinstance(fact, Ceasefire) or fact.status is not CeasefireStatus.IN_FORCE:
            most[kind] = max(most.get(kind, 0.0), stands)
    if "talks" in kinds and most.get("ceasefire", 0.0) >= min(LEAD, most["talks"]):
        kinds["ceasefire"] = max(kinds["ceasefire"], kinds["talks"])
        kinds["talks"] = min(kinds["talks"], kinds["ceasefire"] * _ABOUT)
    return tuple(sorted(kinds, key=kinds.__getitem__, reverse=True)), said


def _places(facts: Sequence[_Said], of_article: tuple[Place, ...], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """At most four places, the most prominent first; the article's own first place counts as said in the lead."""
    weights: dict[str, float] = {}
    named: dict[str, Place] = {}
    said = [(place, LEAD / (1 + rank)) for rank, place in enumerate(of_article)]
    said += [(place, stands) for _, fact, stands in facts for place in fact.places]
    for place, weight in said:
        key = place_key(place)
        named.setdefault(key, place)
        weights[key] = weights.get(key, 0.0) + weight
    if len(named) > 1:
        named = {place_key(place): place for place in narrow(named.values(), gazetteer)}
    best = sorted(named, key=weights.__getitem__, reverse=True)[:4]
    return tuple([named[key] for key in best if weights[key] * 4 >= weights[best[0]]])


def agreed_in(facts: Iterable[Ceasefire], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Where a truce is to hold: not where it was signed, nor where else something happens."""
    named = {place_key(place): place for fact in facts for place in fact.places}
    return narrow(named.values(), gazetteer)[:4]


def narrow(places: Iterable[Place], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Leave out whole countries where a place within one is named: they are parties and settings."""
    places = tuple(places)
    return tuple(place for place in places if not is_country(place, gazetteer)) or places


def _days(facts: Sequence[Fact], published: datetime | None, kind: str) -> list[date]:
    """The days that these facts state, in their order, as far as they can be days of news. No day of threats.

    Of events beside the main one, of `kind`, only the latest: beside the capture of a city stands the day on which the
    offensive began.
    """
    found: dict[date, None] = {}
    for fact in facts:
        if isinstance(fact, Event) and fact.status is EventStatus.THREATENED:
            continue
        if isinstance(fact, Figure) and fact.scope is Scope.PERIOD:  # its day is that of a beginning
            continue
        day = fact.on if not isinstance(fact, Ceasefire) else fact.starts.date() if fact.starts is not None else None
        back = _BACK if isinstance(fact, Figure) or kind_of(fact) == kind else _BACK_BESIDE
        leads = not found or salience(fact) >= LEAD
        if day is not None and leads and (published is None or -_AHEAD <= (published.date() - day).days <= back):
            found.setdefault(day)
    return list(found)
