"""What places are to one another where reports name a part of a town and the town."""

from __future__ import annotations

import pytest

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.tables import load_cells
from bot.model.facts import Place
from bot.stories.kinship import Nearness, near, spot


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("PS.tel-al-hawa", "PS.gaza-city", Nearness.WITHIN),
        ("SY.bustan-al-qasr", "C1007", Nearness.WITHIN),
        ("PS.tel-al-hawa", "PS.zeitoun", Nearness.NEAR),  # two neighbourhoods of one city
        ("PS.tel-al-hawa", "PS.khan-yunis", Nearness.NEAR),
        ("SY.bustan-al-qasr", "C2528", Nearness.APART),
        ("LY.abu-salim", "LY-TRIP", Nearness.WITHIN),  # the gazetteer says where it lies
    ],
)
def test_a_neighbourhood_lies_in_the_city_of_its_area(
    gazetteer: Gazetteer, one: str, other: str, found: Nearness
) -> None:
    first, second = (spot(Place(gazetteer.name(code, "ar"), code), gazetteer) for code in (one, other))
    assert found is near(first, second)


def test_the_table_of_cities_names_cities_within_their_areas(gazetteer: Gazetteer) -> None:
    for area, city, *_ in load_cells("bot.arabic", "places_cities.tsv", 2):
        assert gazetteer.kind(city) == "city"
        assert gazetteer.within(city, area)
