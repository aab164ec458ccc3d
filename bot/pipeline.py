"""From an article to what is owed: the order of things. Every judgement is made in the rooms below."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.article import Article
from bot.model.delivery import How, Owed
from bot.model.reading import Reading
from bot.model.story import QUIET_EDITS, Address, AddressKind, Alert, Arrival, Judged, Told, Verdict, VerdictKind
from bot.rulebook import Match, Miss, Rulebook, Step
from bot.store import Standing, Store, Taking
from bot.stories import (
    GATHERED,
    LATELY,
    OpenIncidents,
    address,
    effect_of,
    effect_told,
    judge,
    refreshed,
    taking_effect,
    told_after,
)
from bot.stories.kinship import Gazetteer

#: A longer text (characters) is read in a thread of its own: a short one takes less time than the way there.
_LONG = 20_000
#: How far back incidents may still be open; the index of open ones knows more precisely.
_OPEN = timedelta(days=30)
_AGE_OUT_EVERY = timedelta(minutes=10)


class Reads(Protocol):
    """What reads articles: `bot.facts.Reader` is one."""

    def read(self, article: Article) -> Reading:
        """Everything the article claims."""
        ...


class Matches(Protocol):
    """What knows which rules an article fires: `rulebook.compile` makes one."""

    def match(self, article: Article, reading: Reading) -> tuple[Match, ...]:
        """The rules it fires."""
        ...

    def steps(self, article: Article, reading: Reading) -> tuple[Step, ...]:
        """The steps of rules over time that it meets."""
        ...

    def explain(self, article: Article, reading: Reading) -> tuple[Miss, ...]:
        """Why it does not fire others, the nearest miss first."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force: as a book to look one up, and compiled to match."""

    book: Rulebook
    matcher: Matches


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article. Where it was KNOWN, nothing was read or judged again."""

    article: Article
    standing: Standing
    reading: Reading | None = None
    judged: tuple[Judged, ...] = ()
    addressed: tuple[tuple[Alert, Address], ...] = ()

    @property
    def owed(self) -> int:
        """How many deliveries it owes."""
        return sum(1 for _, found in self.addressed if found.owes)


class Pipeline:
    """Takes articles one by one: reads, matches, places, decides, addresses, owes.

    `rules` gives the rules in force; `wake` is called when something new is owed. `heard` is told of every outcome;
    `gather` is how long many alerts of one region wait to be told together.
    """

    def __init__(
        self,
        reader: Reads,
        gazetteer: Gazetteer,
        rules: Callable[[], Rules],
        store: Store,
        clock: Callable[[], datetime],
        *,
        open_incidents: OpenIncidents,
        started: datetime,
        wake: Callable[[], None] = lambda: None,
        heard: Callable[[Outcome], None] = lambda outcome: None,  # noqa: ARG005
        gather: timedelta = GATHERED,
    ) -> None:
        self._reader, self._gazetteer, self._rules = reader, gazetteer, rules
        self._store, self._clock, self._wake, self._heard = store, clock, wake, heard
        self._open, self._started = open_incidents, started
        self._gather = gather
        self._turn = asyncio.Lock()
        self._aged = clock()

    async def take(
        self,
        article: Article,
        *,
        first_fetch: bool = False,
        unknown_together: int = 0,
        among: OpenIncidents | None = None,
    ) -> Outcome:
        """Takes one article in; when this returns, it and all it owes are on the disk.

        `first_fetch`: its source is fetched for the first time; `unknown_together`: how many articles of unknown time
        it brought at once. `among`: the incidents it may belong to, where these are not those of the news (samples are
        judged among themselves). A text that was taken before changes nothing.
        """
        standing = await self._store.standing(article)
        if standing is Standing.KNOWN:
            return Outcome(article, standing)
        rules = self._rules()
        reading, matches, steps = await self._read(article, rules.matcher)
        # Where an article belongs depends on those before it: they are judged in turn.
        async with self._turn:
            now = self._clock()
            arrival = Arrival(now, self._started, first_fetch, unknown_together)
            known = self._open if among is None else among
            outcome = await self._judge(article, reading, matches, steps, arrival, rules.book, known)
        if outcome.owed:
            self._wake()
        self._heard(outcome)
        return outcome

    async def _read(self, article: Article, matcher: Matches) -> tuple[Reading, tuple[Match, ...], tuple[Step, ...]]:
        def read() -> tuple[Reading, tuple[Match, ...], tuple[Step, ...]]:
            reading = self._reader.read(article)
            return reading, matcher.match(article, reading), matcher.steps(article, reading)

        return await asyncio.to_thread(read) if len(article.text) > _LONG else read()

    async def _judge(
        self,
        article: Article,
        reading: Reading,
        matches: Sequence[Match],
        steps: Sequence[Step],
        arrival: Arrival,
        book: Rulebook,
        known: OpenIncidents,
    ) -> Outcome:
        if arrival.now - self._aged > _AGE_OUT_EVERY:
            self._open.age_out(arrival.now)
            self._aged = arrival.now
        judgement = judge(article, reading, matches, known, self._gazetteer, arrival, book, steps)
        async with self._store.taking() as taking:
            standing = await taking.standing(article)
            if standing is Standing.KNOWN:
                return Outcome(article, standing)
            await taking.keep(article, reading, judgement, arrival.now)
            addressed = tuple(
                [(alert, found) for alert in judgement.alerts for found in await self._owe(taking, alert, arrival.now)]
            )
        # Only what is on the disk is known from here on.
        for incident in judgement.incidents:
            known.put(incident)
        if judgement.story is not None:
            known.put_story(judgement.story)
        return Outcome(article, standing, reading, judgement.judged, addressed)

    async def pass_time(self) -> tuple[Judged, ...]:
        """Lets ceasefires take effect whose moment has come; returns what was judged. Call it every few seconds."""
        async with self._turn:
            now, owed = self._clock(), 0
            judged: list[Judged] = []
            for incident, change in list(taking_effect(self._open, now)):
                verdict = Verdict(VerdictKind.HOLD_TOOK_EFFECT, effect_of(change), (change,))
                async with self._store.taking() as taking:
                    await taking.goes_on(incident, change.new.article, verdict, now)
                    said = await taking.last_said(incident.id)
                    if said is not None:
                        told = await self._owe(taking, effect_told(said, incident, change, now), now)
                        owed += sum(one.owes for one in told)
                self._open.put(incident)
                judged += [Judged(one.rule.id, incident.id, incident.story, (), verdict) for one in incident.announced]
        if owed:
            self._wake()
        return tuple(judged)

    async def _owe(self, taking: Taking, alert: Alert, now: datetime) -> tuple[Address, ...]:
        """Addresses one alert to every chat that may want it, and owes what follows."""
        told = await taking.told(alert.incident)
        said = await taking.last_said(alert.incident) if alert.quiet or alert.verdict in QUIET_EDITS else None
        if alert.verdict in QUIET_EDITS:
            alert = refreshed(alert, said)
        lately = await taking.lately(now - LATELY)
        rules = {rule.id for rule in alert.rules}.union(*(known.rules for known in told.values()))
        found: list[Address] = []
        owed: list[tuple[Owed, Told]] = []
        for chat, subscriptions in await taking.audience(rules):
            known = told.get(chat.ref)
            near = lately.get(chat.ref, ())
            judged = address(alert, chat, subscriptions, known, now, self._gazetteer, near, self._gather)
            found.append(judged)
            if judged.owes:
                debt = Owed(chat, _how(judged, known), judged.rules, judged.due or now)
                owed.append((debt, told_after(alert, judged, known, now)))
        # Who has only rules under which nothing changed is shown one source more, not the words told to others.
        edits = [one for one in owed if one[0].how is How.EDIT and alert.verdict not in QUIET_EDITS]
        await taking.owe(refreshed(replace(alert, verdict=VerdictKind.HOLD_ANOTHER_SOURCE), said), edits, now)
        await taking.owe(alert, [one for one in owed if one not in edits], now)
        await taking.hold(alert, [one for one in found if not one.owes], now)
        return tuple(found)


def _how(judged: Address, told: Told | None) -> How:
    """The form of what is owed; what was put off is told in the form it would have had."""
    if judged.kind is AddressKind.EDIT:
        return How.EDIT
    if judged.kind is AddressKind.HOLD_GROUPED or (judged.kind is AddressKind.HOLD_QUIET_HOURS and told is None):
        return How.GROUPED
    return How.REPLY if judged.kind is AddressKind.REPLY or told is not None else How.TELL


async def open_incidents(store: Store, gazetteer: Gazetteer, now: datetime, apart: str = "") -> OpenIncidents:
    """The index of what is open, as the store knows it; without what articles whose ids begin with `apart` made."""
    incidents, stories = await store.open_incidents(now - _OPEN)
    news = [
        incident
        for incident in incidents
        if not apart or any(not report.article.startswith(apart) for report in incident.reports)
    ]
    found = OpenIncidents(gazetteer, news, stories)
    found.age_out(now)
    return found
