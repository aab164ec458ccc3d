"""Labelled articles: `<name>.jsonl` beside `<name>.gold.jsonl` in a folder; further labels stand in tools/labels.

A file of tools/labels holds labels of our own for articles of `<name>.jsonl` that came without: no text of theirs,
a quote is given by its place (field, start, end).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.model.article import Article

#: Labels of our own for articles of the folder.
LABELS = Path(__file__).parent / "labels"
#: More of them, to measure by: nothing is trained on these.
HELD_OUT = LABELS / "held_out"
#: The set that the labels make.
DESK = "desk"
#: When an article of our own was published that does not say so.
OWN_DAY = datetime(2026, 3, 14, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its label, and the set it comes from."""

    set: str
    article: Article
    gold: dict[str, Any]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def _aware(stamp: str) -> datetime:
    """A moment of a label; a bare date is midnight UTC."""
    moment = datetime.fromisoformat(stamp)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _article(row: dict[str, Any]) -> Article:
    published = _aware(row["published"]) if row.get("published") else None
    return Article(row["id"], row["title"] or "", row["text"] or "", published, row.get("outlet") or "")


def labelled(folder: Path, sets: tuple[str, ...] = ("dev", "more", "posts", "seeds", DESK)) -> list[Labelled]:
    """Every labelled article of the sets, in the order of the files; `desk` are those that tools/labels labels."""
    found: list[Labelled] = []
    for name in sets:
        if name == DESK:
            found += labelled_here(folder)
            continue
        gold = {row["id"]: row for row in _rows(folder / f"{name}.gold.jsonl")}
        found += [Labelled(name, _article(row), gold[row["id"]]) for row in _rows(folder / f"{name}.jsonl")]
    return found


def labelled_here(folder: Path, labels: Path = LABELS) -> list[Labelled]:
    """The articles of the folder that the files of `labels` label; of files that the folder does not hold, none."""
    found: list[Labelled] = []
    for path in sorted(each for each in labels.glob("*.jsonl") if (folder / each.name).exists()):
        articles = {row["id"]: _article(row) for row in _rows(folder / path.name)}
        for gold in _rows(path):
            article = articles[gold["id"]]
            for claim in (*gold["ceasefire"], *gold["figures"]):
                field, start, end = claim.pop("at")
                claim["quote"] = article.field(field)[start:end]
            found.append(Labelled(DESK, article, gold))
    return found


def own_articles(folder: Path) -> list[Labelled]:
    """Every article of our own, of all files of tests/articles; what each states stands as it is written there."""
    found: list[Labelled] = []
    for path in sorted(folder.glob("*.yaml")):
        for number, each in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            published = _aware(str(each["published"])) if each.get("published") else OWN_DAY
            article = Article(f"{path.stem}:{number}", each.get("title", ""), each["text"], published)
            found.append(Labelled("own", article, each))
    return found


def folds(count: int, number: int = 10) -> list[list[int]]:
    """Cases dealt into folds: the k-th case into fold k modulo `number`."""
    return [list(range(start, count, number)) for start in range(number)]


def f1(found: list[bool], wanted: list[bool]) -> float:
    """The F1 of answers."""
    both = sum(a and b for a, b in zip(found, wanted, strict=True))
    return 2 * both / ((sum(found) + sum(wanted)) or 1)
