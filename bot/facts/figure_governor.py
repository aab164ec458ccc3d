"""The word that governs a number: the nearest on its left that says what happened to those it counts."""

from __future__ import annotations

from typing import NamedTuple

from bot.arabic.numbers import Count
from bot.facts.figure_sentence import GOVERNORS, HEADS, Claim, Sentence
from bot.model.facts import FigureKind

#: Behind these a clause begins: what stands before governs nothing in it.
_THAT = frozenset({"ان", "بان", "انه", "انها", "وان", "وبان", "وانه", "وانها"})
_FAR = 26
_NOUN_REACH = 7
#: From here on a number of people living somewhere is told because they are at risk.
CROWD = 1000


class Kind(NamedTuple):
    """What happened, the rule that says so, the governing token, and the claim this one is a part of."""

    kind: FigureKind | None
    rule: str = ""
    governor: int | None = None
    total: Claim | None = None


NONE = Kind(None)
#: A word of none of these classes says nothing of a number behind it.
_TELLING = frozenset({*GOVERNORS, *HEADS, "lives", "victim", "elimination", "cause_noun", "body", "toll"}) | {
    "fall_verb", "fall_noun", "reside_verb", "reside_noun",
}  # fmt: skip


def governor(sentence: Sentence, count: Count) -> Kind:
    """What the nearest governing word says, with no other count between; NONE where there is none."""
    before = (other for other in sentence.counts if other.stop <= count.start and not changed(sentence, other))
    left = max((other.stop for other in before), default=sentence.start)
    for at in range(count.start - 1, max(left, count.start - _FAR) - 1, -1):
        if sentence.word(at) in _THAT:
            return NONE
        if sentence.classes(at).isdisjoint(_TELLING):
            continue
        found = _of_phrase(sentence, count, at) or _of_word(sentence, count, at)
        if found is not None:
            return found
    return NONE


def changed(sentence: Sentence, count: Count) -> bool:
    """«ارتفع العدد من 12 إلى 19»: is it the number that was?"""
    if sentence.word(count.start - 1) != "من":
        return False
    span = count.start - 9, count.start
    rose = sentence.near("reach_verb", *span) or sentence.near("rise_noun", *span)
    return rose and any(
        other.core > count.core and sentence.word(other.start - 1) == "الي" for other in sentence.counts
    )


def _of_phrase(sentence: Sentence, count: Count, at: int) -> Kind | None:
    """«أودى بحياة»، «راح ضحيته»، «القضاء على»، «موقعا»، «رفات»، «عدد القتلى»; None = go on looking."""
    classes = sentence.classes(at)
    reach = count.start - at
    taken = "lives" in classes and (sentence.near("life_verb", at - 9, at) or sentence.has(at - 1, "loss_noun"))
    if taken and reach <= 4:
        return Kind(FigureKind.KILLED, "lives taken", at - 1)
    if "victim" in classes and sentence.has(at - 1, "claims_verb"):
        return Kind(FigureKind.KILLED, "fell victim", at - 1)
    if "elimination" in classes and sentence.word(at + 1) == "علي" and reach <= 4:
        return Kind(FigureKind.KILLED, "elimination", at)
    if ("cause_noun" in classes or "body" in classes) and reach <= 2:
        return Kind(FigureKind.KILLED, "caused" if "cause_noun" in classes else "bodies", at)
    kind = sentence.by_head(at)
    return Kind(kind, "toll", at) if kind is not None and sentence.near("toll", at - 2, at) else None


def _of_word(sentence: Sentence, count: Count, at: int) -> Kind | None:
    """A verb or noun of action, a toll, or a word that shuts off what stands before it; None = go on looking."""
    classes = sentence.classes(at)
    reach = count.start - at
    kind = sentence.by_governor(at)
    if kind is not None:
        return _governing(sentence, count, at, kind)
    fell = ("fall_verb" in classes and reach <= 6) or ("fall_noun" in classes and reach <= 2)
    if fell and not sentence.denied(at):
        return Kind(FigureKind.KILLED, "fell", at)
    living = "reside_verb" in classes and ".present" in classes and count.stated >= CROWD
    if living or "reside_noun" in classes:
        return NONE  # «الفرار من منطقة يعيش فيها …», «يبلغ تعداد سكانه …»
    if "toll" in classes and sentence.has(count.end, "people") and "عدد" not in sentence.word(at):
        return Kind(FigureKind.KILLED, "toll of all", at)
    return None


def _governing(sentence: Sentence, count: Count, at: int, kind: FigureKind) -> Kind:
    classes = sentence.classes(at)
    reach = count.start - at
    verb = any(name.endswith("_verb") for name in classes) and not classes.isdisjoint({".past", ".present"})
    if (not verb and reach > _NOUN_REACH) or sentence.denied(at):
        return NONE
    if verb and reach == 1 and sentence.plural_verb(at) and sentence.conjunction(count.start):
        return NONE  # «قتلوا وأكثر من مليون نزحوا»
    other = {FigureKind.WOUNDED: "kill", FigureKind.KILLED: "wound"}.get(kind)
    if other and sentence.conjunction(at):
        twin = at - 1 if sentence.word(at - 1) != "و" else at - 2
        alone = sentence.classes(twin).isdisjoint({".plural", ".dual", "his_death"})
        alone = alone and twin - 1 not in sentence.taken  # «أن طفلا قتل وأصيب 15 مدنيا»
        if sentence.has(twin, other) and alone and not sentence.plural_verb(twin):
            return Kind(FigureKind.KILLED_OR_WOUNDED, "killed and wounded", twin)
    return Kind(kind, "verb" if verb else "noun of action", at)
