"""A small Telegram: the Bot API methods that nadhir calls, as far as they can be told from outside, with faults.

Requests are held against the published interface where its description is at hand (`breaches`).
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser

from aiohttp import web

from tests.chat.faulty import Loopback
from tests.chat.specs import telegram_breaches

TOKEN = "42:loopback-token"
BOT = {"id": 42, "is_bot": True, "first_name": "nadhir", "username": "nadhir_bot"}


@dataclass
class Taken:
    """A message that the server took, as it stands now."""

    chat_id: str
    message_id: int
    text: str
    html: str
    thread: str = ""
    reply_to: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    edits: int = 0
    at: float = 0.0


class TelegramServer(Loopback):
    """`taken` are the messages of the bot in the order they came; `say` and `press` are what people do."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[Taken] = []
        self.menus: dict[str, list[dict[str, str]]] = {}
        self.confirmed = 0
        self.moved: dict[str, int] = {}
        self._updates: list[dict[str, object]] = []
        self._next = 100
        self._news = asyncio.Event()

    def routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self._call)

    def say(self, text: str, *, chat: int = 1, user: int = 1, kind: str = "private", **more: object) -> int:
        """A person writes; returns the message's id."""
        message = {**self._message(chat, kind), "text": text, "from": _person(user), **more}
        self._add({"message": message})
        return int(str(message["message_id"]))

    def press(self, data: str, message: Taken, *, user: int = 1) -> None:
        """A person presses a button under a message of the bot."""
        shown = {**self._message(int(message.chat_id), "private"), "message_id": message.message_id, "from": BOT}
        query = {"id": str(self._id()), "from": _person(user), "chat_instance": "1", "data": data, "message": shown}
        self._add({"callback_query": query})

    def texts(self, chat: int = 1) -> list[str]:
        """What stands in a chat now."""
        return [message.text for message in self.taken if message.chat_id == str(chat)]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        sent = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        self.calls.append((method, dict(sent)))
        self.breaches.extend(telegram_breaches(method, sent))
        if request.match_info["token"] != TOKEN:
            return _refused(401, "Unauthorized")
        fault = self._planned(method, sent.get("chat_id", ""))
        if fault is not None and not fault.taken:
            return await self._fail(request, fault)
        answer = await self._act(method, sent)
        return await self._fail(request, fault) if fault is not None else answer

    async def _act(self, method: str, sent: dict[str, str]) -> web.StreamResponse:
        if method == "getMe":
            can = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
            return _done(BOT | can)
        if method == "getUpdates":
            return _done(await self._poll(int(sent.get("offset", 0)), float(sent.get("timeout", 0))))
        if method == "setMyCommands":
            self.menus[sent.get("language_code", "")] = json.loads(sent["commands"])
            return _done(True)
        if method == "sendMessage":
            return self._send(sent)
        if method == "editMessageText":
            return self._edit(sent)
        if method in {"answerCallbackQuery", "sendChatAction", "deleteWebhook", "close", "logOut"}:
            return _done(True)
        return _refused(404, "Not Found: method not found")

    def _send(self, sent: dict[str, str]) -> web.StreamResponse:
        if sent["chat_id"] in self.moved:
            new = self.moved[sent["chat_id"]]
            return _refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
        text, fault = _parsed(sent)
        if fault:
            return _refused(400, f"Bad Request: {fault}")
        taken = Taken(
            sent["chat_id"],
            self._id(),
            text,
            sent["text"],
            thread=sent.get("message_thread_id", ""),
            reply_to=str(json.loads(sent.get("reply_parameters", "{}")).get("message_id", "")),
            buttons=_buttons(sent),
            at=time.monotonic(),
        )
        self.taken.append(taken)
        kind = "supergroup" if taken.chat_id.startswith("-") else "private"
        answer = {**self._message(int(taken.chat_id), kind), "message_id": taken.message_id, "from": BOT, "text": text}
        return _done(answer)

    def _edit(self, sent: dict[str, str]) -> web.StreamResponse:
        key = (sent["chat_id"], int(sent["message_id"]))
        found = next((message for message in self.taken if (message.chat_id, message.message_id) == key), None)
        if found is None:
            return _refused(400, "Bad Request: message to edit not found")
        text, fault = _parsed(sent)
        if fault:
            return _refused(400, f"Bad Request: {fault}")
        if found.html == sent["text"] and found.buttons == _buttons(sent):
            same = "specified new message content and reply markup are exactly the same"
            return _refused(400, f"Bad Request: message is not modified: {same} as a current content")
        found.text, found.html, found.buttons, found.edits = text, sent["text"], _buttons(sent), found.edits + 1
        return _done({**self._message(int(found.chat_id), "private"), "message_id": found.message_id, "text": text})

    async def _poll(self, offset: int, seconds: float) -> list[dict[str, object]]:
        self.confirmed = max(self.confirmed, offset)
        until = time.monotonic() + seconds
        while True:
            self._updates = [update for update in self._updates if int(str(update["update_id"])) >= offset]
            if self._updates or time.monotonic() >= until:
                return self._updates[:100]
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), until - time.monotonic())
            except TimeoutError:
                return []

    def _add(self, update: dict[str, object]) -> None:
        self._updates.append({"update_id": self._id(), **update})
        self._news.set()

    def _message(self, chat: int, kind: str) -> dict[str, object]:
        name = {"first_name": "A"} if kind == "private" else {"title": "A group"}
        return {"message_id": self._id(), "date": int(time.time()), "chat": {"id": chat, "type": kind, **name}}

    def _id(self) -> int:
        self._next += 1
        return self._next


class _Reader(HTMLParser):
    """What Telegram's own parser makes of the text: its tags only, each of them closed."""

    TAGS = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.fault = "", ""
        self._open: list[str] = []
        self.entities = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        self.entities += 1
        if tag not in self.TAGS:
            self.fault = f'unsupported start tag "{tag}"'

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.fault = f'unexpected end tag "{tag}"'

    def handle_data(self, data: str) -> None:
        self.text += data

    def unclosed(self) -> str:
        return f'can\'t find end tag corresponding to start tag "{self._open[-1]}"' if self._open else ""


def _parsed(sent: dict[str, str]) -> tuple[str, str]:
    """The text after its entities are parsed, and why it is refused, "" where it is not."""
    text = sent["text"]
    if sent.get("parse_mode") == "HTML":
        reader = _Reader()
        reader.feed(text)
        reader.close()
        fault = reader.fault or reader.unclosed()
        if fault:
            return "", f"can't parse entities: {fault}"
        if reader.entities > 100:
            return "", "too many entities for a test that wants none dropped"
        text = reader.text
    if not text.strip():
        return "", "message text is empty"
    if len(text) > 4096:
        return "", "message is too long"
    if any(not 0 < len(data.encode()) <= 64 for _, data in _buttons(sent)):
        return "", "BUTTON_DATA_INVALID"
    return text, ""


def _buttons(sent: dict[str, str]) -> list[tuple[str, str]]:
    rows = json.loads(sent.get("reply_markup", "{}")).get("inline_keyboard", [])
    return [(button["text"], button["callback_data"]) for row in rows for button in row]


def _person(user: int) -> dict[str, object]:
    return {"id": user, "is_bot": False, "first_name": "Reader", "language_code": "ar"}


def _done(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refused(status: int, description: str, **parameters: object) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description}
    return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)
