"""A date is what the feed says, or unknown; never now."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.dates import moment_of

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
CASES = yaml.safe_load((Path(__file__).parent.parent / "corpus" / "sources" / "dates.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "moment"), CASES["named"].items())
def test_a_full_date_is_read(text, moment):
    assert moment_of(text, NOON) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", CASES["unknown"])
def test_anything_less_is_unknown(text):
    assert moment_of(text, NOON) is None


@given(st.text(alphabet="0123456789-:+TZ .,SatMr", max_size=40))
def test_no_text_makes_it_fail(text):
    moment = moment_of(text, NOON)
    assert moment is None or moment.tzinfo is not None
