"""What was: the last alerts, what a chat was told, and what became of an article that somebody asks about."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.change import Recalled
from bot.model.chat import ChatRef
from bot.model.delivery import DeliveryState, How
from bot.model.message import Message
from bot.model.reading import Reading
from bot.model.story import Alert, VerdictKind
from bot.store import tables
from bot.store.articles import article_of
from bot.store.codec import loads
from bot.store.database import Database
from bot.store.links import is_link, spellings
from bot.store.protocol import Kept
from bot.store.rows import chat_key

#: Letters that one writes with and another without their marks.
_SPELLED = re.compile("[اأإآىيهةءؤئ]")
_DONE = DeliveryState.DONE.value


class Recall:
    """The part of the store that answers questions about the past."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, limit: int) -> tuple[Alert, ...]:
        """The last alerts."""
        alerts = tables.alerts
        async with self._database.reading() as connection:
            found = await connection.execute(select(alerts.c.body).order_by(alerts.c.key.desc()).limit(limit))
            return tuple(loads(Alert, body) for body in found.scalars())

    async def recalled(self, ref: ChatRef, limit: int, message_id: str = "") -> tuple[Recalled, ...]:
        """What this chat was told."""
        async with self._database.reading() as connection:
            query = _told_to(await chat_key(connection, ref))
            found = (await connection.execute(query.order_by(tables.deliveries.c.ended.desc()).limit(limit))).all()
            asked: Sequence[Row[Any]] = ()
            if message_id:
                one = query.where(tables.deliveries.c.receipt == message_id)
                asked = (await connection.execute(one.limit(1))).all()
        keys = {row.key for row in asked}
        rows = [*asked, *(row for row in found if row.key not in keys)]
        return tuple(_recalled_alert(row) for row in rows[:limit])

    async def sought(self, text: str, limit: int, ref: ChatRef | None = None) -> tuple[Kept, ...]:
        """What became of an article."""
        async with self._database.reading() as connection:
            chat = await chat_key(connection, ref) if ref is not None else None
            found = await connection.execute(_sought(text.strip(), limit))
            return tuple([await _kept(connection, row, chat) for row in found.all()])


def _told_to(chat: int | None) -> Select[Any]:
    rows, alerts = tables.deliveries, tables.alerts
    return (
        select(
            rows.c.key,
            rows.c.ended,
            rows.c.receipt,
            rows.c.message,
            rows.c.rules,
            rows.c.how,
            alerts.c.body.label("alert"),
        )
        .join(alerts, alerts.c.key == rows.c.alert)
        .where(rows.c.chat == chat, rows.c.state == _DONE, rows.c.how != How.EDIT.value)
    )


def _recalled_alert(row: Row[Any]) -> Recalled:
    alert = loads(Alert, row.alert)
    # What answers a message told a change of it, also where a further rule tells it for the first time.
    update = row.how == How.REPLY.value and bool(alert.changes)
    return Recalled(
        at=row.ended,
        rules=tuple(json.loads(row.rules)),
        verdict=(VerdictKind.TELL_UPDATE if update else alert.verdict).value,
        reason=alert.reason,
        article=alert.article,
        evidence=tuple(fact.evidence for fact in alert.facts),
        message=loads(Message, row.message) if row.message else None,
        told=True,
        message_id=row.receipt,
    )


def _sought(text: str, limit: int) -> Select[Any]:
    rows = tables.articles
    newest = select(func.max(rows.c.key)).group_by(rows.c.id)
    if is_link(text):
        asked: ColumnElement[bool] = or_(rows.c.url.in_(spellings(text)), rows.c.id == text)
    else:
        # No word at all asks for nothing.
        asked = and_(
            true() if text else false(),
            *(
                or_(rows.c.title.like(_like(word), escape="/"), rows.c.text.like(_like(word), escape="/"))
                for word in text.split()[:8]
            ),
        )
    return select(rows).where(asked, rows.c.key.in_(newest)).order_by(rows.c.key.desc()).limit(limit)


def _like(word: str) -> str:
    """The word as people spell it: letters that are written in several ways stand for any one letter."""
    escaped = re.sub(r"([%_/])", r"/\1", word)
    return f"%{_SPELLED.sub('_', escaped)}%"


async def _kept(connection: AsyncConnection, row: Row[Any], chat: int | None) -> Kept:
    article, reading = article_of(row), loads(Reading, row.reading)
    verdicts = tables.verdicts
    found = await connection.execute(select(verdicts).where(verdicts.c.article == row.key).order_by(verdicts.c.key))
    judged = tuple(
        Recalled(
            at=verdict.at,
            rules=(verdict.rule,),
            verdict=verdict.kind,
            reason=verdict.reason,
            article=article,
            evidence=tuple(reading.facts[position].evidence for position in json.loads(verdict.facts)),
        )
        for verdict in found
    )
    held = tables.held
    ours = select(held.c.kind, held.c.reason).where(held.c.chat == chat, held.c.article == row.key)
    why_not = await connection.execute(ours.order_by(held.c.key))
    return Kept(row.received, article, reading, judged, tuple((one.kind, one.reason) for one in why_not))
