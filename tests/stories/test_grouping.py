"""Too much at once: which alert goes into a group, and when the group closes. Every situation is a named row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timedelta

import pytest

from bot.model.chat import Chat, ChatRef, Language, Subscription
from bot.model.story import AddressKind, Alert, Change, FiredRule, SavedFact, Told, VerdictKind
from bot.stories import address, told_after
from bot.stories.grouping import GATHERED, MOST
from tests.making import NOON, FewPlaces, article, event, figure, places

REF = ChatRef("web", "1")
CHAT = Chat(REF, Language.ARABIC, NOON - timedelta(days=9))
WANTS = (Subscription(REF, "high", NOON - timedelta(days=1)),)
TOLL = SavedFact(figure(20, "killed", "خان شيخون"), "a", "outlet", NOON)
ALERT = Alert(
    id="new/a",
    incident="new",
    story="s",
    verdict=VerdictKind.TELL_NEW,
    reason="first report",
    severity="high",
    rules=(FiredRule("high", "high"),),
    facts=(event("airstrike", "خان شيخون"),),
    article=article("a"),
    places=places("خان شيخون"),
    known=(TOLL,),
    at=NOON,
)
CRITICAL = replace(ALERT, severity="critical", rules=(FiredRule("high", "critical"),))
OPEN = NOON + timedelta(seconds=50)


def said(
    count: int, where: str = "معرة النعمان", minutes: float = 3, until: timedelta | None = None
) -> tuple[Told, ...]:
    """So many alerts of other incidents that the chat was told lately."""
    at = NOON - timedelta(minutes=minutes)
    one = Told(REF, "", "s", at, ("high",), "high", places=places(where), until=until and NOON + until)
    return tuple(replace(one, incident=f"i{where}{number}") for number in range(count))


@dataclass(frozen=True)
class Row:
    name: str
    kind: AddressKind
    lately: tuple[Told, ...] = ()
    alert: Alert = ALERT
    told: Told | None = None
    chat: Chat = CHAT
    due: object = None


KNOWN = replace(said(1)[0], incident="new", facts=(TOLL,))
GROWN = replace(
    ALERT,
    verdict=VerdictKind.TELL_UPDATE,
    changes=(Change("toll_up", replace(TOLL, fact=figure(40, "killed", "خان شيخون")), TOLL),),
)
ROWS = [
    Row("few of one region are told one by one", AddressKind.TELL, said(MOST - 1)),
    Row("one too many opens a group", AddressKind.HOLD_GROUPED, said(MOST), due=NOON + GATHERED),
    Row("many elsewhere do not count", AddressKind.TELL, said(MOST, "حلب")),
    Row("many that were told long ago do not count", AddressKind.TELL, said(MOST, minutes=11)),
    Row("the governorate counts for its villages", AddressKind.HOLD_GROUPED, said(MOST, "إدلب"), due=NOON + GATHERED),
    Row("a whole country is no region", AddressKind.TELL, said(MOST, "سوريا")),
    Row(
        "a group that is open takes the next one",
        AddressKind.HOLD_GROUPED,
        said(1, until=timedelta(seconds=50)),
        due=OPEN,
    ),
    Row("a group that is closed takes none", AddressKind.TELL, said(1, until=timedelta(seconds=-1))),
    Row("what is critical never waits", AddressKind.TELL, said(MOST), CRITICAL),
    Row("a change of what was told is told at once", AddressKind.REPLY, said(MOST), GROWN, KNOWN),
    Row(
        "a change of what still waits in a group waits with it",
        AddressKind.HOLD_GROUPED,
        alert=GROWN,
        told=replace(KNOWN, until=OPEN),
        due=OPEN,
    ),
    Row(
        "quiet hours go before groups",
        AddressKind.HOLD_QUIET_HOURS,
        said(MOST),
        chat=replace(CHAT, quiet_from=time(10), quiet_until=time(14)),
        due=NOON.replace(hour=14),
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_grouping(row: Row) -> None:
    found = address(row.alert, row.chat, WANTS, row.told, NOON, FewPlaces(), row.lately)
    assert (row.kind, row.due) == (found.kind, found.due)
    assert found.owes


def test_what_waits_in_a_group_is_remembered_with_its_place_and_the_moment_it_closes() -> None:
    found = address(ALERT, CHAT, WANTS, None, NOON, FewPlaces(), said(MOST))
    kept = told_after(ALERT, found, None, NOON)
    assert (kept.places, kept.until) == (ALERT.places, NOON + GATHERED)


def test_a_group_waits_as_long_as_it_is_told_to() -> None:
    found = address(ALERT, CHAT, WANTS, None, NOON, FewPlaces(), said(MOST), timedelta(seconds=6))
    assert (AddressKind.HOLD_GROUPED, NOON + timedelta(seconds=6)) == (found.kind, found.due)
