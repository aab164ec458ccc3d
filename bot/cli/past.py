"""`nadhir backtest`: what rules would have told of an archive, and what another set of rules would change."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from bot.backtest import Count, Line, ReaderLost, compare, count
from bot.backtest import run as backtest
from bot.cli.matching import complain_of
from bot.cli.out import FAILED, WRONG, complain, console, folder_of_rules, safe, say_json
from bot.cli.reading import Feed
from bot.cli.tongue import Tongue
from bot.facts import Reader
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.model.chat import Language
from bot.rulebook import Rulebook, compile, installed_lexicon, load  # noqa: A004  # a rulebook is compiled
from bot.sources.samples import SOURCE as SAMPLES

_STYLES = {"new": "bold green", "update": "yellow", "edit": "cyan", "held": "dim"}
_SPAN = re.compile(r"(\d{1,4})\s*([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command line asked for."""

    files: list[str]
    as_json: bool = False
    every: bool = False
    folder: Path | None = None
    against: Path | None = None
    since: str = ""
    jobs: int = 1
    exit_code: bool = False
    language: Language = Language.ENGLISH


def run(wish: Wish) -> int:
    """Read the archive, judge it with the rules, and print what would have been told."""
    if not wish.files and not wish.since:
        complain("nadhir: name files to read, or --since for what the service has seen (nadhir backtest --help)")
        return WRONG
    folders = [folder_of_rules(wish.folder), *([folder_of_rules(wish.against)] if wish.against else [])]
    feed = Feed(wish.files)
    articles = list(feed)
    if wish.since:
        kept = _kept(wish.since)
        if kept is None:
            return FAILED
        articles += kept
    reader = load_reader()
    results = []
    for folder in folders:
        if folder is None:
            return FAILED
        rulebook = load(folder, reader.gazetteer)
        complain_of(rulebook, Tongue(wish.language))
        feed.status = FAILED if rulebook.errors else feed.status
        results.append(_tried(articles, reader, rulebook, wish))
    try:
        if wish.against:
            differs = _tell_difference(results[0], results[1], wish)
            return FAILED if differs and wish.exit_code else feed.status
        _tell(results[0], wish, len(articles))
    except ReaderLost as lost:
        complain(f"nadhir: {lost}")
        return FAILED
    return feed.status


def _tried(articles: Sequence[Article], reader: Reader, rulebook: Rulebook, wish: Wish) -> Iterator[Line]:
    """Every line of one set of rules, as it is found."""
    matcher = compile(rulebook.rules, reader, full=installed_lexicon())
    with _progress(len(articles), wish) as heard:
        yield from backtest(
            articles,
            reader,
            matcher,
            reader.gazetteer,
            rulebook=rulebook,
            all=wish.every,
            edits=not wish.as_json,
            jobs=wish.jobs,
            heard=heard,
        )


class _Advance:
    """Moves a progress bar by one; does nothing where there is none."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=total) if progress else None

    def __call__(self) -> None:
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)


@contextmanager
def _progress(total: int, wish: Wish) -> Iterator[_Advance]:
    """A bar on stderr, where somebody is looking."""
    if wish.as_json or not sys.stderr.isatty():
        yield _Advance(None, total)
        return
    with Progress(console=Console(file=sys.stderr), transient=True) as progress:
        yield _Advance(progress, total)


def _tell(lines: Iterable[Line], wish: Wish, articles: int) -> None:
    if wish.as_json:
        for line in lines:
            say_json(line.as_json())
        return
    screen, tongue, told = console(), Tongue(wish.language), []
    for line in lines:
        screen.print(_shown(line, tongue))
        told.append(line)
    if told:
        screen.print()
        screen.print(_table(count(told), tongue))
    alerts = sum(line.told for line in told)
    key = "would_tell" if alerts else "would_tell_nothing"
    screen.print(tongue.say(key, articles=tongue.many(articles, "articles"), alerts=tongue.many(alerts, "alerts")))


def _tell_difference(ours: Iterable[Line], others: Iterable[Line], wish: Wish) -> bool:
    """Print what `--rules` tells and `--against` does not (gained), and the other way round (lost); is there any?"""
    difference = compare(others, ours)
    changes = [("gained", line) for line in difference.gained] + [("lost", line) for line in difference.lost]
    screen, tongue = console(), Tongue(wish.language)
    for change, line in changes:
        if wish.as_json:
            say_json({"change": change} | line.as_json())
        else:
            mark = Text("+ " if change == "gained" else "- ", style="bold green" if change == "gained" else "bold red")
            screen.print(mark + _shown(line, tongue))
    if not wish.as_json:
        counts = {"gained": len(difference.gained), "lost": len(difference.lost)}
        screen.print(tongue.say("difference", **{key: tongue.apart(str(value)) for key, value in counts.items()}))
    return bool(changes)


def _shown(line: Line, tongue: Tongue) -> Text:
    at = tongue.apart(line.at.strftime("%Y-%m-%d %H:%M")) if line.at else f"{tongue.say('time_unknown'):<16}"
    word = "edit" if line.edit else line.verdict
    text = Text(at, style="dim").append(f"  {tongue.say(word):<6} ", style=_STYLES[word])
    text.append(tongue.apart(line.rule), style="bold").append("  ").append(safe(" ".join(line.title.split())))
    reason = tongue.reason(safe(line.reason))
    text.append(f"\n                    {reason} · {tongue.apart(safe(line.article))}", style="dim")
    return text


def _table(counts: tuple[Count, ...], tongue: Tongue) -> Table:
    heads = [tongue.say(f"column_{name}") for name in ("day", "rule", "new", "updates", "edits", "held")]
    table = Table(*heads, box=None, header_style="dim")
    for one in counts:
        day = one.day.isoformat() if one.day else tongue.say("day_unknown")
        table.add_row(day, one.rule, str(one.new), str(one.updates), str(one.edits), str(one.held - one.edits))
    return table


def _kept(since: str) -> list[Article] | None:
    """What the service took in since then, from its store; None, with a line on stderr, where that cannot be had."""
    from bot.settings import SettingsError
    from bot.settings import load as load_settings
    from bot.store import StoreUnusable, is_there

    span = _SPAN.fullmatch(since.strip())
    if span is None or not int(span[1]):
        complain(f"--since: {since!r} is no span of time; 12h, 30d and 4w are")
        return None
    start = datetime.now(UTC) - int(span[1]) * _UNITS[span[2]]
    try:
        url = load_settings().database_url.get_secret_value()
        if not is_there(url):
            complain("--since: there is no database yet; `nadhir run` makes it and keeps what it takes in")
            return None
        return asyncio.run(_stored(url, start))
    except (SettingsError, StoreUnusable) as error:
        for line in str(error).splitlines():
            complain(line)
        return None


async def _stored(url: str, start: datetime) -> list[Article]:
    from bot.store import open_store

    store = await open_store(url)
    try:
        return [article async for article in store.articles(start) if article.source != SAMPLES]
    finally:
        await store.close()
