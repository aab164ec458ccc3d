"""The courier: takes what is due from the outbox, says it, and writes down how that ended.

A message is claimed, then said, then receipted: a crash before the receipt leaves a claim, and the message is said
again. So nothing owed is lost, and only what was in flight can come twice; every such doubt is counted. Each chat has
at most one message in flight, the oldest, so it reads things in their order and its troubles are its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.chat.base import Platform
from bot.chat.errors import (
    CannotParse,
    ChatError,
    GoneForGood,
    MessageGone,
    Moved,
    PassingError,
    PlatformStopped,
    ThreadGone,
)
from bot.delivery.pace import Pace
from bot.model.chat import ChatRef, Language
from bot.model.delivery import ChatMoved, Delivery, DeliveryState, Ending, GivenUp, How, Postponed, Receipt
from bot.model.message import Message, MessageRef
from bot.model.story import Alert
from bot.store import Store

log = structlog.get_logger(__name__)

#: How long a claim holds. Longer than any single try, so that nobody else takes what is still being said.
LEASE = timedelta(minutes=3)
#: A try that takes longer than this is broken off: whether the message arrived is then in doubt.
ONE_TRY = 60.0
#: How many messages are in flight at once, each to another chat.
IN_FLIGHT = 64
#: How long something is tried before it counts as dead.
GIVE_UP_AFTER = timedelta(days=3)


class Render(Protocol):
    """Puts an alert into words: `how` it is told decides which words."""

    def __call__(self, alert: Alert, how: How, language: Language) -> Message:
        """The message in this language."""
        ...


class Gather(Protocol):
    """Puts several alerts into one message."""

    def __call__(self, alerts: Sequence[Alert], language: Language) -> Message:
        """The message in this language."""
        ...


@dataclass(frozen=True, slots=True)
class Backoff:
    """When to try again: twice as long each time, at most `most`, spread so that chats do not come back all at once."""

    first: float = 1.0
    most: float = 300.0
    spread: Callable[[], float] = lambda: 1.0

    def after(self, tries: int, speed: float) -> timedelta:
        """How long to wait after that many tries."""
        seconds = min(self.most, self.first * 2 ** min(tries - 1, 20))
        return timedelta(seconds=seconds * (0.5 + self.spread() / 2) / speed)


class Courier:
    """Delivers until it is stopped. `platforms` by name; `heard` is told of every ending; `news` wakes it."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        render: Render,
        clock: Callable[[], datetime],
        *,
        pace: Pace | None = None,
        backoff: Backoff | None = None,
        heard: Callable[[Delivery, Ending], None] | None = None,
        news: asyncio.Event | None = None,
        gather: Gather | None = None,
    ) -> None:
        self._store, self._platforms, self._render, self._clock = store, platforms, render, clock
        self._pace, self._backoff, self._heard = pace or Pace(), backoff or Backoff(), heard
        self._news = news or asyncio.Event()
        self._gather = gather
        self._stopping = False
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._endings: list[Ending] = []
        self._held: dict[str, datetime] = {}

    def stop(self) -> None:
        """Takes nothing more; `run` returns once what is in flight has ended, or when its grace is over."""
        self._stopping = True
        self._news.set()

    async def run(self, grace: float = 5.0) -> None:
        """Delivers until `stop`, then waits up to `grace` seconds for what is in flight."""
        while not self._stopping:
            try:
                busy = await self._round()
            except Exception as fault:  # noqa: BLE001  — a full disk or a locked database passes; what is owed stays owed
                log.error("outbox cannot be used, trying again", fault=str(fault).splitlines()[0])
                busy = False
            if not busy:
                await self._wait()
        await self._land(grace)

    async def drain(self) -> None:
        """Says whatever is due now; returns when nothing is."""
        while await self._round() or self._flying:
            await asyncio.gather(*self._flying.values())

    async def _round(self) -> bool:
        """Writes what ended, takes what is due. Returns whether there was anything to do."""
        self._news.clear()
        ended = await self._record()
        free = IN_FLIGHT - len(self._flying)
        ready = self._ready()
        if not free or not ready:
            return ended
        claimed = await self._store.claim(ready, self._clock(), LEASE, free)
        for delivery in claimed:
            task = asyncio.create_task(self._try(delivery), name=f"delivery {delivery.id}")
            self._flying[delivery.id] = task
        return ended or bool(claimed)

    async def _record(self) -> bool:
        """Writes every ending so far in one transaction; they are kept until that has worked."""
        endings = tuple(self._endings)
        if endings:
            await self._store.end(endings)
            del self._endings[: len(endings)]
        return bool(endings)

    def _ready(self) -> tuple[str, ...]:
        now = self._clock()
        return tuple(
            name
            for name, platform in self._platforms.items()
            if not platform.stopped and self._held.get(name, now) <= now
        )

    async def _wait(self) -> None:
        """Until something is owed, ends or falls due; at most a second, since clocks are set and platforms return."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), await self._idle())

    async def _idle(self) -> float:
        try:
            due = await self._store.next_due(self._ready(), self._clock())
        except Exception:  # noqa: BLE001  — said by the round already
            return 1.0
        if due is None:
            return 1.0
        return min(1.0, max(0.005, (due - self._clock()).total_seconds()))

    async def _land(self, grace: float) -> None:
        if self._flying:
            await asyncio.wait(self._flying.values(), timeout=grace)
        for task in tuple(self._flying.values()):
            task.cancel()
        await asyncio.gather(*self._flying.values(), return_exceptions=True)
        await self._record()

    async def _try(self, delivery: Delivery) -> None:
        """One try, whatever happens: it always ends in an ending."""
        try:
            ending = await self._ending(delivery)
        except asyncio.CancelledError:
            ending = Postponed(delivery.id, self._clock(), "stopped while it was being sent", doubt=True)
        finally:
            self._flying.pop(delivery.id, None)
        self._endings.append(ending)
        self._news.set()
        if self._heard is not None:
            self._heard(delivery, ending)

    async def _ending(self, delivery: Delivery) -> Ending:
        now = self._clock
        try:
            return await self._say(delivery)
        except GoneForGood as gone:
            return GivenUp(delivery.id, DeliveryState.PARKED, gone.reason, now())
        except Moved as moved:
            return ChatMoved(delivery.id, moved.new_id, now())
        except CannotParse as refused:
            return GivenUp(delivery.id, DeliveryState.DEAD, refused.reason, now())
        except MessageGone as gone:
            return GivenUp(delivery.id, DeliveryState.DROPPED, gone.reason, now())
        except PassingError as passing:
            return self._again(delivery, passing)
        except PlatformStopped as stopped:
            return Postponed(delivery.id, now() + timedelta(seconds=30), stopped.reason)
        except TimeoutError:
            return self._again(delivery, PassingError("no answer in time", may_have_been_sent=True))
        except ChatError as fault:
            return self._again(delivery, PassingError(fault.reason))
        except Exception as bug:  # one message that we cannot say must not hold up the rest, nor be lost unseen
            log.exception("a delivery failed in a way nobody foresaw", delivery=delivery.id)
            return self._again(delivery, PassingError(f"{type(bug).__name__}: {bug}"))

    def _again(self, delivery: Delivery, fault: PassingError) -> Ending:
        now = self._clock()
        if now - delivery.owed > GIVE_UP_AFTER:
            return GivenUp(delivery.id, DeliveryState.DEAD, fault.reason, now)
        due = now + max(fault.retry_after or timedelta(), self._backoff.after(delivery.tries, self._pace.speed))
        if fault.everywhere:
            self._held[delivery.chat.ref.platform] = due
        return Postponed(delivery.id, due, fault.reason, doubt=fault.may_have_been_sent)

    async def _say(self, delivery: Delivery) -> Ending:
        platform, first = self._platforms[delivery.chat.ref.platform], delivery.first
        if delivery.how is How.EDIT and first is None:
            return GivenUp(delivery.id, DeliveryState.DROPPED, "there is no message to edit", self._clock())
        if delivery.overtaken is not None and delivery.overtaken is not How.EDIT:
            return GivenUp(
                delivery.id, DeliveryState.DROPPED, "something later of it was told meanwhile", self._clock()
            )
        if delivery.how is How.GROUPED and delivery.alert is not None and self._gather is not None:
            gathered = await self._store.grouped_with(delivery.id, self._clock())
            others = [one for one in gathered if one.overtaken in {None, How.EDIT}]
            if others:
                return await self._say_together(platform, delivery, others, self._gather)
        # What would answer a message that is not there must say everything itself.
        how = How.TELL if first is None or delivery.how is How.GROUPED else delivery.how
        message = self._words(delivery, how)
        await asyncio.sleep(self._pace.slot(delivery.chat.ref, time.monotonic()))
        async with asyncio.timeout(ONE_TRY):
            if first is not None and how is not How.TELL:
                ref = await self._edit(platform, delivery, first, message)
            else:
                ref = await self._send(platform, delivery.chat.ref, message)
        return Receipt(delivery.id, ref, self._clock(), message)

    async def _say_together(
        self, platform: Platform, delivery: Delivery, others: Sequence[Delivery], gather: Gather
    ) -> Ending:
        """One message about all of them."""
        alerts = [one.alert for one in (delivery, *others) if one.alert is not None]
        message = gather(alerts, delivery.chat.language)
        await asyncio.sleep(self._pace.slot(delivery.chat.ref, time.monotonic()))
        async with asyncio.timeout(ONE_TRY):
            ref = await self._send(platform, delivery.chat.ref, message)
        return Receipt(delivery.id, ref, self._clock(), message, tuple(one.id for one in others))

    def _words(self, delivery: Delivery, how: How) -> Message:
        if delivery.alert is None:
            assert delivery.message is not None  # noqa: S101  — one of both is set: the noun promises it
            return delivery.message
        return self._render(delivery.alert, how, delivery.chat.language)

    async def _edit(self, platform: Platform, delivery: Delivery, first: MessageRef, message: Message) -> MessageRef:
        """Brings the first message up to date; a REPLY answers it too. Once more does no harm to the first of both."""
        if delivery.how is How.EDIT:
            await platform.edit(first, message)
            return first
        try:
            # What was put off must not bring back what stood in the message before.
            if delivery.overtaken is None:
                await platform.edit(first, self._words(delivery, How.EDIT))
        except MessageGone:
            return await self._send(platform, delivery.chat.ref, message)
        return await self._send(platform, delivery.chat.ref, message, first)

    async def _send(
        self, platform: Platform, chat: ChatRef, message: Message, reply_to: MessageRef | None = None
    ) -> MessageRef:
        try:
            return await platform.send(chat, message, reply_to)
        except ThreadGone:
            return await platform.send(replace(chat, thread=""), message)
