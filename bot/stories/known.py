"""What is known of an incident, and what one more report changes in it. Pure.

The *standing* facts of an incident are the latest answer to every question that its reports answered: how many were
killed (by each speaker), which statuses a ceasefire has had, which kinds of events happened, which were denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from bot.model.facts import Ceasefire, CeasefireStatus, EventStatus, Fact, Figure, FigureKind, Scope
from bot.model.story import Change, SavedFact
from bot.rulebook.rule import UpdatePolicy
from bot.stories.elsewhere import of_one_event
from bot.stories.kinship import folded
from bot.stories.moved import NOT_FAR, in_words, low, moved
from bot.stories.truces import happens_again, with_moments
from bot.stories.undone import denied, retaken

#: What a change of status can be; being in force or sought is not news once a ceasefire has been declared.
NEWS_STATUSES = frozenset(
    {
        CeasefireStatus.DECLARED,
        CeasefireStatus.EXTENDED,
        CeasefireStatus.VIOLATED,
        CeasefireStatus.ENDED,
        CeasefireStatus.REJECTED,
    }
)
#: Kinds of harm whose numbers make a toll.
TOLLS = (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DISPLACED, FigureKind.DETAINED, FigureKind.MISSING)
#: More standing facts than this are no single event's; the oldest go.
_MOST = 48

#: How much a fact says of the main event, by where it stands: the title, the first two sentences or so, the rest.
TITLE, LEAD, BODY, TAIL = 4.0, 2.0, 0.7, 0.25
_LEAD_END, _BODY_END = 320, 1200

#: The words by which statuses and scopes say that something is older than the news.
_PAST: frozenset[str] = frozenset({CeasefireStatus.PAST, EventStatus.PAST, Scope.PAST, Scope.TOTAL})
_SUMS = frozenset(TOLLS)
#: What may count an event that lasts for days.
_OF_EVENT = frozenset({Scope.INCIDENT, Scope.PERIOD})

Key = tuple[str, ...]
#: For every kind of harm: the number that headlines would give, and all numbers given.
Tolls = dict[FigureKind, tuple[Figure, frozenset[int]]]


def salience(fact: Fact) -> float:
    """How prominent a fact stands in its article."""
    if fact.evidence.field == "title":
        return TITLE
    at = fact.evidence.start
    return LEAD if at < _LEAD_END else BODY if at < _BODY_END else TAIL


def is_past(fact: Fact) -> bool:
    """Does the fact tell of something older than the article's news?"""
    return (fact.scope if isinstance(fact, Figure) else fact.status) in _PAST


def question(fact: Fact) -> Key:
    """What the fact answers: a later fact with an equal question stands in its place."""
    if isinstance(fact, Ceasefire):
        return ("ceasefire", fact.status)
    if isinstance(fact, Figure):
        who = fact.who.value if fact.part_of_total else ""
        return ("figure", fact.kind, fact.scope, who, folded(fact.speaker))
    return ("event", fact.kind, fact.status)


def standing(known: Sequence[SavedFact], new: Iterable[SavedFact]) -> tuple[SavedFact, ...]:
    """The known facts with the new ones in their place: the latest answer to every question, oldest first.

    A vaguer count ("dozens") does not take the place of an exact one that agrees with it, nor what a report counts
    below its lead that of the lead.
    """
    answers = {question(saved.fact): saved for saved in known}
    for saved in new:
        key = question(saved.fact)
        old = answers.get(key)
        if old is not None and (_vaguer(saved.fact, old.fact) or _further_down(saved, old)):
            continue
        answers.pop(key, None)
        fact = saved.fact if old is None else with_moments(saved.fact, old.fact)
        answers[key] = saved if fact is saved.fact else replace(saved, fact=fact)
    return tuple(answers.values())[-_MOST:]


def _further_down(new: SavedFact, old: SavedFact) -> bool:
    """Does a report count so many further down than others, or fewer as prominently? Its own toll stands first."""
    if not isinstance(new.fact, Figure) or not isinstance(old.fact, Figure) or new.article != old.article:
        return False
    return (salience(new.fact), low(new.fact)) < (salience(old.fact), low(old.fact))


def _vaguer(new: Fact, old: Fact) -> bool:
    """Is the new count only a wider interval around the old one?"""
    if not isinstance(new, Figure) or not isinstance(old, Figure) or new == old:
        return False
    low, high = new.min or 0, new.max if new.max is not None else float("inf")
    exact = old.min if old.min is not None else old.max
    return exact is not None and low != high and low <= exact <= high


def headlines(facts: Iterable[SavedFact]) -> dict[FigureKind, SavedFact]:
    """For every kind of harm the number that headlines would give: of the most prominent counts of it the largest.

    Counts for this incident only, of those who fled since it began. A whole goes before its parts, an exact number
    before a vague one of the same size.
    """
    best: dict[FigureKind, SavedFact] = {}
    for saved in facts:
        fact = saved.fact
        if isinstance(fact, Figure) and fact.kind in _SUMS and (fact.scope is Scope.INCIDENT or _all_fled(fact)):
            before = best.get(fact.kind)
            if before is None or _headline(saved) > _headline(before):
                best[fact.kind] = saved
    return best


def _all_fled(figure: Figure) -> bool:
    return figure.kind is FigureKind.DISPLACED and figure.scope is Scope.PERIOD and salience(figure) >= LEAD


