"""What one more report of a truce adds to what is known: an hour, or that something happens again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cache, lru_cache

from bot.model.facts import Ceasefire, CeasefireStatus, Fact
from bot.model.story import SavedFact
from bot.stories.alliances import one_side
from bot.stories.headlines import words_of_class
from bot.stories.kinship import folded, is_common

#: What happened to a truce once happens again at the earliest so long after it was last told.
_AGAIN = timedelta(hours=24)
#: … and a truce that somebody refused or denied is declared anew at the earliest so long after that.
_AFTER_NO = timedelta(hours=1)
#: Two truces begin at least so far apart: nearer, two reports round the moment of one.
_ANOTHER = timedelta(hours=6)
#: Two reports of one acceptance come within so long.
_SOON = timedelta(hours=1)
#: What is told after one of these is told of a truce that stands anew, or stands no more.
_TURNS = {
    CeasefireStatus.VIOLATED: frozenset({CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED}),
    CeasefireStatus.EXTENDED: frozenset({CeasefireStatus.VIOLATED, CeasefireStatus.ENDED}),
    CeasefireStatus.ENDED: frozenset({CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED}),
    CeasefireStatus.DECLARED: frozenset({CeasefireStatus.ENDED, CeasefireStatus.REJECTED}),
    CeasefireStatus.REJECTED: frozenset({CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED}),
}


def with_moments(new: Fact, old: Fact) -> Fact:
    """The new claim with the moments that the old one states more exactly: "on Thursday" takes no hour away."""
    if not isinstance(new, Ceasefire) or not isinstance(old, Ceasefire):
        return new
    starts, ends = _exact(new.starts, old.starts), _exact(new.ends, old.ends)
    return new if (starts, ends) == (new.starts, new.ends) else replace(new, starts=starts, ends=ends)


def _exact(new: datetime | None, old: datetime | None) -> datetime | None:
    if new is None or old is None:
        return new or old
    only_a_day = new.time() == time(0)
    return old if only_a_day and old.astimezone(new.tzinfo).date() == new.date() else new


def happens_again(new: SavedFact, known: Sequence[SavedFact]) -> bool:
    """Is a truce broken, extended, ended or declared once more, after something else became of it in between?

    `known` are the statuses told of it, the latest last. What many report for hours is no second breach. A truce that
    one side declared alone is declared anew where another joins it, hours later.
    """
    fact = new.fact
    if not isinstance(fact, Ceasefire) or fact.status not in _TURNS or new.at is None:
        return False
    before = next((one for one in reversed(known) if _status(one) is fact.status), None)
    if before is not None and (_joined(new, before) or _accepted(new, known)):
        return True
    turn = next((one for one in reversed(known) if _status(one) in _TURNS[fact.status]), None)
    if before is None or turn is None or before.at is None or turn.at is None or turn.at <= before.at:
        return False
    if _status(turn) is CeasefireStatus.REJECTED and fact.status is CeasefireStatus.DECLARED:
        return new.at - turn.at >= _AFTER_NO
    return new.at - before.at >= _AGAIN or _begins_anew(fact, before.fact)


def _begins_anew(new: Ceasefire, old: Fact) -> bool:
    """Is it a declaration of a truce that begins at another time?"""
    if new.status is not CeasefireStatus.DECLARED or not isinstance(old, Ceasefire):
        return False
    return new.starts is not None and old.starts is not None and new.starts - old.starts >= _ANOTHER


def _accepted(new: SavedFact, known: Sequence[SavedFact]) -> bool:
    """Does a side accept alone what others had declared or accepted, and not it, or do both what one accepted alone?"""
    if new.at is None or not accepts(new.fact):
        return False
    before = [one for one in known if _status(one) is CeasefireStatus.DECLARED]
    if any(one.at is None or new.at - one.at < _SOON for one in before):
        return False
    mine, named = _by(new.fact), [_by(one.fact) for one in before]
    if not all(named) or any(any(_words(name).values()) for name in named):
        return False
    return any(_words(mine).values()) or not any(one_side(mine, name) for name in named)


def accepts(fact: Fact) -> bool:
    """Does a fact tell who accepts a truce?"""
    if not isinstance(fact, Ceasefire) or fact.status is not CeasefireStatus.DECLARED or not fact.by:
        return False
    return _is_acceptance(fact.evidence.quote)


@lru_cache(maxsize=2_000)
def _is_acceptance(quote: str) -> bool:
    return any(word.startswith(_accepting()) for word in folded(quote).split())


def _by(fact: Fact) -> str:
    return fact.by if isinstance(fact, Ceasefire) else ""


@cache
def _accepting() -> tuple[str, ...]:
    return tuple([form for word in words_of_class("accepts") for form in (word, f"و{word}")])


def _joined(new: SavedFact, old: SavedFact) -> bool:
    """Do both sides declare now what one of them declared before, or does the other one, and says from when?"""
    if not isinstance(new.fact, Ceasefire) or new.fact.status is not CeasefireStatus.DECLARED:
        return False
    if not isinstance(old.fact, Ceasefire) or new.at is None or old.at is None:
        return False
    first_told = old.fact.starts is None and new.fact.starts is not None
    if new.at - old.at < _ANOTHER and not first_told:
        return False
    one, both = _words(old.fact.by), _words(new.fact.by)
    if not one or both.keys() <= one.keys():
        return False
    if one.keys() <= both.keys():
        return any(both.values()) and not any(one.values())
    return first_told and one.keys().isdisjoint(both)


def _words(by: str) -> dict[str, bool]:
    """The words of who is named, and of each whether «و» joins it to what stands before: «الجيش والمعارضة»."""
    found: dict[str, bool] = {}
    for at, word in enumerate(folded(by).split()):
        joins = at > 0 and word.startswith("و") and not is_common(word)
        found[word[joins:].removeprefix("ال")] = joins
    return found


def _status(saved: SavedFact) -> CeasefireStatus | None:
    return saved.fact.status if isinstance(saved.fact, Ceasefire) else None
