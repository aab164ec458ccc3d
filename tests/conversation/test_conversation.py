"""What a person writes is answered once, and what it changes is kept with the answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

import pytest

from bot.chat.errors import GoneForGood, PassingError
from bot.conversation import Conversation, Newcomers
from bot.messages import say
from bot.model.article import Article
from bot.model.change import Change, DemoAsked, TestAsked
from bot.model.chat import Chat, ChatRef, Incoming, Language
from bot.model.delivery import Receipt
from bot.model.message import Message, MessageRef
from bot.model.reading import Reading
from bot.model.story import Alert
from bot.rulebook import Rule, Severity
from bot.rulebook.conditions import AllOf
from bot.store import SqlStore, open_store
from tests.fakes import NOON, Clock, FakePlatform, message
from tests.store import nouns
from tests.store.nouns import WEB

RULES = (
    Rule(
        "new-ceasefire",
        ((Language.ARABIC, "هدنة جديدة"), (Language.ENGLISH, "New ceasefire")),
        Severity.HIGH,
        AllOf(()),
    ),
    Rule("place-taken", ((Language.ENGLISH, "A place is taken"),), Severity.LOW, AllOf(())),
)


@dataclass(slots=True)
class House:
    """The rest of the house, as far as conversations see it."""

    done: list[Change] = field(default_factory=list)

    def rules(self) -> tuple[Rule, ...]:
        return RULES

    def samples(self) -> bool:
        return True

    def place_in(self, text: str) -> str:
        return ""

    def in_words(self, alert: Alert, language: Language) -> Message:
        return message(f"alert {alert.id}", language)

    def zone_of(self, chat: Chat) -> ZoneInfo:
        return ZoneInfo("UTC")

    async def would_have_told(self, text: str) -> int | None:
        return 4

    def why_not(self, article: Article, reading: Reading, named: Mapping[str, str]) -> str:
        return "status is sought, not declared"

    async def carry_out(self, change: Change, chat: Chat) -> None:
        self.done.append(change)


@dataclass(slots=True)
class Talk:
    """A person in one chat."""

    store: SqlStore
    web: FakePlatform
    house: House
    conversation: Conversation
    said: int = 0

    async def say(self, text: str, ref: ChatRef = WEB, **more: object) -> list[str]:
        """Says it and returns the answers."""
        self.said += 1
        before = len(self.web.sent)
        incoming = replace(Incoming(ref, text, "u1", f"m{self.said}", language="en"), **more)
        await self.conversation.hear(incoming)
        return [said.text for _, said, _ in self.web.sent[before:]]


@pytest.fixture
async def talk(tmp_path):
    store, web, house = await open_store(f"sqlite:///{tmp_path}/n.db"), FakePlatform(), House()
    yield Talk(store, web, house, Conversation(store, {"web": web}, house, Clock()))
    await store.close()


async def test_a_newcomer_is_greeted_in_their_language_and_known_from_then_on(talk):
    (answer,) = await talk.say("/start")
    assert say(Language.ENGLISH, "start_title") in answer
    assert (await talk.store.chat(WEB)).language is Language.ENGLISH
    (arabic,) = await talk.say("/start", ChatRef("web", "w2"), language="tr")
    assert say(Language.ARABIC, "start_title") in arabic


async def test_subscribing_is_kept_before_it_is_said(talk):
    await talk.say("/start")
    (answer,) = await talk.say("/subscribe new-ceasefire")
    assert "New ceasefire" in answer
    assert [held.rule for held in await talk.store.subscriptions(WEB)] == ["new-ceasefire"]
    assert talk.house.done[-1] == DemoAsked(WEB, again=False)


async def test_each_answer_refers_to_its_message(talk):
    await talk.say("/help")
    assert talk.web.sent[-1][2] == MessageRef("w1", "m1")


async def test_a_message_that_comes_twice_is_answered_once(talk):
    assert len(await talk.say("/demo", id="same")) == 1
    assert await talk.say("/demo", id="same") == []
    assert len([change for change in talk.house.done if isinstance(change, DemoAsked)]) == 1


async def test_a_message_answered_but_not_said_before_a_crash_is_said_when_it_comes_again(talk):
    incoming = Incoming(WEB, "/help", "u1", "m9")
    await talk.store.answer(incoming, [message("جواب")], [], NOON)
    assert await talk.say("/help", id="m9") == ["جواب"]
    assert await talk.say("/help", id="m9") == []


async def test_an_answer_that_the_platform_does_not_take_now_is_owed(talk):
    talk.web.faults.append(PassingError("busy"))
    assert await talk.say("/help") == []
    (owed,) = await talk.store.claim(["web"], NOON, Clock()().resolution, 5)
    assert owed.message is not None


async def test_an_answer_to_a_chat_that_is_gone_is_let_go(talk):
    talk.web.faults.append(GoneForGood("blocked"))
    assert await talk.say("/help") == []
    assert await talk.store.outbox() == {}


async def test_where_nobody_spoke_to_us_nothing_is_answered(talk):
    assert await talk.say("/help", addressed=False) == []
    assert await talk.store.chat(WEB) is None


async def test_two_messages_of_one_chat_are_answered_in_turn(talk):
    first = Incoming(WEB, "/subscribe new-ceasefire", "u1", "a")
    second = Incoming(WEB, "/unsubscribe new-ceasefire", "u1", "b")
    await asyncio.gather(talk.conversation.hear(first), talk.conversation.hear(second))
    assert await talk.store.subscriptions(WEB) == ()
    assert [heard.id for _, _, heard in talk.web.sent] == ["a", "b"]


async def test_a_test_is_carried_out_by_the_house(talk):
    await talk.say("/test new-ceasefire")
    assert talk.house.done == [TestAsked(WEB, "new-ceasefire")]


async def test_strangers_get_no_answer_where_only_owners_may_speak(tmp_path):
    store, web = await open_store(f"sqlite:///{tmp_path}/n.db"), FakePlatform()
    newcomers = Newcomers(Language.ENGLISH, frozenset({ChatRef("web", "boss")}), open=False)
    closed = Conversation(store, {"web": web}, House(), Clock(), newcomers)
    await closed.hear(Incoming(WEB, "/start", "u1", "m1"))
    assert web.sent == []
    await closed.hear(Incoming(ChatRef("web", "w5"), "/start", "boss", "m2"))
    assert len(web.sent) == 1
    assert [chat.ref.id for chat in await store.owners()] == ["w5"]
    await store.close()


async def tell(talk: Talk) -> None:
    """One alert arrives in the chat."""
    await talk.say("/subscribe new-ceasefire")
    async with talk.store.taking() as taking:
        await taking.keep(nouns.ARTICLE, nouns.READING, nouns.JUDGEMENT, NOON)
        await taking.owe(nouns.ALERT, [(nouns.owed(), nouns.told())], NOON)
    (delivery,) = await talk.store.claim(["web"], NOON, Clock()().resolution, 5)
    await talk.store.end([Receipt(delivery.id, MessageRef("w1", "77"), NOON, message("التنبيه"))])


async def test_why_speaks_of_the_alert_that_was_told(talk):
    await tell(talk)
    (answer,) = await talk.say("/why")
    assert "New ceasefire" in answer
    assert "first report" in answer
    assert nouns.TRUCE.evidence.quote in answer


async def test_latest_shows_the_last_alerts(talk):
    await tell(talk)
    (answer,) = await talk.say("/latest")
    assert "alert i1/a1" in answer


async def test_whynot_says_what_became_of_an_article(talk):
    await tell(talk)
    (told,) = await talk.say("/whynot هدنة")
    assert say(Language.ENGLISH, "whynot_told") in told
    async with talk.store.taking() as taking:
        quiet = replace(nouns.JUDGEMENT, judged=(), alerts=())
        await taking.keep(replace(nouns.ARTICLE, id="q", title="مساع جديدة", url=""), nouns.READING, quiet, NOON)
    (missed,) = await talk.say("/whynot مساع")
    assert "status is sought, not declared" in missed
    (unseen,) = await talk.say("/whynot غائب")
    assert "غائب" in unseen
