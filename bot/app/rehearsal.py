"""Rules tried before they are trusted, by the very engine of the service: what an alert of a rule looks like, made from
the rule's own first example; how often a rule would have told of the past.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

from bot.facts import Reader
from bot.model.article import Article
from bot.model.reading import Reading
from bot.model.story import Alert, Arrival
from bot.rulebook import Example, Matcher, Rule
from bot.sources.samples import SOURCE
from bot.stories import OpenIncidents, judge

#: Articles looked at before others have a turn.
_AT_ONCE = 50


def rehearse(rule: Rule, reader: Reader, matcher: Matcher, outlet: str, now: datetime) -> Alert | None:
    """The alert that the first example which fires would make now; None where the rule has no such example."""
    for example in rule.fires:
        article = _article(example, outlet, now)
        reading = reader.read(article)
        matches = matcher.match(article, reading)
        nothing_open = OpenIncidents(reader.gazetteer)
        judgement = judge(article, reading, matches, nothing_open, reader.gazetteer, Arrival(now))
        if judgement.alerts:
            return judgement.alerts[0]
    return None


async def told_of(
    matcher: Matcher, past: AsyncIterator[tuple[Article, Reading]], reader: Reader, now: datetime
) -> int | None:
    """How many alerts and updates the rule would have made of the past, samples left out; None without a past.

    An article of unknown time came after the one before it; where none has a time, `now`.
    """
    known = OpenIncidents(reader.gazetteer)
    seen = count = 0
    at: datetime | None = None
    async for article, reading in past:
        if article.source == SOURCE:
            continue
        seen += 1
        if seen % _AT_ONCE == 0:
            await asyncio.sleep(0)
        matches, at = matcher.match(article, reading), article.published or at
        if not matches:
            continue
        judgement = judge(article, reading, matches, known, reader.gazetteer, Arrival(at or now))
        for incident in judgement.incidents:
            known.put(incident)
        count += sum(1 for one in judgement.judged if one.verdict.tells)
    return count if seen else None


def _article(example: Example, outlet: str, now: datetime) -> Article:
    # An example's own date would make its news old.
    return Article("test", example.title, example.text, now, example.outlet or outlet)
