"""Does a report belong to the course of events that an incident belongs to? Pure."""

from __future__ import annotations

from bot.stories.centres import Lies
from bot.stories.kinship import affinity
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
#: The least that speaks against the same incident counts against its story: most events of one front are not alike.
_LEAST = -0.3


def belongs(kind: str, theirs: str, close: Lies, silence: float, likely: float, *, party: bool) -> float:
    """Weigh whether a report of one kind belongs to the story of an incident of another, `silence` seconds after it.

    `likely` is how much it looks like the incident itself, `close` how near they lie, `party` whether one took part in
    both. A story is one front, one escalation, one movement: the same region within days, whatever the kind, or one
    kind of movement across the regions of a country.
    """
    score = WEIGHTS[_CLOSE[close]] + WEIGHTS["story kind"] * affinity(kind, theirs)
    if (kind == "ceasefire") != (theirs == "ceasefire"):
        likely -= WEIGHTS["no truce"]  # not one event, but a truce belongs to the fighting that it ends
    if party and close >= Lies.BESIDE:  # in a war of two parties each front has both
        score += WEIGHTS["story party"]
    score += max(_LEAST, WEIGHTS["story likely"] * likely)
    return score + WEIGHTS["story silence"] * max(0.0, silence / 86400 - 0.5)
