"""Two reports, what each tells, and whether both tell of one event: one row a way in which newsrooms tell it anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import pytest

from bot.model.facts import Fact
from bot.stories.open_incidents import OpenIncidents
from bot.stories.place_in import place_in
from tests.making import NOON, FewPlaces, article, ceasefire, day, event, evidence, figure, reading


class Told(NamedTuple):
    """A report: how many hours after the first it came, its title, what is read in it."""

    hours: float
    title: str
    facts: Sequence[Fact]


def are_one(*reports: Told) -> bool:
    places, known = FewPlaces(), OpenIncidents(FewPlaces())
    found = []
    for at, told in enumerate(reports):
        when = NOON + timedelta(hours=told.hours)
        came = article(f"a{at}", title=told.title, published=when, outlet=f"outlet {at}")
        placing = place_in(reading(came.id, *told.facts), came, known, places, when)
        known.put(placing.main.after)
        found.append(placing.main.after.id)
    return len(set(found)) == 1


def struck(*dead: int, on: int = 0, where: str = "خان شيخون", **more: str) -> tuple[Fact, ...]:
    counted = [figure(number, "killed", where, on=day(on), **more) for number in dead]
    return (event("airstrike", where, on=day(on)), *counted)


TOLLS = [
    ("more dead within hours", Told(3, "طائرات تقتل 20 مدنيا", struck(20)), True),
    ("many times more: another event", Told(3, "طائرات تقتل ستين مدنيا", struck(60)), False),
    ("more dead of a night, told the next morning", Told(9, "مقتل 14 في الغارة الليلية", struck(14, on=1)), True),
    ("more dead the next evening: another strike", Told(30, "غارة تقتل 14 في المدينة", struck(14, on=1)), False),
    ("a count that says so, days after", Told(40, "حصيلة الغارة على السوق ترتفع إلى 31", struck(31, on=2)), True),
    ("a new count", Told(40, "حصيلة جديدة لقتلى الغارة: 31", struck(31, on=2)), True),
    ("that of a first count is another", Told(40, "عشرات القتلى في حصيلة أولية", struck(31, on=2)), False),
    ("its number is not read", Told(20, "حصيلة الغارة على السوق تقترب من عشرين", struck(on=1)), True),
    ("said to rise, it is that of a war", Told(20, "ارتفاع حصيلة العدوان إلى 31", struck(31, on=1)), False),
    ("of an evening after the night", Told(21, "مقتل 14 في الغارة الليلية", struck(14, on=1)), False),
    ("that of a war is no strike's", Told(40, "31 قتيلا حصيلة المعارك في يومين", struck(31, on=2)), False),
    ("another town's", Told(40, "حصيلة الغارة ترتفع إلى 31", struck(31, on=2, where="معرة النعمان")), False),
]


@pytest.mark.parametrize(("then", "one"), [row[1:] for row in TOLLS], ids=[row[0] for row in TOLLS])
def test_a_toll_that_grew(then: Told, one: bool) -> None:
    assert are_one(Told(0, "غارة جوية على سوق المدينة", struck(9)), then) is one


def attack() -> Fact:
    """What is read as fighting where somebody only attacked."""
    return event("clash", "خان شيخون", evidence=evidence("هجوم"), on=day())


UNCOUNTED = [
    ("its first count", Told(4, "عشرون قتيلا ومفقودون في المدينة", struck(20)), True),
    (
        "its dead and wounded together",
        Told(1, "مئة ضحية وفق الهلال", (*struck(), figure(100, "killed_or_wounded"))),
        True,
    ),
    (
        "an attack, nobody says with what",
        Told(1, "المرصد: عشرون قتيلا في السجن قرب السوق", (attack(), figure(20, "killed", "خان شيخون"))),
        True,
    ),
    ("counted a day later", Told(26, "عشرون قتيلا ومفقودون في المدينة", struck(20, on=1)), False),
    ("another town's", Told(4, "عشرون قتيلا ومفقودون", struck(20, where="معرة النعمان")), False),
    (
        "of another kind of event",
        Told(
            4,
            "عشرون قتيلا باشتباك",
            (event("clash", "خان شيخون"), figure(20)),
        ),
        False,
    ),
]


@pytest.mark.parametrize(("then", "one"), [row[1:] for row in UNCOUNTED], ids=[row[0] for row in UNCOUNTED])
def test_a_strike_told_before_anybody_counted(then: Told, one: bool) -> None:
    assert are_one(Told(0, "غارة تصيب سجنا قرب السوق", struck()), then) is one


DENIED = event("abduction_arrest", "خان شيخون", status="denied")
OTHERWISE = [
    ("who denies it calls it otherwise", Told(20, "الجيش: لم نقصد السجن", (DENIED, figure(70))), True),
    (
        "who tells of something else",
        Told(20, "الجيش يحتجز حراس السجن", (event("abduction_arrest", "خان شيخون"),)),
        False,
    ),
    ("who claims it", Told(16, "فصيل يتبنى الضربة", struck(on=1)), True),
    ("a like event the next morning", Told(16, "ضربة تهز القلعة", struck(on=1)), False),
    ("no strike is answered by talks", Told(9, "الحركة تنفي الحوار", (event("talks", "خان شيخون"),)), False),
    ("a denial of another town", Told(20, "الجيش: لم نقصد السجن", (event("clash", "حلب", status="denied"),)), False),
    ("who counts anew", Told(20, "حصيلة السجن ترتفع", (event("siege_aid", "خان شيخون"), figure(87, on=day(1)))), True),
    ("who tells of other dead", Told(20, "دفن ثلاثة", (event("siege_aid", "خان شيخون"), figure(3, on=day(1)))), False),
]


@pytest.mark.parametrize(("then", "one"), [row[1:] for row in OTHERWISE], ids=[row[0] for row in OTHERWISE])
def test_an_event_called_otherwise(then: Told, one: bool) -> None:
    assert are_one(Told(0, "غارة تقتل سبعين في سجن", struck(70)), then) is one


SOUGHT = Told(0, "وسطاء يقترحون هدنة", (ceasefire("sought", "إدلب"),))
AGREED = (ceasefire("declared", "إدلب"),)
TRUCES = [
    ("agreed the same day", SOUGHT, Told(9, "اتفاق على هدنة في إدلب", AGREED), True),
    ("agreed days later: of other talks", SOUGHT, Told(60, "اتفاق على هدنة في إدلب", AGREED), False),
    ("sought still", SOUGHT, Told(60, "وسطاء يقترحون هدنة", SOUGHT.facts), True),
    (
        "broken, in other words",
        Told(0, "اتفاق على هدنة", AGREED),
        Told(60, "قذائف رغم التعهد", (ceasefire("violated", "إدلب"),)),
        True,
    ),
    (
        "broken elsewhere",
        Told(0, "اتفاق على هدنة", AGREED),
        Told(60, "قذائف رغم التعهد", (ceasefire("violated", "الحديدة"),)),
        False,
    ),
]


@pytest.mark.parametrize(("first", "then", "one"), [row[1:] for row in TRUCES], ids=[row[0] for row in TRUCES])
def test_a_truce_and_what_becomes_of_it(first: Told, then: Told, one: bool) -> None:
    assert are_one(first, then) is one


NAMED = [
    ("a title names it", Told(30, "بنود هدنة إدلب", (event("siege_aid", "إدلب"),)), True),
    ("behind what happened", Told(30, "فتح طريق في إدلب بعد الهدنة", (event("siege_aid", "إدلب"),)), False),
    ("that of another country", Told(30, "شروط التهدئة في الحديدة", (event("siege_aid", "الحديدة"),)), False),
]


@pytest.mark.parametrize(("then", "one"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_a_truce_of_which_nothing_is_read(then: Told, one: bool) -> None:
    assert are_one(Told(0, "اتفاق على هدنة في إدلب", AGREED), then) is one


BROKEN = ceasefire("violated", "معرة النعمان", at=200)
BREACHES = [
    ("it harms nobody", (event("shelling", "معرة النعمان"), BROKEN), True),
    ("it kills", (event("shelling", "معرة النعمان"), figure(6, "killed", "معرة النعمان"), BROKEN), False),
    ("it breaks nothing", (event("shelling", "معرة النعمان"), ceasefire("in_force", "معرة النعمان", at=200)), False),
]


@pytest.mark.parametrize(("facts", "one"), [row[1:] for row in BREACHES], ids=[row[0] for row in BREACHES])
def test_an_attack_that_breaks_a_truce(facts: Sequence[Fact], one: bool) -> None:
    assert are_one(Told(0, "اتفاق على هدنة في إدلب", AGREED), Told(20, "قذائف على أطراف المدينة", facts)) is one


CAPTURES = [
    ("the city of the quarter", Told(4, "القوات تدخل المدينة", (event("advance", "الحديدة"),)), True),
    ("denied", Told(9, "مصدر عسكري ينفي", (event("advance", "الحديدة", status="denied"),)), True),
    ("conceded the next day", Told(14, "الجيش يقر بالانسحاب", (event("advance", "الحديدة", on=day(1)),)), True),
    ("another city", Told(4, "جنود ينتشرون في إدلب", (event("advance", "إدلب"),)), False),
    ("the next day's news of it", Told(14, "الجيش يعيد انتشاره", (event("advance", "الحديدة", on=day(1)),)), False),
]


@pytest.mark.parametrize(("then", "one"), [row[1:] for row in CAPTURES], ids=[row[0] for row in CAPTURES])
def test_a_city_taken(then: Told, one: bool) -> None:
    assert are_one(Told(0, "القوات تدخل حي المطار", (event("advance", "الحديدة", on=day()),)), then) is one
