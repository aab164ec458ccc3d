"""`nadhir check`: everything wrong in a folder of rule files, every rule's own examples run by the service's engine.

`nadhir schema`: the JSON Schema of those files, for editors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from bot.cli.out import FAILED, OK, complain, console, folder_of_rules, many, plain
from bot.facts import load as load_reader
from bot.messages import say_remedy, say_what
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
    _print([_told(fault, language) for fault in found.faults], form, language)
    if form is Format.TEXT:
        if explain:
            for text in filter(None, (as_text(rule, matcher) for rule in rulebook.rules)):
                console().print(plain(text, "cyan"))
        console().print(_closing(found))
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


def _told(fault: Fault, language: Language) -> Fault:
    return replace(fault, what=say_what(fault.what, language), remedy=say_remedy(fault.remedy, language))


def _print(faults: Iterable[Fault], form: Format, language: Language) -> None:
    screen = console()
    for fault in faults:
        line = " ".join(formatted([fault], form).splitlines())
        if form is Format.TEXT and language is Language.ARABIC:
            line = line.replace(": warning: ", ": تنبيه: ", 1)
        screen.print(plain(line, _STYLES[fault.weight] if form is Format.TEXT else ""))


def _closing(found: Checked) -> str:
    counts = {"rule": found.rules, "source": found.sources, "example": found.examples}
    looked_at = ", ".join(many(count, what) for what, count in counts.items())
    if not found.faults:
        return f"{looked_at}: all well"
    errors = len(found.errors)
    return f"{looked_at}: {many(errors, 'error')}, {many(len(found.faults) - errors, 'warning')}"
