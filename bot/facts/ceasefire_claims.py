"""What is claimed of a ceasefire where it is named: the words that govern it, read outwards, and those behind it.

`data/ceasefires.chain.tsv` says what each governor makes of what the words between it and the mention say: «رفض» of
«دعوات إلى هدنة» makes a refusal, «اعتمد» of «مشروع قرار يطلب هدنة» makes it declared. A chain ends where a clause ends.
`data/ceasefires.ahead.tsv` does the same for what is said behind the mention, `data/ceasefires.negated.tsv` for «لم».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import NamedTuple

from bot.arabic.lexicon import rows
from bot.arabic.words import Vocabulary, Words, clitic_letters

#: Further than this from a mention nothing governs it, and nothing is said of it.
_FURTHEST, _AHEAD = 34, 16
_NOTHING = "-"
_NEGATED = 2
_ATTACK_REACH = 16
_CONJOINED = frozenset(letter for letter, clitics in clitic_letters() if clitics.conjunction)
_WITH_B = frozenset(letter for letter, clitics in clitic_letters() if clitics.preposition == "b")
_TIMES = frozenset({"cf_month", "cf_year", "cf_weekday", "cf_today", "cf_tomorrow", "cf_duration"})
#: Cues that govern nothing but colour what is said.
_MARKING = frozenset({"cf_was", "cf_calm", "cf_earlier", "cf_last"})
#: Nouns that govern one thing alone: «انسحاب … ووقف إطلاق النار» ends nothing.
_ONE_NOUN = frozenset(
    {"cf_end", "cf_begin", "cf_fail", "cf_breach", "cf_extend", "cf_renewal", "cf_agree_noun", "cf_hold", "cf_apply"}
)
#: What governs a whole clause from right before its verb, without «أن».
_PARTICLES = frozenset({"cf_if", "cf_may", "cf_after", "cf_since", "cf_despite", "cf_before", "cf_still"})
#: What a relative clause speaks of: «قرار (الذي) يدعو إلى هدنة».
_ANTECEDENTS = frozenset({"cf_resolution", "cf_draft", "cf_propose", "cf_agree_noun", "cf_call"})
#: What governs a clause over «أن» or a relative pronoun.
_OVER_THAT = frozenset({
    "cf_announce", "cf_confirm", "cf_state", "cf_deny", "cf_hope", "cf_expected", "cf_warn", "cf_accuse",
    "cf_scheduled", "cf_call", "cf_reject", "cf_doubt", "cf_want", "cf_need", "cf_result", "cf_approve",
    "cf_agree", "cf_propose", "cf_resolution", "cf_draft", "cf_agree_noun", "cf_if", "cf_since",
    "cf_effort", "cf_welcome", "cf_vote", "cf_after",
})  # fmt: skip
#: What a verb may stand behind at the head of its clause.
_OPENS = frozenset(
    {"stop", "newline", "comma", "bar", "colon", "semicolon", "that", "cf_not", "cf_may", "cf_which", "quote"}
)
#: Further tokens that the subject of a verb may take.
_SUBJECT = 6
_ATTACKS = frozenset({"cf_attack", "cf_resume"})
#: Cues that end a clause, and cues that no table names.
_PLAIN = frozenset({"cf_not", "cf_turn", "cf_attack", "cf_resume", "cf_was", "cf_calm", "cf_earlier", "cf_last"})


@dataclass(frozen=True, slots=True)
class Governor:
    """One row of a table: what a cue makes of a claim."""

    name: str
    on: frozenset[str]
    becomes: str
    reach: int


@dataclass(frozen=True, slots=True)
class Chain:
    """What is said of one mention: before it (`claim`, with the rows that made it, nearest first) and behind it."""

    claim: str
    rows: tuple[str, ...]
    ahead: str
    marks: frozenset[str]
    first: int
    last: int


@dataclass(slots=True)
class _Walk:
    """A chain in the making."""

    claim: str = _NOTHING
    rows: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    first: int = 0
    joined: bool = False
    verb: bool = False
    linked: bool = False


class _Told(NamedTuple):
    """What a word says: its cues, the weightiest first; does it end a clause, is it a verb, does it link a clause?"""

    cues: tuple[str, ...]
    ends: bool
    verb: bool
    links: bool


_SAYS_NOTHING = _Told((), False, False, False)


def _table(name: str, width: int) -> list[list[str]]:
    text = (resources.files("bot.facts") / "data" / name).read_text(encoding="utf-8")
    return [cells for _, cells in rows(text, width, name)]


class Chains:
    """The three tables over one alphabet. Made once; changes nothing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._chain: dict[str, list[Governor]] = {}
        for name, cue, on, becomes, reach, *_ in _table("ceasefires.chain.tsv", 5):
            self._chain.setdefault(cue, []).append(Governor(name, frozenset(on.split("|")), becomes, int(reach)))
        self._ahead = {
            cue: Governor(name, frozenset(), becomes, int(reach))
            for name, cue, becomes, reach, *_ in _table("ceasefires.ahead.tsv", 4)
        }
        self._negated = dict(_table("ceasefires.negated.tsv", 2))
        known = {*self._chain, *self._ahead, *_PLAIN}
        order = {cue: number for number, cue in enumerate([*_PLAIN, *self._ahead, *self._chain])}
        #: What the words of a class letter say; letters that say nothing are left out.
        self._tells: dict[str, _Told] = {}
        for letter, classes in vocabulary.alphabet.classes.items():
            told = _Told(
                tuple(sorted(classes & known, key=lambda cue: -order[cue])),
                not classes.isdisjoint({"semicolon", "colon", "cf_turn", "bar"}),
                not classes.isdisjoint({".past", ".present"}),
                not classes.isdisjoint({"that", "cf_which"}),
            )
            if any(told):
                self._tells[letter] = told

    def read(self, words: Words, start: int, end: int, sentence: tuple[int, int], others: Mapping[int, int]) -> Chain:
        """What is said of the mention at tokens start … end - 1. `others`: the tokens of all mentions → their start."""
        walk = _Walk(first=start, joined=words.code[2 * start + 1] in _CONJOINED)
        self._back(words, start, sentence[0], others, walk)
        ahead, last = self._onwards(words, end, sentence[1], others, walk.marks)
        return Chain(walk.claim, tuple(walk.rows), ahead, frozenset(walk.marks), walk.first, last)

    def _back(self, words: Words, start: int, limit: int, others: Mapping[int, int], walk: _Walk) -> None:
        letters, tells = words.letters, self._tells
        for at in range(start - 1, max(limit, start - _FURTHEST) - 1, -1):
            if at in others:
                walk.marks.add("behind another")
                return
            told = tells.get(letters[at])
            if told is None:
                continue
            if told.ends:
                return
            if told.links:
                walk.linked = True
            for cue in told.cues:
                if self._govern(words, at, cue, walk):
                    return
                if walk.first == at:
                    break
            if told.verb and words.code[2 * at + 1] in _CONJOINED:
                return

    def _govern(self, words: Words, at: int, cue: str, walk: _Walk) -> bool:
        """Let a cue speak; true where the chain ends."""
        gap = walk.first - at - 1
        if cue == "cf_not":
            self._negate(words, at, gap, walk)
            return False
        if cue in _MARKING:
            if cue != "cf_last" or words.sets[at - 1] & {"cf_year", "cf_month"}:
                walk.marks.add(cue.removeprefix("cf_"))
            return False
        verb = self._tells[words.letters[at]].verb and not self._is_masdar(words, at)
        cue = self._seen_closely(words, at, cue, walk, verb)
        for row in self._chain.get(cue, ()):
            if gap <= row.reach + _SUBJECT * verb and (walk.claim in row.on or "*" in row.on):
                self._take(words, at, row, walk)
                walk.verb = verb or (walk.verb and cue not in _ANTECEDENTS)
                walk.linked = False
                return row.becomes.endswith("!")
        return False

    @staticmethod
    def _is_masdar(words: Words, at: int) -> bool:
        """«ناشد … فرض هدنة»: a noun where it does not open its clause."""
        if "cf_masdar" not in words.sets[at] or at == 0:
            return False
        return not (words.sets[at - 1] & _OPENS or words.code[2 * at + 1] in _CONJOINED)

    def _negate(self, words: Words, at: int, gap: int, walk: _Walk) -> None:
        """«لم يعلن»، «لا هدنة»، «إن لم تعلن»."""
        if gap > (_NEGATED if walk.claim == _NOTHING else _NEGATED - 1) or walk.claim not in self._negated:
            return
        unsaid = bool(walk.rows) and walk.rows[-1].startswith("announced") and walk.claim != "declared"
        conditional = at > 0 and words.forms[at - 1] == "ان"
        walk.claim = "sought" if conditional else "unconfirmed" if unsaid else self._negated[walk.claim]
        walk.first = at
        walk.rows.append("not")

    def _seen_closely(self, words: Words, at: int, cue: str, walk: _Walk, verb: bool) -> str:
        """A cue as what stands beside it makes it; "" where it cannot govern the mention from there."""
        if walk.joined and not verb and cue in _ONE_NOUN:
            return ""
        antecedent = not verb and cue in _ANTECEDENTS
        if walk.verb and not walk.linked and not antecedent and cue not in _PARTICLES:
            return ""
        if walk.linked and cue == "cf_effort" and not verb:
            return ""
        if walk.linked and not antecedent and cue not in _OVER_THAT:
            return ""
        behind = words.sets[at + 1] if at + 1 < len(words) else frozenset()
        if cue == "cf_may" and ".present" not in behind:
            return ""
        if cue == "cf_before" and at > 0 and words.forms[at - 1] == "من":
            return ""
        if cue in {"cf_talk", "cf_propose"} and walk.claim == _NOTHING and words.forms[walk.first - 1] == "الي":
            return ""
        if cue in {"cf_confirm", "cf_state"} and "=علي" in behind:
            return "cf_call"
        if cue == "cf_end":
            return "" if behind & _TIMES else "cf_end_by" if words.code[2 * walk.first + 1] in _WITH_B else cue
        return cue

    def _take(self, words: Words, at: int, row: Governor, walk: _Walk) -> None:
        becomes = row.becomes.rstrip("!")
        if becomes.endswith("+"):
            becomes = f"{becomes[:-1]} {walk.claim}"
            if row.name == "after" and "cf_soon" in words.sets[at + 1] | words.sets[at]:
                walk.marks.add("soon")
            if row.name in {"after", "during"} and self._attacked(words, at):
                becomes = f"attack {becomes}"
        walk.claim = walk.claim if becomes == "." else becomes
        walk.rows.append(row.name)
        walk.first = at

    def _attacked(self, words: Words, at: int) -> bool:
        """Does an attack stand before the word at `at`, in its clause?"""
        start, _ = words.bounds[at]
        return any(
            not _ATTACKS.isdisjoint(self._tells.get(letter, _SAYS_NOTHING).cues)
            for letter in words.letters[max(start, at - _ATTACK_REACH) : at]
        )

    def _onwards(
        self, words: Words, end: int, limit: int, others: Mapping[int, int], marks: set[str]
    ) -> tuple[str, int]:
        said, last, negated = "", end, -9
        for at in range(end, min(limit, end + _AHEAD)):
            told = self._tells.get(words.letters[at])
            if told is None:
                if at in others or words.code[2 * at + 1] in _CONJOINED:
                    break
                continue
            cues = told.cues
            if "cf_after" in cues and at + 1 < limit and "that" in words.sets[at + 1]:
                cues = ("cf_once",)  # «بعد أن يتفق الطرفان»
            if at in others or self._ends_here(words, at, told, cues, limit, marks):
                break
            if "cf_not" in cues:
                negated = at
            row = self._said_by(words, cues, at, end, limit)
            if row:
                turned = at - negated <= _NEGATED
                marks.add(f"> {row.name}" + (", not" if turned else ""))
                if not said:
                    said, last = self._negated.get(row.becomes, row.becomes) if turned else row.becomes, at + 1
        return said, last

    def _ends_here(
        self, words: Words, at: int, told: _Told, cues: tuple[str, ...], limit: int, marks: set[str]
    ) -> bool:
        """Does what is said of the mention end at this token? Another clause, «بعد …», or a noun joined by «و»."""
        if told.ends or "cf_turn" in cues:
            if self._attack_behind(words, at, limit):
                marks.add("but attacked")
            return True
        if "cf_after" in cues:
            marks.add("> after")
            return True
        return not told.verb and words.code[2 * at + 1] in _CONJOINED and "cf_not" not in cues

    def _said_by(self, words: Words, cues: tuple[str, ...], at: int, end: int, limit: int) -> Governor | None:
        """The row that one token behind the mention speaks with."""
        for cue in cues:
            row = self._ahead.get(cue)
            if cue == "cf_before" and at + 1 < limit and words.sets[at + 1] & _TIMES:
                return None  # «قبل أسبوعين» tells a time
            if row and at - end <= row.reach:
                return row
        return None

    def _attack_behind(self, words: Words, at: int, limit: int) -> bool:
        behind = words.letters[at : min(limit, at + 9)]
        return any("cf_attack" in self._tells.get(letter, _SAYS_NOTHING).cues for letter in behind)


def others_of(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The tokens that all mentions take → the start of their mention."""
    return {token: start for start, end in spans for token in range(start, end)}
