"""One person of whom a noun says what befell him: «تعرض صحفي للاختطاف»، «القيادي المقتول في الغارة»."""

from __future__ import annotations

from bot.facts.figure_named import indefinite, one, titled
from bot.facts.figure_sentence import NOT_ONE, Claim, Sentence, bits
from bot.model.facts import FigureKind

_PEOPLE, _UNKNOWN, _THING = bits("people"), bits("unknown"), bits("thing")
_KINDS = {FigureKind.KILLED, FigureKind.DETAINED}
_REACH, _BEFORE = 8, 3


def undergone(sentence: Sentence, at: int) -> Claim | None:
    """«تعرض القيادي فلان للاغتيال»; an attempt (لمحاولة اغتيال) befalls nobody."""
    head = at + 1
    for place in range(head + 1, min(at + _REACH, sentence.end)):
        if place in sentence.cores:
            return None
        kind = sentence.by_governor(place)
        if kind in _KINDS and sentence.words[place].startswith("لل"):
            known = indefinite(sentence, head) or titled(sentence, head) or _somebody(sentence, head)
            return one(sentence, head, head, kind, "one, undergone") if known else None
    return None


def _somebody(sentence: Sentence, head: int) -> bool:
    """A name, as no lexicon knows it."""
    here = sentence.bits[head]
    return here & _UNKNOWN > 0 and not here & (NOT_ONE | _THING) and not sentence.words[head].endswith(("ات", "ه"))


def slain(sentence: Sentence, at: int) -> Claim | None:
    """«القائد الميداني المقتول»."""
    for head in range(at - 1, max(sentence.start, at - 1 - _BEFORE) - 1, -1):
        if sentence.bits[head] & _PEOPLE and titled(sentence, head):
            return one(sentence, head, head, FigureKind.KILLED, "one slain")
    return None
