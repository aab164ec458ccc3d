"""Telegram through python-telegram-bot: long polling, HTML messages, inline keyboards."""

from __future__ import annotations

import asyncio
import contextlib
import warnings
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

import structlog
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from bot.chat.base import Commands, OnIncoming
from bot.chat.errors import PassingError, PlatformStopped
from bot.chat.in_parts import send_in_parts
from bot.chat.telegram_errors import SECOND_POLLER, WRONG_TOKEN, as_chat_error, is_refused, is_unchanged
from bot.chat.telegram_form import html, keyboard, pieces, plain
from bot.chat.telegram_hear import UPDATES, heard
from bot.model.chat import ChatRef, Incoming
from bot.model.message import Button, Message, MessageRef

log = structlog.get_logger(__name__)

#: How long Telegram holds a poll open; seconds.
_POLL = 25

#: Conflicts in a row before we believe in a second poller: after a restart our own last poll may still be open there.
_CONFLICTS = 4

_LONGEST_WAIT = 30.0


class Telegram:
    """The platform `telegram`.

    `commands` fill the menu, `base_url` lets another server stand in, `pace` multiplies the limits.
    """

    name = "telegram"

    def __init__(self, token: str, *, base_url: str = "", commands: Commands = (), pace: float = 1.0) -> None:
        self._token = token
        self._commands = commands
        self._bot = _bot(token, base_url, pace)
        self._on_incoming: OnIncoming | None = None
        self._polling: asyncio.Task[None] | None = None
        self._connected = False
        self._stopped = ""

    @property
    def stopped(self) -> str:
        """Why nothing more is sent, "" while it runs."""
        return self._stopped

    async def start(self, on_incoming: OnIncoming) -> None:
        """Greets Telegram once, then reads what people say until `stop`."""
        self._on_incoming = on_incoming
        try:
            await self._connect()
        except PassingError as error:
            log.warning("telegram is out of reach, trying again", reason=error.reason)
        self._polling = asyncio.create_task(self._listen(), name="telegram polling")

    async def stop(self) -> None:
        """Stops polling. What was read and not answered stays with Telegram and comes again."""
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
            self._polling = None
        # A connection that breaks while it is being closed is closed.
        with contextlib.suppress(TelegramError, RuntimeError):
            await self._bot.shutdown()

    async def send(self, chat: ChatRef, message: Message, reply_to: MessageRef | None = None) -> MessageRef:
        """Sends the message, in several parts where it is too long; the ref is the first one's."""
        self._check()
        # Only the first part answers: the others stand right below it.
        return await send_in_parts(
            pieces(message), lambda piece, first: self._send_one(chat, piece, None if first else reply_to)
        )

    async def edit(self, ref: MessageRef, message: Message) -> None:
        """Puts the first part of the message in the place of the old one."""
        self._check()
        piece = pieces(message)[0]
        where: dict[str, Any] = {"chat_id": _chat_id(ref.chat_id), "message_id": int(ref.id)}
        try:
            await self._bot.edit_message_text(html(piece), **where, **_shape(message.buttons), parse_mode="HTML")
        except TelegramError as error:
            if is_unchanged(error):
                return
            if not is_refused(error):
                raise as_chat_error(error) from error
            await self._edit_plainly(where, piece)

    async def _edit_plainly(self, where: dict[str, Any], piece: Message) -> None:
        try:
            await self._bot.edit_message_text(plain(piece), **where, **_shape(()))
        except TelegramError as error:
            if not is_unchanged(error):
                raise as_chat_error(error) from error

    async def _send_one(self, chat: ChatRef, piece: Message, answers: MessageRef | None) -> MessageRef:
        where: dict[str, Any] = {"chat_id": _chat_id(chat.id)}
        if chat.thread:
            where["message_thread_id"] = int(chat.thread)
        if answers is not None and answers.id.isdigit():
            where["reply_parameters"] = ReplyParameters(int(answers.id), allow_sending_without_reply=True)
        try:
            sent = await self._bot.send_message(text=html(piece), **where, **_shape(piece.buttons), parse_mode="HTML")
        except TelegramError as error:
            if not is_refused(error):
                raise as_chat_error(error) from error
            log.warning("telegram refuses the markup, sending plain text", reason=error.message[:200])
            sent = await self._send_plainly(where, piece)
        return MessageRef(str(sent.chat.id), str(sent.message_id), chat.thread)

    async def _send_plainly(self, where: dict[str, Any], piece: Message) -> Any:
        try:
            return await self._bot.send_message(text=plain(piece), **where, **_shape(()))
        except TelegramError as error:
            raise as_chat_error(error) from error

    def _check(self) -> None:
        if self._stopped:
            raise PlatformStopped(self._stopped)
        if not self._connected:
            raise PassingError("telegram is out of reach")

    async def _connect(self) -> None:
        """Ask who we are; fill the menu. Raises PlatformStopped or PassingError."""
        try:
            await self._bot.initialize()
        except InvalidToken as error:
            self._stopped = WRONG_TOKEN
            raise PlatformStopped(WRONG_TOKEN) from error
        except TelegramError as error:
            raise PassingError(error.message[:200]) from error
        self._connected = True
        for language, entries in self._commands:
            try:
                await self._bot.set_my_commands(
                    [BotCommand(*entry) for entry in entries], language_code=language or None
                )
            except TelegramError as error:  # the menu is a comfort: nothing hangs on it
                log.warning("telegram did not take the menu", reason=error.message[:200])

    async def _listen(self) -> None:
        """Poll until cancelled or stopped. An update is confirmed by the next poll, after it was answered."""
        offset, wait, conflicts = 0, 0.0, 0
        while not self._stopped:
            try:
                if not self._connected:
                    await self._connect()
                updates = await self._bot.get_updates(
                    offset=offset, timeout=timedelta(seconds=_POLL), allowed_updates=UPDATES
                )
            except PlatformStopped:
                break
            except (TelegramError, PassingError) as error:
                conflicts = conflicts + 1 if isinstance(error, Conflict) else 0
                self._judge(error, conflicts)
                wait = min(_LONGEST_WAIT, max(1.0, wait * 2))
                await asyncio.sleep(wait)
                continue
            wait, conflicts = 0.0, 0
            await self._answer(updates)
            if updates:
                offset = updates[-1].update_id + 1
        log.error("telegram has stopped", reason=self._stopped)

    def _judge(self, error: Exception, conflicts: int) -> None:
        """Stop for good where waiting is useless."""
        if isinstance(error, InvalidToken):
            self._stopped = WRONG_TOKEN
        elif conflicts >= _CONFLICTS:
            self._stopped = SECOND_POLLER
        else:
            log.warning("telegram polling failed, trying again", reason=str(error).replace(self._token, "…")[:200])

    async def _answer(self, updates: Sequence[Update]) -> None:
        """Every chat's updates in their order, the chats side by side."""
        said = [(update, heard(update, self._bot.id, self._bot.username)) for update in updates]
        by_chat = sorted((pair for pair in said if pair[1]), key=lambda pair: pair[1].chat.id if pair[1] else "")
        chats = [list(group) for _, group in groupby(by_chat, key=lambda pair: pair[1].chat.id if pair[1] else "")]
        await asyncio.gather(*(self._answer_chat(pairs) for pairs in chats))

    async def _answer_chat(self, pairs: Iterable[tuple[Update, Incoming | None]]) -> None:
        for update, incoming in pairs:
            if update.callback_query is not None:
                # The press stops spinning at once; what it asked for comes as a message.
                with contextlib.suppress(TelegramError):
                    await self._bot.answer_callback_query(update.callback_query.id)
            if incoming is None or self._on_incoming is None:
                continue
            try:
                await self._on_incoming(incoming)
            except Exception:  # one person's message must not silence the others
                log.exception("a message could not be answered", platform=self.name)


