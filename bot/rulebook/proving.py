"""A rulebook put to the proof: its examples through the engine of the service, its keywords on sample articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bot.model.article import Article
from bot.model.facts import Fact, Figure
from bot.model.reading import Reading, as_json
from bot.rulebook import example_day
from bot.rulebook.conditions import Condition, FactCondition, From, Keyword, Named, WordsCondition, each
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.matcher import Matcher, Reads, conditions_of
from bot.rulebook.rule import Example, Rule
from bot.rulebook.rulebook import Rulebook

#: A keyword that stands in more of the sample articles than this tells nothing.
_TOO_COMMON = 0.5
_ENOUGH_SAMPLES = 8
#: How a reading tells who did it and who says so.
_NAMED = (("by", "by"), ("speaker", "says"))


class Engine(Reads, Protocol):
    """What reads articles in the service: `facts.Reader` is one."""

    def read(self, article: Article) -> Reading:
        """Everything an article claims."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: every fault of files, examples and keywords; how much was looked at."""

    faults: tuple[Fault, ...]
    rules: int
    sources: int
    examples: int
    failed: int

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that make a check fail."""
        return tuple(fault for fault in self.faults if fault.weight is Weight.ERROR)


def check(rulebook: Rulebook, matcher: Matcher, engine: Engine, samples: Iterable[Article] = ()) -> Checked:
    """Run every example of every rule, disabled ones too, and look for keywords that fire on most samples.

    `matcher` is compiled from `rulebook.rules`, or from these and `rulebook.disabled` together.
    """
    rules = (*rulebook.rules, *rulebook.disabled)
    whole = matcher if len(matcher.rules) == len(rules) else matcher.compiled(rules)
    failed = [fault for rule in rules for fault in failing_examples(rule, whole, engine)]
    common = common_keywords(rules, whole, engine, samples)
    excluded = [fault for rule in rules for fault in self_excluded(rule, whole)]
    faults = tuple(sorted([*rulebook.faults, *failed, *common, *excluded]))
    examples = sum(len(rule.fires) + len(rule.quiet) for rule in rules)
    return Checked(faults, len(rules), len(rulebook.sources), examples, len(failed))


def failing_examples(rule: Rule, matcher: Matcher, engine: Engine) -> list[Fault]:
    """A fault for each example of a rule that does not do what it must."""
    faults = []
    asked = [one for condition in conditions_of(rule) for one in each(condition, FactCondition)]
    named = {test.field for one in asked for test in one.tests if isinstance(test, Named)}
    for number, (example, must) in enumerate(
        [(one, True) for one in rule.fires] + [(one, False) for one in rule.quiet]
    ):
        article = article_of(rule, example, number)
        reading = engine.read(article)
        if _fires(rule, matcher, article, reading) is must:
            continue
        shown = _shortened(example.title or example.text)
        if must:
            what = f"this example does not fire '{rule.id}': «{shown}»"
            why = next(
                (miss.because for miss in matcher.explain(article, reading, all_rules=True) if miss.rule.id == rule.id),
                "",
            )
            remedy = f"{why}; {summary(reading, named)}"
        else:
            what = f"this example fires '{rule.id}' and must not: «{shown}»"
            remedy = summary(reading, named)
        line, column = example.line or rule.origin.line, example.column or rule.origin.column
        faults.append(Fault(rule.origin.path, line, column, what, remedy, Weight.ERROR, rule.id))
    return faults


def _fires(rule: Rule, matcher: Matcher, article: Article, reading: Reading) -> bool:
    """Does the article fire the rule, or meet a step of a rule over time?"""
    if rule.over_time:
        return any(step.rule.id == rule.id for step in matcher.steps(article, reading))
    return any(match.rule.id == rule.id for match in matcher.match(article, reading))


def article_of(rule: Rule, example: Example, number: int = 0) -> Article:
    """The article of an example: where it names no outlet, it comes from one that the rule asks for."""
    told = example.published
    published = datetime.fromisoformat(told) if told else example_day.published(example.title, example.text)
    if published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    origins = [one for one in each(rule.when, From, forbidden=False) if not one.negated]
    outlets, sources = (
        next((one.names[0] for one in origins if one.field == field), "") for field in ("outlet", "source")
    )
    name = f"{rule.id}:{number}"
    return Article(name, example.title, example.text, published, example.outlet or outlets, source=sources)


def summary(reading: Reading, named: Collection[str] = ()) -> str:
    """What was read, in one line; of `by` and `speaker` what `named` holds."""
    facts = [_told(fact, named) for fact in reading.facts[:6]]
    if not facts:
        return "nothing was read"
    more = "; …" if len(reading.facts) > 6 else ""
    news = "" if reading.conflict else ", not as news of conflict"
    return f"read{news}: {'; '.join(facts)}{more}"


def _told(fact: Fact, named: Collection[str]) -> str:
    """`event reported airstrike, by إسرائيل (حناويه)`, `figure killed: 2, civilians, incident (تعز)`."""
    said = as_json(fact)
    words = [str(said[field]) for field in ("fact", "status", "kind") if said.get(field) not in {None, ""}]
    told = " ".join(words)
    if isinstance(fact, Figure):
        least, most = _open(fact.min), _open(fact.max)
        told += f": {least if least == most else f'{least}–{most}'}, {fact.who}, {fact.scope}"
    told += "".join(f", {word} {said[field]}" for field, word in _NAMED if field in named and said.get(field))
    return told + (f" ({'، '.join(said['places'])})" if said["places"] else "")


def _open(number: int | None) -> str:
    return "?" if number is None else str(number)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…"


def common_keywords(rules: Iterable[Rule], matcher: Matcher, engine: Engine, samples: Iterable[Article]) -> list[Fault]:
    """A warning for each rule of keywords alone that most of the sample articles hold."""
    seen = [matcher.sight(article, engine.read(article)) for article in samples]
    if len(seen) < _ENOUGH_SAMPLES:
        return []
    faults = []
    for rule in rules:
        for keyword in _required(rule.when):
            share = sum(sight.holds(keyword) for sight in seen) / len(seen)
            if share > _TOO_COMMON:
                what = f"the keyword '{keyword.text}' stands in {share:.0%} of the sample articles"
                at = rule.origin
                faults.append(
                    Fault(
                        at.path, at.line, at.column, what, "write a rarer word, or ask a fact", Weight.WARNING, rule.id
                    )
                )
    return faults


def self_excluded(rule: Rule, matcher: Matcher) -> list[Fault]:
    """A fault for each keyword that must stand there while `none` forbids every form of it."""
    forms, at = matcher.tables.keywords.lemmas, rule.origin
    faults = []
    for asked in (one for condition in conditions_of(rule) for one in each(condition, WordsCondition, forbidden=False)):
        for never in asked.none:
            tokens = forms.tokens(never.text)
            stems = set(forms.forms(tokens[0]).stems) if len(tokens) == 1 and not never.exact else set()
            for must in asked.all:
                words = () if must.exact or must == never else forms.tokens(must.text)
                if any(set(forms.forms(word).stems) <= stems for word in words):
                    what = f"'{must.text}' must stand there, and `none` forbids it as a form of '{never.text}'"
                    remedy = "this can never fire"
                    faults.append(Fault(at.path, at.line, at.column, what, remedy, Weight.ERROR, rule.id))
    return list(dict.fromkeys(faults))


def _required(condition: Condition) -> Iterable[Keyword]:
    """The keywords that a rule counts on: those that must stand there, or are one of several that may."""
    for words in each(condition, WordsCondition, forbidden=False):
        yield from (*words.all, *words.any)
