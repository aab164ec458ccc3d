"""Officers told by their rank alone («قتل نقيب في الجيش»), and aircraft told like a woman who fights («مقاتلة»)."""

from __future__ import annotations

from bot.facts.figures.sentence import ARTICLE, NOT_ONE, PREPOSITION, Sentence, bits

_RANK, _SURE_RANK, _SERVED = bits("rank"), bits("sure_rank"), bits("served")
_FORCES = bits("soldier_group", "soldier_hint")
_CRAFT = bits("model", "latin", "aircraft")
_OF_TEACHERS, _SCHOOL, _SO_NEAR = bits("kill", "detain"), "مدرسه", 4
_OF_MAKE = frozenset({"طراز", "نوع"})
#: A preposition, a conjunction, a pronoun or the article.
_ATTACHED = 15


def by_rank(sentence: Sentence, at: int, alone: bool = False) -> bool:
    """Does an officer without a name stand here? «عقيد», «لواء متقاعد», «رائد في الشرطة»; «لواء» alone is a brigade.

    `alone`: only words that are ranks and nothing else.
    """
    here = sentence.bits[at]
    if not here & _RANK or here & NOT_ONE or sentence.clitics[at] & _ATTACHED or sentence.words[at].startswith("ال"):
        return False
    if sentence.conjunction(at):
        return False
    if here & _SURE_RANK or alone:
        return here & _SURE_RANK > 0
    return not sentence.clitics[at + 1] & ARTICLE and serves(sentence, at)  # «لواء القدس»


def serves(sentence: Sentence, at: int) -> bool:
    """Does «متقاعد», «في الشرطة», «بالجيش» stand behind a rank?"""
    forces = at + 2 if sentence.words[at + 1] in {"في", "من"} else at + 1
    of_forces = sentence.bits[forces] & _FORCES and (forces > at + 1 or sentence.clitics[forces] & PREPOSITION)
    return bool(of_forces) or sentence.bits[at + 1] & _SERVED > 0


def heads(sentence: Sentence, at: int) -> bool:
    """«نقيب المحامين»: is a word that looks like two people what a rank before it goes on with?"""
    return sentence.bits[at - 1] & _RANK > 0 and sentence.clitics[at] & ARTICLE > 0


def a_craft(sentence: Sentence, at: int) -> bool:
    """«إصابة مقاتلة من طراز …», «مقاتلة ميغ»: no woman who fights."""
    if not sentence.words[at].lstrip("ال").startswith("مقاتل"):
        return False
    made = sentence.words[at + 1] == "من" and sentence.words[at + 2] in _OF_MAKE
    return made or sentence.bits[at + 1] & _CRAFT > 0


def a_school(sentence: Sentence, at: int) -> bool:
    """«تضررت 40 مدرسة», «إصابة مدرسة بقذيفة»: written like a teacher, who is said to be killed or held."""
    if sentence.words[at] != _SCHOOL:
        return False
    return not sentence.near(_OF_TEACHERS, at - _SO_NEAR, at)
