"""Whom a report counts of other events, which it tells of beside its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.facts import Figure
from bot.model.story import SavedFact
from bot.stories.headlines import goes_back
from bot.stories.kinship import place_key


def told_now(report: Sequence[SavedFact], text: str) -> list[SavedFact]:
    """A report's facts without whom its text counts in sentences of what went before: «وكانت غارة قد قتلت ستة»."""
    return [
        saved
        for saved in report
        if not isinstance(saved.fact, Figure)
        or saved.fact.evidence.field == "title"
        or not goes_back(text, saved.fact.evidence.start)
    ]


def of_one_event(report: Sequence[SavedFact]) -> Sequence[SavedFact]:
    """A report's facts without higher numbers that it gives of places elsewhere, behind its own: those are of others.

    A number that names no place is its own.
    """
    counts = [saved.fact for saved in report if isinstance(saved.fact, Figure) and saved.fact.places]
    if len(counts) < 2:
        return report
    own = min(counts, key=lambda fact: (fact.evidence.field != "title", fact.evidence.start))
    here, most = {place_key(place) for place in own.places}, own.min or own.max or 0
    others = {
        id(fact) for fact in counts if (fact.min or 0) > most and here.isdisjoint([place_key(p) for p in fact.places])
    }
    return [saved for saved in report if id(saved.fact) not in others] if others else report
