"""Is it news? Every situation is a named row of tests/corpus/stories/verdicts.yaml."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.model.article import Article
from bot.model.reading import Reading
from bot.model.story import Arrival, Judgement
from bot.rulebook import Rulebook
from bot.rulebook.conditions import FactCondition
from bot.rulebook.rule import Certainty, Change, Confirm, Match, Rule, UpdatePolicy
from bot.stories import OpenIncidents, judge
from tests.making import NOON, FewPlaces, article, match, reading, rule
from tests.stories_rows import fact_of

CORPUS = Path(__file__).parents[1] / "corpus" / "stories"
ROWS = yaml.safe_load((CORPUS / "verdicts.yaml").read_text(encoding="utf-8"))


def rule_of(row: dict[str, Any]) -> Rule:
    asked = dict(row.get("rule", {}))
    wanted = asked.get("confirm")
    confirm = None
    if wanted is not None:
        hours = timedelta(hours=wanted.get("hours", 6))
        confirm = Confirm(wanted.get("outlets", 1), wanted.get("speakers", 1), hours, wanted.get("meanwhile", False))
    changes = frozenset(Change(word) for word in asked["update"]) if "update" in asked else frozenset(Change)
    update = UpdatePolicy(changes, tuple(asked.get("steps", ())))
    found = rule(certainty=Certainty(asked.get("certainty", "sure")), confirm=confirm, update=update)
    return replace(found, when=FactCondition(asked["asks"], ())) if "asks" in asked else found


def report_of(at: int, row: dict[str, Any]) -> tuple[Article, Reading, Arrival]:
    published = NOON + timedelta(hours=row.get("hours", 0)) if row.get("published", True) else None
    found = article(f"a{at}", outlet=row.get("outlet", ""), title=row.get("title", ""), published=published)
    came = row.get("arrival", {})
    started = NOON + timedelta(hours=came["started"]) if "started" in came else None
    now = (published or NOON) + timedelta(hours=row.get("late", 0))
    arrival = Arrival(now, started, came.get("first_fetch", False), came.get("unknown_together", 0))
    read = reading(found.id, *map(fact_of, row["facts"]), conflict=row.get("conflict", True))
    return found, read, arrival


def matches_of(row: dict[str, Any], read: Reading, rules: dict[str, Rule]) -> list[Match]:
    certainty = Certainty(row.get("certainty", "sure"))
    return [match(rules[key], read, *row.get("fires_on", ()), certainty=certainty) for key in row.get("rules", ["any"])]


def play(row: dict[str, Any]) -> Judgement:
    places = FewPlaces()
    rules = {"any": rule_of(row), "other": rule("other")}
    book = Rulebook(tuple(rules.values()))
    open_incidents = OpenIncidents(places)
    for at, report in enumerate(row["reports"]):
        came, read, arrival = report_of(at, report)
        found = judge(came, read, matches_of(report, read, rules), open_incidents, places, arrival, book)
        for incident in found.incidents:
            open_incidents.put(incident)
        if found.story is not None:
            open_incidents.put_story(found.story)
    return found


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_verdict(row: dict[str, Any]) -> None:
    judged = [one for one in play(row).judged if one.rule == "any"]
    if row["verdict"] == "none":
        assert judged == []
        return
    assert [row["verdict"]] == [one.verdict.kind.value for one in judged]
    assert row.get("changes", []) == [change.what for change in judged[0].verdict.changes] or "changes" not in row
    assert row.get("unconfirmed", False) == judged[0].verdict.unconfirmed


def test_every_verdict_has_a_reason() -> None:
    assert [row["name"] for row in ROWS for one in play(row).judged if not one.verdict.reason] == []
