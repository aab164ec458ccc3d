"""Floor 7 · where news comes from: one file per kind behind one small Protocol.

source = open_source(entry, net)        # None for kinds that bring nothing by themselves (push)
fetched = await source.fetch(notes)     # articles, faults, and the notes to hand in next time
"""

from collections.abc import Callable

from bot.model.source import SourceEntry, SourceKind
from bot.net import Net
from bot.sources.base import Fetched, Source, SourceError
from bot.sources.feed import FeedSource
from bot.sources.folder import FolderSource

__all__ = ["KINDS", "Fetched", "Source", "SourceError", "open_source"]

_OPENERS: dict[SourceKind, Callable[[SourceEntry, Net], Source]] = {
    SourceKind.FEED: FeedSource,
    SourceKind.FOLDER: lambda entry, _: FolderSource(entry),
}

#: The kinds that are fetched.
KINDS = frozenset(_OPENERS)


def open_source(entry: SourceEntry, net: Net) -> Source | None:
    """The source that an entry describes, None where its kind is not in KINDS. Asks nothing of the world yet."""
    opener = _OPENERS.get(entry.kind)
    return opener(entry, net) if opener else None
