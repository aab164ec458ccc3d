"""Conditions that cannot hold together, and those that ask for nothing: what a rule's author must hear at once.

Only what is certain is said: a condition counts as held by another where every article that surely meets the one surely
meets the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.rulebook.conditions import (
    AllOf,
    AnyOf,
    ArticlePlace,
    Between,
    Condition,
    FactCondition,
    From,
    Named,
    NoneOf,
    OneOf,
    PlaceTest,
    Region,
    Test,
    WordsCondition,
)
from bot.rulebook.document import Node
from bot.rulebook.notes import Notes
from bot.rulebook.rulebook import Gazetteer

_NEVER = "this can never fire"


def contradictions(notes: Notes, node: Node, asked: Condition, *, possible: bool = False) -> None:
    """A fault where a condition must hold and must not: such a rule never fires.

    `possible`: the rule fires on what may be meant, too; then what may hold is not surely forbidden by what is wider.
    """
    if not isinstance(asked, AllOf | AnyOf | NoneOf):
        return
    for part in asked.parts:
        contradictions(notes, node, part, possible=possible)
    if not isinstance(asked, AllOf):
        return
    must = [part for part in _flat(asked) if not isinstance(part, NoneOf)]
    never = [one for part in _flat(asked) if isinstance(part, NoneOf) for one in part.parts]
    if any(one == part or (not possible and holds_with(one, part, notes.gazetteer)) for part in must for one in never):
        notes.error(node, "a condition must hold and, under `none`, must not", _NEVER)
    origins = [part for part in must if isinstance(part, From)]
    if any(_strangers(one, other) for at, one in enumerate(origins) for other in origins[:at]):
        notes.error(node, "no article comes from all of these `sources` or `outlets`", _NEVER)


def demands(asked: Condition) -> bool:
    """Must anything stand in an article for this to hold? A rule that only forbids fires on everything else."""
    if isinstance(asked, AllOf):
        return any(demands(part) for part in asked.parts)
    if isinstance(asked, AnyOf):
        return all(demands(part) for part in asked.parts)
    if isinstance(asked, WordsCondition):
        return bool(asked.all or asked.any)
    if isinstance(asked, ArticlePlace):
        return bool(asked.place.within)
    return isinstance(asked, FactCondition) or (isinstance(asked, From) and not asked.negated)


def apart(one: Condition, other: Condition, gazetteer: Gazetteer) -> bool:
    """Can two conditions never be met in one place, each asking for places that the other's lie nowhere near?"""
    ours, theirs = _asked_places(one), _asked_places(other)
    return bool(ours and theirs) and not any(
        _covers(first, second, gazetteer) or _covers(second, first, gazetteer) for first in ours for second in theirs
    )


def _asked_places(condition: Condition) -> tuple[Region, ...]:
    """The regions one of which a condition asks for; none where it may be met anywhere."""
    if isinstance(condition, FactCondition | ArticlePlace):
        return condition.place.within if condition.place else ()
    if isinstance(condition, AllOf):
        return next((found for part in condition.parts if (found := _asked_places(part))), ())
    return ()


def holds_with(other: Condition, one: Condition, gazetteer: Gazetteer) -> bool:
    """Does `other` surely hold wherever `one` surely does?"""
    if isinstance(other, AnyOf):
        return any(holds_with(part, one, gazetteer) for part in other.parts)
    if isinstance(other, AllOf):
        return all(holds_with(part, one, gazetteer) for part in other.parts)
    if isinstance(one, AnyOf):
        return all(holds_with(other, part, gazetteer) for part in one.parts)
    if isinstance(one, FactCondition) and isinstance(other, FactCondition):
        tests = all(any(_passes(test, known) for known in one.tests) for test in other.tests)
        return other.fact in {"", one.fact} and tests and _lies_in(one.place, other.place, gazetteer)
    if isinstance(one, ArticlePlace) and isinstance(other, ArticlePlace):
        return _lies_in(one.place, other.place, gazetteer)
    if isinstance(one, WordsCondition) and isinstance(other, WordsCondition):
        some = not other.any or bool(set(one.all) & set(other.any)) or bool(one.any and set(one.any) <= set(other.any))
        return some and set(other.all) <= set(one.all) and set(other.none) <= set(one.none)
    return one == other or (isinstance(one, From) and isinstance(other, From) and _from_there(one, other))


def _passes(test: Test, known: Test) -> bool:
    """Does what passes `known` pass `test`?"""
    if isinstance(test, OneOf) and isinstance(known, OneOf) and test.field == known.field:
        ours, theirs = set(test.values), set(known.values)
        if test.negated:
            return ours <= theirs if known.negated else ours.isdisjoint(theirs)
        return not known.negated and theirs <= ours
    if isinstance(test, Between) and isinstance(known, Between):
        low = test.at_least is None or (known.at_least or 0) >= test.at_least
        return low and (test.at_most is None or (known.at_most is not None and known.at_most <= test.at_most))
    if isinstance(test, Named) and isinstance(known, Named) and test.field == known.field:
        return test.negated == known.negated and set(known.names) == set(test.names)
    return test == known


def _lies_in(inner: PlaceTest | None, outer: PlaceTest | None, gazetteer: Gazetteer) -> bool:
    """Is what passes the inner test of places sure to pass the outer one?"""
    if outer is None:
        return True
    if inner is None or (outer.without and outer.without != inner.without):
        return False
    covered = all(any(_covers(one, region, gazetteer) for one in outer.within) for region in inner.within)
    return not outer.within or bool(inner.within and covered)


def _covers(outer: Region, inner: Region, gazetteer: Gazetteer) -> bool:
    every = bool(inner.codes) and all(any(gazetteer.within(code, one) for one in outer.codes) for code in inner.codes)
    return outer == inner or every


def _from_there(one: From, other: From) -> bool:
    """Does an article from one come from the other? Of outlets, which are found by their words, only the same."""
    same = one.field == other.field and one.negated == other.negated
    return same and (set(other.names) <= set(one.names) if one.negated else set(one.names) <= set(other.names))


def _strangers(one: From, other: From) -> bool:
    """Does no article come from both?"""
    if one.field != other.field or (one.negated and other.negated):
        return False
    if one.negated or other.negated:
        wanted, refused = (other, one) if one.negated else (one, other)
        return set(wanted.names) <= set(refused.names)
    return one.field == "source" and set(one.names).isdisjoint(other.names)


def _flat(condition: Condition) -> Iterable[Condition]:
    for part in condition.parts if isinstance(condition, AllOf) else (condition,):
        yield from _flat(part) if isinstance(part, AllOf) else (part,)
