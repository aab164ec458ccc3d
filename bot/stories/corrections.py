"""What a report takes back: a lower number told before the one that was known. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model.facts import Fact, Figure, FigureKind, Scope
from bot.model.story import SavedFact
from bot.rulebook.rule import UpdatePolicy
from bot.stories.known import headlines
from bot.stories.moved import low, moved


def without_corrected(new: Sequence[SavedFact], known: Sequence[SavedFact]) -> tuple[SavedFact, ...]:
    """What a report claims, without the number it only names to correct it: "18, after 21 had been counted".

    Such a number is exactly what headlines go by so far, and the one that takes its place stands before it.
    """
    if sum(isinstance(saved.fact, Figure) for saved in new) < 2:
        return tuple(new)
    was = {kind: claim.figure for kind, claim in headlines(known).items()}
    return tuple([saved for saved in new if not _is_corrected(saved.fact, was, new)])


def still_standing(
    known: Sequence[SavedFact], new: Sequence[SavedFact], kept: Sequence[SavedFact]
) -> tuple[SavedFact, ...]:
    """What is known without the numbers that a report corrects, whoever gave them: those that it has not `kept`."""
    back = {(one.fact.kind, low(one.fact)) for one in new if one not in kept and isinstance(one.fact, Figure)}
    if not back:
        return tuple(known)
    return tuple(
        [
            saved
            for saved in known
            if not (
                isinstance(saved.fact, Figure) and _is_whole(saved.fact) and (saved.fact.kind, low(saved.fact)) in back
            )
        ]
    )


def _is_corrected(old: Fact, was: Mapping[FigureKind, Figure], new: Sequence[SavedFact]) -> bool:
    """Is it the number known so far, behind one that takes its place?"""
    if not isinstance(old, Figure) or old.kind not in was or not _is_whole(old) or low(was[old.kind]) != low(old):
        return False
    return any(_corrects(saved.fact, old) for saved in new)


def _corrects(new: Fact, old: Figure) -> bool:
    if not isinstance(new, Figure) or new.kind is not old.kind or not _is_whole(new):
        return False
    return _stands(new) < _stands(old) and moved(old, new, UpdatePolicy()) == "toll_down"


def _is_whole(figure: Figure) -> bool:
    return figure.scope is Scope.INCIDENT and not figure.part_of_total and figure.min == figure.max


def _stands(fact: Fact) -> tuple[bool, int]:
    """Where a fact begins, the title first."""
    return fact.evidence.field != "title", fact.evidence.start
