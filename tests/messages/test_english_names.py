"""Who acts and who speaks, for readers of English: tests/corpus/messages/english_names.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import party_name
from bot.model.chat import Language

ROWS: dict[str, str] = yaml.safe_load(
    (Path(__file__).parents[1] / "corpus" / "messages" / "english_names.yaml").read_text(encoding="utf-8")
)
WORDS = sorted({word for name in ROWS for word in name.split()})


@pytest.mark.parametrize(("arabic", "english"), ROWS.items(), ids=str)
def test_a_name_in_english(arabic: str, english: str) -> None:
    assert party_name(arabic, Language.ENGLISH) == english
    assert party_name(arabic, Language.ARABIC) == arabic


@given(st.lists(st.sampled_from([*WORDS, "و", "في", "لل", "باسم", "،", "(", "102"]), max_size=9).map(" ".join))
def test_any_words_are_written_in_latin_letters(name: str) -> None:
    written = party_name(name, Language.ENGLISH)
    assert not any("\u0621" <= sign <= "\u064a" for sign in written)
    assert written or not any("\u0621" <= sign <= "\u064a" for sign in name)
