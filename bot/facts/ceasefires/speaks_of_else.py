"""A governor that stands before a ceasefire and speaks of something else: «علق المتحدث على الهدنة»."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.ceasefires.beside import is_led
from bot.facts.ceasefires.unreal import is_feared, is_fearing, refuses_else
from bot.facts.ceasefires.walk import Walk
from bot.facts.ceasefires.words import beside_words

_OF_ONE, _NTH = frozenset({"cf_agree", "cf_hold"}), ["nth day of"]
_WISHED = (["talks on"], ["efforts for"], ["to bring about"], ["hoped for"])
_DONE = frozenset({"approved", "declared", "started"})


def opens_aside(words: Words, at: int, walk: Walk) -> bool:
    """«تتواصل الجهود مع دخول الهدنة أسبوعها الثالث»: a clause of its own, which nothing before it governs."""
    return at == walk.first - 1 and bool(walk.made) and words.forms[at] in beside_words().alongside


def speaks_of_else(words: Words, at: int, cue: str, walk: Walk, verb: bool) -> bool:
    """«وافقوا على الجلوس لبحث هدنة»، «تعقد جلستها لمتابعة تنفيذ الاتفاق»، «أعلنت بعد محادثات في جدة موافقتها …»."""
    if cue == "cf_approve":
        return walk.made[-1:] in _WISHED and "cf_green" not in words.sets[at]
    if cue in _OF_ONE:
        return walk.claim == "applied" if cue == "cf_agree" else walk.made[-1:] == _NTH  # «هدوء في ثاني أيام الهدنة»
    if cue == "cf_done":
        return words.clitics(walk.first).preposition == "l"  # «مفاوضات تجري لتمديد الهدنة»
    if cue == "cf_suspend":
        return verb and words.forms[walk.first - 1] == "علي"  # «علق المتحدث على الهدنة»
    if cue == "cf_expected":
        return words.forms[at] in beside_words().near and walk.first > at + 1  # «قرب الخط الذي رسمته الهدنة»
    if cue == "cf_warn":
        feared = is_fearing(words, at) and is_feared(words, walk.first, walk.linked)
        return walk.claim == "violated" and not feared
    if cue == "cf_reject":
        return walk.claim == "in_force" and refuses_else(words, at, walk.end)
    return cue == "cf_talk" and walk.claim in _DONE and not verb and not is_led(words, at, walk.first)
