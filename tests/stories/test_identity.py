"""What speaks for one event and what against it, as the reason says it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.facts import Fact
from bot.stories.essence import essence
from bot.stories.open_incidents import OpenIncidents
from bot.stories.place_in import place_in
from tests.making import NOON, FewPlaces, article, event, figure, reading

STRIKE = event("airstrike", "خان شيخون")
#: One of the dead is named in the lead, all of them are counted further down.
TOLD = (STRIKE, figure(1, "killed", "خان شيخون"), figure(82, "killed", "خان شيخون", speaker="المستشفى", at=600))


def because(*facts: Fact) -> str:
    """Why a second report goes where it goes, six hours after the first one."""
    places, known = FewPlaces(), OpenIncidents(FewPlaces())
    for at, told in enumerate((TOLD, facts)):
        when = NOON + timedelta(hours=6 * at)
        came = article(f"a{at}", published=when, outlet=f"outlet {at}")
        placing = place_in(reading(came.id, *told), came, known, places, when)
        known.put(placing.main.after)
    return placing.main.because


@pytest.mark.parametrize(
    ("count", "against"),
    [
        (figure(20, "killed", "خان شيخون", high=99, approx=True), False),  # dozens: near to eighty
        (figure(70, "killed", "خان شيخون"), False),
        (figure(100, "killed", "خان شيخون", high=None), False),
        (figure(400, "killed", "خان شيخون"), True),
        (figure(9, "killed", "خان شيخون"), True),  # neither the one nor the eighty
    ],
    ids=["dozens", "seventy", "more than a hundred", "four hundred", "nine"],
)
def test_a_number_speaks_against_only_when_it_is_far_from_all_that_were_given(count: Fact, against: bool) -> None:
    assert ("≠" in because(STRIKE, count)) is against


SAID = "أصدر الوسطاء الثلاثة بيانا دعوا فيه الطرفين إلى جولة عاجلة في الدوحة أو القاهرة لسد الثغرات الباقية"


@pytest.mark.parametrize(("hours", "joins"), [(6, True), (23, False)], ids=["within hours", "a day later"])
def test_the_same_words_within_hours_tell_of_one_event_whatever_it_is_read_as(hours: int, joins: bool) -> None:
    places, known = FewPlaces(), OpenIncidents(FewPlaces())
    found = []
    for at, told in ((0, event("talks", "غزة")), (hours, event("protest", "غزة"))):
        when = NOON + timedelta(hours=at)
        came = article(f"a{at}", text=SAID, published=when, outlet=f"outlet {at}")
        placing = place_in(reading(came.id, told), came, known, places, when)
        known.put(placing.main.after)
        found.append(placing.main.after.id)
    assert joins is (found[0] == found[1])


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("الجامعة العربية تندد بالهجوم على إدلب", True),
        ("وزير الخارجية يدعو إلى التهدئة", True),
        ("غارات عنيفة على أطراف إدلب بعد أن حذرت منها لجان محلية", False),  # late: somebody else's words
        ("غارات عنيفة على أطراف إدلب", False),
    ],
)
def test_a_statement_needs_no_colon(title: str, speaks: bool) -> None:
    came = article("a", title=title)
    assert speaks is essence(came, reading("a", STRIKE), FewPlaces()).speaks
