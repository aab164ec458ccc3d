"""What placing and deciding costs beside the reading of the same article, with many open incidents.

    python -m bench.judging [ARTICLES.jsonl …] [--open 10000] [--rules FOLDER] [--json]

The open incidents are those of one half of the articles (without files, of our samples), copied with other places,
numbers and words until there are as many as asked; the other half is read and judged. Three crowds are measured:

- everywhere: every copy moved to another place of its own size, in any country;
- one country: all of them moved to places of the busiest country;
- one town: a tenth of them, and all the articles measured, in one and the same town.

Every article is read once and judged as the service does it: placed and decided, which is what is to be cheap beside
reading, then filed, which is printed beside it. All are CPU time, one after the other, in a process of its own for each
crowd, so that no word was seen by another's turn.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.arabic.gazetteer import Gazetteer
from bot.facts import Reader, load
from bot.model.article import Article
from bot.model.facts import Fact, Figure, Place
from bot.model.reading import Reading
from bot.model.story import Arrival, Incident, Report, Story
from bot.rulebook import Matcher, Rulebook, compile  # noqa: A004  # a rulebook is compiled
from bot.rulebook import load as load_rules
from bot.sources.samples import samples
from bot.stories import OpenIncidents, judge

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
#: The articles measured come within this time before NOW, the open incidents within the longer one before them all: no
#: service knows what is reported later.
_HOURS, _DAYS = 1, 5
CROWDS = ("everywhere", "one country", "one town")


@dataclass(frozen=True)
class Desk:
    """What reads and judges."""

    reader: Reader
    rulebook: Rulebook
    matcher: Matcher

    def judge(self, article: Article, known: OpenIncidents, town: Place | None = None) -> tuple[float, float, float]:
        """Read and judge one article, moved to the town, and file what became of it: milliseconds for each."""
        now = article.published or NOW
        start = time.process_time_ns()
        reading = self.reader.read(article)
        spent = time.process_time_ns() - start
        matches, steps = self.matcher.match(article, reading), self.matcher.steps(article, reading)
        reading = moved(reading, town) if town else reading
        start = time.process_time_ns()
        found = judge(article, reading, matches, known, self.reader.gazetteer, Arrival(now), self.rulebook, steps)
        judged = time.process_time_ns()
        for incident in found.incidents:
            known.put(incident)
        if found.story is not None:
            known.put_story(found.story)
        return spent / 1e6, (judged - start) / 1e6, (time.process_time_ns() - judged) / 1e6


@dataclass(frozen=True)
class Cost:
    """One crowd: milliseconds of CPU that judging an article takes, on average and at its worst, beside reading it.

    Judging is placing and deciding; filing what became of the article comes after it.
    """

    crowd: str
    incidents: int
    reading_ms: float
    judging_ms: float
    filing_ms: float
    p99_ms: float
    worst_ms: float

    @property
    def ratio(self) -> float:
        """What placing and deciding takes, as a share of reading."""
        return self.judging_ms / self.reading_ms

    @property
    def ratio_filed(self) -> float:
        """The same with filing."""
        return (self.judging_ms + self.filing_ms) / self.reading_ms

    def as_json(self) -> dict[str, object]:
        """One line of the figures."""
        return {
            "crowd": self.crowd,
            "incidents": self.incidents,
            "reading_ms": round(self.reading_ms, 3),
            "judging_ms": round(self.judging_ms, 3),
            "filing_ms": round(self.filing_ms, 3),
            "ratio": round(self.ratio, 3),
            "ratio_filed": round(self.ratio_filed, 3),
            "p99_ms": round(self.p99_ms, 3),
            "worst_ms": round(self.worst_ms, 3),
        }


def articles_of(files: Iterable[Path]) -> list[Article]:
    """The articles of the files, or our samples, as if they had come in the last hours before NOW."""
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]
    found = [Article(row["id"], row.get("title", ""), row["text"], None, row.get("outlet", "")) for row in rows]
    found = found or [sample.article(NOW) for sample in samples()]
    step = timedelta(hours=_HOURS) / len(found)
    return [replace(article, published=NOW - step * (len(found) - at)) for at, article in enumerate(found)]


class Crowd:
    """Makes open incidents that look like given ones."""

    def __init__(self, like: OpenIncidents, gazetteer: Gazetteer, seed: int = 5) -> None:
        self._like, self._gazetteer, self._chance = list(like), gazetteer, random.Random(seed)
        self._words = sorted({word for one in self._like for line in one.words for word in line.split()})
        self._kinds: dict[tuple[str, str], list[str]] = {}
        for code in gazetteer:
            self._kinds.setdefault((gazetteer.row(code).kind, ""), []).append(code)
            self._kinds.setdefault((gazetteer.row(code).kind, gazetteer.country(code)), []).append(code)
        codes = Counter(place.code for one in self._like for place in one.places if place.code)
        self.country = Counter(gazetteer.country(code) for code in codes.elements()).most_common(1)[0][0]
        towns = [code for code, _ in codes.most_common() if gazetteer.row(code).kind in {"city", "town"}]
        self.town = Place(gazetteer.name(towns[0], "ar"), towns[0])

    def of(self, count: int, country: str, town: int) -> tuple[list[Incident], list[Story]]:
        """So many incidents and their stories: `town` of them in the town, the others in the country ("" = any)."""
        incidents = [self._one(at, country, at < town) for at in range(count)]
        stories: dict[str, list[Incident]] = {}
        for incident in incidents:
            stories.setdefault(incident.story, []).append(incident)
        return incidents, [
            Story(key, own[0].places, own[0].parties, own[0].first, own[-1].last, tuple(one.id for one in own))
            for key, own in stories.items()
        ]

    def _one(self, at: int, country: str, in_town: bool) -> Incident:
        chance, one = self._chance, self._chance.choice(self._like)
        moved = {place: self.town if in_town else self._moved(place, country) for place in one.places}
        last = NOW - timedelta(hours=_HOURS) - timedelta(days=_DAYS) * chance.random()
        # Some forty incidents make a busy story; a town of a thousand is a single one.
        return replace(
            one,
            id=f"i-{at}",
            story="s-town" if in_town else f"s-{at % 250}",
            places=tuple(dict.fromkeys(moved.values())),
            first=last - (one.last - one.first),
            last=last,
            reports=tuple(Report(f"{at}-{report.article}", report.outlet, last) for report in one.reports),
            facts=tuple(replace(saved, fact=self._said(saved.fact, moved)) for saved in one.facts),
            steps=tuple(replace(step, at=last, places=tuple(dict.fromkeys(moved.values()))) for step in one.steps),
            words=tuple(self._reworded(line) for line in one.words),
            headlines=tuple(self._reworded(line) for line in one.headlines),
        )

    def _moved(self, place: Place, country: str) -> Place:
        if place.code not in self._gazetteer:
            return place
        kind = self._gazetteer.row(place.code).kind
        code = self._chance.choice(self._kinds.get((kind, country)) or self._kinds[kind, ""])
        return Place(self._gazetteer.name(code, "ar"), code)

    def _said(self, fact: Fact, moved: dict[Place, Place]) -> Fact:
        fact = replace(fact, places=tuple(moved.get(place, place) for place in fact.places))
        if not isinstance(fact, Figure) or fact.min is None or self._chance.random() < 0.5:
            return fact
        number = self._chance.randint(1, 40)
        return replace(fact, min=number, max=None if fact.max is None else number)

    def _reworded(self, line: str) -> str:
        """Half of the words are others'."""
        chance = self._chance
        return " ".join(dict.fromkeys(chance.choice(self._words) if chance.random() < 0.5 else w for w in line.split()))


