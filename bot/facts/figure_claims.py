"""Which counts of an article are counts of people harmed or moved, and what happened to them.

Every count is asked: what noun stands behind it, what governs it, is it part of an earlier count or one more of a row?
People without a number (مقتل مدني) count as one. What comes out are Claims: figures.py makes Figures of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.arabic.letters import fold_word
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
_CLAUSE_ENDS = frozenset(
    fold_word(word)
    for word in "الذي التي الذين أن حيث عندما بعد بعدما فيما بينما حين لكن إذ كما مما ما غير قبل وذلك ؛ : وقال وأضاف إلا".split()
)
_IMPLIED = {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED, FigureKind.MISSING}
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


def _unknown_total(kind: FigureKind, at: int) -> Claim:
    """A total that is only named («من بين القتلى»), not counted in the same sentence."""
    return Claim(at, at, at, None, None, False, kind, "named total", None)


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
        """Does the token, or the proclitic before it, say "and"?"""
        return (
            _HAS[self.words.code[2 * at + 1]].conjunction == "w"
            or self.word(at)[:1] == "و"
            and len(self.word(at)) < 4
            or self.word(at - 1) == "و"
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
                self.taken.update(range(claim.at, claim.end))
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
        if count.stated == 1 and count.how == "words":  # «مدني واحد»: the noun stands before
            if not self.has(count.core - 1, "people") or count.core - 1 in self.taken:
                return None
            head, how = count.core - 1, "before"
            count = replace(count, start=head)
        kind, rule, governor, total = self._kind(count, head, how, before)
        if kind is None:
            return None
        first = count.start if governor is None or not 0 <= count.start - governor <= 6 else governor
        last = max(count.end, (head or 0) + 1)
        others = head is not None and self.has(head, "others")
        return Claim(
            first, last, count.core, count.min, count.max, count.approx, kind, rule, head, governor, total, others
        )

    def _no_count(self, count: Count) -> bool:
        """Dates, hours, names with numbers."""
        before = self.word(count.start - 1)
        after = self.word(count.end)
        if after in {"/", ":", "%", "٪"} or before in {"/", ":"} and self.word(count.core)[:1].isdigit():
            return self.word(count.core)[:1].isdigit() and after != ":"
        if self.has(count.core, "year_like") and not count.how.endswith("than") and not self.has(count.end, "people"):
            return True
        return before in {
            "رقم",
            "القرار",
            "قرار",
            "الساعه",
            "عام",
            "سنه",
            "اللواء",
            "لواء",
            "الماده",
            "ماده",
            "عيار",
            "القانون",
        }

    def _kind(
        self, count: Count, head: int | None, how: str, before: Claim | None
    ) -> tuple[FigureKind | None, str, int | None, Claim | None]:
        both = self._between(count, head)
        kind, governor, rule = self._governor(count)
        if both:
            return _BOTH, both, governor, None
        if how == "case":
            return (*self._case(head), None, None)
        by_head = self._by_head(head)
        if by_head is not None:
            if by_head is FigureKind.DISPLACED and self._returning(count):
                by_head = FigureKind.REFUGEES
            return by_head, "harmed noun", governor, self._total(count, by_head, before)[1]
        people = self._people(head, how)
        part, total = self._total(count, None, before)
        if part is not None and people:
            return part, "part", None, total
        near = governor is not None and count.start - governor <= 3
        behind = self._verb_behind(count, head) if people and not near and rule != "toll" else None
        if behind is not None:
            return behind, "verb behind", None, None
        if kind is not None and (
            people or near and how.startswith(("unknown", "none")) and "weak" not in self.classes(governor or 0)
        ):
            return kind, rule, governor, None
        row = self._row(count, head, how)
        if row is not None:
            return row.kind, "row", None, row.total
        return None, "", None, None

    def _people(self, head: int | None, how: str) -> bool:
        """Are people counted, as far as the words behind the number say?"""
        return head is not None and (self.has(head, "people") or how in {"of them", "unknown of", "dual"})

    def _returning(self, count: Count) -> bool:
        return any(self.has(at, "return") for at in range(count.start - 6, count.start))

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
            kind = next(
                (kind for name, kind in GOVERNORS.items() if name in classes and "his_death" not in classes), None
            )
            reach = count.start - at
            if (
                kind is None
                and "lives" in classes
                and (self.has(at - 1, "life_verb") or self.has(at - 1, "loss_noun"))
                and reach <= 4
            ):
                return FigureKind.KILLED, at - 1, "lives taken"
            if kind is None and "victim" in classes and self.has(at - 1, "claims_verb"):
                return FigureKind.KILLED, at - 1, "fell victim"
            if kind is None and "elimination" in classes and self.word(at + 1) == "علي" and reach <= 4:
                return FigureKind.KILLED, at, "elimination"
            if kind is None and any(name in classes for name in HEADS) and self._toll_before(at):
                return self._by_head(at), at, "toll"
            if "cause_noun" in classes and reach <= 4:
                return FigureKind.KILLED, at, "caused"
            if kind is not None:
                return self._governing(count, at, kind, classes, reach)
            at -= 1
        return None, None, ""

    def _toll_before(self, at: int) -> bool:
        return any(self.has(place, "toll") for place in range(at - 2, at))

    def _governing(
        self, count: Count, at: int, kind: FigureKind, classes: frozenset[str], reach: int
    ) -> tuple[FigureKind | None, int | None, str]:
        verb = any(name.endswith("_verb") for name in classes) and not classes.isdisjoint({".past", ".present"})
        if not verb and reach > _NOUN_REACH or self._denied(at):
            return None, None, ""
        other = {FigureKind.WOUNDED: "kill", FigureKind.KILLED: "wound"}.get(kind)
        if other and self.conjunction(at):
            twin = at - 1 if self.word(at - 1) != "و" else at - 2
            if self.has(twin, other) and not self.has(twin, "his_death") and not self.word(twin).endswith("وا"):
                return _BOTH, twin, "killed and wounded"
        return kind, at, "verb" if verb else "noun of action"

    def _denied(self, at: int) -> bool:
        near = range(at - 3, at)
        return any(self.has(place, "negation") and self.word(place) not in {"لا", "غير"} for place in near) or (
            any(self.has(place, "verdict") for place in near)
        )

    def _verb_behind(self, count: Count, head: int | None) -> FigureKind | None:
        """«100 شخص قتلوا»، «11 شخصا بينهم 4 أطفال توفوا»، «841 شخصا في عداد المفقودين»."""
        begin = max(count.end, (head or 0) + 1)
        aside = False
        for at in range(begin, min(self.end, begin + 14)):
            classes = self.classes(at)
            aside = aside or "among" in classes
            if self.word(at) in _CLAUSE_ENDS or self.conjunction(at) and "kill" in classes:
                return None
            if not classes.isdisjoint({".past", ".present"}) and not self.conjunction(at):
                for name, kind in GOVERNORS.items():
                    if f"{name}_verb" in classes:
                        plural = ".plural" in classes or self.word(at).endswith("وا")
                        return kind if plural or f"{name}_noun" not in classes or at - begin <= 1 else None
            if self.word(at - 1) in {"عداد", "حافه", "خطر"} or at - begin <= 2 and "affect_noun" in classes:
                kind = self._by_head(at) or (FigureKind.AFFECTED if "affect_noun" in classes else None)
                if kind is not None:
                    return kind
            if at - begin <= 2 and self._by_head(at) and not self.article(at) and ".plural" in classes and not aside:
                return self._by_head(at)
            if "displace_noun" in classes and (
                self.word(at - 1) in {"الي", "علي"} or _HAS[self.words.code[2 * at + 1]].preposition == "l"
            ):
                return FigureKind.DISPLACED
            if any(other.core == at for other in self.counts) and not aside:
                return None
            if (
                self.word(at) in {"،", ","}
                and not aside
                and not self.word(at + 1).endswith("وا")
                and not self.has(at + 1, "among")
            ):
                return None
        return None

    def _total(
        self, count: Count, kind: FigureKind | None, before: Claim | None
    ) -> tuple[FigureKind | None, Claim | None]:
        """The claim that this count is a part of, and its kind: «بينهم خمسة أطفال»، «من بين القتلى 99 طفلا»."""
        left = max(self.start, self.found[-1].end if self.found else self.start, count.start - 8)
        last = self.found[-1] if self.found else before
        for at in range(count.start - 1, left - 1, -1):
            if self.has(at, "among_prep"):
                named = self._by_head(at + 1)
                if named is not None and at + 1 < count.start and not self.has(at + 2, "hurt"):
                    total = next((claim for claim in reversed(self.found) if claim.kind is named), None)
                    return named, total or _unknown_total(named, at)
            if self.has(at, "among") or self.has(at, "they") and self.found and at - self.found[-1].end <= 2:
                if last is not None and (self.found or at - self.start <= 2):
                    return last.kind, last.total or last
            if self.has(at, "kill") or self.has(at, "wound"):
                return None, None
        if self.found and last is not None and last.total is not None and self.conjunction(count.start):
            if count.start - last.end <= 3 or count.start - last.end <= 10 and self.word(count.start - 1) in {"،", ","}:
                return last.kind, last.total
        return None, None

    def _row(self, count: Count, head: int | None, how: str) -> Claim | None:
        """One more of a row: «و57 عنصرا»، «مقابل 159 مسلحا»، «و3 خطيرة»."""
        if not self.found or head is None:
            return None
        last = self.found[-1]
        between = range(last.end, count.start)
        joined = self.conjunction(count.start) or any(self.has(at, "addition") for at in between)
        if not joined or len(between) > 14:
            return None
        severe = self.has(head, "severity") and last.kind is FigureKind.WOUNDED
        return last if severe or self._people(head, how) else None

    def _implied(self, at: int) -> Claim | None:
        """People without a number behind a governing word: «مقتل مدني»، «بينهم طفل»، «سقوط قتيل»."""
        classes = self.classes(at)
        if "among" in classes and self.found:
            return self._one_among(at)
        for name, kind in GOVERNORS.items():
            if name in classes and "weak" not in classes and kind in _IMPLIED:
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
            if (
                not self.article(head)
                and not self.conjunction(head)
                and not _HAS[self.words.code[2 * head + 1]].pronoun
            ):
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
