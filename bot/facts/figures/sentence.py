"""One sentence looked at for figures: its words as whole numbers, its counts, and what was claimed in it so far.

What the lexicon says of a word is asked dozens of times for every number. So each class that figures ask for has a bit,
and each word of a sentence is one whole number: a question is one `&`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from bot.arabic.alphabet import Alphabet
from bot.arabic.numbers import Count
from bot.facts.figures.cover import Rows
from bot.model.facts import FigureKind

#: What a governing word says happened.
GOVERNORS = {
    "kill": FigureKind.KILLED,
    "wound": FigureKind.WOUNDED,
    "displace": FigureKind.DISPLACED,
    "detain": FigureKind.DETAINED,
    "miss": FigureKind.MISSING,
    "refuge": FigureKind.REFUGEES,
    "affect": FigureKind.AFFECTED,
}
#: What the noun counted says by itself.
HEADS = {
    "dead": FigureKind.KILLED,
    "hurt": FigureKind.WOUNDED,
    "displaced_person": FigureKind.DISPLACED,
    "refugee": FigureKind.REFUGEES,
    "captive": FigureKind.DETAINED,
    "missing_person": FigureKind.MISSING,
    "besieged": FigureKind.AFFECTED,
}
_BITS: dict[str, int] = {}


def bits(*names: str) -> int:
    """The bits of some classes. `*_verb` is any class whose name ends so."""
    return reduce(or_, (_BITS.setdefault(name, 1 << len(_BITS)) for name in names), 0)


def bits_of_classes(alphabet: Alphabet) -> dict[frozenset[str], int]:
    """The bits of every set of classes that a word may have, of all that bits() was asked for."""
    suffixes = [(name[1:], bit) for name, bit in _BITS.items() if name.startswith("*")]
    asked: dict[str, int] = {}  # the bits of each class that was asked for
    for name in alphabet.names():
        ends = (bit for suffix, bit in suffixes if name.endswith(suffix))
        if number := reduce(or_, ends, _BITS.get(name, 0)):
            asked[name] = number
    found = {}
    shared: dict[int, int] = {}  # few different numbers stay near at hand
    for classes in alphabet.classes.values():
        number = reduce(or_, [asked[name] for name in classes if name in asked], 0)
        found[classes] = shared.setdefault(number, number)
    return found


def _meaning(kinds: Mapping[str, FigureKind]) -> dict[int, FigureKind | None]:
    """What any set of these classes says: what the first of them says."""
    found: dict[int, FigureKind | None] = {0: None}
    for name, kind in kinds.items():
        found |= {mask | bits(name): known or kind for mask, known in found.items()}
    return found


HARMED = bits(*HEADS)
GOVERNING = bits(*GOVERNORS, "his_death")
#: By the bits of HARMED and GOVERNING. «موته» governs nobody.
HEAD_SAYS = _meaning(HEADS)
GOVERNOR_SAYS = _meaning(GOVERNORS)
GOVERNOR_SAYS |= {mask | bits("his_death"): None for mask in GOVERNOR_SAYS}
NOT_ONE = bits(".plural", ".dual")
_NEGATION = bits("negation")
_UNREAL = bits("verdict", "threat", "maybe")
_DENY, _BLAME, _TRUTH, _FEAR = bits("cue_deny"), bits("cue_blame"), bits("cue_truth"), bits("cue_fear")
_PRESENT, _SAID = bits(".present"), bits("speech")
#: So far before what happened stands who denies it, and what begins another matter in between.
_DENY_REACH = 8
_TURNS = frozenset({"حيث", "بعد", "رغم", "بينما", "لكن", *"،,؛"})
_MIGHT = frozenset({"قد", "فقد", "وقد"})
#: «طفلا دون الخامسة عشرة»، «دون سن العاشرة».
_UNDER, _AGE = "دون", bits("ordinal_one", "age", "number", "digits")
_PAST, _WARN, _MEETS, _FAMILY = bits(".past"), bits("warn"), bits("meets"), bits("family")
_HIS_DEATH = bits("his_death")
_INCLUDING, _AMONG, _MISS, _TIMED = bits("including"), bits("among"), bits("miss_verb"), bits(".past", ".present")
_LIVES, _LOSING, _KILLS = bits("lives"), bits("miss_verb", "lose_verb", "force_verb"), bits("kill", "kill_verb")
_WEAK, _THING, _THEIRS, _LIVES_REACH = bits("weak"), bits("thing"), ("هم", "هن", "ه", "ها", "هما"), 16
_DECREES, _DECREE = bits("decrees"), bits("verdict", "ev_agreement", "ev_resolution")
_CLAIMS, _AS_VICTIMS = bits("claims_verb"), frozenset(("ضحيه", "ضحايا"))
#: «فقد بلغ»: before a verb this says "has".
_HAS = "فقد"
_THEREIN = frozenset({"ذلك", "هم", "هولاء", "هؤلاء"})
_THEREIN_TOO = frozenset({"فيه", "فيها", "خلاله", "خلالها"})
#: How far «مصرعهم» may stand behind «لقي».
_DEATH = 25
#: In the number that stands for what is attached to a word: a pronoun, the article, a preposition, و, either و or ف.
PRONOUN, ARTICLE, PREPOSITION, WITH_B, WITH_L, WITH_W, JOINED = 1, 2, 12, 4, 8, 0x40, 0x40
#: Where in it stands what joins a word to those before it.
CONJUNCTION = 0x70
COMMAS = frozenset("،,")


@dataclass(slots=True)
class Claim:
    """A count of people as found, before speakers, places and repetitions.

    Tokens start … end - 1 state it, `at` is the number (or the one person), `head` the noun counted, `governor` the
    word that says what happened, `total` the claim it is a part of, `whole` one that it is a part of with people and a
    place of its own, `previous` and `next` its neighbours in the sentence, `stated` the number as it stands.
    """

    start: int
    end: int
    at: int
    min: int | None
    max: int | None
    approx: bool
    kind: FigureKind
    rule: str
    head: int | None
    governor: int | None = None
    total: Claim | None = None
    whole: Claim | None = None
    previous: Claim | None = None
    sentence: tuple[int, int] = (0, 0)
    next: Claim | None = field(default=None, compare=False, repr=False)
    stated: int = field(init=False)

    def __post_init__(self) -> None:
        """The number is asked for again and again."""
        self.stated = self.min if self.min is not None else self.max or 0


class Sentence:
    """A sentence under reading.

    For each token of the article `bits` holds what classes it is of, `words` its folded form, `clitics` what is
    attached to it: nothing outside the sentence. `present` are the bits of all its words, `cores` its counts by the
    token of their number, `heading` what it is a line of, `taken` the tokens that claims already stand on.
    """

    __slots__ = (
        "bits",
        "clitics",
        "cores",
        "counts",
        "earlier",
        "end",
        "found",
        "heading",
        "marks",
        "present",
        "start",
        "taken",
        "words",
    )

    def __init__(
        self, rows: Rows, start: int, end: int, counts: Sequence[Count], marks: list[int], earlier: list[Claim]
    ) -> None:
        self.bits, self.words, self.clitics = rows.bits, rows.words, rows.clitics
        self.present = rows.show(start, end)
        self.start = start
        self.end = end
        self.counts = counts
        self.cores = {count.core: count for count in counts}
        self.marks = marks
        self.earlier = earlier
        self.found: list[Claim] = []
        self.heading: Claim | None = None
        self.taken: set[int] = set()
        if self.present & (_MEETS | _FAMILY | _MISS | _DECREES):
            self._unsay()
        if self.present & (_LIVES | _CLAIMS):
            self._give_up()
        if self.present & _INCLUDING:
            self._include()

    def _unsay(self) -> None:
        """Take from words what they say only beside others.

        «تلقى مليون طفل اللقاح»، «خمسة آلاف أسرة»، «فقد بلغ» are no harm.
        """
        for at, here in enumerate(self.bits[self.start : self.end], self.start):
            if not here & (_MEETS | _FAMILY | _MISS | _DECREES):
                continue
            if here & _DECREES and self.near(_DECREE, at - 3, at + 3):
                self.bits[at] = here & ~GOVERNING  # «يقضي الاتفاق بالإفراج عن ثلاثين»
                continue
            if here & _MISS:
                if self.words[at] == _HAS and self.bits[at + 1] & _TIMED:
                    self.bits[at] = here & ~GOVERNING
                continue
            met = here & _MEETS and not self.near(_HIS_DEATH, at, at + _DEATH)
            if met or (here & _FAMILY and self.words[at].endswith(("ه", "ي"))):
                self.bits[at] = here & ~GOVERNING

    def _give_up(self) -> None:
        """«فقد 14 شخصا حياتهم», «دفع مدنيون حياتهم ثمنا»: whose lives are lost are killed."""
        if self.present & _CLAIMS:
            self._fall_victim()
        for at in range(self.start, self.end):
            if not self.bits[at] & _LIVES or not self.words[at].endswith(_THEIRS) or self.clitics[at] & PREPOSITION:
                continue
            for verb in range(at - 1, max(at - _LIVES_REACH, self.start) - 1, -1):
                here = self.bits[verb]
                if here & _LOSING and here & _TIMED:
                    self.bits[verb] = here & ~(GOVERNING | _WEAK) | _KILLS
                    self.present |= _KILLS
                if here & _TIMED and not here & _THING:
                    break

    def _fall_victim(self) -> None:
        """«راح 14 طفلا ضحية الجوع»: who falls victim is killed."""
        for at in range(self.start, self.end):
            behind = self.words[at + 2 : at + 7]
            if self.bits[at] & _CLAIMS and not _AS_VICTIMS.isdisjoint(behind) and self.words[at + 1] not in _AS_VICTIMS:
                self.bits[at] |= _KILLS
                self.present |= _KILLS

    def _include(self) -> None:
        """«بما في ذلك»: its last word says "among them"."""
        for at, here in enumerate(self.bits[self.start : self.end], self.start):
            if here & _INCLUDING and self.words[at + 1] == "في" and self.words[at + 2] in _THEREIN:
                self.bits[at + 2] |= _AMONG
                self.present |= _AMONG

    def total(self, kind: FigureKind, at: int) -> Claim:
        """The total that «من بين القتلى» names: the last claim of that kind, or one that only has a name."""
        for claim in (*reversed(self.found), *reversed(self.earlier)):
            if claim.kind is kind and claim.stated > 1:
                return claim.total or claim
        return Claim(at, at, at, None, None, False, kind, "named total", None)

    def conjunction(self, at: int) -> bool:
        """Does the token, or a proclitic before it, say "and"?"""
        if self.clitics[at] & CONJUNCTION == WITH_W:
            return True
        word = self.words[at]
        return (word[:1] == "و" and len(word) < 4) or self.words[at - 1] == "و"

    def joined(self, at: int) -> bool:
        """Does the token, or a proclitic before it, say "and" or "so"?"""
        return self.clitics[at] >= JOINED or self.conjunction(at)

    def plural_verb(self, at: int) -> bool:
        """A verb whose ending says "they"."""
        return self.words[at].endswith(("وا", "ون"))

    def near(self, mask: int, start: int, end: int) -> bool:
        """Is a word of these classes among tokens start … end - 1?"""
        if not self.present & mask:
            return False
        return any(each & mask for each in self.bits[max(start, self.start) : min(end, self.end)])

    def by_head(self, at: int) -> FigureKind | None:
        """What the noun at a token says by itself: قتيل، جريح، نازح."""
        return HEAD_SAYS[self.bits[at] & HARMED]

    def by_governor(self, at: int) -> FigureKind | None:
        """What the verb or noun of action at a token says: قتل، إصابة، نزوح."""
        return GOVERNOR_SAYS[self.bits[at] & GOVERNING]

    def denied(self, at: int) -> bool:
        """Negated, threatened, tried, or a sentence of a court, as the three words before say."""
        if self.present & (_DENY | _TRUTH | _FEAR) and self._denied_news(at):
            return True
        if self.bits[at] & _PRESENT and self.words[at - 1] in _MIGHT:
            return True  # «قد يقتل عشرات الآلاف»
        if not self.present & (_NEGATION | _UNREAL | _WARN):
            return False
        if self.words[at - 1] == "من" and self.near(_WARN, at - 5, at - 1):
            return True
        if self.bits[at] & _PAST and (self.clitics[at] >= JOINED or self.words[at + 1] in _THEREIN_TOO):
            return False  # «استهدف القصف متظاهرين وأصيب أحدهم»، «محاولة اغتيال قتل فيها اثنان»
        for place in (at - 3, at - 2, at - 1):
            seen = self.bits[place]
            if seen & _UNREAL or (seen & _NEGATION and self.words[place] not in {"لا", "غير"}):
                return self.words[place] != _UNDER or not self.bits[place + 1] & _AGE
        return False

    def _denied_news(self, at: int) -> bool:
        """«نفت صحة التقارير عن مقتل …», «لا صحة ل…», not «نفت مسؤوليتها عن مقتل …»."""
        for place in range(at - 1, at - 1 - _DENY_REACH, -1):
            here, before = self.bits[place], self.words[place - 1]
            owns = here & _SAID and here & _PAST and not here & _DENY and self.conjunction(place)
            if here & _BLAME or self.words[place] in _TURNS or owns:
                return False  # «نفت مقتل سبعة وأكدت إصابة اثنين»
            if here & _FEAR and here & _PRESENT and place >= at - 3:
                return True  # «تخشى المنظمات نزوح …»
            if here & _DENY:
                return before != "لم"
            if here & _TRUTH and before in {"لا", "ولا"}:
                return True
        return False
