"""What stems are between affixes: told once for all stems of a kind, so that no word has to be put together.

A prefix has one category, and its type is this; the type of a suffix is the set of its categories, each with what it
adds. So there are a hundred pairs of types, and most stems take a score of them, in a handful of ways.
"""

from __future__ import annotations

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


def shape_of(signature: Signature, befores: tuple[str, ...], afters: tuple[frozenset[Affix], ...]) -> Shape:
    """What stems of these categories take of these types of prefixes and suffixes."""
    choices: dict[Choice, int] = {}
    numbers: list[int] = []
    behind = [
        [
            (place, literal, added)
            for place, (category, literal) in enumerate(signature)
            for name, added in after
            if name in AFTER[category]
        ]
        for after in afters
    ]
    for before in befores:
        takes_it = [before in BEFORE[category] for category, _ in signature]
        for after in behind:
            fits = [fit for fit in after if takes_it[fit[0]]]
            if not fits:
                numbers.append(-1)
                continue
            words = [fit for fit in fits if not fit[1]] or fits
            pronoun = all("pron" in added for _, _, added in words)
            choice = tuple([(place, added_classes(added)) for place, _, added in fits]), pronoun
            numbers.append(choices.setdefault(choice, len(choices)))
    return Shape(tuple(choices), tuple(numbers))


def meanings(kinds: Kinds, shape: Shape) -> tuple[Meaning | None, ...]:
    """What stems of these kinds are between all types of affixes."""
    made: list[Meaning | None] = [
        Meaning(frozenset().union(*[kinds[place][2] | added for place, added in fits]), pronoun)
        for fits, pronoun in shape.choices
    ]
    made.append(None)
    return tuple([made[number] for number in shape.numbers])


def added_classes(added: frozenset[str]) -> frozenset[str]:
    """The classes that a suffix adds to a word."""
    return frozenset([f".{mark}" for mark in ("dual", "plural") if mark in added])
