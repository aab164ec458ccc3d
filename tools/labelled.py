"""Labelled articles: `<name>.jsonl` beside `<name>.gold.jsonl` in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.model.article import Article

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


def labelled(folder: Path, sets: tuple[str, ...] = ("dev", "more", "posts", "seeds")) -> list[Labelled]:
    """Every labelled article of the sets, in the order of the files."""
    found: list[Labelled] = []
    for name in sets:
        gold = {row["id"]: row for row in _rows(folder / f"{name}.gold.jsonl")}
        for row in _rows(folder / f"{name}.jsonl"):
            published = _aware(row["published"]) if row.get("published") else None
            if published and published.tzinfo is None:
                published = published.replace(tzinfo=UTC)
            article = Article(row["id"], row["title"] or "", row["text"] or "", published, row.get("outlet") or "")
            found.append(Labelled(name, article, gold[row["id"]]))
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
