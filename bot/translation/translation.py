"""Translations of quoted sentences: by the services in their order, remembered, checked, never waited for long."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.translation.base import TranslationFailed, Translator
from bot.translation.checking import figures_survive

_REMEMBERED = 2000
#: A service that failed so often in a row is left alone for a while.
_FAILURES, _REST = 3, timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of a text. `text` is "" where there is no translation; `withheld` where one was not to be trusted."""

    text: str = ""
    by: str = ""
    withheld: bool = False
    problem: str = ""


@dataclass(slots=True)
class _Health:
    """How a service has been doing."""

    failures: int = 0
    resting_until: datetime | None = None


class Translation:
    """Asks the services in their order until one answers well. With no services it answers nothing, at once."""

    def __init__(self, translators: Sequence[Translator], clock: Callable[[], datetime], seconds: float = 8.0) -> None:
        self._translators = tuple(translators)
        self._clock = clock
        self._seconds = seconds
        self._known: OrderedDict[tuple[str, str], Translated] = OrderedDict()
        self._health = {translator.name: _Health() for translator in translators}

    @property
    def on(self) -> bool:
        """Is any service configured?"""
        return bool(self._translators)

    def remembered(self, text: str, target: str) -> Translated | None:
        """What is known of this text already, without asking anybody."""
        return self._known.get((text, target))

    async def of(self, text: str, target: str, counts: Iterable[int] = (), source: str = "ar") -> Translated:
        """Translate, within the time given to the whole; never raises. `counts` are the figures read in the text."""
        known = self.remembered(text, target)
        if known is not None or not text.strip() or not self.on:
            return known or Translated()
        found = Translated(problem="no service is awake")
        try:
            async with asyncio.timeout(self._seconds):
                for translator in self._awake():
                    found = await self._ask(translator, text, source, target, tuple(counts))
                    if found.text:
                        break
        except TimeoutError:
            found = Translated(problem=f"no translation within {self._seconds:g} s")
        if found.text or found.withheld:
            self._remember((text, target), found)
        return found

    async def _ask(
        self, translator: Translator, text: str, source: str, target: str, counts: tuple[int, ...]
    ) -> Translated:
        health = self._health[translator.name]
        try:
            answer = await translator.translate(text, source, target)
        except asyncio.CancelledError:
            self._failed(health)
            raise
        except TranslationFailed as error:
            self._failed(health)
            return Translated(problem=str(error))
        health.failures, health.resting_until = 0, None
        if not figures_survive(text, answer, counts):
            return Translated(by=translator.name, withheld=True, problem="its figures do not match the original")
        return Translated(answer.strip(), translator.name)

    def _awake(self) -> list[Translator]:
        now = self._clock()
        rests = {name: health.resting_until for name, health in self._health.items()}
        return [one for one in self._translators if (rests[one.name] or now) <= now]

    def _failed(self, health: _Health) -> None:
        health.failures += 1
        if health.failures >= _FAILURES:
            health.failures, health.resting_until = 0, self._clock() + _REST

    def _remember(self, key: tuple[str, str], found: Translated) -> None:
        self._known[key] = found
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
