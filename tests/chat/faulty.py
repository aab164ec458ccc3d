"""What the loopback servers of the chat platforms share: a port, planned faults, and a note of every breach."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True)
class Fault:
    """One planned failure of one call.

    `taken`: the server acts on the request before it fails (the message arrives, the receipt does not). `hang_up`: the
    connection is cut without an answer. `wait`: seconds before anything is answered. `status` and `body` are the
    answer; `headers` go with it. `chat`: only a call for this chat fails.
    """

    status: int = 200
    body: dict[str, object] | str = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    taken: bool = False
    hang_up: bool = False
    wait: float = 0.0
    chat: str = ""


class Loopback:
    """A server on a free port of this machine. `breaches` lists what did not keep to the published interface."""

    def __init__(self) -> None:
        self.breaches: list[str] = []
        self.calls: list[tuple[str, dict[str, object]]] = []
        self.url = ""
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def open(self) -> None:
        """Begins to listen; a second opening takes the same port again."""
        app = web.Application(client_max_size=8 * 1024 * 1024)
        self.routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"

    async def close(self) -> None:
        """Stops listening and cuts every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def routes(self, app: web.Application) -> None:
        """Says which paths there are."""
        raise AssertionError("each platform has paths of its own")

    def fail(self, method: str, *faults: Fault) -> None:
        """Plans failures for the next calls of a method."""
        self._faults[method].extend(faults)

    def _planned(self, method: str, chat: str) -> Fault | None:
        """The next planned failure that concerns this call."""
        for fault in self._faults[method]:
            if fault.chat in {"", chat}:
                self._faults[method].remove(fault)
                return fault
        return None

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        """Fails as planned."""
        await asyncio.sleep(fault.wait)
        if fault.hang_up:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if isinstance(fault.body, str):
            return web.Response(text=fault.body, status=fault.status, headers=fault.headers)
        return web.json_response(fault.body, status=fault.status, headers=fault.headers)
