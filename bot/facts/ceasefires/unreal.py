"""What is told beside a ceasefire and did not happen: a breach that is only feared, an attack that nobody heard."""

from __future__ import annotations

from collections.abc import Mapping

from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.cues import ATTACKS, SAYS_NOTHING, STOPPING, Told
from bot.facts.ceasefires.words import unreal_words

#: So far before a word the attack it speaks of is told; so far before the attack, that there was none.
_REACH, _ABSENT = 16, 3
#: What is taken up again, so near behind the word for that.
_FOUGHT, _OBJECT = frozenset({"cf_attack", "hostilities", "cf_weak"}), 6
#: A word opens its sentence that stands no further in; so far behind a ceasefire the clause that tells its time ends;
#: so far behind a verb stands the attack it tells of, and so far where it says who suffered it.
_OPENING, _FURTHER, _AT_ONCE, _SUFFERED = 1, 10, 2, 5
_REFUSABLE = frozenset({"cf_resolution", "cf_draft", "cf_propose"})


def is_feared(words: Words, first: int, linked: bool) -> bool:
    """«يخشى أن يخرق الجيش الهدنة»، «حذر من خرق الهدنة»، «من عواقب عدم احترامها»: nobody broke it.

    `first`: the word for the breach; `linked`: «أن» opens its clause. «حذر من استمرار الخرق», «من أن الجيش خرق الهدنة»,
    «من خروقات» tell of one.
    """
    said, known = words.sets[first], unreal_words()
    if ".past" in said and ".present" not in said and (linked or "cf_masdar" not in said):
        return False
    return ".plural" not in said and known.going_on.isdisjoint(words.forms[max(0, first - 1) : first])


def is_fearing(words: Words, at: int) -> bool:
    """Does a word tell of fear, or warn? «أعرب عن قلقه من خرق الهدنة» may follow one."""
    return words.forms[at].lstrip("وفبل") not in unreal_words().worried


def refuses_else(words: Words, at: int, end: int) -> bool:
    """«اعترضت على قرار يرسل مراقبين للتحقق من وقف النار»: what is refused is not that it is kept."""
    return any(not words.sets[one].isdisjoint(_REFUSABLE) for one in range(at + 1, end))


def is_attacked(words: Words, at: int, tells: Mapping[str, Told]) -> bool:
    """Does an attack stand before the word at `at`, in its clause?"""
    start, _ = words.bounds[at]
    return any(
        _is_attack(words, one, tells) and not _is_absent(words, one, start, tells)
        for one in range(max(start, at - _REACH), at)
    )


def is_attacked_next(words: Words, at: int, end: int, tells: Mapping[str, Told]) -> bool:
    """«بعد ساعات من بدء الهدنة، قصف الطيران …»: does a sentence that opens with the word at `at` go on to an attack?

    `end`: where the ceasefire ends. The attack is the verb behind it, or what a verb behind it tells of at once.
    """
    start, last = words.bounds[at]
    if at > start + _OPENING or (at > start and words.forms[at - 1].isalpha()):
        return False
    if any("cf_year" in words.sets[one] for one in range(at, end)):
        return False  # «بعد عشر سنوات من الهدنة»
    comma = next((one for one in range(end, min(last, end + _FURTHER)) if "comma" in words.sets[one]), -1)
    verb = comma + 1 if comma >= 0 else end
    if verb >= last or words.sets[verb].isdisjoint(TIMED) or not words.sets[verb].isdisjoint(STOPPING):
        return False
    if any("release" in words.sets[one] for one in range(verb + 1, min(last, verb + _SUFFERED))):
        return False  # «أطلقت سراحهم»
    near = range(verb, min(last, verb + (_SUFFERED if words.forms[verb] in unreal_words().suffers else _AT_ONCE)))
    return any(_is_attack(words, one, tells) and not _is_absent(words, one, verb, tells) for one in near)


def is_unceasing(words: Words, at: int, tells: Mapping[str, Told]) -> bool:
    """«القصف لم ينقطع منذ …»: does an attack stand before the word at `at` that goes on?"""
    low = max(words.bounds[at][0], at - _REACH)
    goes_on = any(
        words.forms[one] in unreal_words().unceasing and "cf_not" in words.sets[one - 1] for one in range(low + 1, at)
    )
    return goes_on and any(_is_attack(words, one, tells) for one in range(low, at))


def goes_on_since(words: Words, at: int, first: int, tells: Mapping[str, Told]) -> bool:
    """«قتل أربعون منذ سريان الهدنة», not «كان يسري منذ آذار وقف لإطلاق النار»: is there an attack since then?

    `at`: the word for "since"; `first`: what it governs.
    """
    return is_unceasing(words, at, tells) or (first == at + 1 and is_attacked(words, at, tells))


def _is_attack(words: Words, one: int, tells: Mapping[str, Told]) -> bool:
    """«شن غارات»، «استأنف القتال»، not «استأنفت المستشفيات عملها»."""
    cues = tells.get(words.letters[one], SAYS_NOTHING).cues
    if "cf_resume" in cues and "cf_attack" not in cues:
        return any(not each.isdisjoint(_FOUGHT) for each in words.sets[one + 1 : one + _OBJECT])
    return not ATTACKS.isdisjoint(cues)


def _is_absent(words: Words, one: int, start: int, tells: Mapping[str, Told]) -> bool:
    """«توقفت الاشتباكات إثر …»، «المعارك قد توقفت»، «لم يسمعوا أصوات القذائف»، «ليلة خلت من القصف»."""
    if one and words.sets[one - 1] & STOPPING:
        return one == 1 or "cf_not" not in words.sets[one - 2]  # «لم تتوقف الاشتباكات»
    if one > start and "cf_not" in words.sets[one - 1] and ".present" in words.sets[one]:
        return True  # «لم يطلق رصاص»
    for at in (one + 1, one + 2):
        if not STOPPING.isdisjoint(words.sets[at]):
            return "cf_not" not in words.sets[at - 1]  # «القصف لم يتوقف»
    for at in range(one - 1, max(start, one - 1 - _ABSENT) - 1, -1):
        if words.forms[at] in unreal_words().absent:
            return True
        if words.forms[at] in unreal_words().heard:
            return at > start and "cf_not" in words.sets[at - 1]
        if tells.get(words.letters[at], SAYS_NOTHING).ends:
            return False
    return False
