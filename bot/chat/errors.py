# ruff: noqa: N818  — these names say what happened to the message, not that something is an error
"""What can go wrong when a message is sent. Every failure answers one question: try again?

    ChatError
    ├── PassingError        yes, after `retry_after`; `may_have_been_sent` says whether a double is possible
    └── FinalError          not like this
        ├── MessageGone     the message to edit no longer exists: send a new one
        ├── GoneForGood     the chat is out of reach (blocked, left, deleted): park it, keep its subscriptions
        ├── Moved           the chat has a new id: write it everywhere, send there
        ├── ThreadGone      send again without the thread, to the same chat
        ├── CannotParse     the platform refuses the message even as plain text: it will never take this one
        └── PlatformStopped the whole platform is off (token revoked, a second poller): hold everything owed on it

"The message is not modified" is no failure: an edit that changes nothing has succeeded. Nor is a refused markup: the
platform sends the same words as plain text by itself, and only then says CannotParse.
"""

from __future__ import annotations

from datetime import timedelta


class ChatError(Exception):
    """A message did not surely arrive. `reason` is one line for people and logs; it never holds a token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PassingError(ChatError):
    """Try again. `retry_after` is what the platform asked for, None where it named no time.

    It holds for this chat alone unless `everywhere`. `may_have_been_sent`: the line broke after the request went out,
    so the platform may hold the message already.
    """

    def __init__(
        self,
        reason: str,
        *,
        retry_after: timedelta | None = None,
        may_have_been_sent: bool = False,
        everywhere: bool = False,
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.may_have_been_sent = may_have_been_sent
        self.everywhere = everywhere


class FinalError(ChatError):
    """Trying the same again is useless."""


class GoneForGood(FinalError):
    """The chat cannot be reached; a person's next /start brings it back."""


class Moved(FinalError):
    """The chat goes on under `new_id`."""

    def __init__(self, reason: str, *, new_id: str) -> None:
        super().__init__(reason)
        self.new_id = new_id


class ThreadGone(FinalError):
    """The thread or topic no longer exists; the chat does."""


class MessageGone(FinalError):
    """The message to be edited was deleted or has grown too old for edits."""


class CannotParse(FinalError):
    """The platform will never take this message, plain text included."""


class PlatformStopped(FinalError):
    """Nothing can be sent on this platform until a person mends it; `reason` says what to do."""
