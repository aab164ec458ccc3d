"""The incidents still being reported, filed so that the few that may be meant are found without asking all.

An index in memory and the one thing of this room that changes: what is in it comes from the store, and goes back there.
Every incident is filed under its *anchors*: its places and the regions around them, its tolls, its rarer words. A
report's candidates are those that share its rarest anchors. Ten thousand open incidents cost no more than a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from math import log

from bot.model.facts import Figure, Place
from bot.model.story import Incident, SavedFact, Story
from bot.stories.kinship import Gazetteer, regions

#: An incident of which nothing was heard for this long is closed.
OPEN_FOR = timedelta(days=6)
#: How many candidates are looked at closely, and how many entries of an anchor are looked at to find them.
_CANDIDATES = 24
_ENTRIES = 160


class OpenIncidents:
    """An index of open incidents and stories. `put` adds or replaces; `age_out` closes what is over."""

    def __init__(self, gazetteer: Gazetteer, incidents: Iterable[Incident] = (), stories: Iterable[Story] = ()) -> None:
        """Index what the store holds. The gazetteer says what lies in what."""
        self._gazetteer = gazetteer
        self._incidents: dict[str, Incident] = {}
        self._stories: dict[str, Story] = {}
        self._words: dict[str, tuple[frozenset[str], ...]] = {}
        self._filed: dict[str, dict[str, None]] = {}
        self._anchors_of: dict[str, tuple[str, ...]] = {}
        for story in stories:
            self.put_story(story)
        for incident in incidents:
            self.put(incident)

    def __len__(self) -> int:
        """How many incidents are open."""
        return len(self._incidents)

    def __iter__(self) -> Iterator[Incident]:
        """The open incidents, in the order they were last put."""
        return iter(self._incidents.values())

    def get(self, key: str) -> Incident | None:
        """The open incident of that id."""
        return self._incidents.get(key)

    def story(self, key: str) -> Story | None:
        """The open story of that id."""
        return self._stories.get(key)

    def words(self, key: str) -> tuple[frozenset[str], ...]:
        """The words of an incident's reports, one set a report."""
        return self._words.get(key, ())

    def put(self, incident: Incident) -> None:
        """Add an incident, or let its newer state take the place of the older."""
        self._drop(incident.id)
        self._incidents[incident.id] = incident
        self._words[incident.id] = tuple(frozenset(line.split()) for line in incident.words)
        anchors = tuple(dict.fromkeys(self._anchors(incident.places, incident.facts, self._words[incident.id])))
        self._anchors_of[incident.id] = anchors
        for anchor in anchors:
            self._filed.setdefault(anchor, {})[incident.id] = None

    def put_story(self, story: Story) -> None:
        """Add a story, or let its newer state take the place of the older."""
        self._stories[story.id] = story

    def age_out(self, now: datetime) -> int:
        """Close the incidents and stories of which nothing was heard for OPEN_FOR; returns how many were closed."""
        over = [incident.id for incident in self._incidents.values() if now - incident.last > OPEN_FOR]
        for key in over:
            self._drop(key)
        for story in [story for story in self._stories.values() if now - story.last > OPEN_FOR]:
            del self._stories[story.id]
        return len(over)

    def telling(self, place: str) -> float:
        """How much a place tells, 0 to 1: near 1 where nothing else happens, little where every other incident is."""
        filed = self._filed.get("p " + place)
        share = max(0, (len(filed) if filed else 0) - 1) / (len(self._incidents) + 20)
        return min(1.0, log(1 / (share + 0.02)) / log(50))

    def candidates(self, places: Iterable[Place], facts: Iterable[SavedFact], words: frozenset[str]) -> list[Incident]:
        """The incidents that share the rarest anchors with a report, those that share most first."""
        shared: dict[str, float] = {}
        filed = [
            (len(self._filed[anchor]), anchor)
            for anchor in set(self._anchors(places, facts, (words,)))
            if anchor in self._filed
        ]
        for count, anchor in sorted(filed):
            weight = log(1 + (len(self._incidents) + 20) / (1 + count))
            entries = self._filed[anchor]
            recent = entries if count <= _ENTRIES else list(entries)[-_ENTRIES:]
            for key in recent:
                shared[key] = shared.get(key, 0.0) + weight
        best = sorted(shared, key=lambda key: (-shared[key], key))[:_CANDIDATES]
        return [self._incidents[key] for key in best]

    def _drop(self, key: str) -> None:
        self._incidents.pop(key, None)
        self._words.pop(key, None)
        for anchor in self._anchors_of.pop(key, ()):
            entries = self._filed[anchor]
            entries.pop(key, None)
            if not entries:
                del self._filed[anchor]

    def _anchors(
        self, places: Iterable[Place], facts: Iterable[SavedFact], words: Iterable[frozenset[str]]
    ) -> Iterator[str]:
        for place in places:
            for code in regions(place, self._gazetteer):
                yield "p " + code
        for saved in facts:
            fact = saved.fact
            if isinstance(fact, Figure) and fact.min is not None and fact.min > 2:
                yield f"n {fact.kind} {fact.min}"
        for report in words:
            for word in report:
                yield "w " + word
