"""What Telegram says when it refuses, as our errors. The texts are those of the Bot API server, in small letters."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.chat.errors import (
    CannotParse,
    ChatError,
    GoneForGood,
    MessageGone,
    Moved,
    PassingError,
    PlatformStopped,
    ThreadGone,
)

#: Texts of "400 Bad Request" after which a chat is out of reach.
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id_invalid",
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_send_plain_forbidden",
    "user_is_blocked",
    "user_is_deactivated",
    "group chat was deactivated",
    "group chat was deleted",
    "bot is not a member",
    "bot was kicked",
    "bot was blocked",
)

_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid", "topic not found")

_MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message_edit_time_expired",
)

#: Failures before a request could go out: the message was surely not sent.
_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)

WRONG_TOKEN = "Telegram refuses the token: check TELEGRAM_TOKEN (@BotFather shows it)"  # noqa: S105  — no token, a remedy
SECOND_POLLER = "another program reads this bot's messages: stop it, or give this one a bot of its own (409)"


def as_chat_error(error: TelegramError) -> ChatError:
    """The error of ours that says what to do about this one."""
    if isinstance(error, RetryAfter):
        # What the error is pickled with: the plain seconds. `retry_after` itself warns about its changing type.
        seconds = error.__reduce__()[1][0]
        return PassingError("Telegram asks to wait", retry_after=timedelta(seconds=float(seconds)))
    if isinstance(error, ChatMigrated):
        return Moved("the group became a supergroup", new_id=str(error.new_chat_id))
    if isinstance(error, InvalidToken):
        return PlatformStopped(WRONG_TOKEN)
    if isinstance(error, Conflict):
        return PlatformStopped(SECOND_POLLER)
    if isinstance(error, Forbidden):
        return GoneForGood(_short(error))
    if isinstance(error, BadRequest):
        return _refusal(error)
    # NetworkError, TimedOut and whatever else: what became of the request is known only where it never left.
    left = not isinstance(error.__cause__, _BEFORE_SENDING)
    return PassingError(_short(error), may_have_been_sent=left)


def is_refused(error: TelegramError) -> bool:
    """Did Telegram refuse the message itself, so that plainer words may pass?"""
    return isinstance(error, BadRequest) and isinstance(_refusal(error), CannotParse)


def is_unchanged(error: TelegramError) -> bool:
    """Did an edit change nothing?"""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def _refusal(error: BadRequest) -> ChatError:
    text = error.message.lower()
    if any(part in text for part in _THREAD_GONE):
        return ThreadGone(_short(error))
    if any(part in text for part in _MESSAGE_GONE):
        return MessageGone(_short(error))
    if any(part in text for part in _GONE):
        return GoneForGood(_short(error))
    return CannotParse(_short(error))


def _short(error: TelegramError) -> str:
    return error.message.splitlines()[0][:200] if error.message else type(error).__name__
