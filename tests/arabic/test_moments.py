"""Moments: every surface of a meaning resolves to the same interval; unknown publication resolves nothing by guess."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arabic.moments import Moment, read_moments
from bot.arabic.time_words import zone_of
from bot.arabic.words import Vocabulary

CORPUS = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "arabic" / "moments.yaml").read_text(encoding="utf-8"))
PUBLISHED = datetime.fromisoformat(CORPUS["published"])
DAMASCUS = zone_of("SY")
WORDS = Vocabulary([])


def read(text: str, published: datetime | None = PUBLISHED) -> tuple[Moment, ...]:
    return read_moments(WORDS.read("", text), published, DAMASCUS)


def told(moment: Moment) -> list[str | None]:
    ends = [
        end.replace(tzinfo=None).isoformat(timespec="minutes") if end else None for end in (moment.begin, moment.until)
    ]
    return [moment.unit, *ends]


@pytest.mark.parametrize(
    ("text", "moments"), [(text, each["moments"]) for each in CORPUS["means"] for text in each["says"]]
)
def test_every_way_to_say_it_means_the_same_moment(text: str, moments: list[list[str]]) -> None:
    assert moments == [told(moment) for moment in read(text)]


@pytest.mark.parametrize("text", CORPUS["quiet"])
def test_no_moment_is_told(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text", ["وقعت الغارة أمس", "وقعت الغارة الجمعة", "وقعت في 30 آب", "منذ ثلاثة أيام", "الليلة الماضية"]
)
def test_without_a_time_of_publication_nothing_is_guessed(text: str) -> None:
    assert [moment.begin for moment in read(text, None)] == [None]


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("text", ["أمس", "غدا", "السبت المقبل", "في كانون الأول", "في 31 ديسمبر", "مساء غد"])
def test_at_the_ends_of_the_calendar_nothing_is_reckoned(text: str, year: int) -> None:
    assert [moment.begin for moment in read(text, datetime(year, 12, 31, tzinfo=UTC))] == [None]


def test_a_full_date_needs_no_time_of_publication() -> None:
    assert read("في 5 مارس 2020", None)[0].begin == datetime(2020, 3, 5, tzinfo=DAMASCUS)


def test_how_long_it_lasts_is_told() -> None:
    assert read("هدنة لمدة 72 ساعة")[0].length.total_seconds() == 72 * 3600


def test_moments_speak_in_the_zone_of_the_country() -> None:
    moment = read_moments(WORDS.read("", "اليوم"), datetime(2023, 11, 24, 23, tzinfo=UTC), zone_of("YE"))[0]
    assert moment.begin.isoformat() == "2023-11-25T00:00:00+03:00"
    assert zone_of("no country").key == "UTC"


@given(st.text(alphabet="الساعة 0123456789:/.،منذقبلشهريومآبأغسطس\n", max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_error(text: str) -> None:
    for moment in read(text):
        assert 0 <= moment.first < moment.last


def test_a_text_of_nothing_but_hours_is_read_as_far_as_news_goes() -> None:
    assert len(read("الساعة 6:00 غدا " * 50_000)) < 10_000
