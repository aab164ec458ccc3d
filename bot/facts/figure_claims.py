"""Which counts of an article are counts of people harmed or moved, and what happened to them.

Every count is asked: what noun stands behind it, what governs it, is it part of an earlier count or one more of a row?
People without a number (مقتل مدني) count as one. What comes out are Claims: figures.py makes Figures of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.arabic.numbers import Count, Numbers
from bot.arabic.patterns import Table
from bot.arabic.words import Vocabulary, Words, clitic_letters
from bot.model.facts import FigureKind

_HAS = {letter: clitics for letter, clitics in clitic_letters()}
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
_BOTH = FigureKind.KILLED_OR_WOUNDED
_FAR = 26
_NOUN_REACH = 7


@dataclass(slots=True)
class Claim:
    """A count of people as found, before speakers, places and repetitions: tokens, kind, the rule that spoke."""

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
    others: bool = False
    features: list[str] = field(default_factory=list)

    @property
    def stated(self) -> int:
        """The number as it stands."""
        return self.min if self.min is not None else self.max or 0


class Claims:
    """Finds claims. Made once over a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._numbers = Numbers(vocabulary.alphabet)
        classes = "people|kill|wound|displace|detain|miss|refuge|affect|among|lives|claims_verb|elimination"
        self._marks = Table(vocabulary.alphabet, {"mark": classes})

    def read(self, words: Words) -> list[Claim]:
        """Every claim of an article, in the order of the text."""
        marks = [hit.start for hit in self._marks.hits(words)]
        if not marks:
            return []
        counts = self._numbers.read(words)
        found: list[Claim] = []
        taken: set[int] = set()
        sentences = sorted({words.sentence(at) for at in (*marks, *(count.core for count in counts))})
        for start, end in sentences:
            sentence = _Sentence(words, start, end, [c for c in counts if start <= c.core < end], taken)
            sentence.marks = [at for at in marks if start <= at < end]
            found.extend(sentence.claims(found[-1] if found else None))
        return found


