"""A truce among all that is open: found again, and what a report only says beside its news."""

from __future__ import annotations

from datetime import timedelta

from bot.model.facts import Fact
from bot.model.story import Placing
from bot.stories.open_incidents import OpenIncidents
from bot.stories.place_in import place_in
from bot.stories.truces_nearby import truces_around
from tests.making import NOON, FewPlaces, article, ceasefire, event, figure, places, reading

FIGHTING = "سقطت قذائف قرب مطحنة الصباغ ومفرق الزعفرانة وجسر العاقول ومعصرة الدباغين ومنشرة الكتان"


def place(known: OpenIncidents, hours: int, text: str, *facts: Fact) -> Placing:
    """Place one more report and put back what became of it."""
    when = NOON + timedelta(hours=hours)
    came = article(f"a{hours}", text=text, published=when, outlet=f"outlet {hours}")
    placing = place_in(reading(came.id, *facts), came, known, FewPlaces(), when)
    for placed in placing.all:
        known.put(placed.after)
    if placing.story is not None:
        known.put_story(placing.story)
    return placing


def test_the_truces_of_a_country_are_looked_at_whatever_else_goes_on_there() -> None:
    known = OpenIncidents(FewPlaces())
    truce = place(known, 0, "أعلن وسطاء التوصل إلى اتفاق", ceasefire("declared", "إدلب")).main.after.id
    for hours in range(1, 40):
        place(known, hours, FIGHTING, event("shelling", "حلب"), figure(10 * hours, "killed", "حلب"))
    assert [filed.incident.id for filed in truces_around(known.spots(places("حلب")), known)] == [truce]


def test_a_report_of_fighting_does_not_say_where_the_truce_beside_it_holds() -> None:
    known = OpenIncidents(FewPlaces())
    truce = place(known, 0, "قرار", ceasefire("declared", "سوريا")).main.after
    broken = (event("clash", "خان شيخون"), ceasefire("violated", "خان شيخون", at=500))
    said = place(known, 5, FIGHTING, *broken, figure(4, "killed", "خان شيخون"))
    assert [(placed.after.id, placed.after.places) for placed in said.asides] == [(truce.id, truce.places)]


def test_fighting_that_harms_nobody_is_what_became_of_the_truce_it_breaks() -> None:
    known = OpenIncidents(FewPlaces())
    truce = place(known, 0, "قرار", ceasefire("declared", "سوريا")).main.after
    said = place(known, 5, FIGHTING, event("clash", "خان شيخون"), ceasefire("violated", "خان شيخون", at=500))
    assert (said.main.after.id, said.main.after.places, said.asides) == (truce.id, truce.places, ())
