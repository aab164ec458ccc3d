"""Words that tell what a sentence says of its places: classes of the lexicon, as features of article_places.py.

data/article_places.classes.tsv names the classes; those with `near` beside them count right before a place only.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.tables import load_cells


class PlaceMarks:
    """Finds the words of the table in texts that are given by their class letters. Made once; nothing changes."""

    def __init__(self, alphabet: Alphabet) -> None:
        table = load_cells("bot.facts", "article_places.classes.tsv", 1)
        everywhere = {name for name, *where in table if not where}
        self._around = _by_letter(alphabet, everywhere, "{} in its sentence")
        self._ahead = _by_letter(alphabet, {name for name, *_ in table}, "{} before it")
        self._in_sentence, self._before = any_of(self._around), any_of(self._ahead)

    def in_sentence(self, letters: str) -> set[str]:
        """The features of a place that stands in this sentence."""
        return set().union(*map(self._around.__getitem__, self._in_sentence.findall(letters)))

    def before(self, letters: str) -> Iterator[tuple[str, ...]]:
        """The features of a place that stands right behind these words, by word."""
        return map(self._ahead.__getitem__, self._before.findall(letters))


def _by_letter(alphabet: Alphabet, names: set[str], form: str) -> dict[str, tuple[str, ...]]:
    """The features that a word of each class letter is."""
    return {
        letter: tuple(form.format(name) for name in sorted(classes & names))
        for letter, classes in alphabet.classes.items()
        if not classes.isdisjoint(names)
    }
