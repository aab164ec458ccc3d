"""The gazetteer: every code exists, nothing lies within itself, names are found in any spelling."""

from pathlib import Path

import pytest
import yaml

from bot.arabic.gazetteer import Gazetteer

KNOWN: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent.parent / "corpus" / "arabic" / "gazetteer.yaml").read_text(encoding="utf-8")
)

#: Seas and lands whose state is disputed: chains may end here without a country.
NO_COUNTRY = {"region"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_every_code_that_a_place_lies_within_exists(gazetteer: Gazetteer) -> None:
    assert [(code, outer) for code in gazetteer for outer in gazetteer.row(code).within if outer not in gazetteer] == []


def test_nothing_lies_within_itself(gazetteer: Gazetteer) -> None:
    assert [code for code in gazetteer if code in gazetteer.above(code)] == []


def test_every_place_but_seas_lies_in_a_country(gazetteer: Gazetteer) -> None:
    assert {gazetteer.row(code).kind for code in gazetteer if not gazetteer.country(code)} <= NO_COUNTRY


def test_every_place_has_an_arabic_and_an_english_name(gazetteer: Gazetteer) -> None:
    assert [code for code in gazetteer if not (gazetteer.name(code, "ar") and gazetteer.name(code, "en"))] == []


@pytest.mark.parametrize(
    ("name", "english", "country"),
    [
        ("إدلب", "Idlib", "SY"),
        ("ادلب", "Idlib", "SY"),
        ("أدلب", "Idlib", "SY"),
        ("محافظة إدلب", "Idlib", "SY"),
        ("خان شيخون", "Khan Shaykhun", "SY"),
        ("حلب", "Aleppo", "SY"),
        ("اللاذقيه", "Latakia", "SY"),
        ("خانيونس", "Khan Yunis", "PS"),
        ("غزة", "Gaza Strip", "PS"),
        ("صعدة", "Saada", "YE"),
        ("الموصل", "Mosul", "IQ"),
        ("طرابلس", "Tripoli", "LY"),
        ("الفاشر", "El Fasher", "SD"),
        ("سورية", "Syria", "SY"),
        ("Aleppo", "Aleppo", "SY"),
        ("idleb", "Idlib", "SY"),
        ("Al-Hudaydah", "Hodeidah", "YE"),
        ("Gaza", "Gaza Strip", "PS"),
        ("Sana'a", "Sanaa", "YE"),
        ("North-West Syria", "Northwest Syria", "SY"),
        ("Türkiye", "Turkey", "TR"),
    ],
)
def test_the_weightiest_place_of_a_name_comes_first(
    gazetteer: Gazetteer, name: str, english: str, country: str
) -> None:
    best = gazetteer.lookup(name)[0]
    assert (english, country) == (gazetteer.name(best, "en"), gazetteer.country(best))


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("خان شيخون", "إدلب"),
        ("إدلب", "شمال غرب سوريا"),
        ("إدلب", "سوريا"),
        ("ريف حلب الغربي", "شمال غرب سوريا"),
        ("دوما", "ريف دمشق"),
        ("سراقب", "ريف إدلب"),
        ("اللطامنة", "ريف حماة"),
        ("الأتارب", "ريف حلب"),
        ("حرستا", "الغوطة الشرقية"),
        ("النصيرات", "قطاع غزة"),
        ("قطاع غزة", "فلسطين"),
        ("مخيم جنين", "الضفة الغربية"),
        ("حارة حريك", "الضاحية الجنوبية"),
        ("زبيد", "الساحل الغربي"),
        ("سنجار", "نينوى"),
        ("أربيل", "كردستان"),
        ("الفاشر", "دارفور"),
        ("العريش", "سيناء"),
    ],
)
def test_containment(gazetteer: Gazetteer, inner: str, outer: str) -> None:
    a, b = gazetteer.lookup(inner)[0], gazetteer.lookup(outer)[0]
    assert gazetteer.within(a, b)
    assert not gazetteer.within(b, a)


@pytest.mark.parametrize(("city", "rural"), [("مدينة إدلب", "ريف إدلب"), ("مدينة حلب", "ريف حلب")])
def test_the_capital_is_not_in_its_countryside(gazetteer: Gazetteer, city: str, rural: str) -> None:
    assert not gazetteer.within(gazetteer.lookup(city)[0], gazetteer.lookup(rural)[0])


@pytest.mark.parametrize("country", KNOWN)
def test_the_units_and_towns_of_each_war_are_known(gazetteer: Gazetteer, country: str) -> None:
    names = KNOWN[country]
    assert [name for name in names if country in map(gazetteer.country, gazetteer.lookup(name))] == names


def test_a_name_in_no_table_means_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("كفر اللاشيء") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.lookup("مدينة") == ()
    assert not gazetteer.within("no such code", "SY")
    assert gazetteer.country("no such code") == ""
