"""An open incident as it is filed: with all that reports are compared with, worked out once for all of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.model.facts import Figure, Place
from bot.model.story import Incident, SavedFact
from bot.stories.centres import centre_of
from bot.stories.counts import Tolls, tolls
from bot.stories.kinds import Kinds, kinds_of
from bot.stories.kinship import Spot, are_plain, lasting_hours, settings
from bot.stories.profile import Profile
from bot.stories.titles import Towns, towns_named

#: What an incident is found by: codes or names of places, numbers of a kind of harm, words, articles; in this order.
Names = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
#: What is told of one country from wherever in it: truces, counts of all whom its war harmed, ground that was taken.
_OF_COUNTRY = frozenset({"ceasefire", "toll", "advance"})
_NONE: frozenset[str] = frozenset()


class Filed(NamedTuple):
    """An incident with all that reports are compared with: where it is, its kinds and words, what it counts.

    `plain`: all of its places are known, and none is a whole country; `centre` is where it mainly is.
    `lifetime` is how long after its last report its kind is still reported, in seconds; `first` and `last` are the
    moments of its reports, in seconds too; `settings` see there. `towns` are those that its titles name, `countries`
    those that the facts of a truce name a place in, whatever for.
    """

    incident: Incident
    number: int
    lifetime: int
    first: float
    last: float
    spots: tuple[Spot, ...]
    settings: frozenset[str]
    words: Profile
    headlines: Profile
    tolls: Tolls
    anchors: Names
    plain: bool
    centre: Spot | None
    kinds: Kinds
    towns: Towns
    countries: frozenset[str]


def file(
    incident: Incident, number: int, before: Filed | None, spots_of: Callable[[Iterable[Place]], tuple[Spot, ...]]
) -> Filed:
    """File an incident, `before` being how it was filed so far: its words are kept up to date in place."""
    words, headlines = (before.words, before.headlines) if before is not None else (Profile(), Profile())
    words.follow(incident.words)
    headlines.follow(incident.headlines)
    spots = spots_of(incident.places)
    articles = tuple([report.article for report in incident.reports])
    return Filed(
        incident,
        number,
        lasting_hours(incident.kind) * 3600,
        incident.first.timestamp(),
        incident.last.timestamp(),
        spots,
        settings(spots),
        words,
        headlines,
        tolls(incident.facts, summed=incident.kind == "toll"),
        (
            place_anchors(spots, incident.kind, incident.round),
            toll_anchors(incident.facts),
            tuple(words.rarest()),
            articles,
        ),
        are_plain(spots),
        centre_of(incident.places, spots, headlines.words),
        kinds_of(incident.kinds),
        towns_named(incident.places, spots, headlines.words),
        _countries(incident.facts, spots_of) if incident.kind == "ceasefire" else _NONE,
    )


def place_anchors(spots: Iterable[Spot], kind: str, part_of: str) -> tuple[str, ...]:
    """The places and the regions around them, each once; of what is told of a country from anywhere, that too.

    `part_of`: the round of fighting between two states that it is a part of.
    """
    codes = [code for one in spots for code in one.codes]
    if kind in _OF_COUNTRY:
        codes += [f"{one.country} {kind}" for one in spots if one.country]
    if part_of:
        codes.append(part_of)
    return tuple(dict.fromkeys(codes))


def toll_anchors(facts: Iterable[SavedFact]) -> tuple[str, ...]:
    """The numbers of people that tell one event from another, each with its kind."""
    figures = [saved.fact for saved in facts if isinstance(saved.fact, Figure)]
    return tuple(dict.fromkeys([f"{one.kind} {one.min}" for one in figures if one.min is not None and one.min > 2]))


def _countries(facts: Iterable[SavedFact], spots_of: Callable[[Iterable[Place]], tuple[Spot, ...]]) -> frozenset[str]:
    named = spots_of([place for saved in facts for place in saved.fact.places])
    return frozenset([spot.country for spot in named if spot.country])
