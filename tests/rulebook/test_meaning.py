"""What a condition means, by the plain way and by the fast way: tests/corpus/rulebook/meaning.yaml."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import rulebook
from bot.model.article import Article
from bot.model.facts import (
    Ceasefire,
    CeasefireStatus,
    Event,
    EventKind,
    EventStatus,
    Evidence,
    Fact,
    Figure,
    FigureKind,
    Place,
    Scope,
    Who,
)
from bot.model.reading import Reading
from bot.rulebook import Rulebook
from bot.rulebook.matcher import naive
from tests.rulebook.conftest import Known

GROUPS = yaml.safe_load(
    (Path(__file__).parents[1] / "corpus" / "rulebook" / "meaning.yaml").read_text(encoding="utf-8")
)
ROWS = [(group["rule"], row) for group in GROUPS for row in group["rows"]]


def places_of(names: list[str], known: Known) -> tuple[Place, ...]:
    return tuple(Place(name, next(iter(known.gazetteer.lookup(name)), "")) for name in names)


def fact_of(row: dict[str, Any], number: int, known: Known) -> Fact:
    places = places_of(row.get("places", []), known)
    evidence = Evidence("text", number, number + 1, "x", "test")
    by, speaker = row.get("by", ""), row.get("speaker", "")
    if "ceasefire" in row:
        starts = datetime.fromisoformat(row["starts"]) if "starts" in row else None
        return Ceasefire(CeasefireStatus(row["ceasefire"]), places, by, speaker, starts, None, evidence)
    if "event" in row:
        status = EventStatus(row.get("status", "reported"))
        return Event(EventKind(row["event"]), status, places, by, speaker, evidence)
    who, scope = Who(row.get("who", "unspecified")), Scope(row.get("scope", "incident"))
    kind, low, high = FigureKind(row["figure"]), row.get("min"), row.get("max")
    return Figure(kind, low, high, False, who, scope, row.get("part", False), places, speaker, evidence)


def article_and_reading(row: dict[str, Any], known: Known) -> tuple[Article, Reading]:
    article = Article(
        "a", row.get("title", ""), row.get("text", "نص"), outlet=row.get("outlet", ""), source=row.get("source", "")
    )
    facts = tuple(fact_of(fact, number, known) for number, fact in enumerate(row["read"]))
    return article, Reading("a", row.get("conflict", True), facts, places_of(row.get("article", []), known))


@pytest.mark.parametrize(("when", "row"), ROWS, ids=[str(number) for number in range(len(ROWS))])
def test_a_condition_holds_surely_possibly_or_not(
    when: dict[str, Any], row: dict[str, Any], known: Known, written: Callable[..., Rulebook]
) -> None:
    entry = {"id": "a", "title": "x", "when": when, "fires": ["x"], "quiet": ["x"]}
    book = written(a="rules:\n  - " + json.dumps({**entry, "certainty": "possible"}, ensure_ascii=False) + "\n")
    assert book.errors == ()
    matcher = rulebook.compile(book.rules, known)
    article, reading = article_and_reading(row, known)
    matches = matcher.match(article, reading)
    assert matches == naive(book.rules, matcher.sight(article, reading))
    assert (matches[0].certainty.value if matches else "never") == row["holds"]
    if matches and "facts" in row:
        assert list(matches[0].facts) == row["facts"]
    misses = matcher.explain(article, reading, all_rules=True)
    assert len(misses) == (0 if matches else 1)
    if misses:
        assert row.get("because", "") in misses[0].because
        assert list(misses[0].facts) == row.get("near", list(misses[0].facts))
        assert misses[0].met == row.get("met", misses[0].met)
    if row["holds"] == "possible":
        sure = written(a="rules:\n  - " + json.dumps(entry, ensure_ascii=False) + "\n").rules
        strict = rulebook.compile(sure, known)
        assert strict.match(article, reading) == ()
        because = strict.explain(article, reading)[0].because
        assert because.startswith("only possible: ")
        assert row.get("because", "") in because


def test_only_news_of_conflict_fires_unless_said(known: Known, written: Callable[..., Rulebook]) -> None:
    plain = "  - {id: a, title: x, when: {event: clash}}\n"
    text = f"rules:\n{plain}  - {{id: b, title: x, when: {{event: clash}}, conflict: any}}\n"
    book = written(a=text)
    article, reading = article_and_reading({"read": [{"event": "clash"}], "conflict": False}, known)
    matcher = rulebook.compile(book.rules, known)
    assert [match.rule.id for match in matcher.match(article, reading)] == ["b"]
    assert [miss.because for miss in matcher.explain(article, reading)] == [
        "the article is not read as news of conflict"
    ]


def test_rules_over_time_say_which_step_is_met(known: Known, written: Callable[..., Rulebook]) -> None:
    text = (
        "rules:\n  - {id: a, title: x, sequence: {steps: [{ceasefire: declared}, {event: airstrike}], within: 72h}}\n"
        "  - {id: b, title: x, when: {event: airstrike}, surge: {at_least: 5, times: 3, within: 24h, same: anywhere}}\n"
    )
    book = written(a=text)
    matcher = rulebook.compile(book.rules, known)
    article, reading = article_and_reading({"read": [{"event": "airstrike"}]}, known)
    assert matcher.match(article, reading) == ()
    met = [(step.rule.id, step.index, step.facts) for step in matcher.steps(article, reading)]
    assert met == [("a", 1, (0,)), ("b", 0, (0,))]
    first = article_and_reading({"read": [{"ceasefire": "declared"}]}, known)
    assert [(step.rule.id, step.index) for step in matcher.steps(*first)] == [("a", 0)]
    assert "more than one article" in matcher.explain(article, reading)[0].because


def test_a_step_that_is_met_is_no_miss_of_the_last_one(known: Known, written: Callable[..., Rulebook]) -> None:
    steps = "sequence: {steps: [{ceasefire: declared}, {event: airstrike}], within: 72h}"
    book = written(a=f"rules:\n  - {{id: a, title: x, {steps}}}\n")
    matcher = rulebook.compile(book.rules, known)
    why = [
        matcher.explain(*article_and_reading(row, known), all_rules=True)[0].because
        for row in (
            {"read": [{"ceasefire": "declared"}]},
            {"read": [{"ceasefire": "declared"}], "conflict": False},
            {"read": [{"ceasefire": "sought"}]},
        )
    ]
    part = "it asks for more than one article; this one is a part of it"
    assert why == [part, "the article is not read as news of conflict", "status is sought, not declared"]


def test_where_an_article_comes_from_is_asked_of_every_step(known: Known, written: Callable[..., Rulebook]) -> None:
    steps = "sequence: {steps: [{ceasefire: declared}, {event: airstrike}], within: 72h}"
    book = written(a=f"defaults:\n  outlets: [سانا]\nrules:\n  - {{id: a, title: x, sources: [feed-a], {steps}}}\n")
    matcher = rulebook.compile(book.rules, known)
    for outlet, source, met in (("سانا", "feed-a", 1), ("سانا", "feed-b", 0), ("أخرى", "feed-a", 0)):
        for fact in ({"ceasefire": "declared"}, {"event": "airstrike"}):
            row = {"read": [fact], "outlet": outlet, "source": source}
            assert len(matcher.steps(*article_and_reading(row, known))) == met


def test_evidence_is_the_exact_slice(known: Known, written: Callable[..., Rulebook]) -> None:
    book = written(a="rules:\n  - {id: a, title: x, when: {words: {all: [وقف إطلاق النار, غارات, '2254']}}}\n")
    title, text = "عاجل", "بعد غاراتٍ عنيفة، دخل وَقْف  إطلاق النار حيز التنفيذ وفق القرار 2254."
    article, reading = article_and_reading({"read": [], "title": title, "text": text}, known)
    evidence = rulebook.compile(book.rules, known).match(article, reading)[0].evidence
    assert [one.quote for one in evidence] == ["غاراتٍ", "وَقْف  إطلاق النار", "2254"]
    assert all(article.field(one.field)[one.start : one.end] == one.quote for one in evidence)
