"""What time alone changes. Every situation is a named row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.model.facts import Fact
from bot.model.story import Incident, SavedFact
from bot.rulebook.rule import UpdatePolicy
from bot.stories import taking_effect
from bot.stories.known import changes
from tests.making import NOON, ceasefire, event

STARTS = NOON + timedelta(hours=18)


def saved(fact: Fact, hours: float = 0) -> SavedFact:
    return SavedFact(fact, "a", "outlet", NOON + timedelta(hours=hours))


DECLARED = saved(ceasefire("declared", "إدلب", starts=STARTS))
TRUCE = Incident(
    "i", "s", "ceasefire", ("ceasefire",), (), (), None, None, NOON, NOON, facts=(DECLARED,), told=(DECLARED,)
)


@dataclass(frozen=True)
class Row:
    name: str
    begins: bool
    incident: Incident = TRUCE
    after: float = 0.0  # hours after the stated moment


def facts(*found: SavedFact) -> Incident:
    return replace(TRUCE, facts=found)


ROWS = [
    Row("at its moment", True),
    Row("a second before", False, after=-0.001),
    Row("the service stood still for a while", True, after=20),
    Row("the service stood still for days", False, after=30),
    Row("no moment was stated", False, facts(saved(ceasefire("declared", "إدلب")))),
    Row("only called for", False, facts(saved(ceasefire("sought", "إدلب", starts=STARTS)))),
    Row("broken before it began", False, facts(DECLARED, saved(ceasefire("violated", "إدلب"), 9))),
    Row("called off before it began", False, facts(DECLARED, saved(ceasefire("ended", "إدلب"), 9))),
    Row("reported in force already", False, facts(DECLARED, saved(ceasefire("in_force", "إدلب"), 9))),
    Row("heard of only when it was in force", False, facts(saved(ceasefire("declared", "إدلب", starts=STARTS), 19))),
    Row("an attack", False, replace(facts(saved(event("airstrike", "إدلب"))), kinds=("airstrike",))),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_taking_effect(row: Row) -> None:
    found = list(taking_effect([row.incident], STARTS + timedelta(hours=row.after)))
    assert row.begins == bool(found)


def test_it_takes_effect_once_and_what_breaks_it_then_breaks_what_was_in_force() -> None:
    ((begun, change),) = taking_effect([TRUCE], STARTS)
    assert list(taking_effect([begun], STARTS + timedelta(hours=1))) == []
    assert (change.old, change.new.at) == (DECLARED, STARTS)
    breach = saved(ceasefire("violated", "إدلب"), 20)
    (broken,) = changes(begun.told, [breach], UpdatePolicy())
    assert (broken.what, broken.old) == ("status", change.new)
