"""What is said of a ceasefire by several words that say nothing of it each: doors shut, an answer in the negative."""

from __future__ import annotations

from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.words import beside_words

#: What speaks with the words before it.
IDIOMATIC = frozenset({"cf_shut", "cf_end", "cf_breach", "cf_green", "cf_begin"})
#: So near before «الباب» stands who shuts it; how a verb ends that is «نقض» or «انقضى».
_SHUT, _RUNS_OUT = 4, "نقض"
#: Behind who leaves: without what.
_WITHOUT, _LEAVING = frozenset({"دون", "غير"}), frozenset({"cf_leave"})

#: What is green; going into something, behind which the noun stands with «في».
_LIGHT, _ENTRY = ("ضوء", "الضوء", "ضوءا"), "دخول"
#: What falls and ends nothing, and how; what is turned.
_STRUCK, _FALLS, _PAGE = frozenset({"cf_attack", "dead", "hurt", "rocket"}), ("سقط", "تسقط", "يسقط"), "صفحه"

#: So near before what is passed stands who passes it.
_SAID = 16
#: So near behind a resolution that calls for something stands what it calls for; what a truce is named by.
_ASKED, _NAMED = 4, frozenset({"truce", "ceasing"})
#: A resolution that calls for one; what tells that it was passed.
_CALLING, _PASSED = ["call for", "resolution on"], frozenset({"cf_take", "cf_approve"})
#: So near behind a verb stands the ceasefire that does it, «اتفاق» between; so far behind that the fights it ends, with
#: who made it between.
_OWN, _FIGHTS_BEHIND = 2, 12
_FIGHTS = frozenset({"hostilities", "ev_clash", "topic_war"})
_PARTED = frozenset({"comma", "stop", "newline", "that"})
_MADE = frozenset({"cf_sign", "cf_agree", "cf_announce", "cf_mediate", "cf_begin"})
#: What may be no more.
_GONE = frozenset({"-", "in_force", "applied", "started", "agreement", "declared"})


def by_idiom(words: Words, at: int, cue: str, first: int) -> str:
    """«أوصد الباب أمام أي هدنة»، «رده السلبي على …» refuse; «أعطى الضوء الأخضر» approves; «الدخول في هدنة» is no
    beginning; «لم تنقض ليلة على سريان الهدنة»: it was short.
    """
    if cue == "cf_shut":
        low = max(0, at - _SHUT)
        shut = next((one for one in range(low, at) if words.forms[one] in beside_words().shut), -1)
        return "cf_reject" if shut >= 0 and "cf_not" not in words.sets[shut - 1] else ""
    if cue == "cf_green":
        return "cf_approve" if at and words.forms[at - 1].endswith(_LIGHT) else ""
    if cue == "cf_begin":
        return "cf_enter" if words.forms[at].endswith(_ENTRY) and words.forms[at + 1] == "في" else cue
    ends = "cf_runs_out" in words.sets[at] or words.forms[at].endswith(_RUNS_OUT)
    unended = at > 0 and words.forms[at - 1].removeprefix("و") == "لم" and ends
    return "cf_elapse" if unended and "علي" in words.forms[at + 1 : first] else cue


def is_left(words: Words, at: int, first: int) -> bool:
    """«غادر العاصمة من غير أن يوقع …»: who leaves without signing does not want to."""
    signs = "cf_sign" in words.sets[first] or words.forms[first].removeprefix("ال") == "توقيع"
    without = words.forms[at].removeprefix("ب") in _WITHOUT
    return signs and without and any(words.sets[one] & _LEAVING for one in range(words.bounds[at][0], at))


def ends_else(words: Words, at: int, first: int) -> bool:
    """«طووا صفحة الحرب باتفاق على هدنة», not «طوى صفحة الهدنة»; «قذائف تسقط على المدينة في ساعات الهدنة»."""
    if _PAGE in words.forms[at + 1 : first - 1]:
        return True
    beside = [words.sets[one] for one in (at - 1, at + 1) if 0 <= one < len(words)]
    struck = any(not one.isdisjoint(_STRUCK) for one in beside)
    return struck and words.forms[at].lstrip("وف").startswith(_FALLS)


def is_only_said(words: Words, at: int, first: int) -> bool:
    """Is a resolution one that binds nobody: of a general assembly, a parliament?"""
    near = words.forms[max(words.bounds[at][0], at - _SAID) : first]
    return not beside_words().toothless.isdisjoint(near)


def asks_for(words: Words, first: int) -> bool:
    """«يطالب القرار 2401 بهدنة», not «يدعو قرار الهدنة الطرفين إلى …»: is it a resolution that calls for one?"""
    if "cf_resolution" not in words.sets[first]:
        return False
    for one in range(first + 1, min(first + _ASKED, len(words))):
        if words.forms[one] == "الي" or words.clitics(one).preposition == "b":
            return True
        if not words.sets[one].isdisjoint(_NAMED):
            return False
    return False


def by_resolution(words: Words, made: list[str], first: int, end: int) -> str:
    """What a resolution claims: «القرار 2401 يطالب بهدنة» asks for one, but not «اتخذ أمس ويدعو إلى هدنة»."""
    if made[-2:] != _CALLING or any(not words.sets[one].isdisjoint(_PASSED) for one in range(first, end)):
        return "resolution"
    return "sought"


def is_no_more(verb: str, claim: str) -> bool:
    """«لم تعد هناك هدنة»، «لم تصمد الهدنة»."""
    return (verb in beside_words().no_more and claim in _GONE) or (
        claim == "in_force" and verb in beside_words().lasting
    )


def is_insisted_on(words: Words, at: int) -> bool:
    """«يتمسك بوقف شامل للنار شرطا للحوار»: he wants what is not there yet."""
    return words.forms[at].removeprefix("و") in beside_words().insisting


def ends_fights(words: Words, at: int, first: int, end: int) -> bool:
    """«أنهت هدنة رعتها قطر أسبوعين من القتال»: does the ceasefire right behind a verb at `at` end fights told behind
    it, with nothing between but who made it and where?"""
    if first - at > _OWN:
        return False
    for one in range(end, min(words.bounds[at][1], end + _FIGHTS_BEHIND)):
        said, before = words.sets[one], words.forms[one - 1]
        if not said.isdisjoint(_FIGHTS):
            return not words.clitics(one).conjunction and before not in beside_words().no_object
        if words.forms[one] in beside_words().no_object or not said.isdisjoint(_PARTED):
            return False
        if not said.isdisjoint(TIMED) and said.isdisjoint(_MADE):
            return False
    return False
