"""Where a report is mainly, and how near two of them lie as parts of one course of events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.arabic.gazetteer import Gazetteer
from bot.model.facts import Place
from bot.stories.centres import Lies, centre_of, lies
from bot.stories.kinship import Spot, folded, rows, spot

TABLE = Path(__file__).parents[1] / "corpus" / "stories" / "centres.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def located(gazetteer: Gazetteer, codes: list[str], title: str) -> tuple[list[Spot], Spot | None]:
    places = [Place(gazetteer.name(code, "ar"), code) for code in codes]
    spots = [spot(place, gazetteer) for place in places]
    return spots, centre_of(places, spots, folded(title).split())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_how_near_two_courses_of_events_lie(gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    ours = located(gazetteer, case["ours"], case.get("title", ""))
    theirs = located(gazetteer, case["theirs"], "")
    found = lies(*ours, *theirs)
    assert Lies[case["lies"].upper()] is found
    assert lies(*theirs, *ours) is found


def test_the_table_of_extents_names_places(gazetteer: Gazetteer) -> None:
    for code, extent, *_ in rows("extents.tsv"):
        assert code in gazetteer
        assert extent in ("area", "town")
