"""What follows a claim without a word of harm: «… وجندي»، «إضافة إلى ضابط»، «15، ثلاثة في رفح و12 في غزة»."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figure_sentence import Claim, Sentence
from bot.model.facts import FigureKind

_REACH = 7
#: Behind more than so many the noun counted stands in the singular.
_FEW = 10
_TO = frozenset(fold_word(word) for word in ("إلى", "عن"))
_IN = frozenset(
    fold_word(word) for word in ("في", "من", "شمال", "جنوب", "شرق", "غرب", "بمدينة", "ببلدة", "بقرية", "داخل")
)
_COUNTED = frozenset({FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED})
_NO_MORE = frozenset(
    {"comma", "stop", "newline", "semicolon", "colon", "among", "they", "that", "t_during", "t_since", "digits"}
)
_NO_PERSON = ("official", "others", "thing", "nation", "fighter_group", "soldier_group")
_KINDS_OF_PEOPLE = ("child", "woman", "soldier", "fighter", "journalist", "medic", "aid_worker", "civilian")


def joined_ones(sentence: Sentence, claim: Claim) -> Iterator[Claim]:
    """Those who stand behind a claim as one more: «7 مسلحين وضابط»، «200 متظاهر إضافة إلى جندي»."""
    if claim.kind not in _COUNTED:
        return
    at, last = claim.end, claim.end + _REACH
    while at < min(last, sentence.end):
        head = _added(sentence, at)
        if head is None and _joined(sentence, at):
            head = at
        if head is None:
            if _ends(sentence, at):
                return
            at += 1
            continue
        if not _one_more(sentence, head) or (head == claim.end and _mixed(sentence, claim, head)):
            return
        if claim.min == claim.max == 1 and head == at and _group(sentence, claim.head) == _group(sentence, head) != "":
            claim.min = claim.max = 2  # «ضابط وجندي»
            claim.end = head + 1
        else:
            yield Claim(head, head + 1, head, 1, 1, False, claim.kind, "one more", head, claim.governor, claim.total)
        at, last = head + 1, head + _REACH


def _added(sentence: Sentence, at: int) -> int | None:
    """Who is told behind «إضافة إلى»، «فضلا عن»، «إلى جانب»."""
    if not sentence.has(at, "addition"):
        return None
    return at + 2 if sentence.word(at + 1) in _TO else at + 1


def _joined(sentence: Sentence, at: int) -> bool:
    person = sentence.has(at, "people") or sentence.has(at, "kin")
    return person and sentence.clitics(at).conjunction == "w"


def _ends(sentence: Sentence, at: int) -> bool:
    """Does something else begin here?"""
    classes = sentence.classes(at)
    if sentence.has(at + 1, "addition") and sentence.word(at) in {"،", ",", "الي", "بال"}:
        return False
    verb = not classes.isdisjoint({".past", ".present"}) and "people" not in classes and "unknown" not in classes
    return verb or not classes.isdisjoint(_NO_MORE) or any(count.core == at for count in sentence.counts)


def _one_more(sentence: Sentence, head: int) -> bool:
    """Is that one person, harmed as those before?"""
    if head in sentence.taken or sentence.article(head) or not sentence.has(head, "people"):
        return sentence.has(head, "kin") and head not in sentence.taken
    if any(count.core == head or (count.core == head + 1 and count.stated == 1) for count in sentence.counts):
        return False
    alone = sentence.singular(head) and not sentence.preposition(head) and sentence.by_head(head) is None
    named = any(sentence.has(head, name) for name in _NO_PERSON)
    verb = not sentence.classes(head + 1).isdisjoint({".present"}) and not sentence.has(head + 1, "people")
    return alone and not named and not verb


def _mixed(sentence: Sentence, claim: Claim, head: int) -> bool:
    """«30 امرأة وطفلا» are women and children, thirty in all."""
    return claim.stated > _FEW and sentence.word(head).endswith(("ا", "ه"))


def _group(sentence: Sentence, at: int | None) -> str:
    classes = sentence.classes(at) if at is not None else frozenset()
    return next((name for name in _KINDS_OF_PEOPLE if name in classes), "")


def parts_of_sum(sentence: Sentence) -> Iterator[Claim]:
    """«15 فلسطينيا، ثلاثة في رفح و12 في مدينة غزة»: numbers without people that make up the number before them."""
    for claim in sentence.found:
        if claim.kind not in _COUNTED or claim.total is not None or claim.stated < 3:
            continue
        parts: list[Count] = []
        for count in sentence.counts:
            if count.core < claim.end:
                continue
            if count.core in sentence.taken or not _placed(sentence, count):
                break
            parts.append(count)
            if sum(part.stated for part in parts) == claim.stated and len(parts) > 1:
                yield from (_part(part, claim) for part in parts)
                return


def _placed(sentence: Sentence, count: Count) -> bool:
    return sentence.word(count.end) in _IN


def _part(count: Count, claim: Claim) -> Claim:
    return Claim(
        count.start, count.end, count.core, count.min, count.max, count.approx, claim.kind, "part of a sum", None, None,
        claim,
    )  # fmt: skip
