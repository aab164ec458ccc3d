"""What every store promises, tried on each engine there is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.change import ChatStarted, LanguageSet, Subscribed, Unsubscribed, Watch, WatchAdded, WatchRemoved
from bot.model.chat import ChatRef, Incoming, Language, Subscription
from bot.model.delivery import ChatMoved, How, Receipt
from bot.model.line import Line
from bot.model.message import MessageRef
from bot.model.source import Notes
from bot.rulebook import watch_id
from bot.store import SourceState, SqlStore, Standing
from tests.fakes import NOON, message
from tests.store import nouns
from tests.store.nouns import ALERT, ARTICLE, GROUP, INCIDENT, JUDGEMENT, READING, STORY, WEB

LEASE = timedelta(minutes=1)
LATER = NOON + timedelta(seconds=1)
ALL = ("web", "telegram", "slack")


async def start(store: SqlStore, *refs: ChatRef) -> None:
    changes = [ChatStarted(nouns.chat(ref)) for ref in refs]
    await store.apply([*changes, *(Subscribed(ref, "new-ceasefire", NOON) for ref in refs)], NOON)


async def owe(store: SqlStore, *refs: ChatRef, how: How = How.TELL, article: str = "a1", due=NOON) -> None:
    async with store.taking() as taking:
        await taking.keep(replace(ARTICLE, id=article), READING, JUDGEMENT, NOON)
        await taking.owe(ALERT, [(nouns.owed(ref, how, due=due), nouns.told(ref)) for ref in refs], NOON)


# -- articles


async def test_an_article_is_new_then_known_then_revised(store):
    assert await store.standing(ARTICLE) is Standing.NEW
    async with store.taking() as taking:
        await taking.keep(ARTICLE, READING, JUDGEMENT, NOON)
    assert await store.standing(ARTICLE) is Standing.KNOWN
    assert await store.standing(replace(ARTICLE, outlet="أخرى", source="other")) is Standing.KNOWN
    assert await store.standing(replace(ARTICLE, text=ARTICLE.text + ".")) is Standing.REVISED


async def test_an_article_and_all_that_follows_is_kept_or_nothing(store):
    await start(store, WEB)

    async def fail_half_way() -> None:
        async with store.taking() as taking:
            await taking.keep(ARTICLE, READING, JUDGEMENT, NOON)
            await taking.owe(ALERT, [(nouns.owed(), nouns.told())], NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_half_way()
    assert await store.standing(ARTICLE) is Standing.NEW
    assert await store.outbox() == {}
    assert await store.open_incidents(NOON) == ((), ())


async def test_open_incidents_come_back_as_they_were_stored(store):
    await owe(store)
    assert await store.open_incidents(NOON) == ((INCIDENT,), (STORY,))
    assert await store.open_incidents(LATER) == ((), ())


async def test_the_past_comes_in_order_each_article_in_its_last_revision(store):
    for number in range(3):
        async with store.taking() as taking:
            await taking.keep(replace(ARTICLE, id=f"a{number}"), READING, JUDGEMENT, NOON)
    async with store.taking() as taking:
        await taking.keep(replace(ARTICLE, id="a0", text="نص جديد"), READING, JUDGEMENT, NOON)
    past = [article async for article in store.articles(NOON)]
    assert [(article.id, article.text == "نص جديد") for article in past] == [("a1", False), ("a2", False), ("a0", True)]
    assert past[0] == ARTICLE
    assert [article async for article in store.articles(LATER)] == []


# -- chats


async def test_a_chat_is_known_once_it_started(store):
    assert await store.chat(WEB) is None
    await store.apply([ChatStarted(nouns.chat(WEB, Language.ENGLISH))], NOON)
    assert await store.chat(WEB) == nouns.chat(WEB, Language.ENGLISH)
    await store.apply([LanguageSet(WEB, Language.ARABIC)], NOON)
    assert (await store.chat(WEB)).language is Language.ARABIC


async def test_subscribing_twice_is_once_and_keeps_the_first_day(store):
    await store.apply([Subscribed(WEB, "a", NOON), Subscribed(WEB, "a", LATER), Subscribed(WEB, "b", LATER)], NOON)
    assert await store.subscriptions(WEB) == (Subscription(WEB, "a", NOON), Subscription(WEB, "b", LATER))
    await store.apply([Unsubscribed(WEB, "a")], NOON)
    assert [held.rule for held in await store.subscriptions(WEB)] == ["b"]


async def test_watches_belong_to_their_chat(store):
    watch = Watch(WEB, "w1", "قصف النهر", ("قصف",), "النهر", NOON)
    other = Watch(GROUP, "w1", "هدنة", ("هدنة",), "", NOON)
    await store.apply([WatchAdded(watch), WatchAdded(other)], NOON)
    assert await store.watches(WEB) == (watch,)
    assert await store.watches() == (watch, other)
    await store.apply([WatchRemoved(WEB, "w1")], NOON)
    assert await store.watches() == (other,)


async def test_a_watch_finds_its_chat_alone_also_after_a_move(store):
    watch = Watch(GROUP, "w1", "هدنة", ("هدنة",), "", NOON)
    await start(store, WEB, GROUP)
    await owe(store, GROUP)
    await store.apply([WatchAdded(watch)], NOON)
    assert [held.rule for held in await store.subscriptions(GROUP)] == ["new-ceasefire"]
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([ChatMoved(delivery.id, "-200", NOON)])
    (moved,) = await store.watches()
    async with store.taking() as taking:
        assert [chat.ref for chat, _ in await taking.audience({watch_id(moved)})] == [moved.chat]
        assert await taking.audience({watch_id(watch)}) == ()
    await store.apply([WatchRemoved(moved.chat, "w1")], NOON)
    async with store.taking() as taking:
        assert await taking.audience({watch_id(moved)}) == ()


async def test_owners_are_told_apart(store):
    await store.apply([ChatStarted(nouns.chat(GROUP)), ChatStarted(replace(nouns.chat(WEB), owner=True))], NOON)
    assert [chat.ref for chat in await store.owners()] == [WEB]


async def test_a_message_is_answered_once(store):
    incoming = Incoming(WEB, "/start", "u", "m1")
    assert await store.answered(incoming) is None
    await store.answer(incoming, [message("أهلا")], [ChatStarted(nouns.chat())], NOON)
    assert await store.answered(incoming) == (message("أهلا"),)
    await store.said(incoming, NOON)
    assert await store.answered(incoming) == ()
    assert await store.answered(replace(incoming, id="")) is None


# -- addressing


async def test_the_audience_of_rules_is_every_chat_that_wants_one(store):
    await start(store, WEB, GROUP)
    await store.apply([Subscribed(WEB, "other", LATER), Subscribed(WEB, "third", LATER)], NOON)
    async with store.taking() as taking:
        found = await taking.audience({"new-ceasefire", "other"})
    assert [(chat.ref, [held.rule for held in subscriptions]) for chat, subscriptions in found] == [
        (WEB, ["new-ceasefire", "other"]),
        (GROUP, ["new-ceasefire"]),
    ]


async def test_what_is_owed_counts_as_told_and_gets_its_message_with_the_receipt(store):
    await start(store, WEB)
    await owe(store, WEB)
    async with store.taking() as taking:
        assert await taking.told("i1") == {WEB: nouns.told()}
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    ref = MessageRef("w1", "55")
    await store.end([Receipt(delivery.id, ref, NOON, message("قيل"))])
    async with store.taking() as taking:
        assert (await taking.told("i1"))[WEB].message == ref


# -- what was


async def test_the_past_is_told_newest_first_and_the_one_replied_to_before_all(store):
    await start(store, WEB)
    for number in range(3):
        await owe(store, WEB, article=f"a{number}")
        (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
        at = NOON + timedelta(minutes=number)
        await store.end([Receipt(delivery.id, MessageRef("w1", f"m{number}"), at, message(f"قيل {number}"))])
    assert [past.message_id for past in await store.recalled(WEB, 2)] == ["m2", "m1"]
    first, second = await store.recalled(WEB, 2, "m0")
    assert (first.message_id, second.message_id) == ("m0", "m2")
    assert (first.rules, first.verdict, first.reason) == (("new-ceasefire",), "tell_new", "first report")
    assert (first.message, first.evidence, first.article) == (message("قيل 0"), (nouns.TRUCE.evidence,), ARTICLE)
    assert await store.recalled(GROUP, 5) == ()
    assert len(await store.latest(2)) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://example.org/a1", 1),
        ("https://example.org/none", 0),
        ("http://www.example.org/a1/?utm_source=chat&utm_medium=x#end", 1),
        ("HTTPS://EXAMPLE.org/a1?fbclid=IwAR0", 1),
        ("https://example.org/a1?page=2", 0),
        ("https://example.org/A1", 0),
        ("https://[broken/a1", 0),
        ("https://example.org/a1 هدنة", 0),
        ("هدنة البلدة", 1),
        ("هدنة غائبة", 0),
        ("100%", 0),
        ("", 0),
    ],
)
async def test_an_article_is_sought_by_link_or_words(store, text, found):
    await owe(store)
    kept = await store.sought(text, 3)
    assert len(kept) == found
    for one in kept:
        assert (one.article, one.reading) == (ARTICLE, READING)
        assert [(past.rules, past.verdict) for past in one.verdicts] == [(("new-ceasefire",), "tell_new")]


# -- small records


async def test_the_first_start_is_remembered(store):
    assert await store.started(NOON) == NOON
    assert await store.started(LATER) == NOON


async def test_sources_are_remembered(store):
    assert await store.source("feed") == SourceState("feed")
    state = SourceState("feed", Notes("e", "m", (("x.txt", 5, 6),)), NOON, NOON, 2, "HTML")
    await store.put_source(state)
    await store.put_source(state)
    assert await store.source("feed") == state


async def test_lines_of_the_web_chat_are_numbered_and_come_back_in_order(store):
    lines = [await store.add_line(Line(0, "w1", NOON, said=str(number))) for number in range(4)]
    await store.add_line(Line(0, "w2", NOON, message=message("لغيره")))
    assert [line.id for line in lines] == sorted({line.id for line in lines})
    assert await store.lines("w1", after=lines[0].id, limit=2) == (lines[2], lines[3])
