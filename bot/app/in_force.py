"""The rules in force: loaded, compiled, and loaded again when their files change."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.facts import Reader
from bot.model.change import Watch
from bot.pipeline import Rules
from bot.rulebook import Fault, Matcher, Rule, Rulebook, compile, edits, installed_lexicon, load, rule_of_watch  # noqa: A004  — a rulebook is compiled


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload changed: faults that are new, files without faults again, rules that are no longer there."""

    new_faults: tuple[Fault, ...]
    mended: tuple[str, ...]
    gone: tuple[Rule, ...]


class InForce:
    """`book` is what the files say; `current` is what articles are matched with: the book and the chats' own rules."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder = folder
        self._reader = reader
        self._own: tuple[Rule, ...] = ()
        self._turn = asyncio.Lock()  # a new watch and an edited file at once must not undo each other
        self.book = load(folder, reader.gazetteer)
        self._matcher = compile(self.book.rules, reader, full=installed_lexicon())
        self.current = Rules(self.book, self._matcher)

    def alone(self, rule: Rule) -> Matcher:
        """One rule, compiled as those in force are."""
        return self._matcher.compiled((rule,))

    async def refresh(self) -> Reloaded | None:
        """Loads what has changed; None where nothing has. The articles that come meanwhile meet the rules of before."""
        async with self._turn:
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
        async with self._turn:
            if own != self._own:
                self.current = await asyncio.to_thread(self._compiled, self.book, own)
                self._own = own

    def _compiled(self, book: Rulebook, own: tuple[Rule, ...]) -> Rules:
        rules = (*book.rules, *own)
        self._matcher = self._matcher.compiled(rules)
        return Rules(replace(book, rules=rules), self._matcher)
