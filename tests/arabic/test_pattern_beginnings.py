"""With which words a pattern may begin: one letter stands for each class here."""

import pytest

from bot.arabic.pattern_beginnings import Beginnings
from bot.arabic.pattern_compiler import PATTERN_TOKEN

MACROS = {"ab": "a / b c", "maybe": "a?"}


def letters_of(element: str) -> frozenset[str]:
    return frozenset() if element in {"_", "."} or element.startswith("!") else frozenset(element.split("|"))


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        ("a b", "a"),
        ("a|b c", "ab"),
        ("a? b", "ab"),
        ("a{0,3} b", "ab"),
        ("(a)+ b", "a"),
        ("(a / b c) d", "ab"),
        ("(a / b)? d", "abd"),
        ("<it: @ab> d", "ab"),
        ("@ab? d", "abd"),
        ("(?<! x )a b", "a"),
        ("(?! x y )a b", "a"),
        ("^ a", "a"),
        ("a b / c", "ac"),
        ("_ a", None),
        ("!a b", None),
        ("(a / _) b", None),
        ("a? b?", None),
        ("@maybe", None),
        ("@maybe b", "ab"),
    ],
)
def test_where_it_may_begin(source: str, letters: str | None) -> None:
    found = Beginnings(PATTERN_TOKEN, letters_of, MACROS).of(source)
    assert found == (None if letters is None else frozenset(letters))
