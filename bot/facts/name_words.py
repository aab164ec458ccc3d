"""The words of data/names.tsv: what stands around the name of a speaker or a party, and what such a name is never."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells


class NameWords(NamedTuple):
    """Folded words by kind; what the kinds say is told in the table.

    `ground`, `goes_on`: the first word of a row with the others, which undo it, or go on with it, behind it.
    `only_with`: a party's first word with the second, without which it is none.
    `people`: a name as it is told, not folded, with the adjectives that mean it.
    """

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
    press: frozenset[str]
    counts: frozenset[str]
    same: frozenset[str]
    on_what: frozenset[str]
    civil: frozenset[str]
    ascribed: frozenset[str]
    tallied: frozenset[str]
    undergoes: frozenset[str]
    leaves: frozenset[str]
    came: frozenset[str]
    since: frozenset[str]
    sets_about: frozenset[str]
    state: frozenset[str]
    rebel: frozenset[str]
    no_head: frozenset[str]
    no_sense: frozenset[str]
    speaks: frozenset[str]
    told: frozenset[str]
    whereabouts: frozenset[str]
    medium: frozenset[str]
    dangling: frozenset[str]
    issue: frozenset[str]
    camps: frozenset[str]
    numbered: frozenset[str]
    manner: frozenset[str]
    aim: frozenset[str]
    sited: frozenset[str]
    ground: dict[str, frozenset[str]]
    goes_on: dict[str, frozenset[str]]
    people: dict[str, frozenset[str]]
    only_with: dict[str, frozenset[str]]


_BY_FIRST = ("ground", "goes_on", "people", "only_with")


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The table. Read once."""
    kinds: dict[str, set[str]] = {kind: set() for kind in NameWords._fields if kind not in _BY_FIRST}
    by_first: dict[str, dict[str, frozenset[str]]] = {kind: {} for kind in _BY_FIRST}
    for kind, words, *_ in load_cells("bot.facts", "names.tsv", 2):
        folded = [fold_word(word) for word in words.split()]
        if kind in _BY_FIRST:
            by_first[kind][words.split()[0] if kind == "people" else folded[0]] = frozenset(folded[1:])
        else:
            kinds[kind].update(folded)
    single = {kind: frozenset(found) for kind, found in kinds.items()}
    return NameWords(
        **single,
        ground=by_first["ground"],
        goes_on=by_first["goes_on"],
        people=by_first["people"],
        only_with=by_first["only_with"],
    )
