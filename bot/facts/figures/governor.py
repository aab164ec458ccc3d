"""The word that governs a number: the nearest on its left that says what happened to those it counts."""

from __future__ import annotations

from typing import NamedTuple

from bot.arabic.numbers import Count
from bot.facts.figures.sentence import (
    ARTICLE,
    GOVERNING,
    GOVERNOR_SAYS,
    GOVERNORS,
    HARMED,
    HEAD_SAYS,
    NOT_ONE,
    Claim,
    Sentence,
    bits,
)
from bot.model.facts import FigureKind

#: Behind these a clause begins: what stands before governs nothing in it.
_THAT = frozenset({"ان", "بان", "انه", "انها", "وان", "وبان", "وانه", "وانها", "فان", "فانه", "فانها"})
_FAR = 26
_WARRANTS = frozenset({"مذكره", "مذكرات", "مذكرتي", "امر", "اوامر"})
#: «قتل و/أو أصيب».
_OR = frozenset({"و", "او"})
_NOUN_REACH = 7
#: So far before its number and a colon stands who is counted.
_LABEL = 6
#: So far before its number a toll may be said to have risen.
_FAR_RISE = 32
_RISEN = 3
#: «تجاوز ضحايا الهجوم 45».
_AMOUNTS = ("بلغ", "تجاوز", "تخط", "ناهز", "قارب")
#: From here on a number of people living somewhere is told because they are at risk.
CROWD = 1000


class Kind(NamedTuple):
    """What happened, the rule that says so, the governing token, and the claim this one is a part of."""

    kind: FigureKind | None
    rule: str = ""
    governor: int | None = None
    total: Claim | None = None


NONE = Kind(None)
_ACTING = bits(*GOVERNORS)
_KILL, _WOUND, _VERB, _TIMED = bits("kill"), bits("wound"), bits("*_verb"), bits(".past", ".present")
_PRESENT, _PAST, _HIS_DEATH = bits(".present"), bits(".past"), bits("his_death")
_LIVES, _LIFE_VERB, _LOSS_NOUN = bits("lives"), bits("life_verb"), bits("loss_noun")
_VICTIM, _CLAIMS_VERB, _ELIMINATION = bits("victim"), bits("claims_verb"), bits("elimination")
_CAUSE, _CAUSED, _TOLL = bits("cause_noun"), bits("cause_noun", "corpse"), bits("toll")
_FALL_VERB, _FALL_NOUN = bits("fall_verb"), bits("fall_noun")
_RESIDE_VERB, _RESIDE_NOUN, _PEOPLE = bits("reside_verb"), bits("reside_noun"), bits("people")
_RISING = bits("reach_verb", "rise_noun")
_COUNTING = bits("digits", "number")
_YEAR_LIKE = bits("year_like")
_FAMILY, _RESCUE = bits("family"), bits("rescue", "survive")
_TIME, _HUNGER, _VICTIMS = bits("time"), bits("hunger"), bits("dead", "kill")
_LEAVERS = bits("leavers")
_PHRASE = _LEAVERS | HARMED | _LIVES | _VICTIM | _ELIMINATION | _CAUSED
#: So many words behind «عدد» those counted are said to be held, killed, wounded.
_WHICH = 6
#: A word of none of these classes says nothing of a number behind it.
_TELLING = _PHRASE | _ACTING | _FALL_VERB | _FALL_NOUN | _RESIDE_VERB | _RESIDE_NOUN | _TOLL


