"""Which words are of a class, told beforehand for every letter of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable

from bot.arabic.alphabet import Alphabet


def having(alphabet: Alphabet, names: Iterable[str]) -> frozenset[str]:
    """The class letters of words that are of any of these classes."""
    return frozenset().union(*map(alphabet.having, names))


def names_of(alphabet: Alphabet, names: tuple[str, ...]) -> dict[frozenset[str], tuple[str, ...]]:
    """For each set of classes with any of these, which of them, in this order."""
    sets = (alphabet.classes[letter] for letter in having(alphabet, names))
    return {classes: tuple(name for name in names if name in classes) for classes in sets}
