"""Figures: how many people were killed, wounded, displaced …, who they were, over what span, where, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Vocabulary
from bot.facts.figures.choice import Feature, load_choice
from bot.facts.figures.claims import Claims
from bot.facts.figures.handed import HANDED
from bot.facts.figures.parts import SHARED_OUT, divide
from bot.facts.figures.places import load_places
from bot.facts.figures.same import agreed, distinct, is_part, larger
from bot.facts.figures.scope import ScopeFeatures, in_order, never
from bot.facts.figures.sentence import Claim
from bot.facts.figures.speaker import speakers
from bot.facts.figures.times import TimedWords, Times
from bot.facts.figures.who import WhoFeatures
from bot.facts.page import Page
from bot.model.facts import Figure, Scope, Who

_WHO = {answer.value: answer for answer in Who}
_SCOPES = {answer.value: answer for answer in Scope}
#: The kind of cue, and what it counts from, of «منذ بدء العدوان».
_CAMPAIGN = ("since", "offensive")


class Figures:
    """Reads figures. Made once over a vocabulary; holds nothing of an article."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        alphabet = vocabulary.alphabet
        self._gazetteer = gazetteer
        self._claims = Claims(vocabulary)
        self._who = load_choice("figure_who", Who)
        self._scope = load_choice("figure_scope", Scope)
        self._timed = TimedWords(alphabet)
        self._shared_out = alphabet.asked([alphabet.having(SHARED_OUT)])
        self._seen_of_who = WhoFeatures(self._who, alphabet)
        self._seen_of_scope = ScopeFeatures(self._scope, alphabet)
        self._places = load_places(alphabet, gazetteer)

    def read(self, page: Page) -> tuple[Figure, ...]:
        """Every distinct figure of people in an article, in the order of the text, title last."""
        claims = self._claims.read(page.words)
        if not claims:
            return ()
        times = Times(page, self._timed)
        who, scope, seen = self._judged(times, claims)
        told = distinct(page.words, claims, who, scope, partial(self._apart, page))
        speaker = speakers(page, claims, who)
        places = self._places.places(self._places.ground(page.words, page.places, claims), told, scope, who)
        return tuple(
            [
                Figure(
                    claim.kind,
                    claim.min,
                    claim.max,
                    claim.approx,
                    _WHO[who[claim.at]],
                    _SCOPES[scope[claim.at]],
                    is_part(claim, claims, who),
                    places[claim.at],
                    speaker[claim.at],
                    page.evidence(claim.start, claim.end, self._because(claim, seen[claim.at], scope[claim.at])),
                    times.day_of(claim),
                )
                for claim in told
            ]
        )

    def _apart(self, page: Page, one: Claim, two: Claim) -> bool:
        """Do the sentences of two claims name places, of which none lies in one of the other?"""
        named = [place for place in page.places if not place.role]
        here, there = (
            [place for place in named if claim.sentence[0] <= place.first < claim.sentence[1]] for claim in (one, two)
        )
        return bool(here and there) and not any(self._near(a, b) for a in here for b in there)

    def _near(self, one: PlaceMention, two: PlaceMention) -> bool:
        """The same place, or one within the other?"""
        if one.name == two.name:
            return True
        within = self._gazetteer.within
        return bool(one.code and two.code) and (within(one.code, two.code) or within(two.code, one.code))

    def _judged(
        self, times: Times, claims: list[Claim]
    ) -> tuple[dict[int, str], dict[int, str], dict[int, list[Feature]]]:
        """Who each claim counts, over what span, and what was seen of its span, by the token of its number."""
        who: dict[int, str] = {}
        scope: dict[int, str] = {}
        seen: dict[int, list[Feature]] = {}
        told: dict[tuple[str, int], int] = {}
        words = times.page.words
        divide(words, claims, shared_out=bool(words.asked & self._shared_out))
        for claim in claims:
            claim.total = larger(claim, claims)
            who[claim.at] = self._who.choose(self._seen_of_who.of(words, claim, who, told))
            told.setdefault((claim.kind, claim.stated), claim.at)
        told = {}
        for claim in in_order(words, claims):
            at = claim.at
            total = claim.total or _time_of(times, claim, scope)
            if claim.rule == HANDED:
                scope[at], seen[at] = Scope.PAST.value, []
            elif total is not None and total.at in scope:
                scope[at], seen[at] = scope[total.at], []
            else:
                seen[at] = self._seen_of_scope.of(times, claim, scope, told)
                scope[at] = self._scope.choose(seen[at], never=never(times, claim))
            told.setdefault((claim.kind, claim.stated), at)
        as_one_campaign(times, claims, scope)
        return agreed(words, claims, who), scope, seen

    def _because(self, claim: Claim, seen: list[Feature], scope: str) -> str:
        """The rule that saw a claim, and the feature that decided its span."""
        cue = self._scope.because(seen, scope)
        return f"figure: {claim.rule}; {scope}: {cue}" if cue else f"figure: {claim.rule}"


def as_one_campaign(times: Times, claims: Sequence[Claim], scope: dict[int, str]) -> None:
    """«منذ بدء العدوان»: where one of those counted since it is a whole war's, all are."""
    if not {Scope.TOTAL.value, Scope.PERIOD.value} <= set(scope.values()):
        return
    since = [claim for claim in claims if (cue := times.governing(claim)[1]) and (cue.kind, cue.over) == _CAMPAIGN]
    if any(scope[claim.at] == Scope.TOTAL.value for claim in since):
        scope.update({claim.at: Scope.TOTAL.value for claim in since})


def _time_of(times: Times, claim: Claim, scope: dict[int, str]) -> Claim | None:
    """The total that a claim was shared out of, if it tells no time of its own and the total's is no older one."""
    whole = claim.whole
    if whole is None or scope.get(whole.at) == Scope.PAST.value or times.governing(claim)[2]:
        return None
    return whole
