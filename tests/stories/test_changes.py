"""Which changes tell a status that was told before."""

from __future__ import annotations

import pytest

from bot.model.facts import Fact
from bot.model.story import Change, SavedFact
from tests.making import NOON, ceasefire, event, figure

DECLARED, BROKEN, TAKEN = ceasefire("declared", "إدلب"), ceasefire("violated", "إدلب"), event("advance", "إدلب")


@pytest.mark.parametrize(
    ("what", "old", "new", "repeats"),
    [
        ("status", DECLARED, DECLARED, True),
        ("status", TAKEN, TAKEN, True),
        ("status", DECLARED, BROKEN, False),
        ("status", event("advance", "إدلب", status="denied"), TAKEN, False),
        ("confirmed", DECLARED, DECLARED, False),
        ("toll_up", figure(6, "killed", "إدلب"), figure(6, "killed", "إدلب"), False),
        ("status", None, DECLARED, False),
    ],
)
def test_a_status_told_once_more(what: str, old: Fact | None, new: Fact, repeats: bool) -> None:
    saved = [SavedFact(fact, "a", "وكالة", NOON) if fact is not None else None for fact in (new, old)]
    assert repeats == Change(what, *saved).repeats
