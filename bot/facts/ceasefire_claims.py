"""What is claimed of a ceasefire where it is named: the words that govern it, read outwards.

`data/ceasefires.chain.tsv` says what each governor makes of what the words between it and the mention say: «رفض» of
«دعوات إلى هدنة» makes a refusal, «اعتمد» of «مشروع قرار يطلب هدنة» makes it declared. A chain ends where a clause ends.
What is said behind the mention ceasefire_ahead.py reads; `data/ceasefires.negated.tsv` says what «لم» makes of a claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.arabic.alphabet import CONJOINED
from bot.arabic.words import Vocabulary, Words
from bot.facts.ceasefire_ahead import Ahead, is_predicate, is_until_then, over_years
from bot.facts.ceasefire_cues import (
    ANTECEDENTS,
    ATTACKS,
    BRINGING,
    ELSE_BESIDE,
    EXISTING,
    MARKING,
    MEETING,
    NOT_BEHIND,
    ONE_NOUN,
    OPENS,
    OVER_THAT,
    OWING,
    PARTICLES,
    PREPOSITIONS,
    SAYS_NOTHING,
    STOPPING,
    TIMES,
    WITH_B,
    WITH_L,
    YIELDING,
    Cues,
    Governor,
    is_within,
    told_to_come,
)
from bot.facts.ceasefire_mentions import Mention

#: Further than this from a mention nothing governs it.
_FURTHEST = 34
_NOTHING = "-"
_NEGATED = 2
_ATTACK_REACH = 16
#: Of what is not prolonged so, its end is wanted: «لن»، «لا».
_NEVER = frozenset({"لن", "لا"})
_NO_MORE = frozenset({"تعد", "يعد"})
#: Further tokens that the subject of a verb may take.
_SUBJECT = 6
_RISK = 4
#: What a clause may say of a ceasefire that is its subject.
_PREDICATES = frozenset({"extended", "in_force"})
#: Over how many years something went on is told so near to it; what may be told so.
_SPAN = 12
_OVER_YEARS = frozenset({"violated", "declared", "started", "ended"})


@dataclass(frozen=True, slots=True)
class Chain:
    """What is said of one mention: before it (`claim`, with its rows, nearest first) and behind it.

    `made`: the rows that changed the claim; the others left it as it was.
    """

    claim: str
    rows: tuple[str, ...]
    made: tuple[str, ...]
    ahead: str
    marks: frozenset[str]
    first: int
    last: int


@dataclass(slots=True)
class _Walk:
    """A chain in the making."""

    claim: str = _NOTHING
    rows: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    first: int = 0
    end: int = 0
    joined: bool = False
    verb: bool = False
    linked: bool = False


class Chains:
    """The three tables over one alphabet. Made once; changes nothing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        cues = Cues(vocabulary)
        self._chain, self._negated, self._tells = cues.chain, cues.negated, cues.tells
        self._ahead = Ahead(cues)

    def read(self, words: Words, mention: Mention, others: Mapping[int, int]) -> Chain:
        """What is said of a mention. `others`: the tokens of all mentions → their start."""
        start, end, sentence = mention.start, mention.end, mention.sentence
        numbered = start > 0 and words.forms[start - 1].isdecimal()  # «وثلاث هدن»، «و3 هدن»
        joined = words.code[2 * (start - numbered) + 1] in CONJOINED
        walk = _Walk(mention.says, first=start, end=end, joined=joined)
        self._back(words, start, sentence[0], others, walk)
        ahead, last = self._ahead.read(words, end, sentence[1], others, walk.marks)
        if walk.claim == "rejected" and ahead == "violated":
            ahead = ""  # «يرفضون الهدنة ولا يريدون الالتزام بها»
        self._settle(words, mention, walk, ahead, last)
        if ahead == "past" and "> earlier" in walk.marks:
            walk.claim = f"earlier {walk.claim}"  # «خرق الهدن السابقة»
        return Chain(walk.claim, tuple(walk.rows), tuple(walk.made), ahead, frozenset(walk.marks), walk.first, last)

    @staticmethod
    def _settle(words: Words, mention: Mention, walk: _Walk, ahead: str, last: int) -> None:
        """What is said behind a mention, and over how long, makes something else of what stands before it."""
        end = mention.end
        if walk.claim == "ended" and ("> expected" in walk.marks or is_until_then(words, mention.start, end)):
            walk.claim = "warned"  # «انتهاء الهدنة بات وشيكا»، «تبدأ مع انتهاء الهدنة الحالية»
        untold = walk.claim == _NOTHING or walk.made[-1:] == ["stated"]
        if untold and ahead in _PREDICATES and is_predicate(words, end, last):
            walk.claim = ahead  # «الهدنة السارية في … تم تمديدها»، «أكد أن نظام الهدنة صامد»
        if walk.claim in _OVER_YEARS and over_years(words, max(mention.sentence[0], walk.first - _SPAN), end):
            walk.claim = f"earlier {walk.claim}"  # «طوال العامين الماضيين خرق الطرفان …»

    def _back(self, words: Words, start: int, limit: int, others: Mapping[int, int], walk: _Walk) -> None:
        letters, tells = words.letters, self._tells
        for at in range(start - 1, max(limit, start - _FURTHEST) - 1, -1):
            if at in others:
                walk.marks.add("behind another")
                return
            told = tells.get(letters[at])
            if told is None:
                continue
            if told.ends and not is_within(words, at):
                return
            if told.links:
                walk.linked = True
            for cue in told.cues:
                if self._govern(words, at, cue, walk):
                    return
                if walk.first == at:
                    break
            if told.verb and words.code[2 * at + 1] in CONJOINED:
                return

    def _govern(self, words: Words, at: int, cue: str, walk: _Walk) -> bool:
        """Let a cue speak; true where the chain ends."""
        gap = walk.first - at - 1
        if cue == "cf_not":
            self._negate(words, at, gap, walk)
            return False
        if cue == "cf_said":
            return walk.linked  # «قائلا إن …» opens what somebody says
        if cue in MARKING:
            if cue != "cf_last" or words.sets[at - 1] & {"cf_year", "cf_month"}:
                walk.marks.add(cue.removeprefix("cf_"))
            return False
        verb = self._tells[words.letters[at]].verb and not self._is_masdar(words, at)
        cue = self._seen_closely(words, at, cue, walk, verb)
        for row in self._chain.get(cue, ()):
            if gap <= row.reach + _SUBJECT * verb and (walk.claim in row.on or "*" in row.on):
                self._take(words, at, row, walk)
                walk.verb = verb or (walk.verb and cue not in ANTECEDENTS)
                walk.linked = False
                return row.becomes.endswith("!")
        return False

    @staticmethod
    def _is_masdar(words: Words, at: int) -> bool:
        """«ناشد … فرض هدنة»، «فشل في تبني …»: a noun where it does not open its clause, or behind a preposition."""
        if at and words.forms[at - 1] in PREPOSITIONS:
            return True
        if "cf_masdar" not in words.sets[at] or at == 0:
            return False
        return not (words.sets[at - 1] & OPENS or words.code[2 * at + 1] in CONJOINED)

    def _negate(self, words: Words, at: int, gap: int, walk: _Walk) -> None:
        """«لم يعلن»، «لا هدنة»، «إن لم تعلن»."""
        reach = 0 if words.forms[at] == "غير" else _NEGATED if walk.claim == _NOTHING else _NEGATED - 1
        if gap > reach or walk.claim not in self._negated:
            return  # «المفاوضات غير المباشرة للتوصل إلى …»
        if walk.claim == _NOTHING and gap and not any(words.sets[one] & EXISTING for one in range(at + 1, walk.first)):
            return  # «لم تحقق الهدنة …»
        unsaid = bool(walk.rows) and walk.rows[-1].startswith("announced") and walk.claim != "declared"
        conditional = at > 0 and words.forms[at - 1 : at + 1] == ["ان", "لم"]
        refused = words.forms[at] in _NEVER and (  # «لن تجدد الهدنة»، «لا تمديد للهدنة»، «لن يوقع …»
            walk.claim == "extended" or "cf_sign" in words.sets[walk.first]
        )
        refused = refused or (walk.claim == "extended" and "cf_approve" in words.sets[walk.first])
        said = "rejected" if refused else self._negated[walk.claim]
        if words.forms[at] == "لم" and words.forms[at + 1] in _NO_MORE:
            said = "ended"  # «لم تعد هناك هدنة»
        walk.claim = "sought" if conditional else "unconfirmed" if unsaid else said
        walk.first = at
        walk.rows.append("not")
        walk.made.append("not")

    def _seen_closely(self, words: Words, at: int, cue: str, walk: _Walk, verb: bool) -> str:
        """A cue as what stands beside it makes it; "" where it cannot govern the mention from there."""
        if not _reaches(cue, walk, verb) or self._means_else(words, at, cue, walk, verb):
            return ""
        behind = words.sets[at + 1]
        if (cue in {"cf_confirm", "cf_state"} and "=علي" in behind) or (
            cue == "cf_state" and words.forms[walk.first - 1] == "علي"
        ):
            return "cf_call"
        if cue == "cf_announce" and walk.linked and walk.claim == _NOTHING:  # «أعلنت أن الهدنة انتهت»
            return cue if "cf_stop_verb" in words.sets[walk.first] else "cf_state"
        if cue == "cf_resolution" and at and words.forms[at - 1] == "في":
            return "cf_in_resolution"
        if cue == "cf_propose":
            return _proposed(words, at, walk)
        if cue == "cf_after" and at and words.forms[at - 1] == "الا":
            return "cf_if"  # «لا … إلا بعد وقف القتال»
        if cue in BRINGING and not verb and words.code[2 * at + 1] in WITH_L:
            return cue if at and words.sets[at - 1] & OWING else "cf_bringing"
        if cue == "cf_end" and told_to_come(words, at):
            return "cf_ending"
        if cue == "cf_end" and words.code[2 * walk.first + 1] in WITH_B:
            return "cf_yield" if _is_met(words, at + 1, walk.first) else "cf_end_by"
        return cue

    def _means_else(self, words: Words, at: int, cue: str, walk: _Walk, verb: bool) -> bool:
        """Does a word say something else here than its cue? «وكالة الأنباء»، «من قبل»، «يعرض الهدنة للخطر»."""
        if cue in NOT_BEHIND and not verb and _is_behind(words, at, NOT_BEHIND[cue]):
            return True
        if cue == "cf_call" and verb and walk.first == at + 1 and "cf_calls_to" in words.sets[at]:
            return not words.clitics(at + 1).preposition  # «يدعو اتفاق الهدنة الطرفين إلى …»
        if cue == "cf_withdraw":
            return words.forms[walk.first - 1] != "من"
        if cue == "cf_mediate" and not verb and walk.first == at + 1 and walk.claim == _NOTHING:
            return not words.clitics(at + 1).preposition  # «أعلنت لجنة الوساطة هدنة»
        if cue == "cf_end":
            return not verb and bool(words.sets[at + 1] & TIMES)
        if cue in ELSE_BESIDE and ELSE_BESIDE[cue](words, at):
            return True
        return cue in {"cf_talk", "cf_propose"} and walk.claim == _NOTHING and words.forms[walk.first - 1] == "الي"

    def _take(self, words: Words, at: int, row: Governor, walk: _Walk) -> None:
        becomes = row.becomes.rstrip("!")
        if becomes.endswith("+"):
            becomes = f"{becomes[:-1]} {walk.claim}"
            if row.name == "after" and "cf_soon" in words.sets[at + 1] | words.sets[at]:
                walk.marks.add("soon")
            if row.name in {"after", "during"} and self._attacked(words, at):
                becomes = f"attack {becomes}"
        if becomes == "approved" and "extending" in walk.made:
            becomes = "."  # «وافق على طلب تمديد الهدنة»
            walk.claim = "extended"
        if becomes != ".":
            walk.claim = becomes
            walk.made.append(row.name)
        walk.rows.append(row.name)
        walk.first = at
        walk.joined = walk.joined or words.code[2 * at + 1] in CONJOINED

    def _attacked(self, words: Words, at: int) -> bool:
        """Does an attack stand before the word at `at`, in its clause?"""
        start, _ = words.bounds[at]
        return any(
            not ATTACKS.isdisjoint(self._tells.get(words.letters[one], SAYS_NOTHING).cues)
            and not (one and words.sets[one - 1] & STOPPING)  # «توقفت الاشتباكات إثر …»
            and STOPPING.isdisjoint(words.sets[one + 1] | words.sets[one + 2])  # «المعارك قد توقفت بعد …»
            for one in range(max(start, at - _ATTACK_REACH), at)
        )


