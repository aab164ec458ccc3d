"""Rules made fast: what a rule cannot do without is one key, and only rules whose key an article has are looked at.

A plan is the rule's condition with its keywords as numbers and its questions about facts and places as shared numbered
atoms, each asked of an article once, however many rules ask it. weighing.py says what conditions mean; a plan must say
the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.facts import FACT_NAMES, Ceasefire, Evidence, Place
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
    each,
)
from bot.rulebook.keywords import Keywords
from bot.rulebook.regions import NO, SURE, Regions
from bot.rulebook.rule import Certainty, Rule
from bot.rulebook.sight import Atoms, Sight
from bot.rulebook.vocabulary import leading
from bot.rulebook.weighing import proven, weigh

#: What an article must have for a rule to fire: a keyword's number, or the place or the kind of fact it asks.
Key = int | tuple[str, str, Region | None]
_ALWAYS = -1
#: A fact of this kind surely reaches what its place covers: a truce in the north-west is one in Idlib.
_COVERS = FACT_NAMES[Ceasefire]


@dataclass(frozen=True, slots=True)
class Plan:
    """A rule ready to be tried. `rest` are the conditions that are walked as they are written.

    `shown` are the keywords whose places prove a match: number and text. `where` is what `Sight.reached` must hold, -1
    where no one region is asked for.
    """

    rule: Rule
    least: int
    every: frozenset[int]
    some: tuple[frozenset[int], ...]
    never: frozenset[int]
    atoms: tuple[int, ...]
    rest: tuple[Condition, ...]
    keys: frozenset[Key]
    shown: tuple[tuple[int, str], ...]
    where: int


def keywords_of(condition: Condition) -> Iterable[Keyword]:
    """Every keyword of a condition."""
    for words in each(condition, WordsCondition):
        yield from (*words.all, *words.any, *words.none)


def plan(rule: Rule, condition: Condition, keywords: Keywords, atoms: Atoms) -> Plan:
    """The plan of a rule (or of one step of it)."""
    every: set[int] = set()
    some: list[frozenset[int]] = []
    never: set[int] = set()
    asked: list[int] = []
    rest: list[Condition] = []
    shown: dict[int, str] = {}
    numbers = keywords.numbers
    for part in _flat(condition):
        if isinstance(part, WordsCondition):
            every.update(numbers[keyword] for keyword in part.all)
            never.update(numbers[keyword] for keyword in part.none)
            shown.update({numbers[keyword]: keyword.text for keyword in (*part.all, *part.any)})
            if part.any:
                some.append(frozenset(numbers[keyword] for keyword in part.any))
        elif isinstance(part, AllOf | AnyOf | NoneOf):
            rest.append(part)
        else:
            asked.append(atoms.number(part))
    keys = min(_choices(condition, keywords), key=lambda choice: _cost(choice, keywords))
    least = SURE if rule.certainty is Certainty.SURE else NO + 1
    return Plan(
        rule=rule,
        least=least,
        every=frozenset(every),
        some=tuple(some),
        never=frozenset(never),
        atoms=tuple(asked),
        rest=tuple(rest),
        keys=frozenset(keys),
        shown=tuple(shown.items()),
        where=next((2 * atoms.region[one] + (least < SURE) for one in asked if atoms.region[one] >= 0), -1),
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


class _Shelf:
    """The plans filed under one word of one kind of fact: those of any place; by region, those that a fact within it
    fires, and those that a fact fires whose place is wider.
    """

    __slots__ = ("anywhere", "around", "inside")

    def __init__(self) -> None:
        self.anywhere: list[int] = []
        self.inside: dict[int, list[int]] = {}
        self.around: dict[int, list[int]] = {}


class Filed:
    """Plans, filed under their keys."""

    def __init__(self, plans: tuple[Plan, ...], regions: Regions) -> None:
        self.plans = plans
        self._regions = regions
        self._every = [made.every for made in plans]
        self._never = [made.never for made in plans]
        self._where = [made.where for made in plans]
        self._placed = any(where >= 0 for where in self._where)
        self._words: dict[int, list[int]] = {}
        self._shelves: dict[tuple[str, str], _Shelf] = {}
        for number, made in enumerate(plans):
            for key in made.keys:
                self._file(number, key, made.least)
        self._always = self._words.pop(_ALWAYS, [])

    def _file(self, number: int, key: Key, least: int) -> None:
        if isinstance(key, int):
            self._words.setdefault(key, []).append(number)
            return
        fact, word, region = key
        shelf = self._shelves.setdefault((fact, word), _Shelf())
        if region is None:
            shelf.anywhere.append(number)
            return
        shelf.inside.setdefault(self._regions.numbers[region], []).append(number)
        if least < SURE or fact == _COVERS:
            shelf.around.setdefault(self._regions.numbers[region], []).append(number)

    def candidates(self, sight: Sight, present: set[int]) -> list[int]:
        """The numbers of the plans that an article has a key of and the keywords for, in order: no other can fire."""
        found = set(self._always)
        words, every, never = self._words, self._every, self._never
        if words:
            found.update(*[words[number] for number in present if number in words])
        if self._shelves:
            self._from_shelves(sight, found)
        near = [one for one in found if every[one] <= present and never[one].isdisjoint(present)]
        if self._placed:
            reached, where = sight.reached, self._where
            near = [one for one in near if where[one] < 0 or where[one] in reached]
        near.sort()
        return near

    def _from_shelves(self, sight: Sight, found: set[int]) -> None:
        """Add what is filed under the places and facts of a reading."""
        reading = sight.reading
        asked: set[tuple[str, str, tuple[Place, ...]]] = {("place", "", sight.places)}
        for fact in reading.facts:
            word: str = fact.status if isinstance(fact, Ceasefire) else fact.kind
            asked.add((FACT_NAMES[type(fact)], word, fact.places or reading.places))
        if reading.facts:
            self._take("fact", "", (), sight, found)
        for name, word, places in asked:
            self._take(name, word, places, sight, found)
            if word:
                self._take(name, "", places, sight, found)

    def _take(self, fact: str, word: str, places: tuple[Place, ...], sight: Sight, found: set[int]) -> None:
        shelf = self._shelves.get((fact, word))
        if shelf is None:
            return
        found.update(shelf.anywhere)
        if shelf.inside:
            near = sight.near_of(places)
            found.update(*[shelf.inside[region] for region in near.inside if region in shelf.inside])
            if shelf.around:
                found.update(*[shelf.around[region] for region in near.around if region in shelf.around])


def fires(made: Plan, sight: Sight, atoms: Atoms) -> int:
    """How surely the rule of a candidate is met; 0 where it is less surely than the rule wants."""
    if made.rule.needs_conflict and not sight.reading.conflict:
        return NO
    for group in made.some:
        if group.isdisjoint(sight.present):
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


def proof(made: Plan, sight: Sight, atoms: Atoms) -> tuple[tuple[int, ...], tuple[Evidence, ...]]:
    """The facts and the evidence of a rule that fires."""
    facts: set[int] = set()
    for atom in made.atoms:
        facts.update(sight.facts_of(atom, atoms))
    present, standing = sight.present, sight.standing
    said = [standing.evidence_of(number, text) for number, text in made.shown if number in present]
    for condition in made.rest:
        weighed = weigh(condition, sight)
        facts.update(weighed.facts)
        said.extend(weighed.evidence)
    return proven(facts, said, sight)
