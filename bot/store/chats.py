"""Chats and what they asked for; what a person said, and what was answered."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import singledispatch

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.change import (
    Change,
    ChatStarted,
    LanguageSet,
    Subscribed,
    Unsubscribed,
    Watch,
    WatchAdded,
    WatchRemoved,
)
from bot.model.chat import Chat, ChatRef, Incoming, Subscription
from bot.model.delivery import DeliveryState
from bot.model.message import Message
from bot.store import tables
from bot.store.codec import dumps, loads
from bot.store.database import Database
from bot.store.rows import WATCH, chat_key, chat_of, chat_values, made_chat_key, own_rule, put_own_rule, put_row

_Reply = tuple[Message, ...]


class ChatRows:
    """The part of the store that conversations read and write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def chat(self, ref: ChatRef) -> Chat | None:
        """The chat, if it is known."""
        chats = tables.chats
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(chats).where(
                    chats.c.platform == ref.platform, chats.c.id == ref.id, chats.c.thread == ref.thread
                )
            )
            row = found.first()
            return None if row is None else chat_of(row)

    async def subscriptions(self, ref: ChatRef) -> tuple[Subscription, ...]:
        """What the chat wants."""
        wanted = tables.subscriptions
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(wanted)
                .where(wanted.c.chat == await chat_key(connection, ref), ~wanted.c.rule.startswith(WATCH))
                .order_by(wanted.c.since, wanted.c.rule)
            )
            return tuple(replace(loads(Subscription, row.body), chat=ref) for row in found)

    async def watches(self, ref: ChatRef | None = None) -> tuple[Watch, ...]:
        """What a chat, or every chat, watches for."""
        watches, chats = tables.watches, tables.chats
        query = select(watches.c.body, chats.c.platform, chats.c.id, chats.c.thread).join(chats)
        if ref is not None:
            query = query.where(chats.c.platform == ref.platform, chats.c.id == ref.id, chats.c.thread == ref.thread)
        async with self._database.reading() as connection:
            # w2 stands before w10
            order = watches.c.chat, func.length(watches.c.id), watches.c.id
            found = await connection.execute(query.order_by(*order))
            return tuple(
                replace(loads(Watch, row.body), chat=ChatRef(row.platform, row.id, row.thread)) for row in found
            )

    async def owners(self) -> tuple[Chat, ...]:
        """Who is told of what goes wrong."""
        chats = tables.chats
        async with self._database.reading() as connection:
            found = await connection.execute(select(chats).where(chats.c.owner, chats.c.parked == ""))
            return tuple(chat_of(row) for row in found)

    async def subscribers(self, rules: Collection[str]) -> dict[str, tuple[Chat, ...]]:
        """Who wants them."""
        chats, wanted = tables.chats, tables.subscriptions
        found: dict[str, tuple[Chat, ...]] = {}
        async with self._database.reading() as connection:
            query = select(chats, wanted.c.rule.label("wanted")).join(wanted, wanted.c.chat == chats.c.key)
            for row in await connection.execute(query.where(wanted.c.rule.in_(list(rules))).order_by(chats.c.key)):
                found[row.wanted] = (*found.get(row.wanted, ()), chat_of(row))
        return found

    async def apply(self, changes: Sequence[Change], now: datetime) -> None:
        """Carries out what is a matter of the store."""
        async with self._database.writing() as connection:
            for change in changes:
                await _apply(change, connection, now)

    async def answered(self, incoming: Incoming) -> tuple[Message, ...] | None:
        """What is still to be said to it?"""
        rows = tables.incoming
        if not incoming.id:
            return None
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(rows.c.reply).where(
                    rows.c.platform == incoming.chat.platform,
                    rows.c.chat == incoming.chat.id,
                    rows.c.id == incoming.id,
                )
            )
            reply = found.scalar()
            return None if reply is None else loads(_Reply, reply)

    async def answer(
        self, incoming: Incoming, reply: Sequence[Message], changes: Sequence[Change], now: datetime
    ) -> None:
        """Applies the changes and remembers the answer."""
        async with self._database.writing() as connection:
            for change in changes:
                await _apply(change, connection, now)
            await _remember(connection, incoming, tuple(reply), now)

    async def said(self, incoming: Incoming, now: datetime) -> None:
        """Everything was said to it."""
        async with self._database.writing() as connection:
            await _remember(connection, incoming, (), now)


