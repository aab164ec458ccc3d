"""From what a person wrote to what is answered and changed: looked up, answered by the pure commands, carried out.

Each message is answered once, whatever the platform repeats: its changes and its answer are written together before
anything is said, and a message that was answered but not yet spoken to is spoken to when it comes again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog

from bot.chat.base import Platform
from bot.chat.errors import ChatError, PassingError
from bot.commands import Command, Need, OfferedRule, State, answer, needs, parse
from bot.model.article import Article
from bot.model.change import Change, ChatStarted, Recalled
from bot.model.chat import Chat, ChatRef, Incoming, Language
from bot.model.message import Message, MessageRef
from bot.model.reading import Reading
from bot.model.story import QUIET_EDITS, Alert
from bot.rulebook import watch_id
from bot.store import Kept, Store

log = structlog.get_logger(__name__)

#: How far back a chat may look.
_LATEST = 30
_TOLD = 10
_SOUGHT = 5


class House(Protocol):
    """What a conversation asks of the rest of the house."""

    def rules(self) -> tuple[OfferedRule, ...]:
        """Every rule that is on."""
        ...

    def samples(self) -> bool:
        """May sample articles be sent?"""
        ...

    def place_in(self, text: str) -> str:
        """The name of a place in a text, as it is written there, "" for none."""
        ...

    def in_words(self, alert: Alert, language: Language) -> Message:
        """An alert as it is told first."""
        ...

    def zone_of(self, chat: Chat) -> ZoneInfo:
        """The clock that a chat reads."""
        ...

    async def would_have_told(self, text: str) -> int | None:
        """How often a watch for these words would have told in the last week; None where that week is not known."""
        ...

    def why_not(self, article: Article, reading: Reading, named: Mapping[str, str]) -> str:
        """Which condition of which rule came nearest to be met, of the rules `named` by their ids."""
        ...

    async def carry_out(self, change: Change, chat: Chat) -> None:
        """Does what is no matter of the store: a demo, a test."""
        ...


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What a chat that was never seen starts with, and who may speak to us: `owners` always, others if `open`."""

    language: Language = Language.ARABIC
    owners: frozenset[ChatRef] = frozenset()
    open: bool = True


