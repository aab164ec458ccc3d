"""Is an alert news to this chat? Every situation is a named row."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.model.chat import Chat, ChatRef, Language, Subscription
from bot.model.message import MessageRef
from bot.model.story import Address, AddressKind, Alert, Change, FiredRule, SavedFact, Told, VerdictKind
from bot.stories import address, told_after
from tests.making import NOON, FewPlaces, article, ceasefire, event, figure, places

REF = ChatRef("web", "1")
CHAT = Chat(REF, Language.ARABIC, NOON - timedelta(days=9))
LOW, HIGH, CRITICAL = FiredRule("low", "low"), FiredRule("high", "high"), FiredRule("critical", "critical")
TOLL = figure(20, "killed", "خان شيخون")


def saved(fact: Any) -> SavedFact:
    return SavedFact(fact, "a", "outlet", NOON)


ALERT = Alert(
    id="i/a",
    incident="i",
    story="s",
    verdict=VerdictKind.TELL_NEW,
    reason="first report",
    severity="high",
    rules=(HIGH,),
    facts=(TOLL, event("airstrike", "خان شيخون")),
    article=article("a"),
    places=places("خان شيخون"),
    known=(saved(TOLL),),
    at=NOON,
)
TOLD = Told(REF, "i", "s", NOON - timedelta(hours=2), ("high",), "high", (saved(TOLL),), MessageRef("1", "77"))
UPDATE = replace(
    ALERT,
    verdict=VerdictKind.TELL_UPDATE,
    changes=(Change("toll_up", saved(figure(31, "killed", "خان شيخون")), saved(TOLL)),),
)
SOURCE = replace(ALERT, verdict=VerdictKind.HOLD_ANOTHER_SOURCE)


def wants(rule: str = "high", **more: Any) -> Subscription:
    return Subscription(REF, rule, **{"since": NOON - timedelta(days=1), **more})


@dataclass(frozen=True)
class Row:
    name: str
    kind: AddressKind
    alert: Alert = ALERT
    chat: Chat = CHAT
    subscriptions: tuple[Subscription, ...] = field(default_factory=lambda: (wants(),))
    told: Told | None = None
    rules: tuple[str, ...] | None = None


BOTH = replace(ALERT, rules=(CRITICAL, HIGH), severity="critical")
NIGHT = {"quiet_from": time(22), "quiet_until": time(7), "zone": "Asia/Damascus"}
ROWS = [
    Row("news to a subscriber", AddressKind.TELL, rules=("high",)),
    Row("no subscription", AddressKind.HOLD_NOT_SUBSCRIBED, subscriptions=()),
    Row("a subscription to another rule", AddressKind.HOLD_NOT_SUBSCRIBED, subscriptions=(wants("low"),)),
    Row(
        "overlapping rules are one message that names both",
        AddressKind.TELL,
        alert=BOTH,
        subscriptions=(wants("high"), wants("critical")),
        rules=("critical", "high"),
    ),
    Row("only the rules it wants are named", AddressKind.TELL, alert=BOTH, rules=("high",)),
    Row("late joiner", AddressKind.HOLD_SUBSCRIBED_LATER, subscriptions=(wants(since=NOON + timedelta(minutes=1)),)),
    Row("parked", AddressKind.HOLD_PARKED, chat=replace(CHAT, parked="blocked")),
    Row("muted for a while", AddressKind.HOLD_MUTED, chat=replace(CHAT, muted_until=NOON + timedelta(hours=1))),
    Row("muted until before now", AddressKind.TELL, chat=replace(CHAT, muted_until=NOON)),
    Row("a muted story", AddressKind.HOLD_MUTED, chat=replace(CHAT, muted=("s",))),
    Row("below its severity", AddressKind.HOLD_BELOW_THRESHOLD, chat=replace(CHAT, least="critical")),
    Row("at its severity", AddressKind.TELL, chat=replace(CHAT, least="high")),
    Row("below its own threshold", AddressKind.HOLD_BELOW_THRESHOLD, subscriptions=(wants(at_least=50),)),
    Row("above its own threshold", AddressKind.TELL, subscriptions=(wants(at_least=20),)),
    Row("within its place", AddressKind.TELL, subscriptions=(wants(place="SY07"),)),
    Row("outside its place", AddressKind.HOLD_OUTSIDE_PLACE, subscriptions=(wants(place="SY02"),)),
    Row("one of two subscriptions is narrower", AddressKind.TELL, subscriptions=(wants(place="SY02"), wants())),
    Row("quiet hours", AddressKind.HOLD_QUIET_HOURS, chat=replace(CHAT, **{**NIGHT, "quiet_from": time(14)})),
    Row("outside quiet hours", AddressKind.TELL, chat=replace(CHAT, **NIGHT)),
    Row(
        "what is critical breaks quiet hours",
        AddressKind.TELL,
        alert=BOTH,
        chat=replace(CHAT, **{**NIGHT, "quiet_from": time(14)}),
        subscriptions=(wants("critical"), wants("high")),
    ),
    Row(
        "what is critical to others alone does not",
        AddressKind.HOLD_QUIET_HOURS,
        alert=BOTH,
        chat=replace(CHAT, **{**NIGHT, "quiet_from": time(14)}),
    ),
    Row(
        "… and is below its severity",
        AddressKind.HOLD_BELOW_THRESHOLD,
        alert=BOTH,
        chat=replace(CHAT, least="critical"),
    ),
    Row("told already, nothing new", AddressKind.HOLD_ALREADY_TOLD, told=TOLD),
    Row("a change of what was told", AddressKind.REPLY, alert=UPDATE, told=TOLD),
    Row(
        "a change that this chat knows",
        AddressKind.HOLD_ALREADY_TOLD,
        alert=UPDATE,
        told=replace(TOLD, facts=(saved(figure(31, "killed", "خان شيخون")),)),
    ),
    Row("an update is new to a chat that was told nothing", AddressKind.TELL, alert=UPDATE),
    Row("another source edits quietly", AddressKind.EDIT, alert=SOURCE, told=TOLD),
    Row(
        "another source edits in quiet hours too",
        AddressKind.EDIT,
        alert=SOURCE,
        told=TOLD,
        chat=replace(CHAT, **{**NIGHT, "quiet_from": time(14)}),
    ),
    Row("another source is nothing to who was told nothing", AddressKind.HOLD_ALREADY_TOLD, alert=SOURCE),
    Row(
        "a lesser rule on what was told under a graver one",
        AddressKind.HOLD_INHIBITED,
        alert=replace(ALERT, rules=(LOW,), severity="low"),
        subscriptions=(wants("low"), wants("high")),
        told=TOLD,
    ),
    Row(
        "a graver rule on what was told under a lesser one",
        AddressKind.REPLY,
        alert=BOTH,
        subscriptions=(wants("critical"), wants("high")),
        told=TOLD,
        rules=("critical", "high"),
    ),
    Row(
        "a change under a rule it does not have, of what it was told: under its own nothing changed",
        AddressKind.HOLD_ALREADY_TOLD,
        alert=replace(UPDATE, rules=(CRITICAL,)),
        told=TOLD,
    ),
    Row(
        "a change under a rule it does not have, and another source under its own",
        AddressKind.EDIT,
        alert=replace(UPDATE, rules=(CRITICAL, HIGH), quiet=("high",)),
        told=TOLD,
    ),
    Row(
        "news under a rule it does not have, and another source under its own, of which it was not told",
        AddressKind.HOLD_ALREADY_TOLD,
        alert=replace(BOTH, quiet=("high",)),
    ),
    Row(
        "a correction below its own threshold, of what it was told",
        AddressKind.REPLY,
        alert=replace(UPDATE, facts=(figure(10, "killed", "خان شيخون"),)),
        subscriptions=(wants(at_least=20),),
        told=TOLD,
    ),
]


def judged(row: Row) -> Address:
    return address(row.alert, row.chat, row.subscriptions, row.told, NOON, FewPlaces())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_address(row: Row) -> None:
    found = judged(row)
    assert found.kind == row.kind
    assert found.reason
    assert row.rules is None or found.rules == row.rules
    assert found.owes == (
        row.kind in {AddressKind.TELL, AddressKind.EDIT, AddressKind.REPLY, AddressKind.HOLD_QUIET_HOURS}
    )


def test_quiet_hours_end_in_the_chats_own_zone() -> None:
    quiet = replace(CHAT, quiet_from=time(14), quiet_until=time(7), zone="Asia/Damascus")
    found = address(ALERT, quiet, (wants(),), None, NOON)
    assert found.due == NOON.replace(hour=4) + timedelta(days=1)  # 7:00 there


def test_edits_and_replies_refer_to_the_first_message() -> None:
    assert address(UPDATE, CHAT, (wants(),), TOLD, NOON).message == TOLD.message
    assert address(SOURCE, CHAT, (wants(),), TOLD, NOON).message == TOLD.message


def test_what_a_chat_knows_once_it_is_told() -> None:
    first = told_after(ALERT, address(ALERT, CHAT, (wants(),), None, NOON), None, NOON)
    assert (first.rules, first.severity, first.facts) == (("high",), "high", ALERT.known)
    graver = address(BOTH, CHAT, (wants(), wants("critical")), first, NOON)
    assert told_after(BOTH, graver, first, NOON).severity == "critical"


def test_a_breach_is_a_change_for_who_was_told_of_the_truce() -> None:
    truce, breach = saved(ceasefire("declared", "إدلب")), saved(ceasefire("violated", "إدلب"))
    alert = replace(UPDATE, changes=(Change("status", breach, truce),))
    assert address(alert, CHAT, (wants(),), replace(TOLD, facts=(truce,)), NOON).kind is AddressKind.REPLY
    assert (
        address(alert, CHAT, (wants(),), replace(TOLD, facts=(truce, breach)), NOON).kind
        is AddressKind.HOLD_ALREADY_TOLD
    )


def test_a_truce_broken_extended_and_broken_again_is_a_change_each_time() -> None:
    kinds = ("declared", "violated", "extended")
    facts = tuple(saved(ceasefire(status, "إدلب")) for status in kinds)
    again = replace(UPDATE, changes=(Change("status", saved(ceasefire("violated", "إدلب")), facts[-1]),))
    assert address(again, CHAT, (wants(),), replace(TOLD, facts=facts), NOON).kind is AddressKind.REPLY


def test_a_truce_that_was_told_unconfirmed_is_told_as_confirmed() -> None:
    truce = saved(ceasefire("declared", "إدلب"))
    alert = replace(UPDATE, changes=(Change("confirmed", truce, truce),))
    assert address(alert, CHAT, (wants(),), replace(TOLD, facts=(truce,)), NOON).kind is AddressKind.REPLY
