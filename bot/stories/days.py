"""What hours and stated days say of whether two reports tell of one event. Pure."""

from __future__ import annotations

from datetime import date
from math import log1p

from bot.model.story import Incident
from bot.stories.compared import Compared
from bot.stories.filed import Filed
from bot.stories.weights import WEIGHTS

#: What silence counts of a truce, as a share, against a report of what became of it.
_HOLDING = 0.25
#: Between two days lies a night of at most so many seconds.
_NIGHT = 12 * 3600


def aged(ours: Compared, theirs: Filed, silence: float) -> float:
    """Age and silence (in seconds) count against it by the lifetime of the kind."""
    incident = theirs.incident
    age = abs(ours.moment - theirs.first) / theirs.lifetime
    if ours.follows and incident.kind == "ceasefire":  # nobody reports a truce that holds
        silence *= _HOLDING
    silent = WEIGHTS["silence"] * silence / theirs.lifetime + WEIGHTS["hours"] * log1p(silence / 3600)
    return WEIGHTS["age"] * max(0.0, age - 0.3) + silent


def dated(report: Compared, theirs: Filed, later: int) -> tuple[float, str]:
    """Stated days agree or not. Up to so many `later` is when somebody spoke of those who were counted."""
    ours, incident = report.essence, theirs.incident
    day = ours.day
    if day is None or incident.day is None:
        return 0.0, ""
    apart = _days_apart(day, incident)
    if apart == 0:
        return WEIGHTS[
            "same beginning" if ours.kind == incident.kind == "ceasefire" else "same day"
        ], incident.day.isoformat()
    if any(not _days_apart(other, incident) for other in ours.days):
        return 0.0, f"{incident.day.isoformat()} too"
    if apart <= later:
        return 0.0, f"{apart} day(s) apart"
    if incident.kind == "ceasefire" and apart <= 2:  # agreed one day, in force the next
        return 0.0, f"{apart} day(s) apart"
    if apart == 1 and abs(report.moment - theirs.first) <= _NIGHT:  # of a night newsrooms name either day
        return WEIGHTS["the night between"], f"{apart} night apart"
    return WEIGHTS["another day"], f"{day.isoformat()} ≠ {incident.day.isoformat()}"


def _days_apart(day: date, incident: Incident) -> int:
    first, last = incident.day or day, incident.last_day or incident.day or day
    return max(0, (first - day).days, (day - last).days)
