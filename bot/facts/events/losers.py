"""Who lost what another party took: driven out by it, gone before it came, or there before it came back."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.name_words import name_words
from bot.facts.parties import PARTY, means_a_party, party_end

#: So many words before a party stands the word of time: «بعد ساعات من دخول | القوات».
_CLAUSE = 4
#: So many words has the name of who drives out.
_NAME = 4
_DAYS = frozenset({"cf_weekday", "cf_today", "cf_yesterday", "time"})


def drives_out(words: Words, head: int) -> bool:
    """«طردت | قوات الوفاق الجمعة قوات حفتر من …»: is another party named right behind, whom this one drove out?"""
    last = words.bounds[head][1]
    at = party_end(words, head, last)
    at += at < last - 1 and not words.sets[at].isdisjoint(_DAYS)
    return at < last and not words.clitics(at).conjunction and is_party(words, at)


def is_driven_out(words: Words, head: int) -> bool:
    """«دحر الجيش السوداني | الدعم السريع»: does the party stand right behind the one that drove it out?"""
    first = words.bounds[head][0]
    for verb in range(head - 2, max(first, head - 2 - _NAME) - 1, -1):
        if words.forms[verb] in name_words().undergoes:
            return is_party(words, verb + 1) and party_end(words, verb + 1, head + 1) == head
    return False


def left(words: Words, head: int, end: int) -> bool:
    """«… بعد انسحاب | القوات», «… بعد ساعات من دخول | القوات»: did the party only leave, or come before that?"""
    before = words.forms[head - 1]
    if head <= end:
        return False
    return before in name_words().leaves or (before in name_words().came and is_before(words, head - 1, end))


def is_before(words: Words, start: int, end: int = 0) -> bool:
    """Does a word of time, behind token `end`, put what begins at a token before what the sentence tells?"""
    first = max(end, start + 1 - _CLAUSE, words.bounds[start][0])
    return any(form in name_words().since for form in words.forms[first:start])


def is_party(words: Words, at: int) -> bool:
    """Does a name stand at a token, behind no preposition, that says which party?"""
    return not words.sets[at].isdisjoint(PARTY) and not words.clitics(at).preposition and means_a_party(words, at)
