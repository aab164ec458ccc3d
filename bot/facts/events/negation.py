"""What «لم», «نفى», «هدد» near a mention of an event say of it, and what they only say of its toll or its news."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.words import Words
from bot.facts.events.marks import DENIED, NOT, THREATENED, bits

#: So many words before a mention «لم» and «نفى» are looked for: no further than they leave a mark.
NOT_REACH, DENY_REACH = 4, 10
#: So many words behind it «كاذبة», «لا أساس لها».
FALSE_REACH = 12
_STOP = bits({"stop"})
_STOP_REACH = 3
_CARRIED_REACH = 3
#: Who admits it denies it no more: «بعد نفيه أقر بتنفيذ الغارة».
_ADMITS = frozenset(map(fold_word, ("أقر", "أقرت", "أقروا", "اعترف", "اعترفت", "اعترفوا", "يقر", "تقر")))
_ATTACKS = frozenset({"ev_bombard", "ev_raid", "ev_strike_noun", "ev_attack"})
_COMMAS = frozenset("،,؛")
#: What is denied where one of these stands between: «نفى مقتل جنوده في الغارة» leaves the raid as it is.
_TOLL = frozenset({"topic_killed", "topic_wounded", "cue_toll"})
#: What stands before the event that only tells when something else was, or was not.
_DURING = frozenset(map(fold_word, ("خلال", "أثناء", "جراء", "إثر", "نتيجة")))
_IN = "في"
_NEGATES = frozenset({"cue_not", "cue_no"})
#: Verbs that tell of an event as much as its own noun does.
_HAPPENS = frozenset({"cue_happens", "ev_carry_out", "ev_launch", "ev_fall", "ev_explosion_verb"})


def weighed(words: Words, start: int, marks: int) -> int:
    """The marks of a mention that begins at a token, without a negation or denial that does not reach it."""
    if marks & NOT:
        at = _last(words, start, NOT_REACH, "cue_not")
        if at >= 0 and (_any_comma(words, at, start) or _stands(words, at, start)):
            marks &= ~NOT
            if "cue_stop" in words.sets[at + 1]:
                marks &= ~_STOP  # «لم تتوقف الغارات»
    if marks & _STOP and _is_asked_to_stop(words, start):
        marks &= ~_STOP
    if marks & DENIED and not _is_denied(words, start):
        marks &= ~DENIED
    if marks & THREATENED and (_is_parted(words, start) or _is_carried_out(words, start)):
        marks &= ~THREATENED
    return marks


def _is_asked_to_stop(words: Words, start: int) -> bool:
    """«طالب بوقف القصف»: who is asked to stop has not stopped."""
    if words.sets[start].isdisjoint(_ATTACKS):
        return False
    at = _last(words, start, _STOP_REACH, "cue_halt")
    return at >= 0 and asked_at(words, at) >= 0


def _stands(words: Words, at: int, start: int) -> bool:
    """«لم تعلق الوزارة على الغارة», «لم يقتل أحد في الغارة»: does the «لم» at a token leave what begins at `start`?"""
    if at + 1 >= start:
        return False
    following = words.sets[at + 1]
    if "cue_undone" not in words.sets[at]:  # «دون سابق إنذار قصفت الطائرات …»
        return ".past" in words.sets[start] and "cue_without" in words.sets[at]
    if "cue_stands" in following or not following.isdisjoint(_TOLL):
        return True
    return words.forms[start - 1] == _IN and words.clitics(start).article and "ev_manage" not in following


def is_undone(words: Words, start: int) -> bool:
    """Does «لم» take back just what begins at a token: «لم يقصف», «لم تشن أي غارة»?"""
    at = _last(words, start, NOT_REACH, "cue_undone")
    return at >= 0 and (at + 1 == start or not _HAPPENS.isdisjoint(words.sets[at + 1]))


def denied_at(words: Words, start: int) -> int:
    """The token of the word that denies what begins at a token; -1 for none near."""
    return _last(words, start, DENY_REACH, "cue_deny")


def asked_at(words: Words, start: int) -> int:
    """The token of the word that calls for what begins at a token; -1 for none near."""
    return _last(words, start, DENY_REACH, "cue_call")


def threatened_at(words: Words, start: int) -> int:
    """The token of the word that threatens with what begins at a token; -1 where it only tells in which case."""
    at = _last(words, start, DENY_REACH, "cue_threat")
    return -1 if _last(words, start, DENY_REACH, "cue_if") > at else at


def _is_denied(words: Words, start: int) -> bool:
    at = denied_at(words, start)
    if at < 0:
        return _is_untrue(words, start)
    if at > words.bounds[at][0] and not _NEGATES.isdisjoint(words.sets[at - 1]):
        return False  # «لم ينف»
    if words.forms[start - 1] in _DURING:
        return False  # «نفى استهداف مدنيين خلال الغارات»
    for near in range(at + 1, start):
        classes = words.sets[near]
        if words.forms[near] in _ADMITS:
            return False
        if "cue_report" in classes:  # «نفى صحة تقارير عن مقتل جنود في هجوم» denies it all
            return True
        if not classes.isdisjoint(_TOLL) or (".past" in classes and _begins(words, near)):
            return False  # … «هذه الاتهامات واتهم روسيا بمواصلة القصف»
        if "ev_target_noun" in classes and words.forms[start - 1] == _IN:
            return False
    return True


def _begins(words: Words, verb: int) -> bool:
    return words.clitics(verb).conjunction == "w" or words.forms[verb - 1] in _COMMAS


def _is_untrue(words: Words, start: int) -> bool:
    """«لا صحة للأنباء عن …», «الأنباء عن … كاذبة»: is what begins at a token told as news that is not true?"""
    truth = _last(words, start, DENY_REACH, "cue_truth")
    if truth > words.bounds[start][0] and "cue_no" in words.sets[truth - 1]:
        return True
    until = min(words.bounds[start][1], start + FALSE_REACH + 1)
    news = _last(words, start, NOT_REACH, "cue_report") >= 0
    return news and any("cue_false" in words.sets[at] for at in range(start, until))


def _is_carried_out(words: Words, start: int) -> bool:
    """«نفذت إسرائيل تهديدها وقصفت المدينة»: what was threatened has been done."""
    threat = _last(words, start, DENY_REACH, "cue_threat")
    return threat >= 0 and _last(words, threat, _CARRIED_REACH, "ev_carry_out") >= 0


def _is_parted(words: Words, start: int) -> bool:
    """«هدد بإعدام الرهائن، وغارات على المدينة»: a comma and «و» right before a mention begin another matter."""
    clitics = words.clitics(start)
    joined = clitics.conjunction == "w" and not clitics.preposition
    return joined and start > words.bounds[start][0] and words.forms[start - 1] in _COMMAS


def _any_comma(words: Words, first: int, last: int) -> bool:
    return any(words.forms[at] in _COMMAS for at in range(first, last))


def _last(words: Words, start: int, reach: int, name: str) -> int:
    """The nearest word of a class before a token, at most `reach` before it and in its sentence; -1 for none."""
    for at in range(start - 1, max(start - 1 - reach, words.bounds[start][0] - 1), -1):
        if name in words.sets[at]:
            return at
    return -1
