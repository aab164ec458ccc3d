"""One article as rules look at it: what was read, which keywords stand in it, where it happens. Made for each article.

A level is how surely a condition holds: 0 not, 1 possibly, 2 surely.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.arabic.letters import fold_word
from bot.arabic.words import Words
from bot.model.article import Article
from bot.model.facts import FACT_NAMES, Ceasefire, Fact, Figure, Place
from bot.model.reading import Reading
from bot.rulebook.conditions import (
    ArticlePlace,
    Between,
    FactCondition,
    From,
    Keyword,
    Named,
    OneOf,
    PlaceTest,
    Region,
    Stated,
    Test,
)
from bot.rulebook.keywords import Keywords
from bot.rulebook.rulebook import Gazetteer

NO, POSSIBLE, SURE = 0, 1, 2
#: A question about one fact, about where the article happens or where it comes from.
Atom = FactCondition | ArticlePlace | From
_MEMO_SIZE = 50_000


class Regions:
    """Where places lie, seen from the regions that rules ask for (`asked`); remembers what it was asked."""

    def __init__(self, gazetteer: Gazetteer, asked: Iterable[Region] = ()) -> None:
        self._gazetteer = gazetteer
        self._memo: dict[tuple[str, str, Region], int] = {}
        self._reach: dict[tuple[str, str], frozenset[Region]] = {}
        self._at: dict[str, set[Region]] = {}
        self._below: dict[str, set[Region]] = {}
        self._named: dict[str, set[Region]] = {}
        for region in asked:
            self._named.setdefault(region.folded, set()).add(region)
            for code in region.codes:
                self._at.setdefault(code, set()).add(region)
                for outer in gazetteer.above(code):
                    self._below.setdefault(outer, set()).add(region)

    def of(self, place: Place) -> frozenset[Region]:
        """The regions asked for that a place lies in, or that lie in it."""
        key = (place.code, place.name)
        known = self._reach.get(key)
        if known is None:
            if len(self._reach) >= _MEMO_SIZE:
                self._reach.clear()
            found: set[Region] = set() if place.code else set(self._named.get(fold_word(place.name), ()))
            if place.code:
                found.update(self._below.get(place.code, ()))
                for code in (place.code, *self._gazetteer.above(place.code)):
                    found.update(self._at.get(code, ()))
            known = self._reach[key] = frozenset(found)
        return known

    def relation(self, place: Place, region: Region) -> int:
        """2: the place lies within the region; 1: it is wider and holds the region; 0: neither."""
        key = (place.code, place.name, region)
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            known = self._memo[key] = self._look(place, region)
        return known

    def _look(self, place: Place, region: Region) -> int:
        if not place.code:
            return SURE if fold_word(place.name) == region.folded else NO
        within = self._gazetteer.within
        if any(within(place.code, code) for code in region.codes):
            return SURE
        return POSSIBLE if any(within(code, place.code) for code in region.codes) else NO


class Atoms:
    """The questions of all rules about facts, places and origins, each with its number."""

    def __init__(self) -> None:
        self.numbers: dict[Atom, int] = {}
        self.asked: list[Atom] = []

    def number(self, atom: Atom) -> int:
        """The number of a question."""
        number = self.numbers.get(atom)
        if number is None:
            number = self.numbers[atom] = len(self.asked)
            self.asked.append(atom)
        return number


class Sight:
    """An article, its reading, and its words."""

    __slots__ = ("_levels", "_present", "article", "keywords", "reading", "regions", "words")

    def __init__(self, article: Article, reading: Reading, words: Words, keywords: Keywords, regions: Regions) -> None:
        self.article, self.reading, self.words = article, reading, words
        self.keywords, self.regions = keywords, regions
        self._present: set[int] | None = None
        self._levels: dict[int, int] = {}

    @property
    def present(self) -> set[int]:
        """The numbers of the keywords that stand in the article."""
        if self._present is None:
            self._present = self.keywords.present(self.words, self.article)
        return self._present

    def holds(self, keyword: Keyword) -> bool:
        """Does a keyword stand in title or text?"""
        return self.keywords.numbers[keyword] in self.present

    def level_of(self, number: int, atoms: Atoms) -> int:
        """How surely the article answers a question; asked once, however many rules ask."""
        known = self._levels.get(number)
        if known is None:
            atom = atoms.asked[number]
            if isinstance(atom, FactCondition):
                known = max(self.fact_levels(atom), default=NO)
            else:
                known = self.article_level(atom) if isinstance(atom, ArticlePlace) else self.from_level(atom)
            self._levels[number] = known
        return known

    def fact_levels(self, condition: FactCondition) -> tuple[int, ...]:
        """How surely each fact of the reading passes a fact condition."""
        return tuple(self.fact_level(condition, fact) for fact in self.reading.facts)

    def fact_level(self, condition: FactCondition, fact: Fact) -> int:
        """How surely one fact passes every test of a fact condition."""
        if condition.fact and FACT_NAMES[type(fact)] != condition.fact:
            return NO
        level = SURE
        for test in condition.tests:
            level = min(level, test_level(test, fact))
            if not level:
                return NO
        if condition.place is not None:
            places = fact.places or self.reading.places
            level = min(level, self.place_level(condition.place, places, covers=type(fact) is Ceasefire))
        return level

    def place_level(self, test: PlaceTest, places: tuple[Place, ...], *, covers: bool) -> int:
        """How surely one of the places is meant. `covers`: a wider place surely reaches the region."""
        relation = self.regions.relation
        if test.without:
            left = tuple(
                place for place in places if not any(relation(place, region) == SURE for region in test.without)
            )
            if places and not left:
                return NO
            places = left
        if not test.within:
            return SURE
        best = NO
        for place in places:
            for region in test.within:
                found = relation(place, region)
                if found == SURE or (found and covers):
                    return SURE
                best = max(best, found)
        return best

    def article_level(self, condition: ArticlePlace) -> int:
        """How surely something that the article reports happens there."""
        return self.place_level(condition.place, self.reading.places, covers=False)

    def from_level(self, condition: From) -> int:
        """Does the article come from there?"""
        if condition.field == "source":
            found = self.article.source in condition.names
        else:
            outlet = fold_word(self.article.outlet).casefold()
            found = any(_has_words(outlet, name) for name in condition.names)
        return SURE if found != condition.negated else NO


def test_level(test: Test, fact: Fact) -> int:
    """How surely a fact passes one test that asks no place."""
    if isinstance(test, OneOf):
        value = getattr(fact, test.field, None)
        word = str(value).lower() if isinstance(value, bool) else value
        return SURE if value is not None and (word in test.values) != test.negated else NO
    if isinstance(test, Between):
        return _between(test, fact) if isinstance(fact, Figure) else NO
    value = getattr(fact, test.field, "")
    if isinstance(test, Stated):
        return SURE if (value is not None) == test.stated else NO
    return _named(test, str(value or ""))


def _between(test: Between, fact: Figure) -> int:
    """The interval of a figure against the interval asked; an open side may be anything."""
    level = SURE
    if test.at_least is not None and (fact.min is None or fact.min < test.at_least):
        level = POSSIBLE if fact.max is None or fact.max >= test.at_least else NO
    if level and test.at_most is not None and (fact.max is None or fact.max > test.at_most):
        level = POSSIBLE if fact.min is None or fact.min <= test.at_most else NO
    return level


def _named(test: Named, value: str) -> int:
    folded = fold_word(value).casefold()
    return SURE if any(_has_words(folded, name) for name in test.names) != test.negated else NO


def _has_words(value: str, name: str) -> bool:
    """Are all the words of a name in the value, the article ال set aside?"""
    words = {word.removeprefix("ال") for word in value.split()}
    return bool(words) and all(word.removeprefix("ال") in words for word in name.split())
