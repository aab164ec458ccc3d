"""A ceasefire that nobody has made, though words of making stand beside it: «"أوقفوا النار"», «إن انسحبوا أوقفناها».

What is told of it so is only wished for; or it is none: «توقف القصف مع حلول الظلام», «أي وقف للقتال». The words are in
data/ceasefire_unmade.tsv.
"""

from __future__ import annotations

from dataclasses import replace

from bot.arabic.words import Words
from bot.facts.ceasefires.claims import Chain
from bot.facts.ceasefires.mentions import Mention
from bot.facts.ceasefires.words import lasted_words, unmade_words

#: What such a ceasefire claims: nothing that could be new.
UNMADE = "unmade"
_MADE = frozenset({"-", "declared", "approved", "started", "agreement", "reported", "may", "after declared"})
_UNTOLD = frozenset({"-", "started"})
#: Rows of an announcement that is only planned.
_PLANNED = {"announced", "scheduled"}
#: So far before what is done stands the condition for it; so near behind a ceasefire stands on what terms.
_CONDITION, _TERMS, _WOULD = 16, 3, 9
#: So near behind fighting that stops it is taken up again.
_AGAIN = 9
_DONE = frozenset({"cf_approve", "cf_announce", "cf_agree", "cf_stop_verb", "cf_sign", "cf_order"})
_PRESSED = frozenset({"cf_call", "cf_effort", "cf_push", "cf_mediate"})
#: Who agrees, or what is agreed, makes one of fighting that stops.
_AGREED = frozenset(
    {"cf_agree_noun", "cf_agree", "cf_peace", "truce", "calm", "cf_announce", "cf_approve", "cf_order", "cf_mediate"}
)
_OF_FIGHTING = ("ceasing of", "ceasing hostilities")
#: Rows of what is wished for: «قررت الانسحاب من محادثات الهدنة» orders none. Whose a ceasefire is.
_WISHED = frozenset({"talks on", "efforts for", "hoped for", "mediation for"})
_WHOSE = frozenset({"topic_war_land", "place", "actor", "actor_name", "nation"})
_HELD = frozenset({"beginning of", "scheduled"})
_SINCE, _LONG = "> in force since", frozenset({"cf_month", "cf_year", "cf_season", "month", "year_like"})
_TOPIC_ENDS = frozenset({"colon", "stop", "bar"})
_SPANS = frozenset({"cf_year", "cf_month"})
_LAPSED = _SPANS | {"number", "digits", "cf_elapse", "cf_agree_noun", "cf_duration", "quote"}
_ON, _ABOUT = "علي", frozenset({"نحو", "حوالي", "قرابه", "اكثر", "من"})


def as_told(words: Words, mention: Mention, chain: Chain) -> Chain:
    """A chain as it is to be taken: what is asked for, or hangs on a condition, is sought; what is none is UNMADE."""
    if chain.claim not in _MADE:
        return chain
    if _is_wished(words, mention, chain):
        return replace(chain, claim="sought", ahead="")
    if chain.claim in _UNTOLD and _is_none(words, mention):
        on_terms = not lasted_words().conditional.isdisjoint(words.forms[mention.end : mention.end + _TERMS])
        return replace(chain, claim="sought" if on_terms else UNMADE, ahead="")
    if _is_years_ago(words, mention) or _is_held_since(words, mention, chain):
        return replace(chain, claim="in_force", ahead="")
    return replace(chain, claim="earlier declared") if _is_of_a_reign(words, chain.first) else chain


def _is_wished(words: Words, mention: Mention, chain: Chain) -> bool:
    first = min(chain.first, mention.start)
    return (
        _is_ordered(words, first)
        or _is_provided(words, mention, first)
        or _is_pressed_for(words, mention, first)
        or _would_be(words, first)
        or _is_planned(words, mention, chain)
        or _is_once(words, first)
        or _is_talked_of(words, mention, first)
        or _will_be_on_terms(words, mention, first)
        or (chain.made[-1:] == ("ordered",) and not _WISHED.isdisjoint(chain.rows))
    )


def _is_ordered(words: Words, first: int) -> bool:
    """«"أعلنوا هدنة ولو ليوم"، تقول أم»."""
    return first > 0 and words.forms[first] in unmade_words().ordered and "quote" in words.sets[first - 1]


def _is_provided(words: Words, mention: Mention, first: int) -> bool:
    """«إذا أفرجوا عنهم فسنوقف النار»، «إن توقف العدوان أوقفنا النار»: a verb that hangs on another."""
    if not mention.pattern.endswith("verb"):
        return False
    low = max(words.bounds[first][0], first - _CONDITION)
    return any(
        words.forms[at] in unmade_words().provided and ".past" in words.sets[at + 1] and _opens(words, at)
        for at in range(low, first - 1)
    )


def _opens(words: Words, at: int) -> bool:
    return at == words.bounds[at][0] or not words.sets[at - 1].isdisjoint({"quote", "comma", "colon", "that", "open"})


