"""Is it the same event? Facts weighed against one another, each weight with its name. Pure.

Identity comes from the event: kind, place and its containment, parties, day, toll. Wording only helps. The weights are
additive and stand in one table, so that every judgement can say what spoke for it and what against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import sqrt

from bot.model.facts import Place, Scope
from bot.model.story import Incident
from bot.stories.essence import Essence
from bot.stories.kinship import Nearness, Spot, affinity, in_words, lasting_hours, near, near_agreed
from bot.stories.known import BODY, Tolls, low, salience
from bot.stories.open_incidents import Filed, OpenIncidents

#: What each finding weighs. Found by search over the hand-made groups (bench/stories.py), kept where both windows gain.
WEIGHTS: dict[str, float] = {
    "same incident": 2.8,  # from here on two reports tell of one event
    "same story": 1.47,  # … or belong to one course of events
    "kind": 1.6,  # times affinity
    "ceasefire": 1.5,  # more, where both are one: agreements are rarer than attacks
    "side kind": 0.6,  # times affinity of what is not the main kind
    "kinds alike": 2.0,  # times the cosine of all kinds reported, above the usual
    "usual kinds": 0.6,
    "another kind": -1.4,
    "no truce": -2.5,
    "same place": 1.4,  # times how telling the place is
    "within": 0.6,  # likewise
    "near": -0.3,
    "unknown place": -0.4,
    "apart": -2.5,
    "same day": 0.5,
    "another day": -2.0,
    "age": -1.0,  # for every lifetime of the kind since the first report
    "silence": -4.0,  # … and since the last
    "party": 0.3,
    "toll": 1.2,
    "another toll": -0.4,
    "words": 9.5,  # times likeness above the usual
    "usual words": 0.13,
    "least words": -0.8,
    "most words": 2.3,
    "headline": 3.0,  # times likeness above the usual: titles name what is new
    "usual headline": 0.2,
}


#: What silence counts of a truce, as a share, against a report of what became of it.
_HOLDING = 0.25
#: A number of people above this is hardly that of two events.
_TELLING_COUNT = 9
#: A finding as it is kept until somebody asks: words, or what words are made of.
Said = str | float | tuple[Place, Place, Nearness] | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for one event: the sum of weights. `because` says what they were, when it is asked."""

    score: float
    said: tuple[Said, ...]

    @property
    def because(self) -> str:
        """What spoke for it and against, in words."""
        return ", ".join(_in_words(said) for said in self.said if said)


def _in_words(said: Said) -> str:
    if isinstance(said, tuple):
        return in_words(*said)
    return f"words {said:.0%}" if isinstance(said, float) else said or ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An incident that may be meant: how much speaks for it, and how much for its story (see WEIGHTS)."""

    theirs: Filed
    likely: Likeness
    story: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A report as it is weighed against incidents: `telling` is how much each of its places tells.

    `follows`: it tells of truces only what becomes of one that was agreed before.
    """

    essence: Essence
    at: datetime
    spots: tuple[Spot, ...]
    telling: tuple[float, ...]
    tolls: Tolls
    headline_length: float
    follows: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """What facts say of one candidate, before words are compared; `close` is how near the nearest places are."""

    theirs: Filed
    score: float
    said: tuple[Said, ...]
    close: Nearness


def weigh(ours: Compared, candidates: Sequence[Filed], open_incidents: OpenIncidents) -> tuple[Weighed, ...]:
    """Weigh a report against each of the incidents that may be meant, the likeliest first by what shares its anchors.

    Words are compared last, and only where they could still make an incident the likeliest one or that of its story:
    the others are left out.
    """
    drafts = [_draft(ours, theirs, open_incidents) for theirs in candidates]
    found: dict[int, Weighed] = {}
    best = float("-inf")
    for at in sorted(range(len(drafts)), key=lambda at: -drafts[at].score):
        draft = drafts[at]
        headline = _headline(draft.theirs.headlines.likeness(ours.essence.headline, ours.headline_length))
        most = draft.score + headline + max(0.0, WEIGHTS["most words"])
        if most < best and (best >= WEIGHTS["same incident"] or _story(ours, draft, most) < WEIGHTS["same story"]):
            continue
        words, said = _words(draft.theirs.words.likeness(ours.essence.words, ours.essence.length))
        likely = Likeness(draft.score + words + headline, (*draft.said, said))
        best = max(best, likely.score)
        found[at] = Weighed(draft.theirs, likely, _story(ours, draft, likely.score))
    return tuple(found[at] for at in sorted(found))


