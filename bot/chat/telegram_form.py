"""A message as Telegram's HTML: only the tags it knows, every character of ours escaped, within its limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from bot.chat.direction import led
from bot.chat.split import split
from bot.model.message import Button, Message, Paragraph, Part, Span

#: Characters of a message after its entities are parsed. Counted in UTF-16, as clients count: never too few.
LONGEST = 4096

#: Entities of one message. Beyond them Telegram drops what comes last, links included; so we drop emphasis first.
MOST_ENTITIES = 100

#: Bytes of callback_data: 36 Arabic letters already make 72.
LONGEST_COMMAND = 64

_MOST_BUTTONS = 100


def pieces(message: Message) -> tuple[Message, ...]:
    """The message as one or several that Telegram takes."""
    return split(message, LONGEST, _measure)


def html(message: Message) -> str:
    """The message as HTML for `parse_mode=HTML`."""
    return _joined(message, _html_of)


def plain(message: Message) -> str:
    """The message without any markup: for when the markup is refused. Addresses are written out where there is room."""
    full = _joined(message, _plain_of)
    return full if len(full) <= LONGEST else _joined(message, lambda paragraph: paragraph.text)


def keyboard(buttons: tuple[Button, ...]) -> list[list[tuple[str, str]]]:
    """Rows of (label, callback data). A command too long for callback data has no button; it can still be written.

    Short labels stand two in a row.
    """
    rows: list[list[tuple[str, str]]] = []
    fitting = [button for button in buttons if len(button.command.encode()) <= LONGEST_COMMAND]
    for button in fitting[:_MOST_BUTTONS]:
        narrow = len(button.label) <= 16
        if narrow and rows and len(rows[-1]) < 3 and all(len(label) <= 16 for label, _ in rows[-1]):
            rows[-1].append((button.label, button.command))
        else:
            rows.append([(button.label, button.command)])
    return rows


def _joined(message: Message, write: Callable[[Paragraph], str]) -> str:
    said: list[str] = []
    before: Part | None = None
    for paragraph in _emphasised(_led(message)):
        if before is not None:
            said.append(_gap(before, paragraph.part))
        said.append(write(paragraph))
        before = paragraph.part
    return "".join(said)


def _led(message: Message) -> Iterator[Paragraph]:
    """The paragraphs, each running in the message's direction."""
    for paragraph in message.paragraphs:
        if paragraph.spans and paragraph.text:
            first = next(at for at, span in enumerate(paragraph.spans) if span.text)
            span = paragraph.spans[first]
            marked = replace(span, text=led(span.text, message.language))
            yield replace(paragraph, spans=(marked, *paragraph.spans[first + 1 :]))


def _emphasised(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs with no more entities than Telegram keeps: links in order, then emphasis in order."""
    kept = list(paragraphs)
    room = MOST_ENTITIES - sum(paragraph.part in _WRAPPED for paragraph in kept)
    links = min(room, sum(bool(_address(span)) for paragraph in kept for span in paragraph.spans))
    bolds = room - links
    for paragraph in kept:
        spans = []
        for span in paragraph.spans:
            links -= bool(_address(span))
            bolds -= span.bold
            spans.append(replace(span, bold=span.bold and bolds >= 0, link=span.link if links >= 0 else ""))
        yield replace(paragraph, spans=tuple(spans))


def _gap(before: Part, after: Part) -> str:
    """An empty line where something else begins; a quotation makes its own room."""
    return "\n" if before is after or Part.QUOTE in {before, after} else "\n\n"


def _measure(paragraph: Paragraph) -> int:
    """Characters with the direction mark and the widest gap."""
    return len(paragraph.text.encode("utf-16-le")) // 2 + 3


#: Parts that are an entity as a whole.
_WRAPPED = {
    Part.HEADLINE: ("<b>", "</b>"),
    Part.QUOTE: ("<blockquote>", "</blockquote>"),
    Part.CODE: ("<pre>", "</pre>"),
}


def _html_of(paragraph: Paragraph) -> str:
    opened, closed = _WRAPPED.get(paragraph.part, ("", ""))
    bold = paragraph.part is not Part.HEADLINE  # it is bold as a whole
    return opened + "".join(_span_html(span, bold=span.bold and bold) for span in paragraph.spans) + closed


def _span_html(span: Span, *, bold: bool) -> str:
    text = escape(span.text, quote=False)
    text = f"<b>{text}</b>" if bold and text.strip() else text
    address = _address(span)
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def _plain_of(paragraph: Paragraph) -> str:
    return "".join(f"{span.text} {_address(span)}" if _address(span) else span.text for span in paragraph.spans)


def _address(span: Span) -> str:
    """The link, where it is one that a browser opens."""
    try:
        parts = urlsplit(span.link)
    except ValueError:
        return ""
    return span.link if parts.scheme in {"http", "https"} and parts.netloc and span.text.strip() else ""
