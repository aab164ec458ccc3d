"""`nadhir check`: everything wrong in a folder of rule files, every rule's own examples run by the service's engine.

`nadhir schema`: the JSON Schema of those files, for editors.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from bot.cli.out import FAILED, OK, complain, console, folder_of_rules, plain
from bot.cli.tongue import Tongue
from bot.facts import load as load_reader
from bot.model.chat import Language
from bot.rulebook import Checked, Fault, Weight, check, compile, formatted, installed_lexicon, load  # noqa: A004  # it is compiled
from bot.rulebook import schema as rule_schema
from bot.rulebook.forms import as_text
from bot.sources.samples import sample_articles

_STYLES = {Weight.ERROR: "bold red", Weight.WARNING: "yellow"}


class Format(StrEnum):
    """How faults are written: for people, for programs, as annotations of GitHub's."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def run(folder: Path | None, form: Format, *, explain: bool, language: Language = Language.ENGLISH) -> int:
    """Print every fault, in order of file and line, and a closing line. Warnings alone are no failure."""
    where = folder_of_rules(folder)
    if where is None:
        return FAILED
    reader = load_reader()
    rulebook = load(where, reader.gazetteer)
    matcher = compile(rulebook.rules, reader, full=installed_lexicon())
    found = check(rulebook, matcher, reader, sample_articles(datetime.now(UTC)))
    tongue = Tongue(language)
    _print(found.faults, form, tongue)
    if form is Format.TEXT:
        if explain:
            for text in filter(None, (as_text(rule, matcher) for rule in rulebook.rules)):
                console().print(plain(text, "cyan"))
        console().print(_closing(found, tongue))
    return FAILED if found.errors else OK


def write_schema(folder: Path | None, *, show: bool) -> int:
    """Write the schema where the first line of the shipped files looks for it, or print it."""
    if show:
        print(rule_schema.text(), end="")
        return OK
    where = folder_of_rules(folder)
    if where is None:
        return FAILED
    path = where / rule_schema.FILE_NAME
    try:
        path.write_text(rule_schema.text(), encoding="utf-8")
    except OSError as fault:
        complain(f"{path}: cannot be written: {fault.strerror}")
        return FAILED
    console().print(plain(f"{path} written; name it in a rule file's first line:"))
    console().print(plain(f"# yaml-language-server: $schema={rule_schema.FILE_NAME}", "cyan"))
    return OK


def _print(faults: Iterable[Fault], form: Format, tongue: Tongue) -> None:
    screen = console()
    for fault in faults:
        line = " ".join(formatted([tongue.fault(fault)], form).splitlines())
        if form is Format.TEXT:
            line = line.replace(": warning: ", f": {tongue.say('warning')}: ", 1)
        screen.print(plain(line, _STYLES[fault.weight] if form is Format.TEXT else ""))


def _closing(found: Checked, tongue: Tongue) -> str:
    counts = {"rules": found.rules, "sources": found.sources, "examples": found.examples}
    looked_at = tongue.say("and").join(tongue.many(count, what) for what, count in counts.items())
    if not found.faults:
        return tongue.say("all_well", looked_at=looked_at)
    errors = tongue.many(len(found.errors), "errors")
    warnings = tongue.many(len(found.faults) - len(found.errors), "warnings")
    return tongue.say("not_well", looked_at=looked_at, errors=errors, warnings=warnings)
