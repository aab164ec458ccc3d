"""`nadhir read`: what articles claim, as JSON lines or as a page where every fact is marked in the text."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.cli.out import FAILED, OK, complain, console, plain, safe, say_json
from bot.facts import Reader
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.model.facts import Ceasefire, Event, Fact, Figure
from bot.model.reading import Reading, as_json
from bot.sources.files import FileFault
from bot.sources.files import load as load_files

_STYLES = {Ceasefire: "bold green", Figure: "bold red", Event: "bold yellow"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def run(files: list[str], *, as_json: bool) -> int:
    """Read every file, print each article's reading in the order of input, complain of what cannot be read."""
    reader = load_reader()
    screen = console()
    feed = Feed(files)
    for article in feed:
        reading, milliseconds = timed(reader, article)
        if as_json:
            say_json(row(reading, milliseconds))
        else:
            show(screen, article, reading, milliseconds)
    return feed.status


class Feed:
    """The articles of the files named on a command line; what is none becomes a line on stderr and the exit status."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files = files
        self.status = OK

    def __iter__(self) -> Iterator[Article]:
        """Each article in its turn, read when it is asked for."""
        for item in load_files(self._files, sys.stdin.buffer):
            if isinstance(item, FileFault):
                complain(str(item))
                self.status = FAILED
            else:
                yield item


def timed(reader: Reader, article: Article) -> tuple[Reading, float]:
    """A reading and its CPU time in milliseconds."""
    start = time.process_time()
    reading = reader.read(article)
    return reading, round((time.process_time() - start) * 1000, 3)


def row(reading: Reading, milliseconds: float) -> dict[str, Any]:
    """The JSON object of one article: the contract of `nadhir read --json`."""
    return {
        "id": reading.article,
        "conflict": reading.conflict,
        "ms": milliseconds,
        "facts": as_json(reading.facts),
        "places": as_json(reading.places),
        "language": reading.language,
    }


def show(screen: Console, article: Article, reading: Reading, milliseconds: float) -> None:
    """One article as people read it: its text with every fact marked and numbered, then the facts by number."""
    head = Text(safe(article.id), style="bold cyan")
    head.append(f"  {_kind_of(reading)}, {milliseconds:.1f} ms", style="dim")
    screen.print(head)
    for field in ("title", "text"):
        if article.field(field).strip():
            screen.print(marked(article, field, reading.facts, "bold" if field == "title" else ""))
    screen.print()
    for number, fact in enumerate(reading.facts, 1):
        screen.print(_line(number, fact))
    if reading.places:
        screen.print(plain("  places: " + "، ".join(place.name for place in reading.places), "dim"))
    screen.print()


def _kind_of(reading: Reading) -> str:
    if reading.language not in ("ar", ""):
        return f"in a language that is not read ({reading.language})"
    return "news of conflict" if reading.conflict else "not news of conflict"


def marked(article: Article, field: str, facts: Iterable[Fact], style: str = "") -> Text:
    """The article's field with the evidence of every fact marked `⟦…⟧` and followed by the fact's number."""
    raw = article.field(field)
    spans = [(fact, number) for number, fact in enumerate(facts, 1) if fact.evidence.field == field]
    cuts = sorted({0, len(raw), *(at for fact, _ in spans for at in (fact.evidence.start, fact.evidence.end))})
    text = Text(style=style)
    for start, end in zip(cuts, [*cuts[1:], len(raw)], strict=True):
        for fact, number in spans:
            if fact.evidence.end == start:
                text.append("⟧" + str(number).translate(_SUPERSCRIPT), style=_STYLES[type(fact)])
        for fact, _ in spans:
            if fact.evidence.start == start:
                text.append("⟦", style=_STYLES[type(fact)])
        covering = [fact for fact, _ in spans if fact.evidence.start <= start < fact.evidence.end]
        text.append(safe(raw[start:end]), style=_STYLES[type(covering[-1])] if covering else "")
    return text


def _line(number: int, fact: Fact) -> Text:
    """A fact in one line, with the name of the pattern that saw it."""
    line = Text(f"  {str(number).translate(_SUPERSCRIPT)} ")
    line.append(claim(fact), style=_STYLES[type(fact)])
    for word, value in _details(fact):
        line.append(f" · {word} ", style="dim")
        line.append(safe(value))
    evidence = fact.evidence
    line.append(f"\n      ← {safe(evidence.pattern)} ({evidence.field} {evidence.start}–{evidence.end})", style="dim")
    return line


def claim(fact: Fact) -> str:
    """What a fact says, in two words or three."""
    if isinstance(fact, Ceasefire):
        return f"ceasefire {fact.status}"
    if isinstance(fact, Event):
        return f"{fact.kind} {fact.status}"
    return f"{fact.kind} {'about ' if fact.approx else ''}{_interval(fact)}"


def _interval(figure: Figure) -> str:
    if figure.min is not None and figure.min == figure.max:
        return f"{figure.min:,}"
    if figure.min is None and figure.max is None:
        return "of unknown number"
    if figure.max is None:
        return f"{figure.min:,} or more"
    return f"{figure.min:,} to {figure.max:,}" if figure.min is not None else f"{figure.max:,} at most"


def _details(fact: Fact) -> Iterator[tuple[str, str]]:
    """Everything else a fact says, as (word, value), what is not said left out."""
    if isinstance(fact, Figure):
        yield "who", fact.who
        yield "scope", fact.scope + (", part of a total" if fact.part_of_total else "")
    elif fact.by:
        yield "by", fact.by
    if fact.places:
        yield "in", "، ".join(place.name for place in fact.places)
    if fact.speaker:
        yield "says", fact.speaker
    if isinstance(fact, Ceasefire):
        yield from ((word, at.isoformat()) for word, at in (("from", fact.starts), ("until", fact.ends)) if at)
    elif fact.on:
        yield "on", fact.on.isoformat()
