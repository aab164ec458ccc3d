"""Where the web chat keeps its lines: what a browser asks for again after a reload, a lost line or a restart."""

from __future__ import annotations

from typing import Protocol

from bot.model.line import Line


class WebLog(Protocol):
    """Lines in the order of their ids. `add_line` returns only when the line would outlive a crash."""

    async def add_line(self, line: Line) -> Line:
        """Stores the line under the next id (its own `id` is ignored) and returns it with that id."""

    async def lines(self, chat: str, *, after: int = 0, limit: int = 200) -> tuple[Line, ...]:
        """The chat's last `limit` lines with an id above `after`, oldest first."""


class MemoryLog:
    """A log that lives as long as the process: for tests, and for a try-out without a database."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    async def add_line(self, line: Line) -> Line:
        """Store in memory alone."""
        kept = Line(
            id=len(self._lines) + 1,
            chat=line.chat,
            at=line.at,
            said=line.said,
            message=line.message,
            replaces=line.replaces,
            answers=line.answers,
        )
        self._lines.append(kept)
        return kept

    async def lines(self, chat: str, *, after: int = 0, limit: int = 200) -> tuple[Line, ...]:
        """Read from memory."""
        return tuple(line for line in self._lines if line.chat == chat and line.id > after)[-limit:]

    def all(self) -> tuple[Line, ...]:
        """Every line of every chat."""
        return tuple(self._lines)
