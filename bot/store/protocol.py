"""What every store promises. SQLite keeps it now; the shared contract test holds any other engine to the same."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.model.article import Article
from bot.model.change import Change, Recalled, Watch
from bot.model.chat import Chat, ChatRef, Incoming, Subscription
from bot.model.delivery import Delivery, DeliveryState, Ending, Owed
from bot.model.line import Line
from bot.model.message import Message
from bot.model.reading import Reading
from bot.model.source import Notes
from bot.model.story import Address, Alert, Incident, Judgement, Story, Told, Verdict


class Standing(StrEnum):
    """What an article is to the store."""

    NEW = "new"
    KNOWN = "known"  # this very text was taken before
    REVISED = "revised"  # an earlier text of this article was


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between two fetches. `first_fetch` is when the first one was done, None = never.

    `notes` are the source's own; `failures` counts those since `last_ok`, `problem` is the last one.
    """

    id: str
    notes: Notes = Notes()
    first_fetch: datetime | None = None
    last_ok: datetime | None = None
    failures: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of the past as it was read, with the alerts and verdicts it led to (none where no rule fired).

    `held` says why the chat that asks was not told: names and reasons of judgements on it.
    """

    at: datetime
    article: Article
    reading: Reading
    verdicts: tuple[Recalled, ...] = ()
    held: tuple[tuple[str, str], ...] = ()


class Taking(Protocol):
    """The transaction of one article: all of it is kept, or nothing."""

    async def standing(self, article: Article) -> Standing:
        """Was this text, or an earlier one of the same article, taken before?"""

    async def keep(self, article: Article, reading: Reading, judgement: Judgement, now: datetime) -> None:
        """Writes the article as read, where its incidents and its story stand now, and every verdict."""

    async def audience(self, rules: Collection[str]) -> tuple[tuple[Chat, tuple[Subscription, ...]], ...]:
        """Every chat that subscribes to one of these rules, with those subscriptions."""

    async def told(self, incident: str) -> dict[ChatRef, Told]:
        """What each chat was told of the incident, messages that are still owed included."""

    async def lately(self, since: datetime) -> dict[ChatRef, tuple[Told, ...]]:
        """What each chat was told, or is still owed, since then."""

    async def last_said(self, incident: str) -> Alert | None:
        """The last alert of the incident that somebody was owed."""

    async def goes_on(self, incident: Incident, article: str, verdict: Verdict, now: datetime) -> None:
        """Writes where an incident stands though no article came, and why; it is owed as of a known article."""

    async def owe(self, alert: Alert, owed: Sequence[tuple[Owed, Told]], now: datetime) -> None:
        """Owes the alert to these chats, and writes what each of them knows from then on."""

    async def hold(self, alert: Alert, held: Sequence[Address], now: datetime) -> None:
        """Writes why chats that have its rules were not told."""


class Store(Protocol):
    """Everything that must outlive a crash. Each method is one transaction; what it returned is on the disk."""

    async def close(self) -> None:
        """Closes the database. Twice is once."""

    async def started(self, now: datetime) -> datetime:
        """The moment of the very first start on this database: `now`, where this is it."""

    # -- articles and stories

    def taking(self) -> AbstractAsyncContextManager[Taking]:
        """The transaction of one article."""

    async def standing(self, article: Article) -> Standing:
        """As Taking.standing, outside any transaction: spares the reading of what is known."""

    async def open_incidents(self, since: datetime) -> tuple[tuple[Incident, ...], tuple[Story, ...]]:
        """The incidents and stories that were last reported at or after `since`."""

    def articles(self, since: datetime) -> AsyncIterator[Article]:
        """The articles received at or after `since`, each in its last revision, in the order they came."""

    # -- chats

    async def chat(self, ref: ChatRef) -> Chat | None:
        """The chat, None where it is not known."""

    async def subscriptions(self, ref: ChatRef) -> tuple[Subscription, ...]:
        """The chat's subscriptions, oldest first."""

    async def watches(self, ref: ChatRef | None = None) -> tuple[Watch, ...]:
        """The watches of this chat, or of all chats."""

    async def owners(self) -> tuple[Chat, ...]:
        """The chats of the owners, parked ones left out."""

    async def subscribers(self, rules: Collection[str]) -> dict[str, tuple[Chat, ...]]:
        """Of these rules those that somebody subscribes to, with the chats."""

    async def apply(self, changes: Sequence[Change], now: datetime) -> None:
        """Carries out what is a matter of the store; the other changes are passed over."""

    async def answered(self, incoming: Incoming) -> tuple[Message, ...] | None:
        """What is still to be said to this very message; None where it is new, nothing where it was answered."""

    async def answer(
        self, incoming: Incoming, reply: Sequence[Message], changes: Sequence[Change], now: datetime
    ) -> None:
        """Applies the changes and remembers what is to be said to the message: both or neither."""

    async def said(self, incoming: Incoming, now: datetime) -> None:
        """Everything was said to this message."""

    # -- the outbox

    async def owe_message(self, ref: ChatRef, message: Message, now: datetime) -> None:
        """Owes a message of our own to a known chat."""

    async def owe_edit(self, delivery: int, now: datetime) -> None:
        """Owes an edit of what this delivery said: the same alert, in other words than then."""

    async def claim(
        self, platforms: Collection[str], now: datetime, lease: timedelta, limit: int
    ) -> tuple[Delivery, ...]:
        """Takes up to `limit` due deliveries of these platforms, the oldest of each chat alone, until `now + lease`.

        Nobody else gets them before that. One that was claimed before and never ended is given out with one doubt more.
        """

    async def end(self, endings: Sequence[Ending]) -> None:
        """Writes how tries ended. An ending of what is no longer owed changes nothing."""

    async def release(self) -> int:
        """Takes back every lease: for the start of the only process on this database. Returns how many there were."""

    async def grouped_with(self, delivery: int, now: datetime) -> tuple[Delivery, ...]:
        """What else is due to be said to its chat in one message with it (How.GROUPED), oldest first."""

    async def next_due(self, platforms: Collection[str], now: datetime | None = None) -> datetime | None:
        """When the next delivery of these platforms is due, None where nothing is owed.

        With `now`, what was put off and waits behind another of its chat by now is not asked for.
        """

    async def outbox(self) -> dict[DeliveryState, int]:
        """How many deliveries stand in each state."""

    # -- what was

    async def latest(self, limit: int) -> tuple[Alert, ...]:
        """The last alerts of the service, newest first."""

    async def recalled(self, ref: ChatRef, limit: int, message_id: str = "") -> tuple[Recalled, ...]:
        """What this chat was told, newest first; the alert sent as `message_id` before all others."""

    async def sought(self, text: str, limit: int, ref: ChatRef | None = None) -> tuple[Kept, ...]:
        """The articles with this link, or with all these words in title or text, newest first.

        A link is the same with or without `www.`, a slash at its end, or what follows its readers (`utm_source` …).
        With `ref` also what was judged of that very chat.
        """

    def kept(self, since: datetime) -> AsyncIterator[tuple[Article, Reading]]:
        """The articles received at or after `since` as they were read, each in its last revision, as they came."""

    # -- sources, the web chat

    async def source(self, source: str) -> SourceState:
        """What is remembered of the source; an empty state where it was never fetched."""

    async def put_source(self, state: SourceState) -> None:
        """Remembers it."""

    async def add_line(self, line: Line) -> Line:
        """Stores a line of the web chat under the next id and returns it with that id."""

    async def lines(self, chat: str, *, after: int = 0, limit: int = 200) -> tuple[Line, ...]:
        """The web chat's last `limit` lines with an id above `after`, oldest first."""
