"""The words of data/names.tsv: what stands around the name of a speaker or a party, and what such a name is never."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells


class NameWords(NamedTuple):
    """Folded words by kind; what the kinds say is told in the table. `ground`: what undoes a word behind it."""

    doer: frozenset[str]
    object: frozenset[str]
    arms: frozenset[str]
    vague: frozenset[str]
    partial: frozenset[str]
    adjective: frozenset[str]
    noun: frozenset[str]
    given: frozenset[str]
    serves: frozenset[str]
    son: frozenset[str]
    outlet: frozenset[str]
    label: frozenset[str]
    sides: frozenset[str]
    conflict: frozenset[str]
    bare: frozenset[str]
    ground: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The table. Read once."""
    kinds: dict[str, set[str]] = {kind: set() for kind in NameWords._fields if kind != "ground"}
    ground: dict[str, frozenset[str]] = {}
    for kind, words, *_ in load_cells("bot.facts", "names.tsv", 2):
        folded = [fold_word(word) for word in words.split()]
        if kind == "ground":
            ground[folded[0]] = frozenset(folded[1:])
        else:
            kinds[kind].update(folded)
    return NameWords(**{kind: frozenset(found) for kind, found in kinds.items()}, ground=ground)
