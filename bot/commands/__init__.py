"""What a chat command means: `parse` a text, look up what it `needs`, `answer` it. Pure: no store, no platform."""

from bot.commands.state import Command, Need, OfferedRule, State

__all__ = ["Command", "Need", "OfferedRule", "State"]
