"""`nadhir bench`: the speed of reading and matching."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.bench import KeywordRule, Speed, generated, measure, stream
from bot.cli.matching import complain_of
from bot.cli.out import FAILED, complain, console, folder_of_rules, say_json
from bot.cli.reading import Feed
from bot.cli.tongue import Tongue
from bot.facts import Reader
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.rulebook import Rulebook, compile  # noqa: A004  # a rulebook is compiled
from bot.rulebook import load as load_rules
from bot.sources.samples import samples

#: Articles of our own stream, rules of our own making, and rules of the `re` loop that all is measured against.
_ARTICLES, _RULES, _RIVALS = 1000, 1000, 100


def run(articles: str | None, *, as_json: bool, folder: Path | None) -> int:
    """Measure, and print the figures."""
    texts = [sample.text for sample in samples()]
    feed = Feed([articles] if articles else [])
    given: Sequence[Article] = list(feed) if articles else stream(texts, _ARTICLES)
    if not given:
        complain("nadhir: there is no article to measure with")
        return FAILED
    where = folder_of_rules(folder) if folder else None
    if folder and where is None:
        return FAILED
    reader = load_reader()
    rulebook = load_rules(where, reader.gazetteer) if where else _own(reader, generated(texts, _RULES))
    complain_of(rulebook, Tongue())
    matcher = compile(rulebook.rules, reader)
    speed = measure(given, reader, matcher, len(rulebook.rules), generated(texts, _RIVALS))
    if as_json:
        say_json(speed.as_json())
    else:
        _show(speed, len(given))
    return FAILED if rulebook.errors else feed.status


def _own(reader: Reader, rules: Sequence[KeywordRule]) -> Rulebook:
    """Generated rules, loaded the way anybody's are."""
    with tempfile.TemporaryDirectory() as folder:
        text = "rules:\n" + "".join(rule.as_rule(number) for number, rule in enumerate(rules))
        (Path(folder) / "generated.yaml").write_text(text, encoding="utf-8")
        return load_rules(Path(folder), reader.gazetteer)


def _show(speed: Speed, articles: int) -> None:
    screen = console()
    screen.print(f"{articles:,} articles, {speed.rules:,} rules, {speed.matches:,} matches, {speed.rss_mb:.0f} MB")
    rows = (
        ("reading and matching", speed.articles_per_second),
        ("reading alone", speed.reading_per_second),
        ("a plain re loop of 100 rules", speed.calibration),
    )
    for name, rate in rows:
        screen.print(f"  {name:<28} {rate:8,.0f} articles/s of CPU   {rate / speed.calibration:5.2f}")
    screen.print(
        f"  one article: {speed.p50_ms:.2f} ms in the middle, {speed.p99_ms:.2f} ms for the slowest of a hundred"
    )
