"""The fast way fires what the plain meaning fires: on any rules and readings, and on the rule sets of the benchmark."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import rulebook
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold
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
from bot.rulebook import Certainty, Rule, Rulebook, Severity
from bot.rulebook.conditions import (
    AllOf,
    AnyOf,
    ArticlePlace,
    Between,
    Condition,
    FactCondition,
    From,
    Keyword,
    Named,
    NoneOf,
    OneOf,
    PlaceTest,
    Region,
    WordsCondition,
)
from bot.rulebook.forms import KeywordForms, explained
from bot.rulebook.matcher import naive
from tests.rulebook.conftest import Known

SHARED = Path(__file__).parents[3] / "shared"
WORDS = ["قصف", "غارة", "وقف إطلاق النار", "هدنة", "نازح", "زقزوق", "وقف", "إطلاق", "مدينة إدلب الآن"]
NAMES = ["إدلب", "سراقب", "حلب", "سوريا", "شمال غرب سوريا", "قرية لا تعرف"]
CODES = {"إدلب": ("SY07",), "سراقب": ("C3916",), "حلب": ("SY02",), "سوريا": ("SY",), "شمال غرب سوريا": ("SY-NW",)}

keywords = st.tuples(st.sampled_from(WORDS), st.booleans()).map(lambda drawn: Keyword(*drawn))
regions = st.sampled_from(
    [Region(name, CODES.get(name, ()), name.replace("إ", "ا").replace("ة", "ه")) for name in NAMES]
)
place_tests = st.builds(PlaceTest, st.lists(regions, max_size=2).map(tuple), st.lists(regions, max_size=1).map(tuple))
words = st.builds(WordsCondition, *[st.lists(keywords, max_size=2, unique=True).map(tuple)] * 3)
fact_tests = st.one_of(
    st.builds(OneOf, st.just("status"), st.sampled_from([("declared",), ("reported", "denied")]), st.booleans()),
    st.builds(
        OneOf, st.just("kind"), st.sampled_from([("killed",), ("airstrike", "clash"), ("wounded",)]), st.booleans()
    ),
    st.builds(Between, st.one_of(st.none(), st.integers(1, 60)), st.one_of(st.none(), st.integers(1, 60))),
    st.builds(Named, st.just("by"), st.sampled_from([("روسيا",), ("الجيش",)]), st.booleans()),
)
fact_conditions = st.builds(
    FactCondition,
    st.sampled_from(["", "ceasefire", "figure", "event"]),
    st.lists(fact_tests, max_size=2).map(tuple),
    st.one_of(st.none(), place_tests),
)
simple = st.one_of(
    words,
    fact_conditions,
    st.builds(ArticlePlace, place_tests),
    st.builds(From, st.just("source"), st.just(("inbox",)), st.booleans()),
)
conditions = st.recursive(
    simple,
    lambda inner: st.one_of(
        *[st.builds(kind, st.lists(inner, min_size=1, max_size=3).map(tuple)) for kind in (AllOf, AnyOf, NoneOf)]
    ),
    max_leaves=6,
)
places = st.lists(
    st.sampled_from([Place(name, next(iter(CODES.get(name, ())), "")) for name in NAMES]), max_size=2
).map(tuple)
GAZETTEER = Gazetteer.load()
FORMS: dict[str, tuple[KeywordForms, ...]] = {}
PATTERNS: dict[Keyword, re.Pattern[str]] = {}
EVIDENCE = Evidence("text", 0, 1, "ق", "test")
numbers = st.one_of(st.none(), st.integers(0, 70))
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        Ceasefire,
        st.sampled_from(CeasefireStatus),
        places,
        st.sampled_from(["", "روسيا"]),
        st.just(""),
        st.none(),
        st.none(),
        st.just(EVIDENCE),
    ),
    st.builds(
        Event,
        st.sampled_from(EventKind),
        st.sampled_from(EventStatus),
        places,
        st.sampled_from(["", "الجيش الروسي"]),
        st.just(""),
        st.just(EVIDENCE),
    ),
    st.builds(
        Figure,
        st.sampled_from(FigureKind),
        numbers,
        numbers,
        st.booleans(),
        st.sampled_from(Who),
        st.sampled_from(Scope),
        st.booleans(),
        places,
        st.just(""),
        st.just(EVIDENCE),
    ),
)
texts = st.lists(
    st.sampled_from(
        [
            "والقصف",
            "غارات",
            "وقف",
            "لوقف",
            "إطلاق",
            "النار",
            "هدنة",
            "مدينة",
            "إدلب",
            "الآن",
            "زقزوقها",
            "في",
            ".",
            "\n",
            "  ",
        ]
    ),
    max_size=12,
).map(" ".join)


@pytest.fixture(scope="module")
def base(known: Known) -> rulebook.Matcher:
    """A matcher to lend what it knows of words, as in the service."""
    return rulebook.compile([], known)


def rules_of(asked: list[Condition], sure: list[bool], conflict: list[bool]) -> list[Rule]:
    return [
        Rule(
            f"r{number}",
            (),
            Severity.LOW,
            one,
            Certainty.SURE if sure[number] else Certainty.POSSIBLE,
            conflict[number],
        )
        for number, one in enumerate(asked)
    ]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    asked=st.lists(conditions, min_size=1, max_size=5),
    sure=st.lists(st.booleans(), min_size=5, max_size=5),
    conflict=st.lists(st.booleans(), min_size=5, max_size=5),
    read=st.lists(facts, max_size=4).map(tuple),
    there=places,
    title=texts,
    text=texts,
    news=st.booleans(),
)
def test_fast_and_plain_agree(
    known: Known,
    base: rulebook.Matcher,
    asked: list[Condition],
    sure: list[bool],
    conflict: list[bool],
    read: tuple[Fact, ...],
    there: tuple[Place, ...],
    title: str,
    text: str,
    news: bool,
) -> None:
    rules = rules_of(asked, sure, conflict)
    matcher = rulebook.compile(rules, known, base)
    article, reading = Article("a", title, text, source="inbox"), Reading("a", news, read, there)
    expected = naive(rules, matcher.sight(article, reading))
    assert matcher.match(article, reading) == expected
    grown = rulebook.compile([*reversed(rules)], known, matcher)
    assert {match.rule.id: match for match in grown.match(article, reading)} == {
        match.rule.id: match for match in expected
    }
    missed = {miss.rule.id for miss in matcher.explain(article, reading, all_rules=True)}
    assert missed == {rule.id for rule in rules} - {match.rule.id for match in expected}


@pytest.mark.skipif(not (SHARED / "bench" / "stream.py").exists(), reason="the rule sets stand beside the project")
def test_the_benchmark_sets_fire_what_a_naive_evaluation_fires(known: Known, written: Callable[..., Rulebook]) -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
    import rule_sets

    stream = rule_sets.stream()
    book = written(a=rule_sets.as_yaml(100))
    assert len(book.rules) == 100
    matcher = rulebook.compile(book.rules, known)
    draw = random.Random(3)
    fired = 0
    for number, text in enumerate(stream.articles(20)):
        names = draw.sample(stream.PLACES, 6)
        there = tuple(Place(name, next(iter(known.gazetteer.lookup(name)), "")) for name in names)
        killed = draw.randint(1, 120)
        figure = Figure(
            FigureKind.KILLED, killed, killed, False, Who.UNSPECIFIED, Scope.INCIDENT, False, there, "", EVIDENCE
        )
        article, reading = Article(str(number), "", text), Reading(str(number), True, (figure,), there)
        matches = matcher.match(article, reading)
        assert matches == naive(book.rules, matcher.sight(article, reading))
        assert {match.rule.id for match in matches} == plain_hits(book, text, names, killed, matcher)
        fired += len(matches)
    assert fired


def plain_hits(book: Rulebook, text: str, names: list[str], killed: int, matcher: rulebook.Matcher) -> set[str]:
    """A second opinion that shares nothing but the list of forms: regular expressions over the folded text."""
    folded = fold(text).text
    there = set(re.findall(r"[^\W\d_]+", folded))
    hits = set()
    for rule in book.rules:
        if rule.id not in FORMS:
            FORMS[rule.id] = explained(rule, matcher)
        for shown in FORMS[rule.id]:
            # of the forms, only those that stand in the text at all need to be looked for
            each = ["(?:" + "|".join(sorted(there.intersection(word.forms))) + ")" for word in shown.words]
            pattern = r"(?!)" if "(?:)" in each else r"(?<!\w)" + r"[^\S\n]+".join(each) + r"(?!\w)"
            PATTERNS[shown.keyword] = re.compile(pattern)
        parts = rule.when.parts if isinstance(rule.when, AllOf) else (rule.when,)
        if all(_holds(part, folded, names, killed) for part in parts):
            hits.add(rule.id)
    return hits


def _holds(part: Condition, folded: str, names: list[str], killed: int) -> bool:
    if isinstance(part, WordsCondition):
        there = {keyword: bool(PATTERNS[keyword].search(folded)) for keyword in (*part.all, *part.any, *part.none)}
        some = any(there[keyword] for keyword in part.any) if part.any else True
        return all(there[keyword] for keyword in part.all) and some and not any(there[keyword] for keyword in part.none)
    if isinstance(part, FactCondition):
        least = next(test.at_least for test in part.tests if isinstance(test, Between))
        return killed >= (least or 0)
    assert isinstance(part, ArticlePlace)
    codes = [next(iter(GAZETTEER.lookup(name)), "") for name in names]
    return any(GAZETTEER.within(code, one) for code in codes for one in part.place.within[0].codes)


def test_json_of_a_rule_set_is_yaml(written: Callable[..., Rulebook]) -> None:
    entry = {
        "id": "a",
        "title": "x",
        "when": {"words": {"all": ["قصف: مدفعي", "#وسم"]}},
        "fires": ["x"],
        "quiet": ["x"],
    }
    assert written(a="rules:\n  - " + json.dumps(entry, ensure_ascii=False) + "\n").faults == ()


def test_a_matcher_that_lends_stays_as_it_was(written: Callable[..., Rulebook], known: Known) -> None:
    entry = "  - {{id: {0}, title: x, when: {{words: [{1}], place: {2}}}, conflict: any, fires: [x], quiet: [x]}}\n"
    book = written(a="rules:\n" + entry.format("one", "قصف", "إدلب"))
    first = rulebook.compile(book.rules, known)
    article = Article("a", "", "قصف وزقزوق في سراقب")
    reading = Reading("a", True, (), (Place("سراقب", "C3916"),))
    sight, size = first.sight(article, reading), first.tables.keywords.size
    more = written(book, a="rules:\n" + entry.format("one", "قصف", "إدلب") + entry.format("two", "زقزوق", "سراقب"))
    second = rulebook.compile(more.rules, known, first)
    # What another thread holds of the first goes on as if nothing had happened.
    assert sight.present == first.sight(article, reading).present
    assert (first.tables.keywords.size, len(first.tables.regions.numbers)) == (size, 1)
    assert [[match.rule.id for match in one.match(article, reading)] for one in (first, second)] == [
        ["one"],
        ["one", "two"],
    ]
