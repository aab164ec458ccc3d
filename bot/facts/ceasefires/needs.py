"""What must be told of a ceasefire before a status may be claimed of it, however it is weighed: ceasefire_needs.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.arabic.tables import load_cells
from bot.facts.ceasefires.claims import Chain
from bot.model.facts import CeasefireStatus

_OR = "|"


@dataclass(frozen=True, slots=True)
class Needs:
    """Words of a claim, what is said behind a ceasefire, and marks: one of them is needed."""

    claim: frozenset[str]
    ahead: frozenset[str]
    marks: frozenset[str]

    def are_met(self, chain: Chain) -> bool:
        """Is one of them told in a chain?"""
        return (
            chain.ahead in self.ahead
            or not self.claim.isdisjoint(chain.claim.split())
            or not self.marks.isdisjoint(chain.marks)
        )


def load_needs() -> Mapping[CeasefireStatus, Needs]:
    """The needs of each status that has any."""
    rows = load_cells("bot.facts", "ceasefire_needs.tsv", 4)
    return {
        CeasefireStatus(status): Needs(*(frozenset(each.split(_OR)) for each in (claim, ahead, marks)))
        for status, claim, ahead, marks, *_ in rows
    }


def unmet(needs: Mapping[CeasefireStatus, Needs], chain: Chain) -> frozenset[CeasefireStatus]:
    """The statuses that may not be claimed with a chain."""
    return frozenset([status for status, need in needs.items() if not need.are_met(chain)])
