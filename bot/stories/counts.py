"""What numbers of people say of whether two reports tell of one event. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from typing import NamedTuple

from bot.model.facts import Figure, FigureKind, Scope
from bot.model.story import SavedFact
from bot.stories.known import BODY, LEAD, SUMS, headlines, salience
from bot.stories.moved import low
from bot.stories.weights import WEIGHTS

#: A number of people above this is hardly that of two events.
_TELLING_COUNT = 9
#: Tolls are near one another up to so many times the lower one; so few dead are counted everywhere.
_HARDLY_MORE, _FEW = 1.5, 5
#: The first counts of one event grow to so many times the one before.
_GROWS = 3
GREW = "toll grew"
#: From so many dead on, hardly two events of one place count the same.
_MANY = 8
#: A toll counts these.
_DEAD = frozenset({FigureKind.KILLED, FigureKind.KILLED_OR_WOUNDED})
#: What "dozens" here and there count as the same people, as a share: each raid wounds dozens and drives out thousands.
_VAGUE = {FigureKind.KILLED: 0.5}
#: What stands below the toll that is known rises no more where it is so many times lower.
_FAR_BELOW = 4
#: A toll that rises to more than so many times what was counted is hardly that of the same event.
_MOST_RISE = 8
#: What time counts, as a share, against an event whose toll rose: that is told for days …
_RISING = 0.25
#: … and for at most so many after its own.
_LATER = 3
#: What time counts, as a share, against an event that killed exactly as many: it is told the next day once more.
_COUNTED = 0.5


class Toll(NamedTuple):
    """The number of one kind of harm that headlines would give: from `low` up to `most` people (0 = open).

    `stands` is how prominent it is, `numbers` are all that were given of that kind; `wholes` those that are no part of
    another: what a toll may have been before it rose.
    """

    low: int
    most: int
    scope: Scope
    approx: bool
    stands: float
    numbers: frozenset[int]
    wholes: frozenset[int] = frozenset()


#: What was counted of each kind of harm.
Tolls = dict[FigureKind, Toll]


def tolls(facts: Sequence[SavedFact], besides: Sequence[Figure] = (), *, summed: bool = False) -> Tolls:
    """For every kind of harm counted: the headline number, and all numbers that were given.

    Of a kind that none counts for the incident alone, the most prominent number of people stands in, `besides` too:
    whether a number is of one event or of what went before is the hardest thing to read about it. `summed`: they are
    those of a report of the toll of a whole war or a round of it, whose number is that of no single event.
    """
    given = [saved.fact for saved in facts if isinstance(saved.fact, Figure)]
    if not given and not besides:
        return {}
    best = {kind: claim.figure for kind, claim in headlines(facts).items()}
    for other in (*given, *besides):
        known = best.get(other.kind)
        if (
            other.scope is not Scope.INCIDENT
            and other.kind in SUMS
            and (known is None or _stands_in(other, known, summed=summed))
        ):
            best[other.kind] = other
    return {kind: _toll(figure, given) for kind, figure in best.items()}


def _stands_in(new: Figure, old: Figure, *, summed: bool) -> bool:
    more = (salience(new), low(new)) > (salience(old), low(old))
    return more and (summed or old.scope is not Scope.INCIDENT)


def _toll(figure: Figure, given: Sequence[Figure]) -> Toll:
    told = [fact for fact in (*given, figure) if fact.kind is figure.kind]
    numbers = frozenset([low(fact) for fact in told])
    wholes = frozenset([low(fact) for fact in told if not fact.part_of_total and salience(fact) >= BODY])
    return Toll(low(figure), figure.max or 0, figure.scope, figure.approx, salience(figure), numbers, wholes)


class Counted(NamedTuple):
    """What numbers of people say of two reports, as a score and in words. `alike`: they speak for one event.

    `time`: what time counts against it then, as a share; for so many days, `later`, somebody still speaks of it.
    """

    score: float = 0.0
    said: str = ""
    alike: bool = False
    time: float = 1.0
    later: int = 0


_NOTHING = Counted()


def counted(ours: Tolls, theirs: Tolls, *, fled: bool, rises: bool, falls: bool = False) -> Counted:
    """Compare what two reports count. `fled`: both tell of flight; `rises`, `falls`: ours says that a toll did."""
    if ours.keys().isdisjoint(theirs):
        unread = rises and _DEAD.isdisjoint(ours) and not _DEAD.isdisjoint(theirs)
        return Counted(WEIGHTS["toll unread"], "toll rose", time=_COUNTED, later=_LATER) if unread else _NOTHING
    toll, said = same_people(ours, theirs)
    now, known = ours.get(FigureKind.KILLED), theirs.get(FigureKind.KILLED)
    dead = (now, known) if now is not None and known is not None else None
    rises = rises or (dead is not None and _names_old(*dead))
    rose = more_fled(ours, theirs) if fled else rises and dead is not None and toll_rose(*dead)
    fell = falls and dead is not None and dead[0].low < dead[1].low <= _GROWS * dead[0].low
    if toll <= 0 and (rose or fell):
        said = "toll rose" if rose else "toll put right"
        return Counted(WEIGHTS["toll rose"], said, alike=True, time=_RISING, later=_LATER)
    time = _COUNTED if dead is not None and same_dead(*dead) else 1.0
    if toll > 0:
        return Counted(toll, said, alike=True, time=time, later=1)
    nearby = WEIGHTS["toll nearby"] if dead is not None and nearly_as_many(*dead) else 0.0
    if not nearby and dead is not None and grew(*dead):
        return Counted(WEIGHTS["toll grew"], GREW, time=time)
    return Counted(toll + nearby, said, alike=nearby > 0, time=time)


def same_people(ours: Tolls, theirs: Tolls) -> tuple[float, str]:
    """The same exact number of people speaks for one event; numbers far apart against it.

    The same number counts as well where one side does not say that it is of this event alone, if it is no small one.
    """
    against = (0.0, "")
    for kind, now in ours.items():
        known = theirs.get(kind)
        if known is None:
            continue
        alike = now.scope is known.scope is Scope.INCIDENT
        telling = now.low > (2 if alike else _TELLING_COUNT)
        if telling and now.low in known.numbers and min(now.stands, known.stands) >= BODY:
            weight = WEIGHTS["toll"] * _VAGUE.get(kind, 0.0) if now.approx else WEIGHTS["toll"] + _rarity(now.low)
            return weight, f"{now.low} {kind}"
        if alike and all(_far_apart(now, number) for number in known.numbers):
            against = (WEIGHTS["another toll"], f"{now.low} ≠ {known.low} {kind}")
    return against


def _rarity(number: int) -> float:
    """What an exact number tells more than a small one: seldom do two events count the same hundreds."""
    return WEIGHTS["rare toll"] * max(0.0, log10(number) - 1)


def same_dead(now: Toll, known: Toll) -> bool:
    """Do both count exactly as many dead, in this event or since it began, and more than are killed everywhere?"""
    if now.approx or now.low < _MANY or now.low not in known.numbers:
        return False
    alone = now.scope is Scope.INCIDENT and now.stands >= BODY
    return alone or (now.scope is known.scope is Scope.PERIOD and min(now.stands, known.stands) >= LEAD)


def _far_apart(now: Toll, number: int) -> bool:
    """Is a number far from a count, whatever that may mean exactly: "dozens" are near to eighty?"""
    return now.low > 3 * number or number > 3 * max(now.low, now.most)


def nearly_as_many(now: Toll, known: Toll) -> bool:
    """Do both count hardly more or fewer dead than the other, in this event alone? So do newsrooms within hours."""
    less, more = sorted([now.low, known.low])
    return less >= _FEW and more <= _HARDLY_MORE * less and _is_exact(now) and _is_exact(known)


def grew(now: Toll, known: Toll) -> bool:
    """Does ours count more dead of one event, as the first counts of one grow: not many times more, however few?"""
    grown = known.low <= now.low <= max(_FEW, _GROWS * known.low)
    return grown and now.scope is known.scope is Scope.INCIDENT and min(now.stands, known.stands) >= BODY


def _is_exact(toll: Toll) -> bool:
    return toll.scope is Scope.INCIDENT and not toll.approx and toll.stands >= BODY


def more_fled(ours: Tolls, theirs: Tolls) -> bool:
    """Did as many flee as were counted, or more? Whoever counts them counts all since the flight began."""
    now, known = ours.get(FigureKind.DISPLACED), theirs.get(FigureKind.DISPLACED)
    return now is not None and known is not None and known.low <= now.low


def _names_old(now: Toll, known: Toll) -> bool:
    """«56 قتيلا، بعدما كانت الحصيلة 25»: does who counts more dead name the number that was told before, too?"""
    return now.low > known.low > _TELLING_COUNT and known.low in now.numbers


def first_count(ours: Tolls, theirs: Tolls) -> bool:
    """Does ours count the dead of what was told without any?"""
    return not _DEAD.isdisjoint(ours) and _DEAD.isdisjoint(theirs)


def toll_rose(now: Toll, known: Toll) -> bool:
    """May a number of dead be what another one rose to: the highest that is not above it?"""
    told = [number for number in (known.low, *known.wholes) if number <= now.low and known.low < _FAR_BELOW * number]
    return now.low == known.low or (bool(told) and now.low <= _MOST_RISE * max(told))