def _is_pressed_for(words: Words, mention: Mention, first: int) -> bool:
    """«تضغط واشنطن عليهما ليقبلا هدنة»."""
    to_do = any(
        words.clitics(at).preposition == "l" and ".present" in words.sets[at] and not words.sets[at].isdisjoint(_DONE)
        for at in range(first, mention.start + 1)
    )
    return to_do and any(not words.sets[at].isdisjoint(_PRESSED) for at in range(words.bounds[first][0], first))


def _would_be(words: Words, first: int) -> bool:
    """«من شأن الاتفاق أن يوقف القتال»."""
    near = range(max(words.bounds[first][0] + 1, first - _WOULD), first)
    return any(words.forms[at] in unmade_words().would and words.forms[at - 1].endswith("من") for at in near)


def _is_planned(words: Words, mention: Mention, chain: Chain) -> bool:
    """«يفترض أن تعلن اليوم هدنة»، «لم يحسما بعد موعد إعلان الهدنة»: what is only scheduled to be announced."""
    if not chain.rows[:3] or not {*chain.rows[:3]} >= _PLANNED:
        return False
    first = chain.first
    if any({".present", "cf_announce"} <= words.sets[at] for at in range(first, mention.start)):
        return True
    return any("cf_not" in words.sets[at] for at in range(max(words.bounds[first][0], first - _TERMS - 1), first))


def _is_once(words: Words, first: int) -> bool:
    """«ما إن تتفق الأطراف على هدنة حتى …»."""
    if first < 2 or ".present" not in words.sets[first]:
        return False
    return words.forms[first - 1] in unmade_words().once and words.forms[first - 2].endswith("ما")


def _is_held_since(words: Words, mention: Mention, chain: Chain) -> bool:
    """«تسري في المدينة هدنة منذ الصيف»، «يفترض أن وقف إطلاق النار سار منذ نهاية نوفمبر»."""
    if _SINCE not in chain.marks or _HELD.isdisjoint(chain.rows) or ".present" not in words.sets[chain.first]:
        return False
    near = range(mention.end, min(mention.end + _AGAIN, mention.sentence[1]))
    since = next((at for at in near if "cf_since" in words.sets[at]), -1)
    return since >= 0 and any(words.sets[at] & _LONG for at in range(since + 1, min(since + _TERMS, len(words))))


def _is_talked_of(words: Words, mention: Mention, first: int) -> bool:
    """«عقد المجلس جلسة بشأن هدنة»، «اتفقنا على معظم بنود الهدنة»."""
    known, between = unmade_words(), range(first, mention.start)
    if words.forms[first].removeprefix("و") in known.held:
        return any("cf_meeting" in words.sets[at] for at in between)
    return any("cf_terms" in words.sets[at] for at in between) and not known.partly.isdisjoint(
        words.forms[first : mention.start]
    )


def _will_be_on_terms(words: Words, mention: Mention, first: int) -> bool:
    """«ستعلن هدنة في الفاشر إذا وافق الجيش»."""
    to_come = ".present" in words.sets[first] and words.forms[first].lstrip("وف").startswith("س")
    behind = words.forms[mention.end : min(mention.end + _WOULD, mention.sentence[1])]
    return to_come and not unmade_words().terms.isdisjoint(behind)


def _is_of_a_reign(words: Words, first: int) -> bool:
    """«في عهد الرئيس السابق أعلنت هدنة»."""
    low = max(words.bounds[first][0] + 1, first - _CONDITION)
    return any(
        words.forms[at] in unmade_words().reign and words.forms[at - 1].endswith("في") for at in range(low, first)
    )


def _is_topic(words: Words, mention: Mention) -> bool:
    """«هدنة غزة: جولة جديدة من المفاوضات»: what is spoken of, before a colon or dots."""
    named = words.sets[mention.end : mention.end + 1]
    colon = words.sets[mention.end + 1 : mention.end + 2]
    opens = mention.start == mention.sentence[0] or "newline" in words.sets[mention.start - 1]
    return opens and any(not one.isdisjoint(_WHOSE) for one in named) and any(one & _TOPIC_ENDS for one in colon)


def _is_none(words: Words, mention: Mention) -> bool:
    """«أي وقف للقتال»، «توقف القصف مع حلول الظلام»، «توقف القتال ساعة ثم تجدد»."""
    known, start, (first, last) = unmade_words(), mention.start, mention.sentence
    if (start > first and words.forms[start - 1] in known.each) or _is_topic(words, mention):
        return True
    if words.forms[start] not in known.bare or not mention.pattern.startswith(_OF_FIGHTING):
        return False
    behind = range(mention.end, min(last, mention.end + _AGAIN))
    if any(words.forms[at] in known.again and "cf_resume" in words.sets[at + 1] for at in behind):
        return True
    return not any(words.sets[at] & _AGREED for at in range(first, last) if at != start)


def _is_years_ago(words: Words, mention: Mention) -> bool:
    """«عام على اتفاق وقف إطلاق النار»: so long ago that it is told at the head of a sentence."""
    before = range(mention.sentence[0], mention.start)
    head = [at for at in before if "newline" not in words.sets[at]]
    if not any(words.forms[at] == _ON for at in head) or not any(words.sets[at] & _SPANS for at in head):
        return False
    return all(words.sets[at] & _LAPSED or words.forms[at] == _ON or words.forms[at] in _ABOUT for at in head)
