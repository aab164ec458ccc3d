"""Capitals that are struck: «غارات على طهران», «دخل المتمردون نجامينا», «تفجير هز أنقرة» tell of the city itself.

Elsewhere their bare names stand for governments (`place_roles.governs`). Words: data/places_roles.tsv.
"""

from __future__ import annotations

from bot.arabic.place_roles import RoleWords, role_words
from bot.arabic.place_words import Found
from bot.arabic.words import Words

#: So far before its name stands what fell on a city, or the verb that reaches it; so far off, what makes words of it.
_FAR, _WORDS = 7, 8
_FALLING = frozenset({"t_strike", "fall_verb"})
_ARMED = frozenset({"fighter", "fighter_group", "topic_army", "t_strike", "drone", "weapon"})
_JOINING = "وف"
_COMMAS = frozenset({"comma", "quote", "colon"})
#: The end of a subject that no genitive follows: definite, a plural with its nun, or with an adjective.
_DEFINITE, _WHOLE = ("ال", "لل"), ("ون", "ي", "يه", "يين")


def is_struck_city(found: Found, words: Words) -> bool:
    """Does a strike fall on a city, or does a verb of attacking reach it?

    Not «قصفت طهران …», whose subject it may be, «هاجم الوزير واشنطن», nor «حملت المسؤولية عن الهجوم على طهران».
    """
    forms, first = words.forms, found.first
    start, end = words.bounds[first]
    if found.begin.clitics or first == start:
        return False
    said = role_words()
    if not said.verbal.isdisjoint(forms[max(start, first - _WORDS) : min(end, found.last + _FAR)]):
        return False
    low = max(start, first - _FAR)
    if forms[first - 1] in said.onto:
        return any(not words.sets[at].isdisjoint(_FALLING) for at in range(low, first - 1))
    verb = _bare(forms[first - 1])
    return verb in said.shaken or verb in said.entered or _is_reached(words, first, low, said)


def _is_reached(words: Words, first: int, low: int, said: RoleWords) -> bool:
    """Does a verb with its subject stand before this token: «هاجم مسلحون نجامينا»?"""
    forms, sets = words.forms, words.sets
    for at in range(first - 2, low - 1, -1):
        verb = _bare(forms[at])
        if verb in said.shaken:
            return True
        if verb in said.hits or verb in said.entered:
            armed = any(not sets[each].isdisjoint(_ARMED) for each in range(at + 1, first))
            last = forms[first - 1]
            return armed and (last.startswith(_DEFINITE) or last.endswith(_WHOLE))
        if forms[at] in said.preposition or words.clitics(at).preposition or not sets[at].isdisjoint(_COMMAS):
            return False
    return False


def _bare(word: str) -> str:
    return word[1:] if word[:1] in _JOINING else word