def _bot(token: str, base_url: str, pace: float) -> ExtBot[Any]:
    # Every RetryAfter warns of a change of its own type; we read what it is pickled with.
    warnings.filterwarnings("ignore", category=PTBDeprecationWarning, message=".*`retry_after`")
    root = base_url.rstrip("/").removesuffix("/bot") or "https://api.telegram.org"
    limiter = AIORateLimiter(overall_max_rate=30 * pace, group_max_rate=20 * pace)
    request = HTTPXRequest(connection_pool_size=64, read_timeout=15, connect_timeout=10, pool_timeout=10)
    poll = HTTPXRequest(connection_pool_size=1, read_timeout=_POLL + 10, connect_timeout=10)
    return ExtBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=poll,
        rate_limiter=limiter,
    )


def _shape(buttons: tuple[Button, ...]) -> dict[str, Any]:
    """Buttons, and no preview of links: a preview shows a page's picture larger than our words."""
    rows = [[InlineKeyboardButton(label, callback_data=command) for label, command in row] for row in keyboard(buttons)]
    shape: dict[str, Any] = {"link_preview_options": LinkPreviewOptions(is_disabled=True)}
    return shape | ({"reply_markup": InlineKeyboardMarkup(rows)} if rows else {})


def _chat_id(text: str) -> int | str:
    """A number, or the @name of a channel."""
    return int(text) if text.lstrip("-").isdigit() else text
