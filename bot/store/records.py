"""The small records: the store's own start, sources, lines of the web chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select

from bot.model.line import Line
from bot.model.source import Notes
from bot.store import tables
from bot.store.codec import dumps, loads
from bot.store.database import Database
from bot.store.protocol import SourceState
from bot.store.rows import insert_row, put_row


class Records:
    """The part of the store that holds one row a thing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def started(self, now: datetime) -> datetime:
        """The moment of the very first start."""
        meta = tables.meta
        async with self._database.writing() as connection:
            found = await connection.execute(select(meta.c.value).where(meta.c.key == "started"))
            value = found.scalar()
            if value is not None:
                return datetime.fromisoformat(value)
            await connection.execute(insert(meta).values(key="started", value=now.isoformat()))
            return now

    async def source(self, source: str) -> SourceState:
        """What is remembered of a source."""
        rows = tables.sources
        async with self._database.reading() as connection:
            found = await connection.execute(select(rows).where(rows.c.id == source))
            row = found.first()
            if row is None:
                return SourceState(source)
            return SourceState(**{**row._asdict(), "notes": loads(Notes, row.notes)})

    async def put_source(self, state: SourceState) -> None:
        """Remembers it."""
        async with self._database.writing() as connection:
            await put_row(
                connection,
                tables.sources,
                {"id": state.id},
                notes=dumps(Notes, state.notes),
                first_fetch=state.first_fetch,
                last_ok=state.last_ok,
                failures=state.failures,
                problem=state.problem,
            )

    async def add_line(self, line: Line) -> Line:
        """Stores a line under the next id."""
        async with self._database.writing() as connection:
            key = await insert_row(connection, tables.lines, chat=line.chat, at=line.at, body=dumps(Line, line))
        return replace(line, id=key)

    async def lines(self, chat: str, *, after: int = 0, limit: int = 200) -> tuple[Line, ...]:
        """The chat's last lines above an id."""
        rows = tables.lines
        query = select(rows.c.id, rows.c.body).where(rows.c.chat == chat, rows.c.id > after)
        async with self._database.reading() as connection:
            found = await connection.execute(query.order_by(rows.c.id.desc()).limit(limit))
            newest_first = [replace(loads(Line, row.body), id=row.id) for row in found]
        return tuple(reversed(newest_first))
