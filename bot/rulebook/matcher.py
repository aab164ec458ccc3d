"""Which rules an article fires, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from bot.arabic.words import Vocabulary, Words
from bot.model.article import Article
from bot.model.reading import Reading
from bot.rulebook.conditions import AllOf, AnyOf, ArticlePlace, Condition, FactCondition, NoneOf, PlaceTest, Region
from bot.rulebook.full_lexicon import FullLexicon
from bot.rulebook.keywords import Keywords
from bot.rulebook.lemmas import Lemmas
from bot.rulebook.plans import Filed, Plan, fires, keywords_of, plan, proof
from bot.rulebook.regions import NO, SURE, Regions
from bot.rulebook.rule import Certainty, Match, Miss, Rule, Step
from bot.rulebook.rulebook import Gazetteer
from bot.rulebook.sight import Atoms, Sight
from bot.rulebook.weighing import Weighed, proven, weigh

#: A rule has about so many keywords; tables that hold far more than their rules could need are made anew.
_KEYWORDS_A_RULE = 5
_SPARE = 1000
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


class Tables:
    """What rules share: their keywords, the regions and the questions they ask."""

    def __init__(self, keywords: Keywords, regions: Regions, atoms: Atoms) -> None:
        self.keywords, self.regions, self.atoms = keywords, regions, atoms

    @classmethod
    def of(cls, reader: Reads, lemmas: Lemmas) -> Tables:
        """Empty ones."""
        regions = Regions(reader.gazetteer)
        return cls(Keywords(reader.vocabulary, lemmas), regions, Atoms(regions))

    def copy(self) -> Tables:
        """The same, free to grow while another thread matches with these."""
        regions = self.regions.copy()
        return Tables(self.keywords.copy(), regions, self.atoms.copy(regions))

    def add(self, conditions: Iterable[Condition]) -> None:
        """Enter what conditions ask."""
        for condition in conditions:
            self.keywords.add(keywords_of(condition))
            self.regions.add(regions_of(condition))


class Matcher:
    """A set of rules, compiled. Made by `compile`; afterwards only memos change."""

    def __init__(self, rules: Iterable[Rule], reader: Reads, tables: Tables, known: dict[str, Plan]) -> None:
        self.rules = tuple(rules)
        self.tables = tables
        self._reader = reader
        steps = [(rule, number, step) for rule in self.rules if rule.over_time for number, step in _steps(rule)]
        #: By rule: what the next set of rules may take over.
        self.plans = {rule.id: self._plan(rule, rule.when, known.get(rule.id)) for rule in self.rules}
        self._filed = Filed(tuple(made for made in self.plans.values() if not made.rule.over_time), tables.regions)
        self._steps = tuple((self._plan(rule, step), number) for rule, number, step in steps)
        self._filed_steps = Filed(tuple(made for made, _ in self._steps), tables.regions)
        self._any_conflict = any(not rule.needs_conflict for rule in self.rules)

    def _plan(self, rule: Rule, condition: Condition, known: Plan | None = None) -> Plan:
        if known is not None and known.rule.when is condition and known.rule.certainty is rule.certainty:
            return known if known.rule is rule else replace(known, rule=rule)
        return plan(rule, condition, self.tables.keywords, self.tables.atoms)

    def compiled(self, rules: Iterable[Rule]) -> Matcher:
        """Other rules, compiled with the tables of these."""
        return compile(rules, self._reader, self)

    def sight(self, article: Article, reading: Reading, words: Words | None = None) -> Sight:
        """An article as these rules look at it; `words` saves cutting it again."""
        cut = words or self._reader.vocabulary.read(article.title, article.text)
        return Sight(article, reading, cut, self.tables.keywords, self.tables.regions)

    def match(self, article: Article, reading: Reading, words: Words | None = None) -> tuple[Match, ...]:
        """The rules that an article fires, in the order of the rules. Rules over time are left to `steps`."""
        if not reading.conflict and not self._any_conflict:
            return ()
        sight = self.sight(article, reading, words)
        found = []
        plans, atoms = self._filed.plans, self.tables.atoms
        for number in self._filed.candidates(sight, sight.present):
            level = fires(plans[number], sight, atoms)
            if level:
                found.append(Match(plans[number].rule, _CERTAINTY[level], *proof(plans[number], sight, atoms)))
        return tuple(found)

    def steps(self, article: Article, reading: Reading, words: Words | None = None) -> tuple[Step, ...]:
        """The steps of rules over time that an article meets."""
        if not self._steps:
            return ()
        sight = self.sight(article, reading, words)
        found = []
        atoms = self.tables.atoms
        for at in self._filed_steps.candidates(sight, sight.present):
            made, number = self._steps[at]
            level = fires(made, sight, atoms)
            if level:
                found.append(Step(made.rule, number, _CERTAINTY[level], *proof(made, sight, atoms)))
        return tuple(found)

    def explain(
        self, article: Article, reading: Reading, all_rules: bool = False
    ) -> tuple[Miss, ...]:  # the contract's word
        """Why the other rules do not fire: those of which at least one condition is met, or all.

        The nearest miss comes first.
        """
        sight = self.sight(article, reading)
        fired = {match.rule.id for match in self.match(article, reading)}
        misses = [_miss(rule, sight) for rule in self.rules if rule.id not in fired]
        misses.sort(key=lambda miss: -miss.met)
        return tuple(miss for miss in misses if all_rules or miss.met)


def _miss(rule: Rule, sight: Sight) -> Miss:
    """Why a rule is not fired; of a sequence, by the step that comes nearest, the last one first."""
    steps = [step for _, step in _steps(rule)] if rule.over_time else [rule.when]
    weighed = max((weigh(step, sight) for step in reversed(steps)), key=lambda one: (one.level, one.met))
    because, facts = weighed.because, weighed.near
    if weighed.level != NO:
        facts = weighed.facts
        if rule.needs_conflict and not sight.reading.conflict:
            because = "the article is not read as news of conflict"
        elif weighed.level != SURE and rule.certainty is Certainty.SURE:
            because = f"only possible: {weighed.because}"
        else:
            because = "it asks for more than one article; this one is a part of it"
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
            found.append(Match(rule, _CERTAINTY[weighed.level], *proven(weighed.facts, weighed.evidence, sight)))
    return tuple(found)


def _steps(rule: Rule) -> list[tuple[int, Condition]]:
    """The steps of a rule over time: those of its sequence, or what surges."""
    return list(enumerate(rule.sequence.steps)) if rule.sequence else [(0, rule.when)]


def conditions_of(rule: Rule) -> tuple[Condition, ...]:
    """What a rule asks: of one article, and at each of its steps."""
    return (rule.when, *(step for _, step in _steps(rule)))


def regions_of(condition: Condition) -> Iterable[Region]:
    """Every region that a condition names."""
    if isinstance(condition, AllOf | AnyOf | NoneOf):
        for part in condition.parts:
            yield from regions_of(part)
    elif isinstance(condition, FactCondition | ArticlePlace):
        place: PlaceTest | None = condition.place
        yield from (*place.within, *place.without) if place else ()


def compile(  # noqa: A001  # rulebook.compile
    rules: Iterable[Rule], reader: Reads, previous: Matcher | None = None, full: FullLexicon | None = None
) -> Matcher:
    """Compile rules against the words and places that the reading knows. `previous` lends what it has worked out.

    A matcher that lends stays as it was: others may go on matching with it meanwhile. `full` is the user's own large
    lexicon, where there is one.
    """
    wanted = tuple(rules)
    if previous is None:
        tables, known = Tables.of(reader, Lemmas(reader.vocabulary, full=full)), {}
    else:
        tables, known = previous.tables, previous.plans
    fresh = [rule for rule in wanted if rule.id not in known or known[rule.id].rule.when is not rule.when]
    conditions = [condition for rule in fresh for condition in conditions_of(rule)]
    if previous is not None and tables.keywords.size > 4 * len(wanted) * _KEYWORDS_A_RULE + _SPARE:
        # too much in the tables belongs to rules that are gone
        tables, known = Tables.of(reader, Lemmas(reader.vocabulary, full=tables.keywords.lemmas.full)), {}
        conditions = [condition for rule in wanted for condition in conditions_of(rule)]
    elif previous is not None and conditions:
        tables = tables.copy()
    tables.add(conditions)
    return Matcher(wanted, reader, tables, known)
