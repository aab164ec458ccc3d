"""The translation comes after the alert, as an edit, and never without a service."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from bot.app.translating import Translating
from bot.messages import proof, render_alert
from bot.model.chat import Chat, ChatRef, Language
from bot.model.delivery import Delivery, How, Postponed, Receipt
from bot.model.message import MessageRef
from bot.translation import Translation, Translator
from tests.fakes import NOON, Clock, message
from tests.making import FewPlaces
from tests.messages.test_alerts import ALERT, ZONE
from tests.translation.test_translation import Says

SAID = "The Civil Defence said that 12 civilians were killed in the raid. Warplanes raided a market this morning."


@dataclass
class Edits:
    """A store that remembers which deliveries are to be edited."""

    owed: list[int] = field(default_factory=list)

    async def owe_edit(self, delivery: int, now: datetime) -> None:
        assert now == NOON
        self.owed.append(delivery)


def delivery(number: int = 1, language: Language = Language.ENGLISH, how: How = How.TELL) -> Delivery:
    chat = Chat(ChatRef("web", str(number)), language, NOON)
    return Delivery(number, chat, how, NOON, 1, alert=ALERT)


def receipt(number: int = 1) -> Receipt:
    return Receipt(number, MessageRef(str(number), "7"), NOON, message("said"))


def desk(*services: Translator) -> tuple[Translating, Edits]:
    edits = Edits()
    return Translating(Translation(services, Clock()), edits, Clock(), lambda: None), edits


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_what_was_said_is_edited_with_its_translation() -> None:
    translating, edits = desk(Says("one", SAID))
    assert translating.known(ALERT, Language.ENGLISH).text == ""
    translating.ended(delivery(), receipt())
    await settle()
    assert edits.owed == [1]
    found = translating.known(ALERT, Language.ENGLISH)
    said = render_alert(ALERT, Language.ENGLISH, FewPlaces(), ZONE, translation=found.text).text
    assert "Machine translation: \u2068" + SAID in said


async def test_many_chats_ask_once() -> None:
    service = Says("one", SAID)
    translating, edits = desk(service)
    for number in (1, 2, 3):
        translating.ended(delivery(number), receipt(number))
    await settle()
    assert (service.asked, sorted(edits.owed)) == ([proof(ALERT)], [1, 2, 3])


async def test_nobody_is_asked_for_arabic_for_edits_and_for_what_was_not_said() -> None:
    service = Says("one", SAID)
    translating, edits = desk(service)
    translating.ended(delivery(language=Language.ARABIC), receipt())
    translating.ended(delivery(how=How.EDIT), receipt())
    translating.ended(delivery(), Postponed(1, NOON, "no answer"))
    await settle()
    assert (service.asked, edits.owed) == ([], [])


async def test_without_a_service_nothing_happens() -> None:
    translating, edits = desk()
    translating.ended(delivery(), receipt())
    await settle()
    assert edits.owed == []


async def test_a_translation_with_another_number_is_withheld_and_said_so() -> None:
    translating, edits = desk(Says("one", SAID.replace("12", "120")))
    translating.ended(delivery(), receipt())
    await settle()
    assert edits.owed == [1]
    found = translating.known(ALERT, Language.ENGLISH)
    assert (found.text, found.withheld) == ("", True)
    said = render_alert(ALERT, Language.ENGLISH, FewPlaces(), ZONE, withheld=found.withheld).text
    assert "Translation withheld" in said


async def test_stopping_leaves_what_is_not_translated() -> None:
    translating, edits = desk(Says("one", SAID, seconds=30))
    translating.ended(delivery(), receipt())
    await settle()
    await translating.stop()
    assert edits.owed == []
