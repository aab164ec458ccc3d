"""Which course of events a report belongs to, by kind, place, party and time."""

from __future__ import annotations

import pytest

from bot.stories.centres import Lies
from bot.stories.courses import belongs
from bot.stories.weights import WEIGHTS


@pytest.mark.parametrize(
    ("name", "kinds", "close", "party", "one_story"),
    [
        ("a raid on the town that is fought for", ("airstrike", "advance"), Lies.SAME, False, True),
        ("a raid elsewhere in the region, by others", ("airstrike", "advance"), Lies.NEAR, False, False),
        ("a raid elsewhere in the region, by who fights there too", ("airstrike", "advance"), Lies.NEAR, True, False),
        ("one raid after the other in a town and around it", ("airstrike", "airstrike"), Lies.WITHIN, False, True),
        ("people who flee within the region", ("displacement", "clash"), Lies.WITHIN, False, True),
        ("a truce in the region that the fighting fills", ("ceasefire", "clash"), Lies.FILLS, False, True),
        ("two parties that fight everywhere", ("clash", "clash"), Lies.UNKNOWN, True, False),
        ("a raid in another country", ("airstrike", "airstrike"), Lies.APART, False, False),
    ],
)
def test_courses_of_events(name: str, kinds: tuple[str, str], close: Lies, party: bool, one_story: bool) -> None:
    score = belongs(*kinds, close, 3600.0, 0.5, party=party)
    assert one_story is (score >= WEIGHTS["same story"] - 0.3), name  # other incidents nearby add as much
