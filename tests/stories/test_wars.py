"""Whole articles, read by the real reader, of wars that no labelled window shows: what is one event, what is told.

Floors over the whole table, as everywhere where what the reader understands decides: they may rise and never sink.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import backtest, facts, rulebook
from bot.backtest import Line
from bot.model.article import Article
from bot.rulebook import Matcher, Rulebook

TABLE = Path(__file__).parents[1] / "corpus" / "stories" / "wars.yaml"
WARS: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
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


def bcubed(gold: dict[str, str], ours: dict[str, str]) -> float:
    """F1 of how pure our groups are, and how much of its own each article kept together."""
    precision = recall = 0.0
    for one, name in gold.items():
        mine = {other for other in gold if ours[other] == ours[one]}
        true = {other for other in gold if gold[other] == name}
        precision += len(mine & true) / len(mine) / len(gold)
        recall += len(mine & true) / len(true) / len(gold)
    return 2 * precision * recall / (precision + recall)


@dataclass(frozen=True)
class Judged:
    """All wars judged: gold and ours by article, and what was told otherwise than expected."""

    incidents: tuple[dict[str, str], dict[str, str]]
    stories: tuple[dict[str, str], dict[str, str]]
    told: int
    otherwise: tuple[str, ...]


@pytest.fixture(scope="module")
def judged(desk: Desk) -> Judged:
    incidents: tuple[dict[str, str], dict[str, str]] = ({}, {})
    stories: tuple[dict[str, str], dict[str, str]] = ({}, {})
    otherwise, asked = [], 0
    for war in WARS:
        found, told = desk.lines(war), set[str]()
        for at, row in sorted(enumerate(war["articles"]), key=lambda pair: str(pair[1]["at"])):
            lines, name = found[str(at)], f"{war['name']}/{at}"
            if lines and row["incident"] != "-":
                incidents[0][name] = f"{war['name']}/{row['incident']}"
                incidents[1][name] = f"{war['name']}/{lines[0].incident}"
            if lines and "story" in row:
                stories[0][name], stories[1][name] = f"{war['name']}/{row['story']}", f"{war['name']}/{lines[0].story}"
            said = verdict(lines, told)
            if "told" in row:
                asked += 1
                otherwise += [] if said == row["told"] else [f"{name}: {said}, not {row['told']}"]
    return Judged(incidents, stories, asked, tuple(otherwise))


def test_what_is_one_event(judged: Judged) -> None:
    assert bcubed(*judged.incidents) >= 0.95


def test_what_is_one_course_of_events(judged: Judged) -> None:
    assert bcubed(*judged.stories) >= 0.9


def test_what_is_told(judged: Judged) -> None:
    assert len(judged.otherwise) <= 0.06 * judged.told, "\n".join(judged.otherwise)
