"""Which facts name a place, and the fellows of its lists, as features of article_places.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.arabic.places import PlaceMention
from bot.model.facts import CeasefireStatus, Event, EventStatus, Fact, Figure, Scope

#: What each fact that names a place says of it.
Told = Mapping[str, Sequence[tuple[str, ...]]]

#: The features of a place that a fact of each kind names; where it is told to happen, the first of its places is meant
#: most.
_OF_FIGURE = {scope: ("place of figure", f"place of figure {scope}") for scope in Scope}
_OF_EVENT = {status: ("place of event", f"place of event {status}") for status in EventStatus}
_OF_CEASEFIRE = {status: ("place of ceasefire", f"place of ceasefire {status}") for status in CeasefireStatus}
_FIRST_OF_FIGURE = {scope: (*features, "first place of a figure") for scope, features in _OF_FIGURE.items()}
_FIRST_OF_EVENT = {status: (*features, "first place of an event") for status, features in _OF_EVENT.items()}
#: So many facts of one place are told apart.
_MANY = 4
_COUNTED = ("", *[f"named by {number} facts" for number in range(1, _MANY + 1)])


class _Listed(dict[str, str]):
    """What a feature of a place is called as one of its fellow in a list."""

    def __missing__(self, feature: str) -> str:
        name = self[feature] = f"listed with a {feature}"
        return name


_LISTED = _Listed()


def told_of(facts: Iterable[Fact]) -> Told:
    """What each fact that names a place says of it: by code, or by name."""
    told: dict[str, list[tuple[str, ...]]] = {}
    for fact in facts:
        features: tuple[str, ...]
        others: tuple[str, ...]
        if isinstance(fact, Figure):
            features, others = _FIRST_OF_FIGURE[fact.scope], _OF_FIGURE[fact.scope]
        elif isinstance(fact, Event):
            features, others = _FIRST_OF_EVENT[fact.status], _OF_EVENT[fact.status]
        else:
            features = others = _OF_CEASEFIRE[fact.status]
        for place in fact.places:
            key = place.code or place.name
            known = told.get(key)
            if known is None:
                told[key] = [features]
            else:
                known.append(features)
            features = others
    return told


def counted(told: Sequence[object]) -> str:
    """How many facts name a place."""
    return _COUNTED[min(len(told), _MANY)]


def fellows(places: Sequence[PlaceMention]) -> dict[str, set[str]]:
    """The places that stand in a list with each («في محافظات إدلب وحلب واللاذقية»): by code, or by name."""
    found: dict[str, set[str]] = {}
    run: list[PlaceMention] = []
    for mention in places:
        if mention.cue == "list" and run and mention.field == run[-1].field:
            run.append(mention)
        else:
            if len(run) > 1:
                _join(run, found)
            run = [mention]
    if len(run) > 1:
        _join(run, found)
    return found


def _join(run: Sequence[PlaceMention], found: dict[str, set[str]]) -> None:
    keys = {mention.code or mention.name for mention in run}
    for key in keys:
        found.setdefault(key, set()).update(keys - {key})


def listed_with(fellows: AbstractSet[str], told: Told) -> set[str]:
    """What facts say of the places in one list with a place."""
    named = [told[key] for key in fellows if key in told]
    features = {feature for facts in named for each in facts for feature in each}
    return {_LISTED[feature] for feature in features.union(map(counted, named))}
