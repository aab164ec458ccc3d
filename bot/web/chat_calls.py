"""The web chat's own calls: say something, read what was said, listen."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from bot.chat.errors import PassingError
from bot.chat.web_form import line_json
from bot.model.line import Line
from bot.web.bodies import BodyError, read_json
from bot.web.doors import Doors
from bot.web.guard import SESSION_COOKIE, chat_of, is_foreign, is_local, may_chat

#: As long as the longest message of the other platforms.
LONGEST = 4096

#: A line that says nothing keeps proxies and phones from closing a quiet stream; seconds.
_HEARTBEAT = 15.0

_YEAR = 365 * 24 * 3600


class ChatCalls:
    """`POST /chat/messages`, `GET /chat/lines`, `GET /chat/events`: all for the chat of the caller's session."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def say(self, request: Request) -> Response:
        """Take `{"text": …}`; answer with the replies, which the stream brings too (ids tell them apart).

        A pressed button adds its label (`shown`) and the message it stands under (`answers`).
        """
        if is_foreign(request):
            return refusal(403, "this request was started by another site")
        if not may_chat(request, self._doors.token):
            return refusal(403, "open the page and enter the token first")
        try:
            body = await read_json(request, 64 * 1024)
        except BodyError as error:
            return refusal(error.status, error.reason)
        said = [body.get(name, "") for name in ("text", "shown", "answers")]
        if not all(isinstance(value, str) for value in said) or not said[0].strip():
            return refusal(400, 'expected {"text": "…"}')
        if max(map(len, said)) > LONGEST:
            return refusal(413, f"a message has at most {LONGEST} characters")
        session = session_of(request)
        try:
            line, *replies = await self._doors.chat.say(
                chat_of(session),
                said[0].strip(),
                shown=said[1].strip(),
                answers=said[2],
                owner=is_local(request),
            )
        except PassingError as error:
            return refusal(503, error.reason)
        answer = JSONResponse({"said": line_json(line), "replies": [line_json(reply) for reply in replies]})
        return keep_session(answer, request, session)

    async def lines(self, request: Request) -> Response:
        """The chat's last lines, oldest first."""
        if not may_chat(request, self._doors.token):
            return refusal(403, "open the page and enter the token first")
        session = session_of(request)
        lines = await self._doors.chat.lines(chat_of(session), after=_after(request))
        return keep_session(JSONResponse({"lines": [line_json(line) for line in lines]}), request, session)

    async def events(self, request: Request) -> Response:
        """Every line from now on as server-sent events; with `Last-Event-ID` or `?after=`, those missed come first."""
        if not may_chat(request, self._doors.token):
            return refusal(403, "open the page and enter the token first")
        session = session_of(request)
        stream = self._stream(chat_of(session), _after(request))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        answer = StreamingResponse(stream, media_type="text/event-stream", headers=headers)
        return keep_session(answer, request, session)

    async def _stream(self, chat: str, after: int) -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        lines = self._doors.chat.listen(chat, after=after)
        following: asyncio.Task[Line] | None = None
        try:
            while True:
                following = following or asyncio.ensure_future(anext(lines))
                done, _ = await asyncio.wait({following}, timeout=_HEARTBEAT)
                if not done:
                    yield ": still here\n\n"
                    continue
                line, following = following.result(), None
                yield f"id: {line.id}\nevent: line\ndata: {json.dumps(line_json(line), ensure_ascii=False)}\n\n"
        except StopAsyncIteration:
            return
        finally:
            if following is not None:
                following.cancel()
                await asyncio.gather(following, return_exceptions=True)
            await lines.aclose()


def session_of(request: Request) -> str:
    """The caller's session, a new one for a newcomer."""
    return request.cookies.get(SESSION_COOKIE) or secrets.token_urlsafe(24)


def keep_session(response: Response, request: Request, session: str) -> Response:
    """Let the browser keep the session for a year from its last use."""
    response.set_cookie(
        SESSION_COOKIE, session, max_age=_YEAR, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return response


def refusal(status: int, why: str, **headers: str) -> Response:
    """A refusal as JSON, with its reason."""
    body: dict[str, Any] = {"error": why}
    return JSONResponse(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


def _after(request: Request) -> int:
    shown = request.headers.get("last-event-id") or request.query_params.get("after", "")
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 19 else 0
