"""Floor 2 · what an article claims: one file per kind of fact."""

from bot.facts.reader import Reader, load

__all__ = ["Reader", "load"]
