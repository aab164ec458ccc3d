"""What numbers of people say of whether two reports tell of one event. Pure."""

from __future__ import annotations

from math import log10
from typing import NamedTuple

from bot.model.facts import Figure, FigureKind, Scope
from bot.stories.known import BODY, LEAD, Tolls, salience
from bot.stories.moved import low
from bot.stories.weights import WEIGHTS

#: A number of people above this is hardly that of two events.
_TELLING_COUNT = 9
#: Tolls are near one another up to so many times the lower one; so few dead are counted everywhere.
_HARDLY_MORE, _FEW = 1.5, 5
#: From so many dead on, hardly two events of one place count the same.
_MANY = 8
#: What "dozens" here and there count as the same people, as a share: each raid wounds dozens and drives out thousands.
_VAGUE = {FigureKind.KILLED: 0.5}
#: A toll that rises to more than so many times what was counted is hardly that of the same event.
_MOST_RISE = 5
#: What time counts, as a share, against an event whose toll rose: that is told for days …
_RISING = 0.25
#: … and for at most so many after its own.
_LATER = 3
#: What time counts, as a share, against an event that killed exactly as many: it is told the next day once more.
_COUNTED = 0.5


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


def counted(ours: Tolls, theirs: Tolls, *, fled: bool, rises: bool) -> Counted:
    """Compare what two reports count. `fled`: both tell of flight; `rises`: ours says that a toll rose."""
    if not ours or not theirs:
        return _NOTHING
    toll, said = same_people(ours, theirs)
    if toll <= 0 and (more_fled(ours, theirs) if fled else rises and toll_rose(ours, theirs)):
        return Counted(WEIGHTS["toll rose"], "toll rose", alike=True, time=_RISING, later=_LATER)
    time = _COUNTED if same_dead(ours, theirs) else 1.0
    if toll > 0:
        return Counted(toll, said, alike=True, time=time, later=1)
    nearby = WEIGHTS["toll nearby"] if nearly_as_many(ours, theirs) else 0.0
    return Counted(toll + nearby, said, alike=nearby > 0, time=time)


def same_people(ours: Tolls, theirs: Tolls) -> tuple[float, str]:
    """The same exact number of people speaks for one event; numbers far apart against it.

    The same number counts as well where one side does not say that it is of this event alone, if it is no small one.
    """
    against = (0.0, "")
    for kind, (now, _) in ours.items():
        if kind not in theirs:
            continue
        known, numbers = theirs[kind]
        alike = now.scope is known.scope is Scope.INCIDENT
        prominent = min(salience(now), salience(known)) >= BODY
        if low(now) > (2 if alike else _TELLING_COUNT) and prominent and low(now) in numbers:
            weight = WEIGHTS["toll"] * _VAGUE.get(kind, 0.0) if now.approx else WEIGHTS["toll"] + _rarity(low(now))
            return weight, f"{low(now)} {kind}"
        if alike and all(_far_apart(now, number) for number in numbers):
            against = (WEIGHTS["another toll"], f"{low(now)} ≠ {low(known)} {kind}")
    return against


def _rarity(number: int) -> float:
    """What an exact number tells more than a small one: seldom do two events count the same hundreds."""
    return WEIGHTS["rare toll"] * max(0.0, log10(number) - 1)


def same_dead(ours: Tolls, theirs: Tolls) -> bool:
    """Do both count exactly as many dead, in this event or since it began, and more than are killed everywhere?"""
    now, known = ours.get(FigureKind.KILLED), theirs.get(FigureKind.KILLED)
    if now is None or known is None or now[0].approx or low(now[0]) < _MANY:
        return False
    alone = now[0].scope is Scope.INCIDENT and salience(now[0]) >= BODY
    begun = now[0].scope is known[0].scope is Scope.PERIOD and min(salience(now[0]), salience(known[0])) >= LEAD
    return (alone or begun) and low(now[0]) in known[1]


def _far_apart(now: Figure, number: int) -> bool:
    """Is a number far from a count, whatever that may mean exactly: "dozens" are near to eighty?"""
    return low(now) > 3 * number or number > 3 * max(low(now), now.max or 0)


def nearly_as_many(ours: Tolls, theirs: Tolls) -> bool:
    """Do both count hardly more or fewer dead than the other, in this event alone? So do newsrooms within hours."""
    now, known = ours.get(FigureKind.KILLED), theirs.get(FigureKind.KILLED)
    if now is None or known is None:
        return False
    figures = (now[0], known[0])
    exact = all(one.scope is Scope.INCIDENT and not one.approx and salience(one) >= BODY for one in figures)
    less, more = sorted([low(one) for one in figures])
    return exact and less >= _FEW and more <= _HARDLY_MORE * less


def more_fled(ours: Tolls, theirs: Tolls) -> bool:
    """Did as many flee as were counted, or more? Whoever counts them counts all since the flight began."""
    now, known = ours.get(FigureKind.DISPLACED), theirs.get(FigureKind.DISPLACED)
    return now is not None and known is not None and low(known[0]) <= low(now[0])


def toll_rose(ours: Tolls, theirs: Tolls) -> bool:
    """May a number of dead be what another one rose to?"""
    now, known = ours.get(FigureKind.KILLED), theirs.get(FigureKind.KILLED)
    if now is None or known is None:
        return False
    return low(known[0]) <= low(now[0]) <= _MOST_RISE * max(low(known[0]), 1)
