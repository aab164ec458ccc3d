"""What a negation makes of what is said of a ceasefire: «لم يعلن»، «لا هدنة»، «إن لم تعلن»."""

from __future__ import annotations

from collections.abc import Mapping

from bot.arabic.words import Words
from bot.facts.ceasefires.cues import EXISTING
from bot.facts.ceasefires.idioms import is_left, is_no_more
from bot.facts.ceasefires.walk import NOTHING, Walk

#: What was counted since one began.
GOES_ON = "goes on"
#: Further tokens that the subject of a verb may take.
SUBJECT = 6
#: So far reaches a negation; so far what talks do not come to.
_NEGATED, _NO_TALKS = 2, 5
#: Of what is not prolonged so, its end is wanted: «لن»، «لا».
_NEVER = frozenset({"لن", "لا"})
#: Of what there is no peace without, somebody wants it: «لا سلام من دون هدنة».
_WITHOUT = frozenset({"دون", "بدون", "بلا"})
_UNDONE = frozenset({"cf_must", "cf_stop_verb", "cf_still"})
#: Behind these words a longer term is agreed on by nobody yet: «ليس هناك اتفاق على تمديد الهدنة».
_NOT_YET = frozenset({"ليس", "ليست", "لا", "لم", "ولم", "وليس", "ولا"})


def negate(words: Words, at: int, gap: int, walk: Walk, becomes: Mapping[str, str]) -> None:
    """Let the negation at a token speak, `gap` tokens before what is said so far; `becomes`: what it makes of it."""
    beside = at + 1 < walk.first and not words.sets[at + 1].isdisjoint(_UNDONE)
    beside = beside or "cf_must" in words.sets[at + 1]
    if beside or walk.rows[-1:] == ["not"]:
        return  # «لا بد من هدنة»، «لم تتوقف مساعي الهدنة»، «لا تفاوض ولا هدنة»
    negation = words.forms[at].removeprefix("و").removeprefix("ف")
    if gap > _reach(words, at, negation, walk) or walk.claim not in becomes:
        return  # «المفاوضات غير المباشرة للتوصل إلى …»
    if (
        walk.claim == NOTHING
        and gap
        and not _is_over(words, at, negation, walk)
        and not any(words.sets[one] & EXISTING for one in range(at + 1, walk.first))
    ):
        return  # «لم تحقق الهدنة …»
    walk.claim = _turned(words, at, negation, walk, becomes)
    walk.first = at
    walk.rows.append("not")
    walk.made.append("not")


def _reach(words: Words, at: int, negation: str, walk: Walk) -> int:
    """So many tokens may stand between a negation and what it turns."""
    if negation == "لن" and walk.rows[-1:] == ["talks on"]:
        return _NO_TALKS  # «لن تناقش، وفق المصدر، أي حديث عن هدنة»
    alone = words.forms[at] == "غير" and words.forms[at - 1] != "من"  # not «من غير أن يوقع»
    reach = 0 if alone else _NEGATED if walk.claim == NOTHING else _NEGATED - 1
    return reach + SUBJECT * ("cf_exists" in words.sets[at + 1])  # «لا يوجد حتى الآن أي اتفاق على …»


def _is_over(words: Words, at: int, negation: str, walk: Walk) -> bool:
    """«لم تعد الهدنة قائمة»."""
    return negation == "لم" and is_no_more(words.forms[at + 1], walk.claim)


def _is_open(words: Words, at: int, walk: Walk) -> bool:
    """«إن لم تعلن»، «ليس هناك اتفاق على تمديد الهدنة»، «لا سلام من دون هدنة»: may it still come?"""
    conditional = at > 0 and words.forms[at - 1 : at + 1] == ["ان", "لم"]
    unmade = walk.claim == "extended" and walk.rows[-1:] == ["agreement"] and words.forms[at] in _NOT_YET
    return conditional or unmade or (words.forms[at] in _WITHOUT and walk.claim == NOTHING)


def _turned(words: Words, at: int, negation: str, walk: Walk, becomes: Mapping[str, str]) -> str:
    """The claim that a negation makes of another."""
    if _is_open(words, at, walk):
        return "sought"
    if walk.rows and walk.rows[-1].startswith("announced") and walk.claim != "declared":
        return "unconfirmed"
    if _is_over(words, at, negation, walk):
        return "ended"
    if negation == "لم" and walk.verb and walk.claim == NOTHING:
        return GOES_ON  # «لم تتوقف العمليات العسكرية»
    if walk.rows[-1:] == ["yields"] and walk.claim == "sought":
        return "sought"  # «لم يفلح في إقناعهم بهدنة»
    left = is_left(words, at, walk.first)  # «غادر من غير أن يوقع …»
    return "rejected" if left or _is_refused(words, negation, walk) else becomes[walk.claim]


def _is_refused(words: Words, negation: str, walk: Walk) -> bool:
    """«لن تجدد الهدنة»، «لا تمديد للهدنة»، «لن يوقع …»، «لن تلتزم بهدنة»، «لا تريد الالتزام بها»."""
    governor = words.sets[walk.first]
    if negation in _NEVER and (walk.claim == "extended" or "cf_sign" in governor):
        return True
    if walk.claim == "extended":
        return "cf_approve" in governor
    return walk.claim == "in_force" and (negation == "لن" or "cf_want" in governor)
