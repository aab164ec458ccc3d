"""Whether a sentence speaks of what is to come where it names a day: «تبدأ السبت», «حتى مساء السبت»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.time_words import Timed
from bot.arabic.words import Words

#: Tokens between a word that looks ahead and a day.
_REACH = 12
_BEGINNING, _FROM = fold_word("بدء"), "من"
_TO = frozenset(map(fold_word, ("حتى", "إلى", "لغاية")))


def looks_ahead(words: Words, timed: Timed, at: int) -> bool:
    """Does the sentence speak of what is to come, shortly before this word?"""
    start = max(words.sentence(at)[0], at - _REACH)
    signs, forms = timed.signs, words.forms
    if any("future" in sign.values for sign in signs[start:at] if sign is not None):
        return True
    if any(forms[near] == _BEGINNING and forms[near + 1] == _FROM for near in range(start, at - 1)):
        return True  # «بدء من الثلاثاء», as some write «بدءا»
    until = at - 1  # تمديد الهدنة حتى مساء السبت, not «سقط حتى الآن عشرة في غارة السبت»
    while until > start and (sign := signs[until]) is not None and "until" not in sign.values:
        until -= 1
    if timed.value(until, "until") is None:
        return False
    return not any("lasted" in sign.values for sign in signs[start:until] if sign is not None)


def ends_what_began(timed: Timed, at: int) -> bool:
    """«اليوم من الساعة 18:00 وحتى منتصف ليل الأربعاء»: does the day behind this word end what an hour began?"""
    return timed.word(at).removeprefix("و") in _TO
