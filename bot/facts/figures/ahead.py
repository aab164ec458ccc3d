"""What has not happened: expected, ordered, demanded or being prepared («من المتوقع أن يغادر 2000 …»)."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figures.sentence import COMMAS, GOVERNING, PREPOSITION, WITH_L, Sentence, bits
from bot.facts.figures.settled import ABOARD
from bot.model.facts import FigureKind

_COMING, _DEMAND, _PREPARE, _IF = bits("not_yet"), bits("demanding"), bits("preparing"), bits("cue_if")
_PRESENT, _PAST, _VERB, _NOUN = bits(".present"), bits(".past"), bits("*_verb"), bits("*_noun")
#: «سيقتل»: how a verb of what is to come begins, and one that does another («سيتم إجلاء …»).
_WILL = ("سي", "ست", "سن")
_WILL_BE = tuple(fold_word(word) for word in ("سيتم", "ستتم", "سيجري", "ستجري", "سيبدأ", "ستبدأ"))
_THAT, _MATTER = fold_word("أن"), frozenset(fold_word(word) for word in ("شأن", "شأنه", "شأنها"))
_EXECUTION, _PENALTY = fold_word("إعدام"), frozenset(map(fold_word, ("عقوبة", "أحكام", "بعقوبة", "أحكاما")))
#: Verbs that bring about what happens to people; so many words have the subject and what leads to them.
_CAUSES, _BROUGHT = bits("cause_verb", "force_verb", "cf_leads_to", "cf_yield"), 9
_MAY, _MIGHT = bits("cue_may", "cue_fear"), frozenset({"قد", "فقد", "وقد", "ربما"})
#: So far before what happened stands who expects, demands or prepares it.
_REACH, _IF_REACH, _SOON = 6, 14, 4
_TURNS = COMMAS | frozenset(
    map(fold_word, ("؛", ":", "بعد", "إثر", "عقب", "منذ", "رغم", "لكن", "ولكن", "إلا", "بينما", "حيث"))
)
#: Of these it is told beforehand that they are to come; who is dead is dead.
_MOVED = frozenset((FigureKind.DISPLACED, FigureKind.REFUGEES))


def not_yet(sentence: Sentence, at: int, kind: FigureKind, start: int) -> bool:
    """Has what the word at `at` says of those counted from `start` on not happened, as the words before it tell?"""
    here, words = sentence.bits[at], sentence.words
    verb = here & _VERB and here & _PRESENT and not here & _PAST
    if not here & GOVERNING:
        ahead = sentence.words[at - 1] in ABOARD and sentence.near(_COMING, start - _IF_REACH, start)
        return kind in _MOVED and (ahead or _prepares(sentence, start))
    if will_be(sentence, at, kind):
        return True
    if kind in _MOVED and _prepares(sentence, at):
        return True
    left = clause_before(sentence, at)
    if here & _NOUN and any(word.startswith(_WILL_BE) for word in words[max(at - 2, sentence.start) : at]):
        return True  # «سيتم إجلاء 300 مدني»
    supposed = sentence.clitics[at] & PREPOSITION == WITH_L and words[at - 1] not in {"تحضير", "استعداد"}
    if supposed and sentence.near(_IF, at - _IF_REACH, at):
        return True  # «لو استمر القصف لقتل …»
    that = words[at - 1] == _THAT and verb
    if that and not _MATTER.isdisjoint(words[left:at]):
        return True  # «من شأن الهجوم أن يشرد …»
    if not (that or (here & _NOUN and not sentence.joined(at))):
        return False
    if _EXECUTION in words[at] and (words[at - 1] in _PENALTY or sentence.near(_DEMAND, left, at)):
        return True  # «طالب بإعدام 14 متهما»، «عقوبة الإعدام بحق 14»
    if sentence.near(_COMING, left, at):
        return True
    return kind in _MOVED and sentence.near(_DEMAND, left, at)


def will_be(sentence: Sentence, at: int, kind: FigureKind) -> bool:
    """«سيقتل الآلاف», «100 شخص كانوا سيفقدون حياتهم»: does a verb say what is to come?"""
    here, word = sentence.bits[at], sentence.words[at]
    verb = here & _VERB and here & _PRESENT and not here & _PAST
    return bool(verb) and kind is not FigureKind.AFFECTED and word.lstrip("وف").startswith(_WILL) and len(word) > _SOON


def may_bring(sentence: Sentence, start: int) -> bool:
    """«هجوم قد يدفع | مئات الآلاف إلى النزوح», «يخشى أن يؤدي القصف إلى | مقتل …»: may a verb, or will it, cause it?"""
    words = sentence.words
    for at in range(start - 1, max(start - _BROUGHT, sentence.start) - 1, -1):
        here = sentence.bits[at]
        if words[at] in _TURNS:
            return False
        if here & _CAUSES:
            if not here & _PRESENT or here & _PAST:
                return False
            if words[at].lstrip("وف").startswith(_WILL) or words[at - 1] in _MIGHT:
                return True
            return words[at - 1] == _THAT and sentence.near(_COMING | _MAY, at - _REACH, at)
    return False


def _prepares(sentence: Sentence, at: int) -> bool:
    """«يستعد 500 مقاتل للمغادرة»."""
    return sentence.near(_PREPARE, at - _SOON, at)


def clause_before(sentence: Sentence, at: int) -> int:
    """Where the clause before a token begins, or a few words before it."""
    for place in range(at - 1, max(at - _REACH, sentence.start) - 1, -1):
        if sentence.words[place] in _TURNS:
            return place
    return max(at - _REACH, sentence.start)
