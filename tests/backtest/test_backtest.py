"""Rules on the past: order of time, lines of the contract, counts, differences, many processes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

import pytest

from bot import backtest
from bot.backtest import Count, Line
from bot.model.article import Article
from bot.model.reading import Reading
from bot.rulebook import Match, Rule, Step
from tests.making import NOON, FewPlaces, article, ceasefire, event, figure, match, reading, rule


@dataclass(frozen=True)
class Reads:
    """The text is the number of dead in خان شيخون."""

    def read(self, one: Article) -> Reading:
        return reading(one.id, event("airstrike", "خان شيخون"), figure(int(one.text), "killed", "خان شيخون"))


@dataclass(frozen=True)
class Matches:
    """A rule fires from its least number of dead on."""

    rules: tuple[tuple[Rule, int], ...] = ((rule("any"), 0),)

    def match(self, one: Article, read: Reading) -> tuple[Match, ...]:
        number = int(one.text) if one.text.isdigit() else 0
        return tuple(match(asked, read, 1) for asked, least in self.rules if number >= least)

    def steps(self, one: Article, read: Reading) -> tuple[Step, ...]:
        return ()


def dead(key: str, number: int, hours: float = 0, outlet: str = "أ") -> Article:
    return article(key, hours=hours, title=f"خبر {key}", text=str(number), outlet=outlet)


TRIO = [dead("late", 30, 4), dead("first", 10, 0), dead("same", 10, 2, "ب")]


def run(articles: list[Article], matches: Matches | None = None, every: bool = False, jobs: int = 1) -> list[Line]:
    return list(backtest.run(articles, Reads(), matches or Matches(), FewPlaces(), all=every, jobs=jobs))


def test_articles_are_taken_in_order_of_time() -> None:
    assert [(line.article, line.verdict) for line in run(TRIO, every=True)] == [
        ("first", "new"),
        ("same", "held"),
        ("late", "update"),
    ]
    assert [line.article for line in run(TRIO)] == ["first", "late"]


def test_one_incident_whatever_the_order_of_input() -> None:
    lines = run(TRIO, every=True)
    assert len({line.incident for line in lines}) == len({line.story for line in lines}) == 1
    assert lines == run(list(reversed(TRIO)), every=True)


def test_ids_do_not_depend_on_the_rules() -> None:
    ours = run(TRIO, Matches(((rule("x"), 0),)))
    theirs = run(TRIO, Matches(((rule("y"), 0), (rule("z"), 20))))
    assert {(line.article, line.incident, line.story) for line in ours} == {
        (line.article, line.incident, line.story) for line in theirs
    }


def test_articles_of_unknown_time_keep_their_place_in_the_input() -> None:
    unknown = replace(dead("unknown", 5), published=None)
    given = [dead("b", 1, 5), unknown, dead("a", 1, 1)]
    assert [one.id for one in backtest.in_time(given)] == ["a", "unknown", "b"]
    assert [line.at for line in run([unknown])] == [None]


def test_a_line_is_what_the_contract_says() -> None:
    line = run([dead("first", 10)])[0]
    said = json.loads(json.dumps(line.as_json(), ensure_ascii=False))
    assert said == {
        "at": "2026-03-14T12:00:00+00:00",
        "rule": "any",
        "verdict": "new",
        "reason": "first report",
        "incident": line.incident,
        "story": line.story,
        "article": "first",
        "title": "خبر first",
    }


def test_times_of_other_zones_are_given_in_utc() -> None:
    elsewhere = replace(dead("first", 10), published=NOON.astimezone(tz=None))
    assert run([elsewhere])[0].at == NOON.astimezone(UTC)


def test_counts_by_day_and_rule() -> None:
    tomorrow = replace(dead("tomorrow", 3), published=NOON + timedelta(days=2))
    day = NOON.date()
    assert backtest.count(run([*TRIO, tomorrow], every=True)) == (
        Count(day, "any", 1, 1, 1, 1),
        Count(day + timedelta(days=2), "any", 1, 0, 0),
    )


def test_the_difference_that_an_edit_makes() -> None:
    before, after = Matches(((rule("any"), 20),)), Matches(((rule("any"), 5), (rule("many"), 25)))
    found = backtest.compare(run(TRIO, before), run(TRIO, after))
    assert [(line.rule, line.article) for line in found.gained] == [("any", "first"), ("many", "late")]
    assert [(line.rule, line.article) for line in found.lost] == []
    assert [line.title for line in backtest.compare(run(TRIO, after), run(TRIO, before)).lost] == [
        "خبر first",
        "خبر late",
    ]


def test_a_second_alert_of_one_article_is_gained_too() -> None:
    line = backtest.Line(NOON, "any", "new", "first report", "i-1", "s-1", "first", "خبر")
    second = replace(line, incident="i-2")
    found = backtest.compare([line], [line, second, replace(second, verdict="held")])
    assert (found.gained, found.lost) == ((second,), ())


STARTS = NOON + timedelta(hours=18)


@dataclass(frozen=True)
class Truces:
    """The text is what is said of a truce in إدلب that is to begin at STARTS; nothing said = a strike elsewhere."""

    def read(self, one: Article) -> Reading:
        if one.text == "strike":
            return reading(one.id, event("airstrike", "حلب"), event("airstrike", "حلب"))
        return reading(one.id, event("talks", "إدلب", at=900), ceasefire(one.text, "إدلب", starts=STARTS))


def truce(*said: tuple[float, str], every: bool = True, edits: bool = False) -> list[tuple[str, str, float, bool]]:
    given = [article(f"{at}", hours=at, title=f"خبر {at}", text=text, outlet="أ") for at, text in said]
    lines = backtest.run(given, Truces(), Matches(), FewPlaces(), all=every, edits=edits)
    hours = [(line, ((line.at or NOON) - NOON).total_seconds() / 3600) for line in lines]
    return [(line.article, line.verdict, at, line.edit) for line, at in hours]


DECLARED, BEGUN = ("0", "new", 0.0, False), ("0", "held", 18.0, True)


def test_a_truce_takes_effect_at_its_stated_moment_between_two_articles() -> None:
    assert truce((0, "declared"), (30, "strike")) == [DECLARED, BEGUN, ("30", "new", 30.0, False)]


def test_time_goes_on_after_the_last_article() -> None:
    assert truce((0, "declared"), (12, "strike")) == [DECLARED, ("12", "new", 12.0, False), BEGUN]


def test_a_truce_called_off_before_its_moment_never_takes_effect() -> None:
    assert [line[:2] for line in truce((0, "declared"), (6, "ended"))] == [("0", "new"), ("6", "update")]


def test_what_breaks_a_truce_that_took_effect_breaks_what_was_in_force() -> None:
    lines = truce((0, "declared"), (20, "violated"))
    assert [line[1] for line in lines] == ["new", "held", "update"]


def test_quiet_edits_of_the_clock_can_be_had_without_all_that_is_held() -> None:
    assert truce((0, "declared"), every=False) == [DECLARED]
    assert truce((0, "declared"), every=False, edits=True) == [DECLARED, BEGUN]


def test_quiet_edits_are_marked_and_counted_among_what_is_held() -> None:
    lines = run(TRIO, every=True)
    assert [(line.verdict, line.edit) for line in lines] == [("new", False), ("held", True), ("update", False)]
    assert [line.as_json().get("edit") for line in lines] == [None, True, None]
    assert [(one.held, one.edits) for one in backtest.count(lines)] == [(1, 1)]


def test_many_processes_say_what_one_says() -> None:
    archive = [dead(str(at), at % 40, at * 0.7 % 90) for at in range(200)]
    assert run(archive, every=True, jobs=3) == run(archive, every=True)


class Deadly(Reads):
    """Reading one article ends the process, as the kernel does where memory is short."""

    def read(self, one: Article) -> Reading:
        if one.id == "150":
            os._exit(9)
        return super().read(one)


def test_a_reading_process_that_is_killed_is_told_of() -> None:
    archive = [dead(str(at), 1, at) for at in range(200)]
    with pytest.raises(backtest.ReaderLost, match="memory"):
        list(backtest.run(archive, Deadly(), Matches(), FewPlaces(), jobs=2))
