"""Labels of places beside names of places. Needs nothing that only training needs: tests ask it too."""

from __future__ import annotations

import re

from bot.arabic.letters import fold_word

#: Words for kinds and directions: two names that differ only by these are the same place.
_GENERAL = {
    fold_word(word)
    for word in (
        "محافظة", "مدينة", "بلدة", "قرية", "ريف", "منطقة", "حي", "مخيم", "شمال", "جنوب", "شرق", "غرب", "مديرية", "قضاء",
        "شمالي", "جنوبي", "شرقي", "غربي",
    )
}  # fmt: skip


def bare(name: str) -> str:
    """A name as it is compared: folded, without articles and words for its kind."""
    words = [word.removeprefix("ال") for word in re.findall(r"\w+", fold_word(name))]
    return " ".join(word for word in words if word not in _GENERAL) or " ".join(words)


def same_place(label: str, name: str) -> bool:
    """Do a label and a name mean the same place, as the labels are scored?"""
    one, two = f" {bare(label)} ", f" {bare(name)} "
    return one == two or (len(one) > 4 and one in two) or (len(two) > 4 and two in one)
