"""What time alone changes: a ceasefire that was declared takes effect at its stated moment. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.facts import Ceasefire, CeasefireStatus
from bot.model.story import Alert, Change, Incident, SavedFact, VerdictKind
from bot.stories.known import standing

#: A moment that passed longer ago than this (the service stood still) changes nothing any more.
_MISSED = timedelta(hours=24)
#: After one of these nothing takes effect by itself.
_OVERTAKEN = frozenset(
    {CeasefireStatus.IN_FORCE, CeasefireStatus.VIOLATED, CeasefireStatus.ENDED, CeasefireStatus.REJECTED}
)


def taking_effect(incidents: Iterable[Incident], now: datetime) -> Iterator[tuple[Incident, Change]]:
    """The incidents whose ceasefire has come into force by now, as they stand from then on, and what changed in each.

    Only where it was declared before its moment, and no report has said anything else since.
    """
    for incident in incidents:
        if "ceasefire" not in incident.kinds:
            continue
        change = _effect(incident, now)
        if change is not None:
            told = standing(incident.told, (change.new,)) if incident.told else ()
            yield replace(incident, facts=standing(incident.facts, (change.new,)), told=told), change


def due(incident: Incident) -> tuple[datetime, ...]:
    """The moments at which a ceasefire of this incident may take effect: to ask `taking_effect` again then."""
    facts = [saved.fact for saved in incident.facts]
    return tuple(
        fact.starts
        for fact in facts
        if isinstance(fact, Ceasefire) and fact.status is CeasefireStatus.DECLARED and fact.starts is not None
    )


def _effect(incident: Incident, now: datetime) -> Change | None:
    for saved in reversed(incident.facts):
        fact = saved.fact
        if isinstance(fact, Ceasefire) and fact.status in _OVERTAKEN:
            return None  # and what was declared after that stands anew
        if not isinstance(fact, Ceasefire) or fact.status is not CeasefireStatus.DECLARED or fact.starts is None:
            continue
        if now - _MISSED < fact.starts <= now and (saved.at or incident.first) < fact.starts:
            begun = SavedFact(replace(fact, status=CeasefireStatus.IN_FORCE), saved.article, saved.outlet, fact.starts)
            return Change("took_effect", begun, saved)
    return None


def effect_of(change: Change) -> str:
    """Why, in words."""
    fact = change.new.fact
    moment = fact.starts if isinstance(fact, Ceasefire) else None
    return (
        f"its stated moment has come: {moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else "its moment has come"
    )


def effect_told(said: Alert, incident: Incident, change: Change, now: datetime) -> Alert:
    """What stands in the chats, brought up to date: no source says that it holds, so nobody is pinged."""
    return replace(
        said,
        id=f"{incident.id}/in-force",
        verdict=VerdictKind.HOLD_TOOK_EFFECT,
        reason=effect_of(change),
        changes=(change,),
        known=incident.facts,
        at=now,
    )
