"""What a pattern cannot do without: one letter stands for each class here."""

import pytest

from bot.arabic.pattern_compiler import PATTERN_TOKEN
from bot.arabic.pattern_needs import Needs

MACROS = {"ab": "a / b c", "xy": "x y"}


def letters_of(element: str) -> frozenset[str]:
    return frozenset() if element in {"_", "."} or element.startswith("!") else frozenset(element.split("|"))


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("a b", "a b"),
        ("a|b c", "ab c"),
        ("a b? c", "a c"),
        ("a b{0,3} c", "a c"),
        ("a b{1,3}", "a b"),
        ("a (b c) d", "a b c d"),
        ("a (b c)? d", "a d"),
        ("a <it: b>", "a b"),
        ("a (b / c d)", "a bc"),
        ("a (b c / c d)", "a c bc"),
        ("a (b / _)", "a"),
        ("a (b / c?)", "a"),
        ("a @ab", "a ab"),
        ("a @ab? @xy", "a x y"),
        ("a (?! b)", "a"),
        ("(?<! b) a", "a"),
        ("a (?= b)", "a b"),
        ("_ !a b $", "b"),
        ("a b / c", "ac"),
        ("a b a", "a b"),
    ],
)
def test_what_it_needs(source: str, needs: str) -> None:
    found = Needs(PATTERN_TOKEN, letters_of, MACROS).of(source, None)
    assert found == tuple(map(frozenset, needs.split()))


def test_what_it_begins_with_is_there_where_it_is_tried() -> None:
    found = Needs(PATTERN_TOKEN, letters_of, MACROS).of("a a|b c", frozenset("a"))
    assert found == (frozenset("c"),)
