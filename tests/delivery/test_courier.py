"""What is owed is said: in order, once, whatever a platform answers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.errors import (
    CannotParse,
    ChatError,
    GoneForGood,
    MessageGone,
    Moved,
    PassingError,
    PlatformStopped,
    ThreadGone,
)
from bot.delivery import Backoff, Courier, Pace
from bot.model.change import ChatStarted, Subscribed
from bot.model.chat import ChatRef, Language
from bot.model.delivery import DeliveryState, How
from bot.model.message import Message
from bot.model.story import Alert
from bot.store import SqlStore, open_store
from tests.fakes import NOON, Clock, FakePlatform, message
from tests.store import nouns
from tests.store.nouns import GROUP, WEB


@pytest.fixture
async def store(tmp_path) -> AsyncIterator[SqlStore]:
    opened = await open_store(f"sqlite:///{tmp_path}/nadhir.db")
    yield opened
    await opened.close()


def in_words(alert: Alert, how: How, language: Language) -> Message:
    return message(f"{how.value} {alert.id} {language.value}", language)


async def owe(store: SqlStore, ref: ChatRef = WEB, how: How = How.TELL, article: str = "a1", due=NOON) -> None:
    alert = nouns.replace_id(article)
    await store.apply([ChatStarted(nouns.chat(ref)), Subscribed(ref, "new-ceasefire", NOON)], NOON)
    async with store.taking() as taking:
        await taking.keep(nouns.article(article), nouns.READING, nouns.JUDGEMENT, NOON)
        await taking.owe(alert, [(nouns.owed(ref, how, due=due), nouns.told(ref))], NOON)


@contextlib.asynccontextmanager
async def running(store: SqlStore, *platforms: FakePlatform, clock=None, in_words=in_words) -> AsyncIterator[Courier]:
    by_name = {platform.name: platform for platform in platforms}
    courier = Courier(store, by_name, in_words, clock or Clock(), pace=Pace(1000), backoff=Backoff(first=60, most=60))
    task = asyncio.create_task(courier.run(grace=0.2))
    yield courier
    courier.stop()
    await asyncio.wait_for(task, 5)


async def until(store: SqlStore, **wanted: int) -> None:
    """Until the outbox stands like this."""
    expected = {DeliveryState(state): count for state, count in wanted.items()}
    async with asyncio.timeout(5):
        while await store.outbox() != expected:  # noqa: ASYNC110  — the courier runs by itself
            await asyncio.sleep(0.01)


async def test_what_is_owed_is_rendered_sent_and_receipted(store):
    web = FakePlatform()
    await owe(store)
    async with running(store, web):
        await until(store, done=1)
    assert web.texts() == ["tell i1/a1 ar"]
    (past,) = await store.recalled(WEB, 5)
    assert (past.message_id, past.message.text) == ("1", "tell i1/a1 ar")


async def test_a_chat_reads_things_in_their_order(store):
    web = FakePlatform()
    for number in range(5):
        await owe(store, article=f"a{number}")
    async with running(store, web):
        await until(store, done=5)
    assert web.texts() == [f"tell i1/a{number} ar" for number in range(5)]


async def test_an_update_edits_the_first_message_and_answers_it(store):
    web = FakePlatform()
    await owe(store)
    await owe(store, how=How.REPLY, article="a2")
    await owe(store, how=How.EDIT, article="a3")
    async with running(store, web):
        await until(store, done=3)
    assert web.texts() == ["tell i1/a1 ar", "reply i1/a2 ar"]
    assert web.sent[1][2].id == "1"
    assert [(ref.id, said.text) for ref, said in web.edits] == [("1", "edit i1/a2 ar"), ("1", "edit i1/a3 ar")]


async def test_an_update_whose_first_message_is_gone_is_told_whole(store):
    web = FakePlatform()
    await owe(store, how=How.REPLY)
    async with running(store, web):
        await until(store, done=1)
    assert web.texts() == ["tell i1/a1 ar"]


async def test_what_was_put_off_is_not_told_after_what_came_later(store):
    web, clock = FakePlatform(), Clock()
    await owe(store, how=How.GROUPED, due=NOON + timedelta(hours=8))
    await owe(store, article="a2")
    async with running(store, web, clock=clock):
        await until(store, owed=1, done=1)
        clock.forward(hours=8)
        await until(store, dropped=1, done=1)
    assert web.texts() == ["tell i1/a2 ar"]


async def test_an_answer_that_was_put_off_brings_back_no_older_message(store):
    web, clock = FakePlatform(), Clock()
    await owe(store)
    async with running(store, web, clock=clock):
        await until(store, done=1)
        await owe(store, how=How.REPLY, article="a2", due=NOON + timedelta(hours=8))
        await owe(store, how=How.EDIT, article="a3")
        await until(store, owed=1, done=2)
        clock.forward(hours=8)
        await until(store, done=3)
    assert web.texts() == ["tell i1/a1 ar", "reply i1/a2 ar"]
    assert [said.text for _, said in web.edits] == ["edit i1/a3 ar"]


async def test_an_edit_of_nothing_is_dropped(store):
    await owe(store, how=How.EDIT)
    async with running(store, FakePlatform()):
        await until(store, dropped=1)


@pytest.mark.parametrize(
    ("fault", "left"),
    [
        (PassingError("busy"), {"owed": 1}),
        (PassingError("busy", retry_after=timedelta(minutes=5)), {"owed": 1}),
        (PlatformStopped("token revoked"), {"owed": 1}),
        (RuntimeError("a bug of ours"), {"owed": 1}),
        (TimeoutError(), {"owed": 1}),
        (ThreadGone("no such topic"), {"done": 1}),
        (Moved("now a supergroup", new_id="-200"), {"done": 1}),
        (GoneForGood("blocked"), {"parked": 1}),
        (CannotParse("refused"), {"dead": 1}),
        (MessageGone("deleted"), {"dropped": 1}),
    ],
)
async def test_every_failure_has_its_end(store, fault, left):
    group, clock = FakePlatform("telegram", faults=[fault]), Clock()
    await owe(store, GROUP)
    async with running(store, group, clock=clock):
        await until_tried(group)
        await until(store, **left)


async def until_tried(platform: FakePlatform) -> None:
    async with asyncio.timeout(5):
        while platform.faults:  # noqa: ASYNC110  — the courier runs by itself
            await asyncio.sleep(0.01)


async def test_what_passes_is_tried_again_when_the_platform_asks_for_it(store):
    web, clock = FakePlatform(faults=[PassingError("busy", retry_after=timedelta(minutes=5))]), Clock()
    await owe(store)
    async with running(store, web, clock=clock):
        await until_tried(web)
        await settled(store)
        assert await store.next_due(["web"]) == NOON + timedelta(minutes=5)
        clock.forward(minutes=5)
        await until(store, done=1)
    assert web.texts() == ["tell i1/a1 ar"]


async def settled(store: SqlStore) -> None:
    """Until nothing is in anybody's hands."""
    async with asyncio.timeout(5):
        while await store.next_due(["web"]) in {NOON, NOON + timedelta(minutes=3)}:  # noqa: ASYNC110  — the courier runs by itself
            await asyncio.sleep(0.01)


