"""The cues of what is claimed of a ceasefire: the three tables of governors, and which kinds of words they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.arabic.alphabet import CONJOINED, led_by
from bot.arabic.tables import load_cells
from bot.arabic.words import TIMED, Vocabulary, Words
from bot.facts.ceasefires.words import beside_words

WITH_B, WITH_L = led_by("b"), led_by("l")
TIMES = frozenset({"cf_month", "cf_year", "cf_weekday", "cf_today", "cf_tomorrow", "cf_duration"})
#: Cues that govern nothing but colour what is said.
MARKING = frozenset({"cf_was", "cf_calm", "cf_earlier", "cf_last", "cf_formerly"})
#: Nouns that govern one thing alone: «انسحاب … ووقف إطلاق النار» ends nothing.
ONE_NOUN = frozenset(
    {"cf_end", "cf_begin", "cf_fail", "cf_breach", "cf_extend", "cf_renewal", "cf_agree_noun", "cf_hold", "cf_apply"}
    | {"cf_suspend"}
)
#: What negates: «لم»، «بألا».
NEGATING = frozenset({"cf_not", "cf_not_to"})
#: What governs a whole clause from right before its verb, without «أن».
PARTICLES = frozenset(
    {"cf_if", "cf_may", "cf_after", "cf_since", "cf_despite", "cf_before", "cf_still", "cf_whether", "cf_when"}
)
#: What a relative clause speaks of: «قرار (الذي) يدعو إلى هدنة».
ANTECEDENTS = frozenset({"cf_resolution", "cf_draft", "cf_propose", "cf_agree_noun", "cf_call"})
#: What governs a clause over «أن» or a relative pronoun.
OVER_THAT = frozenset({
    "cf_announce", "cf_confirm", "cf_state", "cf_deny", "cf_hope", "cf_expected", "cf_warn", "cf_accuse",
    "cf_scheduled", "cf_call", "cf_reject", "cf_doubt", "cf_want", "cf_need", "cf_result", "cf_yield", "cf_approve",
    "cf_agree", "cf_propose", "cf_resolution", "cf_draft", "cf_agree_noun", "cf_if", "cf_since",
    "cf_effort", "cf_welcome", "cf_vote", "cf_after",
})  # fmt: skip
#: Of these, what somebody wishes, each time over «أن» of its own.
WISHING = frozenset({"cf_want", "cf_need", "cf_hope", "cf_call", "cf_reject", "cf_propose", "cf_effort"})
#: What lasts.
LONG = frozenset({"cf_duration", "cf_month", "cf_year"})
#: What leads to a time.
LEADING = frozenset({"cf_during", "cf_after", "cf_before"})
#: Nouns that, behind «ل», tell what is to come: «للتوصل إلى هدنة»; not so behind «نظرا»، «أدى».
BRINGING = frozenset({"cf_agree", "cf_approve", "cf_order", "cf_announce", "cf_attain"})
OWING = frozenset({"cf_owing", "cf_yield"})
STOPPING = frozenset({"ceasing", "cf_stop_verb", "cf_calm", "cf_runs_out"})
#: Behind these a word that could be a verb is a noun.
PREPOSITIONS = frozenset({"في", "من", "الي", "علي", "عن", "بعد", "قبل", "خلال", "رغم", "عقب", "اثر"})
#: Behind these words some nouns say something else: «وكالة الأنباء»، «أسفرت المحادثات عن …»، «نجحت في إقناع …».
NOT_BEHIND = {
    "cf_confirm": frozenset({"outlet_word"}),
    **dict.fromkeys(("cf_talk", "cf_mediate", "cf_effort", "cf_call"), frozenset({"cf_yield"})),
}
#: So many words before it one of these may stand: «تكللت جهود الوساطة بهدنة».
YIELDING = 4
#: What ends with something, instead of ending it.
MEETING = frozenset({"cf_meeting", "cf_talk"})
#: What may stand between a negation and the ceasefire that is not there: «لا توجد هدنة»، «دون أي هدنة».
EXISTING = frozenset({"cf_exists", "cf_every"})
#: What the clause behind a turn may say of the one before it.
TURNS = {
    "cf_attack": "but attacked",
    "cf_reject": "but rejected",
    "cf_end": "but ended",
    "cf_breach": "but broken",
    "cf_ink": "but broken",
}
#: What a verb may stand behind at the head of its clause.
OPENS = frozenset(
    {"stop", "newline", "comma", "bar", "colon", "semicolon", "that", "cf_not", "cf_may", "cf_which", "quote"}
)
ATTACKS = frozenset({"cf_attack", "cf_resume"})
_ZONE = frozenset({"حيز", "موضع"})
_HOURS = frozenset({"قليل", "لحظات", "دقايق", "صباح", "مساء", "فجر", "ظهر", "منتصف", "امس", "البارحه", "الليله"})
_NOON = frozenset({"ظهر", "الظهر", "العصر", "الان"})
_WRITTEN = "نصا"
_TERM = frozenset({"اجل", "الاجل"})
_TOWARDS = frozenset({"نحو", "باتجاه", "الي"})
TO_COME = ("ست", "سي")
#: Cues that end a clause, and cues that no table names.
PLAIN = frozenset(
    {
        "cf_not",
        "cf_turn",
        "cf_attack",
        "cf_resume",
        "cf_was",
        "cf_formerly",
        "cf_calm",
        "cf_earlier",
        "cf_last",
        "cf_said",
        "cf_arrive",
        "cf_shut",
        "cf_green",
        "cf_not_to",
    }
)


@dataclass(frozen=True, slots=True)
class Governor:
    """One row of a table: what a cue makes of a claim."""

    name: str
    on: frozenset[str]
    becomes: str
    reach: int


class Told(NamedTuple):
    """What a word says: its cues, the weightiest first; does it end a clause, is it a verb, does it link a clause?"""

    cues: tuple[str, ...]
    ends: bool
    verb: bool
    links: bool


SAYS_NOTHING = Told((), False, False, False)


class Cues:
    """The three tables over one alphabet. Made once; changes nothing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.chain: dict[str, list[Governor]] = {}
        for name, cue, on, becomes, reach, *_ in load_cells("bot.facts", "ceasefires.chain.tsv", 5):
            self.chain.setdefault(cue, []).append(Governor(name, frozenset(on.split("|")), becomes, int(reach)))
        self.ahead = {
            cue: Governor(name, frozenset(), becomes, int(reach))
            for name, cue, becomes, reach, *_ in load_cells("bot.facts", "ceasefires.ahead.tsv", 4)
        }
        self.negated = {said: turned for said, turned, *_ in load_cells("bot.facts", "ceasefires.negated.tsv", 2)}
        known = {*self.chain, *self.ahead, *PLAIN}
        order = {cue: number for number, cue in enumerate([*PLAIN, *self.ahead, *self.chain])}
        #: What the words of a class letter say; letters that say nothing are left out.
        self.tells: dict[str, Told] = {}
        for letter, classes in vocabulary.alphabet.classes.items():
            told = Told(
                tuple(sorted(classes & known, key=lambda cue: -order[cue])),
                not classes.isdisjoint({"semicolon", "colon", "cf_turn", "bar"}),
                not classes.isdisjoint(TIMED),
                not classes.isdisjoint({"that", "cf_which", "cf_not_to"}),
            )
            if any(told):
                self.tells[letter] = told


