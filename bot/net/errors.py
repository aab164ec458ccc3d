# ruff: noqa: N818  # these names say what happened to the request, not that something is an error
"""What can go wrong with a request. Every failure answers one question: try again?

NetError
├── Unreachable   again: no such name, no connection, no answer in time, the line broke
├── Answered      the server said so: again for 408, 425, 429 and 5xx (`status`, `retry_after`)
├── Refused       not again: we do not go there (scheme, special address, too many redirects, unknown encoding)
└── TooLarge      not again: more bytes than the limit allows
"""

from __future__ import annotations

from datetime import timedelta

_AGAIN = (408, 425, 429)


class NetError(Exception):
    """A request failed. `again`: may the same request succeed later? The text never holds a password or a query."""

    def __init__(self, what: str, *, again: bool, retry_after: timedelta | None = None) -> None:
        super().__init__(what)
        self.again = again
        self.retry_after = retry_after


class Unreachable(NetError):
    """Nobody answered, or not to the end."""

    def __init__(self, what: str) -> None:
        super().__init__(what, again=True)


class Answered(NetError):
    """The server answered with a status that is no success."""

    def __init__(self, what: str, status: int, retry_after: timedelta | None) -> None:
        super().__init__(what, again=status in _AGAIN or status >= 500, retry_after=retry_after)
        self.status = status


class Refused(NetError):
    """We do not go there."""

    def __init__(self, what: str) -> None:
        super().__init__(what, again=False)


class TooLarge(NetError):
    """The answer is larger than we take."""

    def __init__(self, what: str) -> None:
        super().__init__(what, again=False)
