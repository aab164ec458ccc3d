"""Where a sentence without numbers may speak of one person: told beforehand, to spare the look at all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from bot.arabic.alphabet import one_letter
from bot.arabic.words import Vocabulary, clitic_letters
from bot.facts.figures.harmed import OCCURRING
from bot.facts.figures.ones import BETWEEN, COUNTED, SLAIN_BY
from bot.facts.figures.sentence import GOVERNING, GOVERNOR_SAYS, NOT_ONE, bits
from bot.facts.figures.suffered import SUFFERED
from bot.facts.figures.told_words import told_words

_WEAK, _PAST, _PEOPLE, _TITLE, _OFFICE = bits("weak"), bits(".past"), bits("people"), bits("title"), bits("office")
_OPEN = bits("one_of", "kin", "unknown", "ordinal_one", "office", "one_of_them", "rank", "unit")
_AGENTS, _TIMED = bits("kill_verb", "detain_verb", "wound_verb"), bits(".past", ".present")
_HARMED, _BODY, _FINDING, _DEAD = bits("dead", "hurt"), bits("corpse"), bits("finding"), bits("dead")
_BEFORE_HARMED = bits("fall_noun", "fall_verb", "cause_verb", "among_prep")
_MEETS, _MOURN, _LIVES, _CLAIMS = bits("meets"), bits("mourn"), bits("lives"), bits("claims_verb")
_AMONG_PREP, _CULPRIT = bits("among_prep"), bits("culprit")
_STRIKE, _ELIMINATION, _SLAIN = bits("t_strike"), bits("elimination"), bits("slain")
_VICTIM, _ARREST = bits("victim"), bits("arrest")
_UNKNOWN, _OTHERS = bits("unknown"), bits("one_other", "ordinal_one", "nation")
_CAUSES, _FALL_VERB, _FALL_NOUN = bits("cause_verb"), bits("fall_verb"), bits("fall_noun")
_AGE = bits("age")
_ORDINAL, _SURELY_ONE = bits("ordinal_one"), bits("surely_one")
_KILL_NOUN, _LIFE_VERB, _WOUND = bits("kill_noun"), bits("life_verb"), bits("wound")
#: «أدى إلى مقتله».
LED_TO = ("إلى", "عن", "في")
_AMONG, _RANK, _ONE_OF = bits("among"), bits("rank"), bits("one_of")
_TOLD = bits("undergo", "slain")
_BEFORE_VERB = ("الذي", "التي", "قد")


class _Ones(NamedTuple):
    """Expressions for letters of words, and of classes: who acts, who is one person."""

    of: Callable[[int], str]
    words: Callable[..., str]
    acts: str
    acted: str
    weak: str
    agents: str
    person: str
    one: str
    alone: Mapping[str, int]
    several: str


def first_one(vocabulary: Vocabulary, known: Mapping[frozenset[str], int]) -> re.Pattern[str]:
    """To be matched at a token of a code: where it is not found, no rule sees the first claim of a sentence.

    What it finds need not be a claim. `known` are the bits of each set of classes.
    """
    letters = {letter: here for letter, classes in vocabulary.alphabet.classes.items() if (here := known[classes])}
    counted = {letter: here for letter, here in letters.items() if GOVERNOR_SAYS[here & GOVERNING] in COUNTED}
    acting = {letter: here for letter, here in counted.items() if not here & _WEAK}
    alone = {letter: here for letter, here in letters.items() if not here & NOT_ONE or here & _SURELY_ONE}
    person = _having(alone, _PEOPLE)
    plain = one_letter(
        letter for letter, each in clitic_letters() if each[1:] == ("", False, False) and each.conjunction != "w"
    )
    ones = _Ones(
        of=partial(_having, letters),
        words=partial(_letters_of, vocabulary),
        acts=one_letter(acting),
        acted=_having(acting, _PAST),
        weak=_having(counted, _WEAK),
        agents=one_letter(letter for letter, here in acting.items() if here & _AGENTS and here & _TIMED),
        person=person,
        one=person + plain,
        alone=alone,
        several=_having(letters, NOT_ONE),
    )
    return re.compile("|".join([*_by_deeds(ones), *_by_phrases(ones)]))


def _by_deeds(ones: _Ones) -> Iterator[str]:
    """Who is told with what was done to him."""
    of, words, acted, weak, one = ones.of, ones.words, ones.acted, ones.weak, ones.one
    person, agents = ones.person, ones.agents
    yield f"{ones.acts}.(?:{of(_OPEN)}|{person})|{ones.acts}.(?:..){{1,4}}{of(_ONE_OF)}"
    yield f"{acted}.{words(*BETWEEN)}.(?:(?:..){{0,4}}{person}|{of(_UNKNOWN)})"
    yield f"{agents}.(?:..){{1,4}}(?:{one}|{_having(ones.alone, _TITLE | _OFFICE)})"
    yield f"{weak}.(?:..){{0,5}}(?:{of(_DEAD)}|{words(*SLAIN_BY)}|{words('في')}.{of(_STRIKE)})"
    yield f"{of(_LIFE_VERB)}.(?:..){{0,3}}{person}|{weak}.{person}.{of(_WOUND)}"
    yield f"{weak}.{of(_DEAD)}|{of(_HARMED)}.{of(_OTHERS)}"
    yield f"(?<={one}){acted}|(?<={one}{words(chr(34), chr(39))}.){acted}|(?<={words(*_BEFORE_VERB)}.){acted}"
    yield f"{of(_HARMED)}.(?:{of(_ORDINAL)}|{words(*SUFFERED)}|(?:{words('و')}.)?{of(_HARMED)})"
    yield from (f"(?<={one}{words('من')}.{'..' * gap}){acted}" for gap in (1, 2, 3))
    yield f"(?<={words(*OCCURRING)}.){of(_HARMED)}"
    yield f"(?<={of(_OTHERS | _AGE)}.){acted}|{of(_TOLD)}"


def _by_phrases(ones: _Ones) -> Iterator[str]:
    """Who is told by a phrase: «القضاء على …»، «فارق الحياة»، «عثر على جثة …»."""
    of, words, acted, weak, one = ones.of, ones.words, ones.acted, ones.weak, ones.one
    person, agents, alone = ones.person, ones.agents, ones.alone
    pronoun = one_letter(letter for letter, each in clitic_letters() if each.pronoun)
    yield f"(?<={words(*LED_TO)}.){of(_KILL_NOUN)}"
    yield f"(?:{of(_ELIMINATION)}|{weak}).{words('على')}|{of(_SLAIN)}"
    yield f"(?<={words('حتى')}.){of(_KILL_NOUN)}"
    yield f"{ones.acts}.{ones.several}.(?:..){{0,1}}{of(_UNKNOWN)}"
    yield f"{acted}.{words('الحياة')}|(?<={words('الذي', 'التي')}.){weak}"
    yield f"{weak}.(?:..){{1,3}}{words('تحت')}|{acted}.{words('لاحقا')}"
    yield f"{of(_LIVES)}.{_having(alone, _TITLE)}"
    yield f"{agents}(?={pronoun})"
    yield f"(?<={words(*told_words().within)}.){of(_HARMED)}|(?<={of(_AMONG_PREP)}.){of(_HARMED)}"
    yield f"(?<={of(_CULPRIT)}.){acted}|{acted}.{of(_CULPRIT)}"
    yield f"{of(_AMONG)}.(?:{one}|{_having(alone, _TITLE | _RANK)}|{of(_ONE_OF)})"
    yield f"(?<={of(_FINDING)}.){of(_DEAD)}"
    yield f"{of(_MEETS)}|{of(_ARREST)}|{of(_LIVES)}.{one}|{of(_CLAIMS)}.{of(_VICTIM)}"
    yield f"{of(_MOURN)}.(?:..){{0,3}}{_having(alone, _TITLE | _DEAD)}"
    yield from (f"(?<={of(_FINDING)}{gap}){of(_BODY)}" for gap in (".", "...", "....."))
    yield f"(?<={of(_BEFORE_HARMED)}.){of(_HARMED)}|{of(_FALL_NOUN)}.{person}"
    yield from (f"(?<={of(_CAUSES)}{gap}){of(_DEAD)}" for gap in ("...", ".....", "......."))
    yield from (
        f"(?<={of(_FALL_VERB)}.{person}{gap}){of(_DEAD)}" for gap in (".", "...", ".....", ".......", ".........")
    )


def _having(letters: Mapping[str, int], mask: int) -> str:
    """One of the letters that have a bit of a mask."""
    return one_letter(letter for letter, here in letters.items() if here & mask)


def _letters_of(vocabulary: Vocabulary, *forms: str) -> str:
    """One of the letters of some words."""
    return one_letter(vocabulary.read("", form).letters[0] for form in forms)