def _proposed(words: Words, at: int, walk: _Walk) -> str:
    """«شروط الهدنة» are its terms, «شروطه لوقف الحرب» proposed; «يعرض الهدنة للخطر» offers nothing."""
    if "cf_terms" in words.sets[at] and words.code[2 * walk.first + 1] not in WITH_L:
        return "cf_terms"
    risked = any("cf_risk" in one for one in words.sets[walk.end : walk.end + _RISK])
    return "cf_risking" if risked else "cf_propose"


def _is_behind(words: Words, at: int, classes: frozenset[str]) -> bool:
    """Does a word of some classes stand shortly before a token, in its clause?"""
    start = words.bounds[at][0]
    return any(words.sets[one] & classes for one in range(max(start, at - YIELDING), at))


def _is_met(words: Words, start: int, end: int) -> bool:
    """Is it a meeting that ends: «انتهى لقاء القادة باتفاق على هدنة»?"""
    return any(words.sets[at] & MEETING for at in range(start, min(end, start + _NEGATED)))


def _reaches(cue: str, walk: _Walk, verb: bool) -> bool:
    """May a cue govern what its chain says so far?"""
    if walk.joined and not verb and cue in ONE_NOUN:
        return False
    if not verb and cue in ANTECEDENTS:
        return walk.linked or walk.rows[-1:] != ["is done"]  # «بمبادرة من القاهرة، تم تمديد الهدنة»
    if walk.verb and not walk.linked:
        return cue in PARTICLES
    return not walk.linked or (cue in OVER_THAT and (verb or cue != "cf_effort"))
