"""Nouns of the model outlive the store: what is written is read again, by older and newer houses too."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.change import Watch
from bot.model.chat import Chat
from bot.model.line import Line
from bot.model.message import Message
from bot.model.reading import Opening, Reading
from bot.model.source import Notes
from bot.model.story import Alert, Incident, Story, Told
from bot.store.codec import dumps, loads
from tests.fakes import NOON, message
from tests.store import nouns


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Stem:
    name: str


@dataclass(frozen=True, slots=True)
class Everything:
    """One of each form that a field of a noun may have."""

    text: str
    number: int | None
    share: float
    yes: bool
    colour: Colour
    at: datetime | None
    day: date
    hour: time | None
    long: timedelta
    plain: str | int
    word: Literal["a", "b"]
    one: Leaf | Stem
    maybe: Leaf | Stem | None
    some: tuple[Leaf | Stem, ...]
    pair: tuple[str, int]
    few: frozenset[Colour]
    named: dict[str, Leaf]
    default: str = "as ever"


_PARTS = st.one_of(st.builds(Leaf), st.builds(Stem))
_EVERYTHING = st.builds(
    Everything,
    at=st.none() | st.integers(-(10**10), 10**10).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    share=st.floats(allow_nan=False, allow_infinity=False),
    long=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)).map(
        lambda span: timedelta(seconds=int(span.total_seconds()))
    ),
    word=st.sampled_from(["a", "b"]),
    one=_PARTS,
    maybe=st.none() | _PARTS,
    some=st.lists(_PARTS, max_size=3).map(tuple),
)


@given(_EVERYTHING)
def test_what_is_written_is_read_again(value):
    assert loads(Everything, dumps(Everything, value)) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Alert, nouns.ALERT),
        (Incident, nouns.INCIDENT),
        (Story, nouns.STORY),
        (Told, nouns.told()),
        (Reading, nouns.READING),
        (Message, message("نص")),
        (tuple[Message, ...], (message("أ"), message("ب"))),
        (Chat, nouns.chat()),
        (Notes, Notes("e", "m", (("f", 1, 2),))),
        (Watch, Watch(nouns.WEB, "w1", "قصف", ("قصف",), "", NOON)),
        (Line, Line(1, "w1", NOON, message=message("نص"))),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_every_stored_noun_comes_back(kind, value):
    assert loads(kind, dumps(kind, value)) == value


def test_a_field_that_is_missing_takes_its_default_and_a_strange_one_is_passed_over():
    assert loads(Leaf, '{"name": "x", "colour": "red"}') == Leaf("x", None)


def test_what_makes_no_difference_is_not_stored():
    read = Reading("a", True, (), (), "ar", Opening(("قصف",), ("قصف",)))
    assert "opening" not in dumps(Reading, read)
    assert loads(Reading, dumps(Reading, read)) == read


@pytest.mark.parametrize("text", ["{}", '"x"', "[1]", "null", "5"])
def test_what_is_no_such_noun_is_a_value_error(text):
    with pytest.raises(ValueError, match="is not a Leaf"):
        loads(Leaf, text)


def test_one_of_several_nouns_is_told_by_its_name():
    assert json.loads(dumps(tuple[Leaf | Stem, ...], (Stem("s"), Leaf("l")))) == [
        {"is": "Stem", "name": "s"},
        {"is": "Leaf", "name": "l", "size": None},
    ]


def test_a_type_that_nobody_foresaw_is_named():
    with pytest.raises(TypeError, match="complex"):
        dumps(complex, 1j)
