"""Ceasefires that are refused, broken or past without the usual words, and what only looks like it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts.reader import Reader
from bot.model.article import Article

CORPUS = Path(__file__).parents[1] / "corpus" / "facts"
TABLES = ("ceasefires_otherwise.yaml", "ceasefires_turns.yaml", "ceasefire_vocabulary.yaml")
PUBLISHED = datetime(2025, 3, 12, 12, tzinfo=UTC)


def rows() -> Iterator[Any]:
    for table in TABLES:
        for entry in yaml.safe_load((CORPUS / table).read_text("utf-8")):
            for text in entry["texts"]:
                yield pytest.param(entry, text, id=f"{entry['phenomenon']}: {text}")


@pytest.mark.parametrize(("entry", "text"), [*rows()])
def test_a_paraphrase_says_what_it_means(reader: Reader, entry: dict[str, Any], text: str) -> None:
    found = {str(claim.status) for claim in reader.ceasefires.read(reader.open(Article("a", "", text, PUBLISHED)))}
    assert not found & set(entry.get("not", ()))
    assert found == set(entry.get("statuses", found))
