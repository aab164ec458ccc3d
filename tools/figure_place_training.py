"""The model that chooses the place of a figure: what it learns from, and how often it is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bot.facts.figures.ground import Ground
from bot.facts.figures.places import PlaceChooser
from bot.facts.figures.seen import features
from bot.facts.figures.sentence import Claim
from bot.facts.figures.sights import Told
from bot.facts.page import Page
from bot.facts.weights import Weights
from tools import ranking
from tools.place_labels import same_place

#: The ridge that cross-validation likes best.
RIDGE = 4.0
#: How much a text of our own counts.
OWN = 0.6


class Case(Protocol):
    """One labelled article: its claims, with the label each was paired with (None = none)."""

    @property
    def page(self) -> Page:
        """The article, opened."""
        ...

    @property
    def claims(self) -> Sequence[Claim]:
        """Its claims."""
        ...

    @property
    def labels(self) -> Sequence[dict[str, Any] | None]:
        """Their labels."""
        ...


class PlaceTrainer:
    """Trains and measures. `chooser` is any: only its way to see the ground is asked."""

    def __init__(self, chooser: PlaceChooser) -> None:
        self._chooser = chooser

    def train(self, data: Sequence[Case], own: Sequence[Case]) -> Weights:
        """Weights that rank the right places of a claim before the others.

        An article of many claims teaches less with each: they all tell of one place.
        """
        known = []
        for case, counts in (*((case, OWN) for case in own), *((case, 1.0) for case in data)):
            found = self._questions(case)
            known += [ranking.Question(options, counts * len(found) ** -0.5) for options in found]
        return ranking.train(known, RIDGE)

    def _questions(self, case: Case) -> list[list[tuple[list[str], bool]]]:
        """For every claim with a labelled place: its candidates, and which of them are right."""
        found = []
        ground = self._ground(case)
        sights = self._chooser.sights(ground)
        placed: dict[int, str] = {}
        carried = -1
        labelled = zip(case.claims, case.labels, strict=True)
        deadliest = max(
            (each.stated for each, label in labelled if label and label.get("scope") == "incident"), default=0
        )
        for claim, label in zip(case.claims, case.labels, strict=True):
            if label is None or not label.get("place"):
                continue
            last, whole = (placed.get(other.at, "") if other else "" for other in (claim.previous, claim.total))
            options = []
            told = Told(label.get("scope") or "incident", last, whole, carried, deadliest=deadliest)
            seen_in = sights.situation(claim, told)
            for seen in sights.seen(claim, told):
                right = same_place(label["place"], ground.mentions[seen[0]].name)
                options.append((list(features(seen, ground.kind(seen[0]), seen_in)), right))
                if right:
                    placed[claim.at] = ground.keys[seen[0]]
                    carried = seen[0]
            if any(good for _, good in options):
                found.append(options)
        return found

    def _ground(self, case: Case) -> Ground:
        return self._chooser.ground(case.page.words, case.page.places, case.claims)

    def right(self, chooser: PlaceChooser, data: Sequence[Case]) -> tuple[int, int]:
        """How many claims with a labelled place get it, and how many there are."""
        good = count = 0
        for case in data:
            labelled = list(zip(case.claims, case.labels, strict=True))
            scopes = {claim.at: (label or {}).get("scope") or "incident" for claim, label in labelled}
            who = {claim.at: (label or {}).get("who") or "" for claim, label in labelled}
            places = chooser.places(self._ground(case), case.claims, scopes, who)
            for claim, label in zip(case.claims, case.labels, strict=True):
                if label is not None and label.get("place"):
                    count += 1
                    good += any(same_place(label["place"], place.name) for place in places[claim.at])
        return good, count
