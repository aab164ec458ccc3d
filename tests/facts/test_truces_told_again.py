"""Ceasefires spoken of again without their name, and such as nobody has made."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts.reader import Reader
from bot.model.article import Article

TABLE = Path(__file__).parents[1] / "corpus" / "facts" / "ceasefires_again.yaml"
PLAIN = TABLE.with_name("ceasefires_plain.yaml")
UNMADE = TABLE.with_name("ceasefires_unmade.yaml")
PUBLISHED = datetime(2025, 11, 4, 9, tzinfo=UTC)


def cases() -> Iterator[Any]:
    for entry in (*yaml.safe_load(TABLE.read_text("utf-8")), *yaml.safe_load(PLAIN.read_text("utf-8"))):
        yield pytest.param(entry["before"], entry["of"], id=entry["before"])
        for said, texts in entry["then"].items():
            more = [] if said == "silent" else said.split("+")
            for text in texts:
                yield pytest.param(f"{entry['before']} {text}", [*entry["of"], *more], id=text)


@pytest.mark.parametrize(("text", "statuses"), [*cases()])
def test_what_is_told_again_is_read(reader: Reader, text: str, statuses: list[str]) -> None:
    claims = reader.ceasefires.read(reader.open(Article("a", "", text, PUBLISHED)))
    assert {str(claim.status) for claim in claims} == set(statuses)
    for claim in claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def sentences() -> Iterator[Any]:
    for entry in yaml.safe_load(UNMADE.read_text("utf-8")):
        for text in entry["texts"]:
            yield pytest.param(text, entry["statuses"], id=text)


@pytest.mark.parametrize(("text", "statuses"), [*sentences()])
def test_none_is_new_that_nobody_made(reader: Reader, text: str, statuses: list[str]) -> None:
    claims = reader.ceasefires.read(reader.open(Article("a", "", text, PUBLISHED)))
    assert {str(claim.status) for claim in claims} == set(statuses)