def is_within(words: Words, at: int) -> bool:
    """«اتفاق من حيث المبدأ على هدنة»، «اتفاق غير معلن على هدنة»: words that end no clause here."""
    if words.forms[at] == "فيما":
        return at + 1 < len(words) and "cf_concerns" in words.sets[at + 1]  # «حديث عن اتفاق فيما يتعلق بهدنة»
    if words.forms[at] == "حيث":
        return at > 0 and words.forms[at - 1] == "من"
    if "cf_not_to" in words.sets[at]:  # «ألا ينتهكوا» is written like «إلا»
        return ".present" in words.sets[min(at + 1, len(words) - 1)]
    if words.forms[at] != "غير":
        return False
    without = at > 0 and words.forms[at - 1] == "من"  # «من غير أن يوقع الهدنة»
    return without or "that" not in words.sets[min(at + 1, len(words) - 1)]


def told_to_come(words: Words, at: int) -> bool:
    """Does a verb tell what is to come: «ستنتهي»، «سينهار»، «تنتهي غدا»، or may: «قد تنهار»?"""
    if ".present" not in words.sets[at]:
        return False
    if at and "cf_may" in words.sets[at - 1]:
        return True
    behind = words.sets[at + 1] if at + 1 < len(words) else frozenset()
    return words.forms[at].lstrip("وف").startswith(TO_COME) or not behind.isdisjoint(TIMES)


