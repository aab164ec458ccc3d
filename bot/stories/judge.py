"""From one article's matches to what is told: the steps in their order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from bot.model.article import Article
from bot.model.facts import Ceasefire, Event, EventStatus, Fact, Figure
from bot.model.reading import Reading
from bot.model.story import (
    Alert,
    Announced,
    Arrival,
    Change,
    FiredRule,
    Incident,
    Judged,
    Judgement,
    Placed,
    Placing,
    StepMet,
    Verdict,
    VerdictKind,
)
from bot.rulebook.rule import Certainty, Match, Rule, Step
from bot.rulebook.rulebook import Rulebook
from bot.stories.decide import Case, decide, follow_up, told_over_time
from bot.stories.kinship import Gazetteer
from bot.stories.known import BODY, is_past, salience
from bot.stories.moved import low
from bot.stories.open_incidents import OpenIncidents
from bot.stories.over_time import decide_over_time, met
from bot.stories.place_in import place_in
from bot.stories.steps_met import TOLD

#: Of two verdicts on one incident, the weightier speaks for the alert.
_WEIGHT = {
    VerdictKind.TELL_NEW: 4,
    VerdictKind.TELL_UPDATE: 3,
    VerdictKind.HOLD_BELOW_STEP: 2,
    VerdictKind.HOLD_ANOTHER_SOURCE: 1,
}


#: What follows from an article that belongs nowhere.
_NOTHING = Judgement(None, (), (), None, ())


@dataclass(frozen=True, slots=True)
class _Decided:
    """A verdict on one rule for one of the article's incidents."""

    rule: Rule
    certainty: Certainty
    facts: tuple[int, ...]
    placed: Placed
    verdict: Verdict
    step: Step | None = None


def judge(
    article: Article,
    reading: Reading,
    matches: Sequence[Match],
    open_incidents: OpenIncidents,
    gazetteer: Gazetteer,
    arrival: Arrival,
    rulebook: Rulebook | None = None,
    steps: Sequence[Step] = (),
) -> Judgement:
    """Place the article, decide on every match, and say what is to be stored and told.

    With the rulebook, rules that told the incident before are followed up too where this report does not fire them.
    `steps` are the steps of rules over time that the article meets (`Matcher.steps`).
    """
    steps = [step for step in steps if _is_news(step, reading)]
    asked = bool(matches or steps)
    happened = reading.conflict and any(not is_past(fact) for fact in reading.facts)
    if not (asked or happened or _denies(reading)):
        return _NOTHING  # nothing happened in it, and nobody asked for it
    placing = place_in(reading, article, open_incidents, gazetteer, arrival.now)
    if not (asked or happened) and placing.main.opens:
        return _NOTHING  # a denial of what nobody told
    cases = [Case(placed, article, arrival) for placed in placing.all]
    decided = [_decide(match, _of(match.facts, placing, cases), reading) for match in matches]
    decided += [_over_time(step, _of(step.facts, placing, cases), open_incidents) for step in steps]
    judged: list[Judged] = []
    incidents: list[Incident] = []
    alerts: list[Alert] = []
    for case in cases:
        decided += _follow_ups(case, decided, rulebook)
        mine = [one for one in decided if one.placed is case.placed]
        incident = _announced(case.placed.after, mine, case.at, arrival.now)
        incidents.append(incident)
        alert = alert_of(incident, mine, article, reading, arrival.now)
        if alert is not None:
            alerts.append(alert)
        judged += [Judged(one.rule.id, incident.id, incident.story, one.facts, one.verdict) for one in mine]
    return Judgement(placing, tuple(judged), tuple(incidents), placing.story, tuple(alerts))


def _of(facts: tuple[int, ...], placing: Placing, cases: Sequence[Case]) -> Case:
    """The case that these facts belong to."""
    placed = placing.of(facts)
    return next(case for case in cases if case.placed is placed)


def _decide(match: Match, case: Case, reading: Reading) -> _Decided:
    return _Decided(match.rule, match.certainty, match.facts, case.placed, decide(match, case, reading))


def _follow_ups(case: Case, decided: Sequence[_Decided], rulebook: Rulebook | None) -> list[_Decided]:
    placed = case.placed
    if placed.before is None or rulebook is None or not placed.before.announced or not case.news:
        return []
    fired = {one.rule.id for one in decided}
    found = []
    for told in placed.before.announced:
        rule = None if told.rule.id in fired else rulebook.rule(told.rule.id)
        if rule is not None:
            verdict = follow_up(rule, case)
            if verdict is not None:
                found.append(_Decided(rule, Certainty.SURE, (), placed, verdict))
    return found


def _denies(reading: Reading) -> bool:
    """Does it say of an event that it did not happen? That is no news of conflict, and may be of what was told."""
    return any(isinstance(fact, Event) and fact.status is EventStatus.DENIED for fact in reading.facts)


def _is_news(step: Step, reading: Reading) -> bool:
    """Does the article report the step, and not only mention it far below or as the past?"""
    facts = [reading.facts[at] for at in step.facts]
    return not facts or any(salience(fact) >= BODY and not is_past(fact) for fact in facts)


def _over_time(step: Step, case: Case, open_incidents: OpenIncidents) -> _Decided:
    told = case.late or told_over_time(step.rule, case)
    verdict = told or decide_over_time(step, case.placed, case.at, open_incidents)
    return _Decided(step.rule, step.certainty, step.facts, case.placed, verdict, step)


