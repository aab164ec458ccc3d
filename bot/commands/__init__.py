"""What a chat command means: `parse` a text, look up what it `needs`, `answer` it. Pure: no store, no platform."""

from bot.commands.answer import HANDLERS, answer, needs
from bot.commands.parse import commands, parse, word_for
from bot.commands.state import Command, Need, OfferedRule, State

__all__ = ["HANDLERS", "Command", "Need", "OfferedRule", "State", "answer", "commands", "needs", "parse", "word_for"]
