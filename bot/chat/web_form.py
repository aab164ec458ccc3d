"""A line of the web chat as JSON for the browser, which builds the page from it: text stays text, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from bot.model.line import Line
from bot.model.message import Message, Paragraph, Part, Span


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
        "paragraphs": [_paragraph_json(paragraph) for paragraph in _unmarked(message)],
        "buttons": [{"label": button.label, "command": button.command} for button in message.buttons],
    }


def _unmarked(message: Message) -> Iterator[Paragraph]:
    """The paragraphs without the coloured sign of severity: here the card itself has the colour and says the word."""
    for paragraph in message.paragraphs:
        sign = paragraph.spans[0].text.strip() if paragraph.spans else ""
        signed = message.severity and paragraph.part is Part.HEADLINE and len(sign) == 1 and not sign.isalnum()
        yield replace(paragraph, spans=paragraph.spans[1:]) if signed else paragraph


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
