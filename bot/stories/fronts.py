"""Fighting that goes on: what is news on a front that was told of today already. Pure.

On a hot front dozens of reports a day say that there is fighting, and no reader can tell which of them is "another
event". The first is told; after it only what has something of its own: people counted, a town not named before, another
kind of attack, a denial, a statement about a ceasefire. The rest is held, with the time at which the front was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.model.article import Article
from bot.model.facts import Ceasefire, Event, EventStatus, Fact, Figure, FigureKind, Place, Scope
from bot.model.story import Incident, Placed, Story
from bot.rulebook.rule import Rule
from bot.stories.filed import Filed
from bot.stories.headlines import speaks
from bot.stories.kinship import Gazetteer, Nearness, Spot, family, folded, is_country, near, place_key
from bot.stories.known import BODY, LEAD, NEWS_STATUSES, TOLLS, is_past, salience
from bot.stories.moved import low
from bot.stories.open_incidents import OpenIncidents

#: For so long after a report of a front what adds nothing is its continuation.
GOES_ON = timedelta(hours=24)
#: The hour (UTC) at which a day of news begins where these wars are: what is reported earlier was the day before.
DAWN = timedelta(hours=2)
#: Reports of different dates with less than this between them may be of one evening.
NIGHT = timedelta(hours=8)
#: The first and the last day of something.
Days = tuple[date, date]
#: Of a story's incidents only the latest are looked at.
_LATEST = 40
#: Families of kinds that make a front: what is fought or marched for days, not what happens once.
FRONTS = frozenset({"fire", "ground", "attack", "protest"})
#: Kinds that "dozens of dead and wounded" may be any of.
_HARM = frozenset({FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.KILLED_OR_WOUNDED})
#: What is news wherever it stands; those who fled stand in each report of a front, and are news in its lead.
_COUNTED = _HARM | {FigureKind.DETAINED}


def continues(
    incident: Incident, article: Article, facts: Iterable[Fact], story: Story | None, at: datetime, known: OpenIncidents
) -> tuple[Incident, ...]:
    """The told incidents of the same story, place and day that a report with these facts only continues, latest last.

    None where it has news of its own, or leads with something that is not read as an event.
    """
    if story is None or family(incident.kind) not in FRONTS:
        return ()
    facts = tuple(facts)
    if not any(isinstance(fact, Event) and salience(fact) >= LEAD for fact in facts):
        return ()
    keys = [key for key in story.incidents[-_LATEST:] if key != incident.id]
    others = known.around(keys, incident.places, at, GOES_ON)
    days = _days(incident)
    front = tuple([other for other in others if _same_front(incident, days, other, known)])
    if not front or speaks(article.title, incident.places, known.gazetteer):
        return ()
    return front if own_news(facts, front, known.gazetteer) is None else ()


def _same_front(incident: Incident, days: Days, other: Incident, known: OpenIncidents) -> bool:
    """Was the other told, of the same front and day? `days` are those of the incident."""
    return bool(
        other.announced
        and family(other.kind) in FRONTS
        and not _another_day(incident, days, other)
        and any(known.near(one, place) >= Nearness.WITHIN for one in incident.places for place in other.places)
    )


def _another_day(incident: Incident, days: Days, other: Incident) -> bool:
    """Are they of different days? Each day of a front is told; a day that nobody states ends with the night."""
    first, last = _days(other)
    if days[0] <= last and first <= days[1]:
        return False
    both_stated = incident.day is not None and other.day is not None
    return both_stated or incident.last - other.last > NIGHT


def _days(incident: Incident) -> Days:
    """The days of an incident, as stated; where nobody states one, those of its reports."""
    if incident.day is not None:
        return incident.day, incident.last_day or incident.day
    return _date(incident.first), _date(incident.last)


def _date(at: datetime) -> date:
    return (at.astimezone(UTC) - DAWN).date()


def told_on_front(placed: Placed, rule: Rule, facts: Sequence[Fact]) -> Incident | None:
    """The incident under which this rule told the front already; None where it did not.

    Where no event fires the rule, only counts from the background, it has nothing of this front to tell anyway.
    """
    counts = not any(isinstance(fact, Event) for fact in facts)
    told = [other for other in placed.front if counts or other.told_under(rule.id) is not None]
    return told[-1] if told else None


def own_news(facts: Iterable[Fact], front: Sequence[Incident], gazetteer: Gazetteer) -> Fact | None:
    """The fact that makes a report more than the continuation of what was told; None where there is none."""
    return next((fact for fact in facts if not is_past(fact) and _is_own(fact, front, gazetteer)), None)


def _is_own(fact: Fact, front: Sequence[Incident], gazetteer: Gazetteer) -> bool:
    if salience(fact) < BODY:
        return False
    if isinstance(fact, Ceasefire):
        return fact.status in NEWS_STATUSES
    if isinstance(fact, Figure):
        counts = fact.scope is Scope.INCIDENT and fact.kind in _COUNTED
        leads = fact.scope is Scope.PERIOD or fact.kind in TOLLS
        return (counts or (leads and salience(fact) >= LEAD)) and not _counted(fact, front)
    if fact.status is EventStatus.DENIED:
        return True
    kinds = {kind for other in front for kind in other.kinds}
    # What is only said to be in the country was not said to be on this front.
    here = not fact.places or not all(is_country(place, gazetteer) for place in fact.places)
    return salience(fact) >= LEAD and (
        (here and fact.kind.value not in kinds) or any(_is_new(place, front, gazetteer) for place in fact.places)
    )


def _counted(figure: Figure, front: Sequence[Incident]) -> bool:
    """Was that number told of this front already? "Dozens" are, once anybody counted as many."""
    known = (saved.fact for other in front for saved in other.facts)
    return any(
        isinstance(one, Figure)
        and (one.kind is figure.kind or (figure.approx and {one.kind, figure.kind} <= _HARM))
        and (low(one) >= low(figure) if figure.approx else low(one) == low(figure))
        for one in known
        if not is_past(one)
    )


def _is_new(place: Place, front: Sequence[Incident], gazetteer: Gazetteer) -> bool:
    """Is it a place within what was told of, and named for the first time?"""
    named = {place_key(one) for other in front for one in _places(other)}
    return (
        bool(place.code)
        and place_key(place) not in named
        and not any(gazetteer.within(one.code, place.code) for other in front for one in _places(other) if one.code)
    )


def _places(incident: Incident) -> Iterable[Place]:
    yield from incident.places
    for saved in incident.facts:
        yield from saved.fact.places


def of_one_front(theirs: Filed, centre: Spot | None) -> Incident:
    """The fighting of a report of several fronts, once another says on which of them it is: without those apart.

    What goes by the name of a place that stays is another reading of that name, and no other front.
    """
    incident = theirs.incident
    if theirs.centre is not None or centre is None or family(incident.kind) != "ground":
        return incident
    spots = list(zip(incident.places, theirs.spots, strict=True))
    there = {folded(place.name) for place, one in spots if near(one, centre) is not Nearness.APART}
    return (
        replace(incident, places=tuple([one for one, _ in spots if folded(one.name) in there])) if there else incident
    )
