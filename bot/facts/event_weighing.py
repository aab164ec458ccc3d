"""What the model of events sees of each mention: the row that saw it, its place, its marks, and what else is spoken of.

Features are named in words, so that a decision can be shown: `row air raid`, `tells in title`, `past talks`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.arabic.words import Words
from bot.facts.event_mentions import Mention
from bot.model.facts import EventKind

_SHORT_ARTICLE = 120
_LEAD = (25, 60)
_SHORT = 30
#: What the strengths of rows are called in the names of features.
_STRENGTH = {1: "hints", 2: "speaks", 3: "tells"}
#: Marks of what an attack is made with, and the kinds that it parts.
_MEANS = frozenset({"air", "guns"})
_BY_MEANS = frozenset({EventKind.AIRSTRIKE, EventKind.SHELLING, EventKind.CLASH})


def lead_end(words: Words) -> int:
    """The token where the lead of the article ends: its first sentence, but neither a few words nor a page."""
    start = words.title_end
    if start >= len(words):
        return len(words)
    least, most = _LEAD
    return max(start + least, min(words.sentence(start)[1], start + most))


@dataclass(frozen=True, slots=True)
class _Article:
    """What all mentions of an article share."""

    size: int
    title_end: int
    lead_end: int
    amounts: dict[EventKind, float]
    titled: frozenset[EventKind]

    def zone(self, start: int) -> str:
        """Which part of the article a token stands in."""
        return "title" if start < self.title_end else "lead" if start < self.lead_end else "text"


def describe(words: Words, mentions: Sequence[Mention]) -> list[dict[str, float]]:
    """The features of every mention, in their order."""
    article = _article(words, mentions)
    shared = {kind: dict(_of_kind(article, kind)) for kind in {mention.kind for mention in mentions}}
    return [shared[mention.kind] | dict(_own(article, mention)) for mention in mentions]


def _article(words: Words, mentions: Sequence[Mention]) -> _Article:
    strong: dict[EventKind, set[int]] = defaultdict(set)
    for mention in mentions:
        if mention.strength > 1:
            strong[mention.kind].add(mention.start)
    scale = math.log1p(max(len(words), _SHORT) / _SHORT)
    amounts = {kind: math.log1p(len(starts)) / scale for kind, starts in strong.items()}
    titled = frozenset(mention.kind for mention in mentions if mention.start < words.title_end)
    return _Article(len(words), words.title_end, lead_end(words), amounts, titled)


def _of_kind(article: _Article, kind: EventKind) -> Iterator[tuple[str, float]]:
    yield f"is {kind}", 1.0
    yield "often", article.amounts.get(kind, 0.0)
    if kind in article.titled:
        yield "kind in title", 1.0
    if article.size < _SHORT_ARTICLE:
        yield "short article", 1.0
    if not article.title_end:
        yield "no title", 1.0
    for other, amount in article.amounts.items():
        if other != kind:
            yield f"{kind} beside {other}", amount


def _own(article: _Article, mention: Mention) -> Iterator[tuple[str, float]]:
    kind, strength, zone = mention.kind, _STRENGTH[mention.strength], article.zone(mention.start)
    yield f"row {mention.pattern}", 1.0
    yield strength, 1.0
    yield f"in {zone}", 1.0
    yield f"{strength} in {zone}", 1.0
    yield f"{zone} of {kind}", 1.0
    if zone == "text":
        yield "depth", (mention.start - article.title_end) / max(1, article.size - article.title_end)
    for mark in mention.marks - _MEANS:
        yield mark, 1.0
        yield f"{mark} {kind}", 1.0
    if kind in _BY_MEANS:
        for means in mention.marks & _MEANS or ("unknown means",):
            yield f"row {mention.pattern} with {means}", 1.0
