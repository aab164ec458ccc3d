"""A word that could govern a ceasefire, as the words beside it make it: another governor, or none.

Token `at` is the word, token `first` the first of what it would govern: the ceasefire with its governors so far.
"""

from __future__ import annotations

from itertools import pairwise

from bot.arabic.alphabet import CONJOINED
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.cues import (
    ELSE_BESIDE,
    LEADING,
    LONG,
    MEETING,
    NOT_BEHIND,
    PREPOSITIONS,
    TIMES,
    TO_COME,
    WITH_B,
    WITH_L,
    YIELDING,
    is_behind,
    told_to_come,
)
from bot.facts.ceasefires.idioms import IDIOMATIC, asks_for, by_idiom, ends_else, ends_fights
from bot.facts.ceasefires.words import beside_words

#: So near behind «وصول إلى» stands what was reached; so near behind a meeting's end the meeting.
_ARRIVED, _MEETING = 3, 2
_SEVERAL = frozenset({".plural", ".dual"})
_OFFICES = frozenset({"office", "title"})
_NOT, _NEVER = frozenset({"cf_not"}), frozenset({"لن", "ولن"})
#: Who is ordered, where he is called on by those he fights for; so near behind the call he stands.
_FORCES, _CALLED = frozenset({"fighter", "ev_troops"}), 12
_TIMED = TIMES | LONG | {"cf_soon"}
#: Verbs that say something else in another tense, or of another object.
AS_VERBS = frozenset({"cf_begin", "cf_result", "cf_yield"})
#: What a ceasefire ends.
_OBJECTS = frozenset({"cf_duration", "cf_month", "cf_year", "hostilities"})
#: «من المقرر أن تنتهي».
_RUNS_OUT = ("تنتهي", "ينتهي", "تنقضي", "ينقضي")
_SET, _SET_FOR = frozenset({"cf_scheduled"}), 2
_STOPPED = frozenset({"cf_stop_verb", "cf_desists"})
#: So near before «تضمن» stands the accord that tells of a ceasefire.
_ACCORD, _TELLS = frozenset({"cf_agree_noun", "cf_resolution"}), 14
#: What something may be done by: «بوساطة».
_MEANS = frozenset({"cf_effort", "cf_propose"})
#: So near behind a ceasefire that somebody offers stands what it is offered to: «للخطر».
_RISK = 4


def in_company(words: Words, at: int, cue: str, first: int) -> str:
    """A cue as the words right before and behind it make it."""
    before, behind = words.forms[at - 1] if at else "", words.forms[at + 1]
    if cue in IDIOMATIC:
        cue = by_idiom(words, at, cue, first)
    if before == "في" and (cue == "cf_resolution" or "cf_release" in words.sets[at]):
        return "cf_in_resolution" if cue == "cf_resolution" else "cf_withdraw"  # «في حل من الهدنة»
    if cue == "cf_after" and before == "الا":
        return "cf_if"  # «لا … إلا بعد وقف القتال»
    if cue == "cf_before" and before in beside_words().before_verb:
        return "cf_approve"  # «بعدما قبل الطرفان وقف النار»
    if cue == "cf_prevent" and "cf_yield" in words.sets[at]:
        return "cf_yield"  # «نجحت الوساطة في وقف الاقتتال»
    if cue == "cf_arrive":  # «للوصول إلى تهدئة»
        to_come = words.code[2 * at + 1] in WITH_L or words.forms[at] in beside_words().as_aim
        reached = behind == "الي" and first <= at + _ARRIVED
        return "" if not reached else "cf_bringing" if to_come else "cf_agree"
    return _by_what_it_does(words, at, cue, first)


def _by_what_it_does(words: Words, at: int, cue: str, first: int) -> str:
    """A cue as what it does to the ceasefire makes it: orders, tries, stresses, signs it."""
    if cue == "cf_call" and not words.sets[at].isdisjoint(TIMED) and _calls_own(words, at, first):
        return "cf_order"  # «طلب من مقاتليه وقف القتال»
    if _is_tried(words, at, cue, first):
        return "cf_effort"
    if cue in {"cf_confirm", "cf_state"} or "cf_stress" in words.sets[at]:
        return _stressed(words, at, cue, first)
    if cue == "cf_line" and "cf_propose" in words.sets[at]:
        return "cf_propose"  # «خطة» is no «خط»
    signs = cue == "cf_expected" and "cf_sign" in words.sets[at] and "cf_agree_noun" in words.sets[first]
    return "cf_agree" if signs else cue  # «مالي توقع اتفاقا لوقف القتال»


