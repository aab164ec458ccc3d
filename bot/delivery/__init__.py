"""Sending what is owed: claims, renders, sends, records; tries again what is worth it. No judgement about the news."""

from bot.delivery.courier import Backoff, Courier, Render
from bot.delivery.pace import LIMITS, Limits, Pace

__all__ = ["LIMITS", "Backoff", "Courier", "Limits", "Pace", "Render"]
