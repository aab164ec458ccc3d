"""What conditions mean: how surely they hold of an article, on which facts, and if not, why not.

This is the plain meaning, walked as it is written. plans.py is the same, made fast; tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.facts import FACT_NAMES, Evidence, Fact, Figure
from bot.model.reading import as_json
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
    Test,
    WordsCondition,
)
from bot.rulebook.regions import NO, POSSIBLE, SURE
from bot.rulebook.sight import Sight, test_level


@dataclass(frozen=True, slots=True)
class Weighed:
    """A condition weighed: its level, the facts that hold it up and where its keywords stand; `because`: what failed.

    `met` counts the conditions that held, so that a near miss can be told from a far one. `near` are the facts that
    came nearest to a condition that failed.
    """

    level: int
    facts: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    because: str = ""
    near: tuple[int, ...] = ()
    met: int = 0


def weigh(condition: Condition, sight: Sight) -> Weighed:
    """Weigh a condition against an article."""
    if isinstance(condition, FactCondition):
        return _weigh_fact(condition, sight)
    if isinstance(condition, WordsCondition):
        return _weigh_words(condition, sight)
    if isinstance(condition, ArticlePlace):
        level = sight.article_level(condition)
        return Weighed(
            level, because=_place_because(condition.place, sight) if level < SURE else "", met=int(level > NO)
        )
    if isinstance(condition, From):
        level = sight.from_level(condition)
        return Weighed(level, because=f"the {condition.field} is {_from(condition, sight)}", met=int(level > NO))
    parts = [weigh(part, sight) for part in condition.parts]
    if isinstance(condition, AllOf):
        return _all(parts)
    if isinstance(condition, AnyOf):
        return _any(parts)
    return _none(condition, parts)


def _all(parts: list[Weighed]) -> Weighed:
    level = min(part.level for part in parts)
    met = sum(part.met for part in parts)
    failed = [part for part in parts if part.level == level and level < SURE]
    because = "; ".join(part.because for part in failed)
    if level == NO:
        return Weighed(NO, because=because, near=_facts(failed, near=True), met=met)
    return Weighed(level, _facts(parts), _evidence(parts), because, met=met)


def _any(parts: list[Weighed]) -> Weighed:
    level = max(part.level for part in parts)
    met = max(part.met for part in parts)
    best = [part for part in parts if part.level == level]
    because = "; ".join(part.because for part in best) if level < SURE else ""
    if level == NO:
        return Weighed(NO, because=because, near=_facts(parts, near=True), met=met)
    return Weighed(level, _facts(best), _evidence(best), because, met=met)


def _none(condition: NoneOf, parts: list[Weighed]) -> Weighed:
    level = min(SURE - part.level for part in parts)
    if level == SURE:
        return Weighed(SURE, met=1)
    held = [(part, inner) for part, inner in zip(parts, condition.parts, strict=True) if part.level]
    names = "; ".join(f"{describe(inner)} {'holds' if part.level == SURE else 'may hold'}" for part, inner in held)
    return Weighed(level, because=f"none of: {names}", near=_facts([part for part, _ in held]), met=int(level > NO))


def _facts(parts: list[Weighed], *, near: bool = False) -> tuple[int, ...]:
    return tuple(sorted({fact for part in parts for fact in (part.near if near else part.facts)}))


def _evidence(parts: list[Weighed]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence for part in parts for evidence in part.evidence))


def _weigh_fact(condition: FactCondition, sight: Sight) -> Weighed:
    levels = sight.fact_levels(condition)
    level = max(levels, default=NO)
    facts = sight.reading.facts
    if level == NO:
        return _fact_missed(condition, sight)
    found = tuple(number for number, one in enumerate(levels) if one == level)
    because = _fact_because(condition, facts[found[0]], sight) if level == POSSIBLE else ""
    return Weighed(level, found, (), because, met=_asked(condition))


def _asked(condition: FactCondition) -> int:
    """How much a fact condition asks: its fact, each test, its place."""
    return 1 + len(condition.tests) + (condition.place is not None)


def _fact_missed(condition: FactCondition, sight: Sight) -> Weighed:
    """The facts that failed the fewest tests, and what they failed. A fact of another kind is no near miss."""
    name = condition.fact or "fact"
    same = [
        (number, fact)
        for number, fact in enumerate(sight.reading.facts)
        if not condition.fact or FACT_NAMES[type(fact)] == condition.fact
    ]
    if not same:
        return Weighed(NO, because=f"no {name} was read")
    failures = {number: _failures(condition, fact, sight) for number, fact in same}
    kind = [test for test in condition.tests if isinstance(test, OneOf) and test.field == "kind"]
    of_kind = [number for number, fact in same if all(test_level(test, fact) for test in kind)]
    if not of_kind:
        return Weighed(NO, because=describe(condition) + " was not read", near=tuple(failures))
    words = [test for test in condition.tests if isinstance(test, OneOf)]

    def far(number: int) -> tuple[int, int]:
        """How much failed, and of that what the fact is: five children killed are nearer to ten than ten fighters."""
        fact = sight.reading.facts[number]
        return len(failures[number]), sum(not test_level(test, fact) for test in words)

    nearest = min(of_kind, key=far)
    near = tuple(number for number in of_kind if failures[number] == failures[nearest])
    because = " and ".join(failures[nearest])
    return Weighed(NO, because=because, near=near, met=_asked(condition) - len(failures[nearest]))


def _failures(condition: FactCondition, fact: Fact, sight: Sight) -> list[str]:
    failed = [_test_because(test, fact) for test in condition.tests if test_level(test, fact) == NO]
    if condition.place is not None and not sight.fact_level(FactCondition("", (), condition.place), fact):
        failed.append(_place_because(condition.place, sight, fact))
    return failed


def _fact_because(condition: FactCondition, fact: Fact, sight: Sight) -> str:
    """Why a fact passes a condition only possibly."""
    doubtful = [_test_because(test, fact) for test in condition.tests if test_level(test, fact) == POSSIBLE]
    if condition.place is not None and sight.fact_level(FactCondition("", (), condition.place), fact) == POSSIBLE:
        doubtful.append(_place_because(condition.place, sight, fact))
    return " and ".join(doubtful)


def _test_because(test: Test, fact: Fact) -> str:
    """`status is sought, not declared`."""
    if isinstance(test, Between) and isinstance(fact, Figure):
        asked = [f"at least {test.at_least}"] if test.at_least is not None else []
        asked += [f"at most {test.at_most}"] if test.at_most is not None else []
        return f"the number is {_interval(fact)}, asked is {' and '.join(asked)}"
    if isinstance(test, Between):
        return "it has no number"
    value = as_json(getattr(fact, test.field, ""))
    if isinstance(test, OneOf):
        wanted = " or ".join(test.values)
        return f"{test.field} is {value}" if test.negated else f"{test.field} is {value}, not {wanted}"
    said = value if value not in {None, ""} else "not stated"
    names = " or ".join(test.written) if isinstance(test, Named) and not test.negated else ""
    return f"{test.field} is {said}" + (f", asked is {names}" if names else "")


def _interval(fact: Figure) -> str:
    if fact.min == fact.max:
        return str(fact.min)
    return f"{'?' if fact.min is None else fact.min}–{'?' if fact.max is None else fact.max}"


def _place_because(test: PlaceTest, sight: Sight, fact: Fact | None = None) -> str:
    places = (fact.places or sight.reading.places) if fact else sight.places
    said = "، ".join(place.name for place in places) or "not stated"
    asked = " or ".join(region.name for region in test.within) or "anywhere"
    without = f" without {' or '.join(region.name for region in test.without)}" if test.without else ""
    return f"the place is {said}, asked is {asked}{without}"


def _from(condition: From, sight: Sight) -> str:
    return (sight.article.source if condition.field == "source" else sight.article.outlet) or "not known"


def _weigh_words(condition: WordsCondition, sight: Sight) -> Weighed:
    missing = [keyword.text for keyword in condition.all if not sight.holds(keyword)]
    found = [keyword for keyword in (*condition.all, *condition.any) if sight.holds(keyword)]
    forbidden = [keyword.text for keyword in condition.none if sight.holds(keyword)]
    because = []
    if missing:
        because.append(f"there is no «{'», «'.join(missing)}»")
    if condition.any and not any(sight.holds(keyword) for keyword in condition.any):
        because.append(f"there is none of «{'», «'.join(keyword.text for keyword in condition.any)}»")
    if forbidden:
        because.append(f"there is «{'», «'.join(forbidden)}»")
    if because:
        return Weighed(NO, because=" and ".join(because), met=int(bool(found)))
    shown = (sight.standing.evidence(keyword) for keyword in found)
    return Weighed(SURE, (), tuple(one for one in shown if one is not None), met=1)


def proven(
    facts: Iterable[int], said: Iterable[Evidence | None], sight: Sight
) -> tuple[tuple[int, ...], tuple[Evidence, ...]]:
    """The facts in order, and the evidence: that of the facts first, then where keywords stand, as in the article."""
    numbers = tuple(sorted(facts))
    shown = [sight.reading.facts[number].evidence for number in numbers]
    if len(shown) > 1:
        shown = list(dict.fromkeys(shown))
    words = [one for one in said if one is not None]
    if len(words) > 1:  # of one keyword there is one evidence: asked for twice, it is the same object
        words = list({id(one): one for one in words}.values())
        words.sort(key=_standing)
    return numbers, (*shown, *words)


def _standing(evidence: Evidence) -> tuple[bool, int, int, str]:
    return evidence.field != "title", evidence.start, evidence.end, evidence.pattern


def describe(condition: Condition) -> str:
    """A condition in a few words."""
    if isinstance(condition, FactCondition):
        tests = [" or ".join(test.values) for test in condition.tests if isinstance(test, OneOf)]
        return " ".join([condition.fact or "any fact", *tests])
    if isinstance(condition, WordsCondition):
        return f"«{'», «'.join(keyword.text for keyword in (*condition.all, *condition.any))}»"
    if isinstance(condition, ArticlePlace):
        return "place " + " or ".join(region.name for region in condition.place.within)
    if isinstance(condition, From):
        return f"{condition.field} " + " or ".join(condition.names)
    return ", ".join(describe(part) for part in condition.parts)