def _calls_own(words: Words, at: int, first: int) -> bool:
    """«دعا زعيمهم مقاتليه إلى …», not «دعا روسيا إلى سحب قواتها»: does a call go to one's own forces?"""
    for one in range(at + 1, min(first, at + _CALLED)):
        clitics = words.clitics(one)
        if words.forms[one] in beside_words().to_others - {"في"} or clitics.preposition:
            return False
        if clitics.pronoun and not words.sets[one].isdisjoint(_FORCES):
            return words.code[2 * one + 1] not in CONJOINED
    return False


def _is_tried(words: Words, at: int, cue: str, first: int) -> bool:
    """«يجري الترتيب لهدنة»، «فشل اللجنة في وقف النار»، «تعهد الرئيس بوقف الحرب»; not so «فشل في تبني قرار»."""
    if "cf_pledge" in words.sets[at]:
        return not words.sets[at + 1].isdisjoint(_OFFICES) and words.sets[at + 1].isdisjoint(_SEVERAL)
    if cue == "cf_fail":
        return words.forms[first - 1] == "في" and "cf_approve" not in words.sets[first]
    return cue == "cf_form" and words.code[2 * first + 1] in WITH_L


def _stressed(words: Words, at: int, cue: str, first: int) -> str:
    """«شدد على وقف القتال» asks for it; «أكد أن الهدنة صامدة», «شدد على أن الهدنة صامدة» state something."""
    if cue == "cf_confirm" and "ceasing" in words.sets[at] and first == at + 1:
        return "cf_suspend"  # «تعليق وقف إطلاق النار», not «تعليق على الهدنة»
    on = next((one for one in range(at + 1, first) if words.forms[one] == "علي"), -1)
    if on >= 0 and "that" in words.sets[on + 1] and on + 1 < first:
        if ".present" in words.sets[first] and not words.sets[first].isdisjoint(_STOPPED) and first == on + 2:
            return "cf_call"  # «شدد على أن توقف الدولتان القتال»
        return "cf_state" if cue != "cf_confirm" else cue
    approved = "cf_approve" in words.sets[on - 1]  # «أكدت موافقتها على تمديد الهدنة»
    linked = any("that" in one for one in words.sets[at + 1 : max(on, at + 1)])  # «أكد أنهم لا يفاوضون على هدنة»
    led = on == at + 1 or (on == first - 1 and cue == "cf_state" and not (approved or linked))
    return "cf_call" if led or cue == "cf_call" else cue


def leads_away(words: Words, at: int, cue: str, first: int) -> bool:
    """Does a word of time lead to something else: «خلال مكالمة على هدنة»، «خلال ساعات هدنة»، «حتى الآن لا هدنة»?"""
    known = beside_words()
    if cue == "cf_until":
        until = words.forms[at].lstrip("وف") in known.until
        return not until or any(one not in known.moment for one in words.forms[at + 1 : first])
    if cue not in LEADING or first == at + 1:
        return False
    if _tells_of_else(words, at, first):
        return True
    if cue == "cf_during" and words.forms[at + 1] in known.within and not words.clitics(first).article:
        return words.forms[first - 1] != "من"
    if cue == "cf_after" and any(words.sets[one] & LONG for one in range(at + 1, first)):
        return False  # «بعد أقل من يوم على سريان الهدنة»
    if cue != "cf_before" and not known.apart.isdisjoint(words.forms[at + 1 : first]):
        return True  # «بعد محادثات في جدة موافقته على هدنة»
    return words.forms[first - 1] in known.to_others


def _tells_of_else(words: Words, at: int, first: int) -> bool:
    """«أعلن قبل نحو شهر هدنة»، «قبيل عيد الأضحى هدنة»؛ not «بعد أقل من يوم على هدنة»، «خلال أيام الهدنة»."""
    between = [one for one in range(at + 1, first) if "quote" not in words.sets[one]]
    if any(not words.sets[one].isdisjoint(_TIMED) for one in between):
        led = words.forms[first - 1] in {"من", "علي"} or words.clitics(first).preposition
        return not led and len(between) > 1
    return len(between) > 1 and not any("that" in words.sets[one] for one in between)


