"""`nadhir match`: which rules each article fires, with the evidence, and what near misses lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.cli.out import FAILED, complain, console, folder_of_rules, plain, safe, say_json
from bot.cli.reading import Feed, claim
from bot.cli.tongue import Tongue
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.model.chat import Language
from bot.model.reading import Reading, as_json
from bot.rulebook import Match, Miss, Rulebook, compile, installed_lexicon, load  # noqa: A004  # a rulebook is compiled

#: Characters shown on each side of the evidence.
_AROUND = 120


def run(
    files: list[str], *, as_json: bool, every: bool, folder: Path | None, language: Language = Language.ENGLISH
) -> int:
    """Match every article; faults of the rule files go to stderr and count, one bad rule silences no other."""
    where = folder_of_rules(folder)
    if where is None:
        return FAILED
    reader = load_reader()
    rulebook = load(where, reader.gazetteer)
    screen, tongue = console(), Tongue(language)
    complain_of(rulebook, tongue)
    matcher = compile(rulebook.rules, reader, full=installed_lexicon())
    feed = Feed(files)
    for article in feed:
        reading = reader.read(article)
        fired = matcher.match(article, reading)
        missed = matcher.explain(article, reading, all_rules=every)
        if as_json:
            say_json(row(reading, fired, missed))
        else:
            _show(screen, tongue, article, reading, fired, missed)
    return FAILED if rulebook.errors else feed.status


def complain_of(rulebook: Rulebook, tongue: Tongue) -> None:
    """Each error of the rule files, a line each; warnings are left to `nadhir check`."""
    for fault in rulebook.errors:
        complain(str(tongue.fault(fault)))


def row(reading: Reading, fired: tuple[Match, ...], missed: tuple[Miss, ...]) -> dict[str, Any]:
    """The JSON object of one article: the contract of `nadhir match --json`."""
    return {
        "id": reading.article,
        "fired": [
            {
                "rule": match.rule.id,
                "certainty": str(match.certainty),
                "facts": list(match.facts),
                "evidence": as_json(match.evidence),
            }
            for match in fired
        ],
        "missed": [{"rule": miss.rule.id, "because": miss.because, "facts": list(miss.facts)} for miss in missed],
    }


def _show(
    screen: Console,
    tongue: Tongue,
    article: Article,
    reading: Reading,
    fired: tuple[Match, ...],
    missed: tuple[Miss, ...],
) -> None:
    head = Text(tongue.text(article.id), style="bold cyan")
    head.append("  " + safe(" ".join(article.title.split())))
    screen.print(head)
    for match in fired:
        line = Text("  ● ", style="bold green").append(tongue.apart(match.rule.id))
        line.append(f" ({tongue.say(match.certainty)}) ").append(
            safe(match.rule.title_in(tongue.language)), style="bold"
        )
        screen.print(line)
        for evidence, labels in _proof(tongue, reading, match).items():
            screen.print(
                _quote(article, *evidence) + Text(f"\n        ← {tongue.say('and').join(labels)}", style="dim")
            )
    for miss in missed:
        screen.print(plain(f"  ○ {tongue.apart(miss.rule.id)}: {tongue.reason(miss.because)}", "dim"))
    if not fired and not missed:
        screen.print(plain(f"  {tongue.say('fires_none')}", "dim"))


def _proof(tongue: Tongue, reading: Reading, match: Match) -> dict[tuple[str, int, int], list[str]]:
    """Each place of the article that proves a match, with what stands there: facts, and the rule's keywords."""
    claims = [(reading.facts[number].evidence, claim(tongue, reading.facts[number])) for number in match.facts]
    found: dict[tuple[str, int, int], list[str]] = {}
    for evidence in match.evidence:
        labels = [label for own, label in claims if own == evidence] or [_keyword(tongue, evidence.pattern)]
        found.setdefault((evidence.field, evidence.start, evidence.end), []).extend(labels)
    return found


def _keyword(tongue: Tongue, pattern: str) -> str:
    """What saw a piece of evidence that is no fact: a keyword of the rule."""
    kind, _, word = pattern.partition(": ")
    return tongue.say(f"keyword_{kind}", word=safe(word)) if word else tongue.text(pattern)


def _quote(article: Article, field: str, start: int, end: int) -> Text:
    """What stands around a piece of evidence, within its line, the evidence marked."""
    raw = article.field(field)
    first, last = _window(raw, start, end)
    shown = Text("      … " if raw[first - 1 : first] == " " else "      ")
    shown.append(safe(raw[first:start])).append(f"⟦{safe(raw[start:end])}⟧", style="bold").append(safe(raw[end:last]))
    return shown.append(" …" if raw[last : last + 1] == " " else "")


def _window(raw: str, start: int, end: int) -> tuple[int, int]:
    """What stands around a slice: its line, or of a long one whole words on both sides."""
    first, last = raw.rfind("\n", 0, start) + 1, raw.find("\n", end)
    last = len(raw) if last < 0 else last
    if start - first > _AROUND:
        first = max(raw.find(" ", start - _AROUND, start) + 1, first)
    if last - end > _AROUND:
        last = max(raw.rfind(" ", end, end + _AROUND), end)
    return first, last
