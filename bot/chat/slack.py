"""Slack through slack-sdk: Socket Mode for what people say, the Web API for what we say."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat.base import OnIncoming
from bot.chat.errors import CannotParse, ChatError, GoneForGood, PassingError, PlatformStopped
from bot.chat.in_parts import send_in_parts
from bot.chat.slack_errors import FAILURES, as_chat_error
from bot.chat.slack_form import blocks, pieces, text
from bot.chat.slack_hear import heard
from bot.model.chat import ChatRef
from bot.model.message import Message, MessageRef

log = structlog.get_logger(__name__)

_TS = re.compile(r"\d+\.\d+")
_TIMEOUT = 15
_LONGEST_WAIT = 30.0

#: Slash commands whose answer may still need the address that came with them.
_REMEMBERED = 500


class Slack:
    """The platform `slack`. `base_url` lets another server stand in; its path is the API's (`…/api`)."""

    name = "slack"

    def __init__(self, bot_token: str, app_token: str, *, base_url: str = "") -> None:
        self._bot_token, self._app_token = bot_token, app_token
        self._root = _root(base_url)
        self._session: aiohttp.ClientSession | None = None
        self._web: AsyncWebClient | None = None
        self._socket: SocketModeClient | None = None
        self._on_incoming: OnIncoming | None = None
        self._bot_user = ""
        self._stopped = ""
        self._trying: asyncio.Task[None] | None = None
        self._answer_at: OrderedDict[str, str] = OrderedDict()

    @property
    def stopped(self) -> str:
        """Why nothing more is sent, "" while it runs."""
        return self._stopped

    async def start(self, on_incoming: OnIncoming) -> None:
        """Proves both tokens, then listens until `stop`."""
        self._on_incoming = on_incoming
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT, connect=10))
        # The retry that slack-sdk brings would send a message twice behind our back: ours is the outbox.
        self._web = AsyncWebClient(
            self._bot_token, base_url=self._root, session=self._session, timeout=_TIMEOUT, retry_handlers=[]
        )
        try:
            await self._connect()
        except PassingError as error:
            log.warning("slack is out of reach, trying again", reason=error.reason)
            self._trying = asyncio.create_task(self._keep_trying(), name="slack connecting")

    async def stop(self) -> None:
        """Closes the socket; what is being answered is broken off."""
        if self._trying is not None:
            self._trying.cancel()
            await asyncio.gather(self._trying, return_exceptions=True)
            self._trying = None
        if self._socket is not None:
            await _close(self._socket)
            self._socket = None
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, chat: ChatRef, message: Message, reply_to: MessageRef | None = None) -> MessageRef:
        """Sends the message, in several parts where it is too long; the ref is the first one's."""
        web = self._ready()
        return await send_in_parts(pieces(message), lambda piece, _: self._send_one(web, chat, piece, reply_to))

    async def edit(self, ref: MessageRef, message: Message) -> None:
        """Puts the first part of the message in the place of the old one."""
        web, piece = self._ready(), pieces(message)[0]
        where: dict[str, Any] = {"channel": ref.chat_id, "ts": ref.id}
        try:
            await web.chat_update(**where, text=text(piece), blocks=blocks(piece))
        except FAILURES as error:
            problem = as_chat_error(error)
            if not isinstance(problem, CannotParse):
                raise self._heard_of(problem) from error
            await self._call(web.chat_update(**where, text=text(piece), blocks=[]))

    async def _send_one(
        self, web: AsyncWebClient, chat: ChatRef, piece: Message, reply_to: MessageRef | None
    ) -> MessageRef:
        thread = chat.thread or (reply_to.id if reply_to and _TS.fullmatch(reply_to.id) else "")
        where: dict[str, Any] = {"channel": chat.id, "unfurl_links": False, "unfurl_media": False}
        if thread:
            where["thread_ts"] = thread
        try:
            sent = await web.chat_postMessage(**where, text=text(piece), blocks=blocks(piece))
        except FAILURES as error:
            problem = as_chat_error(error)
            if isinstance(problem, GoneForGood) and reply_to and reply_to.id in self._answer_at:
                return await self._send_back(self._answer_at[reply_to.id], chat, piece)
            if not isinstance(problem, CannotParse):
                raise self._heard_of(problem) from error
            log.warning("slack refuses the blocks, sending plain text", reason=problem.reason)
            sent = await self._call(web.chat_postMessage(**where, text=text(piece)))
        return MessageRef(str(sent["channel"]), str(sent["ts"]), thread)

    async def _send_back(self, address: str, chat: ChatRef, piece: Message) -> MessageRef:
        """Answer a slash command where the bot is no member: Slack gave an address for it, good for half an hour."""
        response = await self._call(
            AsyncWebhookClient(address, session=self._session, retry_handlers=[]).send(
                text=text(piece), blocks=blocks(piece), response_type="ephemeral"
            )
        )
        if response.status_code != 200:
            raise GoneForGood(f"the bot is no member of the channel ({response.status_code})")
        return MessageRef(chat.id, "", chat.thread)

    async def _call(self, calling: Any) -> Any:
        try:
            return await calling
        except FAILURES as error:
            raise self._heard_of(as_chat_error(error)) from error

    def _ready(self) -> AsyncWebClient:
        if self._stopped:
            raise PlatformStopped(self._stopped)
        if self._web is None or self._session is None:
            raise PassingError("slack is not connected")
        return self._web

    def _heard_of(self, problem: ChatError) -> ChatError:
        if isinstance(problem, PlatformStopped) and not self._stopped:
            self._stopped = problem.reason
            log.error("slack has stopped", reason=problem.reason)
        return problem

    async def _connect(self) -> None:
        """Ask who we are, then open the socket. Raises PlatformStopped or PassingError."""
        web = self._ready()
        self._bot_user = str((await self._call(web.auth_test())).get("user_id") or "")
        opened = await self._call(web.apps_connections_open(app_token=self._app_token))
        socket = SocketModeClient(self._app_token, web_client=web)
        socket.wss_uri = str(opened["url"])
        socket.socket_mode_request_listeners.append(self._take)
        self._socket = socket
        try:
            # By itself it would try for ever, without a word to whoever waits for the start.
            await asyncio.wait_for(socket.connect(), 20)  # type: ignore[no-untyped-call]
        except TimeoutError as error:
            self._socket = None
            await _close(socket)
            raise PassingError("Slack's socket does not open") from error

    async def _keep_trying(self) -> None:
        wait = 1.0
        while not self._stopped:
            await asyncio.sleep(wait)
            try:
                await self._connect()
            except PassingError as error:
                wait = min(_LONGEST_WAIT, wait * 2)
                log.warning("slack is out of reach, trying again", reason=error.reason)
            except PlatformStopped:
                return
            else:
                return

    async def _take(self, socket: Any, request: SocketModeRequest) -> None:
        """Acknowledge first (Slack waits three seconds), work afterwards."""
        await socket.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        incoming = heard(request.type, request.payload, self._bot_user)
        if incoming is None or self._on_incoming is None:
            return
        if request.payload.get("response_url"):
            self._answer_at[incoming.id] = str(request.payload["response_url"])
            while len(self._answer_at) > _REMEMBERED:
                self._answer_at.popitem(last=False)
        try:
            await self._on_incoming(incoming)
        except Exception:  # one person's message must not silence the others
            log.exception("a message could not be answered", platform=self.name)


async def _close(socket: SocketModeClient) -> None:
    await socket.close()  # type: ignore[no-untyped-call]
    tasks = [socket.message_processor, socket.current_session_monitor, socket.message_receiver]
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)


def _root(base_url: str) -> str:
    """The API's address with a slash at its end; a server named without a path has it under /api, as Slack does."""
    if not base_url:
        return "https://slack.com/api/"
    path = urlsplit(base_url).path.rstrip("/")
    return base_url.rstrip("/") + ("/" if path else "/api/")
