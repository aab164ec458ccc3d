"""What happened to people of whom no word of harm near their number speaks: crowds, and those told in other ways."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figure_governor import CROWD, NONE, Kind
from bot.facts.figure_sentence import Sentence
from bot.model.facts import FigureKind

#: From here on those who live in a place are told because they are at risk.
TOWN = 10_000
_OUTWARD = frozenset(fold_word(word) for word in ("نحو", "باتجاه", "إلى", "صوب"))
_WAS = frozenset(fold_word(word) for word in ("كان", "وكان", "كانت"))
_TO = frozenset(fold_word(word) for word in ("إلى", "تكفي", "يكفي", "لصالح", "بحق", "ضد", "على", "عن"))
_ANTECEDENT = 12
#: A convoy or a batch that holds so many people brings them out.
_BATCH = 50
_ABOARD = frozenset(fold_word(word) for word in ("متنها", "متنه", "من", "تضم", "ضمت", "تقل", "يضم", "أقلت", "وتضم"))
_AT_RISK = ("fear", "besieged", "hunger", "siege")


def told_otherwise(sentence: Sentence, count: Count, head: int | None, *, people: bool) -> Kind:
    """What is told of those counted in any other way; NONE where nothing is."""
    begin = max(count.end, (head or 0) + 1)
    many = count.stated >= CROWD
    found = _forced(sentence, count, begin) if people or many else NONE
    if found.kind is None:
        found = _toll_behind(sentence, count)
    if found.kind is None and (people or many):
        found = _leaving_home(sentence, count, begin)
    if found.kind is None and people:
        found = _brought_out(sentence, count, head)
    if found.kind is None and people:
        found = _held_or_lost(sentence, count, head, begin)
    if found.kind is None and people and many:
        found = _crowd(sentence, count, begin)
    return found


def their_number(sentence: Sentence, count: Count) -> Kind | None:
    """«النازحين البالغ عددهم 30 ألفا»: those named before; None where no such word stands before the number."""
    at = next((at for at in range(count.start - 1, count.start - 4, -1) if sentence.has(at, "their_number")), None)
    if at is None:
        return None
    for place in range(at - 1, max(sentence.start, at - _ANTECEDENT) - 1, -1):
        kind = sentence.by_head(place)
        if kind is not None and not sentence.singular(place) and not sentence.has(place, "victim"):
            return Kind(kind, "their number", place)
        if sentence.has(place, "people") or sentence.has(place, "reside_noun"):
            risk = any(sentence.near(name, sentence.start, sentence.end) for name in _AT_RISK)
            whole = not sentence.near("percent", place - 4, place)
            if sentence.near("displace", place - 5, place) and not _fraction(sentence, place):
                return Kind(FigureKind.DISPLACED, "their number", place)
            if risk and whole and count.stated >= TOWN:
                return Kind(FigureKind.AFFECTED, "their number, at risk", place)
            break
    return NONE if any(word in sentence.word(at - 1) for word in ("بالغ", "يبلغ")) else None


def _fraction(sentence: Sentence, at: int) -> bool:
    """«نزوح ربع سكان البلاد البالغ عددهم …»."""
    return any(sentence.near(name, at - 4, at) for name in ("fraction", "most_of", "percent", "number"))


def _forced(sentence: Sentence, count: Count, begin: int) -> Kind:
    """«دفع الهجوم عشرات الآلاف نحو الحدود»."""
    forced = sentence.near("force_verb", count.start - 9, count.start)
    row = bool(sentence.found) and sentence.found[-1].rule == "forced" and sentence.conjunction(count.start)
    if (forced or row) and any(sentence.word(at) in _OUTWARD for at in range(begin, begin + 4)):
        return Kind(FigureKind.DISPLACED, "forced")
    return NONE


def _toll_behind(sentence: Sentence, count: Count) -> Kind:
    """«يرتفع إلى 121 عدد الفلسطينيين الذين قتلوا»."""
    if not sentence.has(count.end, "toll"):
        return NONE
    for at in range(count.end + 1, min(count.end + 6, sentence.end)):
        kind = sentence.by_head(at) or sentence.by_governor(at)
        if kind is not None:
            return Kind(kind, "toll behind")
    return NONE


def _leaving_home(sentence: Sentence, count: Count, begin: int) -> Kind:
    """«ترك 6 آلاف شخص بيوتهم»، «عاد 60 ألف شخص إلى منازلهم»."""
    if not sentence.near("home", begin, begin + 7):
        return NONE
    around = ((count.start - 5, count.start), (begin, begin + 4))
    if any(sentence.near("leave_verb", *span) for span in around):
        return Kind(FigureKind.DISPLACED, "leaving home")
    if any(sentence.near("return", *span) for span in around):
        return Kind(FigureKind.REFUGEES, "returning home")
    return NONE


def _brought_out(sentence: Sentence, count: Count, head: int | None) -> Kind:
    """«دفعة أولى من 1580 شخصا»، «القافلة الثالثة وعلى متنها 1500 شخص»."""
    if count.stated < _BATCH or sentence.has(head or 0, "soldier"):
        return NONE
    span = count.start - 9, count.start
    if not (sentence.near("batch", *span) or sentence.near("displace", *span)):
        return NONE
    aboard = sentence.word(count.start - 1) in _ABOARD
    return Kind(FigureKind.DISPLACED, "brought out") if aboard else NONE


def _held_or_lost(sentence: Sentence, count: Count, head: int | None, begin: int) -> Kind:
    """«وقع أربعة جنود في الأسر»، «لا يزال 50 شخصا تحت الأنقاض»، «خسر الجيش 24 جنديا»."""
    if sentence.word(count.start - 1) == "سراح":
        return NONE
    for at in range(begin, begin + 3):
        if sentence.word(at) == "في" and sentence.has(at + 1, "in_hold"):
            return Kind(FigureKind.DETAINED, "in hold")
        if sentence.has(at, "unknown_fate") or (sentence.word(at) == "تحت" and sentence.has(at + 1, "rubble")):
            return Kind(FigureKind.MISSING, "fate unknown")
    fighting = any(sentence.has(head or 0, name) for name in ("soldier", "fighter", "member"))
    if fighting and sentence.near("lose_verb", count.start - 5, count.start) and not sentence.denied(count.start):
        return Kind(FigureKind.KILLED, "lost")
    return NONE


def _crowd(sentence: Sentence, count: Count, begin: int) -> Kind:
    """Many people at risk: those an aid convoy is for, those who live in a besieged place."""
    if sentence.near("their_number", count.start - 2, count.start):
        return NONE
    for at in range(count.start - 1, max(sentence.start, count.start - 9) - 1, -1):
        if count.stated >= TOWN and sentence.has(at, "reside_verb") and ".present" in sentence.classes(at):
            past = any(sentence.word(place) in _WAS for place in (at - 1, at - 2))
            return NONE if past else Kind(FigureKind.AFFECTED, "people living there", at)
    before = sentence.word(count.start - 1)
    given = sentence.preposition(count.start) == "l" or sentence.word(count.start)[:1] == "ل"
    if given and sentence.near("aid", count.start - 14, count.start):
        return Kind(FigureKind.AFFECTED, "aid for")
    if before in _TO and sentence.near("aid", count.start - 5, count.start):
        return Kind(FigureKind.AFFECTED, "aid for")
    if sentence.near("fear", count.start - 5, count.start) and (before in _TO or sentence.has(count.start - 1, "fear")):
        return Kind(FigureKind.AFFECTED, "fear for")
    if sentence.has(count.start - 1, "lives") and sentence.near("threat", count.start - 7, count.start):
        return Kind(FigureKind.AFFECTED, "lives in danger")
    if sentence.has(begin, "lack") or (
        sentence.has(begin, "depend_verb") and sentence.near("aid", begin + 1, begin + 5)
    ):
        return Kind(FigureKind.AFFECTED, "in want")
    hungry = sentence.near("hunger", count.start - 7, count.start)
    if hungry and sentence.near("threat", count.start - 7, count.start):
        return Kind(FigureKind.AFFECTED, "hunger threatens")
    return NONE
