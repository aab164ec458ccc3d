"""Ceasefires: which are spoken of, and what is claimed of each.

Mentions are found by data/ceasefires.patterns.tsv. What is claimed of a mention (declared, sought, broken …) is decided
by one small linear model for each status over cue words around the mention (data/ceasefires.json, trained by
tools/train_ceasefires.py); the cues are lexicon classes `cf_…`, so a new word joins an old cue without training.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.arabic.calendar_days import Moment
from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Vocabulary, Words
from bot.facts.page import Page
from bot.facts.parties import party_near
from bot.facts.weights import Sum, load_weights
from bot.facts.where import places_of
from bot.model.facts import Ceasefire, CeasefireStatus

_NEAR = 3
_FRESH = timedelta(days=4)  # the label guide's three days, from the midnight they begin with
_STALE = timedelta(days=45)
#: Governors that decide over a wish that stands between them and the mention: «رفض دعوات إلى هدنة»، «أقر مشروع قرار».
_OUTER = {"< approved": "declared", "< rejected": "rejected", "< accused": "violated"}
#: Log-odds from which a status counts as claimed: set by cross-validation (tools/train_ceasefires.py).
_BAR = -0.6


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a ceasefire is named: tokens start … end - 1, the row that saw it, its sentence."""

    start: int
    end: int
    pattern: str
    sentence: tuple[int, int]
    order: int


def table(vocabulary: Vocabulary) -> Table:
    """The patterns that name a ceasefire."""
    rows = load_rows("bot.facts", "ceasefires.patterns.tsv")
    return Table(vocabulary.alphabet, {row.name: row.pattern for row in rows})


