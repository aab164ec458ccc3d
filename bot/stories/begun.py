"""Does a report tell that a truce which was declared has taken effect? That is a turn of it, once. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.facts import Ceasefire, CeasefireStatus
from bot.model.story import SavedFact
from bot.stories.headlines import folded_class, titled_words
from bot.stories.known import LEAD, salience

#: Who only names the hour at which a truce began tells of it within so long; the clocks of newsrooms differ so much.
_JUST, _CLOCKS = timedelta(hours=3), timedelta(minutes=15)
#: After one of these what holds no more may hold anew.
_TURNS = (CeasefireStatus.VIOLATED, CeasefireStatus.ENDED, CeasefireStatus.REJECTED)


def began(title: str, facts: Sequence[Ceasefire], at: datetime | None) -> bool:
    """Does the title or lead of a report of the moment `at` tell that the truce of these facts has begun by then?"""
    declared = [fact for fact in facts if fact.status is CeasefireStatus.DECLARED and salience(fact) >= LEAD]
    if not declared or at is None:
        return False
    starts = [fact.starts for fact in declared if fact.starts is not None]
    if any(start > at + _CLOCKS for start in starts):
        return False
    if any(at - _JUST <= start and (start.hour or start.minute) for start in starts):
        return True
    exact = any(start.hour or start.minute for start in starts)
    said = ("begins", "is beginning") if exact else ("begins",)  # «يسري من الأحد», «تبدأ ظهر اليوم» may be to come
    return any(_says(text, said) for text in (title, *[fact.evidence.quote for fact in declared]))


def as_begun(report: Sequence[SavedFact]) -> Sequence[SavedFact]:
    """The facts of a report that tells so: that the truce is in force, beside how it was declared."""
    told = [saved for saved in report if _is(saved, CeasefireStatus.DECLARED)]
    if not told or any(_is(saved, CeasefireStatus.IN_FORCE) for saved in report):
        return report
    first = max(told, key=lambda saved: salience(saved.fact))
    fact = replace(first.fact, status=CeasefireStatus.IN_FORCE) if isinstance(first.fact, Ceasefire) else first.fact
    return [*report, replace(first, fact=fact)]


def declared_before(saved: SavedFact, report: Sequence[SavedFact], told: Sequence[SavedFact]) -> SavedFact | None:
    """How the truce was declared that by this claim of a report has taken effect; None where it does not say so anew.

    That its moment had come was the clock's word, and nobody's; what was broken since may take effect once more.
    """
    if not _is(saved, CeasefireStatus.IN_FORCE):
        return None
    if not any(_is(one, CeasefireStatus.DECLARED) and one.fact.evidence == saved.fact.evidence for one in report):
        return None
    for one in reversed(told):
        if any(_is(one, turn) for turn in _TURNS):
            break
        if _is(one, CeasefireStatus.IN_FORCE) and salience(one.fact) >= LEAD and not _by_the_clock(one, told):
            return None
    declared = next((one for one in reversed(told) if _is(one, CeasefireStatus.DECLARED)), None)
    return None if declared is None or _at_once(declared) else declared


def _at_once(declared: SavedFact) -> bool:
    """Was it in force when it was told?"""
    starts = declared.fact.starts if isinstance(declared.fact, Ceasefire) else None
    return starts is not None and declared.at is not None and starts <= declared.at + _CLOCKS


def _by_the_clock(saved: SavedFact, told: Sequence[SavedFact]) -> bool:
    """Has only its stated moment come? A report of that very moment declares it, too."""
    if not isinstance(saved.fact, Ceasefire) or saved.at is None or saved.at != saved.fact.starts:
        return False
    return all(one is saved or (one.article, one.at) != (saved.article, saved.at) for one in told)


def _is(saved: SavedFact, status: CeasefireStatus) -> bool:
    return isinstance(saved.fact, Ceasefire) and saved.fact.status is status


def _says(text: str, kinds: Sequence[str]) -> bool:
    """«دخول الهدنة حيز التنفيذ», «سريان وقف إطلاق النار»."""
    words = {form for word in titled_words(text) for form in (word, word.removeprefix("و"))}
    return not folded_class("truce").isdisjoint(words) and any(
        not folded_class(kind).isdisjoint(words) for kind in kinds
    )
