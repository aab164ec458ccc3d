"""What was put off (quiet hours, groups), and what is learnt of the same incident before it is said."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ColumnElement, Label, and_, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import DeliveryState, How, Owed
from bot.store import tables

_rows, _told = tables.deliveries, tables.told


def put_off() -> ColumnElement[bool]:
    """Owed for later from the beginning and never tried: what is due before goes before."""
    return and_(_rows.c.tries == 0, _rows.c.due > _rows.c.owed)


async def joined_what_waits(
    connection: AsyncConnection, chat: int | None, alert: int, incident: str, debt: Owed, now: datetime
) -> bool:
    """Has the chat not been told of the incident yet, because that was put off? Then it is told as it stands now.

    What would be put off too, or only edit what is not there, takes the place of the alert that waits. What is said at
    once leaves it alone: once that is said, what waits is overtaken.
    """
    if debt.how is not How.EDIT and debt.due <= now:
        return False
    waits = await connection.execute(
        select(_rows.c.key, _rows.c.rules)
        .join(_told, and_(_told.c.chat == _rows.c.chat, _told.c.incident == _rows.c.incident))
        .where(tables.OWED, put_off(), _rows.c.due > now, _rows.c.how != How.EDIT.value)
        .where(_rows.c.chat == chat, _rows.c.incident == incident, _told.c.message.is_(None))
        .order_by(_rows.c.key)
        .limit(1)
    )
    first = waits.first()
    if first is None:
        return False
    rules = tuple(dict.fromkeys((*json.loads(first.rules), *debt.rules)))
    await connection.execute(update(_rows).where(_rows.c.key == first.key).values(alert=alert, rules=json.dumps(rules)))
    return True


def overtaken() -> Label[str | None]:
    """How something later of the same incident was said to the chat of a delivery, NULL where nothing was."""
    later = _rows.alias("later")
    told = func.max(case((later.c.how == How.EDIT.value, 0), else_=1))
    form = case((told == 1, How.TELL.value), (told == 0, How.EDIT.value))
    return (
        select(form)
        .where(later.c.chat == _rows.c.chat, later.c.incident == _rows.c.incident, later.c.key > _rows.c.key)
        .where(later.c.state == DeliveryState.DONE.value, _rows.c.incident != "")
        .scalar_subquery()
        .label("overtaken")
    )
