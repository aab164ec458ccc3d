"""One person, said without a number: «مقتل مدني»، «استشهاد الشاب فلان»، «بينهم طفل»، «3 قتلى وجريح»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figure_named import acted_on, in_clause, indefinite, named, of_one, one
from bot.facts.figure_sentence import Claim, Sentence
from bot.model.facts import FigureKind

_COUNTED = {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED, FigureKind.MISSING}
_ON, _OF = fold_word("على"), fold_word("من")
_BETWEEN = frozenset(
    fold_word(word)
    for word in (
        "في", "خلال", "جراء", "متأثرا", "فجر", "صباح", "مساء", "ليلة", "ظهر", "اليوم", "أمس", "برصاص", "بنيران",
    )
)  # fmt: skip
_ONE = frozenset(fold_word(word) for word in ("واحد", "واحدة", "واحدا"))
_WARRANT = frozenset(fold_word(word) for word in ("مذكرة", "أمر", "أوامر", "مذكرات", "بأمر", "بمذكرة"))


def one_of(sentence: Sentence, at: int) -> Claim | None:
    """The one person that the word at a token speaks of, if it does."""
    classes = sentence.classes(at)
    if "among" in classes or ("they" in classes and sentence.found and at - sentence.found[-1].end <= 2):
        return _among(sentence, at) if sentence.found else None
    if "one_of_them" in classes:
        return _one_of_them(sentence, at)
    if "mourn" in classes:
        return _mourned(sentence, at)
    harmed = "dead" in classes or "hurt" in classes
    if harmed and sentence.has(at - 1, "among_prep"):
        return _among_named(sentence, at - 1)
    if "lives" in classes or "claims_verb" in classes:
        return _life_taken(sentence, at)
    kind = sentence.by_governor(at)
    if kind in _COUNTED and ("weak" not in classes or _martyr(sentence, at)):
        found = (
            _before_verb(sentence, at, kind)
            or _governed(sentence, at, kind)
            or acted_on(sentence, at, kind)
            or in_clause(sentence, at, kind)
        )
        if found is not None:
            return found
    return _harmed(sentence, at) if harmed else None


def _martyr(sentence: Sentence, at: int) -> bool:
    """«ارتقى الشاب فلان شهيدا»."""
    return any(sentence.has(place, "dead") and sentence.word(place).endswith("ا") for place in range(at + 2, at + 7))


def _among(sentence: Sentence, at: int) -> Claim | None:
    """«بينهم طفل»، «بينها جثة طفل»، «بينهم القيادي فلان»، «بينهم عناصر أمن وطفل»."""
    total = sentence.found[-1].total or sentence.found[-1]
    head = at + 2 if sentence.has(at + 1, "body") and sentence.has(at + 2, "people") else at + 1
    titled = sentence.has(head, "title") and sentence.article(head) and sentence.singular(head)
    if titled or indefinite(sentence, head):
        found = one(sentence, at, head, total.kind, "one among", total)
        if found is not None and sentence.word(head).endswith("ا") and sentence.article(head + 1):
            found.min = found.max = 2  # «بينهم سائقا السيارتين»
        return found
    if sentence.has(head, "people") and not sentence.singular(head):
        for place in range(head + 1, head + 4):
            if any(count.core == place for count in sentence.counts) or sentence.word(place) in {"،", ","}:
                break
            if _joined_one(sentence, place):
                return one(sentence, at, place, total.kind, "one among", total)
    return None


def _joined_one(sentence: Sentence, at: int) -> bool:
    """«وطفل»."""
    joined = sentence.clitics(at).conjunction == "w" and not sentence.article(at) and not sentence.pronoun(at)
    return joined and sentence.has(at, "people") and sentence.singular(at) and sentence.by_head(at) is None


def _among_named(sentence: Sentence, at: int) -> Claim | None:
    """«من بين القتلى ضابطا»."""
    kind = sentence.by_head(at + 1)
    head = at + 2
    titled = sentence.has(head, "title") and sentence.article(head) and sentence.singular(head)
    if kind is None or not sentence.article(at + 1) or not (titled or indefinite(sentence, head)):
        return None
    return one(sentence, at, at + 2, kind, "one among those named", sentence.total(kind, at))


def _one_of_them(sentence: Sentence, at: int) -> Claim | None:
    """«وأصيب أحدهم»، «ثلاث إصابات إحداها خطيرة»."""
    kind = sentence.by_governor(at - 1)
    if kind in _COUNTED and of_one(sentence, at - 1):
        return one(sentence, at - 1, at, kind, "one of them")
    last = sentence.found[-1] if sentence.found else None
    badly = sentence.near("severity", at + 1, at + 4) or sentence.near("case_unit", at + 1, at + 3)
    if last is not None and last.kind is FigureKind.WOUNDED and badly:
        return one(sentence, at, at, last.kind, "one of them", last.total or last)
    return None


def _mourned(sentence: Sentence, at: int) -> Claim | None:
    """«نعت الكتائب القائد فلانا»."""
    for head in range(at + 1, at + 5):
        titled = sentence.has(head, "title") and sentence.article(head) and sentence.singular(head)
        if titled and not sentence.has(head, "official"):
            return one(sentence, at, head, FigureKind.KILLED, "mourned")
    return None


def _life_taken(sentence: Sentence, at: int) -> Claim | None:
    """«أودى القصف بحياة مدني»، «راح ضحية القصف طفل»."""
    if sentence.has(at, "lives"):
        taken = sentence.near("life_verb", at - 9, at) and indefinite(sentence, at + 1)
        return one(sentence, at, at + 1, FigureKind.KILLED, "life taken") if taken else None
    if not sentence.has(at + 1, "victim"):
        return None
    head = next((place for place in range(at + 2, at + 6) if indefinite(sentence, place)), None)
    clear = head is not None and not any(at < count.core <= head for count in sentence.counts)
    return one(sentence, at, head, FigureKind.KILLED, "fell victim") if clear and head is not None else None


def _governed(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """The person right behind the verb or noun of action."""
    classes = sentence.classes(at)
    if "arrest" in classes:
        return _arrested(sentence, at, kind)
    noun = any(name.endswith("_noun") for name in classes)
    if (sentence.pronoun(at) and not noun) or sentence.article(at):
        return None
    found = _plain(sentence, at, at + 1, kind) or named(sentence, at, at + 1, kind)
    if found is not None or kind is not FigureKind.KILLED:
        return found
    if ".past" in classes and of_one(sentence, at) and sentence.word(at + 1) in _BETWEEN:
        return _later(sentence, at, kind)
    return None


def _arrested(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«القبض على فلان»; a warrant (مذكرة قبض) holds nobody."""
    if sentence.word(at + 1) != _ON or sentence.word(at - 1) in _WARRANT:
        return None
    head = at + 2
    definite = sentence.has(head, "people") and sentence.singular(head) and sentence.article(head)
    if definite and not any(claim.kind is kind for claim in (*sentence.earlier, *sentence.found)):
        return one(sentence, at, head, kind, "one arrested")
    return _plain(sentence, at, head, kind) or named(sentence, at, head, kind)


