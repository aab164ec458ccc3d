"""One number of dead and wounded together: «بين قتيل وجريح»، «عدد القتلى والجرحى 60»، «خسائر العدو: 1130 عسكريا»."""

from __future__ import annotations

from bot.arabic.numbers import Count
from bot.facts.figures.sentence import ARTICLE, NOT_ONE, Sentence, bits

_DEAD, _HURT, _CASE, _AMONG_PREP = bits("dead"), bits("hurt"), bits("case"), bits("among_prep")
_TOLL, _RISING = bits("toll"), bits("reach_verb", "rise_noun")
_LOSSES = bits("loss_toll")
_FIGHTING, _SEVERAL = bits("soldier", "fighter", "member"), NOT_ONE
#: How far behind a number «بين قتيل وجريح», and before it «القتلى والجرحى», may stand.
_BEHIND, _BEFORE = 9, 12
_LABEL = 6
_SO_MANY = frozenset((":", "الي", "بلغت", "تجاوزت"))


def both(sentence: Sentence, count: Count, head: int | None) -> tuple[str, int | None]:
    """The rule that says that a number counts dead and wounded, and the word that governs it; "" = none does."""
    if sentence.present & _DEAD and sentence.present & _HURT:
        rule = _behind(sentence, count, head)
        return (rule, None) if rule else _named_before(sentence, count, head)
    return _losses(sentence, count, head)


def _behind(sentence: Sentence, count: Count, head: int | None) -> str:
    """«20 بين قتيل وجريح»، «عشرات القتلى والجرحى»، «370 شهيدا وجريحا»."""
    seen = sentence.bits
    for at in range(count.stop, min(sentence.end, (head or count.stop) + _BEHIND)):
        if seen[at] & _AMONG_PREP and _dead_and_hurt(sentence, at + 1):
            return "between dead and hurt"
    if head is None or head == count.start or not _dead_and_hurt(sentence, head):
        return ""  # «نقل الشهيدين والمصابين»: two is said of the first alone
    one = seen[head] & NOT_ONE and not seen[head + 1] & NOT_ONE
    return "dead and hurt" if not one and not seen[head + 1] & _CASE and sentence.conjunction(head + 1) else ""


def _dead_and_hurt(sentence: Sentence, at: int) -> bool:
    """Two words that say both, in one order or the other."""
    one, two = sentence.bits[at], sentence.bits[at + 1]
    return bool((one & _DEAD and two & _HURT) or (one & _HURT and two & _DEAD))


def _named_before(sentence: Sentence, count: Count, head: int | None) -> tuple[str, int | None]:
    """«عدد القتلى والجرحى بلغ 60»، «الجرحى والقتلى 27 في …»; not «عدد القتلى 6 والجرحى 9»."""
    if head is not None and sentence.bits[head] & (_DEAD | _HURT):
        return "", None
    for at in range(count.start - 2, max(sentence.start, count.start - _BEFORE) - 1, -1):
        if at in sentence.cores:
            return "", None
        pair = _dead_and_hurt(sentence, at) and sentence.conjunction(at + 1)
        if not pair or not sentence.bits[at] & sentence.bits[at + 1] & _SEVERAL:
            continue
        if sentence.words[count.start - 1] == ":" and at + _LABEL >= count.start:
            return ("toll", at)  # «قتلى وجرحى من الطرفين: 12 من الجيش و8 …»
        if not sentence.clitics[at] & ARTICLE:
            continue
        told = at + 2 == count.start or sentence.near(_TOLL, at - 2, at) or sentence.near(_RISING, at - 1, count.start)
        return ("toll", at) if told and not sentence.denied(at) else ("", None)
    return "", None


def _losses(sentence: Sentence, count: Count, head: int | None) -> tuple[str, int | None]:
    """«خسائر الجيش بلغت 610 آلاف جندي»: of soldiers lost nobody says which are dead."""
    if head is None or not sentence.bits[head] & _FIGHTING or sentence.words[count.start - 1] not in _SO_MANY:
        return "", None
    for at in range(count.start - 2, max(sentence.start, count.start - _BEFORE) - 1, -1):
        if sentence.bits[at] & _LOSSES:
            return "losses", at
    return "", None
