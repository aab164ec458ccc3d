"""What every store promises of the outbox, tried on each engine there is."""

from dataclasses import replace
from datetime import timedelta

from bot.model.change import ChatStarted, Subscribed, Unsubscribed
from bot.model.chat import ChatRef
from bot.model.delivery import ChatMoved, DeliveryState, GivenUp, How, Postponed, Receipt
from bot.model.message import MessageRef
from bot.model.story import Address, AddressKind, FiredRule
from bot.store import SqlStore
from tests.fakes import NOON, message
from tests.store import nouns
from tests.store.nouns import ALERT, ARTICLE, GROUP, JUDGEMENT, READING, WEB

LEASE = timedelta(minutes=1)
LATER = NOON + timedelta(seconds=1)
ALL = ("web", "telegram", "slack")


async def start(store: SqlStore, *refs: ChatRef) -> None:
    changes = [ChatStarted(nouns.chat(ref)) for ref in refs]
    await store.apply([*changes, *(Subscribed(ref, "new-ceasefire", NOON) for ref in refs)], NOON)


async def owe(
    store: SqlStore, *refs: ChatRef, how: How = How.TELL, article: str = "a1", due=NOON, incident: str = "i1"
) -> None:
    alert = replace(ALERT, id=f"{incident}/{article}", incident=incident)
    async with store.taking() as taking:
        await taking.keep(replace(ARTICLE, id=article), READING, JUDGEMENT, NOON)
        owed = [(nouns.owed(ref, how, due=due), nouns.told(ref, incident)) for ref in refs]
        await taking.owe(alert, owed, NOON)


# -- the outbox


async def test_a_claimed_delivery_is_nobody_elses_until_its_lease_ends(store):
    await start(store, WEB)
    await owe(store, WEB)
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    assert (delivery.chat.ref, delivery.how, delivery.tries, delivery.doubts) == (WEB, How.TELL, 1, 0)
    assert [rule.id for rule in delivery.alert.rules] == ["new-ceasefire"]
    assert delivery.alert.facts == ALERT.facts
    assert await store.claim(ALL, NOON, LEASE, 10) == ()
    assert await store.next_due(ALL) == NOON + LEASE
    (again,) = await store.claim(ALL, NOON + LEASE, LEASE, 10)
    assert (again.id, again.tries, again.doubts) == (delivery.id, 2, 1)


async def test_leases_of_the_dead_are_released(store):
    await start(store, WEB)
    await owe(store, WEB)
    await store.claim(ALL, NOON, LEASE, 10)
    assert await store.release() == 1
    (again,) = await store.claim(ALL, NOON, LEASE, 10)
    assert again.doubts == 1


async def test_a_chat_gets_its_messages_in_order_and_does_not_hold_up_others(store):
    await start(store, WEB, GROUP)
    await owe(store, WEB, GROUP)
    await owe(store, WEB, article="a2")
    first, group = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([Postponed(first.id, NOON + timedelta(hours=1), "busy")])
    assert await store.claim(ALL, LATER, LEASE, 10) == ()
    await store.end([Receipt(group.id, MessageRef("-100", "1", "7"), NOON, message("قيل"))])
    (again,) = await store.claim(ALL, NOON + timedelta(hours=1), LEASE, 10)
    assert again.id == first.id
    assert await store.outbox() == {DeliveryState.OWED: 2, DeliveryState.DONE: 1}


async def test_what_is_due_later_waits_and_other_platforms_are_left_alone(store):
    await start(store, WEB)
    await owe(store, WEB, due=NOON + timedelta(hours=8))
    assert await store.claim(ALL, NOON, LEASE, 10) == ()
    assert await store.next_due(ALL) == NOON + timedelta(hours=8)
    assert await store.next_due(["slack"]) is None
    assert await store.claim(["slack"], NOON + timedelta(hours=8), LEASE, 10) == ()
    assert len(await store.claim(["web"], NOON + timedelta(hours=8), LEASE, 10)) == 1


async def test_a_reply_knows_the_message_it_answers(store):
    await start(store, WEB)
    await owe(store, WEB)
    (first,) = await store.claim(ALL, NOON, LEASE, 10)
    assert first.first is None
    await store.end([Receipt(first.id, MessageRef("w1", "55"), NOON, message("قيل"))])
    await owe(store, WEB, how=How.REPLY, article="a2")
    (reply,) = await store.claim(ALL, NOON, LEASE, 10)
    assert (reply.how, reply.first) == (How.REPLY, MessageRef("w1", "55"))
    await store.end([Receipt(reply.id, MessageRef("w1", "56"), NOON, message("تحديث"))])
    async with store.taking() as taking:
        assert (await taking.told("i1"))[WEB].message == MessageRef("w1", "55")


