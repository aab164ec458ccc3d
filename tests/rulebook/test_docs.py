"""docs/rules.md says what the code does: its examples load, its words are those of the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.rulebook import Rulebook
from bot.rulebook.vocabulary import tables
from bot.rulebook.wordbook import wordbook

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_of_the_page_loads(number: int, written: Callable[..., Rulebook]) -> None:
    book = written(a=EXAMPLES[number])
    assert [str(fault) for fault in book.errors] == []
    assert book.rules or book.sources or "defaults:" in EXAMPLES[number]


def test_the_page_ends_with_every_word_of_the_code() -> None:
    assert PAGE.endswith(wordbook()), "the table at the end is `bot.rulebook.wordbook.wordbook()`"


def test_every_set_of_words_is_on_the_page() -> None:
    words = {word for group in tables().values() for word in group.values()}
    assert {word for word in words if f"`{word}`" not in PAGE} == set()


def test_the_page_shows_every_key_of_a_rule_at_work() -> None:
    shown = "\n".join(EXAMPLES)
    keys = set(tables()["rule"].values()) - {"fires", "quiet", "note", "message", "enabled"}
    assert {key for key in keys if f"{key}:" not in shown} == set()
