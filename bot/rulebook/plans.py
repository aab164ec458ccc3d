"""Rules made fast: what a rule cannot do without is one key, and only rules whose key an article has are looked at.

A plan is the rule's condition with its keywords as numbers and its questions about facts and places as shared numbered
atoms, each asked of an article once, however many rules ask it. weighing.py says what conditions mean; a plan must say
the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.model.facts import FACT_NAMES, Ceasefire
from bot.rulebook.conditions import (
    AllOf,
    AnyOf,
    ArticlePlace,
    Condition,
    FactCondition,
    Keyword,
    NoneOf,
    OneOf,
    Region,
    WordsCondition,
)
from bot.rulebook.keywords import Keywords
from bot.rulebook.rule import Certainty, Rule
from bot.rulebook.sight import NO, SURE, Atoms, Regions, Sight
from bot.rulebook.vocabulary import leading

#: What an article must have for a rule to fire: a keyword's number, or the place or the kind of fact it asks.
Key = int | tuple[str, str, Region | None]
_ALWAYS = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """A rule ready to be tried. `rest` are the conditions that are walked as they are written."""

    rule: Rule
    least: int
    every: frozenset[int]
    some: tuple[frozenset[int], ...]
    never: frozenset[int]
    atoms: tuple[int, ...]
    rest: tuple[Condition, ...]
    keys: frozenset[Key]


def keywords_of(condition: Condition) -> Iterable[Keyword]:
    """Every keyword of a condition."""
    if isinstance(condition, WordsCondition):
        yield from (*condition.all, *condition.any, *condition.none)
    elif isinstance(condition, AllOf | AnyOf | NoneOf):
        for part in condition.parts:
            yield from keywords_of(part)


def plan(rule: Rule, condition: Condition, keywords: Keywords, atoms: Atoms) -> Plan:
    """The plan of a rule (or of one step of it)."""
    every: set[int] = set()
    some: list[frozenset[int]] = []
    never: set[int] = set()
    asked: list[int] = []
    rest: list[Condition] = []
    numbers = keywords.numbers
    for part in _flat(condition):
        if isinstance(part, WordsCondition):
            every.update(numbers[keyword] for keyword in part.all)
            never.update(numbers[keyword] for keyword in part.none)
            if part.any:
                some.append(frozenset(numbers[keyword] for keyword in part.any))
        elif isinstance(part, AllOf | AnyOf | NoneOf):
            rest.append(part)
        else:
            asked.append(atoms.number(part))
    keys = min(_choices(condition, keywords), key=lambda choice: _cost(choice, keywords))
    least = SURE if rule.certainty is Certainty.SURE else NO + 1
    return Plan(
        rule, least, frozenset(every), tuple(some), frozenset(never), tuple(asked), tuple(rest), frozenset(keys)
    )


def _flat(condition: Condition) -> Iterable[Condition]:
    """The conditions that must all hold."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _flat(part)
    else:
        yield condition


def _choices(condition: Condition, keywords: Keywords) -> list[tuple[Key, ...]]:
    """The ways to file a condition: of each, at least one key is in every article that fires."""
    if isinstance(condition, AllOf):
        return [choice for part in condition.parts for choice in _choices(part, keywords)]
    if isinstance(condition, AnyOf):
        each = [min(_choices(part, keywords), key=lambda choice: _cost(choice, keywords)) for part in condition.parts]
        return [tuple(key for choice in each for key in choice)]
    if isinstance(condition, WordsCondition):
        choices: list[tuple[Key, ...]] = [(keywords.numbers[keyword],) for keyword in condition.all]
        if condition.any:
            choices.append(tuple(keywords.numbers[keyword] for keyword in condition.any))
        return choices or [(_ALWAYS,)]
    if isinstance(condition, FactCondition):
        return [_fact_keys(condition)]
    if isinstance(condition, ArticlePlace) and condition.place.within:
        return [tuple(("place", "", region) for region in condition.place.within)]
    return [(_ALWAYS,)]