def tolls(facts: Sequence[SavedFact], besides: Sequence[Figure] = ()) -> Tolls:
    """For every kind of harm counted: the headline number, and all numbers that were given.

    Of a kind that none counts for the incident alone, the most prominent number of people stands in, `besides` too:
    whether a number is of one event or of what went before is the hardest thing to read about it.
    """
    given = [saved.fact for saved in facts if isinstance(saved.fact, Figure)]
    if not given and not besides:
        return {}
    best = {kind: saved.fact for kind, saved in headlines(facts).items() if isinstance(saved.fact, Figure)}
    for other in (*given, *besides):
        known = best.get(other.kind)
        if other.scope is not Scope.INCIDENT and other.kind in _SUMS and (known is None or _stands_in(other, known)):
            best[other.kind] = other
    return {
        kind: (figure, frozenset(low(fact) for fact in (*given, figure) if fact.kind is kind))
        for kind, figure in best.items()
    }


def _stands_in(new: Figure, old: Figure) -> bool:
    return old.scope is not Scope.INCIDENT and (salience(new), low(new)) > (salience(old), low(old))


def _headline(saved: SavedFact) -> tuple[bool, float, int, bool]:
    fact = saved.fact
    if not isinstance(fact, Figure):
        return (False, 0.0, 0, False)
    return (not fact.part_of_total, min(LEAD, salience(fact)), low(fact), not fact.approx)


def changes(
    known: Sequence[SavedFact], new: Sequence[SavedFact], policy: UpdatePolicy, since: date | None = None
) -> tuple[Change, ...]:
    """What a report with these facts changes in what is known, the gravest first. Empty = nothing new.

    `since` is the day of the incident, where it is known: whom an earlier day's events harmed is not in its toll.
    """
    others = (*_status_changes(known, new), *denied(known, new), *retaken(known, new))
    if since is not None:
        known, new = [[one for one in facts if not _before(one.fact, since)] for facts in (known, new)]
    report = of_one_event(new)
    return (*others, *(_toll_changes(known, report, policy) or _since_it_began(known, report, policy)))


def _before(fact: Fact, day: date) -> bool:
    """Does it count people whom something harmed on an earlier day?"""
    return isinstance(fact, Figure) and fact.on is not None and fact.on < day


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
        if status in NEWS_STATUSES and fresher:
            fresh.setdefault(status, Change("status", saved, latest or next(iter(before.values()))))
    return list(fresh.values())


def _statuses(facts: Sequence[SavedFact], least: float) -> list[tuple[CeasefireStatus, SavedFact]]:
    """What is said of ceasefires, at least so prominently."""
    return [
        (saved.fact.status, saved)
        for saved in facts
        if isinstance(saved.fact, Ceasefire) and salience(saved.fact) >= least
    ]


def _toll_changes(known: Sequence[SavedFact], new: Sequence[SavedFact], policy: UpdatePolicy) -> list[Change]:
    found: list[Change] = []
    said = headlines(new)
    if not said:
        return found
    was = headlines(known)
    # Once the dead are counted, a first count of the wounded is no news of its own.
    graver = TOLLS[1:] if FigureKind.KILLED in was else ()
    for kind in TOLLS:
        old, now = was.get(kind), said.get(kind)
        if now is None or not isinstance(now.fact, Figure):
            continue
        if old is None or not isinstance(old.fact, Figure):
            if salience(now.fact) >= LEAD and kind not in graver:
                found.append(Change("toll_up", now))
        elif (what := moved(old.fact, now.fact, policy)) and not _known_since(old, now, known):
            found.append(Change(what, now, old))
    return found


def _since_it_began(known: Sequence[SavedFact], new: Sequence[SavedFact], policy: UpdatePolicy) -> list[Change]:
    """That all the dead of days of fighting are more now, where both reports begin with them and count no others."""
    old, now = _all_dead(known), _all_dead(new)
    if old is None or now is None or FigureKind.KILLED in headlines(new):
        return []
    if not isinstance(old.fact, Figure) or not isinstance(now.fact, Figure):
        return []
    rose = moved(old.fact, now.fact, policy) == "toll_up" and not _known_since(old, now, known)
    return [Change("toll_up", now, old)] if rose else []


def _all_dead(facts: Sequence[SavedFact]) -> SavedFact | None:
    """The dead of a stated span of days, as the lead counts them; the most of those that are counted so."""
    counted = [
        (low(saved.fact), at)
        for at, saved in enumerate(facts)
        if _is_toll(saved.fact, FigureKind.KILLED) and saved.fact.scope is Scope.PERIOD and salience(saved.fact) >= LEAD
    ]
    return facts[max(counted)[1]] if counted else None


def _known_since(old: SavedFact, now: SavedFact, known: Sequence[SavedFact]) -> bool:
    """Was the same number given already, by a report since the one that headlines go by?

    Another speaker's higher number stands on beside a correction, and a more prominent one before a toll that rose.
    """
    since = [saved.fact for saved in known[known.index(old) + 1 :]]
    return isinstance(now.fact, Figure) and any(
        isinstance(fact, Figure)
        and fact.kind is now.fact.kind
        and low(fact) == low(now.fact)
        and fact.part_of_total <= now.fact.part_of_total
        for fact in since
    )


def as_told(change: Change, told: Sequence[SavedFact]) -> bool:
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
        and fact.scope in _OF_EVENT
        and not (fact.part_of_total or in_words(fact))
    )
