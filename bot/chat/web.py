"""The built-in web chat as a platform: it needs no account, and a message counts as sent once its line is stored.

The pages and the HTTP around it are bot.web; here is what is said, to whom, and who is listening.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from datetime import datetime

import structlog

from bot.chat.base import OnIncoming
from bot.chat.errors import PassingError
from bot.chat.web_log import WebLog
from bot.model.chat import ChatRef, Incoming
from bot.model.line import Line
from bot.model.message import Message, MessageRef

log = structlog.get_logger(__name__)

#: Lines that a browser which is not reading may fall behind; then it is cut off, and asks again for what it missed.
_BEHIND = 500


class Web:
    """The platform `web`. `log` keeps the lines; `clock` says when a line was written."""

    name = "web"

    def __init__(self, log: WebLog, clock: Callable[[], datetime]) -> None:
        self._log = log
        self._clock = clock
        self._on_incoming: OnIncoming | None = None
        self._listeners: dict[str, set[asyncio.Queue[Line | None]]] = defaultdict(set)

    @property
    def stopped(self) -> str:
        """The web chat stops with the process alone."""
        return ""

    @property
    def listeners(self) -> int:
        """How many browsers are listening now."""
        return sum(len(queues) for queues in self._listeners.values())

    async def start(self, on_incoming: OnIncoming) -> None:
        """Begins to take what people say."""
        self._on_incoming = on_incoming

    async def stop(self) -> None:
        """Ends every stream; browsers come back by themselves when the service does."""
        self._on_incoming = None
        for queues in self._listeners.values():
            for queue in queues:
                with suppress(asyncio.QueueFull):
                    queue.put_nowait(None)

    async def send(self, chat: ChatRef, message: Message, reply_to: MessageRef | None = None) -> MessageRef:
        """Stores the line and shows it to every browser of the chat."""
        answers = _number(reply_to.id) if reply_to else 0
        line = await self._add(Line(id=0, chat=chat.id, at=self._clock(), message=message, answers=answers))
        return MessageRef(chat.id, str(line.id), chat.thread)

    async def edit(self, ref: MessageRef, message: Message) -> None:
        """Stores a line that takes the place of the earlier one."""
        line = Line(id=0, chat=ref.chat_id, at=self._clock(), message=message, replaces=_number(ref.id))
        await self._add(line)

    async def say(
        self, chat: str, text: str, *, shown: str = "", answers: str = "", owner: bool = False
    ) -> tuple[Line, ...]:
        """A person says something; returns their line and those that answer it, once they are all said.

        `shown` is how it stands in the chat (a button's label), "" = as it is said. `owner`: the pages vouch that this
        is the person at the machine itself. Raises PassingError while the service is starting or stopping.
        """
        if self._on_incoming is None:
            raise PassingError("the service is starting or stopping")
        said = await self._add(Line(id=0, chat=chat, at=self._clock(), said=shown or text))
        incoming = Incoming(
            chat=ChatRef(self.name, chat),
            text=text,
            user=chat,
            id=str(said.id),
            answers=answers,
            owner=owner,
        )
        try:
            await self._on_incoming(incoming)
        except Exception:  # it is ours to mend; the page sees that nothing was answered
            log.exception("a message could not be answered", platform=self.name)
        later = await self._log.lines(chat, after=said.id)
        return (said, *(line for line in later if line.answers == said.id))

    async def lines(self, chat: str, *, after: int = 0, limit: int = 200) -> tuple[Line, ...]:
        """The chat's last lines, oldest first."""
        return await self._log.lines(chat, after=after, limit=limit)

    async def listen(self, chat: str, *, after: int) -> AsyncGenerator[Line, None]:
        """Every line of the chat with an id above `after`: those that were missed, then each as it is written.

        Ends when the platform stops, or when the listener has fallen too far behind.
        """
        queue: asyncio.Queue[Line | None] = asyncio.Queue(_BEHIND)
        self._listeners[chat].add(queue)
        seen = after
        try:
            # Listening begins before the past is read, so nothing falls between the two.
            for line in await self._log.lines(chat, after=after):
                seen = line.id
                yield line
            while (new := await queue.get()) is not None:
                if new.id > seen:
                    seen = new.id
                    yield new
        finally:
            self._forget(chat, queue)

    async def _add(self, line: Line) -> Line:
        kept = await self._log.add_line(line)
        for queue in tuple(self._listeners.get(kept.chat, ())):
            try:
                queue.put_nowait(kept)
            except asyncio.QueueFull:
                self._forget(kept.chat, queue)
                queue.get_nowait()
                queue.put_nowait(None)
        return kept

    def _forget(self, chat: str, queue: asyncio.Queue[Line | None]) -> None:
        self._listeners[chat].discard(queue)
        if not self._listeners[chat]:
            del self._listeners[chat]


def _number(text: str) -> int:
    """The id of a line, 0 where it is none of ours."""
    return int(text) if text.isascii() and text.isdigit() else 0
