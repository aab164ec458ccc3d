"""What an alert of a rule looks like: made from the rule's own first example, by the very engine of the service."""

from __future__ import annotations

from datetime import datetime

from bot.facts import Reader
from bot.model.article import Article
from bot.model.story import Alert, Arrival
from bot.rulebook import Example, Rule, compile  # noqa: A004  — a rule is compiled
from bot.stories import OpenIncidents, judge


def rehearse(rule: Rule, reader: Reader, outlet: str, now: datetime) -> Alert | None:
    """The alert that the first example which fires would make now; None where the rule has no such example."""
    matcher = compile((rule,), reader)
    for example in rule.fires:
        article = _article(example, outlet, now)
        reading = reader.read(article)
        matches = matcher.match(article, reading)
        nothing_open = OpenIncidents(reader.gazetteer)
        judgement = judge(article, reading, matches, nothing_open, reader.gazetteer, Arrival(now))
        if judgement.alerts:
            return judgement.alerts[0]
    return None


def _article(example: Example, outlet: str, now: datetime) -> Article:
    # An example's own date would make its news old.
    return Article("test", example.title, example.text, now, example.outlet or outlet)
