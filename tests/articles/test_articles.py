"""Whole articles of our own, written as many outlets write: is each told from what is no conflict, and read?

Conflict or not must be right for every one. Of the rest the share that is read may rise and never sink: FLOORS.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.facts import Reader, load
from bot.model.facts import Ceasefire, Event, EventStatus, Figure
from bot.model.reading import Reading
from tools.labelled import Labelled, own_articles

ARTICLES = own_articles(Path(__file__).parent)
#: F1 over all articles of conflict.
FLOORS = {"figures": 0.93, "figures with part": 0.93, "figures with who": 0.78, "events": 0.85, "ceasefires": 0.93}
_FIGURE = re.compile(
    r"(?P<part>\+?)~?(?P<kind>\w+) (?P<min>\d+|\*)-(?P<max>\d+|\*) (?P<who>\w+) (?P<scope>\w+)( @ [^<]+)?( < .+)?"
)


@pytest.fixture(scope="module")
def readings() -> list[tuple[Labelled, Reading]]:
    reader: Reader = load()
    return [(each, reader.read(each.article)) for each in ARTICLES]


def stated(labelled: Labelled) -> dict[str, Counter[object]]:
    """What an article states, question by question."""
    figures = [match for text in labelled.gold.get("figures", ()) if (match := _FIGURE.fullmatch(text))]
    assert len(figures) == len(labelled.gold.get("figures", ())), f"{labelled.article.id}: not the notation of figures"
    counts = [(one["kind"], *(None if one[end] == "*" else int(one[end]) for end in ("min", "max"))) for one in figures]
    return {
        "figures": Counter(counts),
        "figures with part": Counter((*count, bool(one["part"])) for count, one in zip(counts, figures, strict=True)),
        "figures with who": Counter((*count, one["who"]) for count, one in zip(counts, figures, strict=True)),
        "events": Counter(labelled.gold.get("events", ())),
        "ceasefires": Counter({text.partition(" @ ")[0] for text in labelled.gold.get("ceasefires", ())}),
    }


def told(reading: Reading) -> dict[str, Counter[object]]:
    """What was read, question by question; nothing where the article was not taken for news of conflict."""
    facts = reading.facts if reading.conflict else ()
    figures = [fact for fact in facts if isinstance(fact, Figure)]
    reported = {str(fact.kind) for fact in facts if isinstance(fact, Event) and fact.status is EventStatus.REPORTED}
    return {
        "figures": Counter((str(one.kind), one.min, one.max) for one in figures),
        "figures with part": Counter((str(one.kind), one.min, one.max, one.part_of_total) for one in figures),
        "figures with who": Counter((str(one.kind), one.min, one.max, str(one.who)) for one in figures),
        "events": Counter(reported),
        "ceasefires": Counter({str(fact.status) for fact in facts if isinstance(fact, Ceasefire)}),
    }


@pytest.mark.parametrize("number", range(len(ARTICLES)), ids=[each.article.id for each in ARTICLES])
def test_an_article_is_news_of_conflict_or_not(readings: list[tuple[Labelled, Reading]], number: int) -> None:
    labelled, reading = readings[number]
    assert reading.conflict is labelled.gold["conflict"], labelled.article.title or labelled.article.text


@pytest.mark.parametrize("question", FLOORS)
def test_no_share_sinks_below_its_floor(readings: list[tuple[Labelled, Reading]], question: str) -> None:
    both = all_told = wanted = 0
    for labelled, reading in readings:
        if labelled.gold["conflict"] and (question != "events" or "events" in labelled.gold):
            gold, found = stated(labelled)[question], told(reading)[question]
            both += (gold & found).total()
            all_told, wanted = all_told + found.total(), wanted + gold.total()
    assert 2 * both / (all_told + wanted) >= FLOORS[question]


@pytest.mark.parametrize("number", range(len(ARTICLES)), ids=[each.article.id for each in ARTICLES])
def test_evidence_is_the_slice(readings: list[tuple[Labelled, Reading]], number: int) -> None:
    labelled, reading = readings[number]
    for evidence in (fact.evidence for fact in reading.facts):
        assert labelled.article.field(evidence.field)[evidence.start : evidence.end] == evidence.quote != ""
