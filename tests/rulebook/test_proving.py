"""A rule's own examples, and keywords that are too common, through the engine of the service."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot import facts, rulebook
from bot.model.article import Article
from bot.rulebook import Rulebook, check


def test_a_failing_example_shows_what_was_read_and_why(written: Callable[..., Rulebook], reader: facts.Reader) -> None:
    book = written(
        a="rules:\n  - id: a\n    title: x\n    when: {ceasefire: {status: declared, place: إدلب}}\n"
        "    fires:\n      - تتواصل الجهود للتوصل إلى وقف لإطلاق النار في إدلب\n"
        "    quiet:\n      - أعلن الجيش الروسي وقفا لإطلاق النار في إدلب يبدأ صباح السبت\n"
    )
    found = check(book, rulebook.compile(book.rules, reader), reader)
    assert (found.examples, found.failed, len(found.errors)) == (2, 2, 2)
    fires, quiet = (str(fault).partition("a.yaml:")[2] for fault in found.faults)
    assert fires.startswith("6:9: this example does not fire 'a': «تتواصل الجهود")
    assert "status is sought, not declared" in fires
    assert "read: ceasefire sought (إدلب)" in fires
    assert quiet.startswith("8:9: this example fires 'a' and must not")


def test_a_disabled_rule_is_checked_too(written: Callable[..., Rulebook], reader: facts.Reader) -> None:
    rule = (
        "  - {id: a, title: x, when: {words: [قصف]}, conflict: any, enabled: no, fires: [نص بلا كلمة], quiet: [نص]}\n"
    )
    book = written(a="rules:\n" + rule)
    assert check(book, rulebook.compile(book.rules, reader), reader).failed == 1


def test_an_example_comes_from_an_outlet_that_the_rule_asks_for(
    written: Callable[..., Rulebook], reader: facts.Reader
) -> None:
    rule = (
        "  - {id: a, title: x, when: {words: [قصف], outlets: [وكالة]}, conflict: any, "
        "fires: [قصف], quiet: [{text: قصف, outlet: أخرى}]}\n"
    )
    book = written(a="rules:\n" + rule)
    assert check(book, rulebook.compile(book.rules, reader), reader).faults == ()


def test_a_keyword_in_most_articles_is_a_doubt(written: Callable[..., Rulebook], reader: facts.Reader) -> None:
    rule = (
        "  - {id: a, title: x, when: {words: {all: [قال], any: [قصف]}}, conflict: any, fires: [قال قصف], quiet: [نص]}\n"
    )
    book = written(a="rules:\n" + rule)
    samples = [Article(str(number), "", f"قال المصدر رقم {number}") for number in range(10)]
    found = check(book, rulebook.compile(book.rules, reader), reader, samples)
    assert [fault.what for fault in found.faults] == ["the keyword 'قال' stands in 100% of the sample articles"]
    assert found.errors == ()


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("{all: [سفينة], none: [السفن]}", 1),
        ("{all: [سفينة شحن], none: [سفن]}", 1),
        ("{all: [سفينة], none: [سفينة شحن]}", 0),
        ("{all: [سفينة], none: [سياحية]}", 0),
        ("{any: [سفينة, زورق], none: [سفن]}", 0),
    ],
)
def test_a_keyword_that_none_forbids_in_every_form_can_never_fire(
    words: str, faults: int, written: Callable[..., Rulebook], reader: facts.Reader
) -> None:
    book = written(
        a=f"rules:\n  - {{id: a, title: x, when: {{words: {words}}}, conflict: any, fires: [], quiet: []}}\n"
    )
    assert len(check(book, rulebook.compile(book.rules, reader), reader).errors) == faults
