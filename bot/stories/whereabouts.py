"""How near lies what a report tells of to an incident, and how much do their places say? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.model.facts import Place
from bot.stories.centres import centre_of
from bot.stories.compared import Compared
from bot.stories.filed import Filed
from bot.stories.kinds import Kinds, kinds_of
from bot.stories.kinship import (
    APART,
    SAME,
    UNKNOWN,
    WITHIN,
    Nearness,
    Spot,
    are_plain,
    as_told,
    near,
    near_agreed,
    settings,
)
from bot.stories.open_incidents import OpenIncidents
from bot.stories.titles import Towns, towns_named
from bot.stories.weights import WEIGHTS

#: What places say: how much, which pair of them says it, and how near the nearest lie.
Where = tuple[float, tuple[Place, Place, Nearness] | None, Nearness]


class Asked(NamedTuple):
    """What is asked of each candidate, worked out once: how much each place is `telling`, and which are `settings`.

    `places` is what each Nearness weighs, in their order; `towns` are those in the title. `around`: the codes of its
    places and of what they lie in; none where any is unknown or a whole country.
    """

    report: Compared
    telling: Sequence[float]
    settings: frozenset[str]
    places: Sequence[float]
    towns: Towns
    around: frozenset[str]
    centre: Spot | None
    kinds: Kinds


#: What each Nearness weighs, in their order.
_PLACES = ("apart", "unknown place", "near", "within", "same place")


def asked_of(report: Compared, open_incidents: OpenIncidents) -> Asked:
    """What is asked of each candidate for a report."""
    places, spots = report.essence.places, report.spots
    return Asked(
        report,
        [open_incidents.telling(spot) for spot in spots],
        settings(spots),
        [WEIGHTS[name] for name in _PLACES],
        towns_named(places, spots, report.essence.headline.words),
        frozenset([code for spot in spots for code in spot.codes]) if are_plain(spots) else frozenset(),
        centre_of(places, spots, report.essence.headline.words),
        kinds_of(report.essence.kinds),
    )


def where(asked: Asked, theirs: Filed, open_incidents: OpenIncidents) -> Where:
    """The pair of places that tells most, and how near the nearest pair lies.

    A place where much is going on tells less than one where nothing else is.
    """
    ours, weights = asked.report, asked.places
    if asked.around and theirs.plain and asked.around.isdisjoint(theirs.anchors[0]):
        return weights[APART], (ours.essence.places[0], theirs.incident.places[0], APART), APART
    ours_beside, theirs_beside = asked.settings, theirs.settings
    if ours.essence.kind == theirs.incident.kind == "advance":  # a city is taken quarter by quarter
        ours_beside = ours_beside - _towns(ours.spots)
        theirs_beside = theirs_beside - _towns(theirs.spots)
    beside = ours_beside or theirs_beside
    best, pair, close = weights[UNKNOWN], None, APART
    for one, telling, place in zip(ours.spots, asked.telling, ours.essence.places, strict=True):
        for other, their in zip(theirs.spots, theirs.incident.places, strict=True):
            found = near(one, other)
            if beside and found >= WITHIN:
                told = as_told(found, one, other, ours_beside, theirs_beside)
                close, found = max(close, found if found is SAME else told), told
            elif found > close:
                close = found
            weight = weights[found]
            if weight > best and weight > 0.0:
                weight *= telling if found is SAME else min(telling, open_incidents.telling(other))
            if pair is None or weight > best:
                best, pair = weight, (place, their, found)
    return best, pair, UNKNOWN if pair is None else close


def _towns(spots: Sequence[Spot]) -> frozenset[str]:
    return frozenset([spot.code for spot in spots if spot.is_town])


def where_agreed(asked: Asked, theirs: Filed) -> Where:
    """The same of two agreements: they are rare wherever they are made, and the place tells all it can."""
    ours, weights = asked.report, asked.places
    pairs = [
        (near_agreed(one, other, follows=ours.follows), place, their)
        for one, place in zip(ours.spots, ours.essence.places, strict=True)
        for other, their in zip(theirs.spots, theirs.incident.places, strict=True)
    ]
    if not pairs:
        return weights[UNKNOWN], None, UNKNOWN
    found, place, their = max(pairs, key=lambda pair: weights[pair[0]])
    best, close = weights[found], max(pair[0] for pair in pairs)
    talked = "talks" in (ours.essence.kind, theirs.incident.kind)
    if close is APART and (talked or _named_too(ours, theirs)):
        best, close = max(best, weights[UNKNOWN]), UNKNOWN
    return best, (place, their, found), close


def _named_too(ours: Compared, theirs: Filed) -> bool:
    """Does one of two reports of truces name, whatever for, where the other's is to hold?"""
    here = {spot.country for spot in ours.named if spot.country}
    return any(one.country in here for one in theirs.spots) or any(
        one.country in theirs.countries for one in ours.spots
    )


def elsewhere(ours: Sequence[Spot], theirs: Sequence[Spot]) -> bool:
    """Do two reports name places, and the smallest of them are not the same, nor one within the other?"""
    here, there = _smallest(ours), _smallest(theirs)
    return bool(here and there) and not any(
        one.key == other.key or near(one, other) in (WITHIN, SAME) for one in here for other in there
    )


def _smallest(spots: Sequence[Spot]) -> list[Spot]:
    """The places of a report that no other of its places lies in: «مودية» of «مودية، محافظة أبين»."""
    return [
        one
        for one in spots
        if not one.is_country and not any(one.code in other.around for other in spots if other is not one)
    ]