def governor(sentence: Sentence, count: Count) -> Kind:
    """What the nearest governing word says, with no other count between; NONE where there is none."""
    begin = count.start
    left = sentence.start
    for other in sentence.counts:
        if other.stop > begin:
            break
        families = sentence.bits[other.end] & _FAMILY and sentence.conjunction(begin)  # «150 عائلة و620 مدنيا»
        year = sentence.bits[other.core] & _YEAR_LIKE and other.how == "digits"  # «منذ ديسمبر 2018 إلى نحو 300»
        if not year and not changed(sentence, other) and not sentence.bits[other.end] & _TIME and not families:
            left = other.stop
    seen, words = sentence.bits, sentence.words
    if words[begin - 1] == "الي" and sentence.present & _RISING:
        risen = _risen(sentence, count, left)
        if risen.kind is not None:
            return risen
    for at in range(begin - 1, max(left, begin - _FAR) - 1, -1):
        if words[at] in _THAT or (seen[at] & _RESCUE and seen[at] & _TIMED):
            return NONE  # «قضى 12 مهاجرا، فيما أنقذ خفر السواحل 38 آخرين»
        if seen[at] & _TELLING:
            found = _of_phrase(sentence, count, at) or _of_word(sentence, count, at)
            if found is not None:
                return found
    return NONE


def _risen(sentence: Sentence, count: Count, left: int) -> Kind:
    """«ارتفاع ضحايا الغارة، التي استهدفت السجن في صعدة، إلى 23»: whatever stands between."""
    for at in range(count.start - 2, max(left, count.start - _FAR_RISE) - 1, -1):
        if not sentence.bits[at] & _RISING:
            continue
        toll = sentence.bits[at + 1] & _TOLL > 0
        head = at + 1 + toll
        kind = sentence.by_head(head) if sentence.bits[head] & NOT_ONE else None
        return Kind(kind, "toll", head) if kind is not None and not sentence.denied(at) else NONE
    return NONE


def changed(sentence: Sentence, count: Count) -> bool:
    """«ارتفع العدد من 12 إلى 19»: is it the number that was?"""
    if sentence.words[count.start - 1] != "من" or not sentence.near(_RISING, count.start - 9, count.start):
        return False
    return any(other.core > count.core and sentence.words[other.start - 1] == "الي" for other in sentence.counts)


def _of_phrase(sentence: Sentence, count: Count, at: int) -> Kind | None:
    """«أودى بحياة»، «راح ضحيته»، «القضاء على»، «موقعا»، «رفات»، «عدد القتلى»; None = go on looking."""
    here = sentence.bits[at]
    if not here & _PHRASE:
        return None
    reach = count.start - at
    before = sentence.bits[at - 1]
    if here & _LIVES and reach <= 4 and (sentence.near(_LIFE_VERB, at - 9, at) or before & _LOSS_NOUN):
        verb = next((place for place in range(at - 1, at - 9, -1) if sentence.bits[place] & _LIFE_VERB), at)
        return NONE if sentence.denied(verb) else Kind(FigureKind.KILLED, "lives taken", at - 1)
    if here & _VICTIM and before & _CLAIMS_VERB:
        return Kind(FigureKind.KILLED, "fell victim", at - 1)
    if here & _ELIMINATION and sentence.words[at + 1] == "علي" and reach <= 4:
        return Kind(FigureKind.KILLED, "elimination", at)
    site = here & _CAUSE and (sentence.words[at + 1] == "في" or before & _COUNTING)
    if here & _CAUSED and reach <= 2 and not site:
        return Kind(FigureKind.KILLED, "caused" if here & _CAUSE else "bodies", at)
    if here & _LEAVERS and sentence.words[at + 1] == "من" and sentence.near(_TOLL, at - 2, at):
        return Kind(FigureKind.DISPLACED, "toll", at)  # «بلغ عدد الخارجين من الغوطة 40 ألفا»
    kind = HEAD_SAYS[here & HARMED]
    if kind is None:
        return None
    if sentence.near(_TOLL, at - 2, at) or _tells_which(sentence, at):
        return Kind(kind, "toll", at)
    if here & NOT_ONE and at == sentence.start and sentence.words[count.start - 1] == ":" and reach <= _LABEL:
        return Kind(kind, "toll", at)  # «قتلى الغارة: 12»
    amounts = sentence.words[at - 1].lstrip("وف").startswith(_AMOUNTS) and count.start - at <= _NOUN_REACH
    risen = (sentence.words[count.start - 1] == "الي" or amounts) and before & _RISING and here & NOT_ONE
    return Kind(kind, "toll", at) if risen else None  # «ارتفاع ضحايا القصف إلى 23»


