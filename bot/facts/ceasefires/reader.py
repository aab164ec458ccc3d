"""Ceasefires: which are spoken of, and what is claimed of each.

Mentions are found by data/ceasefires.patterns.tsv. What is said of each is read by ceasefires/claims.py: rules for the
words that govern it, which give a claim («sought», «after approved» …). How a claim is to be taken here (by the age of
the moments told, the place in the article, …) one small linear model for each status decides: data/ceasefire_*.tsv,
trained by tools/train_ceasefires.py. Cues are lexicon classes `cf_…`: a new word joins an old cue without training.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from bot.arabic.alphabet import any_of
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.words import Vocabulary
from bot.facts.ceasefires.again import AgainReader
from bot.facts.ceasefires.ahead import is_definite
from bot.facts.ceasefires.background import settled
from bot.facts.ceasefires.claimed import Claimed, borne_out, by_themselves, told_to_hold, with_new, with_told
from bot.facts.ceasefires.claims import Chain, Chains
from bot.facts.ceasefires.details import actor, proof, span_of
from bot.facts.ceasefires.features import seen_of
from bot.facts.ceasefires.joined import shared
from bot.facts.ceasefires.mentions import Mention, mentions, others_of, table
from bot.facts.ceasefires.needs import load_needs, unmet
from bot.facts.ceasefires.places import Chooser
from bot.facts.ceasefires.scores import Scores
from bot.facts.ceasefires.unmade import UNMADE, as_told
from bot.facts.ceasefires.wars import load_wars
from bot.facts.ceasefires.words import beside_words
from bot.facts.page import Page
from bot.facts.parties import Parties
from bot.facts.weights import Sum, load_weights
from bot.model.facts import Ceasefire, CeasefireStatus, Place

#: Statuses whose beginning and end are worth telling.
_TIMED = frozenset(
    {CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED, CeasefireStatus.IN_FORCE, CeasefireStatus.SOUGHT}
)
#: Who fights, and war itself.
_WAR = frozenset({"actor", "actor_name", "fighter_group", "topic_armed", "topic_army", "topic_war", "topic_attack"})
#: What is claimed where one is broken.
_BREACH = "violated"
#: What is not claimed where a ceasefire is only meant: «خروقها» are no end of it, «رفضها» is no breach.
_NOTHING: frozenset[CeasefireStatus] = frozenset()
_BARRED = {
    _BREACH: frozenset({CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED, CeasefireStatus.ENDED}),
    "rejected": frozenset(CeasefireStatus) - {CeasefireStatus.REJECTED, CeasefireStatus.SOUGHT},
    "earlier ended": frozenset(CeasefireStatus) - {CeasefireStatus.PAST},
}
_NONE_MADE = frozenset({CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED, CeasefireStatus.IN_FORCE})
#: What is asked for, and of which nothing further is told, nobody has declared; nor what is told to fall; what a
#: resolution makes is asked for no more.
_UNSAID = {
    **dict.fromkeys(
        (("sought", ""), ("sought", "announced"), ("-", "ended"), ("-", "rejected")),
        frozenset({CeasefireStatus.DECLARED}),
    ),
    **dict.fromkeys((("resolution", ""), ("resolution", "duration")), frozenset({CeasefireStatus.SOUGHT})),
}
#: Told of one that was made long ago; what «اتفاق الهدنة» is not where that is told.
_OF_OLD, _NEW = frozenset({"told, age ancient", "told, age stale"}), frozenset({CeasefireStatus.DECLARED})
#: Rows that mean one only to tell that it is broken.
_BROKEN_BY = frozenset({"its hour", "its pledge, despite it", "its accord, despite it, as agreed"})
#: Rows that mean another of which the same is said: «هدنة في السودان وأخرى في اليمن».
_ALIKE, _NO_CLAIM = "its like", "-"
#: What a council accepts.
_RESOLVED = frozenset({"resolution", "resolution on", "by resolution", "called for by resolution"})
#: What no model has seen.
_UNSEEN = frozenset[str]()
#: So many areas are told of one ceasefire.
_MOST_AREAS = 6


class CeasefireReader:
    """Reads the ceasefires of a page."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._patterns = table(vocabulary)
        self._chains = Chains(vocabulary)
        self._again = AgainReader(vocabulary, self._chains)
        self._parties = Parties(vocabulary.alphabet)
        self._wars = load_wars()
        self._models = {status: load_weights(f"ceasefire_{status}") for status in CeasefireStatus}
        self._scores = Scores(self._models)
        self._needs = load_needs()
        self._of_war = any_of(vocabulary.alphabet.having_any(_WAR)).search

    def claims(self, page: Page) -> list[tuple[Mention, Chain]]:
        """Every mention on a page, with what is said of it."""
        found = mentions(page.words, self._patterns)
        others = others_of((mention.start, mention.end) for mention in found)
        told: list[tuple[Mention, Chain]] = []
        for mention in found:
            chain = as_told(page.words, mention, self._chains.read(page.words, mention, others))
            if told and told[-1][0].sentence == mention.sentence:
                alike = mention.pattern.startswith(_ALIKE) and chain.claim == _NO_CLAIM
                chain = told[-1][1] if alike else shared(page.words, told[-1][0].end, told[-1][1], chain)
            told.append((mention, chain))
        return told

    def read(self, page: Page) -> tuple[Ceasefire, ...]:
        """One entry for each status and area that is claimed, at the mention that claims it most clearly."""
        claims = self.claims(page)
        if not claims:
            return ()
        seen = seen_of(page, claims)
        claimed = self._claimed(page, claims, seen)
        again = self._again.read(page.words, claims)
        claimed = with_told(claimed, [(number, said) for number, (_, _, said) in enumerate(again, len(claims))])
        claims = [*claims, *((mention, chain) for mention, chain, _ in again)]
        seen = [*seen, *(_UNSEEN for _ in again)]
        claimed = settled(page, claimed, claims)
        chooser = self._chooser(page, claims)
        found: list[Ceasefire] = []
        for status, sure in claimed.items():
            told: list[tuple[Place, ...]] = []
            first = len(found)
            for _, number in sure:
                explicit = chooser.explicit(claims[number][0].start)
                same = self._same(status, explicit, told) if told else None
                if same is not None and all(told):
                    told[same] = (*told[same], *explicit)
                    found[first + same] = _with_area(found[first + same], explicit)
                elif explicit and told and status is CeasefireStatus.VIOLATED and not all(told):
                    found[first] = _with_area(found[first], explicit)  # one breach told by itself, one with its place
                elif not told or (explicit and all(told) and claims[number][1].claim != _NO_CLAIM):
                    said = self._models[status].sum(dict.fromkeys(seen[number], 1.0))
                    fact = self._ceasefire(page, chooser, claims[number], status, said)
                    found.append(fact)
                    told.append(explicit and (*explicit, *fact.places))
        return tuple(found)

    def _claimed(self, page: Page, claims: Sequence[tuple[Mention, Chain]], seen: Sequence[frozenset[str]]) -> Claimed:
        """What is claimed of the ceasefires that are named, and of those meant where they are broken or prolonged."""
        words = page.words
        of_old = any(not _OF_OLD.isdisjoint(one) for one in seen)
        barred = [
            unmet(self._needs, chain, is_definite(words, each.start, each.end))
            | _BARRED.get(_BREACH if each.pattern in _BROKEN_BY else each.says, _NOTHING)
            | _UNSAID.get((chain.claim, chain.ahead), _NOTHING)
            | (_NONE_MADE if chain.claim == UNMADE else _NOTHING)
            # «الضامن في اتفاق الهدنة … وكانا وقعا في مارس 2020 اتفاقا»
            | (_NEW if of_old and chain.claim == "agreement" and "definite" in features else _NOTHING)
            for (each, chain), features in zip(claims, seen, strict=True)
        ]
        war = self._of_war(words.letters) is not None
        others = partial(self._others, page, claims)
        claimed = self._scores.claimed(zip(seen, barred, strict=True), told_of_war=war, others=others)
        claimed = self._refused(page, claimed, claims)
        claimed = told_to_hold(words, with_new(page, claimed, claims), claims)
        return borne_out(with_told(claimed, by_themselves(words, claimed, claims, barred)), claims)

    def _chooser(self, page: Page, claims: Sequence[tuple[Mention, Chain]]) -> Chooser:
        spans = sorted((mention.start, mention.end, mention.sentence) for mention, _ in claims)
        breaches = frozenset(mention.start for mention, chain in claims if _BREACH in chain.claim)
        return Chooser(page, spans, self._gazetteer, self._wars, breaches)

    def _others(
        self, page: Page, claims: Sequence[tuple[Mention, Chain]], held: Sequence[int], new: Sequence[int]
    ) -> frozenset[int]:
        """«هدنة في مأرب بين قبيلتين … ولا تزال الهدنة في اليمن صامدة»: those with another area than the new ones."""
        chooser, holds = self._chooser(page, claims), CeasefireStatus.IN_FORCE
        told = [chooser.area(holds, claims[at][0].start, claims[at][0].sentence)[0] for at in new]
        areas = {at: chooser.explicit(claims[at][0].start) for at in held} if all(told) else {}
        return frozenset([at for at, area in areas.items() if area and self._same(holds, area, told) is None])

    def _refused(self, page: Page, claimed: Claimed, claims: Sequence[tuple[Mention, Chain]]) -> Claimed:
        """«قبلت الحركة هدنة … ورفضتها الحكومة»: what only one accepts and another refuses is not there yet."""
        declared, rejected = claimed.get(CeasefireStatus.DECLARED), claimed.get(CeasefireStatus.REJECTED)
        if not declared or not rejected or not all(self._is_by_one(page, *claims[number]) for _, number in declared):
            return claimed
        kept: Claimed = {status: sure for status, sure in claimed.items() if status != CeasefireStatus.DECLARED}
        return {CeasefireStatus.SOUGHT: declared, **kept}

    def _is_by_one(self, page: Page, mention: Mention, chain: Chain) -> bool:
        """Is it one party that accepts it: no council by a resolution, not «الطرفان», not «الحكومة والحركة»?"""
        if chain.claim != "approved" or "approved" not in chain.made or not _RESOLVED.isdisjoint(chain.rows):
            return False
        by = [fold_word(word) for word in actor(page, mention.start, mention.end, chain, self._parties).split()]
        return beside_words().both.isdisjoint(by) and not any(word.startswith("و") for word in by[1:])

    def _same(self, status: CeasefireStatus, area: Sequence[Place], told: Sequence[Sequence[Place]]) -> int | None:
        """The number of the entry that an area belongs to: it is told there, lies within its area, or around it.

        A country is an area of its own beside a part of it, unless it is a breach that happens in that part.
        """
        within, country = self._gazetteer.within, self._gazetteer.country
        for number, places in enumerate(told):
            for one, other in product(area, places):
                apart = status is not CeasefireStatus.VIOLATED and country(one.code) in {one.code, other.code}
                nested = within(one.code, other.code) or within(other.code, one.code)
                if one == other or (one.code == other.code != "") or (nested and not apart):
                    return number
        return None

    def _ceasefire(
        self, page: Page, chooser: Chooser, claim: tuple[Mention, Chain], status: CeasefireStatus, said: Sum
    ) -> Ceasefire:
        mention, chain = claim
        start, end = mention.start, mention.end
        places, reason = chooser.area(status, start, mention.sentence)
        because = (mention.pattern, *chain.rows, *said.because(), *([f"area: {reason}"] if reason else []))
        evidence = proof(page, start, end, chain, "; ".join(because))
        starts, ends = span_of(page, start, end, chain) if status in _TIMED else (None, None)
        by = actor(page, start, end, chain, self._parties)
        return Ceasefire(status, places, by, page.speakers.of(start), starts, ends, evidence)


def _with_area(fact: Ceasefire, area: Iterable[Place]) -> Ceasefire:
    """A ceasefire with one more area that is told of it; what it has already it has once."""
    known = {place.code or place.name: place for place in (*fact.places, *area)}
    return replace(fact, places=tuple(known.values())[:_MOST_AREAS])
