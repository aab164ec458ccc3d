"""Requests with bounds: time, redirects, bytes."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpx

from bot import __version__
from bot.net.errors import Answered, Refused, TooLarge, Unreachable
from bot.net.gate import Gate, GatedTransport, Resolve, resolve

AGENT = f"nadhir/{__version__}"
#: A longer wait than this is taken for a slip of the server.
_LONGEST_WAIT = timedelta(days=1)
_GZIP_MEMBERS = 16
#: zlib's word for "a zlib or a gzip header, whichever stands there".
_EITHER_HEADER = 47


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request: bytes before and after decompression, seconds for all of it, redirects followed."""

    bytes: int = 8_000_000
    seconds: float = 30.0
    connect_seconds: float = 10.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: status 2xx or 304, the address it came from in the end, headers by lower-case name, the body whole."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Net:
    """One client for a whole service; close it with `aclose` or use it as `async with`."""

    def __init__(
        self,
        allowed: Iterable[str] = (),
        limits: Limits = Limits(),
        *,
        resolve: Resolve = resolve,
        connections: int = 100,
    ) -> None:
        self._limits = limits
        timeout = httpx.Timeout(limits.seconds, connect=limits.connect_seconds)
        self._client = httpx.AsyncClient(
            transport=GatedTransport(Gate(allowed), resolve, connections),
            timeout=timeout,
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
            trust_env=False,
        )

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """GET with redirects. Returns 2xx and 304; raises NetError for everything else."""
        return await self._send(url, lambda target: self._client.build_request("GET", target, headers=headers))

    async def post(self, url: str, json: Any, headers: Mapping[str, str] | None = None) -> Page:
        """POST of a JSON value; a redirect is followed only where the method stays. Raises NetError."""
        return await self._send(
            url, lambda target: self._client.build_request("POST", target, json=json, headers=headers)
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        """Nothing to open: connections are made when needed."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self.aclose()

    async def _send(self, url: str, build: Callable[[str], httpx.Request]) -> Page:
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._follow(build(_checked(url)))
        except (TimeoutError, httpx.TimeoutException):
            raise Unreachable(f"{shown(url)} did not answer in time") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise Refused(f"{shown(url)} is not an address we can go to") from error
        except httpx.TransportError as error:
            raise Unreachable(f"{shown(url)} cannot be reached: {str(error) or type(error).__name__}") from error

    async def _follow(self, request: httpx.Request) -> Page:
        for _ in range(self._limits.redirects + 1):
            response = await self._client.send(request, stream=True)
            try:
                if response.next_request is None:
                    return await self._page(response)
            finally:
                await response.aclose()
            if response.next_request.method != request.method:
                raise Refused(f"{shown(str(request.url))} redirects what was sent to it")
            request = response.next_request
            _checked(str(request.url))
        raise Refused(f"more than {self._limits.redirects} redirects, last to {shown(str(request.url))}")

    async def _page(self, response: httpx.Response) -> Page:
        url = shown(str(response.url))
        if not (response.is_success or response.status_code == 304):
            raise Answered(
                f"{url} answered {response.status_code}", response.status_code, retry_after(response.headers)
            )
        raw = bytearray()
        async for chunk in response.aiter_raw():
            raw += chunk
            if len(raw) > self._limits.bytes:
                raise TooLarge(f"{url} is larger than {self._limits.bytes:,} bytes")
        body = _decoded(bytes(raw), response.headers.get("content-encoding", ""), self._limits.bytes, url)
        return Page(str(response.url), response.status_code, dict(response.headers), body)


def _checked(url: str) -> str:
    if not url.lower().startswith(("http://", "https://")):
        raise Refused(f"{shown(url)} is neither http nor https")
    return url


def _decoded(raw: bytes, encoding: str, limit: int, url: str) -> bytes:
    """The body as it was before compression: never more than `limit` bytes come to stand in memory."""
    if encoding.strip().lower() in ("", "identity") or not raw:
        return raw
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"{url} is encoded as {encoding[:40]!r}, which was not asked for")
    body = b""
    for _ in range(_GZIP_MEMBERS):
        member = zlib.decompressobj(_EITHER_HEADER)
        try:
            body += member.decompress(raw, limit + 1 - len(body))
        except zlib.error as error:
            raise Unreachable(f"{url} sent broken compressed data") from error
        if len(body) > limit:
            raise TooLarge(f"{url} is larger than {limit:,} bytes when unpacked")
        raw = member.unused_data
        if not raw:
            break
    return body


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """How long the server asks us to wait (seconds or a date, measured by the server's own clock), None = not said."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal() and len(said) < 10:
        return min(timedelta(seconds=int(said)), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
        now = parsedate_to_datetime(headers["date"]) if "date" in headers else datetime.now(UTC)
        return min(max(until - now, timedelta(0)), _LONGEST_WAIT)
    except (ValueError, TypeError):
        return None


def shown(url: str) -> str:
    """An address as it may stand in a log: without user, password, query and fragment, and not endless."""
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        return repr(url[:80])
    return str(parts.copy_with(userinfo=b"", query=None, fragment=None))[:200]


def quiet() -> None:
    """httpx logs every address it asks at INFO, and Telegram's addresses hold a token: silence it, once."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
