"""What a command may know: everything is an argument, nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.model.change import Recalled, Watch
from bot.model.chat import Chat, Language, Subscription


class OfferedRule(Protocol):
    """What a command says of a rule; `rulebook.Rule` is one."""

    @property
    def id(self) -> str:
        """`[a-z0-9-]`, as in the rule file."""

    @property
    def severity(self) -> object:
        """Its `str()` is low, medium, high or critical."""

    @property
    def theme(self) -> str:
        """What it shares with its neighbours: the file it stands in."""

    def title_in(self, language: Language) -> str:
        """The rule's title for people."""


class Need(StrEnum):
    """What the conversation looks up in the store before a command is answered."""

    LATEST = "latest"
    TOLD = "told"
    SOUGHT = "sought"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a person gave it: its name, what follows, and the word as it was written.

    `name` is "" where no command was recognised; then `nearest` is the likeliest one, "" for none.
    """

    name: str
    rest: str = ""
    nearest: str = ""


_UTC = ZoneInfo("UTC")


def _no_place(_text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class State:
    """What is known when a command is answered.

    `chat` is the chat as stored or, for a newcomer (`known` false), as it would be stored. `rules` are all rules that
    are on. `subscriptions` and `watches` are this chat's own. `latest`, `told` and `sought` are newest first and filled
    where `needs(command)` asks: the service's last alerts; what this chat was told last (the alert that was replied to
    first of all); what is known of the articles whose link or words the person named.
    `samples`: sample articles may be sent, since no real source is set up. `place_in` finds the name of a place in a
    text, as it is written there, "" for none. `would_have_told`: how often what is to be watched would have told in the
    last week, None where nothing is known of that week. `zone` is the clock that moments are shown on.
    """

    now: datetime
    chat: Chat
    known: bool = True
    rules: tuple[OfferedRule, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    watches: tuple[Watch, ...] = ()
    latest: tuple[Recalled, ...] = ()
    told: tuple[Recalled, ...] = ()
    sought: tuple[Recalled, ...] = ()
    samples: bool = False
    place_in: Callable[[str], str] = _no_place
    would_have_told: int | None = None
    zone: ZoneInfo = _UTC

    @property
    def wants_anything(self) -> bool:
        """Has the chat asked for any alert yet?"""
        return bool(self.subscriptions or self.watches)
