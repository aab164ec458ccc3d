"""Does a report belong to the course of events that an incident belongs to? Pure."""

from __future__ import annotations

from bot.stories.kinship import NEAR, WITHIN, Nearness, affinity, family
from bot.stories.weights import WEIGHTS

_CLOSE = {
    Nearness.SAME: "story same",
    Nearness.WITHIN: "story within",
    Nearness.NEAR: "story near",
    Nearness.UNKNOWN: "story unknown",
    Nearness.APART: "story apart",
}
#: The least that speaks against the same incident counts against its story: most events of one front are not alike.
_LEAST = -0.3
#: Families of what strikes once: a raid, a car bomb.
_ONCE = frozenset({"fire", "blast"})


def belongs(kind: str, theirs: str, close: Nearness, silence: float, likely: float, *, party: bool) -> float:
    """Weigh whether a report of one kind belongs to the story of an incident of another, `silence` seconds after it.

    `likely` is how much it looks like the incident itself, `close` how near they lie, `party` whether one took part in
    both. A story is one front, one escalation, one movement: the same region within days, whatever the kind, or one
    kind of movement across the regions of a country. What strikes once, elsewhere in the region and by nobody who took
    part, is no part of other events there.
    """
    score = WEIGHTS[_CLOSE[close]] + WEIGHTS["story kind"] * affinity(kind, theirs)
    if (kind == "ceasefire") != (theirs == "ceasefire"):
        likely -= WEIGHTS["no truce"]  # not one event, but a truce belongs to the fighting that it ends
    if party:
        score += WEIGHTS["story party"]
    elif kind != theirs and close in (NEAR, WITHIN) and not _ONCE.isdisjoint((family(kind), family(theirs))):
        score += WEIGHTS["story blow"]
    score += max(_LEAST, WEIGHTS["story likely"] * likely)
    return score + WEIGHTS["story silence"] * max(0.0, silence / 86400 - 0.5)