def _draft(ours: Compared, theirs: Filed, open_incidents: OpenIncidents) -> _Draft:
    essence, incident = ours.essence, theirs.incident
    place, pair, close = _place(ours, theirs, open_incidents)
    toll = _toll(ours.tolls, theirs.tolls)
    parts = (
        _kind(essence, incident),
        (place, pair),
        *_time(ours, incident, counted=toll[0] > 0),
        toll,
        _party(essence.parties, incident.parties),
    )
    return _Draft(theirs, sum([score for score, _ in parts]), tuple([said for _, said in parts]), close)


def _kind(ours: Essence, incident: Incident) -> tuple[float, str]:
    kind, theirs = ours.kind, incident.kind
    if kind == theirs == "ceasefire":
        return WEIGHTS["kind"] + WEIGHTS["ceasefire"], kind
    name = kind if kind == theirs else f"{kind}/{theirs}"
    if kind != theirs and "ceasefire" in (kind, theirs):
        # An attack is not the truce it breaks: what it says of the truce is placed by itself.
        talked = "talks" in (kind, theirs)
        return WEIGHTS["kind"] * affinity(kind, theirs) if talked else WEIGHTS["no truce"], name
    main, aside, alike = _kinship(kind, ours.kinds, theirs, incident.kinds)
    best = max(main, WEIGHTS["side kind"] * aside)
    alike = WEIGHTS["kinds alike"] * (alike - WEIGHTS["usual kinds"])
    return (WEIGHTS["kind"] * best if best else WEIGHTS["another kind"]) + alike, name


@lru_cache(maxsize=20_000)
def _kinship(
    kind: str, kinds: tuple[str, ...], their_kind: str, their_kinds: tuple[str, ...]
) -> tuple[float, float, float]:
    """How alike the main kinds are, a main kind and one beside the other, and all of both."""
    aside = max((affinity(kind, one) for one in their_kinds[:3]), default=0.0)
    back = max((affinity(one, their_kind) for one in kinds[:3]), default=0.0)
    return affinity(kind, their_kind), max(aside, back), _alike(kinds, their_kinds)


def _alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """The cosine of two rankings of kinds, the first weighing most."""
    first = {kind: 1 / (rank + 1) for rank, kind in enumerate(ours)}
    second = {kind: 1 / (rank + 1) for rank, kind in enumerate(theirs)}
    both = sum(weight * second.get(kind, 0.0) for kind, weight in first.items())
    return both / sqrt(sum(one**2 for one in first.values()) * sum(one**2 for one in second.values()))


_PLACE = {
    Nearness.SAME: "same place",
    Nearness.WITHIN: "within",
    Nearness.NEAR: "near",
    Nearness.UNKNOWN: "unknown place",
    Nearness.APART: "apart",
}


def _place(ours: Compared, theirs: Filed, open_incidents: OpenIncidents) -> tuple[float, Said, Nearness]:
    """The pair of places that tells most, and how near the nearest pair lies.

    A place where much is going on tells less than one where nothing else is.
    """
    best, pair, close = WEIGHTS["unknown place"], None, Nearness.APART
    # Agreements are rare wherever they are made: there the place tells all it can.
    agreed = ours.essence.kind == theirs.incident.kind == "ceasefire"
    for at, one in enumerate(ours.spots):
        for their, other in enumerate(theirs.spots):
            found = near_agreed(one, other, follows=ours.follows) if agreed else near(one, other)
            if found > close:
                close = found
            weight = WEIGHTS[_PLACE[found]]
            if weight > max(0.0, best) and not agreed:
                weight *= min(ours.telling[at], open_incidents.telling(other))
            if pair is None or weight > best:
                best, pair = weight, (at, their, found)
    if pair is None:
        return best, None, Nearness.UNKNOWN
    return best, (ours.essence.places[pair[0]], theirs.incident.places[pair[1]], pair[2]), close


