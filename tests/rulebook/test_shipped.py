"""The rules that are shipped: our shop window. No fault, and every example does what it must."""

from __future__ import annotations

import pytest

from bot import facts, rulebook
from bot.model.chat import Language
from bot.rulebook import Matcher, Rulebook
from bot.rulebook.proving import failing_examples
from tests.shipped import RULES, SHIPPED


@pytest.fixture(scope="module")
def book(reader: facts.Reader) -> Rulebook:
    return rulebook.load(RULES, reader.gazetteer)


@pytest.fixture(scope="module")
def matcher(book: Rulebook, reader: facts.Reader) -> Matcher:
    return rulebook.compile(book.rules, reader)


def test_shipped_files_have_no_fault_not_even_a_doubt(book: Rulebook) -> None:
    assert [str(fault) for fault in book.faults] == []


def test_there_are_twenty_rules_and_those_of_the_contract(book: Rulebook) -> None:
    assert len(book.rules) >= 20
    assert {rule.id for rule in book.rules} >= SHIPPED


def test_every_rule_speaks_both_languages_and_has_examples_of_both_kinds(book: Rulebook) -> None:
    for rule in book.rules:
        titles = {language: rule.title_in(language) for language in Language}
        assert len(set(titles.values())) == len(Language), rule.id
        assert (bool(rule.fires), bool(rule.quiet)) == (True, True), rule.id


def test_every_example_does_what_it_must(book: Rulebook, matcher: Matcher, reader: facts.Reader) -> None:
    failed = [str(fault) for rule in book.rules for fault in failing_examples(rule, matcher, reader)]
    assert failed == []


def test_only_the_inbox_is_on_before_anyone_has_chosen(book: Rulebook) -> None:
    assert [source.id for source in book.sources if source.enabled] == ["inbox"]
    assert all(source.outlet_ar and source.outlet_en for source in book.sources)


def test_checking_the_shipped_rules_says_what_was_looked_at(
    book: Rulebook, matcher: Matcher, reader: facts.Reader
) -> None:
    checked = rulebook.check(book, matcher, reader)
    assert (checked.rules, checked.sources) == (len(book.rules), len(book.sources))
    assert checked.examples == sum(len(rule.fires) + len(rule.quiet) for rule in book.rules)
