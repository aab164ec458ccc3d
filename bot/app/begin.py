"""What must hold before the service begins; what does not is one line that says what to do."""

from __future__ import annotations

import errno
import fcntl
import socket
from pathlib import Path
from typing import IO

from sqlalchemy import make_url


class CannotStart(Exception):  # noqa: N818  — it says what happened, in one line for people
    """The service cannot begin."""


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket of our own at this address. Raises CannotStart."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as fault:
        listener.close()
        if fault.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"port {port} on {host} is in use by another program: stop it, or set NADHIR_PORT to another port"
            ) from fault
        reason = fault.strerror or str(fault)
        raise CannotStart(f"cannot listen on {host}:{port} ({reason}): set NADHIR_HOST or NADHIR_PORT") from fault
    return listener


def only_one(database_url: str) -> IO[str] | None:
    """A lock beside a SQLite file, held as long as what is returned is open. Raises CannotStart where it is taken.

    Two services on one file would each send what is owed. Other engines have their own ways.
    """
    address = make_url(database_url)
    if address.get_backend_name() != "sqlite" or not address.database or address.database == ":memory:":
        return None
    path = Path(f"{address.database}.lock")
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        lock.close()
        raise CannotStart(
            f"another nadhir runs on {address.database}: stop it, or set NADHIR_DATABASE_URL to another file"
        ) from fault
    return lock
