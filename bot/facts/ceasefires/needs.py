"""What must be told of a ceasefire before a status may be claimed of it, however it is weighed: ceasefire_needs.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.arabic.tables import load_cells
from bot.facts.ceasefires.claims import Chain
from bot.model.facts import CeasefireStatus

_OR = "|"
_KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Needs:
    """Words of a claim, what is said behind a ceasefire, and marks: one of them is needed."""

    claim: frozenset[str]
    ahead: frozenset[str]
    marks: frozenset[str]
    of_known: bool

    def are_met(self, chain: Chain, known: bool) -> bool:
        """Is one of them told in a chain, of a ceasefire that is `known`?"""
        return (
            (self.of_known and not known)
            or chain.ahead in self.ahead
            or not self.claim.isdisjoint(chain.claim.split())
            or not self.marks.isdisjoint(chain.marks)
        )


def _any_of(cell: str) -> frozenset[str]:
    return frozenset(cell.split(_OR))


def load_needs() -> Mapping[CeasefireStatus, Needs]:
    """The needs of each status that has any."""
    rows = load_cells("bot.facts", "ceasefire_needs.tsv", 5)
    return {
        CeasefireStatus(status): Needs(_any_of(claim), _any_of(ahead), _any_of(marks), which == _KNOWN)
        for status, claim, ahead, marks, which, *_ in rows
    }


def unmet(needs: Mapping[CeasefireStatus, Needs], chain: Chain, known: bool) -> frozenset[CeasefireStatus]:
    """The statuses that may not be claimed with a chain, of a ceasefire that is `known` or is not."""
    return frozenset([status for status, need in needs.items() if not need.are_met(chain, known)])