def means_else(words: Words, at: int, cue: str, first: int, *, verb: bool, untold: bool) -> bool:
    """Does a word say something else here than its cue? «وكالة الأنباء»، «من قبل»، «يعرض الهدنة للخطر».

    `verb`: it is one here; `untold`: nothing is said of the ceasefire so far.
    """
    if _is_no_such(words, at, cue, first) if verb else _is_only_by(words, at, cue, first, untold):
        return True
    seems = _is_lookalike(words, at, verb)  # «خمسين امرأة» orders nothing
    if seems or (cue in NOT_BEHIND and not verb and is_behind(words, at, NOT_BEHIND[cue], YIELDING)):
        return True
    if cue == "cf_call" and verb and first == at + 1 and "cf_calls_to" in words.sets[at]:
        # «يدعو اتفاق الهدنة الطرفين إلى …»
        return not (words.clitics(at + 1).preposition or asks_for(words, first))
    if cue == "cf_more":
        return words.sets[at - 1].isdisjoint(LONG) or first > at + 1 + (words.forms[at + 1] == "من")
    if cue == "cf_withdraw":
        return words.forms[first - 1] != "من"
    if cue == "cf_mediate" and not verb:
        beside = first == at + 1 and untold and not words.clitics(first).preposition  # «أعلنت لجنة الوساطة هدنة»
        return beside or words.code[2 * at + 1] in WITH_B  # «اتفاقا برعاية قطرية لوقف إطلاق النار»
    if cue == "cf_end" and not verb:  # «سقوط ضحايا، ما يعكس …»
        return bool(words.sets[at + 1] & TIMES) or any("comma" in words.sets[one] for one in range(at + 1, first))
    if cue == "cf_effort" and words.forms[at] == "الهدف" and words.forms[first - 1] == "من":
        return True  # «الهدف من وقف إطلاق النار»
    if cue in ELSE_BESIDE and ELSE_BESIDE[cue](words, at):
        return True
    led = words.forms[first - 1] if untold else ""
    return (cue in {"cf_talk", "cf_propose"} and led == "الي") or (
        cue == "cf_talk" and led == "علي" and first > at + 2 and not verb
    )


def _is_lookalike(words: Words, at: int, verb: bool) -> bool:
    """Is it no governor: «سيرجي»، «أشرف غني», but «أشرف على الهدنة»?"""
    known, form = beside_words(), words.forms[at]
    return form in known.lookalike or (verb and form in known.given_name and words.forms[at + 1] not in PREPOSITIONS)


def _is_only_by(words: Words, at: int, cue: str, first: int, untold: bool) -> bool:
    """«بجهود مصرية تم التوصل إلى تهدئة», not «يقوم بجهود …»; «توصلوا بعد محادثات في موسكو إلى هدنة»."""
    if cue in _MEANS and words.code[2 * at + 1] in WITH_B and words.sets[at - 1].isdisjoint(TIMED):
        return not untold or any("comma" in words.sets[one] for one in range(at + 1, first))
    if cue == "cf_since" and any("comma" in words.sets[one] for one in range(at + 1, first)):
        # «الذين يقاتلون منذ سبعة عشر شهرا، …»
        return any(not words.sets[one].isdisjoint(LONG) for one in range(at + 1, min(first, at + 5)))
    return cue == "cf_talk" and words.forms[at - 1] in beside_words().having and _is_led_to(words, first)


def _is_led_to(words: Words, first: int) -> bool:
    return words.forms[first - 1] == "الي" or words.clitics(first).preposition == "l"


def _is_no_such(words: Words, at: int, cue: str, first: int) -> bool:
    """«دخلت بوساطة بين الجانبين لوقف القتال» begins none, «اتفاقا تضمن وقفا للنار» is no effort."""
    if cue == "cf_begin":
        return words.clitics(first).preposition == "l"
    if cue == "cf_reject" and words.forms[at] in beside_words().reserving:
        return "علي" not in words.forms[at + 1 : first]  # «تُحفظ التهدئة»
    obliges = words.clitics(first).preposition == "b" or "cf_agree_noun" in words.sets[first]
    if cue == "cf_need" and words.forms[at].endswith("لزم") and obliges:
        return True  # «الاتفاق يلزم الطرفين بوقف النار»
    if cue == "cf_renewal" and "عن" in words.forms[at + 1 : first]:
        return True  # «جدد الأسئلة عن الهدنة»
    if cue == "cf_effort" and "cf_under" in words.sets[at]:
        return True  # «ضمن سلسلة خروقات»
    return cue == "cf_effort" and "cf_result" in words.sets[at] and is_behind(words, at, _ACCORD, _TELLS)


