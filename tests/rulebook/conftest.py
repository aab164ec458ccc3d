"""The words and places that rules are compiled against, made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.lexicon import load_entries
from bot.arabic.words import Vocabulary
from bot.rulebook import Rulebook, load


@dataclass(frozen=True)
class Known:
    """What a reader knows, without the reading."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer


@pytest.fixture(scope="session")
def known() -> Known:
    return Known(Vocabulary(load_entries()), Gazetteer.load())


@pytest.fixture
def written(tmp_path: Path, known: Known) -> Callable[..., Rulebook]:
    """Write rule files into a folder and load it."""

    def write(previous: Rulebook | None = None, **files: str) -> Rulebook:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load(tmp_path, known.gazetteer, previous)

    return write