async def test_a_chat_out_of_reach_is_parked_with_all_it_is_owed_and_comes_back(store):
    await start(store, WEB)
    await owe(store, WEB)
    await owe(store, WEB, article="a2")
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([GivenUp(delivery.id, DeliveryState.PARKED, "blocked", NOON)])
    assert (await store.chat(WEB)).parked == "blocked"
    assert await store.outbox() == {DeliveryState.PARKED: 2}
    await store.apply([ChatStarted(replace(nouns.chat(), parked="blocked"))], LATER)
    assert (await store.chat(WEB)).parked == ""
    assert [held.rule for held in await store.subscriptions(WEB)] == ["new-ceasefire"]
    assert len(await store.claim(ALL, LATER, LEASE, 10)) == 1


async def test_what_is_dead_stays_listed_and_lets_the_next_one_through(store):
    await start(store, WEB)
    await owe(store, WEB)
    await owe(store, WEB, article="a2")
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([GivenUp(delivery.id, DeliveryState.DEAD, "refused", NOON)])
    assert (await store.outbox())[DeliveryState.DEAD] == 1
    assert len(await store.claim(ALL, NOON, LEASE, 10)) == 1


async def test_unsubscribing_drops_what_is_owed_for_that_rule_alone(store):
    await start(store, WEB)
    await owe(store, WEB)
    async with store.taking() as taking:
        await taking.keep(replace(ARTICLE, id="a2"), READING, JUDGEMENT, NOON)
        both = nouns.owed(rules=("new-ceasefire", "idlib-new-ceasefire"))
        await taking.owe(ALERT, [(both, nouns.told())], NOON)
    await store.apply([Unsubscribed(WEB, "new-ceasefire")], NOON)
    (left,) = await store.claim(ALL, NOON, LEASE, 10)
    assert [rule.id for rule in left.alert.rules] == ["idlib-new-ceasefire"]
    assert await store.outbox() == {DeliveryState.DROPPED: 1, DeliveryState.OWED: 1}


async def test_a_chat_that_moved_keeps_everything_under_its_new_id(store):
    await start(store, GROUP)
    await owe(store, GROUP)
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([ChatMoved(delivery.id, "-200", NOON)])
    moved = ChatRef("telegram", "-200", "7")
    assert await store.chat(GROUP) is None
    assert [held.rule for held in await store.subscriptions(moved)] == ["new-ceasefire"]
    (again,) = await store.claim(ALL, NOON, LEASE, 10)
    assert (again.chat.ref, again.doubts) == (moved, 0)


async def test_a_chat_that_moved_to_a_known_one_is_joined_with_it(store):
    there = ChatRef("telegram", "-200", "7")
    await start(store, GROUP, there)
    await owe(store, GROUP)
    await store.apply([Subscribed(GROUP, "other", NOON)], NOON)
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([ChatMoved(delivery.id, "-200", NOON)])
    assert [held.rule for held in await store.subscriptions(there)] == ["new-ceasefire", "other"]
    assert [found.chat.ref for found in await store.claim(ALL, NOON, LEASE, 10)] == [there]


async def test_an_ending_of_what_is_no_longer_owed_changes_nothing(store):
    await start(store, WEB)
    await owe(store, WEB)
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    receipt = Receipt(delivery.id, MessageRef("w1", "1"), NOON, message("قيل"))
    await store.end([receipt, Postponed(delivery.id, LATER, "late"), receipt])
    assert await store.outbox() == {DeliveryState.DONE: 1}


async def test_messages_of_our_own_are_owed_too(store):
    await store.owe_message(WEB, message("تنبيه للمشرف"), NOON)
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    assert (delivery.alert, delivery.message) == (None, message("تنبيه للمشرف"))


async def test_an_edit_of_what_was_said_is_owed_to_the_same_chat(store):
    await start(store, WEB)
    await owe(store, WEB)
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([Receipt(delivery.id, MessageRef(WEB.id, "7"), NOON, message("said"))])
    await store.owe_edit(delivery.id, LATER)
    (edit,) = await store.claim(ALL, LATER, LEASE, 10)
    assert (edit.how, edit.chat.ref, edit.alert) == (How.EDIT, WEB, delivery.alert)
    assert edit.first == MessageRef(WEB.id, "7")


