"""Each platform with its loopback server and a person in it, behind one face: what the shared contract speaks to."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.chat.base import Platform
from bot.chat.slack import Slack
from bot.chat.telegram import Telegram
from bot.chat.web import Web
from bot.chat.web_log import MemoryLog
from bot.model.chat import ChatRef, Incoming
from bot.model.line import Line
from bot.model.message import MessageRef
from tests.chat.slack_server import APP_TOKEN, BOT_TOKEN, SlackServer
from tests.chat.telegram_server import TOKEN, TelegramServer
from tests.fakes import NOON

#: Faster than any service may be: pacing is proven elsewhere.
PACE = 100.0


@dataclass
class World(ABC):
    """A platform that is running, one chat on it, and what was heard there."""

    platform: Platform
    chat: ChatRef
    heard: list[Incoming] = field(default_factory=list)
    failing: int = 0

    async def listen(self, incoming: Incoming) -> None:
        """What the platform is started with; it fails the first `failing` times."""
        if self.failing:
            self.failing -= 1
            raise RuntimeError("a fault of ours")
        self.heard.append(incoming)

    @abstractmethod
    async def person_says(self, text: str) -> None:
        """A person writes to us."""

    @abstractmethod
    async def person_presses(self, label: str, ref: MessageRef) -> None:
        """A person presses a button under a message of ours."""

    @abstractmethod
    def seen(self) -> list[str]:
        """The texts of our messages as they stand in the chat, oldest first."""

    def breaches(self) -> list[str]:
        """What did not keep to the platform's published interface."""
        return []

    async def until(self, happened: Callable[[], object]) -> None:
        """Waits until something has happened."""
        async with asyncio.timeout(5):
            while not happened():  # noqa: ASYNC110  — what is waited for happens in a server that knows no events of ours
                await asyncio.sleep(0.005)


@dataclass
class TelegramWorld(World):
    """Telegram over real HTTP."""

    server: TelegramServer = field(default_factory=TelegramServer)

    async def person_says(self, text: str) -> None:
        self.server.say(text)

    async def person_presses(self, label: str, ref: MessageRef) -> None:
        message = next(taken for taken in self.server.taken if str(taken.message_id) == ref.id)
        self.server.press(dict(message.buttons)[label], message)

    def seen(self) -> list[str]:
        return self.server.texts()

    def breaches(self) -> list[str]:
        return self.server.breaches


@dataclass
class SlackWorld(World):
    """Slack over real HTTP and WebSocket."""

    server: SlackServer = field(default_factory=SlackServer)

    async def person_says(self, text: str) -> None:
        await self.server.say(text)

    async def person_presses(self, label: str, ref: MessageRef) -> None:
        message = next(posted for posted in self.server.posted if posted.ts == ref.id)
        await self.server.press(dict(message.buttons)[label], message)

    def seen(self) -> list[str]:
        return self.server.texts()

    def breaches(self) -> list[str]:
        return self.server.breaches


@dataclass
class WebWorld(World):
    """The web chat by itself; the HTTP around it has tests of its own."""

    log: MemoryLog = field(default_factory=MemoryLog)

    async def person_says(self, text: str) -> None:
        await self._web().say(self.chat.id, text)

    async def person_presses(self, label: str, ref: MessageRef) -> None:
        line = next(line for line in await self.log.lines(self.chat.id) if str(line.id) == ref.id)
        assert line.message is not None
        command = next(button.command for button in line.message.buttons if button.label == label)
        await self._web().say(self.chat.id, command, answers=ref.id)

    def seen(self) -> list[str]:
        standing: dict[int, Line] = {}
        for line in self.log.all():
            standing[line.replaces or line.id] = line
        return [line.message.text for line in standing.values() if line.message is not None]

    def _web(self) -> Web:
        assert isinstance(self.platform, Web)
        return self.platform


@asynccontextmanager
async def telegram() -> AsyncIterator[TelegramWorld]:
    """Telegram, connected."""
    server = TelegramServer()
    await server.open()
    world = TelegramWorld(Telegram(TOKEN, base_url=server.url, pace=PACE), ChatRef("telegram", "1"), server=server)
    try:
        await world.platform.start(world.listen)
        yield world
    finally:
        await world.platform.stop()
        await server.close()


@asynccontextmanager
async def slack() -> AsyncIterator[SlackWorld]:
    """Slack, connected."""
    server = SlackServer()
    await server.open()
    world = SlackWorld(Slack(BOT_TOKEN, APP_TOKEN, base_url=server.url), ChatRef("slack", "D1"), server=server)
    try:
        await world.platform.start(world.listen)
        yield world
    finally:
        await world.platform.stop()
        await server.close()


@asynccontextmanager
async def web() -> AsyncIterator[WebWorld]:
    """The web chat, listening."""
    log = MemoryLog()
    world = WebWorld(Web(log, lambda: NOON), ChatRef("web", "1"), log=log)
    await world.platform.start(world.listen)
    yield world
    await world.platform.stop()


WORLDS = {"telegram": telegram, "slack": slack, "web": web}
