"""What the log says and what it must never say."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, TextIO

import structlog

#: What a token of a chat platform looks like, whoever wrote it into a text.
_TOKENS = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}|\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{8,}")
_HIDDEN = "[hidden]"


class Redaction:
    """A structlog processor: takes secrets out of every text of an event, known ones and what looks like one."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted({secret for secret in secrets if len(secret) >= 6}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def clean(self, text: str) -> str:
        """The text without secrets."""
        if self._known is not None:
            text = self._known.sub(_HIDDEN, text)
        return _TOKENS.sub(_HIDDEN, text)

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Clean one event."""
        for key, value in event.items():
            if isinstance(value, str):
                event[key] = self.clean(value)
            elif isinstance(value, BaseException):
                event[key] = self.clean(str(value))
        return event


def set_up(level: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Sends every log of the process through one form and one redaction, to stderr."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        Redaction(secrets),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [_handler(stream or sys.stderr, shared)]
    root.setLevel(level.upper())
    # What libraries tell of each request or poll is noise to an operator, and httpx would name the token.
    for name in (
        "httpx",
        "httpcore",
        "telegram",
        "apscheduler",
        "uvicorn",
        "slack_sdk",
        "aiohttp",
        "aiosqlite",
        "alembic",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)


def _handler(stream: TextIO, shared: list[Any]) -> logging.Handler:
    """In colour for a person at a terminal, else `key=value`, one line an event."""
    handler = logging.StreamHandler(stream)
    last: Any = (
        structlog.dev.ConsoleRenderer()
        if stream.isatty()
        else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])
    )
    take_off = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[take_off, last]))
    return handler
