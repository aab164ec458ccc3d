"""A folder that articles are put in: `.txt` and `.jsonl` files, read when they are whole."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.model.article import Article
from bot.model.chat import Language
from bot.model.source import Notes, SourceEntry
from bot.sources.base import Fetched, SourceError
from bot.sources.files import SUFFIXES, FileFault, read_file

#: A file larger than this is no day's news; it would stand in memory whole.
LARGEST_FILE = 64_000_000
#: Articles of one fetch: the rest comes with the next one.
MOST = 1000

_Stamp = tuple[str, int, int]


class FolderSource:
    """Reads each file once, and again when it has changed.

    A file is read when neither its size nor its time of change moved for `settle` seconds, so one that is still being
    written waits; one that is moved into the folder whole is best. Hidden files and other endings are left alone.
    """

    def __init__(self, entry: SourceEntry, settle: float = 2.0) -> None:
        self.entry = entry
        self._folder = Path(entry.path)
        self._settle = settle

    async def fetch(self, notes: Notes = Notes()) -> Fetched:
        """The articles of files that are new or changed since `notes`. Waits `settle` seconds where one is fresh."""
        before = await asyncio.to_thread(self._stamps)
        known = set(notes.files)
        fresh = [stamp for stamp in before if stamp not in known and self._is_fresh(stamp)]
        if fresh:
            await asyncio.sleep(self._settle)
            now = set(await asyncio.to_thread(self._stamps))
            moved = {stamp for stamp in fresh if stamp not in now}
            before = [stamp for stamp in before if stamp not in moved]
        return await asyncio.to_thread(self._read, before, known)

    def _is_fresh(self, stamp: _Stamp) -> bool:
        return time.time_ns() - stamp[2] < self._settle * 1e9

    def _stamps(self) -> list[_Stamp]:
        """Every file we read, oldest first: (path, size, time of change)."""
        try:
            inside = [path for path in self._folder.iterdir() if _is_ours(path)]
        except OSError as error:
            raise SourceError(f"the folder {self._folder} cannot be read ({error.strerror})") from error
        stamps = [stamp for path in inside if (stamp := _stamp(path)) is not None]
        return sorted(stamps, key=lambda stamp: (stamp[2], stamp[0]))

    def _read(self, stamps: list[_Stamp], known: set[_Stamp]) -> Fetched:
        articles: dict[str, Article] = {}
        faults: list[str] = []
        done: list[_Stamp] = []
        for stamp in stamps:
            if stamp in known:
                done.append(stamp)
            elif len(articles) < MOST:
                items = tuple(self._items(stamp))
                if _stamp(Path(stamp[0])) != stamp:
                    continue  # it changed under our hands: the next fetch reads it
                done.append(stamp)
                articles |= {item.id: self._ours(item) for item in items if isinstance(item, Article)}
                faults += [str(item) for item in items if isinstance(item, FileFault)]
        return Fetched(tuple(articles.values()), tuple(faults), Notes(files=tuple(done)))

    def _items(self, stamp: _Stamp) -> Iterator[Article | FileFault]:
        name, size, _ = stamp
        if size > LARGEST_FILE:
            return iter([FileFault(name, 0, f"is larger than {LARGEST_FILE:,} bytes: split it")])
        return read_file(Path(name))

    def _ours(self, article: Article) -> Article:
        outlet = article.outlet or self.entry.outlet_ar or self.entry.outlet_in(Language.ENGLISH)
        return replace(article, source=self.entry.id, outlet=outlet)


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def _stamp(path: Path) -> _Stamp | None:
    """None where it is gone or no plain file (a pipe would never end)."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (str(path), stat.st_size, stat.st_mtime_ns) if path.is_file() else None
