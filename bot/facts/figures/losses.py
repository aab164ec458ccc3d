"""Those harmed whom other verbs tell of: buried, borne to the grave, lost in a fight, held in a campaign of arrests."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.sentence import Sentence, bits
from bot.model.facts import FigureKind

_BURIED, _MOURN, _DETAIN_NOUN = bits("t_buried"), bits("mourn"), bits("detain_noun")
_LOSE_VERB, _TIMED, _THING, _BODY = bits("lose_verb"), bits(".past", ".present"), bits("thing"), bits("corpse")
_FIGHTING, _SIDE = bits("soldier", "fighter", "member"), bits("actor", "soldier_group", "fighter_group")
#: So far before a number these stand.
_NEAR, _MOURNED, _LOST, _CAMPAIGN = 3, 7, 6, 24
_LOSES, _ONLY = ("خسر", "يخسر", "تخسر"), frozenset(map(fold_word, ("سوى", "إلا")))
_REACHES = frozenset(map(fold_word, ("طالت", "طال", "شملت", "وطالت", "وشملت", "استهدفت", "واستهدفت", "تطال", "لتطال")))
_RAIDS = frozenset(map(fold_word, ("حملة", "حملات", "الحملة", "الاعتقالات", "اعتقالات")))
_NAMES = frozenset(map(fold_word, ("اسما", "أسماء", "اسم")))
_LISTS = frozenset(map(fold_word, ("قائمة", "القائمة", "لائحة", "اللائحة", "قوائم", "القوائم", "لوائح", "كشوف")))
_LISTED = 8
_ENDS = frozenset(map(fold_word, ("", ".", "،", ",", "؛", "كانوا", "في", "خلال", "من", "على")))


def told_by_another_verb(sentence: Sentence, count: Count, head: int | None, *, people: bool) -> Kind:
    """What another verb before a number says of those counted; NONE where none does."""
    if not people:
        return _lost(sentence, count) if head is None else _on_a_list(sentence, count)
    here = sentence.bits[head] if head is not None else 0
    for at in range(count.start - 1, max(sentence.start, count.start - _NEAR) - 1, -1):
        if sentence.bits[at] & _BURIED and sentence.bits[at] & _TIMED and not here & _BODY:
            return NONE if sentence.denied(at) else Kind(FigureKind.KILLED, "buried", at)  # «دفن فيها 42 مدنيا»
    if here & _FIGHTING:
        for at in range(count.start - 2, max(sentence.start, count.start - _MOURNED) - 1, -1):
            if sentence.bits[at] & _MOURN and sentence.words[at].endswith("ت"):
                return Kind(FigureKind.KILLED, "mourned", at)  # «شيعت في صنعاء 35 ضابطا»
    return _in_a_campaign(sentence, count)


def _lost(sentence: Sentence, count: Count) -> Kind:
    """«وخسروا في الاشتباك اثنين»، «لم تخسر القبيلة سوى خمسة»."""
    ends = sentence.words[count.end] in _ENDS or sentence.conjunction(count.end)
    if not ends or not sentence.present & _LOSE_VERB:
        return NONE
    for at in range(count.start - 1, max(sentence.start, count.start - _LOST) - 1, -1):
        here = sentence.bits[at]
        if not here & _LOSE_VERB or not sentence.words[at].lstrip("وف").startswith(_LOSES):
            continue
        side = sentence.plural_verb(at) or sentence.near(_SIDE, at + 1, count.start)
        only = sentence.words[count.start - 1] in _ONLY
        things = (sentence.bits[place] & _THING for place in (at + 1, count.start - 1))
        if not (side or only) or (any(things) and sentence.words[at + 1] != "في") or (sentence.denied(at) and not only):
            return NONE
        return Kind(FigureKind.KILLED, "lost", at)
    return NONE


def _on_a_list(sentence: Sentence, count: Count) -> Kind:
    """«بعد قائمة أولى ضمت 51 اسما»: names on a list of those told right before."""
    last = sentence.found[-1] if sentence.found else None
    if last is None or last.kind is not FigureKind.KILLED or sentence.words[count.end] not in _NAMES:
        return NONE
    listed = not _LISTS.isdisjoint(sentence.words[max(last.end, count.start - _LISTED) : count.start])
    return Kind(last.kind, "names on a list") if listed else NONE


def _in_a_campaign(sentence: Sentence, count: Count) -> Kind:
    """«طالت حملة اعتقالات نفذها الجيش في الضفة أربعين فلسطينيا»."""
    if not sentence.present & _DETAIN_NOUN:
        return NONE
    for at in range(count.start - 2, max(sentence.start, count.start - _CAMPAIGN) - 1, -1):
        if at in sentence.cores and at + 1 < count.start:
            return NONE
        if sentence.words[at] in _REACHES:
            raids = sentence.words[at + 1] in _RAIDS or sentence.words[at - 1] in _RAIDS
            held = sentence.near(_DETAIN_NOUN, at - 2, at + 4)
            return Kind(FigureKind.DETAINED, "campaign", at) if raids and held and not sentence.denied(at) else NONE
    return NONE