def is_of_month(words: Words, at: int) -> bool:
    """«تشرين الأول»: is a word the second of a month's name?"""
    return at > 0 and words.forms[at - 1] in beside_words().months


def _is_aside(words: Words, at: int) -> bool:
    """«أعلنوا، منذ يومين، هدنة»، «في أول لقاء منذ أشهر، …»."""
    return at > 0 and any("comma" in words.sets[one] for one in (at - 1, *range(at + 2, min(at + 4, len(words)))))


def is_behind(words: Words, at: int, classes: frozenset[str], reach: int) -> bool:
    """Does a word of some classes stand so near before a token, in its sentence?"""
    return any(words.sets[one] & classes for one in range(max(words.bounds[at][0], at - reach), at))


#: Cues that a word beside them turns into something else, or that speak in one tense only.
ELSE_BESIDE: Mapping[str, Callable[[Words, int], bool]] = {
    # «تمديد أجل …»، «قصير الأجل»
    "cf_effort": lambda words, at: at > 0 and words.forms[at] in _TERM and words.forms[at - 1] != "من",
    "cf_propose": lambda words, at: words.forms[at + 1 : at + 2] == ["الحايط"],  # «عرض الحائط»
    # «الوفد المفاوض»
    "cf_talk": lambda words, at: (
        at > 0 and words.forms[at] in beside_words().negotiating and bool(words.clitics(at - 1).article)
    ),
    "cf_result": lambda words, at: words.forms[at].removeprefix("و") == _WRITTEN,  # «أعد نصا للهدنة»
    "cf_apply": lambda words, at: at > 0 and words.forms[at - 1] in _ZONE,  # «تدخل حيز التنفيذ»
    # «لم تنقض ساعات على الهدنة حتى …»
    "cf_breach": lambda words, at: (
        "cf_elapse" in words.sets[at] and words.forms[at - 1] == "لم" and not LONG.isdisjoint(words.sets[at + 1])
    ),
    "cf_push": lambda words, at: _TOWARDS.isdisjoint(words.forms[at + 1 : at + 4]),
    # «لم تمض ساعات على الهدنة حتى …»
    "cf_elapse": lambda words, at: at == 0 or words.forms[at - 1] not in {"لم", "ولم", "فلم", "ولما"},
    "cf_announce": lambda words, at: at > 0 and words.forms[at - 1] == "غير",  # «اتفاق غير معلن»
    "cf_signed": lambda words, at: words.forms[at + 1] != "علي",  # «الفصائل الموقعة على اتفاق الهدنة»
    # «في اليوم الثالث من الهدنة»، «في ثالث أيام الهدنة»
    "cf_nth": lambda words, at: at == 0 or not (words.sets[at - 1] | words.sets[at + 1]) & TIMES,
    # «وإذا كان الرئيس قد أعلن …» grants something.
    "cf_if": lambda words, at: words.code[2 * at + 1] in CONJOINED and "cf_was" in words.sets[at + 1],
    # «لم توافق بعد على …»، «بعد الظهر»، «إلى حد بعيد»
    "cf_after": lambda words, at: (
        words.forms[at + 1] in PREPOSITIONS | _NOON
        or (words.forms[at] == "بعيد" and words.forms[at - 1] in beside_words().far)
    ),
    "cf_allow": lambda words, at: ".present" not in words.sets[at],  # «أتاحت الوساطة إعلان هدنة» is done
    "cf_when": lambda words, at: ".present" not in words.sets[at + 1],  # «عندما تعلن الهدنة» is to come
    "cf_may": lambda words, at: ".present" not in words.sets[at + 1] or ".past" in words.sets[at + 1],
    # «أعلنوا، منذ يومين، هدنة»، «شرعوا منذ صباح اليوم في …» tell when they did.
    "cf_since": lambda words, at: (
        words.forms[at + 1] in _HOURS or (not words.sets[at + 1].isdisjoint(LONG) and _is_aside(words, at))
    ),
    # «من قبل»، «دعت قبل يوم إلى هدنة»; «قبل يوم من الهدنة» stands before it.
    "cf_before": lambda words, at: (
        (at > 0 and words.forms[at - 1] == "من")
        or (not words.sets[at + 1].isdisjoint(TIMES) and "من" not in words.forms[at + 2 : at + 4])
    ),
}
