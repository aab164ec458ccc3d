"""Is it the same event? Facts weighed against one another, each weight with its name. Pure.

Identity comes from the event: kind, place and its containment, parties, day, toll. Wording only helps. The weights are
additive and stand in one table, so that every judgement can say what spoke for it and what against.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.model.facts import Figure
from bot.model.story import Incident, SavedFact, Story
from bot.stories.essence import Essence
from bot.stories.kinship import Gazetteer, Nearness, affinity, lasting_hours, nearness
from bot.stories.known import TOLLS, low, toll
from bot.stories.words import likeness

#: From here on two reports tell of one event, or belong to one course of events.
SAME_INCIDENT = 2.2
SAME_STORY = 1.6

_WEIGHT = {
    "kind": 2.0,  # times affinity
    "another kind": -1.5,
    Nearness.SAME: 1.0,
    Nearness.WITHIN: 0.6,
    Nearness.NEAR: -0.2,
    Nearness.UNKNOWN: -0.5,
    Nearness.APART: -2.5,
    "same day": 0.5,
    "another day": -2.0,
    "party": 0.4,
    "toll": 1.2,
    "another toll": -0.5,
    "words": 4.0,  # times likeness above the usual
    "late": -1.5,
}
#: Two reports of different events of one war share this much of their words.
_USUAL_LIKENESS = 0.3
#: Wording helps: it never decides alone.
_LEAST_WORDS, _MOST_WORDS = -1.0, 1.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for one event: the sum of weights, and what they were in words."""

    score: float
    because: tuple[str, ...]


def same_incident(
    ours: Essence,
    our_facts: tuple[SavedFact, ...],
    at: datetime,
    incident: Incident,
    reports: tuple[frozenset[str], ...],
    rarity: Callable[[str], float],
    gazetteer: Gazetteer,
) -> Likeness:
    """Weigh whether a report that came `at` tells of this incident."""
    parts = [
        _kind(ours, incident),
        _place(ours, incident, gazetteer),
        _time(ours, at, incident),
        _toll(our_facts, incident),
        _party(ours.parties, incident.parties),
        _words(ours.words, reports, rarity),
    ]
    return Likeness(sum(score for score, _ in parts), tuple(words for _, words in parts if words))


def _kind(ours: Essence, incident: Incident) -> tuple[float, str]:
    main = affinity(ours.kind, incident.kind)
    if "ceasefire" in {ours.kind, incident.kind} and ours.kind != incident.kind:
        # An attack is not the truce it breaks: what it says of the truce is placed by itself.
        return (_WEIGHT["kind"] * main if main else _WEIGHT["another kind"]), f"{ours.kind}/{incident.kind}"
    aside = max((affinity(ours.kind, kind) for kind in incident.kinds[:3]), default=0.0) * 0.6
    back = max((affinity(kind, incident.kind) for kind in ours.kinds[:3]), default=0.0) * 0.6
    best = max(main, aside, back)
    name = ours.kind if ours.kind == incident.kind else f"{ours.kind}/{incident.kind}"
    return (_WEIGHT["kind"] * best if best else _WEIGHT["another kind"]), name


def _place(ours: Essence, incident: Incident, gazetteer: Gazetteer) -> tuple[float, str]:
    near, words = nearness(ours.places, incident.places, gazetteer)
    return _WEIGHT[near], words


def _time(ours: Essence, at: datetime, incident: Incident) -> tuple[float, str]:
    """Stated days agree or not; silence since the last report counts against it after the kind's own time."""
    silent = abs((at - incident.last).total_seconds()) / 3600
    late = _WEIGHT["late"] * max(0.0, silent / lasting_hours(incident.kind) - 0.5)
    if ours.day is None or incident.day is None:
        return late, "" if late > _WEIGHT["late"] / 2 else f"{silent:.0f} h apart"
    apart = _days_apart(ours.day, incident)
    if apart == 0:
        return late + _WEIGHT["same day"], incident.day.isoformat()
    if incident.kind == "ceasefire" and apart <= 2:  # agreed one day, in force the next
        return late, f"{apart} day(s) apart"
    return late + _WEIGHT["another day"], f"{ours.day.isoformat()} ≠ {incident.day.isoformat()}"


def _days_apart(day: date, incident: Incident) -> int:
    first, last = incident.day or day, incident.last_day or incident.day or day
    return max(0, (first - day).days, (day - last).days)


def _toll(facts: tuple[SavedFact, ...], incident: Incident) -> tuple[float, str]:
    best = (0.0, "")
    for kind in TOLLS:
        now, known = toll(facts, kind), toll(incident.facts, kind)
        if now is None or known is None or not isinstance(now.fact, Figure) or not isinstance(known.fact, Figure):
            continue
        ours = low(now.fact)
        counted = _numbers(incident, kind)
        if ours in counted and ours > 2:
            return _WEIGHT["toll"], f"{ours} {kind}"
        theirs = low(known.fact)
        if max(ours, theirs) > 3 * min(ours, theirs) and not best[0]:
            best = (_WEIGHT["another toll"], f"{ours} ≠ {theirs} {kind}")
    return best


def _numbers(incident: Incident, kind: str) -> set[int]:
    facts = (saved.fact for saved in incident.facts)
    return {low(fact) for fact in facts if isinstance(fact, Figure) and fact.kind == kind}


def _party(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[float, str]:
    both = [party for party in ours if party in theirs]
    return (_WEIGHT["party"], both[0]) if both else (0.0, "")


def _words(
    ours: frozenset[str], reports: tuple[frozenset[str], ...], rarity: Callable[[str], float]
) -> tuple[float, str]:
    if not ours or not any(reports):
        return 0.0, ""
    share = max((likeness(ours, theirs, rarity) for theirs in reports), default=0.0)
    weight = _WEIGHT["words"] * (share - _USUAL_LIKENESS)
    return max(_LEAST_WORDS, min(_MOST_WORDS, weight)), f"words {share:.0%}"


def same_story(ours: Essence, at: datetime, incident: Incident, likely: Likeness, gazetteer: Gazetteer) -> Likeness:
    """Weigh whether a report belongs to the course of events that an incident belongs to.

    `likely` is how much it looks like the incident itself. A story is one front, one escalation, one movement: the same
    region within days, whatever the kind, or one kind of movement across the regions of a country.
    """
    near, words = nearness(ours.places, incident.places, gazetteer)
    days = abs((at - incident.last).total_seconds()) / 86400
    score = {Nearness.SAME: 1.2, Nearness.WITHIN: 0.9, Nearness.NEAR: 0.4, Nearness.UNKNOWN: -0.3}.get(near, -1.0)
    score += 0.8 * affinity(ours.kind, incident.kind)
    score += 0.3 if set(ours.parties) & set(incident.parties) else 0.0
    score += max(-1.0, 0.25 * likely.score) - 0.4 * max(0.0, days - 0.5)
    return Likeness(score, (f"{words}", f"{days:.1f} days"))


def story_after(story: Story | None, incident: Incident) -> Story:
    """The story with this incident in it; a new one where there is none."""
    if story is None:
        return Story(incident.story, incident.places, incident.parties, incident.first, incident.last, (incident.id,))
    known = dict.fromkeys((*story.incidents, incident.id))
    return Story(
        id=story.id,
        places=tuple(dict.fromkeys((*story.places, *incident.places)))[:12],
        parties=tuple(dict.fromkeys((*story.parties, *incident.parties)))[:12],
        first=min(story.first, incident.first),
        last=max(story.last, incident.last),
        incidents=tuple(known),
    )
