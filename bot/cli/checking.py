"""`nadhir check`: everything wrong in a folder of rule files, every rule's own examples run by the service's engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from bot.cli.out import FAILED, OK, console, folder_of_rules, plain, say_json
from bot.facts import Reader
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.model.facts import Ceasefire, Event, Fact
from bot.rulebook import Example, Fault, Matcher, Rule, Rulebook, Weight, compile, load  # noqa: A004  # it is compiled
from bot.rulebook.lemmas import Lemmas
from bot.rulebook.plans import keywords_of

#: The day on which an example without a date was published.
_A_DAY = datetime(2026, 3, 14, 12, tzinfo=UTC)
_STYLES = {Weight.ERROR: "bold red", Weight.WARNING: "yellow"}


class Format(StrEnum):
    """How faults are written: for people, for programs, as annotations of GitHub's."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def run(folder: Path | None, form: Format, *, explain: bool) -> int:
    """Print every fault, in order of file and line, and a closing line. Warnings alone are no failure."""
    where = folder_of_rules(folder)
    if where is None:
        return FAILED
    reader = load_reader()
    rulebook = load(where, reader.gazetteer)
    faults = sorted({*rulebook.faults, *proven(rulebook.rules, reader)})
    _print(faults, form)
    failed = any(fault.weight is Weight.ERROR for fault in faults)
    if form is Format.TEXT:
        if explain:
            _explain(rulebook.rules, reader)
        console().print(_closing(rulebook, faults))
    return FAILED if failed else OK


def proven(rules: Iterable[Rule], reader: Reader) -> Iterator[Fault]:
    """A fault for every example that does not do what it is there for."""
    for rule in rules:
        matcher = compile((rule,), reader)
        for example in rule.fires:
            article, fired = _tried(rule, example, reader, matcher)
            if not fired:
                reading = reader.read(article)
                because = next((miss.because for miss in matcher.explain(article, reading, all_rules=True)), "")
                yield _fault(rule, example, f"this example must fire and does not: {because}", reading.facts)
        for example in rule.quiet:
            article, fired = _tried(rule, example, reader, matcher)
            if fired:
                yield _fault(rule, example, "this example must stay quiet and fires", reader.read(article).facts)


def _tried(rule: Rule, example: Example, reader: Reader, matcher: Matcher) -> tuple[Article, bool]:
    """The example as an article, and whether it fires the rule (of a rule over time: whether it is a part of it)."""
    published = datetime.fromisoformat(example.published) if example.published else _A_DAY
    aware = published if published.tzinfo else published.replace(tzinfo=UTC)
    article = Article("example", example.title, example.text, aware, example.outlet)
    reading = reader.read(article)
    found = matcher.steps(article, reading) if rule.over_time else matcher.match(article, reading)
    return article, bool(found)


def _fault(rule: Rule, example: Example, what: str, facts: tuple[Fact, ...]) -> Fault:
    read = "; ".join(map(_in_short, facts)) or "no fact"
    line, column = (example.line, example.column) if example.line else (rule.origin.line, rule.origin.column)
    return Fault(rule.origin.path, line, column, what, f"what is read in it: {read}", Weight.ERROR, rule.id)


def _in_short(fact: Fact) -> str:
    places = "، ".join(place.name for place in fact.places)
    if isinstance(fact, Ceasefire):
        said = f"ceasefire {fact.status}"
    elif isinstance(fact, Event):
        said = f"{fact.kind} {fact.status}"
    else:
        said = f"{fact.kind} {fact.min}–{fact.max} {fact.who} ({fact.scope})"
    return f"{said} in {places}" if places else said


def _print(faults: Iterable[Fault], form: Format) -> None:
    screen = console()
    for fault in faults:
        if form is Format.JSON:
            say_json(asdict(fault))
        elif form is Format.GITHUB:
            where = f"file={fault.path},line={fault.line},col={fault.column}"
            said = f"{fault.what} — {fault.remedy}" if fault.remedy else fault.what
            screen.print(f"::{fault.weight} {where}::{_one_line(said)}")
        else:
            warned = replace(fault, what=f"warning: {fault.what}") if fault.weight is Weight.WARNING else fault
            screen.print(plain(_one_line(str(warned)), _STYLES[fault.weight]))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _closing(rulebook: Rulebook, faults: list[Fault]) -> str:
    examples = sum(len(rule.fires) + len(rule.quiet) for rule in rulebook.rules)
    errors = sum(fault.weight is Weight.ERROR for fault in faults)
    said = f"{len(rulebook.rules)} rules, {len(rulebook.sources)} sources, {examples} examples: "
    if not faults:
        return said + "all well"
    return said + f"{errors} errors, {len(faults) - errors} warnings"


def _explain(rules: Iterable[Rule], reader: Reader) -> None:
    """Which words each free keyword of the rules will find."""
    screen, lemmas = console(), Lemmas(reader.vocabulary)
    for keyword in dict.fromkeys(keyword for rule in rules for keyword in keywords_of(rule.when)):
        if keyword.exact:
            screen.print(plain(f"{keyword.text}: these letters only", "cyan"))
            continue
        for word in lemmas.tokens(keyword.text):
            forms = lemmas.forms(word)
            found = "، ".join(sorted({stem for stem, _ in forms.stems}))
            how = "a known word, in all its forms, of" if forms.known else "an unknown word, as it stands:"
            screen.print(plain(f"{keyword.text}: {how} {found}, with clitics and endings", "cyan"))
