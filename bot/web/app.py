"""The routes. Judgement about the news happens elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.model.chat import Language
from bot.web.bodies import BodyError, article_of, read_field, read_json
from bot.web.chat_calls import ChatCalls, keep_session, refusal, session_of
from bot.web.doors import Doors
from bot.web.guard import ACCESS_COOKIE, StrictHeaders, access_key, has_bearer, is_foreign, is_token, may_chat

_STATIC = Path(__file__).parent / "static"

#: An article of this size is a book; bytes.
LARGEST_ARTICLE = 2 * 1024 * 1024


class _FreshFiles(StaticFiles):
    """Files that the browser asks after each time, so that an update of nadhir is an update of the page."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a validator instead of an age."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def make_app(doors: Doors) -> Starlette:
    """The web app over these doors. It opens nothing by itself."""
    chat, pages, service = ChatCalls(doors), _Pages(doors), _Service(doors)
    routes = [
        Route("/", pages.index),
        Route("/enter", pages.enter, methods=["POST"]),
        Route("/chat/messages", chat.say, methods=["POST"]),
        Route("/chat/lines", chat.lines),
        Route("/chat/events", chat.events),
        Route("/articles", service.articles, methods=["POST"]),
        Route("/healthz", service.healthz),
        Route("/readyz", service.readyz),
        Route("/metrics", service.metrics),
        Mount("/static", _FreshFiles(directory=_STATIC)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(StrictHeaders)])


class _Pages:
    """The chat page, and the form that asks strangers for the token."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def index(self, request: Request) -> Response:
        """The chat, or the form."""
        if not may_chat(request, self._doors.token):
            return self._form(403)
        page = _page("chat.html", self._doors.language)
        return keep_session(page, request, session_of(request))

    async def enter(self, request: Request) -> Response:
        """Take the token from the form; a right one opens the chat for this browser."""
        if is_foreign(request):
            return refusal(403, "this request was started by another site")
        try:
            shown = await read_field(request, "token")
        except BodyError as error:
            return refusal(error.status, error.reason)
        if not is_token(shown.strip(), self._doors.token):
            return self._form(403)
        answer = RedirectResponse("/", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            ACCESS_COOKIE,
            access_key(self._doors.token),
            max_age=30 * 24 * 3600,
            httponly=True,
            samesite="strict",
            secure=secure,
        )
        return answer

    def _form(self, status: int) -> Response:
        name = "enter.html" if self._doors.token else "closed.html"
        return _page(name, self._doors.language, status)


class _Service:
    """What other programs ask."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def articles(self, request: Request) -> Response:
        """Take an article: 202 when it is new, 200 when it was known."""
        if not self._doors.token:
            return refusal(403, "set NADHIR_WEB_TOKEN to let articles in")
        if not has_bearer(request, self._doors.token):
            return refusal(401, "the bearer token is missing or wrong", WWW_Authenticate="Bearer")
        try:
            article = article_of(await read_json(request, LARGEST_ARTICLE))
        except BodyError as error:
            return refusal(error.status, error.reason)
        new = await self._doors.take(article)
        return JSONResponse({"id": article.id, "new": new}, 202 if new else 200)

    async def healthz(self, _request: Request) -> Response:
        """The process lives and answers."""
        return PlainTextResponse("ok\n")

    async def readyz(self, _request: Request) -> Response:
        """What stands in the way of service: 200 when nothing does, else 503."""
        faults = await self._doors.faults()
        body: dict[str, Any] = {"ready": not faults, "faults": faults}
        return JSONResponse(body, 503 if faults else 200)

    async def metrics(self, _request: Request) -> Response:
        """Prometheus' text format."""
        return Response(self._doors.metrics(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _page(name: str, language: Language, status: int = 200) -> HTMLResponse:
    direction = "rtl" if language is Language.ARABIC else "ltr"
    html = (_STATIC / "pages" / name).read_text(encoding="utf-8")
    html = html.replace('lang="ar" dir="rtl"', f'lang="{language.value}" dir="{direction}"', 1)
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})
