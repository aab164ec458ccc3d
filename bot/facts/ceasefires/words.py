"""The words around a ceasefire: ceasefire_{mentions,beside,places,lasted,unreal,unmade}.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells

#: Kinds of words that tell an area without its name (ceasefires/behind.py).
_TELLING, _WITHIN = ("there", "whole", "side", "lands", "front", "zone", "compass"), "ب"


class MentionWords(NamedTuple):
    """Folded words by class; what each class says is told in the table."""

    other: frozenset[str]
    watch: frozenset[str]
    charged: frozenset[str]
    definite: frozenset[str]
    never: frozenset[str]


class BesideWords(NamedTuple):
    """Folded words by class; what each class says is told in the table."""

    before_verb: frozenset[str]
    to_others: frozenset[str]
    within: frozenset[str]
    until: frozenset[str]
    moment: frozenset[str]
    no_more: frozenset[str]
    lasting: frozenset[str]
    span: frozenset[str]
    ending: frozenset[str]
    no_object: frozenset[str]
    first: frozenset[str]
    apart: frozenset[str]
    alongside: frozenset[str]
    anew: frozenset[str]
    as_aim: frozenset[str]
    although: frozenset[str]
    having: frozenset[str]
    given_name: frozenset[str]
    by_night: frozenset[str]
    formerly: frozenset[str]
    named_by_day: frozenset[str]
    toothless: frozenset[str]
    lookalike: frozenset[str]
    days: frozenset[str]
    few: frozenset[str]
    about: frozenset[str]
    week: frozenset[str]
    thereafter: frozenset[str]
    firstly: frozenset[str]
    initial: frozenset[str]
    upon: frozenset[str]
    negotiating: frozenset[str]
    making_firm: frozenset[str]
    near: frozenset[str]
    months: frozenset[str]
    shut: frozenset[str]
    insisting: frozenset[str]
    early: frozenset[str]
    second: frozenset[str]
    raging: frozenset[str]
    far: frozenset[str]
    reserving: frozenset[str]
    both: frozenset[str]
    namely: frozenset[str]
    setting: frozenset[str]


class AreaWords(NamedTuple):
    """Folded words by class; what each class says is told in the table.

    `stands_for`: a word → the kinds of places that it may stand for. `telling`: what may tell an area without a name,
    with «ب» before it too.
    """

    bare: frozenset[str]
    whole: frozenset[str]
    all_over: frozenset[str]
    base: frozenset[str]
    origin: frozenset[str]
    near_to: frozenset[str]
    against: frozenset[str]
    between: frozenset[str]
    fought: frozenset[str]
    epithet: frozenset[str]
    tribal: frozenset[str]
    they: frozenset[str]
    sides: frozenset[str]
    covers: frozenset[str]
    led: frozenset[str]
    hosts: frozenset[str]
    visits: frozenset[str]
    local: frozenset[str]
    heard: frozenset[str]
    house: frozenset[str]
    struck: frozenset[str]
    visited: frozenset[str]
    apart: frozenset[str]
    compass: frozenset[str]
    compass_of: frozenset[str]
    zone: frozenset[str]
    side: frozenset[str]
    lands: frozenset[str]
    fronts: frozenset[str]
    of_fronts: frozenset[str]
    also: frozenset[str]
    office: frozenset[str]
    body: frozenset[str]
    makers: frozenset[str]
    front: frozenset[str]
    as_for: frozenset[str]
    calmed: frozenset[str]
    there: frozenset[str]
    two_lands: frozenset[str]
    scene: frozenset[str]
    reigns: frozenset[str]
    so_far: frozenset[str]
    entire: frozenset[str]
    along: frozenset[str]
    lines: frozenset[str]
    borders: frozenset[str]
    of_borders: frozenset[str]
    mission: frozenset[str]
    stands_for: Mapping[str, frozenset[str]]
    telling: frozenset[str]


class LastedWords(NamedTuple):
    """Folded words by class; what each class says is told in the table."""

    only: frozenset[str]
    outlived: frozenset[str]
    once: frozenset[str]
    term: frozenset[str]
    whoever: frozenset[str]
    conditional: frozenset[str]
    staying: frozenset[str]
    by_terms: frozenset[str]
    in_principle: frozenset[str]
    pending: frozenset[str]
    this: frozenset[str]
    turn: frozenset[str]
    kind: frozenset[str]
    says: frozenset[str]


class UnrealWords(NamedTuple):
    """Folded words by class; what each class says is told in the table."""

    going_on: frozenset[str]
    worried: frozenset[str]
    absent: frozenset[str]
    unceasing: frozenset[str]
    suffers: frozenset[str]
    heard: frozenset[str]


class UnmadeWords(NamedTuple):
    """Folded words by class; what each class says is told in the table."""

    ordered: frozenset[str]
    would: frozenset[str]
    provided: frozenset[str]
    each: frozenset[str]
    bare: frozenset[str]
    again: frozenset[str]
    reign: frozenset[str]
    once: frozenset[str]
    partly: frozenset[str]
    held: frozenset[str]
    terms: frozenset[str]


@lru_cache(maxsize=1)
def mention_words() -> MentionWords:
    """The table of what stands beside a mention. Read once."""
    return MentionWords(**_classes("ceasefire_mentions.tsv"))


@lru_cache(maxsize=1)
def beside_words() -> BesideWords:
    """The table of what stands beside governors. Read once."""
    return BesideWords(**_classes("ceasefire_beside.tsv"))


@lru_cache(maxsize=1)
def lasted_words() -> LastedWords:
    """The table of what tells that a ceasefire is over, or not there yet. Read once."""
    return LastedWords(**_classes("ceasefire_lasted.tsv"))


@lru_cache(maxsize=1)
def unreal_words() -> UnrealWords:
    """The table of what tells that something did not happen. Read once."""
    return UnrealWords(**_classes("ceasefire_unreal.tsv"))


@lru_cache(maxsize=1)
def unmade_words() -> UnmadeWords:
    """The table of what tells that nobody made a ceasefire. Read once."""
    return UnmadeWords(**_classes("ceasefire_unmade.tsv"))


def _classes(table: str) -> dict[str, frozenset[str]]:
    rows = load_cells("bot.facts", table, 2)
    return {kind: frozenset(map(fold_word, words.split())) for kind, words, *_ in rows}


@lru_cache(maxsize=1)
def area_words() -> AreaWords:
    """The table of what tells an area. Read once."""
    kinds: dict[str, frozenset[str]] = {}
    stands_for: dict[str, frozenset[str]] = {}
    for kind, argument, words, *_ in load_cells("bot.facts", "ceasefire_places.tsv", 3):
        folded = frozenset(map(fold_word, words.split()))
        if kind == "stands_for":
            stands_for |= dict.fromkeys(folded, frozenset(argument.split()))
        else:
            kinds[kind] = folded
    telling = frozenset(stands_for).union(*(kinds[kind] for kind in _TELLING))
    return AreaWords(**kinds, stands_for=stands_for, telling=telling | {_WITHIN + word for word in telling})
