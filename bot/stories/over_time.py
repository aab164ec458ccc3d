"""Rules over time: `sequence` and `surge`, answered from the steps that incidents met. Pure.

A step met is kept with its incident (`Incident.steps`) and so survives a restart. Where a rule over time has told, the
incident keeps a step with the index TOLD: the same course of events is told once in the rule's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot.model.facts import Place
from bot.model.story import Placed, StepMet, Verdict, VerdictKind
from bot.rulebook.rule import Rule, Step
from bot.rulebook.rule import Sequence as Steps
from bot.stories.kinship import Nearness, is_country
from bot.stories.open_incidents import OpenIncidents

#: The index of "was told here".
TOLD = -1
#: How far back the usual is looked for, at most.
_HISTORY = timedelta(days=28)


def met(step: Step, places: tuple[Place, ...], at: datetime) -> StepMet:
    """The step as it is kept with its incident."""
    return StepMet(step.rule.id, step.index, at, places)


def decide_over_time(step: Step, placed: Placed, at: datetime, open_incidents: OpenIncidents) -> Verdict:
    """Say whether this step completes a sequence, or tips a surge over; `at` is the moment of the report."""
    rule, places = step.rule, placed.after.places
    known = [(key, kept) for key, kept in open_incidents.steps(rule.id) if key != placed.after.id or kept.index >= 0]
    if rule.sequence is not None:
        return _sequence(rule, rule.sequence, step.index, places, at, [kept for _, kept in known], open_incidents)
    return _surge(rule, placed, at, known, open_incidents)


def _sequence(
    rule: Rule,
    asked: Steps,
    index: int,
    places: tuple[Place, ...],
    at: datetime,
    known: Sequence[StepMet],
    open_incidents: OpenIncidents,
) -> Verdict:
    if index < len(asked.steps) - 1:
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, f"step {index + 1} of {len(asked.steps)}: waiting for the next")
    here = [one for one in known if not asked.same_place or together(one.places, places, open_incidents)]
    start = at - asked.within
    moment, chain = at, []
    for earlier in range(len(asked.steps) - 2, -1, -1):
        fits = [one for one in here if one.index == earlier and start <= one.at <= moment]
        if not fits:
            return Verdict(
                VerdictKind.HOLD_NOTHING_NEW, f"step {earlier + 1} was not met before, in this place and time"
            )
        chain.append(max(fits, key=lambda one: one.at))
        moment = chain[-1].at
    begun = chain[-1].places  # told once for what began it, wherever in it the later steps lie
    ours = [one for one in known if not asked.same_place or together(begun, one.places, open_incidents)]
    if any(one.index == TOLD and moment <= one.at <= at for one in ours):
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, "this sequence was told already")
    steps = ", ".join(f"{one.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" for one in reversed(chain))
    return Verdict(VerdictKind.TELL_NEW, f"the sequence of {rule.id} is complete: {steps}, and now")


def _surge(
    rule: Rule, placed: Placed, at: datetime, known: Sequence[tuple[str, StepMet]], open_incidents: OpenIncidents
) -> Verdict:
    asked = rule.surge
    if asked is None:
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, "no rule over time")
    places = placed.after.places
    here = [(key, one) for key, one in known if not asked.same_place or together(one.places, places, open_incidents)]
    since = at - asked.within
    # An incident counts once, however many articles report it.
    now = {key for key, one in here if one.index >= 0 and since < one.at <= at} | {placed.after.id}
    if any(one.index == TOLD and since < one.at <= at for _, one in here):
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, "this surge was told already")
    usual = usual_in(asked.within, [one.at for _, one in here if one.index >= 0], since)
    if len(now) < max(asked.at_least, asked.times * usual):
        reason = f"{len(now)} in {_hours(asked.within)}; the rule asks for {asked.at_least}, usual are {usual:.1f}"
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, reason)
    return Verdict(VerdictKind.TELL_NEW, f"{len(now)} in {_hours(asked.within)}, usual are {usual:.1f}")


def usual_in(window: timedelta, moments: Iterable[datetime], before: datetime) -> float:
    """How often it happened in such a window, on average over what is known before that moment; 0 without a past."""
    past = sorted(moment for moment in moments if before - _HISTORY < moment <= before)
    if not past:
        return 0.0
    windows = max(1.0, (before - past[0]) / window)
    return len(past) / windows


def together(ours: Iterable[Place], theirs: Iterable[Place], open_incidents: OpenIncidents) -> bool:
    """Is it one place: the same, or one within the other? A whole country is none."""
    gazetteer = open_incidents.gazetteer
    return any(
        open_incidents.near(one, other) in {Nearness.SAME, Nearness.WITHIN}
        for one in ours
        if not is_country(one, gazetteer)
        for other in theirs
    )


def _hours(span: timedelta) -> str:
    return f"{span.total_seconds() / 3600:g} h"
