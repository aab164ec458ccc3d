"""To which of the courses of events that may be meant does a report belong? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.stories.courses import NEARBY, by_itself, only_struck
from bot.stories.essence import Essence
from bot.stories.identity import Weighed
from bot.stories.open_incidents import OpenIncidents
from bot.stories.weights import WEIGHTS

#: What each further incident of a story adds that is near, and all of them at most.
_EACH, _TOGETHER = 0.2, 1.0


def story_of(weighed: Sequence[Weighed], ours: Essence, at: datetime, known: OpenIncidents) -> str:
    """The story that most speaks for: its likeliest incident, and a little that others of it are near as well.

    "" where nothing speaks enough for any.
    """
    found: dict[str, list[Weighed]] = {}
    for one in weighed:
        found.setdefault(one.theirs.incident.story, []).append(one)
    best, score = "", WEIGHTS["same story"]
    for key, ones in found.items():
        scores = [one.story for one in ones]
        together = max(scores) + min(_TOGETHER, _EACH * (sum(one >= NEARBY for one in scores) - 1))
        together += only_struck(ours.kind, [one.theirs.incident.kind for one in ones])
        story = known.story(key)
        if story is not None and not ours.speaks:  # a reaction may come late
            together += by_itself(ours.kind, (at - story.last).total_seconds())
        if together >= score:
            best, score = key, together
    return best
