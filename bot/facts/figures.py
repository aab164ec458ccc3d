"""Figures: how many people were killed, wounded, displaced …, who they were, over what span, where, and who says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.arabic.words import Vocabulary
from bot.facts.figure_choice import load_choice
from bot.facts.figure_claims import Claims
from bot.facts.figure_features import day_of, scope_features, who_features
from bot.facts.figure_places import Ground, load_places
from bot.facts.figure_same import agreed, distinct, larger, repetitions
from bot.facts.figure_sentence import Claim
from bot.facts.page import Page
from bot.model.facts import Figure, Scope, Who


class Figures:
    """Reads figures. Made once over a vocabulary; holds nothing of an article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._claims = Claims(vocabulary)
        self._who = load_choice("figure_who", Who)
        self._scope = load_choice("figure_scope", Scope)
        self._places = load_places()

    def read(self, page: Page) -> tuple[Figure, ...]:
        """Every distinct figure of people in an article, in the order of the text, title last."""
        claims = self._claims.read(page.words)
        who, scope, because = self._judged(page, claims)
        told = distinct(page.words, claims, who, scope)
        places = self._places.places(Ground.of(page.words, page.places, claims), told, scope)
        return tuple(
            Figure(
                claim.kind,
                claim.min,
                claim.max,
                claim.approx,
                Who(who[claim.at]),
                Scope(scope[claim.at]),
                claim.total is not None,
                places[claim.at],
                _speaker(page, claim, claims, who),
                page.evidence(claim.start, claim.end, because[claim.at]()),
                day_of(page, claim),
            )
            for claim in told
        )

    def _judged(
        self, page: Page, claims: list[Claim]
    ) -> tuple[dict[int, str], dict[int, str], dict[int, Callable[[], str]]]:
        """Who each claim counts, over what span, and what decided it, by the token of its number."""
        who: dict[int, str] = {}
        scope: dict[int, str] = {}
        because: dict[int, Callable[[], str]] = {}
        told: dict[tuple[str, int], int] = {}
        for claim in claims:
            claim.total = larger(claim, claims)
            who[claim.at] = self._who.choose(who_features(page.words, claim, who, told))
            seen: list[str] = []
            if claim.total is not None and claim.total.at in scope:
                scope[claim.at] = scope[claim.total.at]
            else:
                seen.extend(scope_features(page, claim, scope, told))
                scope[claim.at] = self._scope.choose(seen)
            told.setdefault((claim.kind, claim.stated), claim.at)
            because[claim.at] = partial(self._because, claim.rule, seen, scope[claim.at])
        return agreed(claims, who), scope, because

    def _because(self, rule: str, seen: list[str], scope: str) -> str:
        """The rule that saw a claim, and the feature that decided its span."""
        cue = self._scope.because(seen, scope)
        return f"figure: {rule}; {scope}: {cue}" if cue else f"figure: {rule}"


def _speaker(page: Page, claim: Claim, claims: list[Claim], who: dict[int, str]) -> str:
    """Who says so: where the claim stands, else its total, the claim before it in its sentence, or a repetition."""
    for other in (claim, claim.total, claim.previous, *repetitions(claim, claims, who)):
        name = page.speakers.of(other.at) if other is not None else ""
        if name:
            return name
    return ""
