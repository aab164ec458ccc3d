"""Labels of places beside names of places. Needs nothing that only training needs: tests ask it too."""

from __future__ import annotations

from bot.arabic.letters import fold_word

_GENERAL = {
    fold_word(word)
    for word in (
        "محافظة", "مدينة", "بلدة", "قرية", "ريف", "منطقة", "حي", "مخيم", "شمال", "جنوب", "شرق", "غرب", "مديرية", "قضاء",
        "شمالي", "جنوبي", "شرقي", "غربي",
    )
}  # fmt: skip


def same_place(label: str, name: str) -> bool:
    """Do a label and a name mean the same place, as the labels are scored?"""
    one, two = (f" {' '.join(_bare(each))} " for each in (label, name))
    return one == two or (len(one) > 4 and one in two) or (len(two) > 4 and two in one)


def _bare(name: str) -> list[str]:
    words = [word.removeprefix("ال") for word in fold_word(name).split()]
    return [word for word in words if word not in _GENERAL] or words
