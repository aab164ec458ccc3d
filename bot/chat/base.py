"""What every chat platform promises."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.model.chat import ChatRef, Incoming
from bot.model.message import Message, MessageRef

#: Called once for each message that a person sends us. It answers by `send`; what it raises is logged, never shown.
OnIncoming = Callable[[Incoming], Awaitable[None]]

#: The menu of commands in each language ("" = for everybody else): pairs of a command and what it does.
Commands = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class Platform(Protocol):
    """One chat platform. `name` is `ChatRef.platform` of its chats.

    `send` and `edit` raise only the errors of `chat.errors`. Neither paces nor retries anything worth keeping: what is
    owed is kept by the outbox. A message too long for the platform goes out as several; the ref is the first one's.
    """

    @property
    def name(self) -> str:
        """`telegram`, `slack` or `web`."""

    @property
    def stopped(self) -> str:
        """Why the platform takes nothing more (token revoked, a second poller …), "" while it runs."""

    async def start(self, on_incoming: OnIncoming) -> None:
        """Connects and begins to listen; returns after the first attempt.

        A platform out of reach goes on trying by itself; until then `send` raises PassingError. Raises PlatformStopped
        where no attempt can succeed (a wrong token).
        """

    async def stop(self) -> None:
        """Stops listening and closes every connection. Twice is once."""

    async def send(self, chat: ChatRef, message: Message, reply_to: MessageRef | None = None) -> MessageRef:
        """Sends; `reply_to` may be a message of ours or a person's (`MessageRef(chat.id, incoming.id, chat.thread)`).

        Returns when the platform has taken the message. A `reply_to` that no longer exists is no error.
        """

    async def edit(self, ref: MessageRef, message: Message) -> None:
        """Puts `message` in the place of one of ours. Nothing changed is no error; a deleted one is MessageGone."""
