"""Which event does an article report? Pure: made from facts, whatever rule fired, and able to say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter

from bot.model.article import Article
from bot.model.facts import Ceasefire, CeasefireStatus, Figure, Place
from bot.model.reading import Reading
from bot.model.story import Incident, Placed, Placing, Report, SavedFact, Story
from bot.stories.begun import as_begun
from bot.stories.centres import centre_of, of_several_fronts
from bot.stories.compared import compared
from bot.stories.corrections import still_standing, without_corrected
from bot.stories.courses import story_after
from bot.stories.elsewhere import of_one_event, told_now
from bot.stories.essence import Essence, agreed_in, essence
from bot.stories.filed import Filed
from bot.stories.fronts import continues, of_one_front
from bot.stories.identity import Weighed, weigh
from bot.stories.kinship import Gazetteer, parties_of, place_key
from bot.stories.known import NEWS_STATUSES, is_past, salience, standing
from bot.stories.open_incidents import OpenIncidents
from bot.stories.story_of import story_of
from bot.stories.told_before import counted_before
from bot.stories.truces_nearby import only_breaks, truces_around
from bot.stories.undone import as_answered
from bot.stories.weights import WEIGHTS

#: What an incident remembers of its reports.
_REPORTS, _WORD_LINES, _PLACES, _PARTIES = 60, 6, 6, 8
#: What continues a front goes to an incident with a title that is at least so much like its own.
_TITLES_ALIKE = 0.08
#: A ceasefire named at least this prominently, beside another main event, is an incident of its own.
_OWN_CEASEFIRE = 0.5

_score = attrgetter("score")
#: What a truce that an article tells of beside its news may belong to, but for the incident of the news itself.
_OF_TRUCES = frozenset({"ceasefire", "talks"})


@dataclass(frozen=True, slots=True)
class _Report:
    """An article seen as a report of one event. `besides`: whom it counts as harmed before, or in all."""

    article: Article
    at: datetime
    essence: Essence
    saved: tuple[SavedFact, ...]
    besides: tuple[Figure, ...] = ()


def place_in(
    reading: Reading, article: Article, open_incidents: OpenIncidents, gazetteer: Gazetteer, now: datetime
) -> Placing:
    """Find the incident that the article mainly reports, or open one; likewise a ceasefire that it tells of besides.

    Changes nothing: the caller puts the new states back. A report of unknown time counts as of `now`.
    """
    report = _report(article, reading, essence(article, reading, gazetteer), now)
    main, story = _place(report, open_incidents)
    facts = [saved.fact for saved in report.saved]
    front = continues(main.after, article, facts, story, report.at, open_incidents)
    if main.opens:
        main, story = _opening(main, story, report, front, open_incidents)
    counted = counted_before(reading.facts, article, main.after, story, open_incidents)
    if front or counted:
        main = replace(main, front=front, counted=counted)
    aside = _ceasefire_aside(report, reading, gazetteer, now)
    if aside is None:
        return Placing(main, (), story)
    beside, _ = _place(aside, open_incidents, main.after)
    if beside.after.id == main.after.id:
        return Placing(_together(main, aside), (), story)
    if main.opens and not beside.opens and only_breaks(reading.facts):
        broken = _together(beside, report)
        return Placing(broken, (), story_after(open_incidents.story(broken.after.story), broken.after))
    told_of = any(_is_own(reading, at) for at in aside.essence.facts)
    if beside.opens and not told_of:
        return Placing(main, (), story)
    if beside.opens:
        story = story_after(story, beside.after)
    return Placing(main, (beside,), story)


def _opening(
    opened: Placed, story: Story, report: _Report, front: Sequence[Incident], known: OpenIncidents
) -> tuple[Placed, Story]:
    """What a report that would open an incident opens: nothing, where it only continues what was told of a front."""
    told = [one for one in front if not one.statement and _titles_alike(known.filed(one.id), report)]
    if told:
        placed = _continued(opened, report, told[-1])
        return placed, story_after(known.story(placed.after.story), placed.after)
    if report.essence.speaks:
        opened = replace(opened, after=replace(opened.after, statement=True))
    return opened, story


def _titles_alike(told: Filed, report: _Report) -> bool:
    """Do the titles share a word that tells something? Without titles nothing speaks against it."""
    alike = told.headlines.likeness(report.essence.headline)
    return alike is None or alike >= _TITLES_ALIKE


def _continued(opened: Placed, report: _Report, told: Incident) -> Placed:
    """What only continues a front is one more report of what was told of it last, and opens nothing.

    It adds nothing to what is known there, and its outlet confirms nothing: nobody knows that both saw the same.
    """
    reports = (*told.reports, Report(report.article.id, "", report.at))[-_REPORTS:]
    after = replace(_absorb(told, report), facts=told.facts, reports=reports)
    because = "same incident: its front goes on"
    return replace(opened, after=after, before=told, because=because)


def _together(main: Placed, aside: _Report) -> Placed:
    """One incident reported twice over in one article: the agreement, and what broke it."""
    return replace(
        main,
        after=_absorb(main.after, aside, beside=True),
        facts=tuple(sorted({*main.facts, *aside.essence.facts})),
    )


def _report(article: Article, reading: Reading, ours: Essence, now: datetime) -> _Report:
    at = article.published or now
    told = [SavedFact(reading.facts[i], article.id, article.outlet, article.published) for i in ours.facts]
    told = as_answered(told_now(told, article.text), article.title, article.text)
    saved = tuple(of_one_event(told))
    besides = tuple(fact for fact in reading.facts if isinstance(fact, Figure) and is_past(fact))
    return _Report(article, at, ours, saved, besides)


def _ceasefire_aside(report: _Report, reading: Reading, gazetteer: Gazetteer, now: datetime) -> _Report | None:
    """Read the article as a report of the ceasefire it tells of, where its main event is another."""
    if report.essence.kind == "ceasefire":
        return None
    told = tuple(
        at
        for at, fact in enumerate(reading.facts)
        if isinstance(fact, Ceasefire) and fact.status is not CeasefireStatus.PAST
    )
    if not told:
        return None
    facts = [fact for fact in (reading.facts[at] for at in told) if isinstance(fact, Ceasefire)]
    starts = [fact.starts for fact in facts if fact.starts is not None]
    ours = Essence(
        kind="ceasefire",
        kinds=("ceasefire",),
        places=agreed_in(facts, gazetteer) or report.essence.places,
        parties=parties_of(fact.by for fact in facts if fact.by),
        day=starts[0].date() if starts else None,
        facts=told,
        words=report.essence.words,
        headline=report.essence.headline,
    )
    return _report(report.article, reading, ours, now)


def _is_own(reading: Reading, at: int) -> bool:
    """Is this ceasefire news of its own, and no mere setting of another event?"""
    fact = reading.facts[at]
    return isinstance(fact, Ceasefire) and fact.status in NEWS_STATUSES and salience(fact) >= _OWN_CEASEFIRE


def _place(report: _Report, open_incidents: OpenIncidents, main: Incident | None = None) -> tuple[Placed, Story]:
    """Place a report, or what it tells of beside its `main` incident."""
    weighed = _weighed(report, open_incidents, main)
    best = max(weighed, key=_score, default=None)
    if best is not None and best.score >= WEIGHTS["same incident"]:
        incident = best.theirs.incident
        ours = report.essence
        spots = open_incidents.spots(ours.places)
        fronts = of_several_fronts(ours.places, spots, ours.headline.words)
        if main is None and not fronts:
            incident = of_one_front(best.theirs, centre_of(ours.places, spots, ours.headline.words))
        after = _absorb(incident, report, beside=main is not None or fronts)
        because = f"same incident: {best.because}"
        placed = Placed(after, best.theirs.incident, report.essence.facts, because, rises=report.essence.counts_more)
        return placed, story_after(open_incidents.story(incident.story), after)
    story = (
        main.story
        if main is not None
        else story_of(weighed, report.essence, report.article.title, report.at, open_incidents)
    )
    facet = report.essence.kind if main is not None else ""
    name = _name("i", report.article.id, facet)
    opened = _opened(report, name, story or _name("s", report.article.id, facet))
    nearest = f"; nearest was {best.theirs.incident.id}: {best.because}" if best else ""
    because = f"new incident: {report.essence.kind}{nearest}"
    return Placed(opened, None, report.essence.facts, because), story_after(open_incidents.story(story), opened)


def _weighed(report: _Report, open_incidents: OpenIncidents, main: Incident | None) -> Sequence[Weighed]:
    ours, spots = report.essence, open_incidents.spots(report.essence.places)
    named = open_incidents.spots(_named(report)) if ours.kind in _OF_TRUCES else ()
    found = open_incidents.candidates((*spots, *named), report.saved, ours.words, ours.kind, ours.round)
    if ours.kind in _OF_TRUCES:
        found = list({one.number: one for one in (*found, *truces_around((*spots, *named), open_incidents))}.values())
    if main is not None:
        found = [one for one in found if one.incident.kind in _OF_TRUCES or one.incident.id == main.id]
    before = open_incidents.reported_by(report.article.id)
    again = [filed for filed in found if filed.number in before] if before else []
    same = [filed for filed in again if filed.incident.kind == ours.kind] or again[:1]
    if same:  # a new revision of a report stays where it was
        return [Weighed(same[0], 99.0, 99.0, ("the same article again",))]
    told = compared(
        ours,
        report.saved,
        report.besides,
        moment=report.at.timestamp(),
        begins=(report.article.title, report.article.text),
        outlet=report.article.outlet,
        spots=spots,
        named=named,
        beside=main is not None,
    )
    return weigh(told, found, open_incidents)


def _named(report: _Report) -> tuple[Place, ...]:
    """All places that its facts name."""
    return tuple([place for saved in report.saved for place in saved.fact.places])


def _name(letter: str, article: str, facet: str) -> str:
    return f"{letter}-{blake2b(f'{article} {facet}'.encode(), digest_size=6).hexdigest()}"


def _opened(report: _Report, name: str, story: str) -> Incident:
    ours = report.essence
    return Incident(
        id=name,
        story=story,
        kind=ours.kind,
        kinds=ours.kinds,
        places=ours.places[:_PLACES],
        parties=ours.parties[:_PARTIES],
        day=ours.day,
        last_day=ours.day,
        first=report.at,
        last=report.at,
        reports=(Report(report.article.id, report.article.outlet, report.at),),
        facts=standing((), as_begun(report.saved) if ours.began else report.saved),
        words=(ours.words.line,),
        headlines=(ours.headline.line,),
        owned=ours.owns,
        round=ours.round,
        anew=ours.anew,
    )


def _absorb(incident: Incident, report: _Report, *, beside: bool = False) -> Incident:
    """The incident with one more report in it; who tells of it `beside` other news says not where it is."""
    ours = report.essence
    claimed = _claimed(report, incident)
    # Of a toll that rose somebody spoke later.
    spoken = ours.day if incident.day is None or not ours.toll_rises else None
    days = [day for day in (incident.day, incident.last_day, spoken) if day is not None]
    earlier = tuple(r for r in incident.reports if r.article != report.article.id)
    return replace(
        incident,
        kinds=tuple(dict.fromkeys((*incident.kinds, *ours.kinds))),
        places=_union(incident.places, () if beside and incident.places else ours.places),
        parties=tuple(dict.fromkeys((*incident.parties, *ours.parties)))[:_PARTIES],
        day=min(days, default=None),
        last_day=max(days, default=None),
        first=min(incident.first, report.at),
        last=max(incident.last, report.at),
        reports=(*earlier, Report(report.article.id, report.article.outlet, report.at))[-_REPORTS:],
        facts=standing(still_standing(incident.facts, report.saved, claimed), claimed),
        words=(*incident.words, ours.words.line)[-_WORD_LINES:],
        headlines=(*incident.headlines, ours.headline.line)[-_WORD_LINES:],
        owned=incident.owned or ours.owns,
        round=incident.round or ours.round,
    )


def _claimed(report: _Report, incident: Incident) -> Sequence[SavedFact]:
    """What a report claims of an incident. Who tells how a toll rose names less first, and corrects nothing."""
    saved = as_begun(report.saved) if report.essence.began else report.saved
    return saved if report.essence.counts_more else without_corrected(saved, incident.facts)


def _union(known: tuple[Place, ...], new: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple({place_key(place): place for place in (*new, *known)}.values())[:_PLACES]