def mentions(words: Words, patterns: Table) -> list[Mention]:
    """Every mention, in the order of the text; of overlapping ones the longest."""
    hits = sorted(patterns.hits(words), key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    kept = [hit for hit in kept if not _names_a_zone(words, hit)]
    return [Mention(hit.start, hit.end, hit.pattern, words.sentence(hit.start), at) for at, hit in enumerate(kept)]


def _names_a_zone(words: Words, hit: Hit) -> bool:
    """«منطقة خفض التصعيد»، «مناطق تهدئة» name a region, not what is claimed."""
    return hit.pattern in {"deescalation", "calm"} and hit.start > 0 and "zone" in words.classes(hit.start - 1)


class Cues:
    """What governs a mention, and what is said of it: the rows of two tables, read outwards from the mention."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        before = load_rows("bot.facts", "ceasefires.before.patterns.tsv", 3)
        after = load_rows("bot.facts", "ceasefires.after.patterns.tsv", 3)
        self.status = {
            f"{side} {row.name}": row.cells[0] for side, rows in (("<", before), (">", after)) for row in rows
        }
        alphabet = vocabulary.alphabet
        self._before = [(f"< {row.name}", Table(alphabet, {row.name: row.pattern + " ~"})) for row in before]
        self._after = [(f"> {row.name}", Table(alphabet, {row.name: row.pattern})) for row in after]

    def claim(self, rows: list[tuple[int, str]]) -> str:
        """What the rows say together: the innermost decides between acts, the outermost between wish and act."""
        before = [name for _, name in rows if name.startswith("<")]
        said = [self.status[name] for name in before]
        for status in ("violated", "ended", "extended"):
            if status in said[:2] and "sought" not in said[said.index(status) :]:
                return status
        outer = [name for name in before if name in _OUTER or self.status[name] == "sought"]
        if outer:
            return _OUTER.get(outer[-1], "sought")
        after = [self.status[name] for _, name in rows if name.startswith(">")]
        for status in (*after, *said):
            if status != "declared":
                return status
        return (said or after or ["nothing"])[0]

    def rows(self, words: Words, mention: Mention) -> list[tuple[int, str]]:
        """The rows that fit, each with its distance from the mention in tokens, nearest first."""
        start, end = mention.sentence
        found: list[tuple[int, str]] = []
        for name, table in self._before:
            hit = table.last(words, start, mention.start)
            if hit:
                found.append((mention.start - hit.start, name))
        for name, table in self._after:
            hit = table.at(words, mention.end, end)
            if hit:
                found.append((hit.end - mention.end, name))
        return sorted(found)


def features(page: Page, mention: Mention, cues: Cues) -> frozenset[str]:
    """What is seen around a mention."""
    return frozenset(_features(page, mention, cues))


def _features(page: Page, mention: Mention, cues: Cues) -> Iterator[str]:
    words = page.words
    yield from _form(words, mention)
    yield from _position(words, mention)
    rows = cues.rows(words, mention)
    governors = [name for _, name in rows if name.startswith("<")]
    for distance, name in rows:
        yield name
        if distance <= _NEAR:
            yield f"{name}, near"
    yield f"governed by {governors[0]}" if governors else "ungoverned"
    claim, age = cues.claim(rows), _age(page, mention)
    yield f"claim {claim}"
    yield f"age {age}"
    yield f"claim {claim}, age {age}"


def _position(words: Words, mention: Mention) -> Iterator[str]:
    if mention.start < words.title_end:
        yield "in the title"
    elif words.starts[mention.start] - words.starts[words.title_end] < 300:
        yield "in the lead"
    elif mention.start > 0.75 * len(words):
        yield "near the end"
    if mention.order == 0:
        yield "first mention"


def _form(words: Words, mention: Mention) -> Iterator[str]:
    clitics = words.clitics(mention.start)
    yield "definite" if clitics.article or clitics.pronoun else "indefinite"
    yield "named " + mention.pattern
    if clitics.preposition:
        yield f"with {clitics.preposition}"
    if ".plural" in words.classes(mention.start):
        yield "several"


def _age(page: Page, mention: Mention) -> str:
    """How long ago the moments told around a mention lie: fresh (up to three days), stale (up to six weeks), old."""
    start, end = mention.sentence
    near = [moment for moment in page.moments if start <= moment.first < end]
    ages = {_age_of(page, moment) for moment in near}
    if not ages and near:
        return "untold"
    return "+".join(age for age in ("old", "stale", "fresh", "since", "untold") if age in ages) or "untold"


def _age_of(page: Page, moment: Moment) -> str:
    published = page.article.published
    if moment.unit == "since":
        return "since"
    if moment.begin is None or published is None:
        year = moment.begin is not None and moment.unit in {"day", "month", "year"}
        return "old" if year and published is None else "untold"
    ago = published - moment.begin
    if ago <= _FRESH:
        return "fresh"
    return "stale" if ago <= _STALE else "old"


class CeasefireReader:
    """Reads the ceasefires of a page."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._patterns = table(vocabulary)
        self.cues = Cues(vocabulary)
        self._models = {status: load_weights(f"ceasefire_{status}") for status in CeasefireStatus}

    def mentions(self, page: Page) -> list[Mention]:
        """Every mention on a page."""
        return mentions(page.words, self._patterns)

    def read(self, page: Page) -> tuple[Ceasefire, ...]:
        """One entry for each status and place that is claimed, at the mention that claims it most clearly."""
        best: dict[CeasefireStatus, tuple[float, Ceasefire]] = {}
        for mention in self.mentions(page):
            seen = dict.fromkeys(features(page, mention, self.cues), 1.0)
            for status, model in self._models.items():
                said = model.sum(seen)
                if said.score > _BAR and (status not in best or said.score > best[status][0]):
                    best[status] = said.score, self._ceasefire(page, mention, status, said)
        return tuple(claim for _, claim in best.values())

    def _ceasefire(self, page: Page, mention: Mention, status: CeasefireStatus, said: Sum) -> Ceasefire:
        because = "; ".join((mention.pattern, *said.because()))
        evidence = page.evidence(mention.start, mention.end, because)
        by = party_near(page, mention.start, mention.end)
        speaker = page.speakers.of(mention.start)
        places = places_of(page, mention.start, mention.end)
        return Ceasefire(status, places, by, speaker, None, None, evidence)
