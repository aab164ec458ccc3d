"""`nadhir read`: what articles claim, as JSON lines or as a page where every fact is marked in the text."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.cli.out import FAILED, OK, complain, console, plain, safe, say_json
from bot.cli.tongue import Tongue
from bot.facts import Reader
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.model.chat import Language
from bot.model.facts import Ceasefire, Event, Fact, Figure
from bot.model.reading import Reading, as_json
from bot.sources.files import FileFault
from bot.sources.files import load as load_files

_STYLES = {Ceasefire: "bold green", Figure: "bold red", Event: "bold yellow"}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def run(files: list[str], *, as_json: bool, language: Language = Language.ENGLISH) -> int:
    """Read every file, print each article's reading in the order of input, complain of what cannot be read."""
    reader = load_reader()
    screen, tongue = console(), Tongue(language)
    feed = Feed(files)
    for article in feed:
        reading, milliseconds = timed(reader, article)
        if as_json:
            say_json(row(reading, milliseconds))
        else:
            show(screen, tongue, article, reading, milliseconds)
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


def show(screen: Console, tongue: Tongue, article: Article, reading: Reading, milliseconds: float) -> None:
    """One article as people read it: its text with every fact marked and numbered, then the facts by number."""
    head = Text(tongue.text(article.id), style="bold cyan")
    kind, took = _kind_of(tongue, reading), tongue.apart(f"{milliseconds:.1f}")
    head.append("  " + tongue.say("milliseconds", kind=kind, ms=took), style="dim")
    screen.print(head)
    for field in ("title", "text"):
        if article.field(field).strip():
            screen.print(marked(article, field, reading.facts, "bold" if field == "title" else ""))
    screen.print()
    for number, fact in enumerate(reading.facts, 1):
        screen.print(_line(tongue, number, fact))
    if reading.places:
        names = "، ".join(place.name for place in reading.places)
        screen.print(plain("  " + tongue.say("places", places=names), "dim"))
    screen.print()


def _kind_of(tongue: Tongue, reading: Reading) -> str:
    if reading.language not in ("ar", ""):
        return tongue.say("not_read", code=tongue.apart(reading.language))
    return tongue.say("conflict" if reading.conflict else "no_conflict")


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


def _line(tongue: Tongue, number: int, fact: Fact) -> Text:
    """A fact in one line, with the name of the pattern that saw it."""
    line = Text(f"  {str(number).translate(_SUPERSCRIPT)} ")
    line.append(claim(tongue, fact), style=_STYLES[type(fact)])
    for word, value in _details(tongue, fact):
        line.append(f" · {tongue.say(word)} ", style="dim")
        line.append(safe(value))
    evidence = fact.evidence
    where = tongue.apart(f"{evidence.field} {evidence.start}–{evidence.end}")
    line.append(f"\n      ← {tongue.text(evidence.pattern)} ({where})", style="dim")
    return line


def claim(tongue: Tongue, fact: Fact) -> str:
    """What a fact says, in two words or three."""
    if isinstance(fact, Ceasefire):
        return tongue.reason(f"ceasefire {fact.status}")
    if isinstance(fact, Event):
        return tongue.reason(f"{fact.kind} {fact.status}")
    key = "about" if fact.approx else "number"
    return tongue.say(key, kind=tongue.reason(fact.kind), number=_interval(tongue, fact))


def _interval(tongue: Tongue, figure: Figure) -> str:
    least, most = (None if bound is None else tongue.apart(f"{bound:,}") for bound in (figure.min, figure.max))
    if least is None:
        return tongue.say("number_unknown") if most is None else tongue.say("number_most", most=most)
    if most is None:
        return tongue.say("number_least", least=least)
    return least if least == most else tongue.say("number_between", least=least, most=most)


def _details(tongue: Tongue, fact: Fact) -> Iterator[tuple[str, str]]:
    """Everything else a fact says, as (key of its word, value), what is not said left out."""
    if isinstance(fact, Figure):
        scope = tongue.reason(fact.scope)
        yield "who", tongue.reason(fact.who)
        yield "scope", tongue.say("part", scope=scope) if fact.part_of_total else scope
    elif fact.by:
        yield "by", fact.by
    if fact.places:
        yield "in", "، ".join(place.name for place in fact.places)
    if fact.speaker:
        yield "says", fact.speaker
    if isinstance(fact, Ceasefire):
        moments = (("from", fact.starts), ("until", fact.ends))
        yield from ((word, tongue.apart(at.isoformat())) for word, at in moments if at)
    elif fact.on:
        yield "on", tongue.apart(fact.on.isoformat())
