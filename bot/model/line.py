"""One line of a conversation in the web chat: the only platform whose past is kept by us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.message import Message


@dataclass(frozen=True, slots=True)
class Line:
    """A message of ours (`message`) or a person's words (`said`, then `message` is None), never changed afterwards.

    `id` grows by one order over all chats, so that a browser can ask for what it missed. `chat` is the web chat's id.
    `replaces` is the id of an earlier line whose place this one takes (an edit), `answers` of one it answers; 0 = none.
    """

    id: int
    chat: str
    at: datetime
    said: str = ""
    message: Message | None = None
    replaces: int = 0
    answers: int = 0
