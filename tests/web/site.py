"""The web app's doors, and what came in through them."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx

from bot.chat.web import Web
from bot.chat.web_log import MemoryLog
from bot.model.article import Article
from bot.model.chat import Incoming
from bot.model.message import MessageRef
from tests.fakes import NOON, message

TOKEN = "let-me-in"


@dataclass
class Site:
    """The app on a free port, with what came in through its doors."""

    port: int = 0
    log: MemoryLog = field(default_factory=MemoryLog)
    heard: list[Incoming] = field(default_factory=list)
    taken: list[Article] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chat = Web(self.log, lambda: NOON)

    async def listen(self, incoming: Incoming) -> None:
        self.heard.append(incoming)
        await self.chat.send(incoming.chat, message("أهلا"), MessageRef(incoming.chat.id, incoming.id))

    async def take(self, article: Article) -> bool:
        new = article.id not in {known.id for known in self.taken}
        self.taken.append(article)
        return new

    async def ready(self) -> dict[str, str]:
        return self.faults

    def browser(self, **more: object) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", trust_env=False, timeout=5, **more)  # type: ignore[arg-type]
