"""A word that may be a verb and is a noun where it stands: «ناشد … فرض هدنة», «رفضوا إطالة الهدنة»."""

from __future__ import annotations

from bot.arabic.alphabet import CONJOINED
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.cues import OPENS, PREPOSITIONS, TIMES


def is_spelt_as_noun(words: Words, at: int) -> bool:
    """«إطالة», which folded is «أطاله» too: is it written with the ta of a noun?"""
    if ".fem" not in words.sets[at] or TIMED.isdisjoint(words.sets[at]):
        return False
    field, _, end = words.span(at, at + 1)
    return (words.title_raw if field == "title" else words.text_raw)[end - 1] == "ة"


def is_masdar(words: Words, at: int) -> bool:
    """«ناشد … فرض هدنة»، «فشل في تبني …»: a noun where it does not open its clause, or behind a preposition."""
    if at and words.forms[at - 1] in PREPOSITIONS:
        return True
    if at == 0 or not ("cf_masdar" in words.sets[at] or is_spelt_as_noun(words, at)):
        return False
    before = at - 1
    if "comma" in words.sets[before] and "comma" in words.sets[before - 2] and words.sets[before - 1] & TIMES:
        return True  # «رفض القادة، الاثنين، عرض الهدنة»
    return not (words.sets[before] & OPENS or words.code[2 * at + 1] in CONJOINED)
