"""Lists whose places stand before bare numbers: «كالآتي: الشمال 21، والبقاع ثلاثة»، «(حلب 7، إدلب 5)»."""

from __future__ import annotations

from bot.arabic.numbers import Count
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.lists import LISTED_KINDS, NO_PLACE, room
from bot.facts.figures.sentence import COMMAS, HARMED, Claim, Sentence, bits
from bot.model.facts import FigureKind

#: The rule that sees such a number.
HEADED = "behind its place"
_ENDS = frozenset(("", "،", ",", ".", ")", "؛", "-", "و"))
_OPENS = frozenset((":", "("))
_SHARED_OUT, _NO_NAME = bits("shared_out"), bits("people", "speech", ".past", ".present", "digits", "number") | HARMED
#: So many words has a place's name; so far before a mark its total may stand, and what says that it is shared out.
_NAME, _TOTAL, _CUE, _TOTAL_SHARED = 4, 8, 6, 24
#: So far behind one number the next must stand.
_NEXT = 8


def headed(sentence: Sentence, count: Count) -> Kind:
    """One number of such a list; NONE where there is none."""
    ends = sentence.words[count.end] in _ENDS or sentence.conjunction(count.end)
    if not ends or count.how.startswith("vague") or count.approx:
        return NONE
    for at in range(count.start - 1, max(sentence.start, count.start - 2 - _NAME) - 1, -1):
        word = sentence.words[at]
        if word in _OPENS:
            return _first(sentence, count, at) if at < count.start - 1 else NONE
        if word in COMMAS:
            return _next(sentence, count, at) if at < count.start - 1 else NONE
        if sentence.conjunction(at):
            following = _next(sentence, count, at - (sentence.words[at - 1] in COMMAS))
            if following.kind is not None:
                return following  # «وجنين خمسة»: the town
        if sentence.bits[at] & (_NO_NAME | NO_PLACE):
            return NONE
    return NONE


def _next(sentence: Sentence, count: Count, at: int) -> Kind:
    """The list goes on right behind its last number."""
    last = sentence.found[-1] if sentence.found else None
    if last is None or last.rule != HEADED or at - last.end > 1:
        return NONE
    return Kind(last.kind, HEADED, None, room(sentence, last.total, count))


def _first(sentence: Sentence, count: Count, mark: int) -> Kind:
    """The first of a list stands behind a mark, has others behind it, and is less than the number told before."""
    if not any(count.end <= other.core < count.end + _NEXT for other in sentence.counts):
        return NONE
    shared = sentence.near(_SHARED_OUT, mark - _CUE, mark)
    for claim in reversed(sentence.found):
        if claim.total is None and mark - claim.end <= (_TOTAL_SHARED if shared else _TOTAL):
            fits = claim.kind in LISTED_KINDS and claim.stated > count.stated
            return Kind(claim.kind, HEADED, None, claim) if fits else NONE
    return _of_named(sentence, count, mark) if shared else NONE


def _of_named(sentence: Sentence, count: Count, mark: int) -> Kind:
    """«توزع الشهداء على الشكل الآتي: …»: the total is told elsewhere, or nowhere."""
    for at in range(mark - 1, max(sentence.start, mark - _TOTAL_SHARED) - 1, -1):
        kind = sentence.by_head(at) or sentence.by_governor(at)
        if kind in LISTED_KINDS:
            return Kind(kind, HEADED, None, _total(sentence, kind, count, mark))
    return NONE


def _total(sentence: Sentence, kind: FigureKind, count: Count, mark: int) -> Claim:
    told = (claim for claim in reversed(sentence.earlier) if claim.kind is kind and claim.total is None)
    larger = next((claim for claim in told if claim.stated > count.stated), None)
    return larger or Claim(mark, mark, mark, None, None, False, kind, "named total", None)
