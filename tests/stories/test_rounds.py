"""A round of fighting between two states is one course of events, wherever in either of them a strike falls."""

from __future__ import annotations

import pytest

from bot.model.story import Arrival
from bot.stories import OpenIncidents, judge
from bot.stories.rounds import round_of
from tests.making import NOON, FewPlaces, article, day, event, places, reading

ONE = "قصفت القوات الهندية مواقع في باكستان فجر اليوم"


class TwoStates(FewPlaces):
    """Two towns, each in another state."""

    def country(self, code: str) -> str:
        return {"C4001": "IN", "C4002": "PK", "SY": "SY"}.get(code, "")

    def above(self, code: str) -> frozenset[str]:
        return frozenset({self.country(code)}) - {""}


@pytest.mark.parametrize(
    ("title", "text", "where", "found"),
    [
        ("قصف متبادل", ONE, ["معرة النعمان"], "IN PK"),
        ("الهند وباكستان تتبادلان القصف", "", [], "IN PK"),
        ("باكستان: إسقاط مقاتلة هندية", "", ["خان شيخون"], "IN PK"),
        ("باكستان تدعو إلى التهدئة", "جاءت الدعوة في ختام اجتماع طارئ.", [], ""),
        ("غارة على بلدة", "أدانت الهند وباكستان الغارة في بيان مشترك.", ["سوريا"], ""),
    ],
)
def test_both_states_are_named_and_it_happens_in_them(title: str, text: str, where: list[str], found: str) -> None:
    assert round_of(title, text, places(*where), TwoStates()) == found


@pytest.mark.parametrize(
    ("title", "together"), [("قذائف باكستانية تطال ثكنة هندية", True), ("انفجار في القاعدة", False)]
)
def test_strikes_far_apart_are_parts_of_one_round(title: str, together: bool) -> None:
    known, found = OpenIncidents(TwoStates()), []
    for key, hours, where, said in (
        ("a", 0, "معرة النعمان", "غارات هندية على مدينة باكستانية"),
        ("b", 26, "خان شيخون", title),
    ):
        came = article(key, hours, title=said, outlet=key)
        judged = judge(
            came,
            reading(key, event("shelling", where, on=day(hours // 24))),
            (),
            known,
            TwoStates(),
            Arrival(came.published or NOON),
        )
        for incident in judged.incidents:
            known.put(incident)
        if judged.story is not None:
            known.put_story(judged.story)
        found.append(judged.incidents[0])
    assert found[0].id != found[1].id
    assert (found[0].story == found[1].story) is together
