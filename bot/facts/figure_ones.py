"""One person, said without a number: «مقتل مدني»، «استشهاد الشاب فلان»، «بينهم طفل»، «3 قتلى وجريح»."""

from __future__ import annotations

from bot.facts.figure_sentence import Claim, Sentence
from bot.model.facts import FigureKind

_COUNTED = {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED, FigureKind.MISSING}
_PLURAL_ENDS = ("ين", "ون", "ات", "ان")


def one_of(sentence: Sentence, at: int) -> Claim | None:
    """The one person that the word at a token speaks of, if it does."""
    classes = sentence.classes(at)
    if "among" in classes:
        return _among(sentence, at) if sentence.found else None
    harmed = "dead" in classes or "hurt" in classes
    if harmed and sentence.has(at - 1, "among_prep"):
        return _among_named(sentence, at - 1)
    kind = sentence.by_governor(at)
    if kind in _COUNTED and "weak" not in classes:
        found = _before_verb(sentence, at, kind) or _governed(sentence, at, kind)
        if found is not None:
            return found
    return _harmed(sentence, at) if harmed else None


def _one(
    sentence: Sentence, start: int, head: int, kind: FigureKind, rule: str, total: Claim | None = None
) -> Claim | None:
    if head in sentence.taken or sentence.denied(start) or sentence.denied(head):
        return None
    if any(count.core == head + 1 and count.stated == 1 for count in sentence.counts):
        return None  # «شخص واحد» is read with its number
    return Claim(start, head + 1, head, 1, 1, False, kind, rule, head, start, total)


def _indefinite(sentence: Sentence, at: int) -> bool:
    bare = not sentence.article(at) and not sentence.conjunction(at) and not sentence.pronoun(at)
    return bare and sentence.has(at, "people") and sentence.singular(at) and not sentence.preposition(at)


def _among(sentence: Sentence, at: int) -> Claim | None:
    """«بينهم طفل»، «بينها جثة طفل»، «بينهم القيادي فلان»."""
    total = sentence.found[-1].total or sentence.found[-1]
    head = at + 2 if sentence.has(at + 1, "body") and sentence.has(at + 2, "people") else at + 1
    named = sentence.has(head, "title") and sentence.article(head) and sentence.singular(head)
    if _indefinite(sentence, head) or named:
        return _one(sentence, at, head, total.kind, "one among", total)
    return None


def _among_named(sentence: Sentence, at: int) -> Claim | None:
    """«من بين القتلى ضابطا»."""
    kind = sentence.by_head(at + 1)
    if kind is None or not sentence.article(at + 1) or not _indefinite(sentence, at + 2):
        return None
    return _one(sentence, at, at + 2, kind, "one among those named", sentence.total(kind, at))


def _governed(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """The person right behind the verb or noun of action."""
    classes = sentence.classes(at)
    noun = any(name.endswith("_noun") for name in classes)
    if sentence.pronoun(at) and not noun:
        return None
    head = at + 1
    if sentence.has(head, "one_of"):
        return _one(sentence, at, head + 1, kind, "one of")
    if _indefinite(sentence, head):
        return _one(sentence, at, head, kind, "one")
    if kind is not FigureKind.KILLED:
        return None
    if sentence.has(head, "kin"):
        return _one(sentence, at, head, kind, "one of a family")
    if sentence.has(head, "title") and sentence.singular(head) and sentence.article(head):
        return _one(sentence, at, head, kind, "named with a title")
    if noun and "kill_verb" not in classes and _bare_name(sentence, head):
        return _one(sentence, at, head, kind, "named")
    if ".past" in classes and _of_one(sentence, at) and sentence.word(head) in {"في", "خلال", "جراء"}:
        return _later(sentence, at, kind)
    return None


def _bare_name(sentence: Sentence, at: int) -> bool:
    """Two words that no lexicon knows, or one before a nation: a name, or a trade («مقتل مهندس روسي»)."""
    if not _unknown_one(sentence, at):
        return False
    return _unknown_one(sentence, at + 1) or (sentence.has(at + 1, "nation") and sentence.singular(at + 1))


def _unknown_one(sentence: Sentence, at: int) -> bool:
    word = sentence.word(at)
    return sentence.has(at, "unknown") and not word.startswith("ال") and not word.endswith(_PLURAL_ENDS)


def _of_one(sentence: Sentence, at: int) -> bool:
    """A verb whose ending does not say "they"."""
    return sentence.singular(at) and not sentence.plural_verb(at) and not sentence.word(at).endswith("ا")


def _later(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«وقتل في اليوم ذاته جندي»: the person a few words behind the verb."""
    for head in range(at + 3, at + 7):
        if sentence.word(head) in {"،", ","} or any(count.core == head for count in sentence.counts):
            return None
        if _indefinite(sentence, head) and not sentence.has(head, "nation"):
            return _one(sentence, at, head, kind, "one, later")
    return None


def _harmed(sentence: Sentence, at: int) -> Claim | None:
    """«سقوط قتيل»، «3 قتلى وجريح»."""
    kind = sentence.by_head(at)
    if kind is None or not sentence.singular(at) or sentence.article(at) or sentence.has(at, "case"):
        return None
    follows = bool(sentence.found) and sentence.found[-1].end == at and sentence.conjunction(at)
    caused = any(sentence.has(at - 1, name) for name in ("fall_noun", "fall_verb", "cause_verb"))
    opens = at == sentence.start and sentence.conjunction(at + 1) and any(c.core == at + 1 for c in sentence.counts)
    return _one(sentence, at, at, kind, "one harmed") if follows or caused or opens else None  # «قتيل وستة جرحى في …»


def _before_verb(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«أن طفلا مات»، «"إرهابيا" قتل»."""
    if ".past" not in sentence.classes(at) or sentence.conjunction(at) or not _of_one(sentence, at):
        return None
    head = at - 1 - (sentence.word(at - 1) in {'"', "'"})
    if not sentence.word(head).endswith("ا") or not _indefinite(sentence, head):
        return None
    return _one(sentence, head, head, kind, "one, verb behind")
