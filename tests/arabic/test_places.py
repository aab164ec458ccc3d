"""Places: which names are places, which of their namesakes, what stands for a government or a dateline."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.lexicon import load_entries
from bot.arabic.places import PlaceMention, PlaceReader
from bot.arabic.words import Vocabulary

CORPUS = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "arabic" / "places.yaml").read_text(encoding="utf-8"))


class Reading:
    """The gazetteer, a vocabulary and a reader, made once."""

    def __init__(self) -> None:
        self.gazetteer = Gazetteer.load()
        self.words = Vocabulary(load_entries())
        self.places = PlaceReader(self.gazetteer)

    def of(self, text: str, title: str = "") -> tuple[PlaceMention, ...]:
        return self.places.read(self.words.read(title, text), title, text)

    def told(self, mention: PlaceMention) -> str:
        english = self.gazetteer.name(mention.code, "en") or "-"
        return f"{mention.role}{': ' if mention.role else ''}{mention.name} = {english}"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading()


@pytest.mark.parametrize(
    ("text", "places"),
    [case for cases in CORPUS["names"].values() for case in cases],
    ids=lambda value: str(value)[:40],
)
def test_the_places_of_a_sentence(reading: Reading, text: str, places: list[str | dict[str, str]]) -> None:
    wanted = [next(f"{k}: {v}" for k, v in each.items()) if isinstance(each, dict) else each for each in places]
    assert [reading.told(mention) for mention in reading.of(text)] == wanted


@pytest.mark.parametrize("text", CORPUS["silent"])
def test_no_place_is_named(reading: Reading, text: str) -> None:
    assert [reading.told(mention) for mention in reading.of(text)] == []


def test_a_place_stands_where_it_says(reading: Reading) -> None:
    title, text = "غارات على إدلب", "قُتل مدنيٌّ وأُصيب آخرون بقصفٍ على بلدة سرمين، وبـ#سراقب"
    for mention in reading.of(text, title):
        field = title if mention.field == "title" else text
        assert field[mention.start : mention.end].strip() == mention.name


@given(st.text(alphabet='غزةإدلبفيقريةوبلد منطحي،.\n"#_-()ًّـ', max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_offsets_are_exact(text: str) -> None:
    for mention in EVER.of(text):
        assert 0 <= mention.start < mention.end <= len(text)


def test_a_text_of_nothing_but_places_is_read_as_far_as_news_goes(reading: Reading) -> None:
    assert len(reading.of("قرى إدلب وحلب وغزة " * 30_000)) == 5_000


EVER = Reading()


def written_out(text: str, sign: str) -> str:
    """The text with a sign that carries no letter behind every Arabic letter."""
    return "".join(letter + sign if "ء" <= letter <= "ي" else letter for letter in text)


@pytest.mark.parametrize("sign", ["\u064e", "\u0640", "\u200f"], ids=["fatha", "tatweel", "right-to-left mark"])
@pytest.mark.parametrize(
    "text", [case[0] for name, cases in CORPUS["names"].items() if name != "datelines" for case in cases]
)
def test_signs_without_letters_change_nothing(reading: Reading, text: str, sign: str) -> None:
    plain = [(mention.first, mention.code, mention.role) for mention in reading.of(text)]
    assert [(each.first, each.code, each.role) for each in reading.of(written_out(text, sign))] == plain


def test_spelling_variants_mean_the_same_place(reading: Reading) -> None:
    codes = [
        [each.code for each in reading.of(f"قصف على {name} في سوريا")][:1] for name in ("إدلب", "ادلب", "أدلب", "اِدلِب")
    ]
    assert codes == [codes[0]] * 4


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("قصف على مدينة صوران بريف حماة", "SY05"),
        ("قتل ثلاثة في صوران بريف حلب", "SY02"),
        ("قصف على قرية الناصرية في ريف حمص", "SY04"),
        ("هجوم على قرية الصالحية بريف دير الزور", "SY09"),
        ("اغتيال شخص في بلدة الشيخ سعد بمحافظة درعا", "SY12"),
    ],
)
def test_the_area_behind_a_name_says_which_namesake_is_meant(reading: Reading, text: str, within: str) -> None:
    assert reading.gazetteer.within(reading.of(text)[0].code, within)


def test_a_name_of_several_of_which_none_lies_in_the_area_is_of_none_of_them(reading: Reading) -> None:
    assert reading.of("غارة على قرية الزهراء بريف حمص")[0].code == ""


def test_the_south_of_a_city_lies_in_it(reading: Reading) -> None:
    assert reading.gazetteer.within("LY.southern-tripoli", "LY-TRIP")
