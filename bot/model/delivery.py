"""What is owed to chats: one message to one chat, with its tries and its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.chat import Chat
from bot.model.message import Message, MessageRef
from bot.model.story import Alert


class DeliveryState(StrEnum):
    """Where a delivery stands: OWED is tried until it is one of the others. Nothing leaves the outbox silently."""

    OWED = "owed"
    DONE = "done"
    PARKED = "parked"  # the chat is out of reach; owed again when it comes back
    DROPPED = "dropped"  # the chat no longer wants it
    DEAD = "dead"  # it cannot be sent: listed, counted, reported to the owners


class How(StrEnum):
    """The form a delivery takes."""

    TELL = "tell"  # a message of its own
    REPLY = "reply"  # the first message is edited in place and answered shortly
    EDIT = "edit"  # the first message is edited in place, nobody is pinged
    GROUPED = "grouped"  # said in one message with whatever else waits so for this chat


@dataclass(frozen=True, slots=True)
class Owed:
    """What the pipeline owes: this chat, this form, naming these rules of the alert, not before `due`."""

    chat: Chat
    how: How
    rules: tuple[str, ...]
    due: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message owed to one chat, claimed to be sent. One of `alert` (rendered at sending) and `message` is set.

    `owed` is when it was first owed, `tries` how often it was claimed, this time included. `doubts` counts the tries
    of which nobody knows whether the platform took the message (the line or the process died first). `first` is the
    message that first told this chat of the incident, where it is known: what EDIT and REPLY refer to. `overtaken` says
    how something later of the incident was said to this chat meanwhile (EDIT: only edited into the first message).
    """

    id: int
    chat: Chat
    how: How
    owed: datetime
    tries: int
    doubts: int = 0
    alert: Alert | None = None
    message: Message | None = None
    first: MessageRef | None = None
    overtaken: How | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform took the message: `ref` names it there, `said` is what was said.

    `also` are the deliveries that were said in the same message.
    """

    delivery: int
    ref: MessageRef
    at: datetime
    said: Message
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Postponed:
    """Not now: again at `due`. `doubt` = the platform may have taken the message all the same."""

    delivery: int
    due: datetime
    problem: str
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Not to be sent: DEAD (the platform will never take it) or PARKED (the chat is gone, with all it is owed)."""

    delivery: int
    state: DeliveryState
    problem: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """The chat goes on under another id of its platform: everything of it follows, and the delivery is owed again."""

    delivery: int
    new_id: str
    at: datetime


#: How a try ended.
Ending = Receipt | Postponed | GivenUp | ChatMoved
