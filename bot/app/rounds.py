"""The rounds of the sources: each is fetched at its own interval, never twice at once, and none holds up another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import SQLAlchemyError

from bot.model.article import Article
from bot.model.source import SourceEntry
from bot.net import Net, NetError
from bot.pipeline import Pipeline
from bot.sources import KINDS, Fetched, Source, SourceError, open_source
from bot.store import SourceState, Standing, Store

log = structlog.get_logger(__name__)


class Rounds:
    """`keep_to(entries)` says which sources there are; they are fetched from then on."""

    def __init__(
        self,
        scheduler: AsyncIOScheduler,
        net: Net,
        store: Store,
        pipeline: Pipeline,
        clock: Callable[[], datetime],
        heard: Callable[[str, str], None],
    ) -> None:
        self._scheduler, self._net, self._store, self._pipeline = scheduler, net, store, pipeline
        self._clock, self._heard = clock, heard
        self._entries: dict[str, SourceEntry] = {}
        self._stopping = False
        self._busy: set[asyncio.Task[None]] = set()

    @property
    def entries(self) -> tuple[SourceEntry, ...]:
        """The sources that are fetched."""
        return tuple(self._entries.values())

    def keep_to(self, entries: Iterable[SourceEntry]) -> None:
        """Begins the rounds of sources that are new or changed, ends those of sources that are gone."""
        wanted = {entry.id: entry for entry in entries if entry.enabled and entry.kind in KINDS}
        for gone in self._entries.keys() - wanted.keys():
            self._scheduler.remove_job(gone)
        for entry in wanted.values():
            if self._entries.get(entry.id) != entry:
                self._begin(entry)
        self._entries = wanted

    async def stop(self, grace: float = 3.0) -> None:
        """Ends between two articles; what hangs longer than `grace` seconds in a fetch is broken off."""
        self._stopping = True
        self._scheduler.pause()
        if self._busy:
            await asyncio.wait(self._busy, timeout=grace)
        self._scheduler.shutdown(wait=False)

    def _begin(self, entry: SourceEntry) -> None:
        seconds = max(1.0, entry.every.total_seconds())
        self._scheduler.add_job(
            self._round,
            # Sources of one interval would all be asked in one second otherwise.
            IntervalTrigger(seconds=round(seconds), jitter=int(seconds / 10) or None),
            args=[entry],
            id=entry.id,
            name=f"source {entry.id}",
            replace_existing=True,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=self._clock(),
        )

    async def _round(self, entry: SourceEntry) -> None:
        """One fetch and what came of it. Whatever fails here is tried again in the next round."""
        source = open_source(entry, self._net)
        if source is None or self._stopping:
            return
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  — a coroutine of ours always runs in a task
        self._busy.add(task)
        try:
            end = await self._fetch(entry, source)
        except SQLAlchemyError as fault:
            log.error("the store did not take what a source brought", source=entry.id, fault=str(fault).split("\n")[0])
            end = "not stored"
        except Exception:  # a fault of ours in one source must not end its rounds
            log.exception("a source failed in a way nobody foresaw", source=entry.id)
            end = "failed"
        finally:
            self._busy.discard(task)
        self._heard(entry.id, end)

    async def _fetch(self, entry: SourceEntry, source: Source) -> str:
        state = await self._store.source(entry.id)
        try:
            fetched = await source.fetch(state.notes)
        except (NetError, SourceError) as fault:
            if str(fault) != state.problem:
                log.warning("a source cannot be read", source=entry.id, problem=str(fault))
            await self._store.put_source(replace(state, failures=state.failures + 1, problem=str(fault)))
            return "failed"
        for problem in fetched.faults:
            log.warning("something in a source cannot be read", source=entry.id, problem=problem)
        new = await self._take(fetched, first_fetch=state.first_fetch is None)
        if self._stopping:
            return "stopped"
        # Only now: what was not stored is fetched again.
        await self._store.put_source(self._after(state, fetched))
        if fetched.wait is not None:
            self._put_off(entry, fetched.wait)
        return "new" if new else "nothing new"

    def _after(self, state: SourceState, fetched: Fetched) -> SourceState:
        now = self._clock()
        return SourceState(state.id, fetched.notes, state.first_fetch or now, now)

    async def _take(self, fetched: Fetched, *, first_fetch: bool) -> int:
        """Takes the articles in, the oldest first. Returns how many were new."""
        # A feed without dates brings the same articles again and again: only what is new came together.
        undated = [article for article in fetched.articles if article.published is None]
        unknown = sum([await self._store.standing(article) is not Standing.KNOWN for article in undated])
        new = 0
        for article in sorted(fetched.articles, key=_age):
            if self._stopping:
                break
            try:
                outcome = await self._pipeline.take(article, first_fetch=first_fetch, unknown_together=unknown)
            except SQLAlchemyError:
                raise
            except Exception:  # one article that we cannot read must not keep the others from being read
                log.exception("an article could not be read", article=article.id, source=article.source)
                continue
            new += outcome.reading is not None
        return new

    def _put_off(self, entry: SourceEntry, wait: timedelta) -> None:
        if wait > entry.every:
            self._scheduler.modify_job(entry.id, next_run_time=self._clock() + wait)


def _age(article: Article) -> tuple[bool, float]:
    """Known times in their order, the others after them as they came."""
    return (article.published is None, 0.0 if article.published is None else article.published.timestamp())
