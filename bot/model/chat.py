"""Who is told, and what they asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class Language(StrEnum):
    """A language that nadhir speaks: its messages have a catalogue in messages/."""

    ARABIC = "ar"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Where a message goes: the platform's name (`telegram`, `slack`, `web`), its own id, a thread or topic within."""

    platform: str
    id: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat we know. `parked` says why nothing is sent to it now (blocked, left …), "" = it is reached.

    `least` is the lowest severity it wants (`low` … `critical`, "" = all). `quiet_from`..`quiet_until` are hours of its
    `zone` in which only what is critical is sent at once. `muted_until` silences everything, `muted` single stories or
    incidents by id.
    """

    ref: ChatRef
    language: Language
    since: datetime
    parked: str = ""
    owner: bool = False
    zone: str = ""
    least: str = ""
    quiet_from: time | None = None
    quiet_until: time | None = None
    muted_until: datetime | None = None
    muted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat wants the alerts of a rule, from `since` on: nothing older is owed.

    `place` (a gazetteer code) and `at_least` (people) narrow it; "" and None do not.
    """

    chat: ChatRef
    rule: str
    since: datetime
    place: str = ""
    at_least: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a person to us, as a platform brought it.

    `addressed` is false in a group where nobody spoke to us; such messages are not answered. `id` is the platform's own
    message id: the same id twice is one message.
    """

    chat: ChatRef
    text: str
    user: str
    id: str = ""
    addressed: bool = True
    language: str = ""
    answers: str = ""
    owner: bool = False
