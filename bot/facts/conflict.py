"""Is an article news of armed conflict or political violence?

A linear model over fields of words (fight, army, siege … against sport, trade, illness …): how much of each stands in
the text, in its first words and in its title; and over the kinds of facts that were read in it, which tell a raid on a
market from the prices of a market. It knows classes of the lexicon only, never names or outlets, so that it holds for
wars and papers it was not trained on. What each field may speak for is in data/conflict.features.tsv; the weights are
trained by tools/train_conflict.py.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from bot.arabic.lexicon import rows
from bot.arabic.words import Words
from bot.facts.weights import BIAS, Sum, Weights, load_weights
from bot.model.facts import Ceasefire, Event, EventStatus, Fact

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
        self._pulls = [
            tuple(weights.by_name.get(f"{name} in {part}", 0.0) for part in ("text", "lead", "title"))
            for name in self._names
        ]

    def judge(self, words: Words, facts: Iterable[Fact] = ()) -> Sum:
        """Weigh an article; `.yes` = news of conflict, `.because()` = the fields that decided.

        An article without any words is none.
        """
        return self.weights.sum(self.values(words, facts))

    def score(self, words: Words, facts: Iterable[Fact] = ()) -> float:
        """The score of `judge`, > 0 = news of conflict, without the names of what decided: cheaper by half."""
        scale, start, end = _shape(words)
        terms = [self.weights.by_name.get(BIAS, 0.0)]
        for place, count in self._places(words, start, len(words)).items():
            terms.append(self._pulls[place][0] * (math.log1p(count) / scale))
        for place, count in self._places(words, start, end).items():
            terms.append(self._pulls[place][1] * (min(count, 3) / 3))
        for place, count in self._places(words, 0, words.title_end).items():
            terms.append(self._pulls[place][2] * min(count, 2))
        terms += [self.weights.by_name.get(name, 0.0) / max(1.0, scale) for name in _told(facts)]
        return math.fsum(terms)

    def values(self, words: Words, facts: Iterable[Fact] = ()) -> dict[str, float]:
        """What the model sees: amounts by `class in text`, `class in lead`, `class in title`, zeros left out.

        And `told KIND` for what is reported, which says most of a text of one sentence.
        """
        scale, start, end = _shape(words)
        names = self._names
        values: dict[str, float] = {}
        for place, count in self._places(words, start, len(words)).items():
            values[f"{names[place]} in text"] = math.log1p(count) / scale
        for place, count in self._places(words, start, end).items():
            values[f"{names[place]} in lead"] = min(count, 3) / 3
        for place, count in self._places(words, 0, words.title_end).items():
            values[f"{names[place]} in title"] = min(count, 2)
        return values | dict.fromkeys(_told(facts), 1 / max(1.0, scale))

    def _places(self, words: Words, start: int, end: int) -> dict[int, int]:
        """How many words of each field stand among tokens start … end - 1."""
        counts: dict[int, int] = {}
        known = self._of_letter
        for letter, times in Counter(words.letters[start:end]).items():
            places = known.get(letter)
            for place in self._fields_of(words, letter) if places is None else places:
                counts[place] = counts.get(place, 0) + times
        return counts

    def _fields_of(self, words: Words, letter: str) -> tuple[int, ...]:
        classes = words.vocabulary.alphabet.classes[letter]
        places = self._of_letter[letter] = tuple(place for place, name in enumerate(self._names) if name in classes)
        return places


def _told(facts: Iterable[Fact]) -> set[str]:
    """The features of the facts of an article: the kinds of events that it reports, ceasefires."""
    return {
        "told ceasefire" if isinstance(fact, Ceasefire) else f"told {fact.kind}"
        for fact in facts
        if isinstance(fact, Ceasefire) or (isinstance(fact, Event) and fact.status is EventStatus.REPORTED)
    }


def _shape(words: Words) -> tuple[float, int, int]:
    """What amounts are measured by, and where the lead begins and ends; a title without a text stands for it."""
    size = len(words)
    start = words.title_end if words.title_end < size else 0
    return math.log1p(max(size, _SHORT) / _SHORT), start, min(size, start + _LEAD)


def load_conflict() -> ConflictModel:
    """The model over the tables of the package."""
    return ConflictModel(load_fields(), load_weights("conflict"))
