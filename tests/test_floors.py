"""Scores on labelled articles may rise and never sink: tests/floors.yaml against ../shared, where it stands."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from bot.facts import Reader
from bot.model.reading import as_json
from tools.labelled import labelled

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((ROOT / "tests/floors.yaml").read_text(encoding="utf-8"))
SETS = {"dev and more": ("dev", "more"), "posts": ("posts",)}

pytestmark = pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the labels are not beside the project")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(reader: Reader, scorer: ModuleType, sets: tuple[str, ...]) -> dict[str, Any]:
    """What the published scorer says of our reading of some sets."""
    articles, gold, read = {}, {}, {}
    for each in (case for case in labelled(SHARED / "corpus", sets) if case.set in sets):
        key = each.article.id
        articles[key] = {"title": each.article.title, "text": each.article.text}
        gold[key] = each.gold
        reading = reader.read(each.article)
        read[key] = {"conflict": reading.conflict, "facts": as_json(reading.facts), "places": as_json(reading.places)}
    result: dict[str, Any] = scorer.score(articles, gold, json.loads(json.dumps(read)), errors=False)
    return result


@pytest.mark.parametrize("name", FLOORS)
def test_no_score_sinks_below_its_floor(reader: Reader, scorer: ModuleType, name: str) -> None:
    found = scores(reader, scorer, SETS[name])
    assert {row: found[row]["f1"] for row, floor in FLOORS[name].items() if found[row]["f1"] < floor} == {}
    assert found["evidence_wrong"] == 0
