"""Is it the same event? Facts weighed against one another, each weight with its name. Pure.

Identity comes from the event: kind, place and its containment, parties, day, toll. Wording only helps. The weights are
additive and stand in one table, so that every judgement can say what spoke for it and what against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import log1p
from operator import itemgetter
from typing import NamedTuple

from bot.model.facts import Place
from bot.model.story import Incident
from bot.stories.alike import Words, most
from bot.stories.counts import counted
from bot.stories.courses import belongs
from bot.stories.essence import Essence
from bot.stories.kinds import kinship
from bot.stories.kinship import Nearness, affinity, family, in_words
from bot.stories.open_incidents import Filed, OpenIncidents
from bot.stories.titles import titles_apart
from bot.stories.weights import WEIGHTS
from bot.stories.whereabouts import Asked, Compared, asked_of, elsewhere, where, where_agreed

#: What silence counts of a truce, as a share, against a report of what became of it.
_HOLDING = 0.25
#: What a truce lets through; it is told of one that an agreement is about among its first kinds, of at most so many.
_LET_THROUGH = frozenset({"displacement", "siege_aid"})
_TOLD = 4
#: Talks are told of from where the mediators are, and what they are about is not always named.
_TALKED_OF = {"ceasefire", "talks"}
#: The families of what people flee from: it stands in each report of their flight, and is another event.
_FLED_FROM = frozenset({"fire", "ground"})
#: Copies of one report come within so many seconds; after that, it is what is said every day.
_COPIED_WITHIN = 18 * 3600
#: Between two days lies a night of at most so many seconds.
_NIGHT = 10 * 3600
#: … and are among so many that share most of its anchors.
_COPIES = 2
#: What time counts, as a share, where both tell of ground taken in a place of which little else is told: who took it
#: holds it, and newsrooms tell of it for days.
_TAKEN, _TELLING_PLACE = 0.6, 1.0
#: The most that words count where one newsroom tells alike of two towns.
_TOLD_ALIKE = 0.3
#: A finding as it is kept until somebody asks: words, or what words are made of.
Said = str | float | tuple[Place, Place, Nearness] | None


def _in_words(said: Said) -> str:
    if isinstance(said, tuple):
        return in_words(*said)
    return f"words {said:.0%}" if isinstance(said, float) else said or ""


class Weighed(NamedTuple):
    """An incident that may be meant: how much speaks for it, and how much for its story: sums of WEIGHTS.

    `because` says what they were, when it is asked.
    """

    theirs: Filed
    score: float
    story: float
    said: tuple[Said, ...]

    @property
    def because(self) -> str:
        """What spoke for it and against, in words."""
        return ", ".join([_in_words(said) for said in self.said if said])


class _Draft(NamedTuple):
    """What facts say of one candidate, before words are compared.

    `close` is how near the nearest places are, `silence` the seconds since its last report, `party` a name of both,
    `elapsed` what time takes away.
    """

    theirs: Filed
    score: float
    said: tuple[Said, ...]
    close: Nearness
    silence: float
    party: str
    elapsed: float


def weigh(ours: Compared, candidates: Sequence[Filed], open_incidents: OpenIncidents) -> tuple[Weighed, ...]:
    """Weigh a report against each of the incidents that may be meant, the likeliest first by what shares its anchors.

    Words are compared last, and only where they could still make an incident the likeliest one or that of its story:
    the others are left out.
    """
    if not candidates:
        return ()
    asked = asked_of(ours, open_incidents)
    drafts = [_draft(asked, theirs, open_incidents) for theirs in candidates]
    found: list[tuple[int, Weighed]] = []
    best, enough, story = float("-inf"), WEIGHTS["same incident"], WEIGHTS["same story"]
    words, (by_title, by_words, copied) = Words(ours.essence, candidates), most()
    # However alike the words, they add no more than this (and a hair for rounding).
    highest = by_title + by_words + copied + 0.001
    for at, draft in sorted(enumerate(drafts), key=lambda one: -one[1].score):
        if best >= enough and draft.score + highest < best:
            break  # nor can any of those after it
        score = draft.score + words.headline(at)
        limit = score + by_words + (copied if at < _COPIES and draft.silence < _COPIED_WITHIN else 0.0)
        if limit < best and (best >= enough or _story(ours, draft, limit) < story):
            continue
        weight, said = words.weighed(at, of_now=draft.silence < _COPIED_WITHIN)
        if score + weight > draft.score + _TOLD_ALIKE and _told_alike(ours, draft.theirs):
            score, weight = draft.score, _TOLD_ALIKE
        score += weight
        best = max(best, score)
        found.append((at, Weighed(draft.theirs, score, _story(ours, draft, score), (*draft.said, said))))
    found.sort(key=itemgetter(0))
    return tuple([one for _, one in found])


def _told_alike(ours: Compared, theirs: Filed) -> bool:
    """Does one newsroom tell of another town? It words all strikes alike, and what it tells again names its town."""
    same = ours.outlet in theirs.incident.outlets and not agreed(ours.essence, theirs.incident)
    return same and elsewhere(ours.spots, theirs.spots)


def _draft(asked: Asked, theirs: Filed, open_incidents: OpenIncidents) -> _Draft:
    ours, towns = asked.report, asked.towns
    essence, incident = ours.essence, theirs.incident
    truces = agreed(essence, incident)
    kind, kinds = _kind(essence, incident)
    talked = truces or {essence.kind, incident.kind} == _TALKED_OF
    place, pair, close = (where_agreed if talked else where)(asked, theirs, open_incidents)
    fled = essence.kind == incident.kind == "displacement"
    summed = essence.kind == incident.kind == "toll"
    counts = counted(ours.tolls, theirs.tolls, fled=fled, rises=essence.toll_rises or summed)
    # As many people, or a truce, are told of from many places; what else is told alike of two towns happened in both.
    same = truces or counts.alike or not towns.surely
    other = 0.0 if same or not titles_apart(towns, theirs) else WEIGHTS["another title"]
    silence = abs(ours.moment - theirs.last)
    taken = essence.kind == incident.kind == "advance" and place > _TELLING_PLACE
    age = _age(ours, theirs, silence) * counts.time * (_TAKEN if taken else 1.0)
    day, dated = (0.0, "") if summed else _day(ours, theirs, counts.later)
    party = _party(essence.parties, incident.parties)
    spoken = WEIGHTS["statement"] if essence.speaks != incident.statement and not truces else 0.0
    score = kind + place + other + age + day + counts.score + spoken + (WEIGHTS["party"] if party else 0.0)
    said = (kinds, pair, dated, counts.said, party)
    return _Draft(theirs, score, said, close, silence, party, age + min(0.0, day) + other)


def agreed(ours: Essence, incident: Incident) -> bool:
    """Are both agreements?"""
    return ours.kind == incident.kind == "ceasefire"


def _kind(ours: Essence, incident: Incident) -> tuple[float, str]:
    kind, theirs = ours.kind, incident.kind
    if kind == theirs == "ceasefire":
        return WEIGHTS["kind"] + WEIGHTS["ceasefire"], kind
    if kind != theirs and "ceasefire" in (kind, theirs):
        # An attack is not the truce it breaks: what it says of the truce is placed by itself.
        talked = "talks" in (kind, theirs) or _agreed_with_a_way_out(ours, incident)
        weight = WEIGHTS["kind"] * affinity("talks", "ceasefire") if talked else WEIGHTS["no truce"]
        return weight, f"{kind}/{theirs}"
    if (kind == "displacement") != (theirs == "displacement") and {family(kind), family(theirs)} & _FLED_FROM:
        return WEIGHTS["fled from"], f"{kind}/{theirs}"
    main, aside, alike = kinship(ours.kinds, incident.kinds)
    best = max(main, WEIGHTS["side kind"] * aside)
    alike = WEIGHTS["kinds alike"] * (alike - WEIGHTS["usual kinds"])
    name = kind if kind == theirs else f"{kind}/{theirs}"
    return (WEIGHTS["kind"] * best if best else WEIGHTS["another kind"]) + alike, name


def _agreed_with_a_way_out(ours: Essence, incident: Incident) -> bool:
    """Do both tell of a truce and of people or aid that it lets through? That is one agreement, whichever leads."""
    if _LET_THROUGH.isdisjoint((ours.kind, incident.kind)):
        return False
    both = set(ours.kinds[:_TOLD]).intersection(incident.kinds[: _TOLD + 1])
    return "ceasefire" in both and not both.isdisjoint(_LET_THROUGH)


def _age(ours: Compared, theirs: Filed, silence: float) -> float:
    """Age and silence (in seconds) count against it by the lifetime of the kind."""
    incident = theirs.incident
    age = abs(ours.moment - theirs.first) / theirs.lifetime
    if ours.follows and incident.kind == "ceasefire":  # nobody reports a truce that holds
        silence *= _HOLDING
    silent = WEIGHTS["silence"] * silence / theirs.lifetime + WEIGHTS["hours"] * log1p(silence / 3600)
    return WEIGHTS["age"] * max(0.0, age - 0.3) + silent


def _day(report: Compared, theirs: Filed, later: int) -> tuple[float, str]:
    """Stated days agree or not. Up to so many `later` is when somebody spoke of those who were counted."""
    ours, incident = report.essence, theirs.incident
    day = ours.day
    if day is None or incident.day is None:
        return 0.0, ""
    apart = _days_apart(day, incident)
    if apart == 0:
        return WEIGHTS["same beginning" if agreed(ours, incident) else "same day"], incident.day.isoformat()
    if any(not _days_apart(other, incident) for other in ours.days):
        return 0.0, f"{incident.day.isoformat()} too"
    if apart <= later:
        return 0.0, f"{apart} day(s) apart"
    if incident.kind == "ceasefire" and apart <= 2:  # agreed one day, in force the next
        return 0.0, f"{apart} day(s) apart"
    if apart == 1 and abs(report.moment - theirs.last) <= _NIGHT:  # of a night newsrooms name either day
        return WEIGHTS["the night between"], f"{apart} night apart"
    return WEIGHTS["another day"], f"{day.isoformat()} ≠ {incident.day.isoformat()}"


def _days_apart(day: date, incident: Incident) -> int:
    first, last = incident.day or day, incident.last_day or incident.day or day
    return max(0, (first - day).days, (day - last).days)


def _party(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    for party in ours:
        if party in theirs:
            return party
    return ""


def _story(ours: Compared, draft: _Draft, likely: float) -> float:
    """Weigh whether it is of the same course of events, `likely` being how much it looks like the incident itself.

    Time makes another incident of it, and a story by itself knows how long it lasts.
    """
    kind, theirs = ours.essence.kind, draft.theirs.incident.kind
    return belongs(kind, theirs, draft.close, draft.silence, likely - draft.elapsed, party=bool(draft.party))
