"""Which course of events a report belongs to, by kind, place, party and time."""

from __future__ import annotations

import pytest

from bot.stories.courses import belongs
from bot.stories.kinship import Nearness
from bot.stories.weights import WEIGHTS


@pytest.mark.parametrize(
    ("name", "kinds", "close", "party", "one_story"),
    [
        ("a raid on the town that is fought for", ("airstrike", "advance"), Nearness.SAME, False, True),
        ("a raid elsewhere in the region, by others", ("airstrike", "advance"), Nearness.WITHIN, False, False),
        ("a raid elsewhere in the region, by who fights there", ("airstrike", "advance"), Nearness.WITHIN, True, True),
        ("one raid after the other in a region", ("airstrike", "airstrike"), Nearness.WITHIN, False, True),
        ("people who flee within the region", ("displacement", "clash"), Nearness.WITHIN, False, True),
        ("a raid in another country", ("airstrike", "airstrike"), Nearness.APART, False, False),
    ],
)
def test_courses_of_events(name: str, kinds: tuple[str, str], close: Nearness, party: bool, one_story: bool) -> None:
    score = belongs(*kinds, close, 3600.0, 0.5, party=party)
    assert one_story is (score >= WEIGHTS["same story"] - 0.3), name  # other incidents nearby add as much
