"""Who is accused of a deed: «اتهمت كييف روسيا بقصف المدينة», where the accuser stands before the accused; and who only
tells what befell others or its own.

A country or capital that stands right before «ب» is told by nothing else than its place; other parties have an article
or an adjective and are found near the deed (events/doers.py). What a country is accused of does not happen there.
"""

from __future__ import annotations

from bot.arabic.words import TIMED, Words
from bot.facts.page import Page
from bot.facts.parties import party_end, says

_ACCUSE, _WITH = "cue_accuse", "ب"
_NAMES = frozenset({"state", "capital", "actor_name"})
#: So far before a deed stands «ب» («بشن سلسلة غارات»), and so far before the accused the verb.
_DEED, _VERB = 4, 8
_TOLL = frozenset({"topic_killed", "topic_wounded"})
_RANKS = frozenset({"soldier", "fighter", "member", "people"})


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


def tells_a_toll(words: Words, head: int, start: int, *, own: bool) -> bool:
    """«أعلنت الشرطة مقتل سبعة في تفجير …»: does the party only tell whom it harmed? `own`: only where it lost its own
    («أعلن الجيش مقتل عشرة من جنوده في هجوم»): of others it may be who killed them.
    """
    behind = party_end(words, head, start)
    if not (head and says(words, head - 1)) and not (behind < start and says(words, behind)):
        return False
    toll = any(not _TOLL.isdisjoint(words.sets[at]) for at in range(head + 1, start + 1))
    return toll and (not own or any(_is_of_its_own(words, at) for at in range(head + 1, words.bounds[start][1])))


def _is_of_its_own(words: Words, at: int) -> bool:
    """«من جنوده»، «أحد عناصرها»."""
    return bool(words.clitics(at).pronoun) and not words.sets[at].isdisjoint(_RANKS)
