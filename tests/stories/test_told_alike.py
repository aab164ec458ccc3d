"""One newsroom words all strikes alike: alike words make no one event of two towns, of which each report names one."""

from __future__ import annotations

import pytest

from bot.model.article import Article
from bot.model.story import Arrival
from bot.stories.judge import judge
from bot.stories.open_incidents import OpenIncidents
from tests.making import NOON, FewPlaces, article, event, figure, reading

WORDS = (
    "قتل {dead} أشخاص في غارة جوية على بلدة {town}، وفق ما أعلنت مديرية الصحة. "
    "وأضافت المديرية أن خمسة آخرين أصيبوا بجروح ونقلوا إلى المشفى."
)


def report(key: str, town: str, dead: int, outlet: str, hours: int) -> Article:
    """A report without a title: only its words could tell it from another."""
    return article(key, hours, text=WORDS.format(town=town, dead=dead), outlet=outlet)


@pytest.mark.parametrize(
    ("town", "outlet", "same"),
    [("معرة النعمان", "أولى", False), ("خان شيخون", "أولى", True), ("خان شيخون", "ثانية", True)],
    ids=["another town", "the same town again", "the same town by another outlet"],
)
def test_alike_words(town: str, outlet: str, same: bool) -> None:
    known, found = OpenIncidents(FewPlaces()), []
    for each, where in ((report("a", "خان شيخون", 3, "أولى", 0), "خان شيخون"), (report("b", town, 4, outlet, 2), town)):
        read = reading(each.id, event("airstrike", where, "إدلب"), figure(3 if each.id == "a" else 4, "killed", where))
        judged = judge(each, read, (), known, FewPlaces(), Arrival(each.published or NOON))
        (told,) = judged.incidents
        known.put(told)
        found.append(told.id)
    assert (found[0] == found[1]) == same
