"""Whole articles, read by the real reader, of wars that no labelled window shows: what is one event, what is told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot import backtest, facts, rulebook
from bot.backtest import Line
from bot.model.article import Article
from bot.rulebook import Matcher, Rulebook

TABLE = Path(__file__).parents[1] / "corpus" / "stories" / "wars.yaml"
WARS: list[dict[str, Any]] = YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))
RULES = """
rules:
  - {id: truces, title: هدن, certainty: possible,
     when: {ceasefire: {status: [declared, extended, violated, ended, sought, rejected]}}}
  - {id: harm, title: ضحايا, certainty: possible,
     when: {figure: {kind: [killed, wounded, killed_or_wounded, displaced, detained], scope: [incident, period]}}}
  - {id: events, title: أحداث, certainty: possible, when: {event: {status: [reported, denied, threatened]}}}
"""


@dataclass(frozen=True)
class Desk:
    """What reads and judges."""

    reader: facts.Reader
    book: Rulebook
    matcher: Matcher

    def lines(self, war: dict[str, Any]) -> dict[str, list[Line]]:
        """What became of each article; quiet edits by the clock left out."""
        articles = [
            Article(
                str(at), row["title"], row["text"], datetime.fromisoformat(row["at"]).replace(tzinfo=UTC), row["outlet"]
            )
            for at, row in enumerate(war["articles"])
        ]
        found: dict[str, list[Line]] = defaultdict(list)
        gazetteer = self.reader.gazetteer
        for line in backtest.run(articles, self.reader, self.matcher, gazetteer, rulebook=self.book, all=True):
            published = articles[int(line.article)].published
            if line.at == published:
                found[line.article].append(line)
        return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "all.yaml").write_text(RULES, encoding="utf-8")
    reader = facts.load()
    book = rulebook.load(folder, reader.gazetteer)
    assert not book.errors
    return Desk(reader, book, rulebook.compile(book.rules, reader))


def verdict(lines: list[Line], told: set[str]) -> str:
    """What a reader of everything is told: what another rule told already is not new."""
    said = {line.verdict for line in lines if not (line.incident in told and "under this rule" in line.reason)}
    told.update(line.incident for line in lines if line.told)
    return "new" if "new" in said else "update" if "update" in said else "held"


def groups(names: dict[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for article, name in names.items():
        found[name].add(article)
    return {frozenset(group) for group in found.values()}


@pytest.mark.parametrize("war", WARS, ids=[war["name"] for war in WARS])
def test_what_is_one_event_and_what_is_told(desk: Desk, war: dict[str, Any]) -> None:
    found = desk.lines(war)
    rows = {str(at): row for at, row in enumerate(war["articles"])}
    asked = {key for key, row in rows.items() if row["incident"] != "-" and found[key]}
    assert groups({key: found[key][0].incident for key in asked}) == groups(
        {key: rows[key]["incident"] for key in asked}
    )
    told: set[str] = set()
    # In order of time; each verdict depends on what was told before.
    verdicts = {key: verdict(found[key], told) for key in sorted(rows, key=lambda key: rows[key]["at"])}
    expected = {key: row["told"] for key, row in rows.items() if "told" in row}
    assert {key: verdicts[key] for key in expected} == expected


@pytest.mark.parametrize("war", WARS, ids=[war["name"] for war in WARS])
def test_what_is_one_course_of_events(desk: Desk, war: dict[str, Any]) -> None:
    found = desk.lines(war)
    named = {str(at): row["story"] for at, row in enumerate(war["articles"]) if "story" in row and found[str(at)]}
    assert groups({key: found[key][0].story for key in named}) == groups(named)