class Conversation:
    """Hears every platform. One chat's messages are answered one after the other."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        house: House,
        clock: Callable[[], datetime],
        newcomers: Newcomers = Newcomers(),
    ) -> None:
        self._store, self._platforms, self._house, self._clock = store, platforms, house, clock
        self._newcomers = newcomers
        self._turns: dict[ChatRef, asyncio.Lock] = {}

    async def hear(self, incoming: Incoming) -> None:
        """Answers one message. Returns when everything is said, or is owed where the platform does not take it now."""
        if not incoming.addressed:
            return
        turn = self._turns.setdefault(incoming.chat, asyncio.Lock())
        try:
            async with turn:
                await self._hear(incoming)
        finally:
            if not turn.locked():
                self._turns.pop(incoming.chat, None)

    async def _hear(self, incoming: Incoming) -> None:
        chat, known = await self._chat(incoming)
        if not (self._newcomers.open or chat.owner):
            log.info("a stranger was not answered", chat=incoming.chat.id, platform=incoming.chat.platform)
            return
        unsaid = await self._store.answered(incoming)
        changes: tuple[Change, ...] = ()
        if unsaid is None:
            unsaid, changes = await self._answer(incoming, chat, known)
        await self._say(incoming, unsaid)
        for change in changes:
            await self._house.carry_out(change, chat)
        if unsaid:
            await self._store.said(incoming, self._clock())

    async def _chat(self, incoming: Incoming) -> tuple[Chat, bool]:
        """The chat as it is known, or as it would be, and whether it is known."""
        stored = await self._store.chat(incoming.chat)
        ref = incoming.chat
        owner = incoming.owner or bool(
            self._newcomers.owners & {ref, ChatRef(ref.platform, ref.id), ChatRef(ref.platform, incoming.user)}
        )
        if stored is not None:
            return replace(stored, owner=owner or stored.owner), stored.owner or not owner
        spoken = incoming.language[:2].lower()
        language = Language(spoken) if spoken in set(Language) else self._newcomers.language
        return Chat(ref=ref, language=language, since=self._clock(), owner=owner), False

    async def _answer(
        self, incoming: Incoming, chat: Chat, known: bool
    ) -> tuple[tuple[Message, ...], tuple[Change, ...]]:
        command = parse(incoming.text)
        reply = answer(command, await self._state(command, chat, known, incoming))
        await self._store.answer(incoming, reply.messages, reply.changes, self._clock())
        return reply.messages, tuple(change for change in reply.changes if not isinstance(change, ChatStarted))

    async def _state(self, command: Command, chat: Chat, known: bool, incoming: Incoming) -> State:
        wanted = needs(command)
        return State(
            now=self._clock(),
            chat=chat,
            known=known,
            rules=self._house.rules(),
            subscriptions=await self._store.subscriptions(chat.ref),
            watches=await self._store.watches(chat.ref),
            latest=await self._latest(chat) if Need.LATEST in wanted else (),
            told=await self._store.recalled(chat.ref, _TOLD, incoming.answers) if Need.TOLD in wanted else (),
            sought=await self._sought(command.rest, chat) if Need.SOUGHT in wanted and command.rest else (),
            samples=self._house.samples(),
            place_in=self._house.place_in,
            would_have_told=await self._house.would_have_told(command.rest) if Need.PAST in wanted else None,
            zone=self._house.zone_of(chat),
        )

    async def _latest(self, chat: Chat) -> tuple[Recalled, ...]:
        offered = {rule.id for rule in self._house.rules()}
        found = []
        for alert in await self._store.latest(_LATEST):
            # One more source is no alert of its own, and what others watch for is theirs.
            named = tuple(rule for rule in alert.rules if rule.id in offered)
            if named and alert.verdict not in QUIET_EDITS:
                found.append(self._recalled(replace(alert, rules=named), chat))
        return tuple(found)

    def _recalled(self, alert: Alert, chat: Chat) -> Recalled:
        return Recalled(
            at=alert.at or chat.since,
            rules=tuple(rule.id for rule in alert.rules),
            verdict=alert.verdict.value,
            reason=alert.reason,
            article=alert.article,
            evidence=tuple(fact.evidence for fact in alert.facts),
            message=self._house.in_words(alert, chat.language),
        )

    async def _sought(self, text: str, chat: Chat) -> tuple[Recalled, ...]:
        told = {past.article.id for past in await self._store.recalled(chat.ref, _LATEST)}
        watches = {watch_id(watch): watch.text for watch in await self._store.watches(chat.ref)}
        mine = {subscription.rule for subscription in await self._store.subscriptions(chat.ref)} | watches.keys()
        # What others watch for is theirs: nothing of it is named here.
        named = {rule.id: rule.id for rule in self._house.rules()} | watches
        found = await self._store.sought(text, _SOUGHT, chat.ref)
        return tuple(self._fate(kept, mine, named, told) for kept in found)

    def _fate(self, kept: Kept, mine: set[str], named: Mapping[str, str], told: set[str]) -> Recalled:
        """What became of one article, judged by the rules this chat wants where there are such."""
        verdicts = [past for past in kept.verdicts if mine & set(past.rules)]
        verdicts = verdicts or [past for past in kept.verdicts if named.keys() & set(past.rules)]
        if not verdicts:
            because = self._house.why_not(kept.article, kept.reading, named)
            return Recalled(kept.at, (), "", because, kept.article)
        rules = tuple(dict.fromkeys(rule for past in verdicts for rule in past.rules if rule in named))
        address, why = kept.held[-1] if kept.held else ("", "")
        was_told = kept.article.id in told
        return replace(verdicts[0], rules=rules, told=was_told, address=address, address_reason=why)

    async def _say(self, incoming: Incoming, messages: Sequence[Message]) -> None:
        """Says it in the chat; what the platform does not take now is owed."""
        platform = self._platforms[incoming.chat.platform]
        heard = MessageRef(incoming.chat.id, incoming.id, incoming.chat.thread) if incoming.id else None
        for at, message in enumerate(messages):
            try:
                await platform.send(incoming.chat, message, heard)
            except PassingError as passing:
                log.warning("an answer will be sent later", reason=passing.reason, platform=incoming.chat.platform)
                for later in messages[at:]:
                    await self._store.owe_message(incoming.chat, later, self._clock())
                return
            except ChatError as fault:
                log.warning("an answer could not be sent", reason=fault.reason, platform=incoming.chat.platform)
                return
