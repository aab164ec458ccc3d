"""Does the side that took one place take the next? Then it is on one offensive, however far it has come. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from bot.arabic.openings import stem_of
from bot.stories.compared import Compared
from bot.stories.filed import Filed
from bot.stories.headlines import titled_words

#: What a stem keeps before it where the lexicon does not know the name.
_BEFORE = ("", "و", "ب", "ل", "ال")
#: Behind it stands from whom a place was taken.
_FROM = "من"


def takes_on(ours: Compared, theirs: Filed) -> bool:
    """Do a report and an incident tell of ground taken in one country, and by one side?

    Who took it stands first among the parties; the title of the report may name who took the other place, too.
    """
    essence, incident = ours.essence, theirs.incident
    if not essence.kind == incident.kind == "advance":
        return False
    if not any(one.country and one.country == other.country for one in ours.spots for other in theirs.spots):
        return False
    took = incident.parties[:1]
    return bool(took) and (took == essence.parties[:1] or _named(took, _takers(ours.title)))


def _named(parties: Iterable[str], title: Collection[str]) -> bool:
    """Do all words of the name of one of these parties stand in a title, given by its stems?"""
    names = [stems for stems in map(_stems, parties) if stems]
    return any(all(any(before + stem in title for before in _BEFORE) for stem in stems) for stems in names)


@lru_cache(maxsize=500)
def _takers(title: str) -> frozenset[str]:
    """The stems of a title, without those from whom something was taken: «… من داعش»."""
    words = titled_words(title)
    return frozenset([stem_of(word) for before, word in zip(("", *words), words, strict=False) if before != _FROM])


@lru_cache(maxsize=2_000)
def _stems(party: str) -> tuple[str, ...]:
    """The words of a party's name as titles hold them."""
    return tuple([stem for stem in map(stem_of, party.split()) if stem])
