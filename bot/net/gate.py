"""Which addresses may be connected to, asked of the very addresses that a name resolved to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore
import httpx

from bot.net.errors import Refused, Unreachable

Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: IPv6 addresses that carry an IPv4 address in their last 32 bits.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


async def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a name, as the system says. Raises OSError where there are none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class Gate:
    """Says which addresses may be connected to. `allowed`: host names, addresses and networks."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._names: set[str] = set()
        self._networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
        for item in allowed:
            try:
                self._networks.append(ipaddress.ip_network(item, strict=False))
            except ValueError:
                self._names.add(item.lower().rstrip("."))

    def lets(self, host: str, address: str) -> bool:
        """May `address`, which `host` resolved to, be connected to?"""
        if host.lower().rstrip(".") in self._names:
            return True
        inner = _inner(ipaddress.ip_address(address))
        if any(inner in network for network in self._networks):
            return True
        return inner.is_global and not inner.is_multicast


def _inner(address: _Address) -> _Address:
    """The IPv4 address that an IPv6 address carries, else itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


class _GatedBackend(httpcore.AnyIOBackend):
    """Resolves a name once, asks the gate about every address, and connects to those very addresses."""

    def __init__(self, gate: Gate, resolve: Resolve) -> None:
        self._gate = gate
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"the name {host} cannot be resolved") from error
        for address in addresses:
            if not self._gate.lets(host, address):
                name = host if host == str(address) else f"{host} is {address}, which"
                raise Refused(f"{name} is not a public address (NADHIR_ALLOW_PRIVATE_HOSTS)")
        for address in addresses[:-1]:
            try:
                return await super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await super().connect_tcp(addresses[-1], port, timeout, local_address, socket_options)


class GatedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool that connects through the gate."""

    def __init__(self, gate: Gate, resolve: Resolve, connections: int) -> None:
        super().__init__()
        # httpx has no argument for the backend; the name is stable within the pinned 0.28.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=connections,
            network_backend=_GatedBackend(gate, resolve),
        )
