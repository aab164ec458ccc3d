"""What the model of events sees of each mention: the row that saw it, its place, its marks, and what else is spoken of.

Features are named in words, so that a decision can be shown: `row air raid`, `tells in title`, `past talks`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.arabic.words import Words
from bot.facts.events.marks import MARKS, MEANS, bits, named
from bot.facts.events.mentions import Mention, Row
from bot.facts.weights import BIAS, Weights
from bot.model.facts import EventKind

_SHORT_ARTICLE = 120
_LEAD = (25, 60)
_SHORT = 30
_MEMO_SIZE = 20_000
#: So many features say why.
_REASONS = 3
_Pulls = tuple[list[tuple[float, str]], list[tuple[float, str]]]
#: What the strengths of rows are called in the names of features.
_STRENGTH = {1: "hints", 2: "speaks", 3: "tells"}
#: Where in the text a sentence stands says nothing more, so that the order of sentences changes nothing.
_ZONES = ("title", "text")
#: Where the weights of a row in the text begin: one for each of the means.
_TEXT_AT = MEANS + 1
#: Kinds that are parted by what an attack is made with.
_BY_MEANS = frozenset({EventKind.AIRSTRIKE, EventKind.SHELLING, EventKind.CLASH})
#: The marks that are weighed kind by kind, by their bits.
_MARKS = tuple((bits([mark]), mark) for mark in MARKS if not bits([mark]) & MEANS)


def lead_end(words: Words) -> int:
    """The token where the lead of the article ends: its first sentence, but neither a few words nor a page."""
    start = words.title_end
    if start >= len(words):
        return len(words)
    least, most = _LEAD
    return max(start + least, min(words.sentence(start)[1], start + most))


@dataclass(frozen=True, slots=True)
class Scene:
    """What all mentions of an article share: its shape, how much is said of each kind, and what its title says.

    `by_kind` holds the numbers of the mentions of each kind.
    """

    size: int
    title_end: int
    lead_end: int
    by_kind: dict[EventKind, list[int]]
    amounts: dict[EventKind, float]
    titled: Collection[EventKind]

    @classmethod
    def of(cls, words: Words, mentions: Sequence[Mention]) -> Scene:
        """The scene of an article with these mentions."""
        size, title_end = len(words), words.title_end
        by_kind: dict[EventKind, list[int]] = {}
        strong: dict[EventKind, set[int]] = {}
        titled: set[EventKind] = set()
        for number, (row, start, _, _) in enumerate(mentions):
            kind = row.kind
            if kind not in by_kind:
                by_kind[kind], strong[kind] = [], set()
            by_kind[kind].append(number)
            if row.strength > 1:
                strong[kind].add(start)
            if start < title_end:
                titled.add(kind)
        scale = math.log1p(max(size, _SHORT) / _SHORT)
        amounts = {kind: math.log1p(len(starts)) / scale for kind, starts in strong.items() if starts}
        return cls(size, title_end, lead_end(words), by_kind, amounts, titled)

    def zone(self, start: int) -> int:
        """Which part of the article a token stands in, by its number among the zones."""
        return 0 if start < self.title_end else 1


def describe(words: Words, mentions: Sequence[Mention]) -> list[dict[str, float]]:
    """The features of every mention, in their order: what is trained on, and what `Weigher` sums."""
    scene = Scene.of(words, mentions)
    found: list[dict[str, float]] = []
    for row, start, _, marks in mentions:
        zone = scene.zone(start)
        features = dict(_of_kind(scene, row.kind))
        names = [*_of_row(row, zone, marks & MEANS), *_of_marks(row.kind, marks)]
        found.append(features | dict.fromkeys(names, 1.0))
    return found


class Weigher:
    """The same sums as over `describe`, without spelling a feature out twice. Immutable but for memos."""

    def __init__(self, weights: Weights, rows: Iterable[Row]) -> None:
        self._weights = weights
        by_name, kinds = weights.by_name, tuple(EventKind)
        self._often = by_name.get("often", 0.0)
        self._is = {kind: by_name.get(BIAS, 0.0) + by_name.get(f"is {kind}", 0.0) for kind in kinds}
        self._beside = {
            kind: {other: (by_name.get(name, 0.0), name) for other in kinds if (name := f"{kind} beside {other}")}
            for kind in kinds
        }
        #: For each row its weight in each zone, with each of the means.
        self._of_row = {
            row.pattern: [
                self._add(_of_row(row, zone, means)) for zone in range(len(_ZONES)) for means in range(MEANS + 1)
            ]
            for row in rows
        }
        #: For each kind the weight of each mark by its bit, and the sums that were made of them.
        self._of_bit = {kind: [(bit, self._add(_of_marks(kind, bit))) for bit, _ in _MARKS] for kind in kinds}
        self._of_marks: dict[EventKind, dict[int, float]] = {kind: {} for kind in kinds}
        self._pulls_of_rows: dict[tuple[str, int, int], _Pulls] = {}
        self._pulls_of_marks: dict[tuple[EventKind, int], _Pulls] = {}

    def scores(self, scene: Scene, mentions: Sequence[Mention]) -> list[float]:
        """The log-odds of every mention, in their order."""
        title_end, rows = scene.title_end, self._of_row
        scores = [0.0] * len(mentions)
        for kind, numbers in scene.by_kind.items():
            shared, known = self._kind(scene, kind), self._of_marks[kind]
            for number in numbers:
                row, start, _, marks = mentions[number]
                score = shared + (known[marks] if marks in known else self._marks(kind, marks))
                at = (_TEXT_AT if start >= title_end else 0) + (marks & MEANS)
                scores[number] = score + rows[row.pattern][at]
        return scores

    def because(self, scene: Scene, mention: Mention, score: float) -> list[str]:
        """The three features of a mention that pulled hardest in the direction of its score, strongest first."""
        row, start, _, marks = mention
        zone, kind, yes = scene.zone(start), row.kind, score > 0
        terms = self._terms([f"is {kind}", *_of_shape(scene, kind)])
        terms.append((self._often * scene.amounts.get(kind, 0.0), "often"))
        for other, amount in scene.amounts.items():
            if other is not kind:
                weight, name = self._beside[kind][other]
                terms.append((weight * amount, name))
        pulls = [*_pulling(terms, yes), *self._row_pulls(row, zone, marks & MEANS)[yes]]
        pulls += self._mark_pulls(kind, marks)[yes]
        pulls.sort()
        return [name for _, name in pulls[:_REASONS]]

    def _row_pulls(self, row: Row, zone: int, means: int) -> _Pulls:
        """What pulls hardest of the features of a row, remembered: towards no, towards yes."""
        key = row.pattern, zone, means
        found = self._pulls_of_rows.get(key)
        if found is None:
            terms = self._terms(_of_row(row, zone, means))
            found = self._pulls_of_rows[key] = _pulling(terms, False), _pulling(terms, True)
        return found

    def _mark_pulls(self, kind: EventKind, marks: int) -> _Pulls:
        """The same of the features of marks."""
        key = kind, marks
        found = self._pulls_of_marks.get(key)
        if found is None:
            if len(self._pulls_of_marks) > _MEMO_SIZE:
                self._pulls_of_marks.clear()
            terms = self._terms(_of_marks(kind, marks))
            found = self._pulls_of_marks[key] = _pulling(terms, False), _pulling(terms, True)
        return found

    def _terms(self, names: Iterable[str]) -> list[tuple[float, str]]:
        known = self._weights.by_name
        return [(known[name], name) for name in names if name in known]

    def _kind(self, scene: Scene, kind: EventKind) -> float:
        """What all mentions of a kind share: the sum over `_of_kind`."""
        beside, total = self._beside[kind], self._is[kind]
        for other, amount in scene.amounts.items():
            total += amount * (self._often if other is kind else beside[other][0])
        return total + self._add(_of_shape(scene, kind))

    def _marks(self, kind: EventKind, marks: int) -> float:
        """The sum over `_of_marks`, remembered."""
        known = self._of_marks[kind]
        if len(known) > _MEMO_SIZE:
            known.clear()
        found = known[marks] = math.fsum([weight for bit, weight in self._of_bit[kind] if marks & bit])
        return found

    def _add(self, names: Iterable[str]) -> float:
        return math.fsum([self._weights.by_name.get(name, 0.0) for name in names])


def _pulling(terms: Iterable[tuple[float, str]], yes: bool) -> list[tuple[float, str]]:
    """Of terms and their names those that pull hardest towards yes (else no), the strongest first, each below zero."""
    sign = -1 if yes else 1
    return sorted([(sign * term, name) for term, name in terms if sign * term < 0])[:_REASONS]


def _of_kind(scene: Scene, kind: EventKind) -> Iterator[tuple[str, float]]:
    yield f"is {kind}", 1.0
    yield "often", scene.amounts.get(kind, 0.0)
    for name in _of_shape(scene, kind):
        yield name, 1.0
    for other, amount in scene.amounts.items():
        if other != kind:
            yield f"{kind} beside {other}", amount


def _of_shape(scene: Scene, kind: EventKind) -> list[str]:
    names = ["kind in title"] if kind in scene.titled else []
    if scene.size < _SHORT_ARTICLE:
        names.append("short article")
    if not scene.title_end:
        names.append("no title")
    return names


def _of_row(row: Row, zone: int, means: int) -> list[str]:
    """The row, where it stands, and what the attack is made with."""
    strength, where, kind = _STRENGTH[row.strength], _ZONES[zone], row.kind
    names = [f"row {row.pattern}", strength, f"in {where}", f"{strength} in {where}", f"{where} of {kind}"]
    if kind in _BY_MEANS:
        names += [f"row {row.pattern} with {each}" for each in named(means) or ("unknown means",)]
    return names


def _of_marks(kind: EventKind, marks: int) -> list[str]:
    return [name for bit, mark in _MARKS if marks & bit for name in (mark, f"{mark} {kind}")]
