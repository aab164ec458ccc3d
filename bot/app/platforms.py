"""The chat platforms that have what they need. The heavy libraries are imported where there is a token."""

from __future__ import annotations

from bot.chat.base import Commands, Platform
from bot.chat.web import Web
from bot.commands import commands
from bot.messages import say
from bot.model.chat import Language
from bot.settings import Settings


def platforms_of(settings: Settings, web: Web) -> dict[str, Platform]:
    """The web chat always; Telegram with its token; Slack with both of its own."""
    found: dict[str, Platform] = {"web": web}
    if settings.telegram_token.get_secret_value():
        from bot.chat.telegram import Telegram

        found["telegram"] = Telegram(
            settings.telegram_token.get_secret_value(),
            base_url=settings.telegram_base_url,
            commands=_menu(),
            pace=settings.pace,
        )
    if settings.slack_bot_token.get_secret_value() and settings.slack_app_token.get_secret_value():
        from bot.chat.slack import Slack

        found["slack"] = Slack(
            settings.slack_bot_token.get_secret_value(),
            settings.slack_app_token.get_secret_value(),
            base_url=settings.slack_base_url,
        )
    return found


def _menu() -> Commands:
    """The menu of commands in each language; Telegram takes Latin names only, so the words differ and not the names."""
    return tuple(
        (code, tuple((name, say(language, f"menu_{name}")) for name in commands()))
        for code, language in (("ar", Language.ARABIC), ("en", Language.ENGLISH), ("", Language.ENGLISH))
    )