def _fact_keys(condition: FactCondition) -> tuple[Key, ...]:
    """`(fact, its leading word, region)`: the word and the region where they are asked."""
    if not condition.fact:
        return (("fact", "", None),)
    lead = leading(condition.fact)
    test = next((one for one in condition.tests if isinstance(one, OneOf) and one.field == lead), None)
    words = test.values if test is not None and not test.negated else ("",)
    regions = (condition.place.within if condition.place else ()) or (None,)
    return tuple((condition.fact, word, region) for word in words for region in regions)


def _cost(choice: tuple[Key, ...], keywords: Keywords) -> float:
    """About how many articles have one of the keys, in hundredths: what no lexicon knows is rarest."""
    return sum(_share(key, keywords) for key in choice)


def _share(key: Key, keywords: Keywords) -> float:
    if key == _ALWAYS:
        return 1000.0
    if isinstance(key, int):
        return keywords.share(key)
    fact, word, region = key
    if fact == "place":
        return 5.0
    return (40.0 if fact == "fact" or not word else 15.0) / (1 if region is None else 4)


def level(condition: Condition, sight: Sight, atoms: Atoms) -> int:
    """How surely a condition holds, without saying why."""
    if isinstance(condition, WordsCondition):
        numbers, present = sight.keywords.numbers, sight.present
        if not all(numbers[keyword] in present for keyword in condition.all):
            return NO
        if condition.any and not any(numbers[keyword] in present for keyword in condition.any):
            return NO
        return NO if any(numbers[keyword] in present for keyword in condition.none) else SURE
    if isinstance(condition, AllOf):
        return min(level(part, sight, atoms) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return max(level(part, sight, atoms) for part in condition.parts)
    if isinstance(condition, NoneOf):
        return SURE - max(level(part, sight, atoms) for part in condition.parts)
    return sight.level_of(atoms.number(condition), atoms)


class Filed:
    """Plans, filed under their keys."""

    def __init__(self, plans: tuple[Plan, ...], regions: Regions) -> None:
        self.plans = plans
        self._words: dict[int, list[int]] = {}
        self._others: dict[Key, list[int]] = {}
        for number, made in enumerate(plans):
            for key in made.keys:
                shelf: dict[Any, list[int]] = self._words if isinstance(key, int) else self._others
                shelf.setdefault(key, []).append(number)
        self._always = self._words.pop(_ALWAYS, [])
        self._regions = regions

    def candidates(self, sight: Sight) -> set[int]:
        """The numbers of the plans that an article has a key of: no other can fire."""
        found = set(self._always)
        if self._words:
            words = self._words
            for number in sight.present & words.keys():
                found.update(words[number])
        if self._others:
            others = self._others
            for key in set(_keys(sight, self._regions)):
                if key in others:
                    found.update(others[key])
        return found


def fires(made: Plan, sight: Sight, atoms: Atoms) -> int:
    """How surely a plan's rule is met; 0 where it is less surely than the rule wants."""
    if made.rule.needs_conflict and not sight.reading.conflict:
        return NO
    if made.every or made.some or made.never:
        present = sight.present
        if not made.every <= present or not made.never.isdisjoint(present):
            return NO
        for group in made.some:
            if group.isdisjoint(present):
                return NO
    found = SURE
    for atom in made.atoms:
        found = min(found, sight.level_of(atom, atoms))
        if found < made.least:
            return NO
    for condition in made.rest:
        found = min(found, level(condition, sight, atoms))
        if found < made.least:
            return NO
    return found


def _keys(sight: Sight, regions: Regions) -> Iterable[Key]:
    """The keys of an article besides its keywords."""
    reading = sight.reading
    for place in reading.places:
        for region in regions.of(place):
            yield ("place", "", region)
    if reading.facts:
        yield ("fact", "", None)
    for fact in reading.facts:
        name = FACT_NAMES[type(fact)]
        word = fact.status if isinstance(fact, Ceasefire) else fact.kind
        yield (name, "", None)
        yield (name, word, None)
        for place in fact.places or reading.places:
            for region in regions.of(place):
                yield (name, "", region)
                yield (name, word, region)
