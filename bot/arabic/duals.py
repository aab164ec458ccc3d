"""What tells that a noun of the ending ين or ي is a dual: vowel marks, what is said behind it, whose they are."""

from __future__ import annotations

import re

from bot.arabic.letters import fold_word
from bot.arabic.words import Words

#: Those who are told of before were two.
_THIRD = frozenset(fold_word(word) for word in ("ثالث", "ثالثا", "ثالثة", "آخران", "اثنتان"))
#: Verbs of two, and «one of the two».
_OF_TWO = frozenset(
    fold_word(word)
    for word in (
        "قتلا", "أصيبا", "جرحا", "استشهدا", "توفيا", "اعتقلا", "لقيا", "اختطفا", "خطفا", "أوقفا", "احتجزا", "فقدا",
        "اغتيلا", "أعدما", "أسرا", "أحدهما", "إحداهما", "كلاهما", "لقيتا", "كانا",
    )
)  # fmt: skip
#: What stands before two people told by «عنصري» and whose they are.
_HARMING = frozenset({"kill", "wound", "detain", "among"})
_GROUPS_BEHIND = frozenset(
    {"soldier_group", "fighter_group", "actor", "building", "vehicle", "aircraft", "soldier", "task"}
)
#: Vowel marks that tell «مدنيَين» from «مدنيِين».
_FATHA = "\u064e"
_MARKED_TWO = re.compile("\u064e\u0651?ي\u0652?ن\u0650?\\Z")
#: Careful writers mark that letter alone or every letter; here and there one, and the marks tell nothing.
_ALONE = re.compile("[^\u064b-\u0652]+\u0651?\u064e\u0651?ي\u0652?ن\u0650?\\Z")
_UNVOWELLED = re.compile("[^\u064b-\u0652اويىآ](?![\u064b-\u0652])")


def marked(words: Words, at: int) -> bool:
    """«متظاهرَين»: the vowel marks of two."""
    if not words.word(at).endswith("ين") or (_FATHA not in words.text_raw and _FATHA not in words.title_raw):
        return False
    here = words.span(at, at + 1)
    raw = words.title_raw if here.field == "title" else words.text_raw
    two = _MARKED_TWO.search(raw, here.start, here.end)
    if two is None:
        return False
    written = raw[here.start : here.end]
    return _ALONE.match(written) is not None or _UNVOWELLED.search(raw, here.start, two.start() - 1) is None


def of_a_group(words: Words, at: int) -> bool:
    """«مقتل عنصري أمن»، «إصابة ضابطي الشرطة»: two of those named behind; not «هجوم عنصري»."""
    before = words.classes(at - 1) if at else frozenset[str]()
    if not words.word(at).endswith("ي") or before.isdisjoint(_HARMING):
        return False
    behind = words.classes(at + 1) if at + 1 < len(words) else frozenset[str]()
    return not behind.isdisjoint(_GROUPS_BEHIND)


def two_told(words: Words, at: int) -> bool:
    """«مدنيين قتلا»، «جنديين إسرائيليين أصيبا»، «فلسطينيين أحدهما طفل»: two, as told behind."""
    if not words.word(at).endswith("ين"):
        return False
    behind = words.words(at + 1, at + 5)
    if any(word in _THIRD for word in behind):
        return True  # «مقتل شرطيين وإصابة ثالث»
    if behind[:1] and behind[0].endswith("ين"):
        del behind[0]
    return any(word in _OF_TWO for word in behind[:1] + behind[1:2] * (behind[:1] in (["قد"], ["كانا"], ["،"])))
