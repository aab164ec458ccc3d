"""Does a report belong to the course of events that an incident belongs to? Pure."""

from __future__ import annotations

from bot.stories.kinship import Nearness, affinity
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


def belongs(kind: str, theirs: str, close: Nearness, silence: float, likely: float, *, party: bool) -> float:
    """Weigh whether a report of one kind belongs to the story of an incident of another, `silence` seconds after it.

    `likely` is how much it looks like the incident itself, `close` how near they lie, `party` whether one took part in
    both. A story is one front, one escalation, one movement: the same region within days, whatever the kind, or one
    kind of movement across the regions of a country.
    """
    score = WEIGHTS[_CLOSE[close]] + WEIGHTS["story kind"] * affinity(kind, theirs)
    if (kind == "ceasefire") != (theirs == "ceasefire"):
        likely -= WEIGHTS["no truce"]  # not one event, but a truce belongs to the fighting that it ends
    score += WEIGHTS["story party"] if party else 0.0
    score += max(_LEAST, WEIGHTS["story likely"] * likely)
    return score + WEIGHTS["story silence"] * max(0.0, silence / 86400 - 0.5)
