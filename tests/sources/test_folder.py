"""A folder: every file once, whole, and again when it has changed."""

import asyncio
import json
import os

import pytest

from bot.model.source import Notes, SourceEntry, SourceKind
from bot.sources import SourceError, folder
from bot.sources.folder import FolderSource

SETTLE = 0.05


@pytest.fixture
def inbox(tmp_path):
    return tmp_path


@pytest.fixture
def source(inbox):
    return FolderSource(SourceEntry("inbox", SourceKind.FOLDER, path=str(inbox), outlet_ar="البريد"), settle=SETTLE)


def put(inbox, name, text, age=10.0):
    path = inbox / name
    path.write_text(text, encoding="utf-8")
    at = path.stat().st_mtime - age
    os.utime(path, (at, at))
    return path


def line(id_, text="نص"):
    return json.dumps({"id": id_, "title": "", "text": text}) + "\n"


async def test_a_file_is_read_once(inbox, source):
    put(inbox, "a.txt", "عنوان\n\nنص")
    first = await source.fetch()
    assert [(a.id, a.source, a.outlet) for a in first.articles] == [("a", "inbox", "البريد")]
    assert (await source.fetch(first.notes)).articles == ()


async def test_what_was_not_stored_is_brought_again(inbox, source):
    put(inbox, "a.txt", "نص")
    await source.fetch()
    assert len((await source.fetch(Notes())).articles) == 1


async def test_a_changed_file_is_read_again(inbox, source):
    put(inbox, "a.jsonl", line("1"))
    first = await source.fetch()
    put(inbox, "a.jsonl", line("1") + line("2"))
    assert [a.id for a in (await source.fetch(first.notes)).articles] == ["1", "2"]


async def test_a_file_being_written_is_not_read_half(inbox, source):
    path = inbox / "a.jsonl"
    path.write_text(line("1") + '{"id": "2", "ti')

    async def writing():
        for _ in range(6):
            await asyncio.sleep(SETTLE / 3)
            with path.open("a") as stream:
                stream.write(" ")

    writer = asyncio.create_task(writing())
    half = await source.fetch()
    assert (half.articles, half.faults, half.notes.files) == ((), (), ())
    await writer
    put(inbox, "a.jsonl", line("1") + line("2"), age=0)
    assert [a.id for a in (await source.fetch(half.notes)).articles] == ["1", "2"]


async def test_a_fresh_file_that_stands_still_comes_with_the_same_fetch(inbox, source):
    put(inbox, "a.txt", "نص", age=0)
    assert len((await source.fetch()).articles) == 1


async def test_a_file_moved_in_whole_is_read(inbox, source, tmp_path_factory):
    outside = put(tmp_path_factory.mktemp("out"), "a.txt", "نص")
    outside.rename(inbox / "a.txt")
    assert len((await source.fetch()).articles) == 1


async def test_hidden_files_other_endings_folders_and_pipes_are_left_alone(inbox, source):
    put(inbox, ".a.txt", "x")
    put(inbox, "a.txt.part", "x")
    put(inbox, "readme.md", "x")
    (inbox / "folder.txt").mkdir()
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "nowhere.txt").symlink_to(inbox / "gone")
    fetched = await source.fetch()
    assert (fetched.articles, fetched.faults) == ((), ())


async def test_one_bad_file_silences_no_other(inbox, source):
    (inbox / "a.txt").write_bytes("نص".encode("windows-1256"))
    put(inbox, "b.jsonl", "broken\n" + line("1"))
    fetched = await source.fetch()
    assert [a.id for a in fetched.articles] == ["1"]
    assert len(fetched.faults) == 2
    assert (await source.fetch(fetched.notes)).faults == ()


async def test_a_file_too_large_is_named_not_read(inbox, source, monkeypatch):
    monkeypatch.setattr(folder, "LARGEST_FILE", 10)
    put(inbox, "a.jsonl", line("1"))
    fetched = await source.fetch()
    assert fetched.articles == ()
    assert "split it" in fetched.faults[0]


async def test_many_files_come_in_portions_oldest_first(inbox, source, monkeypatch):
    monkeypatch.setattr(folder, "MOST", 2)
    for age, name in enumerate("cba", start=1):
        put(inbox, f"{name}.txt", name, age=age * 100)
    first = await source.fetch()
    second = await source.fetch(first.notes)
    assert [[a.id for a in fetched.articles] for fetched in (first, second)] == [["a", "b"], ["c"]]


async def test_a_missing_folder_is_said(source, inbox):
    inbox.rmdir()
    with pytest.raises(SourceError, match="cannot be read"):
        await source.fetch()
