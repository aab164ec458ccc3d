"""Floor 2 · what an article claims: a room for each kind of fact."""

from bot.facts.reader import Reader, load

__all__ = ["Reader", "load"]
