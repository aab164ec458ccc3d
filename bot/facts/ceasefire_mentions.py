"""Where a ceasefire is named: data/ceasefires.patterns.tsv."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Vocabulary, Words

#: So many mentions are read: what a newsroom writes has fewer, and a megabyte of one word must not take seconds.
_MOST = 120


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
    """Every mention, in the order of the text; of overlapping ones the longest. Of a text beyond measure the first."""
    hits = sorted(patterns.hits(words), key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    kept = [hit for hit in kept if not _names_a_zone(words, hit)][:_MOST]
    return [
        Mention(hit.start, hit.end, hit.pattern, words.bounds[hit.start], at) for at, hit in enumerate(kept[:_MOST])
    ]


def _names_a_zone(words: Words, hit: Hit) -> bool:
    """«منطقة خفض التصعيد»، «مناطق تهدئة»، «خط الهدنة» name a region, not what is claimed."""
    before = hit.start - 1
    if before > 0 and "quote" in words.sets[before]:
        before -= 1
    if before >= 0 and hit.pattern == "truce" and "cf_line" in words.sets[before]:
        return True
    if hit.pattern not in {"deescalation", "calm"}:
        return False
    if before >= 0 and "zone" in words.sets[before]:
        return True
    # «تهدئة الأوضاع»، «تهدئة التوتر» calm something else.
    behind = words.forms[hit.end] if hit.end < len(words) else ""
    return (
        hit.pattern == "calm"
        and not words.clitics(hit.start).article
        and behind.startswith(("ال", "هذا", "هذه", "تلك"))
    )


def others_of(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The tokens that all mentions take → the start of their mention."""
    return {token: start for start, end in spans for token in range(start, end)}
