"""Which rules an article fires, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.arabic.words import Vocabulary, Words
from bot.model.article import Article
from bot.model.reading import Reading
from bot.rulebook.conditions import AllOf, AnyOf, ArticlePlace, Condition, FactCondition, NoneOf, PlaceTest, Region
from bot.rulebook.keywords import Keywords
from bot.rulebook.lemmas import Lemmas
from bot.rulebook.plans import Filed, Plan, fires, keywords_of, plan
from bot.rulebook.rule import Certainty, Match, Miss, Rule, Step
from bot.rulebook.rulebook import Gazetteer
from bot.rulebook.sight import NO, SURE, Atoms, Regions, Sight
from bot.rulebook.weighing import Weighed, weigh

_CERTAINTY = {1: Certainty.POSSIBLE, SURE: Certainty.SURE}


class Reads(Protocol):
    """What rules are compiled against: `facts.Reader` is one."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the reading knows."""
        ...

    @property
    def gazetteer(self) -> Gazetteer:
        """The places that the reading knows."""
        ...


class Matcher:
    """A set of rules, compiled. Made by `compile`; afterwards only memos change."""

    def __init__(self, rules: Iterable[Rule], reader: Reads, lemmas: Lemmas) -> None:
        self.rules = tuple(rules)
        self.lemmas = lemmas
        self._reader = reader
        steps = [(rule, number, step) for rule in self.rules if rule.over_time for number, step in _steps(rule)]
        conditions = [*(rule.when for rule in self.rules), *(step for _, _, step in steps)]
        self.keywords = Keywords(
            (keyword for condition in conditions for keyword in keywords_of(condition)), reader.vocabulary, lemmas
        )
        self._regions = Regions(reader.gazetteer, (region for one in conditions for region in regions_of(one)))
        self._atoms = Atoms()
        made = tuple(self._plan(rule, rule.when) for rule in self.rules if not rule.over_time)
        self._filed = Filed(made, self._regions)
        self._steps = tuple((self._plan(rule, step), number) for rule, number, step in steps)
        self._any_conflict = any(not rule.needs_conflict for rule in self.rules)

    def _plan(self, rule: Rule, condition: Condition) -> Plan:
        return plan(rule, condition, self.keywords, self._atoms)

    def sight(self, article: Article, reading: Reading, words: Words | None = None) -> Sight:
        """An article as these rules look at it; `words` saves cutting it again."""
        cut = words or self._reader.vocabulary.read(article.title, article.text)
        return Sight(article, reading, cut, self.keywords, self._regions)

    def match(self, article: Article, reading: Reading, words: Words | None = None) -> tuple[Match, ...]:
        """The rules that an article fires, in the order of the rules. Rules over time are left to `steps`."""
        if not reading.conflict and not self._any_conflict:
            return ()
        sight = self.sight(article, reading, words)
        found = []
        for number in sorted(self._filed.candidates(sight)):
            rule = self._filed.plans[number].rule
            if fires(self._filed.plans[number], sight, self._atoms):
                weighed = weigh(rule.when, sight)
                found.append(Match(rule, _CERTAINTY[weighed.level], weighed.facts, weighed.evidence))
        return tuple(found)

    def steps(self, article: Article, reading: Reading, words: Words | None = None) -> tuple[Step, ...]:
        """The steps of rules over time that an article meets."""
        if not self._steps:
            return ()
        sight = self.sight(article, reading, words)
        found = []
        for made, number in self._steps:
            if fires(made, sight, self._atoms):
                weighed = weigh(dict(_steps(made.rule))[number], sight)
                certainty = _CERTAINTY[weighed.level]
                found.append(Step(made.rule, number, certainty, weighed.facts, weighed.evidence))
        return tuple(found)

    def explain(
        self, article: Article, reading: Reading, all_rules: bool = False
    ) -> tuple[Miss, ...]:  # the contract's word
        """Why the other rules do not fire: those of which at least one condition is met, or all."""
        sight = self.sight(article, reading)
        fired = {match.rule.id for match in self.match(article, reading)}
        misses = (_miss(rule, sight) for rule in self.rules if rule.id not in fired)
        return tuple(miss for miss in misses if all_rules or miss.met)


def _miss(rule: Rule, sight: Sight) -> Miss:
    """Why a rule is not fired."""
    weighed = weigh(rule.when, sight)
    because, facts = weighed.because, weighed.near
    if weighed.level != NO:
        facts = weighed.facts
        if rule.over_time:
            because = "it asks for more than one article; this one is a part of it"
        elif rule.needs_conflict and not sight.reading.conflict:
            because = "the article is not read as news of conflict"
        else:
            because = f"only possible: {weighed.because}"
    elif rule.needs_conflict and not sight.reading.conflict:
        because = f"the article is not read as news of conflict; {because}"
    return Miss(rule, because, facts, weighed.met)


def naive(rules: Iterable[Rule], sight: Sight) -> tuple[Match, ...]:
    """What `match` must say, found by weighing every rule as it is written: slow, and the measure of the fast way."""
    found = []
    for rule in rules:
        weighed: Weighed = weigh(rule.when, sight)
        enough = weighed.level == SURE or (weighed.level != NO and rule.certainty is Certainty.POSSIBLE)
        if enough and not rule.over_time and (sight.reading.conflict or not rule.needs_conflict):
            found.append(Match(rule, _CERTAINTY[weighed.level], weighed.facts, weighed.evidence))
    return tuple(found)


def _steps(rule: Rule) -> list[tuple[int, Condition]]:
    """The steps of a rule over time: those of its sequence, or what surges."""
    return list(enumerate(rule.sequence.steps)) if rule.sequence else [(0, rule.when)]


def regions_of(condition: Condition) -> Iterable[Region]:
    """Every region that a condition names."""
    if isinstance(condition, AllOf | AnyOf | NoneOf):
        for part in condition.parts:
            yield from regions_of(part)
    elif isinstance(condition, FactCondition | ArticlePlace):
        place: PlaceTest | None = condition.place
        yield from (*place.within, *place.without) if place else ()


def compile(rules: Iterable[Rule], reader: Reads, previous: Matcher | None = None) -> Matcher:  # noqa: A001  # rulebook.compile
    """Compile rules against the words and places that the reading knows. `previous` lends what it has worked out."""
    lemmas = previous.lemmas if previous is not None else Lemmas.of(reader.vocabulary.morphology.affixes())
    return Matcher(rules, reader, lemmas)
