"""What happened to the people a number counts: by their noun, by what governs it, as a part or as one of a row."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figure_crowds import TOWN, their_number, told_otherwise
from bot.facts.figure_governor import CROWD, NONE, Kind, changed, governor
from bot.facts.figure_sentence import Claim, Sentence
from bot.facts.figure_settled import settled
from bot.model.facts import FigureKind

_THESE = fold_word("هؤلاء")
_CLAUSE_ENDS = frozenset(
    fold_word(word)
    for word in (
        "الذي", "التي", "الذين", "أن", "إن", "حيث", "عندما", "بعد", "بعدما", "فيما", "بينما", "حين", "لكن", "إذ", "كما",
        "مما", "ما", "غير", "قبل", "وذلك", "؛", ":", "وقال", "وأضاف", "إلا",
    )
)  # fmt: skip
_HARM = {FigureKind.KILLED, FigureKind.WOUNDED}
_ACTED = {"verb", "noun of action"}


def kind_of(sentence: Sentence, count: Count, head: int | None, how: str, before: Claim | None) -> Kind:
    """What happened to those counted; NONE where the number counts nobody harmed or moved.

    `how` says how the noun at `head` stands behind the number, `before` is the last claim of the sentence before.
    """
    if changed(sentence, count):
        return NONE
    named = their_number(sentence, count)
    found = named if named is not None else _kind_of(sentence, count, head, how, before)
    return settled(sentence, count, head, found)


def _kind_of(sentence: Sentence, count: Count, head: int | None, how: str, before: Claim | None) -> Kind:
    """The same, before what stands behind settles it."""
    governed = governor(sentence, count)
    both = _both(sentence, count, head)
    if both:
        return Kind(FigureKind.KILLED_OR_WOUNDED, both, governed.governor)
    if how == "case":
        return _case(sentence, head)
    by_head = sentence.by_head(head)
    near = governed.governor is not None and count.start - governed.governor <= 3
    if by_head is not None and not _outdone(by_head, governed, how, near=near):
        return _by_noun(sentence, count, by_head, governed, before)
    people = is_people(sentence, head, how)
    part = _part(sentence, count, before) if people or how == "none" else NONE
    if part.kind is not None and (people or part.rule == "part"):
        return part
    behind = _behind(sentence, count, head, people) if not near and governed.rule != "toll" else NONE
    if behind.kind is not None:
        return NONE if behind.kind is FigureKind.DETAINED and _freed(sentence, count) else behind
    rising = sentence.word(count.start - 1) == "الي" and sentence.near(
        "toll", (governed.governor or 0) - 6, count.start
    )
    if governed.kind is not None and (rising or _accepts(sentence, governed, people, near, how)):
        return governed
    found = told_otherwise(sentence, count, head, people=people)
    if found.kind is not None:
        return found
    if how == "of them" and (sentence.found or before):
        total = sentence.found[-1] if sentence.found else before
        return Kind(total.kind, "of them", None, total.total or total) if total else NONE
    return _row(sentence, count, head, people)


def _outdone(by_head: FigureKind, governed: Kind, how: str, *, near: bool) -> bool:
    """Does what happened now say more than the noun? «مقتل 5 لاجئين»، «احتجاز عشرات النازحين»."""
    if how == "of" and near and governed.kind is FigureKind.KILLED:
        return True
    if by_head in _HARM or governed.rule not in _ACTED:
        return False
    return governed.kind in _HARM or (governed.kind is FigureKind.DETAINED and near)


def is_people(sentence: Sentence, head: int | None, how: str) -> bool:
    """Are people counted, as far as the words behind the number say?"""
    if how == "holding":
        return True  # «ثلاثة بينهم طفل»
    return head is not None and (sentence.has(head, "people") or how in {"of them", "unknown of", "dual"})


def _accepts(sentence: Sentence, governed: Kind, people: bool, near: bool, how: str) -> bool:
    if people or governed.rule == "toll":
        return True
    weak = sentence.has(governed.governor or 0, "weak")
    return near and not weak and governed.rule != "fell" and how.startswith(("unknown", "none", "adjective"))


def _by_noun(sentence: Sentence, count: Count, kind: FigureKind, governed: Kind, before: Claim | None) -> Kind:
    if kind is FigureKind.DETAINED and _freed(sentence, count):
        return NONE
    if kind is FigureKind.DISPLACED and sentence.near("return", count.start - 6, count.start):
        kind = FigureKind.REFUGEES
    if sentence.denied(count.start) and not governed.kind:
        return NONE
    part = _part(sentence, count, before)
    total = None if part.rule == "one more part" and part.kind is not kind else part.total
    return Kind(kind, "harmed noun", governed.governor, total)


def _freed(sentence: Sentence, count: Count) -> bool:
    """Those released are no figure."""
    return sentence.near("release", count.start - 9, count.start) or sentence.near("release", count.end, count.end + 7)


def _both(sentence: Sentence, count: Count, head: int | None) -> str:
    """«بين قتيل وجريح»، «عشرات القتلى والجرحى»."""
    for at in range(count.stop, min(sentence.end, (head or count.stop) + 9)):
        if sentence.has(at, "among_prep") and sentence.has(at + 1, "dead") and sentence.has(at + 2, "hurt"):
            return "between dead and hurt"
    if head is not None and sentence.has(head, "dead") and sentence.has(head + 1, "hurt"):
        one = sentence.singular(head + 1) and not sentence.singular(head)
        if sentence.conjunction(head + 1) and not one and not sentence.has(head + 1, "case"):
            return "dead and hurt"
    return ""


def _case(sentence: Sentence, head: int | None) -> Kind:
    """«70 حالة اختناق»."""
    for at in range((head or 0) + 1, (head or 0) + 3):
        if sentence.has(at, "hurt_case"):
            return Kind(FigureKind.WOUNDED, "case")
        kind = sentence.by_governor(at) or sentence.by_head(at)
        if kind is not None:
            return Kind(kind, "case")
    return NONE


def _behind(sentence: Sentence, count: Count, head: int | None, people: bool) -> Kind:
    """«100 شخص قتلوا»، «11 شخصا بينهم 4 أطفال توفوا»، «841 شخصا في عداد المفقودين»، «40 امرأة بين القتلى»."""
    begin = max(count.end, (head or 0) + 1)
    aside = False
    begun = sentence.near("begin_verb", count.start - 3, count.start)
    for at in range(begin, min(sentence.end, begin + (14 if people else 2))):
        classes = sentence.classes(at)
        word = sentence.word(at)
        aside = aside or "among" in classes
        if "among_prep" in classes and sentence.by_head(at + 1) and sentence.article(at + 1):
            named = sentence.by_head(at + 1)
            return Kind(named, "among those named", None, sentence.total(named, at)) if named else NONE
        if word == "الذين" and count.stated >= CROWD and _suffering(sentence, at):
            return Kind(FigureKind.AFFECTED, "state behind")
        if word in _CLAUSE_ENDS or "maybe" in classes or (sentence.conjunction(at) and "kill" in classes):
            return NONE
        found = _predicate(sentence, count, at, at - begin, aside)
        if found is not None:
            return found
        other = any(other.core == at for other in sentence.counts)
        if other and not aside and not sentence.conjunction(at) and not _of_things(sentence, at):
            return NONE
        goes_on = aside or begun or sentence.plural_verb(at + 1) or sentence.has(at + 1, "among")
        if word in {"،", ","} and not goes_on:
            return NONE
    return NONE


def _of_things(sentence: Sentence, at: int) -> bool:
    """«5 ملايين شخص في نحو 1200 منطقة بحاجة إلى …»."""
    return any(count.core == at and sentence.has(count.end, "place_unit") for count in sentence.counts)


def _suffering(sentence: Sentence, at: int) -> bool:
    """«الذين يواجهون خطر المجاعة»."""
    return any("affect" in sentence.classes(place) for place in range(at + 1, at + 4))


def _predicate(sentence: Sentence, count: Count, at: int, distance: int, aside: bool) -> Kind | None:
    """What the word at a token says of a number before it; None = go on looking."""
    classes = sentence.classes(at)
    verbal = not classes.isdisjoint({".past", ".present"}) and "thing" not in classes
    if verbal and not sentence.conjunction(at) and not sentence.pronoun(at):
        kind = sentence.by_governor(at) or (FigureKind.KILLED if "fall_verb" in classes else None)
        if kind is not None and any(name.endswith("_verb") for name in classes):
            noun = any(name.endswith("_noun") for name in classes)
            two = count.stated == 2 and sentence.word(at).endswith("ا")
            plural = two or ".plural" in classes or sentence.plural_verb(at)
            return Kind(kind, "verb behind") if plural or not noun or distance <= 1 else NONE
        if "reside_verb" in classes and count.stated >= TOWN and distance <= 3 and ".present" in classes:
            return Kind(FigureKind.AFFECTED, "people living there")
    named = sentence.by_head(at)
    if sentence.word(at - 1) in {"عداد", "حافه", "خطر"}:
        return Kind(named or FigureKind.AFFECTED, "state behind")
    if "affect_noun" in classes and (distance <= 3 or count.stated >= CROWD):
        return Kind(FigureKind.AFFECTED, "state behind")
    if named and distance <= 1 and not aside and sentence.word(at).endswith(("ون", "ين")) and "body" not in classes:
        definite = sentence.article(at)
        if not definite or (named is FigureKind.AFFECTED and count.stated >= CROWD):
            return Kind(named, "state behind")
    moving = "displace_noun" in classes and (
        sentence.word(at - 1) in {"الي", "علي"}
        or sentence.preposition(at) == "l"
        or sentence.near("begin_verb", count.start - 3, count.start)
    )
    return Kind(FigureKind.DISPLACED, "moving behind") if moving else None


def _part(sentence: Sentence, count: Count, before: Claim | None) -> Kind:
    """A part of a total: «بينهم خمسة أطفال»، «من بين القتلى 99 طفلا»، «هم خمسة مدنيين وعشرة مقاتلين»."""
    last = sentence.found[-1] if sentence.found else before
    left = max(sentence.start, sentence.found[-1].end if sentence.found else sentence.start, count.start - 8)
    for at in range(count.start - 1, left - 1, -1):
        if sentence.has(at, "among_prep") and at + 1 < count.start:
            named = sentence.by_head(at + 1)
            if named is not None and not sentence.has(at + 2, "hurt"):
                return Kind(named, "part of those named", None, sentence.total(named, at))
            if sentence.word(at + 1) == _THESE and last:
                return Kind(last.kind, "part", None, last.total or last)
        listed = sentence.by_head(at - 1) if sentence.has(at, "they") and sentence.article(at - 1) else None
        if listed is not None:
            return Kind(listed, "part of those named", None, sentence.total(listed, at))
        they = sentence.has(at, "they") and bool(sentence.found) and at - sentence.found[-1].end <= 2
        if (sentence.has(at, "among") or they) and last and (sentence.found or at - sentence.start <= 2):
            return Kind(last.kind, "part", None, last.total or last)
        if sentence.has(at, "kill") or sentence.has(at, "wound"):
            return NONE
    if sentence.found and last and last.total and sentence.conjunction(count.start):
        gap = count.start - last.end
        if gap <= 3 or (gap <= 12 and sentence.word(count.start - 1) in {"،", ","}):
            return Kind(last.kind, "one more part", None, last.total)
    return NONE


def _row(sentence: Sentence, count: Count, head: int | None, people: bool) -> Kind:
    """One more of a row: «و57 عنصرا»، «مقابل 159 مسلحا»، «و3 خطيرة»."""
    if not sentence.found or head is None:
        return NONE
    last = sentence.found[-1]
    joined = sentence.conjunction(count.start) or sentence.near("addition", last.end, count.start)
    if not joined or count.start - last.end > 14 or sentence.word(count.start - 1) == "سراح":
        return NONE
    severe = sentence.has(head, "severity") and last.kind is FigureKind.WOUNDED
    return Kind(last.kind, "row", None, last.total) if people or severe else NONE
