"""The outbox: what is owed, in whose hands it is, and how each try ended."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import singledispatch
from typing import Any

from sqlalchemy import Row, Select, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.chat import ChatRef
from bot.model.delivery import ChatMoved, Delivery, DeliveryState, Ending, GivenUp, How, Postponed, Receipt
from bot.model.incident import gravest
from bot.model.message import Message, MessageRef
from bot.model.story import Alert
from bot.store import tables
from bot.store.codec import dumps, loads
from bot.store.database import Database
from bot.store.moved import move_chat
from bot.store.rows import chat_of, insert_row, made_chat_key, untried
from bot.store.waiting import overtaken, put_off

_rows = tables.deliveries
_OWED = DeliveryState.OWED.value


class OutboxRows:
    """The part of the store that deliveries live in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def owe_message(self, ref: ChatRef, message: Message, now: datetime) -> None:
        """Owes a message of our own."""
        async with self._database.writing() as connection:
            await insert_row(
                connection,
                _rows,
                chat=await made_chat_key(connection, ref, now),
                how=How.TELL.value,
                incident="",
                rules="[]",
                message=dumps(Message, message),
                **untried(now, now),
            )

    async def owe_edit(self, delivery: int, now: datetime) -> None:
        """Owes an edit of what this delivery said: the same alert, in other words than then."""
        async with self._database.writing() as connection:
            kept = (await connection.execute(select(_rows).where(_rows.c.key == delivery))).one()
            await insert_row(
                connection,
                _rows,
                chat=kept.chat,
                how=How.EDIT.value,
                alert=kept.alert,
                incident=kept.incident,
                rules=kept.rules,
                **untried(now, now),
            )

    async def claim(
        self, platforms: Collection[str], now: datetime, lease: timedelta, limit: int
    ) -> tuple[Delivery, ...]:
        """Takes the oldest delivery of each chat, where it is due and in nobody's hands."""
        async with self._database.writing() as connection:
            found = await connection.execute(_claimable(platforms, now, limit))
            claimed = found.all()
            if not claimed:
                return ()
            await connection.execute(
                update(_rows)
                .where(_rows.c.key.in_([row.delivery_key for row in claimed]))
                .values(
                    lease=now + lease,
                    tries=_rows.c.tries + 1,
                    doubts=_rows.c.doubts + case((_rows.c.lease.is_(None), 0), else_=1),
                )
            )
        return tuple(_delivery_of(row) for row in claimed)

    async def end(self, endings: Sequence[Ending]) -> None:
        """Writes how tries ended."""
        async with self._database.writing() as connection:
            for ending in endings:
                await _end(ending, connection)

    async def release(self) -> int:
        """Takes back every lease: who held it is dead, and may have sent or not."""
        async with self._database.writing() as connection:
            freed = await connection.execute(
                update(_rows)
                .where(_rows.c.state == _OWED, _rows.c.lease.is_not(None))
                .values(lease=None, doubts=_rows.c.doubts + 1)
            )
            return int(freed.rowcount)

    async def grouped_with(self, delivery: int, now: datetime) -> tuple[Delivery, ...]:
        """What is said in one message with it."""
        async with self._database.reading() as connection:
            chat = select(_rows.c.chat).where(_rows.c.key == delivery).scalar_subquery()
            found = await connection.execute(
                _whole()
                .where(tables.OWED, _rows.c.chat == chat, _rows.c.how == How.GROUPED.value)
                .where(_rows.c.due <= now, _rows.c.key != delivery)
                .order_by(_rows.c.key)
            )
            return tuple(_delivery_of(row) for row in found)

    async def next_due(self, platforms: Collection[str], now: datetime | None = None) -> datetime | None:
        """When there is something to do again."""
        later = put_off() if now is None else put_off() & (_rows.c.due > now)
        chats = tables.chats
        waits_until = case(
            (_rows.c.lease.is_(None), _rows.c.due), (_rows.c.lease > _rows.c.due, _rows.c.lease), else_=_rows.c.due
        )
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(func.min(waits_until, type_=tables.Moment()))
                .join(chats, chats.c.key == _rows.c.chat)
                .where(tables.OWED, _rows.c.key.in_(_heads(now)) | later, chats.c.platform.in_(list(platforms)))
            )
            due: datetime | None = found.scalar()
            return due

    async def outbox(self) -> dict[DeliveryState, int]:
        """How much there is of each."""
        async with self._database.reading() as connection:
            found = await connection.execute(select(_rows.c.state, func.count()).group_by(_rows.c.state))
            return {DeliveryState(state): count for state, count in found}


def _heads(now: datetime | None = None) -> Select[tuple[int]]:
    """The oldest owed delivery of each chat: later ones wait for it, so that a chat reads things in their order.

    With `now`, what was put off counts from the moment it is due.
    """
    waiting = ~put_off() if now is None else or_(~put_off(), _rows.c.due <= now)
    return select(func.min(_rows.c.key)).where(tables.OWED, waiting).group_by(_rows.c.chat)


