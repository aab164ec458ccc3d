"""From an article to what is owed, with the real judges over a real store; what is read is made by hand."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.model.article import Article
from bot.model.change import ChatStarted, Subscribed
from bot.model.chat import ChatRef
from bot.model.delivery import DeliveryState, How
from bot.model.facts import Ceasefire
from bot.model.reading import Reading
from bot.model.story import AddressKind, VerdictKind
from bot.pipeline import Pipeline, Rules, open_incidents
from bot.rulebook import Certainty, Match, Rule, Rulebook, Severity, Step
from bot.rulebook.conditions import AllOf
from bot.store import SqlStore, Standing, open_store
from tests.fakes import NOON, Clock
from tests.making import FewPlaces
from tests.store import nouns
from tests.store.nouns import WEB

ARTICLE = replace(nouns.ARTICLE, published=NOON)
OTHER = ChatRef("telegram", "5")


def rule(name: str, severity: Severity = Severity.HIGH) -> Rule:
    return Rule(name, (), severity, AllOf(()))


@dataclass(slots=True)
class Reads:
    """Reads what it is given to read, and counts."""

    read_ids: list[str] = field(default_factory=list)
    fails: bool = False

    def read(self, article: Article) -> Reading:
        if self.fails:
            raise RuntimeError("unreadable")
        self.read_ids.append(article.id)
        return replace(nouns.READING, article=article.id)


@dataclass(slots=True)
class Matches:
    """Every article fires every rule, by its first fact."""

    rules: tuple[Rule, ...]

    def steps(self, article: Article, reading: Reading) -> tuple[Step, ...]:
        return ()

    def match(self, article: Article, reading: Reading) -> tuple[Match, ...]:
        evidence = (reading.facts[0].evidence,)
        return tuple(Match(one, Certainty.SURE, (0,), evidence) for one in self.rules)

    def explain(self, article: Article, reading: Reading) -> tuple[()]:
        return ()


@dataclass(slots=True)
class House:
    """A pipeline over a store, with what tests ask of it."""

    store: SqlStore
    clock: Clock
    reads: Reads
    rules: tuple[Rule, ...]
    woken: list[int]
    pipeline: Pipeline

    async def owed(self) -> list[tuple[ChatRef, How, list[str]]]:
        found = await self.store.claim(["web", "telegram"], self.clock(), timedelta(minutes=1), 50)
        return [(one.chat.ref, one.how, [rule.id for rule in one.alert.rules]) for one in found]


@pytest.fixture
async def house(tmp_path):
    store, clock, reads, woken = await open_store(f"sqlite:///{tmp_path}/n.db"), Clock(), Reads(), []
    rules = (rule("new-ceasefire"), rule("idlib-new-ceasefire", Severity.CRITICAL))
    book = Rules(Rulebook(rules=rules), Matches(rules))
    pipeline = Pipeline(
        reads,
        FewPlaces(),
        lambda: book,
        store,
        clock,
        open_incidents=await open_incidents(store, FewPlaces(), clock()),
        started=NOON - timedelta(days=1),
        wake=lambda: woken.append(1),
    )
    yield House(store, clock, reads, rules, woken, pipeline)
    await store.close()


async def subscribe(house: House, ref: ChatRef, *rules: str, since=NOON - timedelta(hours=1)) -> None:
    changes = [ChatStarted(nouns.chat(ref)), *(Subscribed(ref, name, since) for name in rules)]
    await house.store.apply(changes, since)


async def test_an_article_is_read_judged_and_owed_in_one_go(house):
    await subscribe(house, WEB, "new-ceasefire")
    outcome = await house.pipeline.take(ARTICLE)
    assert (outcome.standing, outcome.owed, house.woken) == (Standing.NEW, 1, [1])
    assert {one.verdict.kind for one in outcome.judged} == {VerdictKind.TELL_NEW}
    assert await house.owed() == [(WEB, How.TELL, ["new-ceasefire"])]
    kept = {incident.id for incident in (await house.store.open_incidents(NOON))[0]}
    assert {one.incident for one in outcome.judged} <= kept


async def test_one_chat_gets_one_message_naming_every_rule_it_wants(house):
    await subscribe(house, WEB, "new-ceasefire", "idlib-new-ceasefire")
    await subscribe(house, OTHER, "idlib-new-ceasefire")
    await house.pipeline.take(ARTICLE)
    assert await house.owed() == [
        (WEB, How.TELL, ["idlib-new-ceasefire", "new-ceasefire"]),
        (OTHER, How.TELL, ["idlib-new-ceasefire"]),
    ]


async def test_a_text_taken_before_is_neither_read_nor_told_again(house):
    await subscribe(house, WEB, "new-ceasefire")
    await house.pipeline.take(ARTICLE)
    again = await house.pipeline.take(replace(ARTICLE, source="another feed"))
    assert (again.standing, again.owed, house.reads.read_ids) == (Standing.KNOWN, 0, ["a1"])


async def test_the_same_article_twice_at_once_is_taken_once(house):
    await subscribe(house, WEB, "new-ceasefire")
    outcomes = await asyncio.gather(*(house.pipeline.take(ARTICLE) for _ in range(5)))
    assert sorted(outcome.standing for outcome in outcomes) == [Standing.KNOWN] * 4 + [Standing.NEW]
    assert await house.store.outbox() == {DeliveryState.OWED: 1}


async def test_another_report_of_the_event_is_told_to_nobody_again(house):
    await subscribe(house, WEB, "new-ceasefire")
    await house.pipeline.take(ARTICLE)
    house.clock.forward(minutes=5)
    second = await house.pipeline.take(replace(ARTICLE, id="a2", outlet="وكالة أخرى", published=house.clock()))
    assert next(one.verdict.kind for one in second.judged) is VerdictKind.HOLD_ANOTHER_SOURCE
    assert {found.kind for _, found in second.addressed} == {AddressKind.EDIT}


async def test_who_subscribes_later_is_not_told_the_past(house):
    await subscribe(house, WEB, "new-ceasefire", since=NOON + timedelta(hours=1))
    outcome = await house.pipeline.take(ARTICLE)
    assert (outcome.owed, {found.kind for _, found in outcome.addressed}) == (0, {AddressKind.HOLD_SUBSCRIBED_LATER})
    assert house.woken == []


async def test_what_is_open_survives_a_restart(house):
    await subscribe(house, WEB, "new-ceasefire")
    await house.pipeline.take(ARTICLE)
    reopened = await open_incidents(house.store, FewPlaces(), house.clock())
    assert len(reopened) == len((await house.store.open_incidents(NOON))[0]) > 0
    without = await open_incidents(house.store, FewPlaces(), house.clock(), apart="a")
    assert len(without) == 0


async def test_an_article_that_cannot_be_read_leaves_no_trace_and_can_be_tried_again(house):
    house.reads.fails = True
    with pytest.raises(RuntimeError, match="unreadable"):
        await house.pipeline.take(ARTICLE)
    assert await house.store.standing(ARTICLE) is Standing.NEW
    house.reads.fails = False
    assert (await house.pipeline.take(ARTICLE)).standing is Standing.NEW


async def test_a_long_text_does_not_hold_up_the_others(house):
    long = replace(ARTICLE, text=ARTICLE.text + " ." * 500_000)
    taking, ticks = asyncio.create_task(house.pipeline.take(long)), 0
    while not taking.done():
        await asyncio.sleep(0.001)
        ticks += 1
    assert (await taking).standing is Standing.NEW
    assert ticks > 3


async def test_samples_are_judged_among_themselves(house):
    await subscribe(house, WEB, "new-ceasefire")
    apart = await open_incidents(house.store, FewPlaces(), NOON)
    await house.pipeline.take(replace(ARTICLE, id="sample/1"), among=apart)
    real = await house.pipeline.take(ARTICLE)
    assert next(one.verdict.kind for one in real.judged) is VerdictKind.TELL_NEW
    assert isinstance(real.reading.facts[0], Ceasefire)


async def test_every_verdict_is_kept_with_its_reason(house):
    await house.pipeline.take(ARTICLE)
    (kept,) = await house.store.sought(ARTICLE.url, 5)
    assert [past.rules for past in kept.verdicts] == [("new-ceasefire",), ("idlib-new-ceasefire",)]
    assert all(past.reason for past in kept.verdicts)
