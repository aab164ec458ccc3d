"""From a Socket Mode request to what a person said to us, if anything."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from bot.model.chat import ChatRef, Incoming

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?:mailto:)?([^>|@#!][^>|]*)(?:\|[^>]*)?>")

#: Messages that are no person's new words: edits, joins, other bots …
_OTHERS = frozenset({"file_share", "thread_broadcast"})


def heard(kind: str, payload: dict[str, Any], bot_user: str) -> Incoming | None:
    """What was said: a slash command, a direct message, a mention, a pressed button; None where it is none of them."""
    if kind == "slash_commands":
        return _commanded(payload)
    if kind == "interactive":
        return _pressed(payload)
    event = payload.get("event") if kind == "events_api" else None
    return _said(event, bot_user) if isinstance(event, dict) else None


def _commanded(payload: dict[str, Any]) -> Incoming:
    # `/nadhir` alone asks for help.
    text = str(payload.get("text") or "help")
    return Incoming(
        chat=ChatRef("slack", str(payload.get("channel_id", ""))),
        text=_plain(text),
        user=str(payload.get("user_id", "")),
        id=f"slash:{payload.get('trigger_id', '')}",
    )


def _pressed(payload: dict[str, Any]) -> Incoming | None:
    actions = payload.get("actions") or [{}]
    value, channel = actions[0].get("value"), payload.get("channel") or {}
    if payload.get("type") != "block_actions" or not value or not channel.get("id"):
        return None
    message = payload.get("message") or {}
    user = str((payload.get("user") or {}).get("id", ""))
    return Incoming(
        chat=ChatRef("slack", str(channel["id"]), _thread(message)),
        text=str(value),
        user=user,
        id=f"press:{actions[0].get('action_ts', '')}:{user}",
        answers=str(message.get("ts", "")),
    )


def _said(event: dict[str, Any], bot_user: str) -> Incoming | None:
    kind, direct = event.get("type"), event.get("channel_type") == "im"
    if kind not in {"message", "app_mention"} or event.get("bot_id") or event.get("user") in {None, bot_user}:
        return None
    if event.get("subtype") and event["subtype"] not in _OTHERS:
        return None
    # A mention in a channel comes twice, as message and as app_mention: the second one counts.
    if kind == "message" and not direct:
        return None
    text, ts = str(event.get("text") or ""), str(event.get("ts", ""))
    return Incoming(
        chat=ChatRef("slack", str(event.get("channel", "")), _thread(event)),
        text=_plain(_MENTION.sub("", text)),
        user=str(event["user"]),
        # In a direct message an answer needs no thread: an id that is no bare time stamp opens none.
        id=f"direct:{ts}" if direct else ts,
        answers=str(event.get("thread_ts") or ""),
    )


def _thread(message: dict[str, Any]) -> str:
    """The thread a message stands in, "" where it stands in the channel itself."""
    thread = str(message.get("thread_ts") or "")
    return "" if thread == message.get("ts") else thread


def _plain(text: str) -> str:
    """The text as it was typed: links bare, Slack's escapes undone."""
    return unescape(_LINK.sub(lambda found: found.group(1), text)).strip()
