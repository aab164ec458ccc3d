"""Is an article news of armed conflict or political violence?

A linear model over fields of words (fight, army, siege … against sport, trade, illness …): how much of each stands in
the text, in its first words and in its title; and over the kinds of facts that were read in it, which tell a raid on a
market from the prices of a market. It knows classes of the lexicon only, never names or outlets, so that it holds for
wars and papers it was not trained on. What each field may speak for is in data/conflict.features.tsv; the weights are
trained by tools/train_conflict.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.arabic.alphabet import Alphabet, any_of, one_letter
from bot.arabic.tables import load_cells
from bot.arabic.words import Words
from bot.facts.events.mentions import VIOLENT
from bot.facts.weights import BIAS, Sum, Weights, load_weights
from bot.model.facts import Ceasefire, Event, EventKind, EventStatus, Fact, FigureKind

#: How many words at the beginning of the text are its lead.
_LEAD = 60
#: Below this length a text is taken as this long: two words of war do not make a post of five words certain.
_SHORT = 30
#: Further words of a field say nothing more where they stand together: in the lead, in the title.
_MOST_IN_LEAD, _MOST_IN_TITLE = 3, 2
#: What a ship carries that is attacked says nothing of trade: «استهداف ناقلة نفط», «تعرضت سفينة تجارية لهجوم».
_CARRIERS, _GOODS = ("ship", "tanker"), ("topic_economy", "money")
_HITS = ("ev_target_noun", "ev_attack", "ev_attack_verb", "ev_strike_verb", "ev_bombard", "ev_explosion", "ev_hit")
#: Nor does a court that is blown up say anything of crime: «فجر نفسه قرب بوابة محكمة», «تفجير أمام مجمع المحاكم».
_BLASTS, _COURT = ("ev_explosion", "ev_explosion_verb", "ev_suicide", "bomb", "explosive"), ("court_house",)
_TOLD_CEASEFIRE = "told ceasefire"
_TOLD = {kind: f"told {kind}" for kind in EventKind}
#: Something that only fighters do, with who did it: «الدعم السريع يعلن سيطرته على بارا» needs no other word of war.
_TOLD_DOER = "told doer"
_DONE = VIOLENT | {EventKind.ABDUCTION_ARREST}
#: So many people are not taken by a mere criminal: «اختطاف خمسين مصليا من كنيسة».
_TOLD_MANY, _MANY = "told many held", 10
#: Who is killed in protests was seldom killed by chance: «28 قتيلا منذ بدء المظاهرات».
_TOLD_DEAD = "told dead in protests"


@dataclass(frozen=True, slots=True)
class Fields:
    """The classes that are weighed, and for each which way it may pull: + conflict, - not, ~ either."""

    direction: dict[str, str]


def load_fields() -> Fields:
    """The rows of data/conflict.features.tsv: class, direction."""
    table = "conflict.features.tsv"
    return Fields({cells[0]: cells[1] for cells in load_cells("bot.facts", table, 2)})


class ConflictModel:
    """Judges articles whose words are written in one alphabet. Made once; changes nothing."""

    def __init__(self, fields: Fields, weights: Weights, alphabet: Alphabet) -> None:
        self._names = names = tuple(fields.direction)
        self.weights = weights
        #: The fields that a word of each class letter belongs to, by their place among the names; and those letters.
        self._fields: dict[str, tuple[int, ...]] = {
            letter: tuple(place for place, name in enumerate(names) if name in classes)
            for letter, classes in alphabet.classes.items()
            if not classes.isdisjoint(fields.direction)
        }
        self._telling = any_of(self._fields)
        classes = (_CARRIERS, _GOODS, _HITS, _BLASTS, _COURT)
        sets = [alphabet.having_any(each) for each in classes]
        ship, goods, hit, blast, court = map(one_letter, sets)
        self._cargo = re.compile(f"({hit}.{{0,3}}{ship}.?){goods}+|({ship}.?){goods}+(?=.{{0,5}}{hit})").sub
        self._court = re.compile(f"({blast}.{{0,7}}){court}()").sub
        self._needs = alphabet.asked(sets[:3]), alphabet.asked(sets[3:])
        known = weights.by_name
        told = (*_TOLD.values(), _TOLD_CEASEFIRE, _TOLD_DOER, _TOLD_MANY, _TOLD_DEAD)
        self._bias, self._pull = known.get(BIAS, 0.0), {name: known.get(name, 0.0) for name in told}
        self._in_text = [known.get(f"{name} in text", 0.0) for name in names]
        self._in_lead = [known.get(f"{name} in lead", 0.0) for name in names]
        self._in_title = [known.get(f"{name} in title", 0.0) for name in names]

    def judge(self, words: Words, facts: Iterable[Fact] = ()) -> Sum:
        """Weigh an article; `.yes` = news of conflict, `.because()` = the fields that decided.

        An article without any words is none.
        """
        return self.weights.sum(self.values(words, facts))

    def score(self, words: Words, facts: Iterable[Fact] = ()) -> float:
        """The score of `judge`, > 0 = news of conflict, without the names of what decided: cheaper by far."""
        scale, start, end = _shape(words)
        letters, score = self._letters(words), 0.0
        counts = self._count(letters[start:end])
        for count, pull in zip(counts, self._in_lead, strict=True):
            if count:
                score += pull * (min(count, _MOST_IN_LEAD) / _MOST_IN_LEAD)
        for count, pull in zip(self._count(letters[end:], counts), self._in_text, strict=True):
            if count:
                score += pull * (math.log1p(count) / scale)
        for count, pull in zip(self._count(letters[: words.title_end]), self._in_title, strict=True):
            if count:
                score += pull * min(count, _MOST_IN_TITLE)
        told = math.fsum([self._pull[name] for name in _told(facts)])
        return score + told / max(1.0, scale) + self._bias

    def values(self, words: Words, facts: Iterable[Fact] = ()) -> dict[str, float]:
        """What the model sees: amounts by `class in text`, `class in lead`, `class in title`, zeros left out.

        And `told KIND` for what is reported, which says most of a text of one sentence.
        """
        scale, start, end = _shape(words)
        letters, names = self._letters(words), self._names
        lead, title = self._count(letters[start:end]), self._count(letters[: words.title_end])
        text = self._count(letters[start:])
        values = {f"{name} in text": math.log1p(count) / scale for name, count in zip(names, text, strict=True)}
        for name, in_lead, in_title in zip(names, lead, title, strict=True):
            values[f"{name} in lead"] = min(in_lead, _MOST_IN_LEAD) / _MOST_IN_LEAD
            values[f"{name} in title"] = min(in_title, _MOST_IN_TITLE)
        told = dict.fromkeys(sorted(_told(facts)), 1 / max(1.0, scale))
        return {name: value for name, value in values.items() if value} | told

    def _letters(self, words: Words) -> str:
        """The letters of an article, those of what a ship carries that is attacked, and of a court blown up, blank."""
        letters = words.letters
        of_cargo, of_court = self._needs
        if not of_cargo & words.missing:
            letters = self._cargo(_blank, letters)
        return letters if of_court & words.missing else self._court(_blank, letters)

    def _count(self, letters: str, counts: list[int] | None = None) -> list[int]:
        """How many words of each field stand there, added to what was counted before."""
        counts = [0] * len(self._names) if counts is None else counts
        fields = self._fields
        for letter in self._telling.findall(letters):
            for place in fields[letter]:
                counts[place] += 1
        return counts


def _blank(found: re.Match[str]) -> str:
    kept = found[1] or found[2]
    return kept + " " * (len(found[0]) - len(kept))


def _told(facts: Iterable[Fact]) -> set[str]:
    """What an article tells, as features: a ceasefire, kinds of events, by somebody, many taken, dead in protests."""
    told: set[str] = set()
    many = dead = False
    for fact in facts:
        if isinstance(fact, Event):
            if fact.status is EventStatus.REPORTED:
                told.add(_TOLD[fact.kind])
                if fact.by and fact.kind in _DONE:
                    told.add(_TOLD_DOER)
        elif isinstance(fact, Ceasefire):
            told.add(_TOLD_CEASEFIRE)
        elif fact.kind is FigureKind.KILLED:
            dead = True
        elif fact.kind is FigureKind.DETAINED and (fact.min or 0) >= _MANY:
            many = True
    if many and _TOLD[EventKind.ABDUCTION_ARREST] in told:
        told.add(_TOLD_MANY)
    if dead and _TOLD[EventKind.PROTEST] in told:
        told.add(_TOLD_DEAD)
    return told


def _shape(words: Words) -> tuple[float, int, int]:
    """What amounts are measured by, and where the lead begins and ends; a title without a text stands for it."""
    size = len(words)
    start = words.title_end if words.title_end < size else 0
    return math.log1p(max(size, _SHORT) / _SHORT), start, min(size, start + _LEAD)


def load_conflict(alphabet: Alphabet) -> ConflictModel:
    """The model over the tables of the package."""
    return ConflictModel(load_fields(), load_weights("conflict"), alphabet)
