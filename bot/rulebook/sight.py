"""One article as rules look at it: what was read, which keywords stand in it, where it happens. Made for each article.

A level is how surely a condition holds: 0 not, 1 possibly, 2 surely.
"""

from __future__ import annotations

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
    OneOf,
    PlaceTest,
    Stated,
    Test,
)
from bot.rulebook.keywords import Keywords
from bot.rulebook.naming import has_words, is_called
from bot.rulebook.regions import NO, POSSIBLE, SURE, Near, Regions
from bot.rulebook.standing import Standing

#: A question about one fact, about where the article happens or where it comes from.
Atom = FactCondition | ArticlePlace | From


class Atoms:
    """The questions of all rules about facts, places and origins, each with its number."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self.numbers: dict[Atom, int] = {}
        self.asked: list[Atom] = []
        #: For each question that asks for nothing but one region: its number, else -1.
        self.region: list[int] = []

    def copy(self, regions: Regions) -> Atoms:
        """The same questions over a copy of the regions, free to grow."""
        made = Atoms(regions)
        made.numbers, made.asked, made.region = dict(self.numbers), list(self.asked), list(self.region)
        return made

    def number(self, atom: Atom) -> int:
        """The number of a question."""
        number = self.numbers.get(atom)
        if number is None:
            number = self.numbers[atom] = len(self.asked)
            self.asked.append(atom)
            only = isinstance(atom, ArticlePlace) and len(atom.place.within) == 1 and not atom.place.without
            region = atom.place.within[0] if isinstance(atom, ArticlePlace) and only else None
            self.region.append(-1 if region is None else self._regions.numbers[region])
        return number


class Sight:
    """An article, its reading, and its words."""

    __slots__ = (
        "_facts",
        "_levels",
        "_near",
        "_places",
        "_standing",
        "article",
        "keywords",
        "reading",
        "regions",
        "words",
    )

    def __init__(self, article: Article, reading: Reading, words: Words, keywords: Keywords, regions: Regions) -> None:
        self.article, self.reading, self.words = article, reading, words
        self.keywords, self.regions = keywords, regions
        self._standing: Standing | None = None
        self._places: tuple[Place, ...] | None = None
        self._levels: dict[int, int] = {}
        self._facts: dict[int, tuple[int, ...]] = {}
        self._near: dict[tuple[Place, ...], Near] = {}

    @property
    def standing(self) -> Standing:
        """The keywords as they stand in the article."""
        if self._standing is None:
            self._standing = Standing(self.keywords, self.words, self.article)
        return self._standing

    @property
    def present(self) -> set[int]:
        """The numbers of the keywords that stand in the article."""
        return self.standing.present

    def holds(self, keyword: Keyword) -> bool:
        """Does a keyword stand in title or text?"""
        return self.keywords.numbers[keyword] in self.present

    def level_of(self, number: int, atoms: Atoms) -> int:
        """How surely the article answers a question; asked once, however many rules ask."""
        known = self._levels.get(number)
        if known is None:
            atom, region = atoms.asked[number], atoms.region[number]
            if region >= 0:
                known = self.near.level(region)
            elif isinstance(atom, FactCondition):
                known = max(self.fact_levels(atom), default=NO)
            else:
                known = self.article_level(atom) if isinstance(atom, ArticlePlace) else self.from_level(atom)
            self._levels[number] = known
        return known

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the article's events happen: its places, and the countries that its facts hold in as a whole.

        No whole country is a place of an article by itself; but of talks abroad on a truce in Sudan, Sudan is.
        """
        if self._places is None:
            own = self.reading.places
            whole = dict.fromkeys(place for fact in self.reading.facts for place in fact.places)
            self._places = own + tuple(place for place in whole if self.regions.is_country_without(place, own))
        return self._places

    @property
    def near(self) -> Near:
        """The regions asked for that the article's places lie in or hold."""
        return self.near_of(self.places)

    @property
    def reached(self) -> set[int]:
        """The regions of `near`, twice their number; and one more than that where it may be enough to reach them."""
        near = self.near
        reached = {2 * region for region in near.inside}
        reached.update([2 * region + 1 for region in near.inside])
        reached.update([2 * region + 1 for region in near.around])
        return reached

    def near_of(self, places: tuple[Place, ...]) -> Near:
        """The same for some of its places; found once. A place of no table lies in the one country of the others."""
        known = self._near.get(places)
        if known is None:
            known = self.regions.of_all(places)
            if not all(place.code for place in places):
                known = known._replace(inside=known.inside | self.home_of(places))
            self._near[places] = known
        return known

    def home_of(self, places: tuple[Place, ...]) -> frozenset[int]:
        """The regions around the only country in which these places and the article's lie; none for several."""
        return self.regions.home_of((*places, *self.reading.places))

    def facts_of(self, number: int, atoms: Atoms) -> tuple[int, ...]:
        """The facts that answer a question as surely as any does."""
        known = self._facts.get(number)
        if known is None:
            atom, best = atoms.asked[number], self.level_of(number, atoms)
            levels = self.fact_levels(atom) if isinstance(atom, FactCondition) and best else ()
            known = self._facts[number] = tuple(at for at, level in enumerate(levels) if level == best)
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
        numbers = self.regions.numbers
        if test.without:
            without = frozenset(numbers[region] for region in test.without)
            left = self.regions.left(places, without)
            if not all(place.code for place in left) and not without.isdisjoint(self.home_of(places)):
                left = tuple(place for place in left if place.code)
            if places and not left:
                return NO
            places = left
        if not test.within:
            return SURE
        near = self.near_of(places)
        best = max(near.level(numbers[region]) for region in test.within)
        return SURE if best and covers else best

    def article_level(self, condition: ArticlePlace) -> int:
        """How surely something that the article reports happens there."""
        return self.place_level(condition.place, self.places, covers=False)

    def from_level(self, condition: From) -> int:
        """Does the article come from there?"""
        if condition.field == "source":
            found = self.article.source in condition.names
        else:
            outlet = fold_word(self.article.outlet).casefold()
            found = any(has_words(outlet, name) for name in condition.names)
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
    return SURE if is_called(test, str(value or "")) != test.negated else NO


def _between(test: Between, fact: Figure) -> int:
    """The interval of a figure against the interval asked; an open side may be anything."""
    level = SURE
    if test.at_least is not None and (fact.min is None or fact.min < test.at_least):
        level = POSSIBLE if fact.max is None or fact.max >= test.at_least else NO
    if level and test.at_most is not None and (fact.max is None or fact.max > test.at_most):
        level = POSSIBLE if fact.min is None or fact.min <= test.at_most else NO
    return level
