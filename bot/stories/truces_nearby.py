"""Truces among all that is open: which may be meant, and what a report only adds to one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model.facts import Ceasefire, CeasefireStatus, Fact, Figure, FigureKind, Place, Scope
from bot.model.story import Incident, SavedFact
from bot.stories.filed import Filed
from bot.stories.kinship import Spot
from bot.stories.known import BODY, LEAD, OF_EVENT, salience
from bot.stories.open_incidents import OpenIncidents
from bot.stories.words import wording

#: What becomes of a ceasefire that was agreed before.
_GOING_ON = frozenset(
    {CeasefireStatus.IN_FORCE, CeasefireStatus.VIOLATED, CeasefireStatus.EXTENDED, CeasefireStatus.ENDED}
)
_HARMED = frozenset({FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.KILLED_OR_WOUNDED})
#: What is about truces, whoever leads.
_ABOUT = frozenset({"ceasefire", "talks"})
#: What each report of a battle says of a truce below its lead: that one holds, and that somebody asks for one.
_BESIDE = frozenset({CeasefireStatus.IN_FORCE, CeasefireStatus.SOUGHT})
#: What harms nobody itself.
_HARMLESS = frozenset({"ceasefire", "talks", "reinforcement", "border_crossing"})
#: A truce is the one that was sought at most so many seconds before.
_SOUGHT = 18 * 3600
#: What is said only of one that was agreed.
_AGREED = _GOING_ON | {CeasefireStatus.DECLARED}


def goes_on(facts: Iterable[SavedFact]) -> bool:
    """Does a report tell first of all how a truce goes on or ends? That it was declared is then its setting.

    So does what is about a truce and says nothing of it that is read: who only names one means the one known.
    """
    said: dict[bool, float] = {}
    for fact in [saved.fact for saved in facts]:
        if isinstance(fact, Ceasefire):
            follows = fact.status in _GOING_ON
            said[follows] = max(said.get(follows, 0.0), salience(fact))
    return said.get(True, 0.0) >= said.get(False, 0.0)


def is_agreed(facts: Iterable[SavedFact]) -> bool:
    """Is a truce agreed by what is told of it, and not only sought or refused?"""
    return any(isinstance(saved.fact, Ceasefire) and saved.fact.status in _AGREED for saved in facts)


def only_breaks(facts: Iterable[Fact]) -> bool:
    """Is the news of an attack that it breaks a truce: it says so, and nobody is counted whom it harmed?"""
    broken = False
    for fact in facts:
        if isinstance(fact, Figure) and fact.kind in _HARMED and fact.scope in OF_EVENT and salience(fact) >= LEAD:
            return False
        breaks = isinstance(fact, Ceasefire) and fact.status is CeasefireStatus.VIOLATED
        broken = broken or (breaks and salience(fact) >= BODY)
    return broken


def only_sought(truce: Incident, silence: float) -> bool:
    """Was it only talked of when it was last told, so many seconds ago? What is agreed now came of other talks."""
    return silence > _SOUGHT and not is_agreed(truce.facts)


def truces_around(spots: Iterable[Spot], open_incidents: OpenIncidents) -> list[Filed]:
    """The truces of the countries in which these places lie, those of the latest reports.

    Few are open in one, while dozens of attacks may share more places and words with a report of a truce than it does.
    """
    countries = dict.fromkeys([spot.country for spot in spots if spot.country])
    wholes = open_incidents.spots([Place(code, code) for code in countries])
    return open_incidents.candidates(wholes, (), wording(""), "ceasefire")


def is_setting(incident: Incident, facts: Sequence[Fact]) -> bool:
    """Are these only truces that a report of something else names: as holding below its lead, or at all far below?"""
    if incident.kind in _ABOUT or not facts:
        return False
    return all(isinstance(fact, Ceasefire) and _is_named(fact) for fact in facts)


def _is_named(truce: Ceasefire) -> bool:
    stands = salience(truce)
    return stands < BODY or (stands < LEAD and truce.status in _BESIDE)


def counts_beside(incident: Incident, facts: Sequence[Fact]) -> bool:
    """Are these only counts from the background of a report: what went before, told below its lead?

    Truces, talks, troops on their way and borders harm nobody: all that is counted below the lead of a report of them
    are the war's.
    """
    return bool(facts) and all(isinstance(fact, Figure) and _is_beside(fact, incident.kind) for fact in facts)


def _is_beside(figure: Figure, kind: str) -> bool:
    below, before = salience(figure) < LEAD, figure.scope is not Scope.INCIDENT
    if kind == "ceasefire":
        return below or before
    return below and (before or kind in _HARMLESS)
