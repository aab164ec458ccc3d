"""To which of the courses of events that may be meant does a report belong? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model.story import Incident
from bot.stories.courses import NEARBY, another_strike, by_itself, only_struck
from bot.stories.essence import Essence
from bot.stories.headlines import goes_on
from bot.stories.identity import Weighed
from bot.stories.open_incidents import OpenIncidents
from bot.stories.weights import WEIGHTS

#: What each further incident of a story adds that is near, and all of them at most.
_EACH, _TOGETHER = 0.2, 1.0


def story_of(weighed: Sequence[Weighed], ours: Essence, title: str, at: datetime, known: OpenIncidents) -> str:
    """The story that most speaks for: its likeliest incident, and a little that others of it are near as well.

    "" where nothing speaks enough for any. `title`: it may say that strikes go on.
    """
    found: dict[str, list[Weighed]] = {}
    for one in weighed:
        found.setdefault(one.theirs.incident.story, []).append(one)
    best, score = "", WEIGHTS["same story"]
    for key, ones in found.items():
        scores = [one.story for one in ones]
        together = max(scores) + min(_TOGETHER, _EACH * (sum(one >= NEARBY for one in scores) - 1))
        story = known.story(key)
        if ours.round and ours.round in [one.theirs.incident.round for one in ones]:
            story = None  # strikes are parts of a round
        else:
            together += only_struck(ours.kind, [one.theirs.incident.kind for one in ones])
        if story is not None:
            told = filter(None, map(known.get, story.incidents))
            together += _too_late(ours, title, (at - story.last).total_seconds(), told)
        if together >= score:
            best, score = key, together
    return best


def _too_late(ours: Essence, title: str, silence: float, told: Iterable[Incident]) -> float:
    """What speaks against a story for what happens once, `silence` seconds after anything of it.

    A reaction may come late, and is of another strike only where it states another day.
    """
    against = 0.0 if ours.speaks else by_itself(ours.kind, silence)
    if ours.speaks and ours.day is None:
        return against
    other = another_strike(ours.kind, ours.day, told, silence)
    return against + other if other and not goes_on(title) else against