def _claimable(platforms: Collection[str], now: datetime, limit: int) -> Select[Any]:
    return (
        _whole()
        .where(
            _rows.c.key.in_(_heads(now)),
            _rows.c.due <= now,
            _rows.c.lease.is_(None) | (_rows.c.lease <= now),
            tables.chats.c.platform.in_(list(platforms)),
        )
        .order_by(_rows.c.due, _rows.c.key)
        .limit(limit)
    )


def _whole() -> Select[Any]:
    """Deliveries with all that a Delivery is made of."""
    chats, told, alerts = tables.chats, tables.told, tables.alerts
    return (
        select(
            chats,
            _rows.c.key.label("delivery_key"),
            _rows.c.how,
            _rows.c.owed,
            _rows.c.tries,
            _rows.c.doubts,
            _rows.c.lease,
            _rows.c.rules,
            _rows.c.message.label("said"),
            alerts.c.body.label("alert"),
            told.c.message_chat,
            told.c.message.label("first"),
            told.c.message_thread,
            overtaken(),
        )
        .join(chats, chats.c.key == _rows.c.chat)
        .outerjoin(alerts, alerts.c.key == _rows.c.alert)
        .outerjoin(told, (told.c.chat == _rows.c.chat) & (told.c.incident == _rows.c.incident))
    )


def _delivery_of(row: Row[Any]) -> Delivery:
    alert = loads(Alert, row.alert) if row.alert else None
    if alert is not None:
        named = set(json.loads(row.rules))
        rules = tuple(rule for rule in alert.rules if rule.id in named)
        # A chat is told as gravely as the rules that it asked for.
        alert = replace(alert, rules=rules, severity=gravest(rules) or alert.severity)
    return Delivery(
        id=row.delivery_key,
        chat=chat_of(row),
        how=How(row.how),
        owed=row.owed,
        tries=row.tries + 1,
        doubts=row.doubts + (row.lease is not None),
        alert=alert,
        message=loads(Message, row.said) if row.said and alert is None else None,
        first=MessageRef(row.message_chat, row.first, row.message_thread or "") if row.first else None,
        overtaken=How(row.overtaken) if row.overtaken else None,
    )


@singledispatch
async def _end(ending: object, connection: AsyncConnection) -> None:  # noqa: ARG001
    raise TypeError(f"{type(ending).__name__} is no ending of a delivery")


@_end.register
async def _(ending: Receipt, connection: AsyncConnection) -> None:
    for delivery in (ending.delivery, *ending.also):
        await _said(delivery, ending, connection)


async def _said(delivery: int, ending: Receipt, connection: AsyncConnection) -> None:
    still_owed = (_rows.c.key == delivery) & (_rows.c.state == _OWED)
    found = await connection.execute(select(_rows.c.chat, _rows.c.incident).where(still_owed))
    row = found.first()
    if row is None:
        return
    await connection.execute(
        update(_rows)
        .where(still_owed)
        .values(
            state=DeliveryState.DONE.value,
            lease=None,
            ended=ending.at,
            receipt=ending.ref.id,
            message=dumps(Message, ending.said),
            problem="",
        )
    )
    if ending.also:  # a message about several incidents is no one's to edit
        return
    told = tables.told
    # The first message of an incident is the one that is edited and answered: a later receipt does not take its place.
    await connection.execute(
        update(told)
        .where(told.c.chat == row.chat, told.c.incident == row.incident, told.c.message.is_(None))
        .values(message=ending.ref.id, message_chat=ending.ref.chat_id, message_thread=ending.ref.thread)
    )


@_end.register
async def _(ending: Postponed, connection: AsyncConnection) -> None:
    await connection.execute(
        update(_rows)
        .where(_rows.c.key == ending.delivery, _rows.c.state == _OWED)
        .values(lease=None, due=ending.due, problem=ending.problem, doubts=_rows.c.doubts + int(ending.doubt))
    )


@_end.register
async def _(ending: GivenUp, connection: AsyncConnection) -> None:
    values = {"state": ending.state.value, "lease": None, "problem": ending.problem, "ended": ending.at}
    found = await connection.execute(select(_rows.c.chat).where(_rows.c.key == ending.delivery))
    chat = found.scalar()
    concerned = _rows.c.key == ending.delivery
    if ending.state is DeliveryState.PARKED:
        # Nothing reaches this chat now: what else it is owed waits with it.
        concerned = _rows.c.chat == chat
        await connection.execute(
            update(tables.chats).where(tables.chats.c.key == chat).values(parked=ending.problem or "gone")
        )
    await connection.execute(update(_rows).where(concerned, _rows.c.state == _OWED).values(**values))


@_end.register
async def _(ending: ChatMoved, connection: AsyncConnection) -> None:
    found = await connection.execute(select(_rows.c.chat).where(_rows.c.key == ending.delivery))
    await move_chat(connection, found.scalar_one(), ending.new_id)
    await connection.execute(
        update(_rows)
        .where(_rows.c.key == ending.delivery, _rows.c.state == _OWED)
        .values(lease=None, due=ending.at, problem="")
    )
