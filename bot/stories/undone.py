"""What was reported and is undone: an event denied, or admitted after that. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.model.facts import Event, EventKind, EventStatus, Fact
from bot.model.story import Change, SavedFact
from bot.stories.alliances import one_side
from bot.stories.answers import denial_in, sentence_end, untrue_in
from bot.stories.headlines import counts_victims
from bot.stories.kinship import family, parties_of

#: The families of what somebody may claim that he did.
_DONE = frozenset({"fire", "blast", "ground", "arrest"})
#: Where what is news begins to stand: title and lead.
_FIRST = 320


def as_answered(report: Sequence[SavedFact], title: str, text: str) -> list[SavedFact]:
    """A report's facts, with what it begins by denying as denied: «نفت … أن يكون لها دور في الغارات على …».

    Who denies what he is accused of denies it to readers who know of it, however he words it, and whatever of it he
    leaves standing: that it was his, that it hit whom it hit, that it killed.
    """
    titled, told = denial_in(title), denial_in(text[:_FIRST])
    if max(titled, told) < 0 and untrue_in(text[:_FIRST]):
        told = 0
    if max(titled, told) < 0:
        return list(report)
    if titled < 0 and not counts_victims(title):
        titled = 0
    begins = {"title": (titled, len(title)), "text": (told, sentence_end(text, told))}
    return [_as_denied(saved, begins) for saved in report]


def _as_denied(saved: SavedFact, begins: Mapping[str, tuple[int, int]]) -> SavedFact:
    """A fact, denied where it is an event that stands between these characters of its field."""
    fact = saved.fact
    if not isinstance(fact, Event) or fact.status is not EventStatus.REPORTED:
        return saved
    first, last = begins[fact.evidence.field]
    if not 0 <= first <= fact.evidence.start < last:
        return saved
    return replace(saved, fact=replace(fact, status=EventStatus.DENIED))


def denies(facts: Sequence[SavedFact]) -> bool:
    """Is its news that something did not happen? What that was it may call otherwise than who told of it."""
    leading = [saved.fact for saved in facts if isinstance(saved.fact, Event) and _leads(saved)]
    return bool(leading) and all(fact.status is EventStatus.DENIED for fact in leading)


def denied(known: Sequence[SavedFact], new: Sequence[SavedFact]) -> list[Change]:
    """What was reported and is denied now, by anybody, for the first time.

    Who leads with a denial may call it otherwise than who told of it.
    """
    before = {(saved.fact.kind, saved.fact.status): saved for saved in known if isinstance(saved.fact, Event)}
    reported = [saved for (_, status), saved in before.items() if status is EventStatus.REPORTED]
    otherwise = reported[0] if reported and denies(new) and len(reported) == len(before) else None
    found, only = [], []
    for saved in new:
        fact = saved.fact
        if isinstance(fact, Event) and fact.status is EventStatus.DENIED and (fact.kind, fact.status) not in before:
            claimed = before.get((fact.kind, EventStatus.REPORTED))
            if claimed is not None:
                found.append(Change("denied", saved, claimed))
            elif otherwise is not None:
                only.append(Change("denied", saved, otherwise))
    return found or only[:1]


def admitted(known: Sequence[SavedFact], new: Sequence[SavedFact]) -> list[Change]:
    """What somebody denied and the same side tells now as its own news: a town given up after all.

    That others go on reporting what was denied is no news; nor what was admitted before.
    """
    found: dict[EventKind, Change] = {}
    for saved in new:
        fact = saved.fact
        if not isinstance(fact, Event) or fact.status is not EventStatus.REPORTED or not _leads(saved):
            continue
        denial = next((one for one in reversed(known) if _is(one, fact.kind, EventStatus.DENIED)), None)
        if denial is None or not _speaker(fact) & _speaker(denial.fact):
            continue
        since = [one for one in known[known.index(denial) + 1 :] if _is(one, fact.kind, EventStatus.REPORTED)]
        if not any(_speaker(one.fact) & _speaker(denial.fact) for one in since):
            found.setdefault(fact.kind, Change("status", saved, denial))
    return list(found.values())


def claimed(known: Sequence[SavedFact], new: Sequence[SavedFact]) -> list[Change]:
    """What somebody says that he did, of what was told; empty where it was told as what he says."""
    done = [one for one in known if _done(one) is not None]
    for saved in new:
        fact = _done(saved)
        if fact is None or not _leads(saved):
            continue
        who = fact.by or fact.speaker
        if not done or not who or any(_said_by(one, who) for one in done):
            return []
        old = next((one for one in done if _is(one, fact.kind, EventStatus.REPORTED)), done[0])
        return [Change("claimed", replace(saved, fact=replace(fact, by=who)), old)]
    return []


def _done(saved: SavedFact) -> Event | None:
    """What somebody did, where a fact tells of it."""
    fact = saved.fact
    done = isinstance(fact, Event) and fact.status is EventStatus.REPORTED and family(fact.kind) in _DONE
    return fact if isinstance(fact, Event) and done else None


def _said_by(saved: SavedFact, who: str) -> bool:
    """Is he said to have done it, by himself?"""
    fact = _done(saved)
    return fact is not None and all(name and one_side(name, who) for name in (fact.by, fact.speaker))


def _is(saved: SavedFact, kind: EventKind, status: EventStatus) -> bool:
    fact = saved.fact
    return isinstance(fact, Event) and (fact.kind, fact.status) == (kind, status)


def _speaker(fact: Fact) -> set[str]:
    """The words of who says it; an adjective is the same whatever noun it goes with."""
    return {word.removesuffix("ه") for name in parties_of([fact.speaker]) for word in name.split()}


def _leads(saved: SavedFact) -> bool:
    at = saved.fact.evidence
    return at.field == "title" or at.start < _FIRST
