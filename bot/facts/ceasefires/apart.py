"""Where, behind a ceasefire, another matter begins than where it holds."""

from __future__ import annotations

from bot.arabic.alphabet import CONJOINED
from bot.arabic.letters import fold_word
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.words import area_words

#: What a verb may say of a ceasefire that opens a clause behind it.
_OF_TRUCES = frozenset({"cf_begin", "cf_apply", "cf_result", "cf_hold", "cf_done"})
_UNLESS, _UNTIL = ["ما", "لم"], fold_word("حتى")


def turns(words: Words, at: int) -> bool:
    """«لم تكد الهدنة تعلن حتى عادوا إلى القتال في …»: does it turn at this token into what ended it?"""
    return words.forms[at] == _UNTIL and at + 1 < len(words) and not words.sets[at + 1].isdisjoint(TIMED)


def is_apart(words: Words, at: int) -> bool:
    """Does another matter begin: an attack, who somebody is, what the truce serves?"""
    said, form = words.sets[at], words.forms[at]
    if "cf_attack" in said or form in area_words().apart or turns(words, at):
        return True
    if form == _UNLESS[0] and words.forms[at : at + 2] == _UNLESS:
        return True  # «وقف النار ما لم ينسحبوا من …»
    joined = words.code[2 * at + 1] in CONJOINED and at > 0
    if joined and not said.isdisjoint(TIMED) and "cf_said" in said:
        return True  # «يوقفون النار ويقولون إن …»
    opens = joined and "comma" in words.sets[at - 1]
    return opens and not said.isdisjoint(TIMED) and said.isdisjoint(_OF_TRUCES)  # «…، وأدلى بتصريحه في القاهرة»
