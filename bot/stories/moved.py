"""How far a toll moved: what raises it, what corrects it, and what is only another way to count it. Pure."""

from __future__ import annotations

from bot.model.facts import Figure
from bot.rulebook.rule import UpdatePolicy
from bot.stories.kinship import folded

#: A lower number is a correction only when it still counts the same people: not below this share of the old one.
_CORRECTION = 0.3
#: … and one hardly lower is another count of them, no correction: above this share of it.
_LOWER = 0.97
#: A number up to so many times another is not far more: above it both hardly count the same people.
NOT_FAR = 2


def low(figure: Figure) -> int:
    """The least number of people a figure stands for; an upper bound alone stands for itself."""
    return figure.min if figure.min is not None else figure.max or 0


def moved(old: Figure, new: Figure, policy: UpdatePolicy) -> str:
    """`toll_up` or `toll_down` where the number moved far enough to be told, else ""."""
    was, now = low(old), low(new)
    if in_words(new) and not in_words(old) and now <= NOT_FAR * NOT_FAR * was:
        return ""  # "dozens" neither raise nor lower what somebody counted
    highest_before = was if old.max is None else old.max
    if now > was and (now > highest_before or (old.approx and not new.approx and now >= 2 * was)):
        passes = any(was < step <= now for step in policy.steps)
        return "toll_up" if passes or now >= was * (1 + policy.growth) else ""
    corrected = new.max is not None and was * _CORRECTION <= new.max <= was * _LOWER and not new.part_of_total
    about = new.approx and not old.approx
    return "toll_down" if corrected and not about and _same_count(old, new) else ""


def in_words(figure: Figure) -> bool:
    """Is it a word for many ("dozens", "hundreds") and no number?"""
    return figure.approx and figure.max is not None and figure.max >= 4 * max(low(figure), 1)


def _same_count(old: Figure, new: Figure) -> bool:
    """Do both count the same people, so that less is a correction and not another speaker's number?

    Where the old number was only about right, an exact one corrects it, whoever says so.
    """
    speakers = {folded(old.speaker), folded(new.speaker)} - {""}
    broad = {"mixed", "unspecified"}
    return (len(speakers) < 2 or (old.approx and not new.approx)) and (
        old.who == new.who or {old.who.value, new.who.value} <= broad
    )
