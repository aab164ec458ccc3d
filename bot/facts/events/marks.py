"""The marks that words, days and places leave on a mention of an event, as bits of one number."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model.facts import EventStatus

#: Every mark, by the number of its bit. What an attack is made with comes first: see MEANS.
MARKS = (
    *("air", "guns", "irreal", "threatened", "wished", "tried", "state", "stop", "foiled", "not", "denied", "had"),
    *("said", "goes_on", "cause", "now", "dead", "metaphor", "aim", "past", "placed"),
    *("old", "fresh", "ahead", "lasting", "some time", "terms"),
    *("cache", "flyer", "planned", "march", "tears"),
)
_BIT = {name: 1 << number for number, name in enumerate(MARKS)}


def bits(names: Iterable[str]) -> int:
    """Marks as one number. Raises KeyError for a mark that there is not."""
    found = 0
    for name in names:
        found |= _BIT[name]
    return found


def named(marks: int) -> tuple[str, ...]:
    """The names of the marks of a number."""
    return tuple(name for number, name in enumerate(MARKS) if marks >> number & 1)


#: What an attack is made with: the lowest two bits.
MEANS = bits({"air", "guns"})
AIR = bits({"air"})
#: Marks of a mention that does not report something happening now.
UNREAL = bits({"irreal", "wished", "threatened", "denied", "stop", "past", "had", "aim", "old", "ahead", "planned"})
DENIED, THREATENED, WISHED, PLACED, PAST, IRREAL, NOT, AIM, PLANNED = map(
    _BIT.__getitem__, ("denied", "threatened", "wished", "placed", "past", "irreal", "not", "aim", "planned")
)
#: Marks that say how an event is asserted, the weightiest first.
_STATUS = (
    (DENIED, EventStatus.DENIED),
    (THREATENED | IRREAL | PLANNED, EventStatus.THREATENED),
    (bits({"fresh", "now"}), EventStatus.REPORTED),
    (bits({"old", "past"}), EventStatus.PAST),
)


def status_of(marks: int) -> EventStatus:
    """How something with these marks is asserted."""
    for mask, status in _STATUS:
        if marks & mask:
            return status
    return EventStatus.REPORTED
