"""Floor 7 · what must not be lost.

store = await open_store(url)          a `Store` over SQLite; raises StoreUnusable with one line that says what to do
async with store.taking() as taking:   one article: keep what was read and judged, owe what follows, all or nothing
"""

from bot.store.database import StoreUnusable, is_there
from bot.store.protocol import Kept, SourceState, Standing, Store, Taking
from bot.store.store import SqlStore, open_store

__all__ = ["Kept", "SourceState", "SqlStore", "Standing", "Store", "StoreUnusable", "Taking", "is_there", "open_store"]
