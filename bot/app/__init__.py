"""Floor 9 · the wiring: the only place that knows every room, and puts them together.

`run(settings)` is the service: it returns when it was told to stop (0), or at once when it cannot begin (1).
"""

from bot.app.service import run

__all__ = ["run"]
