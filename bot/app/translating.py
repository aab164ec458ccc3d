"""Translations come after the alert, never before it: once an alert was said, it is edited with what was translated."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.messages import proof
from bot.model.chat import Language
from bot.model.delivery import Delivery, Ending, How, Receipt
from bot.model.facts import Figure
from bot.model.story import Alert
from bot.translation import Translated, Translation


class OwesEdits(Protocol):
    """The part of the store that is needed here."""

    async def owe_edit(self, delivery: int, now: datetime) -> None:
        """Owe an edit of what this delivery said."""
        ...


class Translating:
    """Hears of every delivery; those in another language than the article's are translated and edited."""

    def __init__(
        self, translation: Translation, store: OwesEdits, clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._translation, self._store, self._clock, self._wake = translation, store, clock, wake
        self._asked: dict[tuple[str, str], asyncio.Task[Translated]] = {}
        self._editing: set[asyncio.Task[None]] = set()

    def known(self, alert: Alert, language: Language) -> Translated:
        """What is known of the alert's quotes in this language, without waiting for anybody."""
        if language is Language.ARABIC or not self._translation.on:
            return Translated()
        return self._translation.remembered(proof(alert), language.value) or Translated()

    def ended(self, delivery: Delivery, ending: Ending) -> None:
        """Begin a translation where an alert was just said without one."""
        alert, language = delivery.alert, delivery.chat.language
        if not isinstance(ending, Receipt) or alert is None or delivery.how is How.EDIT:
            return
        if language is Language.ARABIC or not self._translation.on or self.known(alert, language).by:
            return
        task = asyncio.create_task(self._edit(delivery, alert, language))
        self._editing.add(task)
        task.add_done_callback(self._editing.discard)

    async def stop(self) -> None:
        """Leave what is not translated yet as it is: every alert was said."""
        for task in (*self._editing, *self._asked.values()):
            task.cancel()
        await asyncio.gather(*self._editing, *self._asked.values(), return_exceptions=True)

    async def _edit(self, delivery: Delivery, alert: Alert, language: Language) -> None:
        found = await self._ask(alert, language)
        if found.text or found.withheld:
            await self._store.owe_edit(delivery.id, self._clock())
            self._wake()

    async def _ask(self, alert: Alert, language: Language) -> Translated:
        """Ask once, however many chats wait for the same words."""
        key = (proof(alert), language.value)
        task = self._asked.get(key)
        if task is None:
            counts = [
                count for fact in alert.facts if isinstance(fact, Figure) for count in (fact.min, fact.max) if count
            ]
            task = self._asked[key] = asyncio.create_task(self._translation.of(*key, counts=counts))
            task.add_done_callback(lambda _: self._asked.pop(key, None))
        return await asyncio.shield(task)
