"""One more harmed beside the one told: «وآخر بجراح طفيفة»، «وأحد مرافقيه»، «وابن عمه»، «والشاب فلان»."""

from __future__ import annotations

from bot.facts.figures.named import name_follows
from bot.facts.figures.sentence import ARTICLE, NOT_ONE, Claim, Sentence, bits

_ONE_OF, _TITLE, _NEXT_ONE, _WOUNDS = bits("one_of"), bits("title"), bits("one_other", "ordinal_one"), bits("wounds")
_NAMED_ONES = frozenset({"named with a title", "one more"})
_PEOPLE_OR_KIN = bits("people", "kin")
#: «وابن عمه», «وزوجة أخيه».
_KIN_OF, _AND_HIS = bits("kin_of"), frozenset(("وابن", "وابنه", "ونجل", "وخطيبه"))


def another_one(sentence: Sentence, claim: Claim, at: int) -> Claim | None:
    """«جندي بجراح متوسطة وآخر بجراح طفيفة»، «المسؤول وإحدى بناته»."""
    next_one = sentence.bits[at] & _NEXT_ONE and claim.stated == 1 and sentence.conjunction(at)
    if next_one and _hurt_so(sentence, at + 1):
        return _beside(claim, at, at, "one more")
    if claim.stated == 1 and claim.rule in _NAMED_ONES and _named_too(sentence, at):
        return _beside(claim, at, at, "named with a title")
    if sentence.bits[at] & _KIN_OF and sentence.words[at - 1] in _AND_HIS and at not in sentence.taken:
        return _beside(claim, at - 1, at, "one more")
    return _beside(claim, at, at + 1, "one more") if _one_of_theirs(sentence, at) else None


def _beside(claim: Claim, start: int, head: int, rule: str) -> Claim:
    """One person, told from token `start` to the noun at `head`, harmed as the one of a claim was."""
    return Claim(start, head + 1, head, 1, 1, False, claim.kind, rule, head, claim.governor, claim.total)


def _named_too(sentence: Sentence, at: int) -> bool:
    """«استشهاد الطفلة حلا الشامي والشاب أيمن خليل»."""
    joined = sentence.conjunction(at) and sentence.clitics[at] & ARTICLE and at not in sentence.taken
    title = sentence.bits[at] & _TITLE and not sentence.bits[at] & NOT_ONE
    return bool(joined and title) and name_follows(sentence, at)


def _one_of_theirs(sentence: Sentence, at: int) -> bool:
    """«اغتيل المسؤول وأحد مرافقيه»، «إصابة ضابط وأحد الجنود»."""
    if not sentence.bits[at] & _ONE_OF or not sentence.conjunction(at) or at in sentence.cores:
        return False
    return sentence.bits[at + 1] & _PEOPLE_OR_KIN > 0 and at + 1 not in sentence.taken and at + 1 not in sentence.cores


def _hurt_so(sentence: Sentence, at: int) -> bool:
    """«جندي بجراح متوسطة وآخر بجراح طفيفة»، «شخص في نوى وآخر في طفس»."""
    if sentence.words[at] == "في":
        return True
    return sentence.bits[at] & _WOUNDS > 0 and sentence.words[at].startswith("ب")
