"""Who holds a place, turn by turn: taken, taken back, held against an attack, given up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from bot.model.facts import Event, EventKind, EventStatus, Fact
from bot.model.story import Change, SavedFact
from bot.stories.alliances import one_side, words_of
from bot.stories.headlines import words_of_class
from bot.stories.kinship import folded

#: Where what is news begins to stand: title and lead.
_FIRST = 320
#: So long after a turn who had the place before is no late report of how he took it: he took it again.
_AGAIN = timedelta(hours=6)
#: Newsrooms word one entry so differently that it may be called a capture, within so long.
_SOON = timedelta(hours=1)
#: So many words of what was read may say it: «تمكنت القوات من استعادة …».
_SAYS = 4
#: So long after a denial who says that he has the place has more to show than what was denied.
_UPHELD = timedelta(hours=12)
_KINDS = frozenset({EventKind.ADVANCE, EventKind.CLASH})


class Claim(StrEnum):
    """What a report says of who holds a place."""

    ENTERED = "enters"
    TOOK = "took"
    BACK = "back"
    LEFT = "left"
    REPELLED = "repels"


#: What words of the table say, the most telling first; who is told to hold a place with none of them took it.
_SAID = (Claim.BACK, Claim.LEFT, Claim.REPELLED, Claim.ENTERED)
_TAKEN = frozenset({Claim.TOOK, Claim.BACK})
#: What is told of a side that has the place, or a part of it.
_HAS = _TAKEN | {Claim.ENTERED}


def claim_of(fact: Fact) -> Claim | None:
    """What a fact claims of who holds a place; None where it tells of no ground that changed hands, or did not."""
    if not isinstance(fact, Event) or fact.kind not in _KINDS or fact.status is not EventStatus.REPORTED:
        return None
    said = _said(fact.evidence.quote)
    if fact.kind is EventKind.CLASH:
        return said if said is Claim.REPELLED else None
    return Claim.TOOK if said is Claim.REPELLED else said or Claim.TOOK


def stands_for(fact: Fact) -> tuple[str, ...]:
    """What tells one such claim from another: each side's stands beside that of the other."""
    claim = claim_of(fact)
    return (claim, _named(_by(fact), tuple([place.name for place in fact.places]))) if claim is not None else ()


@lru_cache(maxsize=2_000)
def _named(name: str, places: tuple[str, ...]) -> str:
    """The words of a side, in one order."""
    return " ".join(sorted(words_of(name).difference(*map(words_of, places))))


def turned(known: Sequence[SavedFact], new: Sequence[SavedFact]) -> list[Change]:
    """That a place changed hands since it was told, or did not after all; empty where nobody says so.

    Who takes back what nobody was said to have taken only took it, and who took it first may call it that afterwards.
    """
    before = [saved for saved in known if claim_of(saved.fact) is not None]
    denial = next((one for one in reversed(known) if _is_denied(one.fact)), None)
    for saved in new:
        if claim_of(saved.fact) is not None and _leads(saved):
            old = _overtaken(saved, before) or _upheld(saved, before, denial) if before else _fought_for(saved, known)
            return [Change("status", saved, old)] if old is not None else []
    return []


def _fought_for(new: SavedFact, known: Sequence[SavedFact]) -> SavedFact | None:
    """The fighting of which only so much was told, that it went on, before somebody was said to have the place."""
    if claim_of(new.fact) not in _TAKEN:
        return None
    fights = [one for one in known if isinstance(one.fact, Event) and one.fact.kind is EventKind.CLASH]
    return fights[-1] if fights and all(_after(new, one, _SOON) for one in fights) else None


def _overtaken(new: SavedFact, before: Sequence[SavedFact]) -> SavedFact | None:
    """Which of the earlier claims a new one overtakes; None where it only says what was told."""
    last, told = before[-1], {claim_of(one.fact) for one in before}
    claim, had = claim_of(new.fact), claim_of(last.fact)
    if claim is Claim.REPELLED:  # who attacked had claimed the place
        return last if had in _HAS and Claim.REPELLED not in told else None
    if claim is Claim.LEFT:  # who had it, or whom another drove out
        return last if Claim.LEFT not in told else None
    had_it = [one for one in before if claim_of(one.fact) in _HAS]
    if had not in _HAS:
        return None if any(_is_same(new, one) for one in had_it) else last
    if not _apart(new, last):  # who entered it has it now
        whole = had is Claim.ENTERED and claim in _TAKEN and told.isdisjoint(_TAKEN)
        return last if whole and _after(new, last, _SOON) else None
    if any(_is_same(new, one) for one in had_it):
        return last if _after(new, last, _AGAIN) else None
    return last if claim is Claim.BACK and Claim.BACK not in told else None


def _upheld(new: SavedFact, before: Sequence[SavedFact], denial: SavedFact | None) -> SavedFact | None:
    """The denial in spite of which another side is said to have the place, half a day later."""
    if denial is None or claim_of(new.fact) not in _TAKEN or not _doer(new.fact):
        return None
    if not _after(new, denial, _UPHELD):
        return None
    since = [one for one in before if _after(one, denial, timedelta(seconds=1))]
    return None if since or not _apart(new, denial) else denial


def _is_denied(fact: Fact) -> bool:
    return isinstance(fact, Event) and fact.kind is EventKind.ADVANCE and fact.status is EventStatus.DENIED


def _after(new: SavedFact, old: SavedFact, least: timedelta) -> bool:
    return new.at is not None and old.at is not None and new.at - old.at >= least


def _leads(saved: SavedFact) -> bool:
    at = saved.fact.evidence
    return at.field == "title" or at.start < _FIRST


def _apart(one: SavedFact, other: SavedFact) -> bool:
    """Are both known to tell of a side each, and of two?"""
    return bool(_side(one.fact) and _side(other.fact)) and not _is_same(one, other)


def _is_same(one: SavedFact, other: SavedFact) -> bool:
    mine, theirs = _by(one.fact), _by(other.fact)
    return bool(mine and theirs) and one_side(mine, theirs, _of_places(one.fact) | _of_places(other.fact))


def _by(fact: Fact) -> str:
    """Who took it, or says that he did."""
    return _doer(fact) or fact.speaker


def _doer(fact: Fact) -> str:
    return fact.by if isinstance(fact, Event) else ""


def _side(fact: Fact) -> frozenset[str]:
    """The words of who took it, without those of the place: "the airport of …" names nobody."""
    return words_of(_by(fact)) - _of_places(fact)


def _of_places(fact: Fact) -> frozenset[str]:
    return frozenset().union(*[words_of(place.name) for place in fact.places])


@lru_cache(maxsize=2_000)
def _said(quote: str) -> Claim | None:
    """What the words of a fact say, by the first of them that says it."""
    for word in folded(quote).split()[:_SAYS]:
        bare = word.removeprefix("و").removeprefix("ب").removeprefix("ال")
        for claim in _SAID:
            if word.startswith(words_of_class(claim)) or bare.startswith(words_of_class(claim)):
                return claim
    return None
