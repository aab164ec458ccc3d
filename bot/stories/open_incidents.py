"""The incidents still being reported, filed so that the few that may be meant are found without asking all.

An index in memory and the one thing of this room that changes: what is in it comes from the store, and goes back there.
Every incident is filed under its *anchors*: its places and the regions around them, its tolls, its rarest words. A
report's candidates are those that share most of its anchors. Ten thousand open incidents cost no more than a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import islice
from math import log

from bot.model.facts import Figure, FigureKind, Place
from bot.model.story import Incident, SavedFact, StepMet, Story
from bot.stories.kinship import Gazetteer, Nearness, near, place_key, regions
from bot.stories.known import tolls
from bot.stories.words import norm, weight

#: An incident of which nothing was heard for this long is closed.
OPEN_FOR = timedelta(days=6)
#: … but one that met a step of a rule over time is kept for this long: it may begin a sequence, and makes the usual.
KEPT_FOR_STEPS = timedelta(days=28)
#: How many candidates are looked at closely.
_CANDIDATES = 6
#: Of an anchor that many incidents share only the latest are looked at.
_ENTRIES = 24
#: The rarest words that an incident is filed under, and that a report is looked up by.
_FILED_WORDS, _ASKED_WORDS = 24, 12
#: What sharing an anchor counts for, beside a word's own weight (at most about 30).
_PLACE, _TOLL = 40.0, 25.0
#: How many answers about pairs of places are remembered.
_PAIRS = 100_000


@dataclass(frozen=True, slots=True)
class _Profile:
    """Words of several reports, each with the sum of its weights in reports of equal length."""

    weights: Mapping[str, float]
    reports: int

    def likeness(self, words: frozenset[str], length: float) -> float | None:
        """The cosine of these words with those of each report, on average; None where one side has none."""
        if not words or not self.reports:
            return None
        weights = self.weights
        return sum([weights[word] for word in words if word in weights]) / (length * self.reports)


def _profile(lines: Iterable[str]) -> _Profile:
    reports = [line.split() for line in lines if line]
    weights: dict[str, float] = {}
    for words in reports:
        length = norm(words)
        for word in words:
            weights[word] = weights.get(word, 0.0) + weight(word) / length
    return _Profile(weights, len(reports))


@dataclass(frozen=True, slots=True)
class _Filed:
    """An incident as it is filed: its words with their weights, over all reports; what it counts; its anchors."""

    incident: Incident
    words: _Profile
    headlines: _Profile
    tolls: Mapping[FigureKind, tuple[Figure, frozenset[int]]]
    anchors: tuple[str, ...]


class OpenIncidents:
    """An index of open incidents and stories. `put` adds or replaces; `age_out` closes what is over."""

    def __init__(self, gazetteer: Gazetteer, incidents: Iterable[Incident] = (), stories: Iterable[Story] = ()) -> None:
        """Index what the store holds. The gazetteer says what lies in what."""
        self.gazetteer = gazetteer
        self._filed: dict[str, _Filed] = {}
        self._stories: dict[str, Story] = {}
        self._under: dict[str, dict[str, None]] = {}
        self._near: dict[tuple[str, str], Nearness] = {}
        for story in stories:
            self.put_story(story)
        for incident in sorted(incidents, key=lambda one: one.last):
            self.put(incident)

    def __len__(self) -> int:
        """How many incidents are open."""
        return len(self._filed)

    def __iter__(self) -> Iterator[Incident]:
        """The open incidents, in the order they were last put."""
        return (filed.incident for filed in self._filed.values())

    def get(self, key: str) -> Incident | None:
        """The open incident of that id."""
        filed = self._filed.get(key)
        return filed.incident if filed is not None else None

    def story(self, key: str) -> Story | None:
        """The open story of that id."""
        return self._stories.get(key)

    def put(self, incident: Incident) -> None:
        """Add an incident, or let its newer state take the place of the older."""
        self._drop(incident.id)
        words = _profile(incident.words)
        rarest = nlargest(_FILED_WORDS, words.weights, key=weight)
        steps = ("s " + step.rule for step in incident.steps)
        anchors = tuple(dict.fromkeys((*self._anchors(incident.places, incident.facts, rarest), *steps)))
        self._filed[incident.id] = _Filed(incident, words, _profile(incident.headlines), tolls(incident.facts), anchors)
        for anchor in anchors:
            self._under.setdefault(anchor, {})[incident.id] = None

    def steps(self, rule: str) -> list[tuple[str, StepMet]]:
        """Every step of a rule over time that open incidents met, with the incident's id, in order of time."""
        found = [
            (key, step)
            for key in self._under.get("s " + rule, ())
            for step in self._filed[key].incident.steps
            if step.rule == rule
        ]
        return sorted(found, key=lambda pair: pair[1].at)

    def put_story(self, story: Story) -> None:
        """Add a story, or let its newer state take the place of the older."""
        self._stories[story.id] = story

    def age_out(self, now: datetime) -> int:
        """Close the incidents and stories of which nothing was heard for long; returns how many were closed."""
        over = [one.id for one in self if now - one.last > (OPEN_FOR if not one.steps else KEPT_FOR_STEPS)]
        for key in over:
            self._drop(key)
        for story in [story for story in self._stories.values() if now - story.last > OPEN_FOR]:
            del self._stories[story.id]
        return len(over)

    def likeness(self, words: frozenset[str], length: float, key: str) -> float | None:
        """How much a report's words are like those of an incident's reports, on the whole: 0 to 1, None without words.

        `length` is `norm(words)`. On the whole, since the closest report alone would let an incident drift from event
        to event.
        """
        return self._filed[key].words.likeness(words, length)

    def headline_likeness(self, words: frozenset[str], key: str) -> float | None:
        """The same of a report's title and those of an incident's reports."""
        return self._filed[key].headlines.likeness(words, norm(words))

    def tolls(self, key: str) -> Mapping[FigureKind, tuple[Figure, frozenset[int]]]:
        """What an incident's reports count (see bot.stories.known.tolls)."""
        return self._filed[key].tolls

    def near(self, one: Place, other: Place) -> Nearness:
        """How close two places lie."""
        pair = (place_key(one), place_key(other))
        known = self._near.get(pair)
        if known is None:
            if len(self._near) >= _PAIRS:
                self._near.clear()
            known = self._near[pair] = near(one, other, self.gazetteer)
        return known

    def telling(self, place: Place) -> float:
        """How much a place tells, 0 to 1: near 1 where nothing else happens, little where every other incident is."""
        others = max(0, len(self._under.get("p " + place_key(place), ())) - 1)
        return min(1.0, log(1 / (others / (len(self._filed) + 20) + 0.02)) / log(50))

    def candidates(self, places: Iterable[Place], facts: Iterable[SavedFact], words: frozenset[str]) -> list[Incident]:
        """The incidents that share most of a report's anchors, the likeliest first."""
        shared: dict[str, float] = {}
        rarest = nlargest(_ASKED_WORDS, (word for word in words if "w " + word in self._under), key=weight)
        for anchor in set(self._anchors(places, facts, rarest)) & self._under.keys():
            found = self._under[anchor]
            worth = weight(anchor[2:]) if anchor[0] == "w" else _TOLL if anchor[0] == "n" else _PLACE
            worth /= 1 + log(len(found))
            for key in islice(reversed(found), _ENTRIES):
                shared[key] = shared.get(key, 0.0) + worth
        best = nlargest(_CANDIDATES, shared, key=shared.__getitem__)
        return [self._filed[key].incident for key in best]

    def _drop(self, key: str) -> None:
        filed = self._filed.pop(key, None)
        for anchor in filed.anchors if filed is not None else ():
            entries = self._under[anchor]
            entries.pop(key, None)
            if not entries:
                del self._under[anchor]

    def _anchors(self, places: Iterable[Place], facts: Iterable[SavedFact], words: Iterable[str]) -> Iterator[str]:
        for place in places:
            for code in regions(place, self.gazetteer):
                yield "p " + code
        for saved in facts:
            fact = saved.fact
            if isinstance(fact, Figure) and fact.min is not None and fact.min > 2:
                yield f"n {fact.kind} {fact.min}"
        for word in words:
            yield "w " + word
