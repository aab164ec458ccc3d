"""The rules in force: loaded, compiled, and loaded again when their files change."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.facts import Reader
from bot.model.change import Watch
from bot.pipeline import Rules
from bot.rulebook import Fault, Rule, Rulebook, compile, edits, load, rule_of_watch  # noqa: A004  — a rulebook is compiled


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload changed: faults that are new, files without faults again, rules that are no longer there."""

    new_faults: tuple[Fault, ...]
    mended: tuple[str, ...]
    gone: tuple[Rule, ...]


class InForce:
    """`book` is what the files say; `current` is what articles are matched with: the book and the chats' own rules."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder, self._reader = folder, reader
        self._own: tuple[Rule, ...] = ()
        self.book = load(folder, reader.gazetteer)
        self.current = self._compiled(self.book, ())

    async def refresh(self) -> Reloaded | None:
        """Loads what has changed; None where nothing has. The articles that come meanwhile meet the rules of before."""
        before = self.book
        book = await asyncio.to_thread(load, self._folder, self._reader.gazetteer, before)
        if book is before:
            return None
        self.current = await asyncio.to_thread(self._compiled, book, self._own)
        self.book = book
        found = edits(before, book)
        return Reloaded(
            new_faults=found.faults,
            mended=found.mended,
            gone=tuple(rule for rule in before.rules if rule.id in found.removed),
        )

    async def watch_for(self, watches: Iterable[Watch]) -> None:
        """These are the chats' own rules from now on."""
        found = (rule_of_watch(watch, self._reader.gazetteer) for watch in watches)
        own = tuple(rule for rule in found if rule is not None)
        if own != self._own:
            self.current = await asyncio.to_thread(self._compiled, self.book, own)
            self._own = own

    def _compiled(self, book: Rulebook, own: tuple[Rule, ...]) -> Rules:
        rules = (*book.rules, *own)
        return Rules(replace(book, rules=rules), compile(rules, self._reader))
