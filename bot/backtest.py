"""Rules tried on the past: articles in order of time, stories included, and what would have been told.

The order of things only: reading, matching and judging are done by the rooms below, by the very code of the service.
Changes nothing and stores nothing.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from heapq import heappop, heappush
from multiprocessing.connection import Connection
from typing import Any, Protocol

from bot.model.article import Article
from bot.model.reading import Reading
from bot.model.story import Arrival, Incident, Judged
from bot.rulebook import Match, Rulebook, Step
from bot.stories import OpenIncidents, due, effect_of, judge, taking_effect
from bot.stories.kinship import Gazetteer

#: Where nothing says when it is, the clock of a backtest stands here.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
#: Open incidents are aged out every so many articles.
_AGE_OUT_EVERY = 200
#: Articles that a worker is given at a time: many enough to be worth the way, few enough to keep all workers busy.
_BATCH = 64


class Reads(Protocol):
    """What reads articles: `bot.facts.Reader` is one."""

    def read(self, article: Article) -> Reading:
        """Everything the article claims."""
        ...


class Matches(Protocol):
    """What knows which rules an article fires: `rulebook.compile` makes one."""

    def match(self, article: Article, reading: Reading) -> tuple[Match, ...]:
        """The rules it fires."""
        ...

    def steps(self, article: Article, reading: Reading) -> tuple[Step, ...]:
        """The steps of rules over time that it meets."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One match and what became of it. `at` is the publication time in UTC, None where it is unknown."""

    at: datetime | None
    rule: str
    verdict: str  # new | update | held
    reason: str
    incident: str
    story: str
    article: str
    title: str
    edit: bool = False  # held, and yet what stands in the chats is brought up to date, quietly

    @property
    def told(self) -> bool:
        """Would somebody have been told?"""
        return self.verdict != "held"

    def as_json(self) -> dict[str, Any]:
        """The JSON object of the contract."""
        return {
            "at": self.at.isoformat() if self.at is not None else None,
            "rule": self.rule,
            "verdict": self.verdict,
            "reason": self.reason,
            "incident": self.incident,
            "story": self.story,
            "article": self.article,
            "title": self.title,
        } | ({"edit": True} if self.edit else {})


