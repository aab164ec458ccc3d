from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import SqlStore, open_store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """Each engine that there is, opened anew; SQLite is the only one yet."""
    opened = await open_store(f"sqlite:///{tmp_path / 'var' / 'nadhir.db'}")
    yield opened
    await opened.close()
