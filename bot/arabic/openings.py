"""The words with which an article begins: what an editor reads of it, as comparisons of reports look at them."""

from __future__ import annotations

import re
from bisect import bisect_left
from sys import intern

from bot.arabic.letters import fold
from bot.arabic.tokens import PIECE
from bot.arabic.words import Words
from bot.model.reading import Opening

#: How far into the title and the text a report says what it is about, in folded characters.
_TITLE, _LEAD = 300, 1000
#: … and so far, where it has no title: its first sentence or two stand for one.
_FIRST = 180
#: What tells something in a word: marks, numbers of one digit and the shortest words do not.
_TELLING = re.compile(r"[ء-ي]{3,}|[A-Za-z]{3,}|\d{2,}")
#: What is longer is no word.
_LONGEST = 40
_CLITICS = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|و(?=.{4})|ب(?=.{4})|ل(?=.{4})|ف(?=.{5}))")
_ENDINGS = re.compile(r"(?<=.{3})(?:هما|كما|هم|ها|ات|ين|ون|ان|يه|ه|ي)$")


def stem_of(word: str) -> str:
    """What a folded word tells, whatever its form: without one article or preposition in front and one ending behind.

    Empty where it tells nothing; the same object for the same stem.
    """
    found = _TELLING.search(word)
    return intern(_ENDINGS.sub("", _CLITICS.sub("", found[0]))) if found and len(word) <= _LONGEST else ""


def opening_of(words: Words) -> Opening:
    """The opening of an article that was cut into words."""
    stems, starts, behind = words.answers(stem_of), words.starts, words.title_end
    begins = starts[behind]
    until = bisect_left(starts, _TITLE if behind else _FIRST)
    lead = stems[behind : bisect_left(starts, begins + _LEAD, behind)]
    return Opening(tuple(stems[: min(until, behind or until)]), tuple(lead))


def cut_opening(title: str, text: str) -> Opening:
    """The opening of an article that nobody cut into words."""
    return Opening(_stems(title[:_TITLE] or text[:_FIRST]), _stems(text[:_LEAD]))


def _stems(raw: str) -> tuple[str, ...]:
    return tuple([stem_of(piece.lstrip(" ")) for piece in PIECE.findall(fold(raw).text)])
