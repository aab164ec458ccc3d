"""What a chat command changes: a command decides them, the conversation and the store carry them out, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.article import Article
from bot.model.chat import Chat, ChatRef, Language
from bot.model.facts import Evidence
from bot.model.message import Message


@dataclass(frozen=True, slots=True)
class Watch:
    """A chat's own rule made of words: every word of `words` must stand in the article, and it must lie in `place`.

    `id` is unique within the chat and is what `unwatch` takes (`w1`, `w2` …); `text` is what the person wrote.
    `place` is a name of the gazetteer as the person wrote it, "" for anywhere.
    """

    chat: ChatRef
    id: str
    text: str
    words: tuple[str, ...]
    place: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Recalled:
    """One judgement of the past, as `latest`, `why` and `whynot` show it.

    `verdict` and `reason` are the stored words of the verdict; `told` says whether this chat was told. `message` is
    the alert in the chat's language (a Message is kept or rendered again, whichever the store can), None where the
    article fired no rule: then `reason` names the condition that failed. `address` and `address_reason` say why this
    very chat was not told of what was news ("" = nobody judged so).
    """

    at: datetime
    rules: tuple[str, ...]
    verdict: str
    reason: str
    article: Article
    evidence: tuple[Evidence, ...] = ()
    message: Message | None = None
    told: bool = False
    message_id: str = ""
    address: str = ""
    address_reason: str = ""


@dataclass(frozen=True, slots=True)
class ChatStarted:
    """The chat is written to the store, or comes back: whatever parked it is forgotten."""

    chat: Chat


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The chat wants the alerts of `rule` from `since` on. Twice is once."""

    chat: ChatRef
    rule: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Unsubscribed:
    """The chat no longer wants the alerts of `rule`; alerts of it already owed and not yet sent are dropped."""

    chat: ChatRef
    rule: str


@dataclass(frozen=True, slots=True)
class LanguageSet:
    """The chat speaks `language` from now on, alerts already owed included."""

    chat: ChatRef
    language: Language


@dataclass(frozen=True, slots=True)
class DemoAsked:
    """The sample articles are to flow; `again` is false when the first subscription of a chat asks for them.

    Where they flow already, `again` changes nothing, while a newcomer gets them from the beginning afterwards.
    """

    chat: ChatRef
    again: bool


@dataclass(frozen=True, slots=True)
class TestAsked:
    """Send the chat what an alert of `rule` looks like, made from the rule's own first example and marked as a test."""

    __test__ = False  # the name is the command's, not a test case's

    chat: ChatRef
    rule: str


@dataclass(frozen=True, slots=True)
class WatchAdded:
    """The chat watches for words and a place of its own."""

    watch: Watch


@dataclass(frozen=True, slots=True)
class WatchRemoved:
    """The chat's watch with this id ends."""

    chat: ChatRef
    id: str


Change = ChatStarted | Subscribed | Unsubscribed | LanguageSet | DemoAsked | TestAsked | WatchAdded | WatchRemoved


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a chat command: what is said, in order, and what changes. Changes are applied before it is said."""

    messages: tuple[Message, ...]
    changes: tuple[Change, ...] = ()