class ReaderLost(Exception):  # noqa: N818  — it says what happened to the reader
    """One of several processes that read is gone; what was yielded until then is right, and not all."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often a rule told on one day (None = of unknown time), and how much it held back.

    `edits` of those `held` bring up to date, quietly, what stands in the chats.
    """

    day: date | None
    rule: str
    new: int
    updates: int
    held: int
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What another set of rules would tell instead: alerts gained and lost by going from the first to the second."""

    gained: tuple[Line, ...]
    lost: tuple[Line, ...]


def run(
    articles: Iterable[Article],
    reader: Reads,
    matcher: Matches,
    gazetteer: Gazetteer,
    *,
    rulebook: Rulebook | None = None,
    all: bool = False,  # noqa: A002  # the option is called so
    edits: bool = False,
    jobs: int = 1,
    heard: Callable[[], None] = lambda: None,
) -> Iterator[Line]:
    """Yield a line for every alert, in order of time; with `all` for every match that was held too.

    With `all` or `edits` also for what time alone changes in what was told: a ceasefire that takes effect. The clock
    goes from article to article, and stands still at each such moment between them and after the last.

    Articles of unknown time keep their place in the input. With the rulebook, updates of incidents that a rule told
    before are told too where the new report does not fire it. `jobs` processes read; one judges, in order; raises
    ReaderLost where one of them is killed. `heard` is called after every article.
    """
    ordered = in_time(articles)
    open_incidents = OpenIncidents(gazetteer)
    clock = _Clock(open_incidents)
    now = next((article.published for article in ordered if article.published), _SOME_DAY)
    for at, (article, reading, matches, steps) in enumerate(_read(ordered, reader, matcher, jobs)):
        heard()
        now = article.published or now
        yield from (line for line in clock.until(now) if all or edits)
        if at % _AGE_OUT_EVERY == 0:
            open_incidents.age_out(now)
        judgement = judge(article, reading, matches, open_incidents, gazetteer, Arrival(now), rulebook, steps)
        for incident in judgement.incidents:
            open_incidents.put(incident)
            clock.watch(incident, article, now)
        if judgement.story is not None:
            open_incidents.put_story(judgement.story)
        yield from (_line(article, judged) for judged in judgement.judged if all or judged.verdict.tells)
    yield from (line for line in clock.until(None) if all or edits)


class _Clock:
    """What becomes of ceasefires between articles: each takes effect at its stated moment, as it does in service."""

    def __init__(self, open_incidents: OpenIncidents) -> None:
        self._open = open_incidents
        self._due: list[tuple[datetime, str]] = []
        self._titles: dict[str, str] = {}

    def watch(self, incident: Incident, article: Article, now: datetime) -> None:
        """Note the moments at which something may become of an incident."""
        for moment in due(incident):
            if moment > now:
                heappush(self._due, (moment, incident.id))
                self._titles[article.id] = _title(article)

    def until(self, now: datetime | None) -> Iterator[Line]:
        """Let time pass up to `now`; None = until nothing more is due."""
        while self._due and (now is None or self._due[0][0] <= now):
            moment, key = heappop(self._due)
            incident = self._open.get(key)
            for begun, change in taking_effect([incident] if incident else [], moment):
                self._open.put(begun)
                at, reason, source = moment.astimezone(UTC), effect_of(change), change.new.article
                title = self._titles.get(source, "")
                for told in begun.announced:
                    yield Line(at, told.rule.id, "held", reason, begun.id, begun.story, source, title, edit=True)


def in_time(articles: Iterable[Article]) -> list[Article]:
    """Sort by publication time; those of unknown time keep their place in the input."""
    given = list(articles)
    known = iter(sorted((one for one in given if one.published), key=lambda one: one.published or _SOME_DAY))
    return [one if one.published is None else next(known) for one in given]


def count(lines: Iterable[Line]) -> tuple[Count, ...]:
    """Count by day and rule, in their order; what has no time comes last."""
    found: Counter[tuple[date | None, str, str]] = Counter()
    for line in lines:
        day = line.at.date() if line.at else None
        found[day, line.rule, line.verdict] += 1
        found[day, line.rule, "edit"] += line.edit
    keys = sorted({(day, rule) for day, rule, _ in found}, key=lambda key: (key[0] or date.max, key[1]))
    return tuple(
        Count(day, rule, *(found[day, rule, word] for word in ("new", "update", "held", "edit"))) for day, rule in keys
    )


def compare(first: Iterable[Line], second: Iterable[Line]) -> Difference:
    """Say which alerts the second set of rules gains and loses against the first.

    An alert is the same where the same article made it under the same rule; of several, the first, the second …
    """
    before, after = _numbered(first), _numbered(second)
    return Difference(
        gained=tuple(line for key, line in after.items() if key not in before),
        lost=tuple(line for key, line in before.items() if key not in after),
    )


def _numbered(lines: Iterable[Line]) -> dict[tuple[str, str, int], Line]:
    found: dict[tuple[str, str, int], Line] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if line.told:
            found[line.article, line.rule, seen[line.article, line.rule]] = line
            seen[line.article, line.rule] += 1
    return found


def _line(article: Article, judged: Judged) -> Line:
    at = article.published.astimezone(UTC) if article.published else None
    verdict, title = judged.verdict, _title(article)
    return Line(
        at, judged.rule, verdict.word, verdict.reason, judged.incident, judged.story, article.id, title, verdict.edits
    )


def _title(article: Article) -> str:
    return article.title or article.text[:80].split("\n")[0]


_Read = tuple[Article, Reading, tuple[Match, ...], tuple[Step, ...]]


def _read(articles: Sequence[Article], reader: Reads, matcher: Matches, jobs: int) -> Iterator[_Read]:
    """Read and match every article, in their order."""
    if jobs > 1 and len(articles) > _BATCH and "fork" in multiprocessing.get_all_start_methods():
        yield from _read_by_many(articles, reader, matcher, jobs)
        return
    for article in articles:
        yield _one(article, reader, matcher)


def _one(article: Article, reader: Reads, matcher: Matches) -> _Read:
    reading = reader.read(article)
    return article, reading, matcher.match(article, reading), matcher.steps(article, reading)


def _read_by_many(articles: Sequence[Article], reader: Reads, matcher: Matches, jobs: int) -> Iterator[_Read]:
    """Workers are forked, so that each has the loaded reader without loading it; they take batches in turn."""
    context = multiprocessing.get_context("fork")
    batches = [articles[at : at + _BATCH] for at in range(0, len(articles), _BATCH)]
    lines: list[Connection] = []
    workers = []
    for number in range(min(jobs, len(batches))):
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(batches[number::jobs], reader, matcher, theirs), daemon=True)
        worker.start()
        theirs.close()
        lines.append(ours)
        workers.append(worker)
    try:
        for at in range(len(batches)):
            try:
                found = lines[at % jobs].recv()
            except EOFError:
                raise ReaderLost(
                    "a process that reads has ended too early: is there memory for so many jobs?"
                ) from None
            yield from found
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _work(batches: Sequence[Sequence[Article]], reader: Reads, matcher: Matches, line: Connection) -> None:
    for batch in batches:
        line.send([_one(article, reader, matcher) for article in batch])
    line.close()
