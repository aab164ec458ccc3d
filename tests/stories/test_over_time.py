"""Rules over time: a ceasefire declared and then an airstrike; more strikes than usual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.model.facts import Fact
from bot.model.story import Arrival, Incident, Judgement, Story, VerdictKind
from bot.rulebook.conditions import AllOf
from bot.rulebook.rule import Certainty, Rule, Sequence, Step, Surge
from bot.stories import OpenIncidents, judge
from bot.stories.over_time import usual_in
from tests.making import NOON, FewPlaces, article, ceasefire, event, figure, reading, rule

BROKEN = replace(rule("truce-then-strike"), sequence=Sequence((AllOf(()), AllOf(())), timedelta(hours=72)))
BURST = replace(rule("strikes-surge"), surge=Surge(3, 2.0, timedelta(hours=24)))


@dataclass
class Desk:
    """Articles one after the other, with what they know of one another."""

    asked: Rule
    incidents: OpenIncidents
    came: int = 0

    def hear(self, hours: float, index: int, *facts: Fact) -> Judgement:
        self.came += 1
        found = article(f"a{self.came}", hours=hours, outlet="أ")
        read = reading(found.id, *facts)
        step = Step(self.asked, index, Certainty.SURE, (0,), (facts[0].evidence,))
        judged = judge(found, read, (), self.incidents, FewPlaces(), Arrival(found.published or NOON), None, [step])
        for incident in judged.incidents:
            self.incidents.put(incident)
        if judged.story is not None:
            self.incidents.put_story(judged.story)
        return judged

    def restart(self) -> None:
        """Everything in memory is gone; the store has kept the incidents and stories."""
        kept: list[Incident] = list(self.incidents)
        stories: list[Story] = [one for one in (self.incidents.story(key.story) for key in kept) if one]
        self.incidents = OpenIncidents(FewPlaces(), kept, stories)


def desk(asked: Rule) -> Desk:
    return Desk(asked, OpenIncidents(FewPlaces()))


def verdicts(judged: Judgement) -> list[str]:
    return [one.verdict.word for one in judged.judged]


def test_a_sequence_is_told_at_its_last_step() -> None:
    news = desk(BROKEN)
    assert verdicts(news.hear(0, 0, ceasefire("declared", "إدلب"))) == ["held"]
    last = news.hear(20, 1, event("airstrike", "خان شيخون"))
    assert verdicts(last) == ["new"]
    assert [one.id for alert in last.alerts for one in alert.rules] == ["truce-then-strike"]


def test_a_sequence_survives_a_restart() -> None:
    news = desk(BROKEN)
    news.hear(0, 0, ceasefire("declared", "إدلب"))
    news.restart()
    assert verdicts(news.hear(20, 1, event("airstrike", "خان شيخون"))) == ["new"]


@pytest.mark.parametrize(
    ("hours", "place"), [(80, "خان شيخون"), (20, "حلب"), (20, "غزة")], ids=["too late", "next door", "elsewhere"]
)
def test_no_sequence(hours: float, place: str) -> None:
    news = desk(BROKEN)
    news.hear(0, 0, ceasefire("declared", "إدلب"))
    assert verdicts(news.hear(hours, 1, event("airstrike", place))) == ["held"]


def test_the_steps_must_come_in_their_order() -> None:
    news = desk(BROKEN)
    assert verdicts(news.hear(0, 1, event("airstrike", "خان شيخون"))) == ["held"]
    assert verdicts(news.hear(5, 0, ceasefire("declared", "إدلب"))) == ["held"]


def test_a_sequence_is_told_once() -> None:
    news = desk(BROKEN)
    news.hear(0, 0, ceasefire("declared", "إدلب"))
    news.hear(20, 1, event("airstrike", "خان شيخون"))
    assert verdicts(news.hear(30, 1, event("airstrike", "معرة النعمان"))) == ["held"]


def test_more_reports_of_the_strike_that_completed_a_sequence_are_no_news() -> None:
    news = desk(BROKEN)
    waits = news.hear(0, 0, ceasefire("declared", "إدلب"))
    assert [one.verdict.kind for one in waits.judged] == [VerdictKind.HOLD_NOT_YET]
    assert verdicts(news.hear(20, 1, event("airstrike", "خان شيخون"))) == ["new"]
    again = news.hear(21, 1, event("airstrike", "خان شيخون"))
    assert [one.verdict.kind for one in again.judged] == [VerdictKind.HOLD_NOTHING_NEW]
    deadly = news.hear(22, 1, event("airstrike", "خان شيخون"), figure(12, "killed", "خان شيخون"))
    assert verdicts(deadly) == ["update"]


def test_a_sequence_anywhere_does_not_ask_for_the_place() -> None:
    anywhere = replace(BROKEN, sequence=Sequence((AllOf(()), AllOf(())), timedelta(hours=72), same_place=False))
    news = desk(anywhere)
    news.hear(0, 0, ceasefire("declared", "غزة"))
    assert verdicts(news.hear(5, 1, event("airstrike", "حلب"))) == ["new"]


def test_a_surge_is_told_when_enough_incidents_came_together() -> None:
    news = desk(BURST)
    told = [verdicts(news.hear(hours, 0, event("airstrike", "إدلب", on=None))) for hours in (0, 0.5, 1)]
    assert told == [["held"], ["held"], ["held"]]  # three reports of one strike
    places = ("خان شيخون", "معرة النعمان")
    news = desk(BURST)
    news.hear(0, 0, event("shelling", "إدلب"))
    found = [verdicts(news.hear(6 + at, 0, event("airstrike", place))) for at, place in enumerate(places)]
    assert found == [["held"], ["held"]]  # two villages are not one place; only the governorate holds both
    assert verdicts(news.hear(12, 0, event("protest", "إدلب"))) == ["new"]


def test_a_surge_is_told_once_in_its_window() -> None:
    wide = replace(BURST, surge=Surge(2, 1.0, timedelta(hours=24), same_place=False))
    news = desk(wide)
    news.hear(0, 0, event("airstrike", "إدلب"))
    assert verdicts(news.hear(1, 0, event("airstrike", "غزة"))) == ["new"]
    assert verdicts(news.hear(2, 0, event("airstrike", "حلب"))) == ["held"]


def test_what_is_usual() -> None:
    day = timedelta(hours=24)
    assert usual_in(day, 0, None, NOON) == 0.0
    assert usual_in(day, 4, NOON - timedelta(hours=100), NOON) == pytest.approx(4 / (100 / 24))


def test_many_are_no_surge_where_many_are_usual() -> None:
    often = replace(BURST, surge=Surge(2, 3.0, timedelta(hours=24), same_place=False))
    news = desk(often)
    for hours, place in enumerate(("إدلب", "غزة", "حلب", "الحديدة") * 5):
        news.hear(hours * 10, 0, event("airstrike", place))
    assert verdicts(news.hear(202, 0, event("shelling", "غزة"))) == ["held"]