def _announced(incident: Incident, decided: Sequence[_Decided], at: datetime, now: datetime) -> Incident:
    """The incident as it stands after what was decided; `at` is the moment of the report."""
    telling = [one for one in decided if one.verdict.tells]
    steps = _with_steps(incident, decided, at)
    if not telling:
        return replace(incident, steps=steps) if steps is not incident.steps else incident
    announced = {told.rule.id: told for told in incident.announced}
    for one in telling:
        known = announced.get(one.rule.id)
        since = known.at if known is not None else now
        announced[one.rule.id] = Announced(_fired(one.rule, one.certainty), since, one.verdict.unconfirmed)
    return replace(incident, steps=steps, announced=tuple(announced.values()), told=incident.facts)


def _with_steps(incident: Incident, decided: Sequence[_Decided], at: datetime) -> tuple[StepMet, ...]:
    """The steps of rules over time that the incident has met by now."""
    found = [(one, one.step) for one in decided if one.step is not None]
    if not found:
        return incident.steps
    known = {(step.rule, step.index): step for step in incident.steps}
    for one, step in found:
        known.setdefault((one.rule.id, step.index), met(step, incident.places, at))
        if one.verdict.tells:
            known[one.rule.id, TOLD] = StepMet(one.rule.id, TOLD, at, incident.places)
    return tuple(known.values())


@lru_cache(maxsize=10_000)
def _fired(rule: Rule, certainty: Certainty) -> FiredRule:
    return FiredRule(rule.id, rule.severity.word, rule.titles, certainty.value)


def alert_of(
    incident: Incident, decided: Sequence[_Decided], article: Article, reading: Reading, now: datetime
) -> Alert | None:
    """What can be said of this incident now, naming every rule; None where nothing is told and nothing edited."""
    speaking = [one for one in decided if one.verdict.tells or one.verdict.edits]
    if not speaking:
        return None
    weightiest = max(speaking, key=lambda one: _WEIGHT[one.verdict.kind]).verdict
    ranked = sorted(speaking, key=lambda one: -one.rule.severity)
    found: dict[Change, None] = {change: None for one in ranked for change in one.verdict.changes}
    # What became of a truce, or a toll corrected, is what is told of it, whatever else stands beside it.
    changed = [one for one in found if one.new.article == article.id]
    turns = [one.new.fact for one in changed if isinstance(one.new.fact, Ceasefire) or one.what == "toll_down"]
    fired = telling_facts(reading, {at for one in ranked for at in one.facts})
    if found:
        fired = tuple(dict.fromkeys((*turns, *[fact for fact in fired if not _taken_back(fact, found)])))
    return Alert(
        id=f"{incident.id}/{article.id}",
        incident=incident.id,
        story=incident.story,
        verdict=weightiest.kind,
        # What changed says more than that a further rule tells of it for the first time.
        reason=next((one.verdict.reason for one in ranked if one.verdict.changes), weightiest.reason),
        severity=ranked[0].rule.severity.word,
        rules=tuple([_fired(one.rule, one.certainty) for one in ranked]),
        # A change that fires no rule by itself (a toll corrected below what it asks) still says what it is about.
        facts=fired or tuple(dict.fromkeys(change.new.fact for change in found if change.new.article == article.id)),
        article=article,
        kind=incident.kind,
        places=incident.places,
        parties=incident.parties,
        changes=tuple(found),
        known=incident.facts,
        outlets=incident.outlets,
        since=incident.first,
        at=now,
        unconfirmed=all(one.verdict.unconfirmed for one in ranked if one.verdict.tells) and weightiest.tells,
        quiet=tuple([one.rule.id for one in ranked if not one.verdict.tells]),
    )


def _taken_back(fact: Fact, changes: Iterable[Change]) -> bool:
    """Is it the number that the report corrects, named once more?"""
    corrected = [one.old.fact for one in changes if one.what == "toll_down" and one.old is not None]
    return isinstance(fact, Figure) and any(
        isinstance(old, Figure)
        and (old.kind, low(old), old.part_of_total) == (fact.kind, low(fact), fact.part_of_total)
        for old in corrected
    )


def refreshed(alert: Alert, said: Alert | None) -> Alert:
    """What a quiet edit makes of what was `said` last: one more source never puts its vaguer words in its place.

    The rules that it was told under are named on, also where a toll that grew a little does not fire them all.
    """
    if said is None:
        return alert
    known = {rule.id for rule in said.rules}
    rules = (*said.rules, *(rule for rule in alert.rules if rule.id not in known))
    if alert.verdict is not VerdictKind.HOLD_ANOTHER_SOURCE:
        return replace(alert, rules=rules)
    return replace(
        said,
        id=alert.id,
        verdict=alert.verdict,
        reason=alert.reason,
        rules=rules,
        known=alert.known,
        outlets=alert.outlets,
        at=alert.at,
    )


def telling_facts(reading: Reading, positions: set[int]) -> tuple[Fact, ...]:
    """The facts that fired, the most telling first; each once."""
    facts = [reading.facts[at] for at in sorted(positions)]
    if len(facts) < 2:
        return tuple(facts)
    return tuple(sorted(dict.fromkeys(facts), key=lambda fact: (-salience(fact), _rank(fact))))


def _rank(fact: Fact) -> tuple[int, int]:
    if isinstance(fact, Ceasefire):
        return (0, 0)
    return (1, -(fact.min or 0)) if isinstance(fact, Figure) else (2, 0)
