"""Titles that name towns apart tell of two events, in whatever region both lie."""

from __future__ import annotations

import pytest

from bot.arabic.letters import fold
from bot.arabic.openings import stem_of
from bot.model.story import Arrival
from bot.stories.centres import name_words, stand_in
from bot.stories.essence import essence
from bot.stories.judge import judge
from bot.stories.open_incidents import OpenIncidents
from bot.stories.titles import titles_apart, towns_named
from tests.making import NOON, FewPlaces, article, event, reading

TOLD = "غارة على خان شيخون"
ROWS = [
    ("another town", "غارة على معرة النعمان", ("معرة النعمان", "إدلب"), True),
    ("the same town", "خان شيخون تحت الغارات", ("خان شيخون", "إدلب"), False),
    ("both towns", "غارات على معرة النعمان وخان شيخون", ("معرة النعمان", "خان شيخون"), False),
    ("the governorate around it", "غارة على إدلب", ("إدلب",), False),
    ("no place", "غارة جديدة", ("معرة النعمان", "إدلب"), False),
]


@pytest.mark.parametrize(("title", "where", "apart"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_titles(title: str, where: tuple[str, ...], apart: bool) -> None:
    known = OpenIncidents(FewPlaces())
    first = article("a", title=TOLD)
    read = reading("a", event("airstrike", "خان شيخون", "إدلب"))
    judged = judge(first, read, (), known, FewPlaces(), Arrival(first.published or NOON))
    (told,) = judged.incidents
    ours = essence(article("b", title=title), reading("b", event("airstrike", *where)), FewPlaces())
    known.put(told)
    towns = towns_named(ours.places, known.spots(ours.places), ours.headline.words)
    assert apart == titles_apart(towns, known.filed(told.id).towns)


@pytest.mark.parametrize(
    ("name", "title", "stands"),
    [
        ("بغداد", "انفجار في بغداد", True),
        ("بيروت", "غارة على بيروت", True),
        ("بورتسودان", "مسيرات تقصف بورتسودان", True),
        ("بنغازي", "معارك في طرابلس", False),
        ("الغوطة الشرقية", "قصف على الغوطة", True),
        ("شرق دير الزور", "غارة على دير الزور", True),
        ("دير الزور", "غارة على دير البلح", False),
    ],
)
def test_names_stand_in_titles_by_their_stems(name: str, title: str, stands: bool) -> None:
    assert stand_in(name_words(name), {stem for word in fold(title).text.split() if (stem := stem_of(word))}) is stands