async def test_what_is_put_off_holds_up_nothing_that_is_due(store):
    await start(store, WEB)
    await owe(store, WEB, due=NOON + timedelta(hours=8))
    await owe(store, WEB, article="critical")
    assert await store.next_due(ALL, NOON) == NOON
    (now,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([Receipt(now.id, MessageRef("w1", "1"), NOON, message("قيل"))])
    assert await store.claim(ALL, NOON, LEASE, 10) == ()
    assert await store.next_due(ALL, NOON) == NOON + timedelta(hours=8)
    assert len(await store.claim(ALL, NOON + timedelta(hours=8), LEASE, 10)) == 1


async def test_what_is_grouped_is_ended_by_one_receipt(store):
    await start(store, WEB)
    for name in ("a1", "a2", "a3"):
        await owe(store, WEB, how=How.GROUPED, article=name, due=LATER, incident=f"of {name}")
    (head,) = await store.claim(ALL, LATER, LEASE, 10)
    others = await store.grouped_with(head.id, LATER)
    assert [one.how for one in others] == [How.GROUPED] * 2
    await store.end([Receipt(head.id, MessageRef("w1", "9"), LATER, message("معا"), tuple(one.id for one in others))])
    assert await store.outbox() == {DeliveryState.DONE: 3}
    async with store.taking() as taking:
        assert (await taking.told("of a1"))[WEB].message is None


async def test_what_waits_is_told_as_it_stands_when_it_is_told(store):
    await start(store, WEB)
    await owe(store, WEB, how=How.GROUPED, due=LATER)
    await owe(store, WEB, how=How.REPLY, article="a2", due=LATER)
    await owe(store, WEB, how=How.EDIT, article="a3")
    assert await store.claim(ALL, NOON, LEASE, 10) == ()
    (waited,) = await store.claim(ALL, LATER, LEASE, 10)
    assert (waited.alert.id, waited.how, waited.overtaken) == ("i1/a3", How.GROUPED, None)
    assert await store.outbox() == {DeliveryState.OWED: 1}


async def test_what_waits_knows_that_something_later_was_told(store):
    await start(store, WEB, GROUP)
    await owe(store, WEB, how=How.GROUPED, due=LATER)
    await owe(store, WEB, article="a2")
    (now,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([Receipt(now.id, MessageRef("w1", "1"), NOON, message("قيل"))])
    (waited,) = await store.claim(ALL, LATER, LEASE, 10)
    assert (waited.alert.id, waited.overtaken) == ("i1/a1", How.TELL)


async def test_an_answer_that_waits_knows_that_the_message_was_edited_since(store):
    await start(store, WEB)
    await owe(store, WEB)
    (first,) = await store.claim(ALL, NOON, LEASE, 10)
    await store.end([Receipt(first.id, MessageRef("w1", "1"), NOON, message("قيل"))])
    await owe(store, WEB, how=How.REPLY, article="a2", due=LATER)
    await owe(store, WEB, how=How.EDIT, article="a3")
    (edit,) = await store.claim(ALL, NOON, LEASE, 10)
    assert (edit.how, edit.alert.id) == (How.EDIT, "i1/a3")
    await store.end([Receipt(edit.id, MessageRef("w1", "1"), NOON, message("قيل"))])
    (waited,) = await store.claim(ALL, LATER, LEASE, 10)
    assert (waited.alert.id, waited.overtaken) == ("i1/a2", How.EDIT)


async def test_a_chat_is_told_as_gravely_as_the_rules_it_asked_for(store):
    await start(store, WEB)
    rules = (FiredRule("mass-casualties", "critical"), FiredRule("new-ceasefire", "medium"))
    async with store.taking() as taking:
        await taking.keep(ARTICLE, READING, JUDGEMENT, NOON)
        alert = replace(ALERT, rules=rules, severity="critical")
        await taking.owe(alert, [(nouns.owed(), nouns.told())], NOON)
    (delivery,) = await store.claim(ALL, NOON, LEASE, 10)
    assert delivery.alert.severity == "medium"


async def test_why_a_chat_was_not_told_is_kept(store):
    await start(store, WEB, GROUP)
    muted = Address(WEB, AddressKind.HOLD_MUTED, "this story is muted")
    async with store.taking() as taking:
        await taking.keep(ARTICLE, READING, JUDGEMENT, NOON)
        await taking.hold(ALERT, [muted], NOON)
    (kept,) = await store.sought(ARTICLE.url, 5, WEB)
    assert kept.held == (("hold_muted", "this story is muted"),)
    assert (await store.sought(ARTICLE.url, 5, GROUP))[0].held == ()


async def test_who_subscribes_to_a_rule(store):
    await start(store, WEB, GROUP)
    found = await store.subscribers(["new-ceasefire", "nobodys"])
    assert {rule: [chat.ref for chat in chats] for rule, chats in found.items()} == {"new-ceasefire": [WEB, GROUP]}
