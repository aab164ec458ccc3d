"""Small real things to stand in for the world: a clock, a platform. No mocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.chat.base import OnIncoming
from bot.chat.errors import ChatError
from bot.model.chat import ChatRef, Language
from bot.model.message import Message, MessageRef, Paragraph, Part, Span

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


def message(text: str, language: Language = Language.ARABIC) -> Message:
    """A message of one paragraph."""
    return Message(language, (Paragraph(Part.PLAIN, (Span(text),)),), short=text)


@dataclass(slots=True)
class FakePlatform:
    """A platform in memory. `faults` are raised one after the other, before it takes anything again."""

    name: str = "web"
    stopped: str = ""
    faults: list[ChatError | None] = field(default_factory=list)
    sent: list[tuple[ChatRef, Message, MessageRef | None]] = field(default_factory=list)
    edits: list[tuple[MessageRef, Message]] = field(default_factory=list)
    on_incoming: OnIncoming | None = None

    async def start(self, on_incoming: OnIncoming) -> None:
        self.on_incoming = on_incoming

    async def stop(self) -> None:
        self.on_incoming = None

    async def send(self, chat: ChatRef, message: Message, reply_to: MessageRef | None = None) -> MessageRef:
        self._fail()
        self.sent.append((chat, message, reply_to))
        return MessageRef(chat.id, str(len(self.sent)), chat.thread)

    async def edit(self, ref: MessageRef, message: Message) -> None:
        self._fail()
        self.edits.append((ref, message))

    def texts(self, chat: ChatRef | None = None) -> list[str]:
        """What was sent, to one chat or to all."""
        return [said.text for ref, said, _ in self.sent if chat is None or ref == chat]

    def _fail(self) -> None:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
