"""The one web app: the chat page and its calls, articles pushed to us, and what watches over the service asks."""

from bot.web.app import make_app
from bot.web.doors import Doors

__all__ = ["Doors", "make_app"]