def _tells_which(sentence: Sentence, at: int) -> bool:
    """«عدد موظفي المنظمة المحتجزين»: does a definite word behind those counted say what befell them?"""
    if not sentence.bits[at] & NOT_ONE or not sentence.clitics[at] & ARTICLE:
        return False
    first = next((near for near in range(at - 3, at - _WHICH - 1, -1) if sentence.bits[near] & _TOLL), -1)
    if first < sentence.start or not sentence.bits[first + 1] & _PEOPLE:
        return False
    return not any(sentence.bits[near] & _TIMED or sentence.conjunction(near) for near in range(first + 1, at))


def _of_word(sentence: Sentence, count: Count, at: int) -> Kind | None:
    """A verb or noun of action, a toll, or a word that shuts off what stands before it; None = go on looking."""
    here = sentence.bits[at]
    reach = count.start - at
    kind = GOVERNOR_SAYS[here & GOVERNING]
    if kind is FigureKind.AFFECTED and here & _HUNGER and sentence.near(_VICTIMS, at - 4, at):
        return None  # «ضحايا سوء التغذية»
    if kind is not None:
        return _governing(sentence, count, at, kind)
    fell = (here & _FALL_VERB and reach <= 6) or (here & _FALL_NOUN and reach <= 2)
    if fell and not sentence.denied(at):
        return Kind(FigureKind.KILLED, "fell", at)
    living = here & _RESIDE_VERB and here & _PRESENT and count.stated >= CROWD
    if living or here & _RESIDE_NOUN:
        return NONE  # «الفرار من منطقة يعيش فيها …», «يبلغ تعداد سكانه …»
    risen = sentence.words[count.start - 1] == "الي" and reach <= _RISEN  # «لترتفع الحصيلة إلى 17»
    if here & _TOLL and (sentence.bits[count.end] & _PEOPLE or risen) and "حصيل" in sentence.words[at]:
        return Kind(FigureKind.KILLED, "toll of all", at)
    return None


def _theirs(sentence: Sentence, at: int) -> bool:
    """Does the ending of a verb say "they": «قتلوا», of two «قتلا»?"""
    return sentence.plural_verb(at) or (sentence.bits[at] & _PAST > 0 and sentence.words[at].endswith("ا"))


def _governing(sentence: Sentence, count: Count, at: int, kind: FigureKind) -> Kind:
    here, reach = sentence.bits[at], count.start - at
    verb = here & _VERB and here & _TIMED
    if kind is FigureKind.DETAINED and sentence.words[at - 1].lstrip("وبل") in _WARRANTS:
        return NONE  # «تلاحق بمذكرات توقيف 40 ناشطا»
    rising = sentence.words[count.start - 1] == "الي" and sentence.near(_TOLL, at, count.start)
    if (not verb and reach > _NOUN_REACH and not rising) or sentence.denied(at):
        return NONE
    if verb and reach == 1 and _theirs(sentence, at) and sentence.conjunction(count.start):
        return NONE  # «قتلوا وأكثر من مليون نزحوا»
    other = _WOUND if kind is FigureKind.KILLED else _KILL if kind is FigureKind.WOUNDED else 0
    if other and sentence.present & other and (sentence.conjunction(at) or sentence.words[at - 1] in _OR):
        twin = at - 1 if sentence.words[at - 1] not in _OR else at - 2
        alone = not sentence.bits[twin] & (NOT_ONE | _HIS_DEATH)
        alone = alone and twin - 1 not in sentence.taken  # «أن طفلا قتل وأصيب 15 مدنيا»
        if sentence.bits[twin] & other and alone and not sentence.plural_verb(twin):
            return Kind(FigureKind.KILLED_OR_WOUNDED, "killed and wounded", twin)
    return Kind(kind, "verb" if verb else "noun of action", at)
