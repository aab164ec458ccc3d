"""What every source promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.model.article import Article
from bot.model.source import Notes, SourceEntry


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one fetch brought.

    `articles` in the source's own order, none twice; some may have been brought before: whoever stores them tells.
    `faults`: one line each for what the source holds and could not be read. `notes` belong to the next fetch, once the
    articles are stored. `wait`: the source asks not to be asked again before that time has passed.
    """

    articles: tuple[Article, ...] = ()
    faults: tuple[str, ...] = ()
    notes: Notes = Notes()
    wait: timedelta | None = None


class Source(Protocol):
    """One place where news comes from. A source remembers nothing itself: `notes` are handed in and back."""

    @property
    def entry(self) -> SourceEntry:
        """The entry of the rule files that it was made of."""
        ...

    async def fetch(self, notes: Notes = Notes()) -> Fetched:
        """Everything that stands there now and is not known from `notes` to be unchanged.

        Raises `bot.net.NetError` (it says whether to try again) or SourceError (nobody can read what stands there).
        """
        ...


class SourceError(Exception):
    """What stands there is not what the entry says: one line for people. Trying again helps once somebody mends it."""
