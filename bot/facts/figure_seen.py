"""What the model that chooses the place of a figure sees of a place."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """What is seen of a place, whichever claim asks.

    Its cue, its rank, how often it is named; is it in the title; is it in the country that the article speaks of
    (home, abroad, ""); is it the chief place; does it stand right behind another that may lie in it; what leads to it;
    does it stand in the name of a source; does it open its sentence?
    """

    cue: str
    rank: str
    often: int
    titled: bool
    land: str
    chief: bool
    goes_on: bool
    lead: str
    sourced: bool
    opens: bool


class Way(NamedTuple):
    """How a place stands to a claim of its sentence.

    Ahead or behind, how far (0 … 3), its cue, what leads to it; does a comma (or one with a verb behind it: "clause")
    stand between, a claim, the beginning of another clause («فيما»), of a part («بينهم», «معظمهم»); is the claim itself
    a part, and of those who moved or are held?
    """

    side: str
    steps: int
    cue: str
    lead: str
    comma: str
    claim: bool
    turn: bool
    among: bool
    part: bool
    moved: str
