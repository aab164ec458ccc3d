"""What time alone changes. Every situation is a named row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.model.facts import Ceasefire, Fact
from bot.model.story import Incident, SavedFact
from bot.rulebook.rule import UpdatePolicy
from bot.stories import taking_effect
from bot.stories.known import standing
from bot.stories.news import News
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
    Row(
        "called off, and declared anew",
        True,
        facts(saved(ceasefire("ended", "إدلب"), 3), saved(ceasefire("declared", "إدلب", starts=STARTS), 9)),
    ),
    Row("an attack", False, replace(facts(saved(event("airstrike", "إدلب"))), kinds=("airstrike",))),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_taking_effect(row: Row) -> None:
    found = list(taking_effect([row.incident], STARTS + timedelta(hours=row.after)))
    assert row.begins == bool(found)


DAY = STARTS.replace(hour=0)
LATER = [
    ("a report that names only the day leaves the hour", DAY, STARTS),
    ("… and so does one that names no moment", None, STARTS),
    ("another hour takes its place", STARTS + timedelta(hours=2), STARTS + timedelta(hours=2)),
    ("… and so does another day", DAY + timedelta(days=1), DAY + timedelta(days=1)),
]


@pytest.mark.parametrize(("starts", "kept"), [row[1:] for row in LATER], ids=[row[0] for row in LATER])
def test_the_moment_that_is_kept_of_a_truce_told_twice(starts: datetime | None, kept: datetime) -> None:
    (found,) = standing((DECLARED,), [saved(ceasefire("declared", "إدلب", starts=starts), 3)])
    assert isinstance(found.fact, Ceasefire)
    assert kept == found.fact.starts
    assert found.at == NOON + timedelta(hours=3)


def test_it_takes_effect_once_and_what_breaks_it_then_breaks_what_was_in_force() -> None:
    ((begun, change),) = taking_effect([TRUCE], STARTS)
    assert list(taking_effect([begun], STARTS + timedelta(hours=1))) == []
    assert (change.old, change.new.at) == (DECLARED, STARTS)
    breach = saved(ceasefire("violated", "إدلب"), 20)
    (broken,) = News(begun.told, [breach]).under(UpdatePolicy())
    assert (broken.what, broken.old) == ("status", change.new)
