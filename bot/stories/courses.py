"""Does a report belong to the course of events that an incident belongs to? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.model.story import Incident, Story
from bot.stories.centres import Lies
from bot.stories.kinship import affinity, family
from bot.stories.weights import WEIGHTS

_CLOSE = {
    Lies.SAME: "story same",
    Lies.WITHIN: "story within",
    Lies.FILLS: "story fills",
    Lies.AROUND: "story around",
    Lies.BESIDE: "story beside",
    Lies.NEAR: "story near",
    Lies.UNKNOWN: "story unknown",
    Lies.APART: "story apart",
}
#: A story knows its latest incidents, so that one which goes on for months is not carried along whole.
_STORY_INCIDENTS = 120
#: The least that speaks against the same incident counts against its story: most events of one front are not alike.
_LEAST = -0.3
#: The families of fighting, and of strikes and what they cost.
_FOUGHT, _STRUCK = frozenset({"ground", "attack"}), frozenset({"fire", "blast", "harm", "toll"})
#: The families of what belongs to a round of fighting between two states: not who fled from it, or was arrested since.
_IN_ROUNDS = frozenset({*_FOUGHT, "fire", "harm", "toll", "ceasefire", "talks", "other"})
#: The families of what happens once.
SINGLE = frozenset({"fire", "blast"})
#: What happens once belongs to a story of which something was told so many days before, at most.
_ONCE_DAYS = 1.25
#: Within so many seconds strikes may be of one night.
_NIGHT = 12 * 3600
#: How much a story is near to count as held together by one more of its incidents; those less near need not be weighed.
NEARBY = 0.5


def belongs(
    kind: str,
    theirs: str,
    close: Lies,
    silence: float,
    likely: float,
    *,
    party: bool,
    taken_on: bool = False,
    part: bool = False,
    named: bool = False,
) -> float:
    """Weigh whether a report of one kind belongs to the story of an incident of another, `silence` seconds after it.

    `likely` is how much it looks like the incident itself, `close` how near they lie, `party` whether one took part in
    both. A story is one front, one escalation, one movement: the same region within days, whatever the kind, or one
    kind of movement across the regions of a country; and a side that took one place and takes the next (`taken_on`) is
    on one offensive, however far it has come. `part`: both are parts of one round between two states; `named`:
    the report names, whatever for, where the other mainly is.
    """
    score = WEIGHTS[_CLOSE[close]] + WEIGHTS["story kind"] * affinity(kind, theirs)
    if (kind == "ceasefire") != (theirs == "ceasefire"):
        likely -= WEIGHTS["no truce"]  # not one event, but a truce belongs to the fighting that it ends
    if party and close >= Lies.BESIDE:  # in a war of two parties each front has both
        score += WEIGHTS["story party"]
    if taken_on and close <= Lies.NEAR:
        score += WEIGHTS["story taken on"]
    if part and close <= Lies.AROUND and _IN_ROUNDS.issuperset((family(kind), family(theirs))):
        score += WEIGHTS["story round"]
    if named:
        score += WEIGHTS["story named"]
    score += max(_LEAST, WEIGHTS["story likely"] * likely)
    return score + WEIGHTS["story silence"] * max(0.0, silence / 86400 - 0.5)


def by_itself(kind: str, silence: float) -> float:
    """What speaks against a story for a report of what happens once, `silence` seconds after anything of it.

    Fighting for a place is reported once in days; a strike there, long after anything was told of it, is another one.
    """
    days = silence / 86400
    if days <= _ONCE_DAYS or family(kind) not in SINGLE:
        return 0.0
    return WEIGHTS["story once"] * (1.0 + days - _ONCE_DAYS)


def only_struck(kind: str, theirs: Iterable[str]) -> float:
    """What speaks against a story for a report of fighting, where all that is known of it are strikes on the place."""
    if family(kind) not in _FOUGHT or not _STRUCK.issuperset(map(family, theirs)):
        return 0.0
    return WEIGHTS["story only struck"]


def another_strike(kind: str, day: date | None, told: Iterable[Incident], silence: float) -> float:
    """What speaks against a story for a strike, where all that was `told` of it are strikes of other days.

    Strikes on one city are a course of events only as parts of a round of fighting, which shows in what else is told of
    it. Of a night newsrooms name either day: `silence`, in seconds, must be longer.
    """
    if family(kind) not in SINGLE or silence < _NIGHT:
        return 0.0
    for one in told:
        same = day is not None and one.day is not None and one.day <= day <= (one.last_day or one.day)
        if same or family(one.kind) not in _STRUCK:
            return 0.0
    return WEIGHTS["story another strike"]


def story_after(story: Story | None, incident: Incident) -> Story:
    """The story with this incident in it; a new one where there is none."""
    if story is None:
        return Story(incident.story, incident.places, incident.parties, incident.first, incident.last, (incident.id,))
    known = story.incidents
    if incident.id not in known:
        known = (*known, incident.id)[-_STORY_INCIDENTS:]
    return Story(
        id=story.id,
        places=tuple(dict.fromkeys((*story.places, *incident.places)))[:12],
        parties=tuple(dict.fromkeys((*story.parties, *incident.parties)))[:12],
        first=min(story.first, incident.first),
        last=max(story.last, incident.last),
        incidents=known,
    )
