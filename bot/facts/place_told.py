"""Which facts name a place, and the fellows of its lists, as features of article_places.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.arabic.places import PlaceMention
from bot.model.facts import CeasefireStatus, Event, EventStatus, Fact, Figure, Scope

#: The features of a place that a fact of each kind names.
_OF_FIGURE = {scope: ("place of figure", f"place of figure {scope}") for scope in Scope}
_OF_EVENT = {status: ("place of event", f"place of event {status}") for status in EventStatus}
_OF_CEASEFIRE = {status: ("place of ceasefire", f"place of ceasefire {status}") for status in CeasefireStatus}
#: Where they are told to happen, the first of their places is meant most.
_FIRST_OF_FIGURE, _FIRST_OF_EVENT = "first place of a figure", "first place of an event"
#: So many facts of one place are told apart.
_MANY = 4
_COUNTED = ("", *[f"named by {number} facts" for number in range(1, _MANY + 1)])


class _Listed(dict[str, str]):
    def __missing__(self, feature: str) -> str:
        name = self[feature] = f"listed with a {feature}"
        return name


_LISTED = _Listed()


def told_of(facts: Iterable[Fact]) -> dict[str, set[str]]:
    """Which facts name a place, and how many, as features: by code, or by name."""
    told: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for fact in facts:
        first = ""
        if isinstance(fact, Figure):
            features, first = _OF_FIGURE[fact.scope], _FIRST_OF_FIGURE
        elif isinstance(fact, Event):
            features, first = _OF_EVENT[fact.status], _FIRST_OF_EVENT
        else:
            features = _OF_CEASEFIRE[fact.status]
        for place in fact.places:
            key = place.code or place.name
            counts[key] = counts.get(key, 0) + 1
            known = told.setdefault(key, set())
            known.update(features)
            if first:
                known.add(first)
                first = ""
    for key, count in counts.items():
        told[key].add(_COUNTED[min(count, _MANY)])
    return told


def fellows(places: Sequence[PlaceMention]) -> dict[str, set[str]]:
    """The places that stand in a list with each («في محافظات إدلب وحلب واللاذقية»): by code, or by name."""
    found: dict[str, set[str]] = {}
    run: list[PlaceMention] = []
    for mention in places:
        if mention.cue == "list" and run and mention.field == run[-1].field:
            run.append(mention)
        else:
            _join(run, found)
            run = [mention]
    _join(run, found)
    return found


def _join(run: Sequence[PlaceMention], found: dict[str, set[str]]) -> None:
    if len(run) > 1:
        keys = {mention.code or mention.name for mention in run}
        for key in keys:
            found.setdefault(key, set()).update(keys - {key})


def listed_with(fellows: AbstractSet[str], told: Mapping[str, AbstractSet[str]]) -> set[str]:
    """What facts say of the places in one list with a place."""
    return {_LISTED[feature] for key in fellows if key in told for feature in told[key]}
