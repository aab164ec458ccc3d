"""Which course of events a report belongs to, by kind, place, party and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model.incident import Incident
from bot.stories.centres import Lies
from bot.stories.courses import another_strike, belongs, by_itself, only_struck
from bot.stories.headlines import goes_on
from bot.stories.weights import WEIGHTS

MONDAY = date(2026, 3, 9)
TOLD = Incident(
    "i", "s", "airstrike", ("airstrike",), (), (), MONDAY, MONDAY, *[datetime(2026, 3, 9, 12, tzinfo=UTC)] * 2
)


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


@pytest.mark.parametrize(
    ("name", "kind", "days", "one_story"),
    [
        ("fighting for the town goes on after days", "clash", 3.0, True),
        ("a strike on the town a day after the other", "airstrike", 1.0, True),
        ("a strike on the town, days after anything was told of it", "airstrike", 2.5, False),
        ("a bomb in the town, days after anything was told of it", "bombing", 2.0, False),
    ],
)
def test_what_happens_once_is_by_itself_sooner(name: str, kind: str, days: float, one_story: bool) -> None:
    score = belongs(kind, kind, Lies.SAME, days * 86400, 0.0, party=False) + by_itself(kind, days * 86400)
    assert one_story is (score >= WEIGHTS["same story"]), name


@pytest.mark.parametrize(
    ("close", "taken_on", "one_story"),
    [(Lies.APART, True, True), (Lies.UNKNOWN, True, True), (Lies.APART, False, False), (Lies.UNKNOWN, False, False)],
)
def test_a_side_that_takes_place_after_place_is_on_one_offensive(close: Lies, taken_on: bool, one_story: bool) -> None:
    score = belongs("advance", "advance", close, 86400.0, -1.0, party=True, taken_on=taken_on)
    assert one_story is (score >= WEIGHTS["same story"])


@pytest.mark.parametrize(
    ("kind", "theirs", "against"),
    [
        ("clash", ("airstrike", "shelling"), True),
        ("advance", ("bombing",), True),
        ("clash", ("airstrike", "clash"), False),
        ("clash", ("airstrike", "talks"), False),
        ("airstrike", ("airstrike",), False),
        ("displacement", ("airstrike",), False),
    ],
)
def test_fighting_is_seldom_of_a_story_of_strikes(kind: str, theirs: tuple[str, ...], against: bool) -> None:
    assert (only_struck(kind, theirs) < 0) is against


@pytest.mark.parametrize(
    ("name", "kind", "days", "hours", "told", "against"),
    [
        ("the next day's strike", "airstrike", 1, 20, ("airstrike",), True),
        ("a strike of which nobody says the day, a day later", "shelling", None, 20, ("airstrike", "harm"), True),
        ("a strike of the same day, told late", "airstrike", 0, 20, ("airstrike",), False),
        ("a strike of the same night", "airstrike", 1, 6, ("airstrike",), False),
        ("a strike in the midst of fighting", "airstrike", 1, 20, ("airstrike", "clash"), False),
        ("a strike after talks", "airstrike", 1, 20, ("talks", "airstrike"), False),
        ("fighting, not a strike", "clash", 1, 20, ("airstrike",), False),
    ],
)
def test_strikes_of_several_days_are_a_course_of_events_only_amid_others(
    name: str, kind: str, days: int | None, hours: int, told: tuple[str, ...], against: bool
) -> None:
    day = None if days is None else MONDAY + timedelta(days=days)
    known = [replace(TOLD, kind=one) for one in told]
    assert (another_strike(kind, day, known, hours * 3600.0) < 0) is against, name


@pytest.mark.parametrize(
    ("title", "on"),
    [
        ("المسيرات تضرب مستودعات بورتسودان لليوم الثالث", True),
        ("الطائرات تواصل غاراتها على صعدة", True),
        ("الغارات على النبطية مستمرة وسقوط ضحايا", True),
        ("غارة تقتل أربعة في النبطية", False),
        ("قصف صاروخي يطال خاركيف في يوم العيد", False),
    ],
)
def test_a_title_says_that_strikes_go_on(title: str, on: bool) -> None:
    assert goes_on(title) is on