def moved(reading: Reading, town: Place) -> Reading:
    """The same reading, telling of that town alone."""
    facts = tuple(replace(fact, places=(town,) if fact.places else ()) for fact in reading.facts)
    return replace(reading, facts=facts, places=(town,))


def measure(name: str, articles: Sequence[Article], desk: Desk, known: OpenIncidents, town: Place | None) -> Cost:
    """Read and judge every article among the open incidents."""
    gc.collect()
    count, spent = len(known), [desk.judge(article, known, town) for article in articles]
    reading, judging, filing = zip(*spent, strict=True)
    ordered = sorted(judging)
    return Cost(
        name,
        count,
        sum(reading) / len(spent),
        sum(judging) / len(spent),
        sum(filing) / len(spent),
        ordered[int(len(ordered) * 0.99)],
        ordered[-1],
    )


def cost(crowd: str, articles: Sequence[Article], rules: Path, count: int) -> Cost:
    """What judging costs with nothing open at first ("nothing"), or in a crowd."""
    reader = load()
    rulebook = load_rules(rules, reader.gazetteer)
    desk = Desk(reader, rulebook, compile(rulebook.rules, reader))
    own = OpenIncidents(reader.gazetteer)
    first = measure("nothing", articles[::2], desk, own, None)
    if crowd == "nothing":
        return first
    made = Crowd(own, reader.gazetteer)
    town = made.town if crowd == "one town" else None
    known = made.of(count, made.country if crowd == "one country" else "", count // 10 if town else 0)
    return measure(crowd, articles[1::2], desk, OpenIncidents(reader.gazetteer, *known), town)


def costs(articles: Sequence[Article], rules: Path, count: int) -> Iterator[Cost]:
    """What judging costs with nothing open at first, and in each crowd.

    Each process begins by itself: in the copy of another every page of memory is copied when it is first touched.
    """
    context = multiprocessing.get_context("spawn")
    for crowd in ("nothing", *CROWDS):
        with context.Pool(1) as alone:
            yield alone.apply(cost, (crowd, articles, rules, count))


def main() -> None:
    """Do what the command line says."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path, nargs="*")
    options.add_argument("--open", type=int, default=10_000, help="how many incidents are open")
    options.add_argument("--rules", type=Path, default=Path("rules"))
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    for found in costs(articles_of(chosen.articles), chosen.rules, chosen.open):
        if chosen.json:
            print(json.dumps(found.as_json(), ensure_ascii=False))
        else:
            print(
                f"{found.crowd:16} {found.incidents:6,} open  reading {found.reading_ms:.2f} ms  judging "
                f"{found.judging_ms:.3f} ms ({found.ratio:.2f} of it)  filed {found.ratio_filed:.2f}  "
                f"p99 {found.p99_ms:.2f}  worst {found.worst_ms:.2f}"
            )


if __name__ == "__main__":
    main()
