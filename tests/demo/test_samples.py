"""The sample articles do what they were written for: shipped rules fire where they should, and are silent elsewhere."""

from __future__ import annotations

import pytest

from bot import rulebook
from bot.facts import Reader
from bot.sources.samples import SOURCE, Sample, sample_articles, samples
from tests.fakes import NOON
from tests.shipped import RULES, SHIPPED


@pytest.fixture(scope="module")
def book(reader: Reader) -> rulebook.Rulebook:
    return rulebook.load(RULES, reader.gazetteer)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_each_fires_what_it_was_written_for(sample: Sample, reader: Reader, book: rulebook.Rulebook) -> None:
    article = sample.article(NOON)
    fired = {match.rule.id for match in rulebook.compile(book.rules, reader).match(article, reader.read(article))}
    assert fired & SHIPPED == set(sample.fires)


def test_there_are_enough_of_every_kind() -> None:
    assert len(samples()) >= 14
    assert {rule for sample in samples() for rule in sample.fires} == SHIPPED
    assert sum("idlib-new-ceasefire" in sample.fires for sample in samples()) == 3
    assert sum(not sample.fires for sample in samples()) >= 5
    assert len({sample.outlet for sample in samples()}) >= 5


def test_the_first_alert_of_every_rule_comes_early() -> None:
    first = {rule: min(at for at, sample in enumerate(samples()) if rule in sample.fires) for rule in SHIPPED}
    assert first["idlib-new-ceasefire"] <= 2
    assert max(first.values()) < len(samples())


def test_they_speak_of_the_present_day_and_name_where_they_are_from() -> None:
    articles = sample_articles(NOON)  # a Saturday
    assert all("{" not in article.title + article.text for article in articles)
    assert any("اليوم السبت" in article.text for article in articles)
    assert any("صباح الأحد" in article.text for article in articles)
    for article in articles:
        assert article.published == NOON
        assert article.source == SOURCE
        assert article.url.startswith("https://example.org/")
    assert len({article.id for article in articles}) == len(articles)
