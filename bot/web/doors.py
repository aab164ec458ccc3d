"""What the web app needs of the rest of the house, handed to it by the wiring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat.web import Web
from bot.model.article import Article
from bot.model.chat import Language


@dataclass(frozen=True, slots=True)
class Doors:
    """`chat` is the web chat. `take` takes an article in and says whether it was new; it returns once it is kept.

    `faults` lists what stands in the way of service now, by name (empty = ready). `metrics` is the Prometheus text.
    `token` opens the chat from other machines and lets articles in; "" = neither. `language` is the page's first one.
    """

    chat: Web
    take: Callable[[Article], Awaitable[bool]]
    faults: Callable[[], Awaitable[dict[str, str]]]
    metrics: Callable[[], bytes]
    token: str = ""
    language: Language = Language.ARABIC
