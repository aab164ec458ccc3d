"""A ceasefire that is told to be over, or not to begin yet, by the words around it that govern nothing."""

from __future__ import annotations

from itertools import pairwise

from bot.arabic.words import Words
from bot.facts.ceasefires.mentions import Mention
from bot.facts.ceasefires.words import beside_words, lasted_words

#: So far behind «لم تصمد» stands how long it held; so far behind a ceasefire who must agree yet.
_HOW_LONG, _PENDING = 3, 14
#: So far before what was ceased stands the term for it; so far before that, that it ran out.
_TERM, _RAN_OUT = 22, 4
#: So near behind a ceasefire stands on what condition it is accepted.
_CONDITION = 3
#: So far behind a ceasefire stands until when it will stay; so near what is told of an earlier one, of its month.
_UNTIL, _WHICH = 12, 5
#: So far behind a ceasefire stands what came of all of them.
_FATE = 16
#: So near before a verb stands by what it happens.
_BY = 6
_LONG = frozenset({"cf_duration", "cf_month"})
_TO_COME = ("ست", "سي", "سن", "سا")
_SINCE = "منذ"
_BEFORE = frozenset({"السابقه", "سابقه", "الماضيه"})
_MADE = frozenset({"declared", "approved", "reported", "-"})
_COMMA = frozenset({"comma"})

#: «العامين الأخيرين»، «السنوات الماضية»
_UP_TO_NOW = frozenset({"cf_latest", "cf_last"})

_IF = frozenset({"ان", "اذا", "متي"})


def is_outlived(words: Words, last: int, marks: set[str]) -> bool:
    """«هدنة لم تصمد إلا يومين»، «هدن لم تستمر ساعة»: how long it held, by token `last`."""
    if "> lasting, not" in marks:
        return True
    return "> held, not" in marks and not lasted_words().only.isdisjoint(words.forms[last : last + _HOW_LONG])


def was_brief(words: Words, start: int) -> bool:
    """«لم تلبث الهدنة إلا ساعات»."""
    return start > 1 and words.forms[start - 1] in lasted_words().outlived and "cf_not" in words.sets[start - 2]


def by_proposal(words: Words, first: int) -> bool:
    """«بموجب المقترح يبدأ وقف إطلاق النار …»: by what is only proposed. `first`: the verb."""
    low = max(words.bounds[first][0], first - _BY)
    said = any(
        words.forms[at] in lasted_words().by_terms and "cf_propose" in words.sets[at + 1] for at in range(low, first)
    )
    return said and ".present" in words.sets[first]


def is_time_up(words: Words, mention: Mention) -> bool:
    """«انتهت المهلة التي علق الجيش خلالها عملياته»، «انقضت مهلة من يومين لوقف عملياتها»."""
    if not mention.pattern.startswith("ceasing"):
        return False
    low = max(mention.sentence[0], mention.start - _TERM)
    terms = [at for at in range(low, mention.start) if words.forms[at] in lasted_words().term]
    return any("cf_runs_out" in words.sets[one] for at in terms for one in range(max(low, at - _RAN_OUT), at))


def has_lasted(claim: str, ahead: str) -> bool:
    """«بعد هدنة دامت خمسة أيام»، «تمديد الهدنة التي استمرت شهرين»: its time is told as gone."""
    return ahead == "lasting" and (claim.startswith(("after", "attack after")) or claim in {"sought", "extended"})


def was_ended(words: Words, mention: Mention, claim: str, ahead: str, last: int) -> bool:
    """«أعلن وقف إطلاق النار، الذي انتهى أمس»، «أعلنت هدنة من يومين انتهت السبت»: news no longer."""
    if ahead != "ended" or claim not in _MADE:
        return False
    if {".past", "cf_runs_out"} <= words.sets[last - 1] and claim != "-":
        return not words.clitics(mention.start).article
    at = mention.end + (words.sets[mention.end] >= _COMMA)
    return at + 1 < len(words) and "cf_which" in words.sets[at] and ".past" in words.sets[at + 1]


def ended_long_ago(words: Words, first: int, ahead: str) -> bool:
    """«منذ انهيار هدنة عام 2015»."""
    return ahead == "year" and first > 0 and words.forms[first - 1] == _SINCE


def is_threatened(words: Words, first: int) -> bool:
    """«كل من يخرق الهدنة»، «على من ينتهك وقف القتال»: nobody did."""
    present = ".present" in words.sets[first]
    return present and first > 0 and words.forms[first - 1] in lasted_words().whoever


