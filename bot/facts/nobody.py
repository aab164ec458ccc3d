"""What nobody is named by: «أكد | هدوء الوضع», «نفت | حصار المدينة», «أعلنا أمس | الأول», «بحسب | مجموعة متنوعة»."""

from __future__ import annotations

from bot.arabic.words import TIMED, Words
from bot.facts.name_words import name_words
from bot.facts.shapes import is_verbal

#: Who speaks and acts, whatever the word is besides.
_NAMED = frozenset({
    "actor", "actor_name", "body", "source_word", "office", "official", "title", "outlet_word", "outlet_name",
    "honorific", "rank", "same_source", "estimates", "statement", "tally_word", "people", "state", "capital",
    "fighter_group", "armed_name", "journalist", "ev_statesman", "ev_envoy", "ev_hospital", "ev_troops",
})  # fmt: skip
#: Deeds and things: what is told, never who tells it.
_THINGS = frozenset({
    "announced", "rise_noun", "cf_extend", "cf_terms", "siege", "affect_noun", "displace_noun", "kill_noun",
    "wound_noun", "cf_breach", "cf_breaches", "cf_strikes", "hostilities", "event_unit", "disease", "cf_calm",
    "gunfire", "verdict", "detain_noun", "cf_accuse", "cf_effort", "cf_meeting", "cf_attain", "threat", "negation",
    "ev_target_noun", "case_unit", "cue_blame", "cf_draft", "cf_its_keeping", "cue_not", "finding", "refuge_noun",
    "ceasing", "cf_resolution", "cf_agree", "cf_want", "cf_propose", "cf_its", "rocket", "money", "ev_control",
})  # fmt: skip
#: Where something is; with «العسكرية» behind it an area speaks.
_GROUND, _MILITARY = "ev_position", frozenset({"العسكريه", "العسكري"})
#: Verbs behind their subject: «أعلنوا», «نفتا», «يؤكدان», «قالا».
_MANY, _BY_MANY = frozenset({".plural", ".dual"}), ("وا", "ا", "ون", "ان")
_HIS = ("ها", "هم", "هما")


def is_nobody(words: Words, at: int) -> bool:
    """Is whatever is named by the noun at a token no speaker: a deed, a thing, a word of order, an empty word?"""
    known, classes = name_words(), words.sets[at]
    form = words.forms[at][1 if words.clitics(at).conjunction else 0 :]
    bare = form.removeprefix("ال")
    if form in known.no_head:
        return True
    behind = words.forms[at + 1] if at + 1 < len(words) else ""
    if behind in known.no_sense and not words.clitics(at).article:
        return True
    if "nation" in classes and "actor_name" not in classes and form.startswith("ال") and form.endswith("يه"):
        return True  # «لجنة الهدنة | الروسية التركية»
    if not classes.isdisjoint(_NAMED):
        return False
    if bare in known.speaks or form in known.given:
        return False
    if _GROUND in classes:
        return behind not in _MILITARY
    if not classes.isdisjoint(_THINGS):
        return True
    if "unknown" in classes and form == bare and not form.endswith(_HIS):
        return False  # a person, for all we know
    return is_verbal(bare) or is_verbal(form)


def tells_of_many(words: Words, verb: int) -> bool:
    """«أعلنوا», «نفيا», «يؤكدون»: a verb with this ending has its subject before it, and never behind."""
    classes = words.sets[verb]
    return not classes.isdisjoint(TIMED) and not classes.isdisjoint(_MANY) and words.forms[verb].endswith(_BY_MANY)
