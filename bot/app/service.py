"""The service: every room put together, started, watched over and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from types import FrameType

import structlog
import uvicorn

from bot.app import logs
from bot.app.begin import CannotStart
from bot.app.built import Built, build
from bot.app.screen import screen
from bot.app.status import status
from bot.chat.base import Platform
from bot.chat.errors import ChatError, PlatformStopped
from bot.settings import Settings

log = structlog.get_logger(__name__)

#: Seconds that platforms have to connect before the screen is shown without waiting for them.
_CONNECT = 6.0


def utc_now() -> datetime:
    """The clock of the service."""
    return datetime.now(UTC)


def run(settings: Settings) -> int:
    """Serves until SIGTERM or SIGINT. Returns the exit status; what keeps it from starting is one line on stderr."""
    secrets = [
        settings.telegram_token.get_secret_value(),
        settings.slack_bot_token.get_secret_value(),
        settings.slack_app_token.get_secret_value(),
        settings.web_token.get_secret_value(),
        settings.libretranslate_api_key.get_secret_value(),
    ]
    logs.set_up(settings.log_level.value, secrets)
    try:
        asyncio.run(_serve(settings))
    except CannotStart as fault:
        print(f"nadhir: {fault}", file=sys.stderr)
        return 1
    return 0


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    with _signals(stop):
        async with contextlib.AsyncExitStack() as stack:
            built = await build(settings, stack, utc_now)
            await Service(settings, built, stop).run()


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    try:
        yield
    finally:
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(name)


class _Server(uvicorn.Server):
    """uvicorn, stopped by us: it would take the signals for itself otherwise."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the service."""
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Never called: no signal is captured."""


class Service:
    """What was built, running."""

    def __init__(self, settings: Settings, built: Built, stop: asyncio.Event) -> None:
        self._settings, self._built, self._stop = settings, built, stop
        config = uvicorn.Config(
            built.web_app,
            log_config=None,
            lifespan="off",
            access_log=False,
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config)
        self._starting: dict[str, asyncio.Task[None]] = {}
        self._known_stopped: set[str] = set()

    async def run(self) -> None:
        """Until it is told to stop, or until the web server cannot go on."""
        built = self._built
        web = asyncio.create_task(self._server.serve([built.listener]), name="web")
        web.add_done_callback(lambda _: self._stop.set())
        courier = asyncio.create_task(built.courier.run(grace=3.0), name="courier")
        await self._start_platforms()
        built.scheduler.start()
        built.rounds.keep_to(built.entries())
        await built.house.tell_of_files(built.in_force.book.errors, (), started=True)
        watch = asyncio.create_task(self._watch(), name="watch")
        lines = status(self._settings, built, set(self._starting) - self._connected())
        print(screen(lines, colour=sys.stdout.isatty()), flush=True)
        await self._stop.wait()
        log.info("stopping")
        watch.cancel()
        built.courier.stop()
        await asyncio.gather(built.rounds.stop(3.0), built.demo.stop(), courier, watch, return_exceptions=True)
        await self._stop_platforms()
        self._server.should_exit = True
        await asyncio.gather(web, return_exceptions=True)

    def _connected(self) -> set[str]:
        return {name for name, task in self._starting.items() if task.done()}

    async def _start_platforms(self) -> None:
        """Connects all at once; one that takes its time goes on doing so."""
        for name, platform in self._built.platforms.items():
            self._starting[name] = asyncio.create_task(self._start(name, platform), name=f"start {name}")
        await asyncio.wait(self._starting.values(), timeout=_CONNECT)

    async def _start(self, name: str, platform: Platform) -> None:
        """Connects, however often it takes; ends early only where trying is useless."""
        wait = 1.0
        while True:
            try:
                await platform.start(self._built.conversation.hear)
            except PlatformStopped as stopped:
                log.error("a platform cannot be used", platform=name, reason=stopped.reason)
                return
            except ChatError as fault:
                log.warning("a platform cannot be reached, trying again", platform=name, reason=fault.reason)
                await asyncio.sleep(wait)
                wait = min(60.0, wait * 2)
            else:
                return

    async def _stop_platforms(self) -> None:
        for task in self._starting.values():
            task.cancel()
        await asyncio.gather(*self._starting.values(), return_exceptions=True)
        stops = [asyncio.create_task(platform.stop()) for platform in self._built.platforms.values()]
        _, late = await asyncio.wait(stops, timeout=2.0)
        for task in late:
            task.cancel()
        await asyncio.gather(*stops, return_exceptions=True)

    async def _watch(self) -> None:
        """Once a second: have rule files changed, has a platform stopped, what stands in the outbox?"""
        while True:
            await asyncio.sleep(1.0)
            try:
                await self._reload()
                await self._look_at_platforms()
                self._built.metrics.judged(await self._built.pipeline.pass_time())
                await self._built.metrics.look(self._built.store)
            except Exception:  # whatever fails here is looked at again in a second
                log.exception("looking after the service failed")

    async def _reload(self) -> None:
        built = self._built
        changed = await built.in_force.refresh()
        if changed is None:
            return
        built.rounds.keep_to(built.entries())
        rules = len(built.in_force.book.rules)
        log.info("rules loaded again", rules=rules, new_faults=len(changed.new_faults))
        for fault in changed.new_faults:
            log.warning("a fault in the rule files", fault=str(fault))
        await built.house.tell_of_files(changed.new_faults, changed.mended)
        await built.house.tell_of_gone(changed.gone)

    async def _look_at_platforms(self) -> None:
        for name, platform in self._built.platforms.items():
            if not platform.stopped:
                self._known_stopped.discard(name)
            elif name not in self._known_stopped:
                self._known_stopped.add(name)
                await self._built.house.tell_owners("platform_stopped", platform=name, reason=platform.stopped)