def stays_until(words: Words, start: int, end: int) -> bool:
    """«تقرر أن تبقى الهدنة قائمة حتى الجمعة»."""
    known = lasted_words()
    stays = words.forms[start - 1] in known.staying and start > 1 and "that" in words.sets[start - 2]
    behind = words.sets[end : end + _UNTIL]
    return stays and any("cf_until" in one or {"cf_more"} <= one for one in behind)


def was_another(words: Words, end: int) -> bool:
    """«هدنة شباط الماضي التي صمدت بضعة أسابيع»: an earlier one, of which its time is told."""
    which = next((at for at in range(end, min(end + _WHICH, len(words))) if "cf_which" in words.sets[at]), -1)
    if which < 0 or "cf_last" not in words.sets[which - 1] or which + 1 >= len(words):
        return False
    held = words.sets[which + 1]
    lasted = ".past" in held and not held.isdisjoint({"cf_hold", "cf_lasting"})
    return lasted and any(not one.isdisjoint(_LONG) for one in words.sets[which + 2 : which + 5])


def was_one_of_many(words: Words, first: int, start: int, end: int) -> bool:
    """«لم يصمد أي من اتفاقات الهدنة»، «ما من هدنة بينهما إلا خرقت»: what came of all that there were."""
    forms, both = words.forms, beside_words().both  # «لم يلتزم أي من الطرفين بالهدنة» tells of one
    if first > 1 and forms[first - 1] == "من" and forms[first - 2].removeprefix("و") == "ما":
        return "الا" in forms[end : end + _FATE]
    return any(
        forms[at - 1 : at + 1] == ["اي", "من"] and ".plural" in words.sets[at + 1] and forms[at + 1] not in both
        for at in range(first + 1, start)
    )


def was_once(words: Words, first: int, start: int) -> bool:
    """«حين انهارت هدنة كانت قائمة»; not «حين انهارت الهدنة»."""
    then = first > 0 and words.forms[first - 1] in lasted_words().once
    return then and ".past" in words.sets[first] and not words.clitics(start).article


def is_conditional(words: Words, end: int) -> bool:
    """«يقبل هدنة بشروط»، «وقف القتال ضمن شروط»؛ not «هدنة غير مشروطة»."""
    return any(
        words.forms[at] in lasted_words().conditional and "cf_not" not in words.sets[at - 1]
        for at in range(end, min(end + _CONDITION, len(words)))
    )


def is_in_return(words: Words, end: int) -> bool:
    """«سنوقف إطلاق النار إن أوقفوه»، «… إذا أوقفت إسرائيل غاراتها»: only where others do something?"""
    until = min(end + _CONDITION, len(words) - 1)
    return any(words.forms[at] in _IF and ".past" in words.sets[at + 1] for at in range(end, until))


def awaits(words: Words, first: int, start: int, end: int) -> bool:
    """«وافقوا مبدئيا على هدنة، لكن يتعين انتظار موافقة زعيمهم»."""
    said = lasted_words()
    if said.in_principle.isdisjoint(words.forms[first:start]):
        return False
    return not said.pending.isdisjoint(words.forms[end : end + _PENDING])


def is_news(words: Words, at: int, linked: bool) -> bool:
    """«أوقف الجيش إطلاق النار»، as a headline «الجيش يوقف النار»؛ not «الذي أوقف القتال»، «أثناءها تتوقف …»."""
    if at and not words.sets[at - 1].isdisjoint({"cf_which", "cf_not"}):
        return False
    present = ".present" in words.sets[at] and ".past" not in words.sets[at]
    then = words.clitics(at).conjunction == "f" or words.forms[at].startswith("في")  # «وافقوا، فيتوقف إطلاق النار …»
    return not present or then or (at < words.title_end and not linked)


def is_to_come(words: Words, at: int) -> bool:
    """«ستوقف»، «سيلتزم»."""
    return ".present" in words.sets[at] and words.forms[at].lstrip("وف").startswith(_TO_COME)


def over_years(words: Words, start: int, end: int) -> bool:
    """Is it told there of whole years: «طوال العامين الماضيين»، «على مدى ثلاث سنوات»، «في السنوات الأخيرة»?"""
    for at in range(start, end):
        behind = frozenset[str]().union(*words.sets[at + 1 : at + 3])
        if "cf_span" in words.sets[at] and "cf_year" in behind:
            return True
        if {"cf_year", ".plural"} <= words.sets[at] and not _UP_TO_NOW.isdisjoint(behind):
            return True
    return False


def is_told_before(words: Words, end: int) -> bool:
    """«لم تحترم أيا من الهدن التي قبلتها من قبل»، «الهدن السابقة»: of earlier ones, up to token `end`."""
    behind = words.forms[end : end + _FATE]
    return any(two == ("من", "قبل") for two in pairwise(behind)) or not _BEFORE.isdisjoint(behind[:2])
