"""What an article is mainly about: the event that its title and lead report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
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
from bot.model.reading import Reading, Titled
from bot.stories.answers import denial_in, owns_up
from bot.stories.begun import began
from bot.stories.headlines import (
    avenged,
    counts_victims,
    despite_truce,
    happens_anew,
    setting_from,
    speaks,
    sums_up,
    taker_in,
    truce_from,
)
from bot.stories.kinship import Gazetteer, is_country, parties_of, place_key
from bot.stories.known import LEAD, is_past, salience
from bot.stories.main_kind import SPEAKS, TELLS, Said, kind_of, ranked_kinds, weapon_unsaid
from bot.stories.recounts import toll_falls, toll_rises
from bot.stories.rounds import round_of
from bot.stories.words import Wording, wordings

#: News is of a day at most so long ago, or (a truce that is to begin) so far ahead, in days.
_BACK, _AHEAD = 3, 4
#: … and at most so long ago where it is stated of an event beside the main one.
_BACK_BESIDE = 1

#: Words of a title that speak of an event are so strong, others only hint at one.
_SPEAKS = 2
_salience = itemgetter(2)
#: The number of a fact, the fact, and how prominent it stands.
Weighed = tuple[int, Fact, float]


@dataclass(frozen=True, slots=True)
class Essence:
    """The main event of an article. `kinds` are all it reports, the weightiest first; `day` is stated, or None.

    `days` are all the days that its leading facts state: who reacts to an event names his own day too.

    `words` are its telling words, `headline` those of its title. `toll_rises`: it says that a toll told before rose, or
    counts it anew; `toll_falls`: that it was put right. `speaks`: it is what somebody says. `began`: it tells that a
    truce has taken effect; `owns`: that somebody claims or concedes what he did. `round`: see `round_of`. `anew`: its
    title tells it from one before it.
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
    toll_falls: bool = False
    speaks: bool = False
    despite: bool = False
    began: bool = False
    owns: bool = False
    round: str = ""
    anew: bool = False

    @property
    def counts_more(self) -> bool:
        """It counts again what was told before, and puts nothing right."""
        return self.toll_rises and not self.toll_falls


def essence(article: Article, reading: Reading, gazetteer: Gazetteer) -> Essence:
    """Find the main event. An article without events is about the harm it counts, or `other`.

    So is one that names events only far below: its news is something that is not read as an event.
    """
    present = [(at, fact, salience(fact)) for at, fact in enumerate(reading.facts) if not is_past(fact)]
    present, happened_in = _without_avenged(present, article, reading.places)
    titled, behind = _titled(reading), setting_from(article.title)
    aside = _truce_aside(article.title, present, behind)
    ranked, said = ranked_kinds(present, titled, behind, article.text, truce_aside=aside)
    ranked = weapon_unsaid(ranked, present, [article.title[at:] for kind, _, at in titled if kind is EventKind.CLASH])
    harmed = any(isinstance(fact, Figure) for _, fact, _ in present)
    kind = (ranked[0] if said else "other") if ranked else "harm" if harmed else "other"
    despite = "ceasefire" in ranked and despite_truce(article.title)
    if despite or _named_first(article.title, titled, behind):
        kind, ranked = "ceasefire", ("ceasefire", *[one for one in ranked if one != "ceasefire"])
    elif kind not in ("ceasefire", "displacement", "talks") and _sums_up(article.title, present):
        kind, ranked, said = "toll", ("toll", *ranked), True
    elif kind == "ceasefire" and aside and harmed and _counts(article.title):
        kind = "toll" if _sums_up(article.title, present) else "harm"
        ranked = (kind, *ranked)
    truce = kind == "ceasefire"
    main = present if truce else [one for one in present if not isinstance(one[1], Ceasefire)]
    # The most prominent first, those equally prominent as they stand.
    told = [fact for _, fact, _ in sorted(main, key=_salience, reverse=True)]
    agreed = [fact for fact in told if isinstance(fact, Ceasefire)] if truce else []
    days = _days(agreed or told, article.published, "clash" if kind == "attack" else kind)
    sides = [fact.by for fact in told if not isinstance(fact, Figure) and fact.by]
    if kind == "advance":  # who took it, first
        took = [fact.by for fact in told if isinstance(fact, Event) and fact.kind is EventKind.ADVANCE and fact.by]
        sides = [*filter(None, [taker_in(article.title)]), *took, *sides]
    words, headline = wordings(reading.opening or cut_opening(article.title, article.text))
    places = agreed_in(agreed, gazetteer) or _places(main, happened_in, gazetteer)
    return Essence(
        kind=kind,
        kinds=ranked if said else (kind, *ranked),
        places=places,
        parties=parties_of(sides),
        day=days[0] if days else None,
        days=frozenset(days),
        facts=tuple([at for at, _, _ in main]),
        words=words,
        headline=headline,
        toll_rises=toll_rises(article),
        toll_falls=toll_falls(article),
        despite=despite,
        began=truce and began(article.title, agreed, article.published),
        speaks=speaks(article.title, places, gazetteer),
        owns=owns_up(article.title, article.text) and denial_in(article.title) < 0,
        round=round_of(article.title, article.text, places, gazetteer),
        anew=happens_anew(article.title),
    )


