"""How fast each platform may be spoken to: slots handed out so that no chat, and no bot as a whole, gets too much.

The platforms' own published limits, held from our side: Telegram 30 messages a second over all chats, one a second in
a private chat, 20 a minute in a group; Slack one a second in a channel. The web chat is ours and has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.model.chat import ChatRef


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds between two messages: of the platform as a whole, in one chat, in one group."""

    overall: float = 0.0
    chat: float = 0.0
    group: float = 0.0


#: A little below what is allowed: the platform counts by its own clock.
LIMITS: Mapping[str, Limits] = MappingProxyType(
    {"telegram": Limits(1 / 28, 1.05, 3.1), "slack": Limits(0.0, 1.05, 1.05), "web": Limits()}
)


class Pace:
    """Hands out slots. `speed` multiplies every limit: 1 in service, more in fault tests so that they end."""

    def __init__(self, speed: float = 1.0, limits: Mapping[str, Limits] = LIMITS) -> None:
        self.speed, self.limits = speed, limits
        self._free: dict[tuple[str, str], float] = {}

    def slot(self, chat: ChatRef, now: float) -> float:
        """Takes the next slot of this chat and returns how many seconds from `now` (a monotonic clock) it lies."""
        limits = self.limits.get(chat.platform, Limits())
        # Telegram numbers groups and channels below zero.
        each = limits.group if chat.platform == "telegram" and chat.id.startswith("-") else limits.chat
        at = max(now, self._free.get((chat.platform, ""), 0.0), self._free.get((chat.platform, chat.id), 0.0))
        self._free[chat.platform, ""] = max(now, self._free.get((chat.platform, ""), 0.0)) + limits.overall / self.speed
        self._free[chat.platform, chat.id] = at + each / self.speed
        if len(self._free) > 10_000:
            self._forget(now)
        return at - now

    def _forget(self, now: float) -> None:
        """Chats whose slot is free again need no entry."""
        for key in [key for key, free in self._free.items() if free <= now]:
            del self._free[key]
