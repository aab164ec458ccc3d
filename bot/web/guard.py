"""Who may come in, and what a browser may do with our pages.

The person at the machine itself needs no token: they come from a loopback address, to a loopback name, through no
proxy. A name other than that is refused even from loopback, so that no web page can reach us by rebinding its own
name. Everybody else shows the token, once in a form or each time as a bearer.
"""

from __future__ import annotations

import hmac
import ipaddress
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ACCESS_COOKIE = "nadhir_access"
SESSION_COOKIE = "nadhir_session"

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class StrictHeaders:
    """ASGI: every answer carries the headers that keep foreign scripts, frames and requests out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, add to the answer."""

        async def send_strictly(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_strictly if scope["type"] == "http" else send)


def is_local(request: Request) -> bool:
    """Does the person sit at this machine?"""
    if request.client is None or "forwarded" in request.headers or "x-forwarded-for" in request.headers:
        return False
    return _is_loopback(request.client.host) and _is_loopback(request.url.hostname or "")


def may_chat(request: Request, token: str) -> bool:
    """Does this browser get in?"""
    if is_local(request):
        return True
    shown = request.cookies.get(ACCESS_COOKIE, "")
    return bool(token) and (hmac.compare_digest(shown, access_key(token)) or has_bearer(request, token))


def has_bearer(request: Request, token: str) -> bool:
    """Does the request carry the token itself? Never, where none is set."""
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return bool(token) and scheme.lower() == "bearer" and is_token(shown.strip(), token)


def is_token(shown: str, token: str) -> bool:
    """Compare in a time that tells nothing."""
    return bool(token) and hmac.compare_digest(shown.encode(), token.encode())


def access_key(token: str) -> str:
    """What the access cookie holds: proof of the token, not the token."""
    return sha256(b"nadhir web access:" + token.encode()).hexdigest()


def chat_of(session: str) -> str:
    """The chat of a session. The cookie is the secret; the id, which stands in the store and in logs, is not."""
    return sha256(b"nadhir web chat:" + session.encode()).hexdigest()[:16]


def is_foreign(request: Request) -> bool:
    """Was this write started by a page of another site?"""
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
