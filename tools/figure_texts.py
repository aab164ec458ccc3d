"""Texts of our own with figures marked in them: tests/corpus/facts/figure_*.yaml.

A mark reads `{12 شخصا|incident}`: what is counted, then the answers that matter here, blank-separated: a scope, a who,
and `@` before the place that governs it (`_` for a blank in its name). An answer left out is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from bot.model.article import Article
from bot.model.facts import Scope, Who

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "corpus" / "facts"
TABLES = ("figure_spans", "figure_who", "figure_places")
_MARK = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters start … end - 1 of the text are a figure, with its label by question."""

    start: int
    end: int
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and the marks."""

    phenomenon: str
    article: Article
    marks: tuple[Mark, ...]


def marked(tables: tuple[str, ...] = TABLES) -> Iterator[Marked]:
    """Every text of the tables, in their order."""
    for table in tables:
        for entry in yaml.safe_load((FOLDER / f"{table}.yaml").read_text(encoding="utf-8")):
            published = datetime.fromisoformat(str(entry["published"])) if "published" in entry else None
            for number, raw in enumerate(entry["texts"]):
                title, _, body = raw.rpartition(" || ")
                text, marks = unmarked(body)
                name = f"{table}: {entry['phenomenon']} {number}"
                yield Marked(entry["phenomenon"], Article(name, title, text, published), marks)


def unmarked(raw: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks."""
    text, marks, last = "", [], 0
    for found in _MARK.finditer(raw):
        text += raw[last : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), _label(found[2])))
        text += found[1]
        last = found.end()
    return text + raw[last:], tuple(marks)


def _label(answers: str) -> dict[str, str]:
    label = {}
    for answer in answers.split():
        if answer.startswith("@"):
            label["place"] = answer[1:].replace("_", " ")
        elif answer in set(Who):
            label["who"] = answer
        else:
            label["scope"] = Scope(answer).value
    return label
