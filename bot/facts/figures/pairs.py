"""Two people told without a number by «ضابطا شرطة», and the second of two by «وأحد الجنود»."""

from __future__ import annotations

from bot.facts.figures.sentence import NOT_ONE, PREPOSITION, PRONOUN, WITH_L, Sentence, bits

#: «قتل مسلح خمسة من زملائه».
_THEIRS = ("ه", "ها", "هم")
_ATTACHED = PREPOSITION | PRONOUN
_PEOPLE, _THING, _NATION, _NOUN = bits("people"), bits("thing"), bits("nation"), bits("*_noun")
_CRAFT, _TIME_WORD = bits("aircraft"), bits("t_weekday", "t_now", "t_today")
#: «وأحد» is spelt as «واحد» is.
AND_ONE_OF = "واحد"
#: «أب» is spelt as «آب» is: a father only before «لخمسة».
_PARENTS = frozenset(("اب", "ام", "ابا", "اما", "والد", "والده"))
#: What two people may be of: a force, a house, a car.
_OWNING = bits("soldier_group", "fighter_group", "building", "vehicle", "aircraft", "place_unit", "convoy", "task")


def and_one_of(sentence: Sentence, at: int) -> bool:
    """«ضابط وأحد الجنود»."""
    behind = sentence.bits[at + 1]
    return sentence.words[at] == AND_ONE_OF and behind & _PEOPLE > 0 and behind & NOT_ONE > 0


def two_of(sentence: Sentence, start: int, head: int) -> bool:
    """«قتل ضابطا مخابرات»، «أصيب طيارا المروحية»: the ending of two before the noun of what is theirs."""
    here, behind = sentence.bits[head], sentence.bits[head + 1]
    noun = not (here & _THING & ~_CRAFT or sentence.clitics[head] & PRONOUN) and start < head
    if not sentence.words[head].endswith("ا") or not noun or sentence.words[head + 1].endswith("ا"):
        return False
    # «قتلت ضابطا»: an object of «she»
    active = sentence.words[head - 1].endswith(("ت", "ا")) and not sentence.bits[start] & _NOUN
    if active or sentence.bits[start] & _NATION or behind & (_NATION | _TIME_WORD):
        return False
    return behind & _OWNING > 0 and not sentence.clitics[head + 1] & _ATTACHED and not sentence.joined(head + 1)


def is_parent(sentence: Sentence, at: int) -> bool:
    """«أب | لخمسة أطفال»: are the children of who is named at a token counted behind, who were not struck with him?"""
    parent = sentence.words[at].lstrip("وف") in _PARENTS
    return parent and sentence.clitics[at + 1] & PREPOSITION == WITH_L and at + 1 in sentence.cores


def does_it(sentence: Sentence, at: int) -> bool:
    """«قتل مسلح 11 شخصا»: who stands before those that a number counts is no victim; not «قتل شخص واحد»."""
    count = sentence.cores[at]
    apart = not sentence.conjunction(count.start) and count.how != "dual" and not is_parent(sentence, at - 1)
    people = sentence.bits[count.end] & _PEOPLE
    theirs = sentence.words[count.end] == "من" and sentence.words[count.end + 1].endswith(_THEIRS)
    return apart and count.stated > 1 and (people > 0 or theirs)
