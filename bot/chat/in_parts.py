"""Sending a message that is too long for one: the parts go out one after the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from bot.chat.errors import CannotParse, PassingError
from bot.model.message import Message, MessageRef


async def send_in_parts(
    parts: Iterable[Message], send_one: Callable[[Message, MessageRef | None], Awaitable[MessageRef]]
) -> MessageRef:
    """Sends each part by `send_one(part, ref of the first one, None for that itself)`; returns the first one's ref.

    Raises what `send_one` raises. A fault that passes is raised as one after which something may have been sent, when
    it befalls a later part; CannotParse where there is no part.
    """
    first: MessageRef | None = None
    for part in parts:
        try:
            sent = await send_one(part, first)
        except PassingError as error:
            if first is None:
                raise
            raise PassingError(error.reason, retry_after=error.retry_after, may_have_been_sent=True) from error
        first = first or sent
    if first is None:
        raise CannotParse("there is nothing to say")
    return first
