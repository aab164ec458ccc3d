"""A line of the web chat as JSON for the browser, which builds the page from it: text stays text, never markup."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.model.line import Line
from bot.model.message import Message, Paragraph, Span


def line_json(line: Line) -> dict[str, Any]:
    """The line: `kind` is said, alert or reply; an edit names the line it `replaces`."""
    head: dict[str, Any] = {
        "id": line.id,
        "at": line.at.isoformat(),
        "replaces": line.replaces,
        "answers": line.answers,
    }
    if line.message is None:
        return head | {"kind": "said", "text": line.said}
    kind = "alert" if line.message.severity else "reply"
    return head | {"kind": kind} | message_json(line.message)


def message_json(message: Message) -> dict[str, Any]:
    """The message with its parts; `text` is the whole of it for those who only read."""
    return {
        "language": message.language.value,
        "severity": message.severity,
        "short": message.short,
        "text": message.text,
        "paragraphs": [_paragraph_json(paragraph) for paragraph in message.paragraphs],
        "buttons": [{"label": button.label, "command": button.command} for button in message.buttons],
    }


def _paragraph_json(paragraph: Paragraph) -> dict[str, Any]:
    return {"part": paragraph.part.value, "spans": [_span_json(span) for span in paragraph.spans]}


def _span_json(span: Span) -> dict[str, Any]:
    return {"text": span.text, "bold": span.bold, "link": span.link if _opens(span.link) else ""}


def _opens(link: str) -> bool:
    """Is it an address that a browser opens, and nothing that it would run?"""
    try:
        return urlsplit(link).scheme in {"http", "https"}
    except ValueError:
        return False
