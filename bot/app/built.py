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
from urllib.parse import urlsplit

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from starlette.applications import Starlette

from bot.app.begin import CannotStart, bound_socket, only_one
from bot.app.demo import MARK, Demo
from bot.app.house import House
from bot.app.in_force import InForce
from bot.app.metrics import Metrics
from bot.app.platforms import platforms_of
from bot.app.rounds import Rounds
from bot.app.translating import Translating
from bot.chat.base import Platform
from bot.chat.web import Web
from bot.conversation import Conversation, Newcomers
from bot.delivery import Backoff, Courier, Pace
from bot.facts import Reader
from bot.facts import load as load_reader
from bot.model.article import Article
from bot.model.delivery import Delivery, Ending
from bot.model.source import SourceEntry, SourceKind
from bot.net import Net
from bot.pipeline import Pipeline, open_incidents
from bot.settings import Access, Settings, Translator
from bot.sources import KINDS
from bot.sources.samples import sample_articles
from bot.store import SqlStore, Standing, StoreUnusable, open_store
from bot.stories import GATHERED, OpenIncidents
from bot.translation import LibreTranslate, Translation
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


@dataclass(frozen=True, slots=True)
class _Ground:
    """What nearly every room stands on. `news` is set when something new is owed."""

    settings: Settings
    clock: Callable[[], datetime]
    store: SqlStore
    reader: Reader
    in_force: InForce
    metrics: Metrics
    news: asyncio.Event

    def sources(self) -> tuple[SourceEntry, ...]:
        """The sources of the rule files, and the inbox."""
        return _with_inbox(self.settings, self.in_force.book.sources)

    def has_samples(self) -> bool:
        """Only where no source is set up but the inbox: samples must never stand among news."""
        return not any(_brings_news(entry, self.settings) for entry in self.in_force.book.sources)


async def build(settings: Settings, stack: contextlib.AsyncExitStack, clock: Callable[[], datetime]) -> Built:
    """Makes everything; `stack` closes it again. Raises CannotStart."""
    listener = stack.enter_context(contextlib.closing(bound_socket(settings.host, settings.port)))
    store = await _store(settings, stack)
    net = await stack.enter_async_context(Net(settings.allow_private_hosts))
    reader = await asyncio.to_thread(load_reader)
    in_force = await asyncio.to_thread(InForce, settings.rules, reader)
    await in_force.watch_for(await store.watches())
    ground = _Ground(settings, clock, store, reader, in_force, Metrics(), asyncio.Event())
    web = Web(store, clock)
    platforms = platforms_of(settings, web)
    pipeline = await _pipeline(ground)
    demo = _demo(ground, pipeline)
    translating = await _translating(ground, stack)
    zone, wake = settings.timezone, ground.news.set
    house = House(reader, in_force, store, demo, ground.has_samples, zone, clock, wake=wake, translating=translating)
    scheduler = AsyncIOScheduler(timezone="UTC")
    newcomers = Newcomers(settings.language, frozenset(settings.owners), settings.access is Access.OPEN)
    return Built(
        store=store,
        in_force=in_force,
        pipeline=pipeline,
        courier=_courier(ground, platforms, house, translating),
        conversation=Conversation(store, platforms, house, clock, newcomers),
        rounds=Rounds(scheduler, net, store, pipeline, clock, ground.metrics.fetched),
        demo=demo,
        house=house,
        platforms=platforms,
        scheduler=scheduler,
        metrics=ground.metrics,
        listener=listener,
        web_app=make_app(_doors(ground, web, pipeline, platforms)),
        entries=ground.sources,
    )


async def _pipeline(ground: _Ground) -> Pipeline:
    now, gazetteer = ground.clock(), ground.reader.gazetteer
    return Pipeline(
        ground.reader,
        gazetteer,
        lambda: ground.in_force.current,
        ground.store,
        ground.clock,
        open_incidents=await open_incidents(ground.store, gazetteer, now, apart=MARK),
        started=await ground.store.started(now),
        wake=ground.news.set,
        heard=ground.metrics.took,
        gather=GATHERED / ground.settings.pace,
    )


def _demo(ground: _Ground, pipeline: Pipeline) -> Demo:
    return Demo(
        pipeline,
        lambda now: sample_articles(now.astimezone(ground.settings.timezone)),
        lambda: OpenIncidents(ground.reader.gazetteer),
        ground.clock,
    )


async def _translating(ground: _Ground, stack: contextlib.AsyncExitStack) -> Translating:
    """The services that the operator named, in that order. Their own servers may well be private: that is allowed."""
    settings = ground.settings
    services = []
    for name in settings.translators:
        if name is Translator.LIBRETRANSLATE:
            host = urlsplit(settings.libretranslate_url).hostname or ""
            net = await stack.enter_async_context(Net([*settings.allow_private_hosts, host]))
            key = settings.libretranslate_api_key.get_secret_value()
            services.append(LibreTranslate(net, settings.libretranslate_url, key))
    translating = Translating(Translation(services, ground.clock), ground.store, ground.clock, ground.news.set)
    stack.push_async_callback(translating.stop)
    return translating


def _courier(ground: _Ground, platforms: dict[str, Platform], house: House, translating: Translating) -> Courier:
    def heard(delivery: Delivery, ending: Ending) -> None:
        ground.metrics.ended(delivery, ending)
        translating.ended(delivery, ending)

    return Courier(
        ground.store,
        platforms,
        house.render,
        ground.clock,
        pace=Pace(ground.settings.pace),
        backoff=Backoff(spread=random.random),
        heard=heard,
        news=ground.news,
        gather=house.gather,
    )


def _doors(ground: _Ground, web: Web, pipeline: Pipeline, platforms: dict[str, Platform]) -> Doors:
    async def take(article: Article) -> bool:
        outcome = await pipeline.take(article)
        return outcome.standing is not Standing.KNOWN

    async def faults() -> dict[str, str]:
        stopped = {name: platform.stopped for name, platform in platforms.items() if platform.stopped}
        book = ground.in_force.book
        # One faulty rule silences no other: only where none is left is there nothing to serve.
        return stopped | ({"rules": str(book.errors[0])} if book.errors and not book.rules else {})

    token = ground.settings.web_token.get_secret_value()
    return Doors(web, take, faults, ground.metrics.text, token, ground.settings.language)


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
