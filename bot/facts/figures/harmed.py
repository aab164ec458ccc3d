"""One dead or wounded, told by the noun alone: «سقوط قتيل»، «3 قتلى وجريح»، «شهيد و جريح»، «العثور على جثة شاب»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figures.named import one
from bot.facts.figures.sentence import (
    ARTICLE,
    HARMED,
    HEAD_SAYS,
    NOT_ONE,
    PREPOSITION,
    PRONOUN,
    WITH_B,
    Claim,
    Sentence,
    bits,
)
from bot.facts.figures.suffered import SUFFERED
from bot.model.facts import FigureKind

_BODY, _CASE, _FINDING, _DEAD_OR_HURT = bits("corpse"), bits("case"), bits("finding"), bits("dead", "hurt")
_PEOPLE, _KIN, _ONE_OF, _ORDINAL = bits("people"), bits("kin"), bits("one_of"), bits("ordinal_one")
_VICTIM, _OTHER = bits("victim"), bits("one_other")
_CAUSED, _CAUSES = bits("fall_noun", "fall_verb", "cause_verb"), bits("cause_verb")
_KILLED = FigureKind.KILLED
#: So far behind the one before stands the next of a list by places.
_LISTED_SO_NEAR = 8
#: So far before «شهيدا» the verb may stand.
_FALL_VERB, _FELL_SO = bits("fall_verb"), 9
#: A post begins behind these: «عاجل | شهيد …».
_POST_MARKS = frozenset("|:-")
_AND_IN = frozenset(("وفي", "ففي"))
#: Behind these «إصابة» is one wounded, whoever it is.
OCCURRING = frozenset(fold_word(word) for word in ("وقوع", "تسجيل", "حدوث"))


def harmed(sentence: Sentence, at: int) -> Claim | None:
    """«سقوط قتيل»، «3 قتلى وجريح»، «العثور على جثة شاب»."""
    here, seen = sentence.bits[at], sentence.bits
    kind = HEAD_SAYS[here & HARMED]
    if here & NOT_ONE or kind is None:
        return None
    counted = at + 1 in sentence.cores or at + 2 in sentence.cores
    if here & _BODY and not counted and sentence.near(_FINDING, at - 3, at):
        found = next(place for place in range(at - 1, at - 4, -1) if seen[place] & _FINDING)
        person = seen[at + 1] & _PEOPLE and not seen[at + 1] & NOT_ONE
        return one(sentence, found, at + 1 if person else at, kind, "a body found")
    apart = sentence.words[at - 1] == "و"  # «شهيد و جريح»
    if seen[at - 1] & _FINDING and not here & _CASE and not sentence.clitics[at] & ARTICLE and kind is _KILLED:
        return one(sentence, at - 1, at, kind, "a body found")  # «انتشال شهيد»
    if here & _CASE:
        sole = sentence.words[at - 1] in OCCURRING and not seen[at + 1] & (_PEOPLE | _KIN | _ONE_OF)
        return one(sentence, at, at, kind, "one harmed") if sole and kind is FigureKind.WOUNDED else None
    theirs = sentence.clitics[at + 1] & ARTICLE or sentence.words[at].endswith(("ته", "تها", "تهم"))
    of_an_attack = here & _VICTIM and theirs  # «سقط ضحية الهجوم 14 عاملا»
    if sentence.clitics[at] & (ARTICLE | PRONOUN) or of_an_attack:
        return None  # «مجزرة راح ضحيتها 39 مدنيا»
    follows = bool(sentence.found) and sentence.found[-1].end == at - apart and sentence.conjunction(at)
    follows = follows or _one_more_place(sentence, at)
    opens = _begins(sentence, at) and counted and sentence.conjunction(at + 1)  # «قتيل وستة جرحى في …»
    opens = opens or (sentence.words[at].endswith("ا") and sentence.near(_CAUSES, at - 4, at - 1))
    opens = opens or (kind is _KILLED and _fell_so(sentence, at))
    opens = opens or (sentence.words[at - 1] == "عن" and sentence.near(_CAUSES, at - 5, at - 1))
    opens = opens or (_begins(sentence, at) and _tells_harm(sentence, at + 1))
    opens = opens or _another(sentence, at) or _behind_a_place(sentence, at)
    return one(sentence, at, at, kind, "one harmed") if follows or opens or seen[at - 1] & _CAUSED else None


def _fell_so(sentence: Sentence, at: int) -> bool:
    """«سقط القائد فلان شهيدا»."""
    if not sentence.words[at].endswith("ا"):
        return False
    verb = next((place for place in range(at - 2, at - _FELL_SO, -1) if sentence.bits[place] & _FALL_VERB), None)
    if verb is None or any(verb < core < at for core in sentence.cores):
        return False
    return not sentence.bits[verb + 1] & NOT_ONE and sentence.bits[verb + 1] & _PEOPLE > 0


def _one_more_place(sentence: Sentence, at: int) -> bool:
    """«أربعة قتلى في كسلا وقتيل في سنار»."""
    if not sentence.found or not sentence.conjunction(at) or sentence.bits[at - 1] & _DEAD_OR_HURT:
        return False
    since = sentence.found[-1].end
    if at - since > _LISTED_SO_NEAR or not {"في", "،", ","}.intersection(sentence.words[since:at]):
        return False
    return sentence.words[at + 1] == "في" or sentence.clitics[at + 1] & PREPOSITION == WITH_B


def _another(sentence: Sentence, at: int) -> bool:
    """«وفي درعا قتيل آخر برصاص مجهولين»."""
    if not sentence.bits[at + 1] & (_ORDINAL | _OTHER) or not (sentence.found or sentence.earlier):
        return False
    return sentence.words[at + 2] in SUFFERED and sentence.bits[at - 1] & _DEAD_OR_HURT == 0


def _behind_a_place(sentence: Sentence, at: int) -> bool:
    """«… وفي النبطية شهيد وجريحان»: one more of a list by places."""
    if not sentence.found or not _AND_IN.intersection(sentence.words[max(at - 4, sentence.start) : at - 1]):
        return False
    return _tells_harm(sentence, at + 1) or sentence.words[at + 1] in {"", ".", "،", ","}


def _begins(sentence: Sentence, at: int) -> bool:
    """Does a post begin here: «عاجل | شهيد …»?"""
    return at == sentence.start or sentence.words[at - 1] in _POST_MARKS


def _tells_harm(sentence: Sentence, at: int) -> bool:
    """Does what stands behind «شهيد» tell how, or whom else: «شهيد رابع»، «شهيد و جريح»، «شهيد برصاص …»؟"""
    other = at + (sentence.words[at] == "و")
    several = other + (other in sentence.cores)  # «وفي كسلا قتيل وثمانية جرحى»
    if sentence.conjunction(other) and (sentence.bits[other] | sentence.bits[several]) & _DEAD_OR_HURT:
        return True
    return sentence.bits[at] & _ORDINAL > 0 or sentence.words[at] in SUFFERED
