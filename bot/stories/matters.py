"""Does a change concern the rule that is to tell it? Pure.

An incident is known under rules of many kinds. Who asked for strikes is not told of what becomes of a truce, and who
asked for truces is not told each count of the dead that stands beside one.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.facts import Ceasefire, Fact, Figure
from bot.model.story import Change, Incident
from bot.rulebook.conditions import AllOf, AnyOf, Condition, FactCondition
from bot.rulebook.rule import Rule
from bot.stories.known import salience

_ALL = frozenset({"ceasefire", "figure", "event"})


def kinds_asked(condition: Condition) -> frozenset[str]:
    """The kinds of facts (`ceasefire`, `figure`, `event`) that a condition asks for; empty where it asks for none."""
    if isinstance(condition, FactCondition):
        return frozenset({condition.fact}) if condition.fact else _ALL
    if isinstance(condition, AllOf | AnyOf):
        return frozenset().union(*(kinds_asked(part) for part in condition.parts))
    return frozenset()


def concerning(
    found: Sequence[Change], rule: Rule, incident: Incident | None, fired: Sequence[Fact] = ()
) -> tuple[Change, ...]:
    """Those of the changes of an incident that concern a rule. `fired` are the facts by which this report fires it."""
    if not found:
        return ()
    kinds = kinds_asked(rule.when) or _ALL
    truce = incident is not None and incident.kind == "ceasefire"
    return tuple(change for change in found if _concerns(change.new.fact, kinds, truce, fired))


def _concerns(fact: Fact, kinds: frozenset[str], truce: bool, fired: Sequence[Fact]) -> bool:
    if isinstance(fact, Figure):
        return not truce or "figure" in kinds
    if not isinstance(fact, Ceasefire):
        return True
    # Who asks for declarations only, and reads the same one again, is not told what else the report says beside it;
    # but what it says first is its news: «خرقت القوات الهدنة بعد ساعات من بدئها».
    again = any(
        isinstance(one, Ceasefire) and salience(one) >= salience(fact) and _place(one) < _place(fact) for one in fired
    )
    return "ceasefire" in kinds and (fact in fired or not again)


def _place(fact: Fact) -> tuple[bool, int]:
    """Where in the report it stands: the title first."""
    return fact.evidence.field != "title", fact.evidence.start
