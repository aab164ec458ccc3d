"""A platform gave a chat a new id (a group that became a supergroup): everything of it goes on under that id."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.change import Watch
from bot.model.chat import ChatRef
from bot.store import tables
from bot.store.codec import loads
from bot.store.rows import WATCH, put_own_rule


async def move_chat(connection: AsyncConnection, chat: int, new_id: str) -> None:
    """Gives the chat of this number, and every thread of it, the new id; joins it with a chat already known there."""
    chats = tables.chats
    found = await connection.execute(select(chats.c.platform, chats.c.id).where(chats.c.key == chat))
    old = found.one()
    threads = await connection.execute(
        select(chats.c.key, chats.c.thread).where(chats.c.platform == old.platform, chats.c.id == old.id)
    )
    for row in threads.all():
        at_new_id = await connection.execute(
            select(chats.c.key).where(
                chats.c.platform == old.platform, chats.c.id == new_id, chats.c.thread == row.thread
            )
        )
        there = at_new_id.scalar()
        if there is None:
            await connection.execute(update(chats).where(chats.c.key == row.key).values(id=new_id, parked=""))
        elif there != row.key:
            await _join(connection, row.key, there)
        await _own_rules(connection, there or row.key)
        # The old chat's messages can be neither edited nor answered from the new one.
        await connection.execute(
            update(tables.told).where(tables.told.c.chat == (there or row.key)).values(message=None)
        )


async def _own_rules(connection: AsyncConnection, chat: int) -> None:
    """The rules of a chat's watches carry its id: they are named anew."""
    wanted, watches, chats = tables.subscriptions, tables.watches, tables.chats
    await connection.execute(delete(wanted).where(wanted.c.chat == chat, wanted.c.rule.startswith(WATCH)))
    found = await connection.execute(
        select(watches.c.body, chats.c.platform, chats.c.id, chats.c.thread).join(chats).where(watches.c.chat == chat)
    )
    for row in found.all():
        watch = replace(loads(Watch, row.body), chat=ChatRef(row.platform, row.id, row.thread))
        await put_own_rule(connection, chat, watch)


async def _join(connection: AsyncConnection, old: int, there: int) -> None:
    """Hands everything of `old` over to `there`; where both have the same, what `there` has stands."""
    for table, name in ((tables.subscriptions, "rule"), (tables.watches, "id"), (tables.told, "incident")):
        await _hand_over(connection, table, name, old, there)
    for rows in (tables.deliveries, tables.held):
        await connection.execute(update(rows).where(rows.c.chat == old).values(chat=there))
    await connection.execute(delete(tables.chats).where(tables.chats.c.key == old))


async def _hand_over(connection: AsyncConnection, table: Table, name: str, old: int, there: int) -> None:
    mine = select(table.c[name]).where(table.c.chat == there).scalar_subquery()
    await connection.execute(delete(table).where(table.c.chat == old, table.c[name].in_(mine)))
    await connection.execute(update(table).where(table.c.chat == old).values(chat=there))