async def _remember(connection: AsyncConnection, incoming: Incoming, reply: _Reply, now: datetime) -> None:
    if incoming.id:
        key = {"platform": incoming.chat.platform, "chat": incoming.chat.id, "id": incoming.id}
        await put_row(connection, tables.incoming, key, at=now, reply=dumps(_Reply, reply))


async def _stored_chat(connection: AsyncConnection, key: int) -> Chat:
    found = await connection.execute(select(tables.chats).where(tables.chats.c.key == key))
    return chat_of(found.one())


async def _put_chat(connection: AsyncConnection, key: int, chat: Chat) -> None:
    await connection.execute(update(tables.chats).where(tables.chats.c.key == key).values(**chat_values(chat)))


@singledispatch
async def _apply(change: object, connection: AsyncConnection, now: datetime) -> None:
    """Carries out one change; what is no matter of the store (a demo, a test) is passed over."""


@_apply.register
async def _(change: ChatStarted, connection: AsyncConnection, now: datetime) -> None:
    key = await made_chat_key(connection, change.chat.ref, now)
    await _put_chat(connection, key, replace(change.chat, parked=""))
    rows = tables.deliveries
    await connection.execute(
        update(rows)
        .where(rows.c.chat == key, rows.c.state == DeliveryState.PARKED.value)
        .values(state=DeliveryState.OWED.value, due=now, ended=None)
    )


@_apply.register
async def _(change: Subscribed, connection: AsyncConnection, now: datetime) -> None:
    key, wanted = await made_chat_key(connection, change.chat, now), tables.subscriptions
    known = await connection.execute(select(wanted.c.rule).where(wanted.c.chat == key, wanted.c.rule == change.rule))
    if known.first() is None:
        body = dumps(Subscription, Subscription(change.chat, change.rule, change.since))
        await connection.execute(insert(wanted).values(chat=key, rule=change.rule, since=change.since, body=body))


@_apply.register
async def _(change: Unsubscribed, connection: AsyncConnection, now: datetime) -> None:
    key, wanted, rows = await chat_key(connection, change.chat), tables.subscriptions, tables.deliveries
    await connection.execute(delete(wanted).where(wanted.c.chat == key, wanted.c.rule == change.rule))
    owed = await connection.execute(
        select(rows.c.key, rows.c.rules).where(rows.c.chat == key, rows.c.state == DeliveryState.OWED.value)
    )
    for row in owed.all():
        left = [rule for rule in json.loads(row.rules) if rule != change.rule]
        if left == json.loads(row.rules):
            continue
        values = {"rules": json.dumps(left)} if left else {"state": DeliveryState.DROPPED.value, "ended": now}
        await connection.execute(update(rows).where(rows.c.key == row.key).values(**values))


@_apply.register
async def _(change: LanguageSet, connection: AsyncConnection, now: datetime) -> None:
    key = await made_chat_key(connection, change.chat, now)
    await _put_chat(connection, key, replace(await _stored_chat(connection, key), language=change.language))


@_apply.register
async def _(change: WatchAdded, connection: AsyncConnection, now: datetime) -> None:
    key = await made_chat_key(connection, change.watch.chat, now)
    await put_row(connection, tables.watches, {"chat": key, "id": change.watch.id}, body=dumps(Watch, change.watch))
    await put_own_rule(connection, key, change.watch)


@_apply.register
async def _(change: WatchRemoved, connection: AsyncConnection, now: datetime) -> None:  # noqa: ARG001
    key, watches = await chat_key(connection, change.chat), tables.watches
    await connection.execute(delete(watches).where(watches.c.chat == key, watches.c.id == change.id))
    wanted, name = tables.subscriptions, own_rule(change.chat, change.id)
    await connection.execute(delete(wanted).where(wanted.c.chat == key, wanted.c.rule == name))
