"""Who is accused of a deed: «اتهمت كييف روسيا بقصف المدينة», where the accuser stands before the accused.

A country or capital that stands right before «ب» is told by nothing else than its place; other parties have an article
or an adjective and are found near the deed (events/doers.py). What a country is accused of does not happen there.
"""

from __future__ import annotations

from bot.arabic.words import TIMED, Words
from bot.facts.page import Page

_ACCUSE, _WITH = "cue_accuse", "ب"
_NAMES = frozenset({"state", "capital", "actor_name"})
#: So far before a deed stands «ب» («بشن سلسلة غارات»), and so far before the accused the verb.
_DEED, _VERB = 4, 8


def accused_at(page: Page, start: int) -> int:
    """The token of the country or capital that is accused of what begins at a token; -1 for none."""
    words = page.words
    first = words.bounds[start][0]
    for at in range(start, max(start - _DEED, first + 1), -1):
        if words.forms[at].startswith(_WITH) and is_accused(words, at - 1):
            known = not words.sets[at - 1].isdisjoint(_NAMES)
            return at - 1 if known or any(each.first == at - 1 and not each.cue for each in page.places) else -1
    return -1


def is_accused(words: Words, at: int) -> bool:
    """Is the name at a token what a verb of accusing before it is about, with its deed right behind?"""
    clitics = words.clitics(at)
    if clitics.preposition or clitics.conjunction:
        return False
    if at + 1 >= len(words) or not words.forms[at + 1].startswith(_WITH):
        return False
    before = range(at - 1, max(at - 1 - _VERB, words.bounds[at][0] - 1), -1)
    return any(_ACCUSE in words.sets[verb] and not TIMED.isdisjoint(words.sets[verb]) for verb in before)
