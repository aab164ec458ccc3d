"""Where people die is not whose deed it is: tests/corpus/facts/countries_that_act.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import facts
from bot.model.article import Article
from bot.model.facts import Event, Figure

ROWS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "corpus/facts/countries_that_act.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_figures_stand_where_it_happened(reader: facts.Reader, row: dict[str, Any]) -> None:
    figures = [fact for fact in reader.read(Article("a", "", row["text"])).facts if isinstance(fact, Figure)]
    assert figures
    for figure in figures:
        assert [place.name for place in figure.places] == row["places"]


def test_what_was_hit_did_not_strike(reader: facts.Reader) -> None:
    read = reader.read(Article("a", "", "وقالت إسرائيل إنها قصفت بيروت."))
    assert [(fact.by, fact.places[0].name) for fact in read.facts if isinstance(fact, Event)] == [("إسرائيل", "بيروت")]
