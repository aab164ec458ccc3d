"""Floor 7 · where news comes from: one file per kind behind one small Protocol.

source = open_source(entry, net)        # None for kinds that bring nothing by themselves (push)
fetched = await source.fetch(notes)     # articles, faults, and the notes to hand in next time
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.model.source import SourceEntry, SourceKind
from bot.sources.base import Fetched, Source, SourceError

if TYPE_CHECKING:
    from bot.net import Net

__all__ = ["KINDS", "Fetched", "Source", "SourceError", "open_source"]


# Each is imported when the first of its kind is opened: who only reads files waits for no HTTP client.
def _feed(entry: SourceEntry, net: Net) -> Source:
    from bot.sources.feed import FeedSource

    return FeedSource(entry, net)


def _folder(entry: SourceEntry, _: Net) -> Source:
    from bot.sources.folder import FolderSource

    return FolderSource(entry)


_OPENERS: dict[SourceKind, Callable[[SourceEntry, Net], Source]] = {
    SourceKind.FEED: _feed,
    SourceKind.FOLDER: _folder,
}

#: The kinds that are fetched.
KINDS = frozenset(_OPENERS)


def open_source(entry: SourceEntry, net: Net) -> Source | None:
    """The source that an entry describes, None where its kind is not in KINDS. Asks nothing of the world yet."""
    opener = _OPENERS.get(entry.kind)
    return opener(entry, net) if opener else None
