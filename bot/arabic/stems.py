"""What stems are between affixes: told once for all stems of a kind, so that no word has to be put together.

A prefix has one category, and its type is this; the type of a suffix is the set of its categories, each with what it
adds. So there are a hundred pairs of types, and most stems take a score of them, in a handful of ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from bot.arabic.database import AFTER, BEFORE

#: The category of an affix, and its features.
Affix = tuple[str, frozenset[str]]
#: What stems of one surface are: (category, is it named to the letter?, classes) of each.
Kinds = tuple[tuple[str, bool, frozenset[str]], ...]
#: The categories of some stems; is each named to the letter?
Signature = tuple[tuple[str, bool], ...]
#: The places in a signature that fit, with the classes that the suffix adds to them; a pronoun in all of them?
Choice = tuple[tuple[tuple[int, frozenset[str]], ...], bool]
#: The classes that suffixes of one type add to a stem of a category; is it a pronoun?
Added = list[tuple[frozenset[str], bool]]
#: That of all types of suffixes, for stems of each category.
Behind = Mapping[str, list[Added]]


class Meaning(NamedTuple):
    """What a word cut in one way is: the classes of all readings that fit; have all of them a pronoun behind them?"""

    classes: frozenset[str]
    pronoun: bool


class Stem(NamedTuple):
    """What is known of a stem. `meanings`: what it is between affixes, by the numbers of their types; None = nothing.

    The number is that of the type of the prefix times all types of suffixes, and that of the suffix.
    """

    kinds: Kinds
    meanings: tuple[Meaning | None, ...]


class Shape(NamedTuple):
    """What stems of some categories take: for each pair of types of affixes the number of a choice; -1 = nothing."""

    choices: tuple[Choice, ...]
    numbers: tuple[int, ...]


def behind_of(afters: tuple[frozenset[Affix], ...]) -> Behind:
    """What each type of suffixes is behind stems of each category."""
    return {
        category: [
            [(added_classes(added), "pron" in added) for name, added in after if name in takes] for after in afters
        ]
        for category, takes in AFTER.items()
    }


def shape_of(signature: Signature, befores: tuple[str, ...], behind: Behind) -> Shape:
    """What stems of these categories take of these types of prefixes, and of the suffixes of `behind_of`."""
    choices: dict[Choice, int] = {}
    numbers: list[int] = []
    known: dict[tuple[bool, ...], list[int]] = {}  # prefixes that the same stems take: told once
    columns = list(zip(*[behind[category] for category, _ in signature], strict=True))
    for before in befores:
        takes_it = tuple([before in BEFORE[category] for category, _ in signature])
        if takes_it not in known:
            taking = [(place, literal) for place, (_, literal) in enumerate(signature) if takes_it[place]]
            known[takes_it] = [_number(taking, column, choices) for column in columns]
        numbers += known[takes_it]
    return Shape(tuple(choices), tuple(numbers))


def _number(taking: list[tuple[int, bool]], column: tuple[Added, ...], choices: dict[Choice, int]) -> int:
    """The number of the choice that places make with a type of suffixes; those named to the letter are no pronouns'."""
    fits = [(place, literal, *added) for place, literal in taking for added in column[place]]
    if not fits:
        return -1
    words = [pronoun for _, literal, _, pronoun in fits if not literal] or [pronoun for _, _, _, pronoun in fits]
    choice = tuple([(place, classes) for place, _, classes, _ in fits]), all(words)
    return choices.setdefault(choice, len(choices))


def meanings(kinds: Kinds, shape: Shape) -> tuple[Meaning | None, ...]:
    """What stems of these kinds are between all types of affixes."""
    made: list[Meaning | None] = [
        Meaning(frozenset().union(*[kinds[place][2] | added for place, added in fits]), pronoun)
        for fits, pronoun in shape.choices
    ]
    made.append(None)
    return itemgetter(*shape.numbers)(made)  # type: ignore[no-any-return]  # there are more than two


def added_classes(added: frozenset[str]) -> frozenset[str]:
    """The classes that a suffix adds to a word."""
    return frozenset([f".{mark}" for mark in ("dual", "plural") if mark in added])
