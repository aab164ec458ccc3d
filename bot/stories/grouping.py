"""Too much at once: alerts of one region that come within minutes are gathered into one message. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.facts import Place
from bot.model.story import Address, AddressKind, Alert, Told
from bot.stories.kinship import Gazetteer, place_key, regions

#: A chat is told this many alerts of one region by themselves …
MOST = 6
#: … within this time; what comes more is gathered.
WITHIN = timedelta(minutes=10)
#: How long a group waits for more before it is told.
GATHERED = timedelta(minutes=2)


def grouped(
    found: Address,
    alert: Alert,
    told: Told | None,
    lately: Sequence[Told],
    now: datetime,
    gazetteer: Gazetteer | None,
    gather: timedelta = GATHERED,
) -> Address:
    """Put off what is one of many: into the group that is open for its region, or into a new one.

    `told` is what the chat knows of this incident, `lately` what it was told within WITHIN; a new group waits for
    `gather`. What is critical never waits; what changes an incident that still waits in a group goes into it too.
    """
    if alert.severity == "critical" or found.kind not in {AddressKind.TELL, AddressKind.REPLY}:
        return found
    if told is not None:
        if told.until is None or told.until <= now:
            return found
        return replace(found, kind=AddressKind.HOLD_GROUPED, reason=f"in its group; {found.reason}", due=told.until)
    here = _keys(alert.places, gazetteer)
    near = [
        told
        for told in lately
        if told.incident != alert.incident and now - told.at < WITHIN and here & _keys(told.places, gazetteer)
    ]
    closing = max((told.until for told in near if told.until is not None and told.until > now), default=None)
    if closing is None and len(near) < MOST:
        return found
    reason = f"one of {len(near) + 1} alerts of one region within {WITHIN.seconds // 60} minutes: told together"
    return replace(found, kind=AddressKind.HOLD_GROUPED, reason=reason, due=closing or now + gather)


def _keys(places: Iterable[Place], gazetteer: Gazetteer | None) -> frozenset[str]:
    """What makes two alerts ones of one region: a place, or a region below the country that both lie in."""
    found: set[str] = set()
    for place in places:
        found.add(place_key(place))
        if gazetteer is not None:
            found |= regions(place, gazetteer)
    return frozenset(found)
