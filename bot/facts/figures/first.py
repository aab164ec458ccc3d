"""Where a sentence without numbers may speak of one person: told beforehand, to spare the look at all others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from bot.arabic.alphabet import one_letter
from bot.arabic.words import Vocabulary, clitic_letters
from bot.facts.figures.fallen import WITHIN
from bot.facts.figures.harmed import OCCURRING
from bot.facts.figures.ones import BETWEEN, COUNTED, SLAIN_BY
from bot.facts.figures.sentence import GOVERNING, GOVERNOR_SAYS, NOT_ONE, bits
from bot.facts.figures.suffered import SUFFERED

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


def first_one(vocabulary: Vocabulary, known: Mapping[frozenset[str], int]) -> re.Pattern[str]:
    """To be matched at a token of a code: where it is not found, no rule sees the first claim of a sentence.

    What it finds need not be a claim. `known` are the bits of each set of classes.
    """
    letters = {letter: known[classes] for letter, classes in vocabulary.alphabet.classes.items()}
    of, words = partial(_having, letters), partial(_letters_of, vocabulary)
    counted = {letter: here for letter, here in letters.items() if GOVERNOR_SAYS[here & GOVERNING] in COUNTED}
    acting = {letter: here for letter, here in counted.items() if not here & _WEAK}
    alone = {letter: here for letter, here in letters.items() if not here & NOT_ONE or here & _SURELY_ONE}
    acts, acted, person = one_letter(acting), _having(acting, _PAST), _having(alone, _PEOPLE)
    agents = one_letter(letter for letter, here in acting.items() if here & _AGENTS and here & _TIMED)
    one = person + one_letter(
        letter for letter, each in clitic_letters() if each[1:] == ("", False, False) and each.conjunction != "w"
    )
    of_pronoun = one_letter(letter for letter, each in clitic_letters() if each.pronoun)
    found = (
        f"{acts}.(?:{of(_OPEN)}|{person})|{acts}.(?:..){{1,4}}{of(_ONE_OF)}",
        f"{acted}.{words(*BETWEEN)}.(?:(?:..){{0,4}}{person}|{of(_UNKNOWN)})",
        f"{agents}.(?:..){{1,4}}(?:{one}|{_having(alone, _TITLE | _OFFICE)})",
        f"{_having(counted, _WEAK)}.(?:..){{1,5}}(?:{of(_DEAD)}|{words(*SLAIN_BY)}|{words('في')}.{of(_STRIKE)})",
        f"{of(_LIFE_VERB)}.(?:..){{0,3}}{person}|{_having(counted, _WEAK)}.{person}.{of(_WOUND)}",
        f"{_having(counted, _WEAK)}.{of(_DEAD)}|{of(_HARMED)}.{of(_OTHERS)}",
        f"(?<={one}){acted}|(?<={one}{words(chr(34), chr(39))}.){acted}|(?<={words(*_BEFORE_VERB)}.){acted}",
        f"{of(_HARMED)}.(?:{of(_ORDINAL)}|{words(*SUFFERED)}|(?:{words('و')}.)?{of(_HARMED)})",
        *(f"(?<={one}{words('من')}.{'..' * gap}){acted}" for gap in (1, 2, 3)),
        f"(?<={words(*OCCURRING)}.){of(_HARMED)}",
        f"(?<={of(_OTHERS | _AGE)}.){acted}|{of(_TOLD)}",
        f"(?<={words(*LED_TO)}.){of(_KILL_NOUN)}",
        f"(?:{of(_ELIMINATION)}|{_having(counted, _WEAK)}).{words('على')}|{of(_SLAIN)}",
        f"(?<={words('حتى')}.){of(_KILL_NOUN)}",
        f"{acts}.{_having(letters, NOT_ONE)}.(?:..){{0,1}}{of(_UNKNOWN)}",
        f"{acted}.{words('الحياة')}|(?<={words('الذي', 'التي')}.){_having(counted, _WEAK)}",
        f"{_having(counted, _WEAK)}.(?:..){{1,3}}{words('تحت')}|{acted}.{words('لاحقا')}",
        f"{of(_LIVES)}.{_having(alone, _TITLE)}",
        f"{agents}(?={of_pronoun})",
        f"(?<={words(*WITHIN)}.){of(_HARMED)}|(?<={of(_AMONG_PREP)}.){of(_HARMED)}",
        f"(?<={of(_CULPRIT)}.){acted}|{acted}.{of(_CULPRIT)}",
        f"{of(_AMONG)}.(?:{one}|{_having(alone, _TITLE | _RANK)}|{of(_ONE_OF)})",
        f"(?<={of(_FINDING)}.){of(_DEAD)}",
        f"{of(_MEETS)}|{of(_ARREST)}|{of(_LIVES)}.{one}|{of(_CLAIMS)}.{of(_VICTIM)}",
        f"{of(_MOURN)}.(?:..){{0,3}}{_having(alone, _TITLE | _DEAD)}",
        *(f"(?<={of(_FINDING)}{gap}){of(_BODY)}" for gap in (".", "...", ".....")),
        f"(?<={of(_BEFORE_HARMED)}.){of(_HARMED)}|{of(_FALL_NOUN)}.{person}",
        *(f"(?<={of(_CAUSES)}{gap}){of(_DEAD)}" for gap in ("...", ".....", ".......")),
        *(f"(?<={of(_FALL_VERB)}.{person}{gap}){of(_DEAD)}" for gap in (".", "...", ".....", ".......", ".........")),
    )
    return re.compile("|".join(found))


def _having(letters: Mapping[str, int], mask: int) -> str:
    """One of the letters that have a bit of a mask."""
    return one_letter(letter for letter, here in letters.items() if here & mask)


def _letters_of(vocabulary: Vocabulary, *forms: str) -> str:
    """One of the letters of some words."""
    return one_letter(vocabulary.read("", form).letters[0] for form in forms)
