"""What is known of an incident. Pure.

The *standing* facts of an incident are the latest answer to every question that its reports answered: how many were
killed (by each speaker), which statuses a ceasefire has had, which kinds of events happened, which were denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.model.facts import Ceasefire, CeasefireStatus, EventStatus, Fact, Figure, FigureKind, Scope
from bot.model.story import SavedFact
from bot.stories.alliances import words_of
from bot.stories.holders import stands_for
from bot.stories.kinship import folded
from bot.stories.moved import low
from bot.stories.truces import accepts, with_moments

#: What a change of status can be; being in force or sought is not news once a ceasefire has been declared.
NEWS_STATUSES = frozenset(
    {
        CeasefireStatus.DECLARED,
        CeasefireStatus.EXTENDED,
        CeasefireStatus.VIOLATED,
        CeasefireStatus.ENDED,
        CeasefireStatus.REJECTED,
    }
)
#: Kinds of harm whose numbers make a toll.
TOLLS = (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DISPLACED, FigureKind.DETAINED, FigureKind.MISSING)
#: … the same, to ask whether a kind is one of them.
SUMS = frozenset(TOLLS)
#: More standing facts than this are no single event's; the oldest go.
_MOST = 48

#: How much a fact says of the main event, by where it stands: the title, the first two sentences or so, the rest.
TITLE, LEAD, BODY, TAIL = 4.0, 2.0, 0.7, 0.25
_LEAD_END, _BODY_END = 320, 1200

#: The words by which statuses and scopes say that something is older than the news.
_PAST: frozenset[str] = frozenset({CeasefireStatus.PAST, EventStatus.PAST, Scope.PAST, Scope.TOTAL})
#: What may count an event that lasts for days.
OF_EVENT = frozenset({Scope.INCIDENT, Scope.PERIOD})

Key = tuple[str, ...]


def salience(fact: Fact) -> float:
    """How prominent a fact stands in its article."""
    if fact.evidence.field == "title":
        return TITLE
    at = fact.evidence.start
    return LEAD if at < _LEAD_END else BODY if at < _BODY_END else TAIL


def is_past(fact: Fact) -> bool:
    """Does the fact tell of something older than the article's news?"""
    return (fact.scope if isinstance(fact, Figure) else fact.status) in _PAST


def question(fact: Fact) -> Key:
    """What the fact answers: a later fact with an equal question stands in its place."""
    if isinstance(fact, Ceasefire):
        return ("ceasefire", fact.status, *sorted(words_of(fact.by) if accepts(fact) else ()))
    if isinstance(fact, Figure):
        who = fact.who.value if fact.part_of_total else ""
        return ("figure", fact.kind, fact.scope, who, folded(fact.speaker))
    return ("event", fact.kind, fact.status, *stands_for(fact))


def standing(known: Sequence[SavedFact], new: Iterable[SavedFact]) -> tuple[SavedFact, ...]:
    """The known facts with the new ones in their place: the latest answer to every question, oldest first.

    A vaguer count ("dozens") does not take the place of an exact one that agrees with it, nor what a report counts
    below its lead that of the lead.
    """
    answers = {question(saved.fact): saved for saved in known}
    for saved in new:
        key = question(saved.fact)
        old = answers.get(key)
        if old is not None and (_vaguer(saved.fact, old.fact) or _further_down(saved, old)):
            continue
        answers.pop(key, None)
        fact = saved.fact if old is None else with_moments(saved.fact, old.fact)
        answers[key] = saved if fact is saved.fact else replace(saved, fact=fact)
    return tuple(answers.values())[-_MOST:]


def _further_down(new: SavedFact, old: SavedFact) -> bool:
    """Does a report count so many further down than others, or fewer as prominently? Its own toll stands first."""
    if not isinstance(new.fact, Figure) or not isinstance(old.fact, Figure) or new.article != old.article:
        return False
    return (salience(new.fact), low(new.fact)) < (salience(old.fact), low(old.fact))


def _vaguer(new: Fact, old: Fact) -> bool:
    """Is the new count only a wider interval around the old one?"""
    if not isinstance(new, Figure) or not isinstance(old, Figure) or new == old:
        return False
    low, high = new.min or 0, new.max if new.max is not None else float("inf")
    exact = old.min if old.min is not None else old.max
    return exact is not None and low != high and low <= exact <= high


class Claim(NamedTuple):
    """A number of people, and the claim that it is of."""

    figure: Figure
    saved: SavedFact


def headlines(facts: Iterable[SavedFact]) -> dict[FigureKind, Claim]:
    """For every kind of harm the number that headlines would give: of the most prominent counts of it the largest.

    Counts for this incident only, of those who fled since it began. A whole goes before its parts, an exact number
    before a vague one of the same size.
    """
    best: dict[FigureKind, Claim] = {}
    for saved in facts:
        fact = saved.fact
        if isinstance(fact, Figure) and fact.kind in SUMS and (fact.scope is Scope.INCIDENT or _all_fled(fact)):
            before = best.get(fact.kind)
            if before is None or _headline(fact) > _headline(before.figure):
                best[fact.kind] = Claim(fact, saved)
    return best


def _all_fled(figure: Figure) -> bool:
    return figure.kind is FigureKind.DISPLACED and figure.scope is Scope.PERIOD and salience(figure) >= LEAD


def _headline(figure: Figure) -> tuple[bool, float, int, bool]:
    return (not figure.part_of_total, min(LEAD, salience(figure)), low(figure), not figure.approx)
