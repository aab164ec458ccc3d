"""Marks of events as bits: every name has its own, and the weightiest says how an event is asserted."""

import pytest

from bot.facts.events.marks import MARKS, MEANS, bits, named, status_of
from bot.model.facts import EventStatus


def test_marks_are_told_apart() -> None:
    assert named(bits(MARKS)) == MARKS
    assert [named(bits([mark])) for mark in MARKS] == [(mark,) for mark in MARKS]


def test_means_are_the_lowest_bits() -> None:
    assert set(named(MEANS)) == {"air", "guns"}
    assert MEANS == 3


def test_a_mark_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        bits(["unheard of"])


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ((), EventStatus.REPORTED),
        (("dead", "placed"), EventStatus.REPORTED),
        (("old",), EventStatus.PAST),
        (("old", "fresh"), EventStatus.REPORTED),
        (("fresh", "irreal"), EventStatus.THREATENED),
        (("irreal", "denied"), EventStatus.DENIED),
    ],
)
def test_the_weightiest_mark_decides(marks: tuple[str, ...], status: EventStatus) -> None:
    assert status_of(bits(marks)) is status
