"""Rules over time: `sequence` and `surge`, answered from the steps that incidents met. Pure.

A step met is kept with its incident (`Incident.steps`) and so survives a restart. Where a rule over time has told, the
incident keeps a step with the index TOLD: the same course of events is told once in the rule's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.model.facts import Place
from bot.model.story import Placed, StepMet, Verdict, VerdictKind
from bot.rulebook.rule import Rule, Step, Surge
from bot.rulebook.rule import Sequence as Steps
from bot.stories.kinship import Nearness
from bot.stories.open_incidents import OpenIncidents
from bot.stories.steps_met import TOLD

#: A surge is of one step.
_ONLY = 0
#: How far back the usual is looked for, at most.
_HISTORY = timedelta(days=28)


def met(step: Step, places: tuple[Place, ...], at: datetime) -> StepMet:
    """The step as it is kept with its incident."""
    return StepMet(step.rule.id, step.index, at, places)


def decide_over_time(step: Step, placed: Placed, at: datetime, open_incidents: OpenIncidents) -> Verdict:
    """Say whether this step completes a sequence, or tips a surge over; `at` is the moment of the report."""
    if step.rule.sequence is not None:
        return _sequence(step.rule, step.rule.sequence, step.index, placed, at, open_incidents)
    if step.rule.surge is not None:
        return _surge(step.rule, step.rule.surge, placed, at, open_incidents)
    return Verdict(VerdictKind.HOLD_NOT_YET, "no rule over time")


def _sequence(
    rule: Rule, asked: Steps, index: int, placed: Placed, at: datetime, open_incidents: OpenIncidents
) -> Verdict:
    if index < len(asked.steps) - 1:
        return Verdict(VerdictKind.HOLD_NOT_YET, f"step {index + 1} of {len(asked.steps)}: waiting for the next")
    where = placed.after.places if asked.same_place else None
    chain: list[StepMet] = []
    for earlier in range(len(asked.steps) - 2, -1, -1):
        moment = chain[-1].at if chain else at
        before = open_incidents.latest_step(rule.id, earlier, where, at - asked.within, moment)
        if before is None:
            return Verdict(VerdictKind.HOLD_NOT_YET, f"step {earlier + 1} was not met before, in this place and time")
        chain.append(before)
    # Told once for what began it, wherever in it the later steps lie.
    begun = chain[-1].places if asked.same_place else None
    if _told(rule, placed, begun, chain[-1].at, at, open_incidents):
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, "this sequence was told already")
    steps = ", ".join(f"{one.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" for one in reversed(chain))
    return Verdict(VerdictKind.TELL_NEW, f"the sequence of {rule.id} is complete: {steps}, and now")


def _told(
    rule: Rule,
    placed: Placed,
    where: tuple[Place, ...] | None,
    since: datetime,
    until: datetime,
    open_incidents: OpenIncidents,
) -> bool:
    """Did the rule tell there before, of another incident?"""
    found = open_incidents.steps(rule.id, TOLD, where, since, until)
    return any(key != placed.after.id for key, _ in found)


def _surge(rule: Rule, asked: Surge, placed: Placed, at: datetime, open_incidents: OpenIncidents) -> Verdict:
    where, since = placed.after.places if asked.same_place else None, at - asked.within
    moment = timedelta(microseconds=1)  # what was met just then belongs to the time before
    if _told(rule, placed, where, since + moment, at, open_incidents):
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, "this surge was told already")
    now, _ = open_incidents.steps_counted(rule.id, _ONLY, where, since, at)
    # An incident meets the one step of a surge once, however many articles report it.
    now += not any(_counts(one, rule, since, at, where, open_incidents) for one in placed.after.steps)
    usual = usual_in(asked.within, *open_incidents.steps_counted(rule.id, _ONLY, where, since - _HISTORY, since), since)
    if now < max(asked.at_least, asked.times * usual):
        reason = f"{now} in {_hours(asked.within)}; the rule asks for {asked.at_least}, usual are {usual:.1f}"
        return Verdict(VerdictKind.HOLD_NOT_YET, reason)
    return Verdict(VerdictKind.TELL_NEW, f"{now} in {_hours(asked.within)}, usual are {usual:.1f}")


def _counts(
    one: StepMet,
    rule: Rule,
    since: datetime,
    until: datetime,
    where: tuple[Place, ...] | None,
    open_incidents: OpenIncidents,
) -> bool:
    """Was this step of an incident counted?"""
    ours = one.rule == rule.id and one.index != TOLD and since < one.at <= until
    return ours and (where is None or together(one.places, where, open_incidents))


def usual_in(window: timedelta, count: int, earliest: datetime | None, before: datetime) -> float:
    """How often it happened in such a window: `count` times from its earliest moment to `before`; 0 without a past."""
    return count / max(1.0, (before - earliest) / window) if earliest is not None else 0.0


def together(ours: Iterable[Place], theirs: Iterable[Place], open_incidents: OpenIncidents) -> bool:
    """Is it one place: the same, or one within the other? A whole country is none."""
    theirs = tuple(theirs)
    return any(open_incidents.near(one, other) >= Nearness.WITHIN for one in ours for other in theirs)


def _hours(span: timedelta) -> str:
    return f"{span.total_seconds() / 3600:g} h"
