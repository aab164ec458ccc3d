"""What Slack says when it refuses, as our errors. The words are the documented errors of the Web API."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.chat.errors import (
    CannotParse,
    ChatError,
    GoneForGood,
    MessageGone,
    PassingError,
    PlatformStopped,
    ThreadGone,
)

_GONE = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "no_permission",
        "team_not_found",
        "external_channel_migrating",
        "slack_connect_canvas_sharing_blocked",
    }
)

_STOPPED = {
    "invalid_auth": "the token is refused",
    "not_authed": "there is no token",
    "account_inactive": "the bot's account was deactivated",
    "token_revoked": "the token was revoked",
    "token_expired": "the token has expired",
    "missing_scope": "the app lacks a permission (chat:write, commands, app_mentions:read, im:history)",
    "not_allowed_token_type": "this is not the right kind of token (xoxb-… for the bot, xapp-… for the app)",
    "org_login_required": "the workspace is being migrated",
    "two_factor_setup_required": "two-factor authentication has to be set up",
    "ekm_access_denied": "administrators have suspended posting",
    "access_denied": "access is denied",
    "accesslimited": "access is limited on this network",
    "enterprise_is_restricted": "the enterprise is restricted",
    "internal_error_socket_mode": "Socket Mode is off",
    "socket_mode_not_enabled": "Socket Mode is off: turn it on in the app's settings",
}

_THREAD_GONE = frozenset({"thread_not_found", "invalid_thread_ts", "cannot_reply_to_message"})

_MESSAGE_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})

_PASSING = frozenset(
    {"fatal_error", "internal_error", "service_unavailable", "request_timeout", "team_added_to_org", "rate_limited"}
)

_REMEDY = "Slack: {what}. Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN."


def as_chat_error(error: Exception) -> ChatError:
    """The error of ours that says what to do about one of slack-sdk, aiohttp or a time-out."""
    if isinstance(error, SlackApiError):
        return _refusal(error)
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return PassingError("Slack is out of reach")
    reason = f"the line to Slack broke ({type(error).__name__})"
    return PassingError(reason, may_have_been_sent=True)


#: Everything that slack-sdk lets through.
FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, ValueError)


def word_of(error: Exception) -> str:
    """Slack's word for the error, "" where it said none."""
    response = getattr(error, "response", None)
    with contextlib.suppress(TypeError, KeyError, AttributeError):
        return str(response["error"])  # type: ignore[index]
    return ""


def _refusal(error: SlackApiError) -> ChatError:
    word, status, headers = word_of(error), getattr(error.response, "status_code", 200), _headers(error.response)
    if status == 429 or word == "ratelimited":
        return PassingError("Slack asks to wait", retry_after=_seconds(headers))
    if status >= 500:
        return PassingError(f"Slack has a fault ({status})", may_have_been_sent=True)
    if word in _PASSING:
        return PassingError(f"Slack has a fault ({word})", may_have_been_sent=word in {"fatal_error", "internal_error"})
    if word in _STOPPED:
        return PlatformStopped(_REMEDY.format(what=_STOPPED[word]))
    if word in _GONE:
        return GoneForGood(word)
    if word in _THREAD_GONE:
        return ThreadGone(word)
    if word in _MESSAGE_GONE:
        return MessageGone(word)
    return CannotParse(word or f"an answer that is no JSON ({status})")


def _headers(response: Any) -> dict[str, str]:
    found = getattr(response, "headers", None) or {}
    return {str(name).lower(): str(value) for name, value in found.items()}


def _seconds(headers: dict[str, str]) -> timedelta | None:
    try:
        return timedelta(seconds=float(headers["retry-after"]))
    except (KeyError, ValueError):
        return None
