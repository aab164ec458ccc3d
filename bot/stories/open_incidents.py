"""The incidents still being reported, filed so that the few that may be meant are found without asking all.

An index in memory and the one thing of this room that changes: what is in it comes from the store, and goes back there.
Every incident is filed under its *anchors*: its places and the regions around them, its tolls, its rarest words. A
report's candidates are those that share most of its anchors. Ten thousand open incidents cost no more than a few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from math import log

from bot.model.facts import Place
from bot.model.story import Incident, SavedFact, StepMet, Story
from bot.rulebook.rule import KEPT_FOR_STEPS
from bot.stories.anchors import Anchors, shared
from bot.stories.filed import Filed, file, place_anchors, toll_anchors
from bot.stories.headlines import prepare
from bot.stories.kinds import kinds_of
from bot.stories.kinship import (
    Gazetteer,
    Nearness,
    Spot,
    folded,
    kinds,
    lasting_hours,
    near,
    place_key,
    spot,
)
from bot.stories.steps_met import StepsMet
from bot.stories.words import ONE, Wording, weights

#: An incident of which nothing was heard for this long is closed; one that met a step of a rule over time is kept
#: for KEPT_FOR_STEPS: it may begin a sequence, and makes the usual.
OPEN_FOR = timedelta(days=6)
#: How many candidates are looked at closely.
_CANDIDATES = 6
#: The rarest words that a report is looked up by.
_ASKED_WORDS = 12
#: What sharing an anchor counts for, beside a word's own weight (at most about 30).
_PLACE, _TOLL = 40 * ONE, 25 * ONE
#: How many places are remembered as they are compared.
_SPOTS = 50_000


class OpenIncidents:
    """An index of open incidents and stories. `put` adds or replaces; `age_out` closes what is over."""

    def __init__(self, gazetteer: Gazetteer, incidents: Iterable[Incident] = (), stories: Iterable[Story] = ()) -> None:
        """Index what the store holds. The gazetteer says what lies in what."""
        weights(())  # the tables are read now: no article waits for them
        kinds_of(tuple(kinds()))
        prepare()
        self.gazetteer = gazetteer
        self._filed: dict[str, Filed] = {}
        self._stories: dict[str, Story] = {}
        #: For places, for numbers of people, for words, for the articles that report it.
        self._anchors = (Anchors(), Anchors(), Anchors(), Anchors())
        self._numbered: dict[int, Filed] = {}
        self._next = 0
        self._steps = StepsMet()
        self._spots: dict[str, Spot] = {}
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

    def filed(self, key: str) -> Filed:
        """The open incident of that id as it is compared. Raises KeyError where there is none."""
        return self._filed[key]

    def story(self, key: str) -> Story | None:
        """The open story of that id."""
        return self._stories.get(key)

    def put(self, incident: Incident) -> None:
        """Add an incident, or let its newer state take the place of the older."""
        before = self._filed.pop(incident.id, None)
        if before is None:
            self._next += 1
        number = self._next if before is None else before.number
        filed = file(incident, number, before, self.spots)
        self._filed[incident.id] = self._numbered[number] = filed
        for at, index in enumerate(self._anchors):
            if before is None:
                index.put(number, filed.anchors[at])
            else:
                index.put_again(number, filed.anchors[at], before.anchors[at])
        if before is not None and incident.steps == before.incident.steps:
            return
        if incident.steps:
            self._steps.put(incident.id, ((step, self.spots(step.places)) for step in incident.steps))
        elif before is not None:
            self._steps.drop(incident.id)

    def steps(
        self, rule: str, index: int, places: Sequence[Place] | None, since: datetime, until: datetime
    ) -> list[tuple[str, StepMet]]:
        """All that met a step of a rule over time there and then (see StepsMet.found)."""
        return self._steps.found(rule, index, self._where(places), since, until)

    def latest_step(
        self, rule: str, index: int, places: Sequence[Place] | None, since: datetime, until: datetime
    ) -> StepMet | None:
        """The one of them that was met last."""
        return self._steps.latest(rule, index, self._where(places), since, until)

    def steps_counted(
        self, rule: str, index: int, places: Sequence[Place] | None, since: datetime, until: datetime
    ) -> tuple[int, datetime | None]:
        """How many of them there are after `since`, and when the first was met."""
        return self._steps.counted(rule, index, self._where(places), since, until)

    def _where(self, places: Sequence[Place] | None) -> tuple[Spot, ...] | None:
        return None if places is None else self.spots(places)

    def put_story(self, story: Story) -> None:
        """Add a story, or let its newer state take the place of the older."""
        self._stories[story.id] = story

    def age_out(self, now: datetime) -> int:
        """Close the incidents and stories of which nothing was heard for long; returns how many were closed."""
        over = [one.id for one in self if now - one.last > _open_for(one)]
        for key in over:
            self._drop(key)
        for story in [story for story in self._stories.values() if now - story.last > OPEN_FOR]:
            del self._stories[story.id]
        return len(over)

    def spots(self, places: Iterable[Place]) -> tuple[Spot, ...]:
        """The places as they are compared."""
        known = self._spots.get
        return tuple([known(place.code or folded(place.name)) or self._spot(place) for place in places])

    def _spot(self, place: Place) -> Spot:
        key = place_key(place)
        known = self._spots.get(key)
        if known is None:
            if len(self._spots) >= _SPOTS:
                self._spots.clear()
            known = self._spots[key] = spot(place, self.gazetteer)
        return known

    def near(self, one: Place, other: Place) -> Nearness:
        """How close two places lie."""
        return near(self._spot(one), self._spot(other))

    def telling(self, place: Spot) -> float:
        """How much a place tells, 0 to 1: near 1 where nothing else happens, little where every other incident is."""
        others = max(0, self._anchors[0].count(place.key) - 1)
        return min(1.0, log(1 / (others / (len(self._filed) + 20) + 0.02)) / log(50))

    def around(self, keys: Iterable[str], places: Iterable[Place], at: datetime, within: timedelta) -> list[Incident]:
        """The open incidents of these ids last heard of so near a moment, in a place or a region that is shared."""
        moment, span = at.timestamp(), within.total_seconds()
        filed = [one for one in map(self._filed.get, keys) if one is not None and abs(moment - one.last) <= span]
        here = {code for one in self.spots(places) for code in one.codes}
        return [one.incident for one in filed if not here.isdisjoint(one.anchors[0])]

    def candidates(
        self, spots: Iterable[Spot], facts: Iterable[SavedFact], words: Wording, kind: str, part_of: str = ""
    ) -> list[Filed]:
        """The incidents that share most of a report's anchors, the likeliest first."""
        places, numbers, known, _ = self._anchors
        asked = [(places.under(code), _PLACE) for code in place_anchors(spots, kind, part_of)]
        asked += [(numbers.under(number), _TOLL) for number in toll_anchors(facts)]
        found = list(islice(filter(known.known, words.ranked), _ASKED_WORDS))
        asked += zip(map(known.under, found), weights(found), strict=True)
        return [self._numbered[number] for number in _likeliest(shared(asked))]

    def reported_by(self, article: str) -> Collection[int]:
        """The numbers of the incidents that an article was a report of already."""
        return self._anchors[3].latest(article)

    def _drop(self, key: str) -> None:
        filed = self._filed.pop(key, None)
        if filed is None:
            return
        del self._numbered[filed.number]
        if filed.incident.steps:
            self._steps.drop(key)
        for index, names in zip(self._anchors, filed.anchors, strict=True):
            index.drop(filed.number, names)


def _likeliest(found: dict[int, float]) -> list[int]:
    """Those that share most, the likeliest first."""
    least = min(sorted(found.values())[-_CANDIDATES:], default=0.0)  # to sort bare numbers costs least
    return sorted([one for one, worth in found.items() if worth >= least], key=found.__getitem__, reverse=True)[
        :_CANDIDATES
    ]


def _open_for(incident: Incident) -> timedelta:
    if incident.steps:
        return KEPT_FOR_STEPS
    return OPEN_FOR if incident.kind != "ceasefire" else max(OPEN_FOR, timedelta(hours=lasting_hours(incident.kind)))
