"""Where a report goes that only continues a front: to what was told of it, and never so that it confirms anything."""

from __future__ import annotations

from typing import Any

import pytest

from bot.model.story import Judgement, Placed
from tests.stories.test_verdicts import play

_TOLD = "معارك عنيفة عند الجسر القديم وحشود كبيرة للطرفين وسواتر ترابية جديدة وخنادق تحفر"
_THEN = "الغارات مستمرة قرب الجسر وسكان يروون ما عاشوه في ليلة طويلة من الرعب والانتظار"
_FIGHTING = [{"event": "clash", "in": "إدلب"}, {"event": "airstrike", "in": "إدلب", "offset": 200}]


def continued(first: str, then: str) -> Judgement:
    """A front that was told under one title, and eleven hours later a report under another."""
    reports: list[dict[str, Any]] = [
        {"outlet": "أ", "title": first, "facts": _FIGHTING},
        {"hours": 11, "outlet": "ب", "title": then, "facts": [{"event": "airstrike", "in": "إدلب"}]},
    ]
    return play({"reports": reports})


def placed(found: Judgement) -> Placed:
    assert found.placing is not None
    return found.placing.main


@pytest.mark.parametrize(
    ("first", "then", "joins"),
    [
        (_TOLD, _THEN, True),
        ("", "الغارات مستمرة قرب الجسر", True),
        # A statement is no front, even where its words are alike.
        (
            f"الناطق العسكري: {_TOLD}",
            _THEN,
            False,
        ),
    ],
)
def test_a_report_joins_the_front_that_it_continues(first: str, then: str, joins: bool) -> None:
    main = placed(continued(first, then))
    assert joins is (not main.opens)
    assert main.front, "held either way"


def test_it_adds_no_fact_and_no_source() -> None:
    main = placed(continued("", ""))
    assert main.before is not None
    assert main.before.facts == main.after.facts
    assert main.before.outlets == main.after.outlets
    assert len(main.after.reports) == 2