def _plain(sentence: Sentence, at: int, head: int, kind: FigureKind) -> Claim | None:
    """«مقتل مدني»، «إصابة أحد المارة»، «وأسر ثالث»، «قتل والده»."""
    if sentence.has(head, "one_of"):
        return one(sentence, at, head + 1, kind, "one of")
    if indefinite(sentence, head):
        return one(sentence, at, head, kind, "one")
    other = sentence.has(head, "ordinal_one") and not sentence.article(head) and not sentence.has(head + 1, "people")
    if other and (sentence.found or sentence.earlier):
        return one(sentence, at, head, kind, "one more")
    if sentence.word(head) in _ONE and sentence.word(head + 1) == _OF:
        return one(sentence, at, head, kind, "one of")
    if sentence.has(head, "kin") and kind is not FigureKind.MISSING:
        return one(sentence, at, head, kind, "one of a family")
    return None


def _later(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«وقتل في اليوم ذاته جندي»: the person a few words behind the verb."""
    for head in range(at + 3, at + 7):
        if sentence.word(head) in {"،", ","} or any(count.core == head for count in sentence.counts):
            return None
        if indefinite(sentence, head) and not sentence.has(head, "nation"):
            return one(sentence, at, head, kind, "one, later")
        titled = sentence.has(head, "title") and sentence.article(head) and sentence.singular(head)
        if titled and sentence.word(at + 1) == "متاثرا":
            return one(sentence, at, head, kind, "one, later")
    return None


def _harmed(sentence: Sentence, at: int) -> Claim | None:
    """«سقوط قتيل»، «3 قتلى وجريح»، «العثور على جثة شاب»."""
    kind = sentence.by_head(at)
    if kind is None or not sentence.singular(at):
        return None
    counted = any(count.core in {at + 1, at + 2} for count in sentence.counts)
    found = next((place for place in range(at - 1, at - 4, -1) if sentence.has(place, "finding")), None)
    if sentence.has(at, "body") and found is not None and not counted:
        person = sentence.has(at + 1, "people") and sentence.singular(at + 1)
        return one(sentence, found, at + 1 if person else at, kind, "a body found")
    if sentence.article(at) or sentence.has(at, "case"):
        return None
    follows = bool(sentence.found) and sentence.found[-1].end == at and sentence.conjunction(at)
    caused = any(sentence.has(at - 1, name) for name in ("fall_noun", "fall_verb", "cause_verb"))
    opens = at == sentence.start and counted and sentence.conjunction(at + 1)  # «قتيل وستة جرحى في …»
    return one(sentence, at, at, kind, "one harmed") if follows or caused or opens else None


def _before_verb(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«أن طفلا مات»، «"إرهابيا" قتل»."""
    if ".past" not in sentence.classes(at) or sentence.conjunction(at) or not of_one(sentence, at):
        return None
    head = at - 1 - (sentence.word(at - 1) in {'"', "'"})
    opens = head == sentence.start and sentence.word(at + 1) != "" and sentence.word(head).endswith("ه")
    if not (sentence.word(head).endswith("ا") or opens) or not indefinite(sentence, head):
        return None
    return one(sentence, head, head, kind, "one, verb behind")
