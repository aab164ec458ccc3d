"""Which counts of an article are counts of people harmed or moved.

Every number is asked what noun stands behind it and what happened (figure_kind.py); people without a number (مقتل مدني)
count as one (figure_ones.py). What comes out are Claims, in the order of the text: figures.py makes Figures of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import replace

from bot.arabic.numbers import Count, Numbers
from bot.arabic.patterns import Table
from bot.arabic.words import Vocabulary, Words
from bot.facts.figure_kind import kind_of
from bot.facts.figure_ones import one_of
from bot.facts.figure_sentence import Claim, Sentence

_MARKS = (
    "kill|wound|displace|detain|miss|refuge|affect|dead|hurt|displaced_person|refugee|captive|missing_person|besieged"
    "|among|lives|claims_verb|elimination|reside_verb|toll|force_verb|hurt_case|cause_noun"
)

_NOT_BEFORE = {"رقم", "القرار", "قرار", "الساعه", "عام", "سنه", "اللواء", "لواء", "الماده", "ماده", "عيار", "القانون"}
#: An article has at most some dozens of each: the limits keep what is none from taking its time.
_MOST_SENTENCES, _MOST_CLAIMS, _MOST_MARKS = 1000, 120, 60
_STANDINGS = (
    ("thing", "thing"),
    ("percent", "thing"),
    ("age", "thing"),
    ("case_unit", "case"),
    ("severity", "adjective"),
)
_OF = {'"', "(", "'", "بين", "اصل", "#"}
_QUOTES = {'"', "(", "'", "", "#"}


class Claims:
    """Finds claims. Made once over a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._numbers = Numbers(vocabulary.alphabet)
        self._marks = Table(vocabulary.alphabet, {"mark": _MARKS})

    def read(self, words: Words) -> list[Claim]:
        """Every claim of an article, in the order of the text; of a text beyond all measure only the first."""
        found: list[Claim] = []
        marks = self._marks.starts(words)
        spots = self._numbers.spots(words) if marks else []
        place = 0
        for _ in range(_MOST_SENTENCES):
            if place == len(marks) or len(found) > _MOST_CLAIMS:
                break
            start, end = words.sentence(marks[place])
            beyond = bisect_left(marks, end, place)
            first = bisect_left(spots, start)
            inside = spots[first : min(first + _MOST_MARKS, bisect_left(spots, end))]
            counts = self._numbers.read(words, inside) if inside else ()
            sentence = Sentence(words, start, end, counts, marks[place : min(place + _MOST_MARKS, beyond)], found[-4:])
            found.extend(_claims(sentence, found[-1] if found else None))
            place = beyond
        return found


def _claims(sentence: Sentence, before: Claim | None) -> list[Claim]:
    """Counts and people without a number, in order."""
    counts = {count.core: count for count in sentence.counts}
    beyond = sentence.start
    for at in sorted({*counts, *sentence.marks}):
        if at in counts:
            claim = _of_count(sentence, counts[at], before)
            beyond = counts[at].stop
        elif at >= beyond and at not in sentence.taken:
            claim = one_of(sentence, at)
        else:
            claim = None
        if claim is not None:
            claim.previous = sentence.found[-1] if sentence.found else None
            claim.sentence = (sentence.start, sentence.end)
            if claim.previous is not None:
                claim.previous.next = claim
            sentence.taken.update(range(claim.at, claim.end))
            sentence.found.append(claim)
    return sentence.found


def _head(sentence: Sentence, count: Count) -> tuple[int | None, str]:
    """The noun counted: its token and how it stands; "thing" where no people are counted."""
    if count.how.startswith("dual"):
        return count.core, "dual"
    if sentence.preposition(count.core) == "b" and sentence.by_head(count.core - 1) and count.how == "vague":
        return count.core - 1, "before"  # «قتلى بالعشرات»
    at = _past(sentence, count.end, _QUOTES)
    how = "behind"
    if sentence.word(at) in {"من", "ضمن"}:
        at, how = _past(sentence, at + 1, _OF), "of"
    if sentence.clitics(at).conjunction:
        return None, "none"  # «مقتل 5 وإصابة 10»: what is joined on is not counted
    classes = sentence.classes(at)
    if "people" in classes:
        return at, how
    for name, standing in _STANDINGS:
        if name in classes:
            return at, standing
    if "among" in classes and sentence.word(at).startswith("من"):
        return at, "of them"
    return (at, f"unknown {how}") if "unknown" in classes else (None, "none")


def _past(sentence: Sentence, at: int, words: Collection[str]) -> int:
    """The first token from `at` on that is none of these words."""
    while at < sentence.end and sentence.word(at) in words:
        at += 1
    return at


def _of_count(sentence: Sentence, count: Count, before: Claim | None) -> Claim | None:
    head, how = _head(sentence, count)
    if how == "thing" or _no_count(sentence, count):
        return None
    if count.stated == 1 and count.how == "words":  # «مدني واحد»: the noun stands before
        if not sentence.has(count.core - 1, "people") or count.core - 1 in sentence.taken:
            return None
        head, how = count.core - 1, "before"
        count = replace(count, start=head)
    kind = kind_of(sentence, count, head, how, before)
    if kind.kind is None:
        return None
    near = kind.governor is not None and 0 <= count.start - kind.governor <= 6
    first = kind.governor if near and kind.governor is not None else min(count.start, head or count.start)
    last = max(count.end, (head or 0) + 1) + (kind.rule == "dead and hurt")
    return Claim(
        first,
        last,
        count.core,
        count.min,
        count.max,
        count.approx,
        kind.kind,
        kind.rule,
        head,
        kind.governor,
        kind.total,
    )


def _no_count(sentence: Sentence, count: Count) -> bool:
    """Dates, hours, names with numbers."""
    before, after = sentence.word(count.start - 1), sentence.word(count.end)
    digits = sentence.word(count.core)[:1].isdigit()
    if digits and (after in {"/", "%", "٪"} or (before in {"/", ":"} and sentence.word(count.start - 2).isdigit())):
        return True
    if count.how == "words" and sentence.article(count.core) and sentence.article(count.core - 1):
        return True  # «الأطفال الثلاثة»: those told of before
    if sentence.has(count.start - 1, "their_number") and "بالغ" in sentence.word(count.start - 2):
        return True  # «السكان البالغ عددهم 21 مليونا»: a population
    year = sentence.has(count.core, "year_like") and count.how == "digits"
    if year and (not sentence.has(count.end, "people") or sentence.has(count.start - 1, "month")):
        return True
    return before in _NOT_BEFORE
