"""How a database is opened: its tables, its strictness, and what is said where it cannot be."""

import os
import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.store import StoreUnusable, open_store
from bot.store.database import Database
from bot.store.tables import metadata


async def test_the_migrations_make_the_tables_that_the_code_speaks_of(tmp_path):
    path = tmp_path / "new" / "folder" / "nadhir.db"
    await (await open_store(f"sqlite:///{path}")).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


async def test_every_commit_is_on_the_disk(tmp_path):
    database = await Database.opened(f"sqlite:///{tmp_path}/nadhir.db")
    async with database.reading() as connection:
        asked = ("synchronous", "journal_mode", "foreign_keys", "busy_timeout")
        found = [(await connection.execute(text(f"pragma {name}"))).scalar() for name in asked]
    assert found == [2, "wal", 1, 5000]
    await database.close()


async def test_opening_again_changes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path}/nadhir.db"
    for _ in range(2):
        store = await open_store(url)
        assert await store.outbox() == {}
        await store.close()


async def test_a_file_that_is_no_database_is_one_clear_line(tmp_path):
    path = tmp_path / "nadhir.db"
    path.write_text("هذا ملف نصي لا قاعدة بيانات، وفيه ما يكفي من الحروف." * 50, encoding="utf-8")
    with pytest.raises(StoreUnusable, match="cannot be used: file is not a database"):
        await open_store(f"sqlite:///{path}")


async def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(StoreUnusable, match="cannot be written") as told:
        await open_store(f"sqlite:///{tmp_path}/var/nadhir.db")
    assert "NADHIR_DATABASE_URL" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
async def test_a_folder_without_rights_is_one_clear_line(tmp_path):
    (tmp_path / "var").mkdir(mode=0o500)
    with pytest.raises(StoreUnusable, match="Permission denied"):
        await open_store(f"sqlite:///{tmp_path}/var/nadhir.db")


async def test_a_database_of_a_newer_nadhir_is_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/nadhir.db"
    await (await open_store(url)).close()
    with sqlite3.connect(f"{tmp_path}/nadhir.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(StoreUnusable, match="newer"):
        await open_store(url)


async def test_a_locked_database_is_told_and_survived(tmp_path):
    url = f"sqlite:///{tmp_path}/nadhir.db"
    store = await open_store(url)
    holder = sqlite3.connect(f"{tmp_path}/nadhir.db", isolation_level=None, timeout=0)
    holder.execute("BEGIN IMMEDIATE")
    # Readers go on while somebody writes.
    assert await store.outbox() == {}
    holder.execute("ROLLBACK")
    holder.close()
    assert await store.release() == 0
    await store.close()
