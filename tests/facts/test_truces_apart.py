"""Several ceasefires in one report: which are told apart, and which are one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts import Reader
from bot.model.article import Article

CASES = yaml.safe_load((Path(__file__).parent.parent / "corpus" / "facts" / "ceasefires_apart.yaml").read_text("utf-8"))
PUBLISHED = datetime(2025, 3, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_ceasefires_of_one_report(reader: Reader, case: dict[str, Any]) -> None:
    claims = reader.ceasefires.read(reader.open(Article("a", "", case["text"], PUBLISHED)))
    told = sorted(claims, key=lambda claim: claim.evidence.end)
    assert case["told"] == [f"{claim.status} {'+'.join(place.name for place in claim.places)}" for claim in told]
