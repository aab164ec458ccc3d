"""Is an article news of armed conflict or political violence?

A linear model over fields of words (fight, army, siege … against sport, trade, illness …): how much of each stands in
the text, in its first words and in its title. It knows classes of the lexicon only, never names or outlets, so that it
holds for wars and papers it was not trained on. What each field may speak for is in data/conflict.features.tsv; the
weights are trained by tools/train_conflict.py.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from importlib import resources

from bot.arabic.lexicon import rows
from bot.arabic.words import Words
from bot.facts.weights import Sum, Weights, load_weights

#: How many words at the beginning of the text are its lead.
_LEAD = 60
#: Below this length a text is taken as this long: two words of war do not make a post of five words certain.
_SHORT = 30


@dataclass(frozen=True, slots=True)
class Fields:
    """The classes that are weighed, and for each which way it may pull: + conflict, - not, ~ either."""

    direction: dict[str, str]


def load_fields() -> Fields:
    """The rows of data/conflict.features.tsv: class, direction."""
    table = "conflict.features.tsv"
    text = (resources.files("bot.facts") / "data" / table).read_text(encoding="utf-8")
    return Fields({cells[0]: cells[1] for _, cells in rows(text, 2, table)})


class ConflictModel:
    """Judges articles. Immutable but for a memo of letters."""

    def __init__(self, fields: Fields, weights: Weights) -> None:
        self._names = tuple(fields.direction)
        self.weights = weights
        self._of_letter: dict[str, tuple[int, ...]] = {}

    def judge(self, words: Words) -> Sum:
        """Weigh an article; `.yes` = news of conflict, `.because()` = the fields that decided.

        An article without any words is none.
        """
        return self.weights.sum(self.values(words))

    def values(self, words: Words) -> dict[str, float]:
        """What the model sees: amounts by `class in text`, `class in lead`, `class in title`, zeros left out."""
        title_end, size = words.title_end, len(words)
        start = title_end if title_end < size else 0  # a title without a text stands for it
        scale = math.log1p(max(size, _SHORT) / _SHORT)
        values: dict[str, float] = {}
        for field, count in self._count(words, start, size).items():
            values[f"{field} in text"] = math.log1p(count) / scale
        for field, count in self._count(words, start, min(size, start + _LEAD)).items():
            values[f"{field} in lead"] = min(count, 3) / 3
        for field, count in self._count(words, 0, title_end).items():
            values[f"{field} in title"] = min(count, 2)
        return values

    def _count(self, words: Words, start: int, end: int) -> dict[str, int]:
        counts = [0] * len(self._names)
        for letter, times in Counter(words.code[2 * start : 2 * end : 2]).items():
            for place in self._fields_of(words, letter):
                counts[place] += times
        return {name: count for name, count in zip(self._names, counts, strict=True) if count}

    def _fields_of(self, words: Words, letter: str) -> tuple[int, ...]:
        places = self._of_letter.get(letter)
        if places is None:
            classes = words.vocabulary.alphabet.classes[letter]
            places = tuple(place for place, name in enumerate(self._names) if name in classes)
            self._of_letter[letter] = places
        return places


def load_conflict() -> ConflictModel:
    """The model over the tables of the package."""
    return ConflictModel(load_fields(), load_weights("conflict"))
