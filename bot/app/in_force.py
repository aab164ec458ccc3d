"""The rules in force: loaded, compiled, and loaded again when their files change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.facts import Reader
from bot.pipeline import Rules
from bot.rulebook import Rulebook, compile, load  # noqa: A004  — a rulebook is compiled


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload changed: faults that are new, whether the last fault is gone, rules that are no longer there."""

    new_faults: tuple[str, ...]
    mended: bool
    gone: tuple[str, ...]


class InForce:
    """`current` are the rules that articles are matched with; `refresh` looks whether the files have changed."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder, self._reader = folder, reader
        self.current = self._compiled(load(folder, reader.gazetteer))

    async def refresh(self) -> Reloaded | None:
        """Loads what has changed; None where nothing has. The articles that come meanwhile meet the rules of before."""
        before = self.current.book
        book = await asyncio.to_thread(load, self._folder, self._reader.gazetteer, before)
        if book is before:
            return None
        self.current = await asyncio.to_thread(self._compiled, book)
        known = {str(fault) for fault in before.errors}
        now = tuple(str(fault) for fault in book.errors)
        left = {rule.id for rule in book.rules}
        return Reloaded(
            new_faults=tuple(fault for fault in now if fault not in known),
            mended=bool(known) and not now,
            gone=tuple(rule.id for rule in before.rules if rule.id not in left),
        )

    def _compiled(self, book: Rulebook) -> Rules:
        return Rules(book, compile(book.rules, self._reader))
