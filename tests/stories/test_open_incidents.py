"""The index of open incidents: what is found again, what ages out, what a restart and a revision change, the cost."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.article import Article
from bot.model.facts import Fact, Place
from bot.model.reading import Reading
from bot.model.story import Placing
from bot.stories import OpenIncidents, place_in
from tests.making import NOON, PLACES, FewPlaces, article, ceasefire, event, figure, reading

STRIKE = (event("airstrike", "خان شيخون"), figure(12, "killed", "خان شيخون"))


def report(key: str, hours: float, *facts: Fact, text: str = "") -> tuple[Article, Reading]:
    found = article(key, hours=hours, text=text, outlet="أ")
    return found, reading(key, *facts)


def put(known: OpenIncidents, one: tuple[Article, Reading]) -> Placing:
    came, read = one
    placing = place_in(read, came, known, FewPlaces(), came.published or NOON)
    for placed in placing.all:
        known.put(placed.after)
    if placing.story is not None:
        known.put_story(placing.story)
    return placing


def test_place_in_changes_nothing_by_itself() -> None:
    known = OpenIncidents(FewPlaces())
    came, read = report("a", 0, *STRIKE)
    place_in(read, came, known, FewPlaces(), NOON)
    assert len(known) == 0


def test_the_same_events_in_any_process_have_the_same_names() -> None:
    names = {put(OpenIncidents(FewPlaces()), report("a", 0, *STRIKE)).main.after.id for _ in range(3)}
    assert len(names) == 1


def test_a_new_revision_of_an_article_stays_in_its_incident() -> None:
    known = OpenIncidents(FewPlaces())
    first = put(known, report("a", 0, *STRIKE)).main.after
    again = put(known, report("a", 1, *STRIKE, event("shelling", "حلب"))).main.after
    assert (again.id, len(again.reports)) == (first.id, 1)


def test_what_the_store_kept_is_found_again() -> None:
    known = OpenIncidents(FewPlaces())
    first = put(known, report("a", 0, *STRIKE))
    assert first.story is not None
    restarted = OpenIncidents(FewPlaces(), list(known), [first.story])
    assert put(restarted, report("b", 2, *STRIKE)).main.after.id == first.main.after.id


def test_a_report_says_why_it_belongs_where_it_is_placed() -> None:
    known = OpenIncidents(FewPlaces())
    put(known, report("a", 0, *STRIKE))
    placed = put(known, report("b", 2, event("airstrike", "إدلب"), figure(12, "killed", "إدلب"))).main
    assert placed.because == "same incident: airstrike, إدلب ⊆⊇ خان شيخون, 12 killed"


def test_an_article_on_a_strike_tells_of_a_ceasefire_too() -> None:
    known = OpenIncidents(FewPlaces())
    truce = put(known, report("a", 0, ceasefire("declared", "غزة"))).main.after
    placing = put(known, report("b", 5, *STRIKE, ceasefire("violated", "غزة", at=100)))
    assert placing.main.after.kind == "airstrike"
    assert [placed.after.id for placed in placing.asides] == [truce.id]
    assert placing.of((2,)).after.id == truce.id
    assert placing.of((0, 1)).after.id == placing.main.after.id


def test_what_is_over_ages_out() -> None:
    known = OpenIncidents(FewPlaces())
    put(known, report("a", 0, *STRIKE))
    put(known, report("b", 24 * 5, event("protest", "غزة")))
    assert known.age_out(NOON + timedelta(days=7)) == 1
    assert [incident.kind for incident in known] == ["protest"]
    assert known.age_out(NOON + timedelta(days=30)) == 1
    assert len(known) == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(["airstrike", "clash", "protest"])), max_size=12
    )
)
def test_every_article_has_one_incident_and_every_incident_one_story(events: list[tuple[str, str]]) -> None:
    known = OpenIncidents(FewPlaces())
    stories: dict[str, str] = {}
    for at, (place, kind) in enumerate(events):
        placing = put(known, report(f"a{at}", at, event(kind, place), text=f"{place} {kind}"))
        incident = placing.main.after
        assert stories.setdefault(incident.id, incident.story) == incident.story
        assert placing.story is not None
        assert incident.id in placing.story.incidents
    assert sum(len(incident.reports) for incident in known) == len(events)


def test_ten_thousand_open_incidents_cost_little_more_than_a_hundred() -> None:
    chance = random.Random(1)
    words = [f"كلمة{'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'[n % 28]}{n}" for n in range(4000)]
    incident = put(OpenIncidents(FewPlaces()), report("a", 0, *STRIKE, text="نص")).main.after

    def crowd(size: int) -> OpenIncidents:
        many = (
            replace(
                incident,
                id=f"i-{n}",
                places=(Place(f"مكان {n % 700}", ""),) if n % 3 else incident.places,
                words=(" ".join(chance.sample(words, 40)),),
            )
            for n in range(size)
        )
        return OpenIncidents(FewPlaces(), many)

    def cost(known: OpenIncidents) -> float:
        asked = [report(f"q{n}", 1, *STRIKE, text=" ".join(chance.sample(words, 80))) for n in range(60)]
        start = time.process_time()
        for came, read in asked:
            place_in(read, came, known, FewPlaces(), NOON)
        return time.process_time() - start

    few, many = crowd(100), crowd(10_000)
    cost(few)
    assert min(cost(many) for _ in range(3)) < 6 * min(cost(few) for _ in range(3)) + 0.02
