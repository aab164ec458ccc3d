"""What several parts of the store share: chats as rows, and writing over what stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.change import Watch
from bot.model.chat import Chat, ChatRef, Language, Subscription
from bot.model.delivery import DeliveryState
from bot.rulebook import watch_id
from bot.store.codec import dumps, loads
from bot.store.tables import chats, subscriptions


def chat_of(row: Row[Any]) -> Chat:
    """The chat in a row that holds the columns of `chats`."""
    ref = ChatRef(row.platform, row.id, row.thread)
    return replace(loads(Chat, row.body), ref=ref, parked=row.parked)


async def chat_key(connection: AsyncConnection, ref: ChatRef) -> int | None:
    """The number of the chat, None where it is not known."""
    found = await connection.execute(
        select(chats.c.key).where(chats.c.platform == ref.platform, chats.c.id == ref.id, chats.c.thread == ref.thread)
    )
    return found.scalar()


async def made_chat_key(connection: AsyncConnection, ref: ChatRef, now: datetime) -> int:
    """The number of the chat, which is made where it is not known."""
    key = await chat_key(connection, ref)
    if key is not None:
        return key
    fresh = Chat(ref=ref, language=Language.ARABIC, since=now)
    return await insert_row(connection, chats, **chat_values(fresh))


def chat_values(chat: Chat) -> dict[str, Any]:
    """The chat as column values."""
    return {
        "platform": chat.ref.platform,
        "id": chat.ref.id,
        "thread": chat.ref.thread,
        "parked": chat.parked,
        "owner": chat.owner,
        "body": dumps(Chat, chat),
    }


def untried(now: datetime, due: datetime) -> dict[str, Any]:
    """The columns of a delivery that is owed from now on, to be sent at `due`, and was never tried."""
    return {
        "state": DeliveryState.OWED.value,
        "owed": now,
        "due": due,
        "tries": 0,
        "doubts": 0,
        "problem": "",
        "receipt": "",
    }


#: How the id of a chat's own rule begins; no rule file can have such an id.
WATCH = "watch:"


def own_rule(ref: ChatRef, watch: str) -> str:
    """The id of the rule that a chat's watch makes."""
    return watch_id(Watch(ref, watch, "", (), "", datetime.min))  # noqa: DTZ901  — the id is of chat and watch alone


async def put_own_rule(connection: AsyncConnection, key: int, watch: Watch) -> None:
    """The chat wants the alerts of its own watch: a subscription like any other, to a rule that it alone has."""
    name = own_rule(watch.chat, watch.id)
    body = dumps(Subscription, Subscription(watch.chat, name, watch.since))
    await put_row(connection, subscriptions, {"chat": key, "rule": name}, since=watch.since, body=body)


async def insert_row(connection: AsyncConnection, table: Table, **values: Any) -> int:
    """Inserts a row and returns its number."""
    result = await connection.execute(insert(table).values(**values))
    key = result.inserted_primary_key
    return int(key[0]) if key is not None and isinstance(key[0], int) else 0


async def put_row(connection: AsyncConnection, table: Table, keys: dict[str, Any], **values: Any) -> None:
    """Writes the row with these keys, over what stood there."""
    where = and_(*(table.c[name] == value for name, value in keys.items()))
    result = await connection.execute(update(table).where(where).values(**values))
    if not result.rowcount:
        await connection.execute(insert(table).values(**keys, **values))
