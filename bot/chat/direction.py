"""Each line of a message runs in the direction of its language, whatever word it begins with."""

from __future__ import annotations

import unicodedata

from bot.model.chat import Language

_RIGHT_TO_LEFT_MARK = "\u200f"
_LEFT_TO_RIGHT_MARK = "\u200e"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def led(text: str, language: Language) -> str:
    """The line led by an invisible mark, where a chat program would else guess its direction wrongly.

    Programs guess by the first letter, and differ about letters inside isolates; a mark settles it for all of them.
    """
    if not text:
        return text
    first = unicodedata.bidirectional(text[0])
    if language is Language.ARABIC:
        return text if first in _RIGHT_TO_LEFT else _RIGHT_TO_LEFT_MARK + text
    return text if first == "L" else _LEFT_TO_RIGHT_MARK + text
