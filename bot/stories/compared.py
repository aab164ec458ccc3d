"""A report as it is weighed against incidents: all that is asked of it, worked out once. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.model.facts import Figure
from bot.model.story import SavedFact
from bot.stories.answers import answers
from bot.stories.counts import Tolls, tolls
from bot.stories.essence import Essence
from bot.stories.kinship import Spot
from bot.stories.truces_nearby import goes_on, is_agreed
from bot.stories.undone import denies


class Compared(NamedTuple):
    """A report as it is weighed against incidents: when it came, where it is, whom it counts.

    `follows`: it tells of truces only what becomes of one that was agreed before; `agreed`: of one that is agreed, and
    not only sought; `beside`: and that only beside its news, whose words are of another event. `named`: all places that
    a report of a truce names: where it was signed and which wars it stands beside is not always told from where it
    holds. `answers`: its news is that somebody denies, claims or concedes what was told of. `outlet` is whose it is.
    """

    essence: Essence
    moment: float
    spots: tuple[Spot, ...]
    tolls: Tolls
    follows: bool = False
    named: tuple[Spot, ...] = ()
    outlet: str = ""
    agreed: bool = False
    beside: bool = False
    answers: bool = False
    title: str = ""


def compared(
    essence: Essence,
    facts: Sequence[SavedFact],
    besides: Sequence[Figure],
    *,
    moment: float,
    begins: tuple[str, str],
    outlet: str,
    spots: tuple[Spot, ...],
    named: tuple[Spot, ...],
    beside: bool,
) -> Compared:
    """A report with these facts, as it is compared; `besides` are whom it counts of other events, too.

    `begins`: its title, and its text.
    """
    truce = essence.kind == "ceasefire"
    return Compared(
        essence,
        moment,
        spots,
        tolls(facts, besides, summed=essence.kind == "toll"),
        # What stands beside other news is the truce that is known, unless it is to begin yet.
        follows=truce and ((beside and essence.day is None) or goes_on(facts) or essence.despite),
        named=named,
        outlet=outlet,
        agreed=truce and is_agreed(facts),
        beside=beside,
        answers=denies(facts) or answers(*begins),
        title=begins[0],
    )
