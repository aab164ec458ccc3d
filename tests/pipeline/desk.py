"""A newsroom in one process: real reader, rules, store, judges, words and courier; the clock and the chat are ours."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app.house import House
from bot.app.in_force import InForce
from bot.conversation import Conversation
from bot.delivery import Courier, Pace
from bot.facts import Reader
from bot.model.article import Article
from bot.model.change import ChatStarted, Subscribed
from bot.model.chat import Chat, ChatRef, Incoming, Language
from bot.model.story import VerdictKind
from bot.pipeline import Outcome, Pipeline, open_incidents
from bot.store import SqlStore, open_store
from tests.fakes import NOON, Clock, FakePlatform
from tests.store.nouns import WEB


@dataclass(slots=True)
class Desk:
    """What tests ask of it."""

    folder: Path
    reader: Reader
    store: SqlStore
    clock: Clock
    in_force: InForce
    house: House
    web: FakePlatform
    pipeline: Pipeline
    courier: Courier
    talk: Conversation
    said: int = 0
    outcomes: list[Outcome] = field(default_factory=list)

    async def hear(self, text: str, title: str = "", outlet: str = "وكالة أولى", **more: object) -> list[VerdictKind]:
        """One article of this moment; returns its verdicts, and says what is owed because of it."""
        number = len(self.outcomes)
        given = {"published": self.clock(), "url": f"https://example.org/{number}", "source": "wire", **more}
        article = Article(f"a{number}", title, text, outlet=outlet, **given)  # type: ignore[arg-type]
        outcome = await self.pipeline.take(article)
        self.outcomes.append(outcome)
        await self.drain()
        return [one.verdict.kind for one in outcome.judged]

    async def drain(self) -> None:
        """Everything that is due now is said."""
        await self.courier.drain()

    async def say(self, text: str, chat: ChatRef = WEB) -> str:
        """What is answered to a person in the chat."""
        self.said += 1
        before = len(self.web.sent)
        await self.talk.hear(Incoming(chat, text, "u1", f"m{self.said}"))
        return "\n".join(message.text for _, message, _ in self.web.sent[before:])

    @property
    def alerts(self) -> list[str]:
        """Every message that was sent, edits left out."""
        return self.web.texts()

    @property
    def edits(self) -> list[str]:
        """Every message as it was edited."""
        return [message.text for _, message in self.web.edits]


@contextlib.asynccontextmanager
async def desk(folder: Path, reader: Reader, rules: str, *wanted: str, language: Language = Language.ENGLISH):
    """A desk with these rules, and one chat that subscribes to those named."""
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "ours.yaml").write_text(rules, encoding="utf-8")
    async with opened(folder, reader) as found:
        before = found.clock() - timedelta(hours=1)
        changes = [ChatStarted(Chat(WEB, language, before)), *(Subscribed(WEB, name, before) for name in wanted)]
        await found.store.apply(changes, before)
        yield found


@contextlib.asynccontextmanager
async def opened(folder: Path, reader: Reader, clock: Clock | None = None) -> AsyncIterator[Desk]:
    """The desk as the store knows it: what a start, or a restart, finds."""
    clock = clock or Clock()
    store = await open_store(f"sqlite:///{folder}/desk.db")
    try:
        in_force, web = InForce(folder / "rules", reader), FakePlatform()
        await in_force.watch_for(await store.watches())
        house = House(reader, in_force, store, None, lambda: False, ZoneInfo("UTC"), clock, wake=lambda: None)  # type: ignore[arg-type]
        known = await open_incidents(store, reader.gazetteer, clock())
        pipeline = Pipeline(
            reader,
            reader.gazetteer,
            lambda: in_force.current,
            store,
            clock,
            open_incidents=known,
            started=NOON - timedelta(days=1),
        )
        courier = Courier(store, {"web": web}, house.render, clock, pace=Pace(100_000), gather=house.gather)
        talk = Conversation(store, {"web": web}, house, clock)
        yield Desk(folder, reader, store, clock, in_force, house, web, pipeline, courier, talk)
    finally:
        await store.close()
