"""What is said of a ceasefire by several words that say nothing of it each: doors shut, an answer in the negative."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.ceasefires.words import beside_words

#: What speaks with the words before it.
IDIOMATIC = frozenset({"cf_shut", "cf_end", "cf_breach"})
#: So near before «الباب» stands who shuts it; how a verb ends that is «نقض» or «انقضى».
_SHUT, _RUNS_OUT = 4, "نقض"
#: Behind who leaves: without what.
_WITHOUT, _LEAVING = frozenset({"دون", "غير"}), frozenset({"cf_leave"})

#: What falls and ends nothing, and how; what is turned.
_STRUCK, _FALLS, _PAGE = frozenset({"cf_attack"}), ("سقط", "تسقط", "يسقط"), "صفحه"


def by_idiom(words: Words, at: int, cue: str, first: int) -> str:
    """«أوصد الباب أمام أي هدنة»، «رده السلبي على …» refuse; «لم تنقض ليلة على سريان الهدنة»: it was short."""
    if cue == "cf_shut":
        low = max(0, at - _SHUT)
        shut = next((one for one in range(low, at) if words.forms[one] in beside_words().shut), -1)
        return "cf_reject" if shut >= 0 and "cf_not" not in words.sets[shut - 1] else ""
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
