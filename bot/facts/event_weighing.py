"""What the model of events sees of each mention: the row that saw it, its place, its marks, and what else is spoken of.

Features are named in words, so that a decision can be shown: `row air raid`, `tells in title`, `past talks`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.arabic.words import Words
from bot.facts.event_mentions import Mention
from bot.facts.weights import BIAS, Weights
from bot.model.facts import EventKind

_SHORT_ARTICLE = 120
_LEAD = (25, 60)
_SHORT = 30
_MEMO_SIZE = 20_000
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

    def depth(self, start: int) -> float:
        """How far down the text a token stands, 0 to 1."""
        return (start - self.title_end) / max(1, self.size - self.title_end)


def describe(words: Words, mentions: Sequence[Mention], which: Iterable[int] | None = None) -> list[dict[str, float]]:
    """The features of mentions by number (of all, in their order): what is trained on, and what explains a decision."""
    article = _article(words, mentions)
    found: list[dict[str, float]] = []
    for mention in mentions if which is None else [mentions[number] for number in which]:
        zone = article.zone(mention.start)
        features = dict(_of_kind(article, mention.kind))
        if zone == "text":
            features["depth"] = article.depth(mention.start)
        names = [*_of_row(mention, zone), *_of_means(mention)]
        for mark in mention.marks - _MEANS:
            names += _of_mark(mention.kind, mark)
        found.append(features | dict.fromkeys(names, 1.0))
    return found


class Weigher:
    """The same sums as over `describe`, without spelling a feature out twice. Immutable but for memos."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._of_row: dict[tuple[str, str, bool, bool], float] = {}
        by_name, kinds = weights.by_name, tuple(EventKind)
        self._often, self._deep = by_name.get("often", 0.0), by_name.get("depth", 0.0)
        self._beside = {
            kind: {other: by_name.get(f"{kind} beside {other}", 0.0) for other in kinds if other is not kind}
            for kind in kinds
        }
        self._of_mark: dict[tuple[EventKind, frozenset[str]], float] = {}

    def scores(self, words: Words, mentions: Sequence[Mention]) -> list[float]:
        """The log-odds of every mention, in their order."""
        article = _article(words, mentions)
        shared = {kind: self._kind(article, kind) for kind in {mention.kind for mention in mentions}}
        deep = self._deep
        scores: list[float] = []
        for mention in mentions:
            zone = article.zone(mention.start)
            score = shared[mention.kind] + self._row(mention, zone) + self._marks(mention)
            scores.append(score + deep * article.depth(mention.start) if zone == "text" else score)
        return scores

    def _kind(self, article: _Article, kind: EventKind) -> float:
        """What all mentions of a kind share: the sum over `_of_kind`."""
        known, beside = self.weights.by_name, self._beside[kind]
        terms = [amount * beside[other] for other, amount in article.amounts.items() if other is not kind]
        terms += [known.get(BIAS, 0.0), known.get(f"is {kind}", 0.0), self._often * article.amounts.get(kind, 0.0)]
        terms += [known.get(name, 0.0) for name in _of_shape(article, kind)]
        return math.fsum(terms)

    def _row(self, mention: Mention, zone: str) -> float:
        """The row, its zone and what the attack is made with."""
        key = mention.pattern, zone, "air" in mention.marks, "guns" in mention.marks
        found = self._of_row.get(key)
        if found is None:
            found = self._of_row[key] = self._add([*_of_row(mention, zone), *_of_means(mention)])
        return found

    def _marks(self, mention: Mention) -> float:
        key = mention.kind, mention.marks
        found = self._of_mark.get(key)
        if found is None:
            names = [name for mark in mention.marks - _MEANS for name in _of_mark(mention.kind, mark)]
            if len(self._of_mark) > _MEMO_SIZE:
                self._of_mark.clear()
            found = self._of_mark[key] = self._add(names)
        return found

    def _add(self, names: Iterable[str]) -> float:
        return math.fsum(self.weights.by_name.get(name, 0.0) for name in names)


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
    yield from dict.fromkeys(_of_shape(article, kind), 1.0).items()
    for other, amount in article.amounts.items():
        if other != kind:
            yield f"{kind} beside {other}", amount


def _of_shape(article: _Article, kind: EventKind) -> Iterator[str]:
    if kind in article.titled:
        yield "kind in title"
    if article.size < _SHORT_ARTICLE:
        yield "short article"
    if not article.title_end:
        yield "no title"


def _of_row(mention: Mention, zone: str) -> Iterator[str]:
    strength = _STRENGTH[mention.strength]
    yield f"row {mention.pattern}"
    yield strength
    yield f"in {zone}"
    yield f"{strength} in {zone}"
    yield f"{zone} of {mention.kind}"


def _of_means(mention: Mention) -> Iterator[str]:
    if mention.kind in _BY_MEANS:
        for means in mention.marks & _MEANS or ("unknown means",):
            yield f"row {mention.pattern} with {means}"


def _of_mark(kind: EventKind, mark: str) -> Iterator[str]:
    yield mark
    yield f"{mark} {kind}"