class _Sentence:
    """One sentence under reading."""

    def __init__(self, words: Words, start: int, end: int, counts: list[Count], taken: set[int]) -> None:
        self.words = words
        self.start = start
        self.end = end
        self.counts = counts
        self.taken = taken
        self.marks: list[int] = []
        self.found: list[Claim] = []

    # -- looking at tokens

    def classes(self, at: int) -> frozenset[str]:
        return self.words.classes(at) if self.start <= at < self.end else frozenset()

    def has(self, at: int, name: str) -> bool:
        return name in self.classes(at)

    def conjunction(self, at: int) -> bool:
        return _HAS[self.words.code[2 * at + 1]].conjunction == "w" or (
            at > self.start and self.words.word(at - 1) == "و"
        )

    def article(self, at: int) -> bool:
        return _HAS[self.words.code[2 * at + 1]].article

    def singular(self, at: int) -> bool:
        classes = self.classes(at)
        return ".plural" not in classes and ".dual" not in classes

    def word(self, at: int) -> str:
        return self.words.word(at) if self.start <= at < self.end else ""

    # -- the claims

    def claims(self, before: Claim | None) -> list[Claim]:
        """Counts and people without a number, in order."""
        counts = {count.core: count for count in self.counts}
        last_core = -1
        for at in sorted({*counts, *self.marks}):
            if at in counts:
                claim = self._of_count(counts[at], before)
                last_core = counts[at].stop
            elif at >= last_core and at not in self.taken:
                claim = self._implied(at)
            else:
                claim = None
            if claim is not None:
                if claim.head is not None:
                    self.taken.add(claim.head)
                self.found.append(claim)
        return self.found

    def _head(self, count: Count) -> tuple[int | None, str]:
        """The noun counted: its token and how it stands; "thing" where no people are counted."""
        if count.how.startswith("dual"):
            return count.core, "dual"
        at = count.end
        how = "behind"
        while self.word(at) in {'"', "(", "'", "", "#"} and at < self.end:
            at += 1
        if self.word(at) in {"من", "ضمن"}:
            at, how = at + 1, "of"
            while self.word(at) in {'"', "(", "'", "بين", "اصل", "#"}:
                at += 1
        classes = self.classes(at)
        if "thing" in classes and "people" not in classes:
            return at, "thing"
        if "case_unit" in classes:
            return at, "case"
        if "among" in classes:
            return at, "of them"
        if "people" in classes:
            return at, how
        if "percent" in classes or "age" in classes:
            return at, "thing"
        return (at, f"unknown {how}") if at < self.end and classes & {"unknown"} else (None, "none")

    def _of_count(self, count: Count, before: Claim | None) -> Claim | None:
        head, how = self._head(count)
        if how == "thing" or self._no_count(count):
            return None
        kind, rule, governor, total = self._kind(count, head, how, before)
        if kind is None:
            return None
        first = count.start if governor is None or not 0 <= count.start - governor <= 6 else governor
        last = max(count.end, (head or 0) + 1)
        others = head is not None and self.has(head, "others")
        return Claim(first, last, count.core, count.min, count.max, count.approx, kind, rule, head, governor, total, others)

    def _no_count(self, count: Count) -> bool:
        """Dates, hours, names with numbers."""
        before = self.word(count.start - 1)
        after = self.word(count.end)
        if after in {"/", ":", "%", "٪"} or before in {"/", ":"} and self.word(count.core)[:1].isdigit():
            return self.word(count.core)[:1].isdigit() and after != ":"
        if self.has(count.core, "year_like") and not count.how.endswith("than") and not self.has(count.end, "people"):
            return True
        return before in {"رقم", "القرار", "قرار", "الساعه", "عام", "سنه", "اللواء", "لواء", "الماده", "ماده", "عيار", "القانون"}

    def _kind(
        self, count: Count, head: int | None, how: str, before: Claim | None
    ) -> tuple[FigureKind | None, str, int | None, Claim | None]:
        both = self._between(count, head)
        if both:
            return _BOTH, both, self._governor(count)[1], None
        if how == "case":
            return (*self._case(head), None, None)
        by_head = self._by_head(head)
        if by_head is not None:
            total = self._total(count, by_head, before)
            return by_head, "harmed noun", self._governor(count)[1], total
        behind = self._verb_behind(count, head)
        kind, governor, rule = self._governor(count)
        if behind is not None and (kind is None or count.start - (governor or 0) > 3):
            return behind, "verb behind", None, None
        if kind is not None:
            return kind, rule, governor, self._total(count, kind, before, governed=True)
        total = self._total(count, None, before)
        if total is not None:
            return total.kind, "part", None, total
        row = self._row(count, head)
        if row is not None:
            return row.kind, "row", None, row.total
        return None, "", None, None

    def _by_head(self, head: int | None) -> FigureKind | None:
        classes = self.classes(head) if head is not None else frozenset()
        return next((kind for name, kind in HEADS.items() if name in classes), None)

    def _between(self, count: Count, head: int | None) -> str:
        """«بين قتيل وجريح»، «عشرات القتلى والجرحى»."""
        limit = min(self.end, (head or count.stop) + 9)
        for at in range(count.stop, limit):
            if self.has(at, "among_prep") and self.has(at + 1, "dead") and self.has(at + 2, "hurt"):
                return "between dead and hurt"
        if head is not None and self.has(head, "dead") and self.has(head + 1, "hurt") and self.conjunction(head + 1):
            one = self.singular(head + 1) and not self.singular(head)
            return "" if one or self.has(head + 1, "case") else "dead and hurt"
        return ""

    def _case(self, head: int | None) -> tuple[FigureKind | None, str]:
        """«70 حالة اختناق»."""
        for at in range((head or 0) + 1, (head or 0) + 3):
            classes = self.classes(at)
            if "hurt_case" in classes:
                return FigureKind.WOUNDED, "case"
            for name, kind in (*GOVERNORS.items(), *HEADS.items()):
                if name in classes:
                    return kind, "case"
        return None, ""

    def _governor(self, count: Count) -> tuple[FigureKind | None, int | None, str]:
        """The nearest word on the left that says what happened, with no other count between."""
        at = count.start - 1
        left = max((other.stop for other in self.counts if other.stop <= count.start), default=self.start)
        left = max(left, count.start - _FAR)
        while at >= left:
            classes = self.classes(at)
            kind = next((kind for name, kind in GOVERNORS.items() if name in classes), None)
            reach = count.start - at
            if kind is None and "lives" in classes and (self.has(at - 1, "life_verb") or self.has(at - 1, "loss_noun")) and reach <= 4:
                return FigureKind.KILLED, at - 1, "lives taken"
            if kind is None and "victim" in classes and self.has(at - 1, "claims_verb"):
                return FigureKind.KILLED, at - 1, "fell victim"
            if kind is None and "elimination" in classes and self.word(at + 1) == "علي" and reach <= 4:
                return FigureKind.KILLED, at, "elimination"
            if kind is None and any(name in classes for name in HEADS) and self._toll_before(at):
                return self._by_head(at), at, "toll"
            if kind is not None:
                return self._governing(count, at, kind, classes, reach)
            at -= 1
        return None, None, ""

    def _toll_before(self, at: int) -> bool:
        return any(self.has(place, "toll") for place in range(at - 2, at))

    def _governing(
        self, count: Count, at: int, kind: FigureKind, classes: frozenset[str], reach: int
    ) -> tuple[FigureKind | None, int | None, str]:
        verb = any(name.endswith("_verb") for name in classes) and ".past" in classes or ".present" in classes
        if not verb and reach > _NOUN_REACH:
            return None, None, ""
        first = at
        if kind is FigureKind.WOUNDED and self.conjunction(at):
            for before in (at - 1, at - 2):
                if self.has(before, "kill"):
                    return _BOTH, before, "killed and wounded"
        if kind is FigureKind.KILLED and self.conjunction(at) and self.has(at - 1, "wound"):
            return _BOTH, at - 1, "killed and wounded"
        if self._denied(first):
            return None, None, ""
        return kind, at, "verb" if verb else "noun of action"

    def _denied(self, at: int) -> bool:
        return any(self.has(place, "negation") and self.word(place) not in {"لا", "غير"} for place in range(at - 3, at))

    def _verb_behind(self, count: Count, head: int | None) -> FigureKind | None:
        """«100 شخص قتلوا»، «11 شخصا بينهم 4 أطفال توفوا»."""
        if head is None and not count.how.startswith(("vague", "digits", "words")):
            return None
        at = max(count.end, (head or 0) + 1)
        limit = min(self.end, at + 14)
        aside = False
        while at < limit:
            classes = self.classes(at)
            if "among" in classes:
                aside = True
            if self.word(at) in {"الذي", "التي", "ان", "حيث", "عندما", "بعد", "؛", ":"}:
                return None
            if (".past" in classes or ".present" in classes) and not self.conjunction(at):
                for name, kind in GOVERNORS.items():
                    if name in classes and f"{name}_verb" in classes:
                        plural = ".plural" in classes or self.word(at).endswith("وا")
                        noun = f"{name}_noun" in classes and not plural
                        return None if noun and at - count.end > 2 else kind
            if any(other.core == at for other in self.counts) and not aside:
                return None
            at += 1
        return None

    def _total(
        self, count: Count, kind: FigureKind | None, before: Claim | None, *, governed: bool = False
    ) -> Claim | None:
        """The claim that this count is a part of: «بينهم خمسة أطفال»."""
        last = self.found[-1] if self.found else before
        if last is None or governed:
            return None
        left = max(self.start, self.found[-1].end if self.found else self.start)
        for at in range(count.start - 1, left - 1, -1):
            if self.has(at, "among"):
                return last.total or last
            if self.has(at, "among_prep") and any(name in self.classes(at + 1) for name in HEADS):
                return last.total or last
        if last.total is not None and self.found and self.conjunction(count.start) and count.start - last.end <= 3:
            return last.total
        return None

    def _row(self, count: Count, head: int | None) -> Claim | None:
        """One more of a row: «و57 عنصرا»، «مقابل 159 مسلحا»."""
        if not self.found or head is None or not self.has(head, "people"):
            return None
        last = self.found[-1]
        between = range(last.end, count.start)
        if len(between) > 12:
            return None
        joined = self.conjunction(count.start) or any(self.has(at, "addition") for at in between)
        return last if joined else None

    def _implied(self, at: int) -> Claim | None:
        """People without a number behind a governing word: «مقتل مدني»، «بينهم طفل»، «سقوط قتيل»."""
        classes = self.classes(at)
        if "among" in classes and self.found:
            return self._one_among(at)
        for name, kind in GOVERNORS.items():
            if name in classes and "weak" not in classes and kind not in {FigureKind.AFFECTED, FigureKind.REFUGEES}:
                return self._one_governed(at, kind, f"{name}_noun" in classes)
        if "dead" in classes or "hurt" in classes:
            return self._one_harmed(at)
        return None

    def _one(self, start: int, head: int, kind: FigureKind, rule: str, total: Claim | None = None) -> Claim | None:
        if head in self.taken or self._denied(start):
            return None
        return Claim(start, head + 1, head, 1, 1, False, kind, rule, head, start, total)

    def _one_among(self, at: int) -> Claim | None:
        head = at + 1
        total = self.found[-1].total or self.found[-1]
        if self.has(head, "people") and self.singular(head) and not self.has(head, "others"):
            return self._one(at, head, total.kind, "one among", total)
        return None

    def _one_governed(self, at: int, kind: FigureKind, noun: bool) -> Claim | None:
        head = at + 1
        if self.has(head, "one_of"):
            return self._one(at, head + 1, kind, "one of")
        classes = self.classes(head)
        if "people" in classes and self.singular(head):
            if not self.article(head) and not self.conjunction(head) and not _HAS[self.words.code[2 * head + 1]].pronoun:
                return self._one(at, head, kind, "one")
            if "title" in classes and "unknown" in self.classes(head + 1):
                return self._one(at, head, kind, "named with a title")
        return None

    def _one_harmed(self, at: int) -> Claim | None:
        """«سقوط قتيل»، «3 قتلى وجريح»."""
        kind = self._by_head(at)
        if kind is None or not self.singular(at) or self.article(at) or self.has(at, "case"):
            return None
        follows = bool(self.found) and self.found[-1].end == at and self.conjunction(at)
        caused = self.has(at - 1, "fall_noun") or self.has(at - 1, "fall_verb") or self.has(at - 1, "cause_verb")
        return self._one(at, at, kind, "one harmed") if follows or caused else None