def _time(ours: Compared, incident: Incident, *, counted: bool) -> list[tuple[float, str]]:
    """Stated days agree or not; age and silence count against it by the lifetime of the kind.

    Where the same people are `counted`, the day beside it is the one on which somebody spoke of it.
    """
    lifetime = lasting_hours(incident.kind) * 3600
    age = abs((ours.at - incident.first).total_seconds()) / lifetime
    silence = abs((ours.at - incident.last).total_seconds()) / lifetime
    if ours.follows and incident.kind == "ceasefire":  # nobody reports a truce that holds
        silence *= _HOLDING
    day = ours.essence.day
    found = [(WEIGHTS["age"] * max(0.0, age - 0.3) + WEIGHTS["silence"] * silence, "")]
    if day is None or incident.day is None:
        return found
    apart = _days_apart(day, incident)
    if apart == 0:
        return [*found, (WEIGHTS["same day"], incident.day.isoformat())]
    if any(not _days_apart(other, incident) for other in ours.essence.days):
        return [*found, (0.0, f"{incident.day.isoformat()} too")]
    if counted and apart == 1:
        return [*found, (0.0, "1 day(s) apart")]
    if incident.kind == "ceasefire" and apart <= 2:  # agreed one day, in force the next
        return [*found, (0.0, f"{apart} day(s) apart")]
    return [*found, (WEIGHTS["another day"], f"{day.isoformat()} ≠ {incident.day.isoformat()}")]


def _days_apart(day: date, incident: Incident) -> int:
    first, last = incident.day or day, incident.last_day or incident.day or day
    return max(0, (first - day).days, (day - last).days)


def _toll(ours: Tolls, theirs: Tolls) -> tuple[float, str]:
    """The same exact number of people speaks for one event; numbers far apart against it.

    The same number counts as well where one side does not say that it is of this event alone, if it is no small one.
    """
    against = (0.0, "")
    for kind, (now, _) in ours.items():
        if kind not in theirs:
            continue
        known, numbers = theirs[kind]
        alike = now.scope is known.scope is Scope.INCIDENT
        prominent = min(salience(now), salience(known)) >= BODY
        if low(now) > (2 if alike else _TELLING_COUNT) and prominent and low(now) in numbers:
            return WEIGHTS["toll"], f"{low(now)} {kind}"
        if alike and max(low(now), low(known)) > 3 * min(low(now), low(known)):
            against = (WEIGHTS["another toll"], f"{low(now)} ≠ {low(known)} {kind}")
    return against


def _party(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[float, str]:
    both = [party for party in ours if party in theirs]
    return (WEIGHTS["party"], both[0]) if both else (0.0, "")


def _words(share: float | None) -> tuple[float, Said]:
    if share is None:
        return 0.0, None
    weight = WEIGHTS["words"] * (share - WEIGHTS["usual words"])
    return max(WEIGHTS["least words"], min(WEIGHTS["most words"], weight)), share


def _headline(share: float | None) -> float:
    return 0.0 if share is None else WEIGHTS["headline"] * (share - WEIGHTS["usual headline"])


_CLOSE = {Nearness.SAME: 1.2, Nearness.WITHIN: 0.9, Nearness.NEAR: 0.4, Nearness.UNKNOWN: -0.3, Nearness.APART: -1.0}


def _story(ours: Compared, draft: _Draft, likely: float) -> float:
    """Weigh whether a report belongs to the course of events that an incident belongs to.

    `likely` is how much it looks like the incident itself. A story is one front, one escalation, one movement: the same
    region within days, whatever the kind, or one kind of movement across the regions of a country.
    """
    essence, incident = ours.essence, draft.theirs.incident
    days = abs((ours.at - incident.last).total_seconds()) / 86400
    score = _CLOSE[draft.close] + 0.8 * affinity(essence.kind, incident.kind)
    if (essence.kind == "ceasefire") != (incident.kind == "ceasefire"):
        likely -= WEIGHTS["no truce"]  # not one event, but a truce belongs to the fighting that it ends
    score += 0.3 if set(essence.parties) & set(incident.parties) else 0.0
    return score + max(-1.0, 0.25 * likely) - 0.4 * max(0.0, days - 0.5)
