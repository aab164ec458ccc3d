"""How well reports are grouped into incidents and stories, against groups made by hand; and a search for weights.

    python bench/stories.py ARTICLES.jsonl GOLD.jsonl [--search SECONDS]

Prints B-cubed precision, recall and F1 for the weights as they are, on the average of runs in which every weight is
moved a little and every reading is jostled: a kind of event missed, a scope misread, a place lost, as a reader trained
anew would. A good score that hangs by one value, or by one reading, is luck. With --search it moves the weights at
random, keeps what gains in each window of time (articles a week apart are of two windows) and prints what it found;
nothing is written.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.backtest import in_time
from bot.facts import load
from bot.model.article import Article
from bot.model.facts import Event, Fact, Figure, Scope
from bot.model.reading import Reading
from bot.model.story import Announced, FiredRule
from bot.stories import OpenIncidents, place_in
from bot.stories.kinship import Gazetteer
from bot.stories.weights import WEIGHTS

Groups = Mapping[str, str]
_JITTER, _RUNS = 0.12, 8
#: The rule under which everything is told.
_RULE = FiredRule("all", "low")
#: How often something of a fact is misread in a jostled reading.
_MISREAD = 0.05
_WINDOW = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """Articles in order of time with their readings, and the groups made by hand."""

    articles: list[Article]
    readings: dict[str, Reading]
    gazetteer: Gazetteer
    incidents: Groups
    stories: Groups
    windows: list[set[str]]

    def grouped(self) -> tuple[Groups, Groups]:
        """Group as the service would."""
        known = OpenIncidents(self.gazetteer)
        incidents, stories = {}, {}
        now = next(one.published for one in self.articles if one.published)
        for article in self.articles:
            now = article.published or now
            placing = place_in(self.readings[article.id], article, known, self.gazetteer, now)
            for placed in placing.all:  # whatever is no mere continuation of a front is told
                told = (Announced(_RULE, now),) if not placed.front else ()
                known.put(replace(placed.after, announced=placed.after.announced or told))
            if placing.story is not None:
                known.put_story(placing.story)
            incidents[article.id] = placing.main.after.id
            stories[article.id] = placing.main.after.story
        return incidents, stories


def bcubed(gold: Groups, ours: Groups, among: set[str]) -> tuple[float, float, float]:
    """Precision, recall and F1: for each article, how pure its group is, and how much of its own it kept together."""
    ids = [one for one in gold if one in ours and one in among]
    precision = recall = 0.0
    for one in ids:
        mine = {other for other in ids if ours[other] == ours[one]}
        true = {other for other in ids if gold[other] == gold[one]}
        precision += len(mine & true) / len(mine) / len(ids)
        recall += len(mine & true) / len(true) / len(ids)
    return precision, recall, 2 * precision * recall / (precision + recall)


def desk(articles_path: Path, gold_path: Path) -> Desk:
    """Read everything once."""
    reader = load()
    rows = [json.loads(line) for line in articles_path.read_text(encoding="utf-8").split("\n") if line]
    gold = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").split("\n") if line]
    articles = in_time(
        Article(row["id"], row["title"], row["text"], datetime.fromisoformat(row["published"]), row.get("outlet", ""))
        for row in rows
    )
    windows: list[set[str]] = []
    last: datetime | None = None
    for article in articles:
        if article.published is not None and (last is None or article.published - last > _WINDOW):
            windows.append(set())
        last = article.published or last
        windows[-1].add(article.id)
    return Desk(
        articles,
        {article.id: reader.read(article) for article in articles},
        reader.gazetteer,
        {row["id"]: row["incident"] for row in gold if row["incident"] != "none"},
        {row["id"]: row["story"] for row in gold if row["story"] != "none"},
        windows,
    )


def jostled(reading: Reading, chance: random.Random) -> Reading:
    """The reading as a reader trained on other articles might have made it."""
    facts: list[Fact] = []
    for fact in reading.facts:
        if isinstance(fact, Event) and chance.random() < _MISREAD:
            continue
        if isinstance(fact, Figure) and chance.random() < _MISREAD:
            fact = replace(fact, scope=chance.choice(list(Scope)))  # noqa: PLW2901  # the same fact, misread
        facts.append(replace(fact, places=()) if chance.random() < _MISREAD else fact)
    return replace(reading, facts=tuple(facts))


def steady(news: Desk, runs: int, seed: int = 7) -> dict[str, list[float]]:
    """Average scores over runs, each after the first with other weights and readings: incidents, stories, windows."""
    kept, moved = dict(WEIGHTS), random.Random(seed)
    every = set().union(*news.windows)
    found: dict[str, list[tuple[float, ...]]] = {}
    for run in range(runs):
        WEIGHTS.update({name: kept[name] * (moved.uniform(1 - _JITTER, 1 + _JITTER) if run else 1) for name in kept})
        readings = {key: jostled(one, moved) for key, one in news.readings.items()} if run else news.readings
        incidents, stories = replace(news, readings=readings).grouped()
        found.setdefault("incidents", []).append(bcubed(news.incidents, incidents, every))
        found.setdefault("stories", []).append(bcubed(news.stories, stories, every))
        for number, window in enumerate(news.windows, 1):
            found.setdefault(f"incidents, window {number}", []).append(bcubed(news.incidents, incidents, window))
    WEIGHTS.update(kept)
    return {name: [sum(score) / len(scores) for score in zip(*scores, strict=True)] for name, scores in found.items()}


def worth(scores: dict[str, list[float]]) -> float:
    """What the search wants more of: F1 in every window, with precision at 0.9."""
    windows = [score for name, score in scores.items() if "window" in name]
    return sum(f1 + min(0.0, precision - 0.9) for precision, _, f1 in windows) / len(windows)


def search(news: Desk, seconds: float) -> dict[str, float]:
    """Move a few weights at a time, and keep what gains."""
    best, kept = worth(steady(news, 4)), dict(WEIGHTS)
    chance, start = random.Random(1), time.monotonic()
    while time.monotonic() - start < seconds:
        names = chance.sample(sorted(kept), 2)
        WEIGHTS.update({name: kept[name] * chance.uniform(0.6, 1.5) for name in names})
        gained = worth(steady(news, 4))
        if gained > best:
            best, kept = gained, dict(WEIGHTS)
            print(f"{best:.4f}", {name: round(kept[name], 2) for name in names}, flush=True)
        WEIGHTS.update(kept)
    return kept


def main() -> None:
    """Do what the command line says."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path)
    options.add_argument("gold", type=Path)
    options.add_argument("--search", type=float, default=0.0, metavar="SECONDS")
    chosen = options.parse_args()
    news = desk(chosen.articles, chosen.gold)
    if chosen.search:
        WEIGHTS.update(search(news, chosen.search))
        print(json.dumps({name: round(value, 2) for name, value in WEIGHTS.items()}, indent=1))
    for name, (precision, recall, f1) in steady(news, _RUNS).items():
        print(f"{name:24} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
