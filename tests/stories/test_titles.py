"""Titles that name towns apart tell of two events, in whatever region both lie."""

from __future__ import annotations

import pytest

from bot.model.story import Arrival
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
