"""What every kind of source promises, asked of every kind there is."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model.source import SourceEntry, SourceKind
from bot.net import Net
from bot.sources import KINDS, open_source
from tests.loopback import Loopback

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
ITEM = "<item><guid>{0}</guid><link>/n/{0}</link><title>عنوان {0}</title><description>نص {0}</description></item>"


class World:
    """A place of one kind that articles can be put in."""

    def __init__(self, kind: SourceKind, folder: Path, server: Loopback) -> None:
        self.kind, self.folder, self.server = kind, folder, server
        self.names: list[str] = []
        self.entry = SourceEntry("s", kind, server.url + "/feed", str(folder), "المصدر", "The Source")
        self.put()

    def put(self, *names: str) -> None:
        """Articles are published."""
        self.names += names
        if self.kind is SourceKind.FOLDER:
            for name in names:
                path = self.folder / f"{name}.txt"
                path.write_text(f"عنوان {name}\n\nنص {name}", encoding="utf-8")
                os.utime(path, (0, 0))  # it stands there since long: nothing to wait for
        else:
            items = "".join(ITEM.format(name) for name in self.names)
            tag = f'"{len(self.names)}"'
            self.server.serve("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>', ETag=tag)
            whole = self.server.routes["/feed"]
            same = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
            self.server.routes["/feed"] = lambda asked: (
                same if asked.headers.get("if-none-match") == tag else whole(asked)
            )


@pytest.fixture(params=sorted(KINDS))
async def world(request, tmp_path):
    async with Loopback() as server:
        yield World(request.param, tmp_path, server)


@pytest.fixture
async def source(world):
    async with Net(["127.0.0.1"]) as net:
        yield open_source(world.entry, net)


async def test_an_empty_place_brings_nothing_and_is_no_failure(source):
    fetched = await source.fetch()
    assert (fetched.articles, fetched.faults) == ((), ())


async def test_articles_carry_their_words_their_source_and_their_outlet(world, source):
    world.put("one")
    article = (await source.fetch()).articles[0]
    assert (article.title, article.text) == ("عنوان one", "نص one")
    assert (article.source, article.outlet) == ("s", "المصدر")


async def test_a_time_that_is_not_said_is_unknown(world, source):
    world.put("one")
    assert (await source.fetch()).articles[0].published is None


async def test_with_its_notes_nothing_old_comes_again_while_nothing_is_new(world, source):
    world.put("one")
    first = await source.fetch()
    second = await source.fetch(first.notes)
    assert (second.articles, second.notes) == ((), first.notes)


async def test_what_is_new_comes(world, source):
    world.put("one")
    first = await source.fetch()
    world.put("two")
    assert "نص two" in [article.text for article in (await source.fetch(first.notes)).articles]


async def test_without_notes_everything_comes_again_under_the_same_ids(world, source):
    world.put("one", "two")
    first, again = await source.fetch(), await source.fetch()
    assert first.articles == again.articles
    assert len({article.id for article in first.articles}) == 2


async def test_it_knows_its_entry(world, source):
    assert source.entry == world.entry


async def test_kinds_that_bring_nothing_by_themselves_are_no_sources():
    async with Net() as net:
        assert [open_source(SourceEntry("x", kind), net) for kind in SourceKind if kind not in KINDS] == [None] * (
            len(SourceKind) - len(KINDS)
        )


def test_who_only_reads_files_waits_for_no_http_client():
    asked = "import sys, bot.cli.checking, bot.cli.reading; print('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "False\n"
