"""Bodies of requests, read with a limit and judged before anything else sees them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request

from bot.model.article import Article


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
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BodyError(400, f"not JSON in UTF-8: {error}") from error
    if not isinstance(value, dict):
        raise BodyError(400, "expected a JSON object")
    return value


async def read_field(request: Request, name: str) -> str:
    """One field of a small form, "" where it is not filled in. Raises BodyError."""
    body = await _read(request, 8 * 1024)
    return parse_qs(body.decode("utf-8", "replace")).get(name, [""])[0]


def article_of(value: dict[str, Any]) -> Article:
    """The article that a line of `.jsonl` holds. Raises BodyError naming the faulty key."""
    for key in ("id", "text"):
        if not isinstance(value.get(key), str) or not value[key].strip():
            raise BodyError(422, f"'{key}' is missing or not a text")
    for key in ("title", "outlet", "url"):
        if not isinstance(value.get(key) or "", str):
            raise BodyError(422, f"'{key}' is not a text")
    return Article(
        id=value["id"],
        title=value.get("title") or "",
        text=value["text"],
        published=_moment(value.get("published")),
        outlet=value.get("outlet") or "",
        url=value.get("url") or "",
        source="push",
    )


async def _read(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyError(413, f"the body is larger than {limit} bytes")
    return bytes(body)


def _moment(shown: object) -> datetime | None:
    """A moment with its zone, or a bare date (its start in UTC); None stays None."""
    if shown is None or shown == "":
        return None
    try:
        moment = datetime.fromisoformat(shown) if isinstance(shown, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise BodyError(422, "'published' is not an ISO 8601 moment, a date or null")
    if moment.tzinfo is None:
        if isinstance(shown, str) and len(shown) > len("2026-03-14"):
            raise BodyError(422, "'published' has no zone")
        return moment.replace(tzinfo=UTC)
    return moment
