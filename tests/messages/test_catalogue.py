"""Every fixed text stands in every language, with the same values to fill in; plural classes are all there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.messages import catalogue, isolate, plural, say
from bot.messages.catalogue import Row, rows
from bot.model.chat import Language
from bot.model.facts import CeasefireStatus, EventKind, FigureKind, Who
from bot.model.story import AddressKind, VerdictKind


def values(text: object) -> set[str]:
    texts = [text] if isinstance(text, str) else list(text.values()) if isinstance(text, dict) else []
    return {name for one in texts for _, name, _, _ in Formatter().parse(one) if name}


@pytest.mark.parametrize("key", sorted(rows()))
def test_every_language_has_the_text(key: str) -> None:
    row: Row = rows()[key]
    assert {language.value for language in Language} <= set(row)
    wanted = [values(row[language.value]) for language in Language]
    assert all(one == wanted[0] for one in wanted), wanted
    for language in Language:
        text = row[language.value]
        assert isinstance(text, str) or "other" in text


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("ceasefire", CeasefireStatus),
        ("event", EventKind),
        ("harm", FigureKind),
        ("people", Who),
        ("crowd", Who),
        ("verdict", VerdictKind),
        ("address", AddressKind),
    ],
)
def test_every_word_of_the_model_has_a_text(prefix: str, words: type) -> None:
    assert [word.value for word in words if f"{prefix}_{word.value}" not in rows()] == []


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "zero"), (1, "one"), (2, "two"), (7, "few"), (30, "many"), (100, "other"), (103, "few")]
)
def test_arabic_has_six_plural_classes(count: int, expected: str) -> None:
    assert expected == plural(Language.ARABIC, count)


def test_a_count_chooses_the_form() -> None:
    said = [say(Language.ARABIC, "sources", count=count, n=count) for count in (1, 2, 3, 11)]
    assert said == ["أورده مصدر واحد", "أورده مصدران", "أوردته 3 مصادر", "أورده 11 مصدرًا"]


def test_isolating_twice_is_once() -> None:
    assert isolate("BBC") == isolate(isolate("BBC")) == "\u2068BBC\u2069"
    assert isolate("") == ""


@pytest.mark.parametrize(
    "path", sorted((Path(catalogue.__file__).parent / "data").glob("*.yaml")), ids=lambda path: path.name
)
def test_no_key_stands_twice_in_a_file(path: Path) -> None:
    keys = re.findall(r"^(\w+):", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key in keys if keys.count(key) > 1] == []
