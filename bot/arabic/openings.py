"""The words with which an article begins: what an editor reads of it, as comparisons of reports look at them."""

from __future__ import annotations

from bisect import bisect_left

from bot.arabic.letters import fold
from bot.arabic.tokens import PIECE
from bot.arabic.words import Words
from bot.model.reading import Opening

#: How far into the title and the text a report says what it is about, in folded characters.
_TITLE, _LEAD = 300, 1000
#: … and so far, where it has no title: its first sentence or two stand for one.
_FIRST = 180


def opening_of(words: Words) -> Opening:
    """The opening of an article that was cut into words."""
    forms, starts, behind = words.forms, words.starts, words.title_end
    begins = starts[behind]
    lead = tuple(forms[behind : bisect_left(starts, begins + _LEAD, behind)])
    until = bisect_left(starts, _TITLE if behind else _FIRST)
    return Opening(tuple(forms[: min(until, behind or until)]), lead)


def cut_opening(title: str, text: str) -> Opening:
    """The opening of an article that nobody cut into words."""
    lead = _pieces(text[:_LEAD])
    return Opening(_pieces(title[:_TITLE] or text[:_FIRST]), lead)


def _pieces(raw: str) -> tuple[str, ...]:
    return tuple([piece.lstrip(" ") for piece in PIECE.findall(fold(raw).text)])
