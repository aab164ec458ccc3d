"""Sample articles for a newcomer: they come as if they were news of this minute, and are judged among themselves."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import structlog

from bot.model.article import Article
from bot.pipeline import Pipeline
from bot.stories import OpenIncidents

log = structlog.get_logger(__name__)

#: The ids of sample articles begin so: nothing real is ever placed with them.
MARK = "sample/"
#: Seconds between two articles: all of them within half a minute of subscribing.
_EVERY = 1.0


class Demo:
    """Lets the samples flow when it is asked to, `every` so many seconds; `fresh` makes an index that knows nothing."""

    def __init__(
        self,
        pipeline: Pipeline,
        samples: Callable[[datetime], tuple[Article, ...]],
        fresh: Callable[[], OpenIncidents],
        clock: Callable[[], datetime],
        every: float = _EVERY,
    ) -> None:
        self._pipeline, self._samples, self._fresh, self._clock = pipeline, samples, fresh, clock
        self.every = every
        self._flow: asyncio.Task[None] | None = None
        self._late = False
        self._stopping = asyncio.Event()

    def ask(self, *, again: bool) -> None:
        """Begins. Where the samples flow already, a newcomer (not `again`) gets them from the beginning afterwards."""
        if self._flow is None or self._flow.done():
            self._flow = asyncio.create_task(self._run(), name="samples")
        elif not again:
            self._late = True

    async def stop(self) -> None:
        """Ends between two articles."""
        self._stopping.set()
        if self._flow is not None:
            await asyncio.gather(self._flow, return_exceptions=True)

    async def _run(self) -> None:
        await self._once()
        while self._late and not self._stopping.is_set():
            self._late = False
            await self._once()

    async def _once(self) -> None:
        among, stamp = self._fresh(), f"{self._clock():%Y%m%d%H%M%S}"
        for article in self._samples(self._clock()):
            if self._stopping.is_set():
                return
            now = self._clock()
            # Each time they are new articles about new events: told on every run.
            fresh = replace(article, id=f"{MARK}{stamp}/{article.id}", published=now)
            try:
                await self._pipeline.take(fresh, among=among)
            except Exception:  # one bad sample must not end the show
                log.exception("a sample article failed", article=article.id)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self.every)
