"""A small Slack: the Web API methods that nadhir calls and a Socket Mode, with faults.

Requests are held against the published interface where its description is at hand (`breaches`).
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.chat.faulty import Loopback
from tests.chat.specs import block_breaches, slack_breaches

BOT_TOKEN = "xoxb-loopback"
APP_TOKEN = "xapp-loopback"
BOT_USER = "UBOT"

_LINK = re.compile(r"<https?://[^|>]+\|([^>]*)>")


@dataclass
class Posted:
    """A message that the server took, as it stands now."""

    channel: str
    ts: str
    text: str
    fallback: str
    thread: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    edits: int = 0
    ephemeral: bool = False
    at: float = 0.0


class SlackServer(Loopback):
    """`posted` are the messages of the app in the order they came; `say`, `command` and `press` are what people do."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[Posted] = []
        self.acknowledged: list[tuple[str, float]] = []
        self.opened = 0
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: list[dict[str, Any]] = []
        self._sent_at: dict[str, float] = {}
        self._next = 0

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/link", self._link)
        app.router.add_post("/respond/{id}", self._respond)

    async def close(self) -> None:
        await asyncio.gather(*(socket.close() for socket in self._sockets), return_exceptions=True)
        await super().close()

    # what people do

    async def say(self, text: str, *, channel: str = "D1", user: str = "U1", thread: str = "") -> str:
        """A direct message, or (`channel` not beginning with D) a mention in a channel; returns its time stamp."""
        direct, ts = channel.startswith("D"), self._ts()
        event: dict[str, Any] = {"type": "message" if direct else "app_mention", "channel": channel, "user": user}
        event |= {"text": text if direct else f"<@{BOT_USER}> {text}", "ts": ts, "event_ts": ts}
        event |= {"channel_type": "im"} if direct else {}
        event |= {"thread_ts": thread} if thread else {}
        await self._envelope("events_api", {"type": "event_callback", "event": event})
        return ts

    async def command(self, text: str, *, channel: str = "C1", user: str = "U1") -> str:
        """A slash command; returns its trigger id."""
        trigger = f"trigger-{self._number()}"
        await self._envelope(
            "slash_commands",
            {
                "command": "/nadhir",
                "text": text,
                "user_id": user,
                "channel_id": channel,
                "trigger_id": trigger,
                "response_url": f"{self.url}/respond/{channel}",
            },
        )
        return trigger

    async def press(self, value: str, message: Posted, *, user: str = "U1") -> None:
        """A person presses a button under a message of the app."""
        shown = {"ts": message.ts} | ({"thread_ts": message.thread} if message.thread else {})
        action = {"action_id": "say:0", "type": "button", "value": value, "action_ts": self._ts()}
        payload = {"type": "block_actions", "user": {"id": user}, "channel": {"id": message.channel}}
        await self._envelope("interactive", payload | {"message": shown, "actions": [action]})

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Slack asks the client to open another socket."""
        await self._push({"type": "disconnect", "reason": reason})

    def texts(self, channel: str = "D1") -> list[str]:
        """What stands in a channel now."""
        return [message.text for message in self.posted if message.channel == channel]

    # what the app sees

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method, sent = request.match_info["method"], await _sent(request)
        self.calls.append((method, sent))
        self.breaches.extend(slack_breaches(method, sent))
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        fault = self._planned(method, str(sent.get("channel", "")))
        if fault is not None and not fault.taken:
            return await self._fail(request, fault)
        if token != wanted:
            return _refused("invalid_auth")
        answer = self._act(method, sent)
        return await self._fail(request, fault) if fault is not None else answer

    def _act(self, method: str, sent: dict[str, Any]) -> web.StreamResponse:
        if method == "auth.test":
            return _done(user_id=BOT_USER, user="nadhir", team="T", team_id="T1", bot_id="B1")
        if method == "apps.connections.open":
            return _done(url=f"{self.url.replace('http', 'ws', 1)}/link?ticket={self._number()}")
        if method == "chat.postMessage":
            return self._post(sent)
        if method == "chat.update":
            return self._update(sent)
        return _refused("unknown_method")

    def _post(self, sent: dict[str, Any]) -> web.StreamResponse:
        text, buttons = _shown(sent)
        if not text.strip():
            return _refused("no_text")
        posted = Posted(sent["channel"], self._ts(), text, sent.get("text", ""), sent.get("thread_ts", ""), buttons)
        posted.at = time.monotonic()
        self.posted.append(posted)
        return _done(channel=posted.channel, ts=posted.ts, message={"text": posted.fallback, "ts": posted.ts})

    def _update(self, sent: dict[str, Any]) -> web.StreamResponse:
        found = next((old for old in self.posted if (old.channel, old.ts) == (sent["channel"], sent["ts"])), None)
        if found is None:
            return _refused("message_not_found")
        found.text, found.buttons = _shown(sent)
        found.fallback, found.edits = sent.get("text", ""), found.edits + 1
        return _done(channel=found.channel, ts=found.ts, text=found.fallback)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        sent = await request.json()
        self.breaches.extend(block_breaches(sent.get("blocks") or []))
        text, buttons = _shown(sent)
        channel = request.match_info["id"]
        self.posted.append(Posted(channel, self._ts(), text, sent.get("text", ""), buttons=buttons, ephemeral=True))
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.opened += 1
        self._sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets)})
        for waiting in self._waiting:
            await socket.send_json(waiting)
        self._waiting.clear()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                envelope = json.loads(message.data)["envelope_id"]
                self.acknowledged.append((envelope, time.monotonic() - self._sent_at[envelope]))
        self._sockets.remove(socket)
        return socket

    async def _envelope(self, kind: str, payload: dict[str, Any]) -> None:
        envelope = f"envelope-{self._number()}"
        self._sent_at[envelope] = time.monotonic()
        frame = {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": False}
        await self._push(frame)

    async def _push(self, frame: dict[str, Any]) -> None:
        """To one socket, as Slack does; kept where there is none."""
        if self._sockets:
            await self._sockets[-1].send_json(frame)
        else:
            self._waiting.append(frame)

    def _ts(self) -> str:
        return f"{int(time.time())}.{self._number():06d}"

    def _number(self) -> int:
        self._next += 1
        return self._next


async def _sent(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        found: dict[str, Any] = await request.json()
        return found
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


def _shown(sent: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """What a reader sees, and the buttons: the blocks where there are any, else the text."""
    blocks = sent.get("blocks") or []
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    if not blocks:
        return _unescaped(str(sent.get("text", ""))), []
    lines = [_block_text(block) for block in blocks if block["type"] != "actions"]
    pressed = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return "\n".join(lines), [(element["text"]["text"], element["value"]) for element in pressed]


def _block_text(block: dict[str, Any]) -> str:
    if block["type"] == "rich_text":
        parts = ["".join(piece["text"] for piece in element["elements"]) for element in block["elements"]]
        return "\n".join(parts)
    if block["type"] == "context":
        shown = (_LINK.sub(r"\1", element["text"]) for element in block["elements"])
        return "".join(map(_unescaped, shown))
    return str(block["text"]["text"])


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _done(**more: object) -> web.Response:
    return web.json_response({"ok": True, **more})


def _refused(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})
