"""The rooms, made and handed to one another. Nothing runs yet."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from starlette.applications import Starlette

from bot.app.begin import CannotStart, bound_socket, only_one
from bot.app.demo import MARK, Demo
from bot.app.house import House
from bot.app.in_force import InForce
from bot.app.metrics import Metrics
from bot.app.platforms import platforms_of
from bot.app.rounds import Rounds
from bot.chat.base import Platform
from bot.chat.web import Web
from bot.conversation import Conversation, Newcomers
from bot.delivery import Backoff, Courier, Pace
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.model.source import SourceEntry, SourceKind
from bot.net import Net
from bot.pipeline import Pipeline, open_incidents
from bot.settings import Access, Settings
from bot.sources import KINDS
from bot.sources.samples import sample_articles
from bot.store import SqlStore, Standing, StoreUnusable, open_store
from bot.stories import OpenIncidents
from bot.web import Doors, make_app

#: How often the inbox is looked at.
_INBOX_EVERY = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Built:
    """Every part of the service."""

    store: SqlStore
    in_force: InForce
    pipeline: Pipeline
    courier: Courier
    conversation: Conversation
    rounds: Rounds
    demo: Demo
    house: House
    platforms: dict[str, Platform]
    scheduler: AsyncIOScheduler
    metrics: Metrics
    listener: socket.socket
    web_app: Starlette
    entries: Callable[[], tuple[SourceEntry, ...]]


async def build(settings: Settings, stack: contextlib.AsyncExitStack, clock: Callable[[], datetime]) -> Built:
    """Makes everything; `stack` closes it again. Raises CannotStart."""
    listener = stack.enter_context(contextlib.closing(bound_socket(settings.host, settings.port)))
    store = await _store(settings, stack)
    net = await stack.enter_async_context(Net(settings.allow_private_hosts))
    reader = await asyncio.to_thread(load_reader)
    in_force = await asyncio.to_thread(InForce, settings.rules, reader)
    await in_force.watch_for(await store.watches())
    metrics, web = Metrics(), Web(store, clock)
    platforms = platforms_of(settings, web)
    now, news = clock(), asyncio.Event()
    pipeline = Pipeline(
        reader,
        reader.gazetteer,
        lambda: in_force.current,
        store,
        clock,
        open_incidents=await open_incidents(store, reader.gazetteer, now, apart=MARK),
        started=await store.started(now),
        wake=news.set,
        heard=metrics.took,
    )
    demo = Demo(
        pipeline,
        lambda now: sample_articles(now.astimezone(settings.timezone)),
        lambda: OpenIncidents(reader.gazetteer),
        clock,
    )

    def entries() -> tuple[SourceEntry, ...]:
        return _with_inbox(settings, in_force.book.sources)

    def has_samples() -> bool:
        # Only where no source is set up but the inbox: samples must never stand among news.
        return not any(_brings_news(entry, settings) for entry in in_force.book.sources)

    house = House(reader, in_force, store, demo, has_samples, settings.timezone, clock, wake=news.set)
    courier = Courier(
        store,
        platforms,
        house.render,
        clock,
        pace=Pace(settings.pace),
        backoff=Backoff(spread=random.random),
        heard=metrics.ended,
        news=news,
    )
    newcomers = Newcomers(settings.language, frozenset(settings.owners), settings.access is Access.OPEN)
    conversation = Conversation(store, platforms, house, clock, newcomers)
    scheduler = AsyncIOScheduler(timezone="UTC")
    rounds = Rounds(scheduler, net, store, pipeline, clock, metrics.fetched)

    async def take(article: Article) -> bool:
        outcome = await pipeline.take(article)
        return outcome.standing is not Standing.KNOWN

    async def faults() -> dict[str, str]:
        stopped = {name: platform.stopped for name, platform in platforms.items() if platform.stopped}
        errors = in_force.book.errors
        return stopped | ({"rules": str(errors[0])} if errors else {})

    doors = Doors(web, take, faults, metrics.text, settings.web_token.get_secret_value(), settings.language)
    return Built(
        store, in_force, pipeline, courier, conversation, rounds, demo, house, platforms, scheduler, metrics,
        listener, make_app(doors), entries,
    )  # fmt: skip


async def _store(settings: Settings, stack: contextlib.AsyncExitStack) -> SqlStore:
    """The store, ours alone. What a dead service held in its hands is owed again."""
    url = settings.database_url.get_secret_value()
    try:
        store = await open_store(url)
    except StoreUnusable as fault:
        raise CannotStart(str(fault)) from fault
    stack.push_async_callback(store.close)
    lock = only_one(url)
    if lock is not None:
        stack.enter_context(lock)
    await store.release()
    return store


def _is_inbox(entry: SourceEntry, settings: Settings) -> bool:
    return entry.kind is SourceKind.FOLDER and (entry.id == "inbox" or Path(entry.path) == settings.inbox)


def _brings_news(entry: SourceEntry, settings: Settings) -> bool:
    return entry.enabled and entry.kind in KINDS and not _is_inbox(entry, settings)


def _with_inbox(settings: Settings, sources: tuple[SourceEntry, ...]) -> tuple[SourceEntry, ...]:
    """The sources of the rule files with the inbox among them, which is where NADHIR_INBOX says."""
    named = [entry for entry in sources if _is_inbox(entry, settings)]
    inbox = named[0] if named else SourceEntry("inbox", SourceKind.FOLDER, every=_INBOX_EVERY)
    settings.inbox.mkdir(parents=True, exist_ok=True)
    others = (entry for entry in sources if entry not in named)
    return (replace(inbox, path=str(settings.inbox)), *others)
