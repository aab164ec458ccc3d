"""One sentence looked at for figures: its counts, the words that govern them, and what was claimed in it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arabic.morphology import Clitics
from bot.arabic.numbers import Count
from bot.arabic.words import Words, clitic_letters
from bot.model.facts import FigureKind

_HAS = dict(clitic_letters())
_NO_CLITICS = Clitics()
_NO_CLASSES: frozenset[str] = frozenset()
#: No sentence is longer; of what is, only the beginning is looked at.
_LONGEST = 5000
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
_GOVERNING = frozenset(GOVERNORS)
_HARMED = frozenset(HEADS)


@dataclass(slots=True)
class Claim:
    """A count of people as found, before speakers, places and repetitions.

    Tokens start … end - 1 state it, `at` is the number (or the one person), `head` the noun counted, `governor` the
    word that says what happened, `total` the claim it is a part of, `previous` and `next` its neighbours in its sentence.
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
    previous: Claim | None = None
    sentence: tuple[int, int] = (0, 0)
    next: Claim | None = None

    @property
    def stated(self) -> int:
        """The number as it stands."""
        return self.min if self.min is not None else self.max or 0


class Sentence:
    """A sentence under reading. `taken` holds the tokens that claims already stand on."""

    __slots__ = ("counts", "earlier", "end", "found", "kinds", "marks", "start", "taken", "words")

    def __init__(
        self, words: Words, start: int, end: int, counts: Sequence[Count], marks: list[int], earlier: list[Claim]
    ) -> None:
        self.words = words
        self.kinds = words.class_sets(start, min(end, start + _LONGEST))
        self.start = start
        self.end = end
        self.counts = counts
        self.marks = marks
        self.earlier = earlier
        self.found: list[Claim] = []
        self.taken: set[int] = set()

    def total(self, kind: FigureKind, at: int) -> Claim:
        """The total that «من بين القتلى» names: the last claim of that kind, or one that only has a name."""
        for claim in (*reversed(self.found), *reversed(self.earlier)):
            if claim.kind is kind and claim.stated > 1:
                return claim.total or claim
        return Claim(at, at, at, None, None, False, kind, "named total", None)

    def classes(self, at: int) -> frozenset[str]:
        """The classes of a token; none outside the sentence."""
        place = at - self.start
        return self.kinds[place] if 0 <= place < len(self.kinds) else _NO_CLASSES

    def has(self, at: int, name: str) -> bool:
        """Is the token of that class?"""
        place = at - self.start
        return 0 <= place < len(self.kinds) and name in self.kinds[place]

    def word(self, at: int) -> str:
        """The folded token; "" outside the sentence."""
        return self.words.word(at) if self.start <= at < self.end else ""

    def clitics(self, at: int) -> Clitics:
        """What is attached to a token; nothing outside the sentence."""
        return _HAS[self.words.code[2 * at + 1]] if self.start <= at < self.end else _NO_CLITICS

    def conjunction(self, at: int) -> bool:
        """Does the token, or a proclitic before it, say "and"?"""
        word = self.word(at)
        return self.clitics(at).conjunction == "w" or (word[:1] == "و" and len(word) < 4) or self.word(at - 1) == "و"

    def article(self, at: int) -> bool:
        """Is the token definite by its article?"""
        return self.clitics(at).article

    def preposition(self, at: int) -> str:
        """The preposition glued to the token: b, l, k or ""."""
        return self.clitics(at).preposition

    def pronoun(self, at: int) -> bool:
        """Does a pronoun stand behind the token?"""
        return self.clitics(at).pronoun

    def singular(self, at: int) -> bool:
        """Neither plural nor dual."""
        return self.classes(at).isdisjoint({".plural", ".dual"})

    def plural_verb(self, at: int) -> bool:
        """A verb whose ending says "they"."""
        return self.word(at).endswith(("وا", "ون"))

    def near(self, name: str, start: int, end: int) -> bool:
        """Is a word of that class among tokens start … end - 1?"""
        first = max(start - self.start, 0)
        last = max(min(end, self.end) - self.start, 0)
        return any(name in classes for classes in self.kinds[first:last])

    def by_head(self, at: int | None) -> FigureKind | None:
        """What the noun at a token says by itself: قتيل، جريح، نازح."""
        classes = self.classes(at) if at is not None else _NO_CLASSES
        if classes.isdisjoint(_HARMED):
            return None
        return next(kind for name, kind in HEADS.items() if name in classes)

    def by_governor(self, at: int) -> FigureKind | None:
        """What the verb or noun of action at a token says: قتل، إصابة، نزوح."""
        classes = self.classes(at)
        if classes.isdisjoint(_GOVERNING) or "his_death" in classes:
            return None
        return next(kind for name, kind in GOVERNORS.items() if name in classes)

    def denied(self, at: int) -> bool:
        """Negated, threatened, tried, or a sentence of a court, as the three words before say."""
        for place in range(at - 3, at):
            classes = self.classes(place)
            if "negation" in classes and self.word(place) not in {"لا", "غير"}:
                return True
            if not classes.isdisjoint({"verdict", "threat", "maybe"}):
                return True
        return False
