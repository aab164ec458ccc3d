"""The store over SQLAlchemy: all its parts on one database."""

from __future__ import annotations

from bot.store.articles import ArticleRows
from bot.store.chats import ChatRows
from bot.store.database import Database
from bot.store.outbox import OutboxRows
from bot.store.recall import Recall
from bot.store.records import Records


class SqlStore(ArticleRows, ChatRows, OutboxRows, Recall, Records):
    """A `protocol.Store` in a database of SQLAlchemy's; SQLite is what it is run on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def close(self) -> None:
        """Closes the database."""
        await self._database.close()


async def open_store(url: str) -> SqlStore:
    """The store at this address, its tables made or brought up to date. Raises StoreUnusable."""
    return SqlStore(await Database.opened(url))
