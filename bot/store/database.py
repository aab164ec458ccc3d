"""The engine under the store: how it is opened, brought up to date, written and read.

SQLite is asked for the strictest keeping it has: a write-ahead log, and every commit on the disk before it returns.
Every writing transaction takes the write lock at its first word (BEGIN IMMEDIATE), so that two of them never find out
half-way that only one can go on.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_MIGRATIONS = Path(__file__).parent / "migrations"
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "cache_size=-16000")


class StoreUnusable(Exception):  # noqa: N818  — it says what happened to the store
    """The database cannot be opened at all; the text is one line that says what to do."""


class Database:
    """One database: `opened` makes it, `writing` and `reading` are its transactions.

    All writers of this process take turns; readers never wait for them.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()

    @classmethod
    async def opened(cls, url: str) -> Database:
        """Opens the database at `url` and brings its tables up to date. Raises StoreUnusable."""
        address = _address(url)
        engine = create_async_engine(address)
        if address.get_backend_name() == "sqlite":
            _prepare_folder(address)
            event.listen(engine.sync_engine, "connect", _on_connect)
            event.listen(engine.sync_engine, "begin", _on_begin)
        database = cls(engine)
        try:
            async with database.writing() as connection:
                await connection.run_sync(_upgrade)
        except BaseException as fault:
            await database.close()
            if not isinstance(fault, DBAPIError | OSError | StoreUnusable):
                raise
            shown = address.render_as_string(hide_password=True)
            raise StoreUnusable(f"the database {shown} cannot be used: {_first_line(fault)}") from fault
        return database

    async def close(self) -> None:
        """Closes every connection, once what is being written is written."""
        async with self._turn:
            await self._engine.dispose()

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write: all of it is kept, or nothing."""
        async with self._turn, self._engine.connect() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads, and sees one moment of the database."""
        async with self._engine.connect() as connection, connection.begin():
            yield connection


def is_there(url: str) -> bool:
    """Has a database been made at `url`? A server is asked when it is opened: it counts as there."""
    address = _address(url)
    return address.get_backend_name() != "sqlite" or not address.database or Path(address.database).exists()


def _address(url: str) -> URL:
    address = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
    return address.set(drivername=drivers.get(address.drivername, address.drivername))


def _prepare_folder(address: URL) -> None:
    """Make the folder of the database file. Raises StoreUnusable where that cannot be."""
    if not address.database or address.database == ":memory:":
        return
    folder = Path(address.database).absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # SQLite needs to write beside the file, and its own message names neither the folder nor the reason.
        probe = folder / ".nadhir-may-write"
        probe.touch()
        probe.unlink()
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise StoreUnusable(
            f"the database folder {folder} cannot be written ({why}): give this user the right to write there, "
            "or set NADHIR_DATABASE_URL to another place"
        ) from fault


def _on_connect(connection: Any, _record: object) -> None:
    # The driver's own transactions would begin too late, at the first write: ours begin where they say.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, "head")
    except CommandError as fault:
        raise StoreUnusable(
            f"a newer nadhir has changed its tables ({fault}): use that one, or another database"
        ) from fault


def _first_line(fault: Exception) -> str:
    cause = fault.orig if isinstance(fault, DBAPIError) and fault.orig else fault
    return str(cause).splitlines()[0] if str(cause) else type(cause).__name__