def _without_avenged(
    present: list[Weighed], article: Article, places: tuple[Place, ...]
) -> tuple[list[Weighed], tuple[Place, ...]]:
    """The facts, and the article's places, without the events that its own, of other places, only answer or avenge."""
    own = [one for one in present if not (isinstance(one[1], Event) and _is_avenged(one[1], article))]
    here = {place_key(place) for _, fact, _ in own for place in fact.places}
    if len(own) == len(present) or not here:
        return present, places
    there = {place_key(place) for _, fact, _ in present for place in fact.places} - here
    return own, tuple([place for place in places if place_key(place) not in there])


def _is_avenged(event: Event, article: Article) -> bool:
    at = event.evidence
    return avenged(article.title if at.field == "title" else article.text, at.start)


def _truce_aside(title: str, facts: Sequence[Said], behind: int) -> bool:
    """Does the title leave the truce aside? It names it only in its setting, or counts those for whom one is asked."""
    truces = [fact for _, fact, _ in facts if isinstance(fact, Ceasefire)]
    if not truces:
        return False
    named, end = truce_from(title), len(title)
    if 0 < behind <= named < end:
        return True
    if _counts(title) and (named == end or not any(map(_turns, truces))):
        return True
    sought = all(one.status is CeasefireStatus.SOUGHT and one.evidence.field != "title" for one in truces)
    return sought and counts_victims(title)


def _counts(title: str) -> bool:
    """Does the title give the number of the victims?"""
    return any(map(str.isdigit, title)) and counts_victims(title)


def _turns(truce: Ceasefire) -> bool:
    """Does the title tell what becomes of a truce, but that it is broken by what harmed people?"""
    return truce.evidence.field == "title" and truce.status is not CeasefireStatus.VIOLATED


def _named_first(title: str, titled: Sequence[Titled], behind: int) -> bool:
    """Does the title name a truce before any event or its setting? Then it is about that, read as one or not."""
    others = [one.start for one in titled if one.strength >= _SPEAKS and one.kind is not EventKind.TALKS]
    return truce_from(title) < min([behind, len(title), *others])


#: The events that counts of people tell of by themselves.
_COUNTED = {
    FigureKind.DISPLACED: EventKind.DISPLACEMENT,
    FigureKind.REFUGEES: EventKind.DISPLACEMENT,
    FigureKind.DETAINED: EventKind.ABDUCTION_ARREST,
}


def _titled(reading: Reading) -> Sequence[Titled]:
    """What the title speaks of, or whom it counts before it speaks of anything: «19 ألف لاجئ وصلوا …»."""
    titled = reading.opening.titled if reading.opening is not None else ()
    for fact in reading.facts:
        if isinstance(fact, Figure) and fact.evidence.field == "title" and fact.kind in _COUNTED:
            start = fact.evidence.start
            if all(one.start > start for one in titled if one.strength >= SPEAKS):
                return (Titled(_COUNTED[fact.kind], TELLS, start), *titled)
    return titled


def _sums_up(title: str, facts: Sequence[Said]) -> bool:
    """Is the report about all who were harmed since a war, or a round of it, began?"""
    killed = [
        (-stands, fact.evidence.start, fact.scope is Scope.PERIOD)
        for _, fact, stands in facts
        if isinstance(fact, Figure) and fact.kind is FigureKind.KILLED and stands >= LEAD and not fact.part_of_total
    ]
    if not killed:
        return False
    return sums_up(title) or (min(killed)[2] and counts_victims(title))


def _places(facts: Sequence[Said], of_article: tuple[Place, ...], gazetteer: Gazetteer) -> tuple[Place, ...]:
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
