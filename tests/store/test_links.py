"""The links by which one page may be asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.links import spellings


@pytest.mark.parametrize(
    ("asked", "taken_in"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org/a/", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/a/"),
        ("https://m.example.org/a", "https://www.example.org/a"),
        ("http://example.org/a", "https://example.org/a"),
        ("https://example.org/a?id=7&utm_source=x", "https://example.org/a?id=7"),
        ("https://example.org/%D8%AE%D8%A8%D8%B1", "https://example.org/خبر"),
        ("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1"),
    ],
)
def test_one_page_has_several_links(asked: str, taken_in: str) -> None:
    assert taken_in in spellings(asked)


def test_what_names_another_page_is_kept() -> None:
    assert all("id=7" in link for link in spellings("https://example.org/a?id=7&fbclid=x"))


@given(st.text())
def test_any_text_is_its_own_first_spelling(text: str) -> None:
    assert spellings(text)[0] == text
    assert len(spellings(text)) <= 61
