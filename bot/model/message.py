"""A message before any platform's markup: what is said, not how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.chat import Language


class Part(StrEnum):
    """What a paragraph of a message is for; each platform gives each its best form."""

    HEADLINE = "headline"
    FACTS = "facts"
    QUOTE = "quote"
    META = "meta"
    PLAIN = "plain"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """Raw text (never markup: platforms escape it). `link` is an http(s) address, "" for none."""

    text: str
    bold: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a message."""

    part: Part
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The paragraph without emphasis or links."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Button:
    """A press that says `command` ("why", "subscribe place-taken") in the person's name, without any slash."""

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to one chat. `short` is the one line of a notification.

    `buttons` are offered below it where a platform has buttons; nothing is said by a button alone.
    """

    language: Language
    paragraphs: tuple[Paragraph, ...]
    short: str = ""
    severity: str = ""
    buttons: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        """The whole message without emphasis or links, a line a paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message that a platform took: its id there (`ts` in Slack), to edit it or to answer it."""

    chat_id: str
    id: str
    thread: str = ""
