"""What speaks for one event and what against it, as the reason says it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.facts import Fact
from bot.model.incident import SavedFact
from bot.stories.alike import Words
from bot.stories.counts import counted, tolls
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


FRONT = "تتواصل المعارك حول القلعة بين فصائل الساحل وكتيبة النهر وسط حصار السوق"
WELL = "مسلحون يفجرون بئر الشيخ مرعي ويختطفون مهندسين كانا يصلحان مضختها عند الفجر قرب مطحنة القرية"


def weighed(text: str, *told: str) -> list[float]:
    """What the words of a report weigh against those of incidents, all of which may be meant."""
    places, known = FewPlaces(), OpenIncidents(FewPlaces())
    for at, one in enumerate(told):
        came = article(f"a{at}", text=one)
        known.put(place_in(reading(came.id, STRIKE), came, OpenIncidents(places), places, NOON).main.after)
    ours = essence(article("b", text=text), reading("b", STRIKE), places)
    words = Words(ours, [known.filed(one.id) for one in known])
    return [words.weighed(at, of_now=False)[0] for at in range(len(told))]


def test_words_that_every_report_of_a_front_has_tell_little_of_each_of_its_events() -> None:
    others = ("غرق زورق صيادين", "احترقت صومعة", "انهار سد ترابي", "انقطع خط الهاتف")
    told = [f"{FRONT} {other} {other[::-1]}" for other in others]
    said = f"{FRONT} {WELL}"
    assert weighed(said, *told)[0] < weighed(said, told[0])[0] - 1


def test_words_that_one_of_them_has_alone_tell_of_that_one() -> None:
    its, others = weighed(WELL, f"{FRONT} {WELL}", FRONT)
    assert others < 0 < its


def test_the_higher_a_number_the_more_it_tells() -> None:
    scores = []
    for count in (12, 460):
        toll = tolls([SavedFact(figure(count, "killed", "إدلب"), "a", "outlet", NOON)])
        scores.append(counted(toll, toll, fled=False, rises=False).score)
    assert 0 < scores[0] < scores[1]
