"""Bodies of requests, read with a limit and judged before anything else sees them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request

from bot.model.article import Article
from bot.sources.files import article_of as line_article


class BodyError(Exception):
    """The body is not what was asked for: an HTTP status and one line that says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


async def read_json(request: Request, limit: int) -> dict[str, Any]:
    """The body as a JSON object of at most `limit` bytes. Raises BodyError."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise BodyError(415, "expected Content-Type: application/json")
    body = await _read(request, limit)
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BodyError(400, f"not JSON in UTF-8: {error}") from error
    if not isinstance(value, dict):
        raise BodyError(400, "expected a JSON object")
    return value


async def read_field(request: Request, name: str) -> str:
    """One field of a small form, "" where it is not filled in. Raises BodyError."""
    body = await _read(request, 8 * 1024)
    return parse_qs(body.decode("utf-8", "replace")).get(name, [""])[0]


def article_of(value: dict[str, Any]) -> Article:
    """The article that a line of `.jsonl` holds, judged as such a line is, but title and date may be left empty.

    Raises BodyError naming the faulty key.
    """
    try:
        article = line_article(value | {"title": value.get("title") or "", "published": value.get("published") or None})
    except ValueError as why:
        raise BodyError(422, str(why)) from None
    if not (article.title.strip() or article.text.strip()):
        raise BodyError(422, "'title' and 'text' are empty")
    return replace(article, source="push")


async def _read(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyError(413, f"the body is larger than {limit} bytes")
    return bytes(body)
