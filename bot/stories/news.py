"""What one more report changes in what is known of an incident. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TypeGuard

from bot.model.facts import Ceasefire, CeasefireStatus, Fact, Figure, FigureKind, Scope
from bot.model.story import Change, SavedFact
from bot.rulebook.rule import UpdatePolicy
from bot.stories.begun import declared_before
from bot.stories.elsewhere import of_one_event
from bot.stories.holders import turned
from bot.stories.known import BODY, LEAD, NEWS_STATUSES, OF_EVENT, TOLLS, Claim, headlines, salience
from bot.stories.moved import NOT_FAR, in_words, low, moved
from bot.stories.truces import happens_again
from bot.stories.undone import admitted, claimed, denied

#: Whom the lead counts may have been harmed in the night before.
_NIGHT = timedelta(days=1)
#: What is told of a truce that was declared before.
_PAST_DECLARING = frozenset({CeasefireStatus.IN_FORCE, CeasefireStatus.VIOLATED, CeasefireStatus.ENDED})
#: What counts days of it.
_OF_DAYS = frozenset({Scope.PERIOD})
#: What was counted and what is counted now, of one kind; None = nobody counted it before.
_Moved = tuple[Claim | None, Claim]


class News:
    """What a report brings to what was told: found once, however many rules ask what of it they tell.

    `since` is the day of the incident, where it is known: whom an earlier day's events harmed is not in its toll.
    `rises`: the report says that a toll told before rose; `summed`: it is that of a whole war or a round of it;
    `owned`: somebody claims or concedes it for the first time.
    """

    __slots__ = ("_known", "_others", "_rises", "_told", "_tolls", "_total")

    def __init__(
        self,
        told: Sequence[SavedFact],
        new: Sequence[SavedFact],
        since: date | None = None,
        *,
        rises: bool = False,
        summed: bool = False,
        owned: bool = False,
    ) -> None:
        """Compare the facts of a report with those told before."""
        self._rises = rises
        self._told = self._known = told
        undone = (*denied(told, new), *admitted(told, new), *turned(told, new))
        owned_up = claimed(told, new) if owned and not undone else ()
        self._others = (*_status_changes(told, new), *undone, *owned_up)
        if since is not None:
            self._known, new = [[one for one in facts if not _before(one.fact, since)] for facts in (told, new)]
        report = of_one_event(new)
        self._tolls = _counted(self._known, report)
        self._total = _since_it_began(self._known, report, summed=summed)

    def __bool__(self) -> bool:
        """May anything of it be told, under any policy?"""
        return bool(self._others or self._tolls or self._total)

    def under(self, policy: UpdatePolicy) -> tuple[Change, ...]:
        """What of it this policy wants to tell, the gravest first."""
        tolls = self._moved(self._tolls, policy)
        if not tolls:
            tolls = [one for one in self._moved(self._total, policy) if one.what == "toll_up"]
        found = (*self._others, *tolls)
        wanted = policy.changes - {"toll_down"} if self._rises else policy.changes  # what rose was not corrected
        return tuple([one for one in found if _kind_of(one.what) in wanted and not _as_told(one, self._told)])

    def _moved(self, tolls: Sequence[_Moved], policy: UpdatePolicy) -> list[Change]:
        found = []
        dead = next((now for _, now in tolls if now.figure.kind is FigureKind.KILLED), None)
        for old, now in tolls:
            if old is None:
                found.append(Change("toll_up", now.saved))
            elif (what := moved(old.figure, now.figure, policy)) and not _known_since(old, now, self._known):
                if what == "toll_down" and dead is not None and _died_since(old, now, dead, self._known):
                    continue
                found.append(Change(what, now.saved, old.saved))
        return found


def _kind_of(what: str) -> str:
    """The word by which rules want such a change: who owns up to what was told changes how it stands."""
    return "status" if what == "claimed" else what


def _before(fact: Fact, day: date) -> bool:
    """Does it count people whom something harmed on an earlier day?"""
    if not isinstance(fact, Figure) or fact.on is None:
        return False
    return fact.on < (day if salience(fact) < LEAD else day - _NIGHT)


def _status_changes(known: Sequence[SavedFact], new: Sequence[SavedFact]) -> list[Change]:
    """What a report says prominently, and none said so before: far below it stands the status of an older truce.

    What was said before is news once more where it happens again: a breach of the truce that was extended since.
    """
    said = _statuses(new, BODY)
    told = _statuses(known, BODY) if said else []
    before = dict(told)
    if not before:
        return []
    lasting = NEWS_STATUSES | {CeasefireStatus.IN_FORCE}
    latest = next((saved for status, saved in reversed(before.items()) if status in lasting), None)
    most = max([salience(saved.fact) for _, saved in said])
    fresh: dict[CeasefireStatus, Change] = {}
    for status, saved in said:
        if salience(saved.fact) < most / 3:
            continue
        fresher = status not in before or happens_again(saved, [one for _, one in told])
        begun = declared_before(saved, new, known)
        if begun is not None or (status in NEWS_STATUSES and fresher):
            fresh.setdefault(status, Change("status", saved, begun or latest or next(iter(before.values()))))
    if not _PAST_DECLARING.isdisjoint(status for status, _ in said) and CeasefireStatus.DECLARED in before:
        fresh.pop(CeasefireStatus.DECLARED, None)  # who tells that it began, or is broken, recalls how it was declared
    return list(fresh.values())


def _statuses(facts: Sequence[SavedFact], least: float) -> list[tuple[CeasefireStatus, SavedFact]]:
    """What is said of ceasefires, at least so prominently."""
    return [
        (saved.fact.status, saved)
        for saved in facts
        if isinstance(saved.fact, Ceasefire) and salience(saved.fact) >= least
    ]


def _counted(known: Sequence[SavedFact], new: Sequence[SavedFact]) -> list[_Moved]:
    """What a report counts, beside what was counted before."""
    said = headlines(new)
    if not said:
        return []
    was = headlines(known)
    # Once the dead are counted, a first count of the wounded is no news of its own.
    graver = TOLLS[1:] if FigureKind.KILLED in was else ()
    counted = [(kind, was.get(kind), said[kind]) for kind in TOLLS if kind in said]
    return [
        (old, now)
        for kind, old, now in counted
        if old is not None or (kind not in graver and salience(now.figure) >= LEAD)
    ]


def _since_it_began(known: Sequence[SavedFact], new: Sequence[SavedFact], *, summed: bool) -> list[_Moved]:
    """All the dead of days of fighting, where both reports begin with them and count no others.

    What is told of the toll of a war may have been read as that of a day.
    """
    now = _all_dead(new)
    old = _all_dead(known, OF_EVENT if summed else _OF_DAYS) if now is not None else None
    return [] if now is None or old is None or FigureKind.KILLED in headlines(new) else [(old, now)]


def _all_dead(facts: Sequence[SavedFact], scopes: Collection[Scope] = _OF_DAYS) -> Claim | None:
    """The dead of a stated span of days, as the lead counts them; of those counted so the most, the last of equals."""
    best: Claim | None = None
    for saved in facts:
        fact = saved.fact
        if _is_toll(fact, FigureKind.KILLED) and fact.scope in scopes and salience(fact) >= LEAD:
            best = best if best is not None and low(best.figure) > low(fact) else Claim(fact, saved)
    return best


def _known_since(old: Claim, now: Claim, known: Sequence[SavedFact]) -> bool:
    """Was the same number given already, by a report since the one that headlines go by?

    Another speaker's higher number stands on beside a correction, and a more prominent one before a toll that rose.
    """
    since = [saved.fact for saved in known[known.index(old.saved) + 1 :]]
    return any(
        isinstance(fact, Figure)
        and fact.kind is now.figure.kind
        and low(fact) == low(now.figure)
        and fact.part_of_total <= now.figure.part_of_total
        for fact in since
    )


def _died_since(old: Claim, now: Claim, dead: Claim, known: Sequence[SavedFact]) -> bool:
    """Are fewer wounded counted because some of them died since: one more dead, one less wounded?"""
    if now.figure.kind is not FigureKind.WOUNDED:
        return False
    before = headlines(known[: known.index(old.saved) + 1]).get(FigureKind.KILLED)
    died = low(dead.figure) - (low(before.figure) if before is not None else 0)
    return died > 0 and low(now.figure) + died >= low(old.figure)


def _as_told(change: Change, told: Sequence[SavedFact]) -> bool:
    """Does a toll only rise to what somebody counted already, when it was `told`: as many, and not far more?

    Numbers of several speakers stand side by side; of those the prominent one may be the lowest.
    """
    new = change.new.fact
    if change.what != "toll_up" or not isinstance(new, Figure):
        return False
    most = NOT_FAR * max(low(new), new.max or 0)
    return any(_is_toll(saved.fact, new.kind) and low(new) <= low(saved.fact) <= most for saved in told)


def _is_toll(fact: Fact, kind: FigureKind) -> TypeGuard[Figure]:
    """Does it count all the harm of that kind in the event, or since it began?"""
    return (
        isinstance(fact, Figure)
        and fact.kind is kind
        and fact.scope in OF_EVENT
        and not (fact.part_of_total or in_words(fact))
    )


#: That of a report which tells nothing more.
NO_NEWS = News((), ())
