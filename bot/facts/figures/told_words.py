"""The words of data/figure_words.tsv: what stands around a number, or around one person, that tells what befell him."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells


class ToldWords(NamedTuple):
    """Folded words by kind; what each says is told in the table. `him`, `carries_off`: parts of words."""

    amounts: frozenset[str]
    become: frozenset[str]
    of_those: frozenset[str]
    was: frozenset[str]
    within: frozenset[str]
    with_waw: frozenset[str]
    passed: frozenset[str]
    on_him: frozenset[str]
    as_many: frozenset[str]
    whither: frozenset[str]
    him: tuple[str, ...]
    carries_off: tuple[str, ...]


@lru_cache(maxsize=1)
def told_words() -> ToldWords:
    """The table. Read once."""
    rows = load_cells("bot.facts", "figure_words.tsv", 2)
    table = {kind: tuple(map(fold_word, words.split())) for kind, words in rows}
    him, carries_off = (tuple(sorted(table.pop(kind))) for kind in ("him", "carries_off"))
    whole = {kind: frozenset(words) for kind, words in table.items()}
    return ToldWords(**whole, him=him, carries_off=carries_off)
