"""A message as Slack's Block Kit. Texts go out as rich text, which knows no markup: nothing in an article can mention,
format or link by itself. Only the small print is mrkdwn, escaped, since context blocks take nothing richer.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.chat.direction import led
from bot.chat.split import split
from bot.model.chat import Language
from bot.model.message import Button, Message, Paragraph, Part, Span

#: Slack refuses blocks of more than about 13,000 characters together (msg_blocks_too_long).
LONGEST = 10_000

#: Blocks of one message are 50 at most. A paragraph with a block of its own also begins another one after it; it
#: counts for as much text as leaves room for both, and for the buttons.
_OWN_BLOCK = LONGEST // 22

_LONGEST_HEADER = 150
_LONGEST_CONTEXT = 2_900
_LONGEST_LABEL = 75
_LONGEST_VALUE = 2_000
_MOST_ELEMENTS = 25

_ELEMENTS = {Part.QUOTE: "rich_text_quote", Part.CODE: "rich_text_preformatted"}


def pieces(message: Message) -> tuple[Message, ...]:
    """The message as one or several that Slack takes."""
    return split(message, LONGEST, _measure)


def blocks(message: Message) -> list[dict[str, Any]]:
    """The message's blocks."""
    made: list[dict[str, Any]] = []
    for paragraph in message.paragraphs:
        if not paragraph.text.strip():
            continue
        if paragraph.part is Part.HEADLINE and len(paragraph.text) <= _LONGEST_HEADER - 1:
            made.append(_header(paragraph, message.language))
        elif paragraph.part is Part.META and len(_mrkdwn(paragraph)) <= _LONGEST_CONTEXT:
            made.append(_context(paragraph, message.language))
        else:
            _add_rich(made, paragraph, message.language)
    return made + _actions(message.buttons)


def text(message: Message) -> str:
    """The whole message as escaped text: what notifications and screen readers say."""
    return escaped(message.text)


def escaped(raw: str) -> str:
    """Text in which nothing is a mention or a link: Slack's own three escapes."""
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _header(paragraph: Paragraph, language: Language) -> dict[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": led(paragraph.text, language), "emoji": False}}


def _context(paragraph: Paragraph, language: Language) -> dict[str, Any]:
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": led(_mrkdwn(paragraph), language), "verbatim": True}],
    }


def _mrkdwn(paragraph: Paragraph) -> str:
    return "".join(
        f"<{address}|{escaped(span.text)}>" if (address := _address(span)) else escaped(span.text)
        for span in paragraph.spans
    )


def _add_rich(made: list[dict[str, Any]], paragraph: Paragraph, language: Language) -> None:
    """Add to the rich text before it, else begin one."""
    if not made or made[-1]["type"] != "rich_text":
        made.append({"type": "rich_text", "elements": []})
    elements: list[dict[str, Any]] = made[-1]["elements"]
    kind = _ELEMENTS.get(paragraph.part, "rich_text_section")
    spans = [_rich(span, bold=span.bold or paragraph.part is Part.HEADLINE) for span in paragraph.spans if span.text]
    spans[0]["text"] = led(spans[0]["text"], language)
    if elements and elements[-1]["type"] == kind == "rich_text_section":
        # Sections have no lines of their own between them.
        spans.insert(0, {"type": "text", "text": "\n"})
    elements.append({"type": kind, "elements": spans})


def _rich(span: Span, *, bold: bool) -> dict[str, Any]:
    address = _address(span)
    element: dict[str, Any] = {"type": "link", "url": address} if address else {"type": "text"}
    element["text"] = span.text
    return element | ({"style": {"bold": True}} if bold else {})


def _actions(buttons: tuple[Button, ...]) -> list[dict[str, Any]]:
    fitting = [button for button in buttons if len(button.command) <= _LONGEST_VALUE][: 4 * _MOST_ELEMENTS]
    elements = [
        {
            "type": "button",
            "action_id": f"say:{number}",
            "text": {"type": "plain_text", "text": button.label[:_LONGEST_LABEL], "emoji": False},
            "value": button.command,
        }
        for number, button in enumerate(fitting)
    ]
    return [
        {"type": "actions", "elements": elements[at : at + _MOST_ELEMENTS]}
        for at in range(0, len(elements), _MOST_ELEMENTS)
    ]


def _measure(paragraph: Paragraph) -> int:
    own = paragraph.part in {Part.META, Part.HEADLINE}
    return max(len(escaped(paragraph.text)) + 2, _OWN_BLOCK if own else 0)


def _address(span: Span) -> str:
    """The link, where it is one that a browser opens and that cannot end the mrkdwn around it."""
    try:
        parts = urlsplit(span.link)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc or len(span.link) > 3_000:
        return ""
    return span.link.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