async def test_a_failing_chat_holds_up_no_other(store):
    other = ChatRef("web", "w2")
    web = _Choosy(refused=WEB)
    await owe(store, WEB)
    await owe(store, WEB, article="a2")
    await owe(store, other)
    async with running(store, web):
        await until(store, owed=2, done=1)
    assert [ref for ref, _, _ in web.sent] == [other]


class _Choosy(FakePlatform):
    """Refuses one chat for ever."""

    def __init__(self, refused: ChatRef) -> None:
        super().__init__()
        self.refused = refused

    async def send(self, chat, message, reply_to=None):
        if chat == self.refused:
            raise PassingError("busy")
        return await super().send(chat, message, reply_to)


async def test_a_stopped_platform_keeps_what_it_is_owed_and_the_rest_goes_on(store):
    telegram, web = FakePlatform("telegram", stopped="token revoked"), FakePlatform()
    await owe(store, GROUP)
    await owe(store, WEB)
    async with running(store, telegram, web):
        await until(store, owed=1, done=1)
    assert (telegram.sent, len(web.sent)) == ([], 1)


async def test_what_hangs_at_the_end_is_owed_again_with_a_doubt(store):
    web = _Hanging()
    await owe(store)
    async with running(store, web):
        await asyncio.wait_for(web.asked.wait(), 5)
    (again,) = await store.claim(["web"], NOON, timedelta(minutes=1), 5)
    assert again.doubts == 1


class _Hanging(FakePlatform):
    """Takes a message and never says so."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()

    async def send(self, chat, message, reply_to=None):
        self.asked.set()
        await asyncio.sleep(60)
        return await super().send(chat, message, reply_to)


async def test_an_alert_nobody_can_put_into_words_holds_up_nothing(store):
    def fails_once(alert: Alert, how: How, language: Language) -> Message:
        if alert.id == "i1/a1":
            raise ValueError("no words")
        return in_words(alert, how, language)

    web = FakePlatform()
    await owe(store, WEB)
    await owe(store, ChatRef("web", "w2"), article="a2")
    async with running(store, web, in_words=fails_once):
        await until(store, owed=1, done=1)


def test_pace_keeps_each_platforms_limits():
    pace, chat, other = Pace(), ChatRef("telegram", "5"), ChatRef("telegram", "6")
    assert pace.slot(chat, 100.0) == 0.0
    assert pace.slot(other, 100.0) == pytest.approx(1 / 28)
    assert pace.slot(chat, 100.0) == pytest.approx(1.05)
    assert pace.slot(ChatRef("telegram", "-9"), 200.0) == 0.0
    assert pace.slot(ChatRef("telegram", "-9"), 200.0) == pytest.approx(3.1)
    assert [pace.slot(WEB, 1.0) for _ in range(3)] == [0.0, 0.0, 0.0]


def test_pace_is_multiplied():
    pace, chat = Pace(speed=20), ChatRef("slack", "C1")
    assert (pace.slot(chat, 0.0), pace.slot(chat, 0.0)) == (0.0, pytest.approx(1.05 / 20))


def test_pace_forgets_chats_that_are_quiet():
    pace = Pace()
    for number in range(10_500):
        pace.slot(ChatRef("slack", f"C{number}"), float(number * 10))
    assert len(pace._free) < 600  # noqa: SLF001  — what it remembers shows nowhere else


def test_backoff_doubles_up_to_its_most():
    backoff = Backoff(first=1, most=60)
    assert [backoff.after(tries, 1).total_seconds() for tries in (1, 2, 3, 7, 50)] == [1, 2, 4, 60, 60]
    assert Backoff(first=8, spread=lambda: 0.0).after(1, 2).total_seconds() == 2


def test_every_chat_error_has_an_end():
    kinds = {kind for kind in _all_below(ChatError) if not _all_below(kind)}
    assert kinds == {PassingError, GoneForGood, Moved, ThreadGone, MessageGone, CannotParse, PlatformStopped}


def _all_below(kind: type) -> set[type]:
    return {one for child in kind.__subclasses__() for one in {child, *_all_below(child)}}
