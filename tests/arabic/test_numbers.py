"""Numbers: by phenomenon, in texts of our own; in the published collections beside the project; and beyond measure."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arabic.lexicon import load_entries
from bot.arabic.number_values import digits_value
from bot.arabic.numbers import read_numbers
from bot.arabic.words import Vocabulary

ROOT = Path(__file__).parents[2]
CORPUS = yaml.safe_load((ROOT / "tests/corpus/arabic/numbers.yaml").read_text(encoding="utf-8"))
SHARED = ROOT.parent / "shared" / "corpus"
CASES = [(text, wanted, each.get("approx", False)) for each in CORPUS for text, wanted in each["cases"].items()]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load_entries())


def _is_whole(value: float) -> bool:
    return value == int(value) and 1 <= value < 10**12


def intervals(vocabulary: Vocabulary, text: str) -> list[list[int | None]]:
    return [[count.min, count.max] for count in read_numbers(vocabulary.read("", text))]


@pytest.mark.parametrize(("text", "wanted", "approx"), CASES, ids=[case[0] for case in CASES])
def test_an_interval(vocabulary: Vocabulary, text: str, wanted: list[list[int | None]], approx: bool) -> None:
    assert intervals(vocabulary, text) == wanted
    if approx:
        assert all(count.approx for count in read_numbers(vocabulary.read("", text)))


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_digits_of_every_script_are_the_same(vocabulary: Vocabulary, text: str) -> None:
    arabic = text.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})
    assert intervals(vocabulary, arabic) == intervals(vocabulary, text)


@pytest.mark.parametrize(
    ("digits", "value"),
    [("12", 12), ("12,5", 12.5), ("1.250", 1250), ("1.250.000", 1250000), ("1,250.5", 1250.5), ("9" * 30, None)],
)
def test_the_value_of_digits(digits: str, value: float | None) -> None:
    assert digits_value(digits) == value


def test_before_a_million_one_separator_is_a_decimal_one() -> None:
    assert digits_value("1.250", before_scale=True) == 1.25


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside the project")
def test_phrases_of_the_news(vocabulary: Vocabulary) -> None:
    rows = map(json.loads, (SHARED / "phrases.jsonl").read_text(encoding="utf-8").splitlines())
    wrong = [
        row["text"]
        for row in rows
        if intervals(vocabulary, row["text"]) != [[each["min"], each["max"]] for each in row["expect"]]
    ]
    # One without a number, and none at all, are said by figures, not by numbers.
    assert wrong == ["مقتل شخص وإصابة آخرين", "لم يسقط أي قتيل"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside the project")
def test_whole_numbers_of_other_collections(vocabulary: Vocabulary) -> None:
    rows = list(map(json.loads, (SHARED / "numbers.jsonl").read_text(encoding="utf-8").splitlines()))
    whole = [row for row in rows if row["spans"] and all(_is_whole(span["value"]) for span in row["spans"])]
    right = [row for row in whole if intervals(vocabulary, row["text"]) == [[s["value"]] * 2 for s in row["spans"]]]
    assert len(right) / len(whole) > 0.9


@pytest.mark.parametrize("row", ["1 ", "123 456 ", "ألف و", "ألف وألف و", "خمسة آلاف وستة آلاف و", "مئة و", "نصف "])
def test_endless_rows_take_linear_time(vocabulary: Vocabulary, row: str) -> None:
    assert len(read_numbers(vocabulary.read("", row * 5000))) <= 10_000


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*"0123456789.,،٫٬ و", "ألف ", "مليون ", "مئة ", "خمسة ", "عشرون ", "عشرات ", "قتيلان "]))
)
def test_any_row_of_numbers_is_read_and_stays_within_the_text(vocabulary: Vocabulary, pieces: list[str]) -> None:
    words = vocabulary.read("", "".join(pieces))
    for count in read_numbers(words):
        assert 0 <= count.start <= count.core < count.stop <= len(words)
        assert count.min is None or count.max is None or count.min <= count.max