def ended(words: Words, at: int, first: int, end: int) -> str:
    """«ستنتهي»، «انتهى لقاء القادة باتفاق»، «انتهت الحرب بهدنة»، «انتهت الهدنة»; "" = it ends something itself.

    The ceasefire is named up to token `end`: «أنهى اتفاق الهدنة أياما من القتال».
    """
    if words.forms[at] in beside_words().ending:
        near = words.sets[end : end + 2 - (end < len(words) and not TIMED.isdisjoint(words.sets[end]))]
        if any(not _OBJECTS.isdisjoint(one) for one in near) or ends_fights(words, at, first, end):
            return ""
    if ends_else(words, at, first):
        return ""
    if words.forms[first - 1] == "الي" and "cf_agree_noun" in words.sets[first]:
        return "cf_yield"  # «انتهت الوساطة إلى تفاهم على هدنة»
    yet = first == at + 1 and at >= words.title_end and not words.clitics(first).preposition
    yet = yet and words.forms[at].removeprefix("و").startswith(_RUNS_OUT)  # «وتنتهي الهدنة عند التاسعة»
    if yet or told_to_come(words, at) or is_behind(words, at, _SET, _SET_FOR):
        return "cf_ending"
    if "cf_work" in words.sets[first - 1]:
        return "cf_end"  # «أنهى العمل بالهدنة»
    by = words.forms[at + 1].startswith("ب") and "unknown" in words.sets[at + 1]  # «انتهى بتعهد … واتفاق هدنة»
    if by or any(words.code[2 * one + 1] in WITH_B for one in range(at + 1, first + 1)):
        if "that" in words.sets[at - 1] and ".present" in words.sets[at]:
            return "cf_bringing"  # «تأمل أن ينتهي المؤتمر بهدنة»
        met = any(words.sets[one] & MEETING for one in range(at + 1, min(first, at + 1 + _MEETING)))
        return "cf_yield" if met else "cf_end_by"
    return "cf_end"


def as_verb(words: Words, at: int, cue: str, first: int, end: int) -> str:
    """A verb of AS_VERBS by its tense and object: «ينص اتفاق الهدنة على تبادل الأسرى» tells its terms, «جهد يفضي إلى
    هدنة» is an effort, «ستدخل الهدنة حيز التنفيذ» is settled.
    """
    if cue == "cf_begin" and at + 1 == first and words.code[2 * first + 1] in WITH_B:
        return "cf_result"  # «خطة تبدأ بوقف لإطلاق النار»
    behind = words.sets[at + 1 : at + 4]
    if cue == "cf_begin" and any({"cf_terms", "cf_nth"} <= one | two for one, two in pairwise(behind)):
        return "cf_hold"  # «بدأ تنفيذ المرحلة الثانية من الهدنة»
    if cue == "cf_begin" and words.forms[at - 1] in _NEVER and "في" in words.forms[at + 1 : at + 3]:
        return "cf_enter"  # «لن يدخل في هدنة»
    if cue == "cf_begin":
        return "cf_scheduled" if words.forms[at].lstrip("وف").startswith(TO_COME) else cue
    if cue == "cf_yield":
        undone = {"cf_leads_to", ".present"} <= words.sets[at] and not is_behind(words, at, _NOT, 2)
        return "cf_effort" if undone else cue
    tells = at + 1 == first < end and not beside_words().upon.isdisjoint(words.forms[end : end + 3])
    return "cf_tells" if tells else cue


def proposed(words: Words, at: int, first: int, end: int) -> str:
    """«شروط الهدنة» are its terms, «شروطه لوقف الحرب» proposed; «يعرض الهدنة للخطر» offers nothing.

    The ceasefire is named up to token `end`.
    """
    if "cf_terms" in words.sets[at] and words.code[2 * first + 1] not in WITH_L:
        return "cf_terms"
    return "cf_risking" if any("cf_risk" in one for one in words.sets[end : end + _RISK]) else "cf_propose"


def is_led(words: Words, at: int, first: int) -> bool:
    """Is a word bound to the noun at `at`: right behind it, or led by a preposition?"""
    return first <= at + 1 or words.forms[first - 1] in PREPOSITIONS or bool(words.clitics(first).preposition)


def is_told(words: Words, start: int, end: int, classes: frozenset[str]) -> bool:
    """Has a stretch a word of some classes?"""
    return any(not words.sets[at].isdisjoint(classes) for at in range(start, end))
