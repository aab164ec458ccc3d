"""Figures: how many people were killed, wounded, displaced …, who they were, over what span, where, and who says so."""

from __future__ import annotations

from bot.arabic.words import Vocabulary, Words
from bot.facts.figure_claims import Claim, Claims
from bot.facts.page import Page
from bot.model.facts import Figure, Scope, Who

_WHO = {
    "child": Who.CHILDREN,
    "woman": Who.WOMEN,
    "journalist": Who.JOURNALISTS,
    "medic": Who.MEDICS,
    "aid_worker": Who.AID_WORKERS,
    "soldier": Who.SOLDIERS,
    "fighter": Who.FIGHTERS,
    "civilian": Who.CIVILIANS,
}


class Figures:
    """Reads figures. Made once over a vocabulary; holds nothing of an article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._claims = Claims(vocabulary)

    def read(self, page: Page) -> tuple[Figure, ...]:
        """Every distinct figure of people in an article, in the order of the text, title last."""
        claims = _distinct(self._claims.read(page.words), page.words)
        return tuple(self._figure(page, claim) for claim in claims)

    @staticmethod
    def _figure(page: Page, claim: Claim) -> Figure:
        return Figure(
            claim.kind,
            claim.min,
            claim.max,
            claim.approx,
            _who(page.words, claim),
            Scope.INCIDENT,
            claim.total is not None,
            (),
            page.speakers.of(claim.at),
            page.evidence(claim.start, claim.end, f"figure: {claim.rule}"),
        )


def _who(words: Words, claim: Claim) -> Who:
    if claim.head is None:
        return Who.UNSPECIFIED
    for at in range(claim.head, min(claim.head + 2, len(words))):
        classes = words.classes(at)
        for name, who in _WHO.items():
            if name in classes:
                return who
    return Who.UNSPECIFIED


def _distinct(claims: list[Claim], words: Words) -> list[Claim]:
    """Each claim once; what the title says only where the text does not say it."""
    end = words.title_end
    text = [claim for claim in claims if claim.at >= end]
    title = [claim for claim in claims if claim.at < end]
    kept: list[Claim] = []
    for claim in (*text, *title):
        in_title = claim.at < end
        if in_title and any(
            other.kind == claim.kind and (other.stated == claim.stated or claim.approx) for other in kept
        ):
            continue
        if any(other.kind == claim.kind and (other.min, other.max) == (claim.min, claim.max) for other in kept):
            continue
        kept.append(claim)
    return kept
