"""The service killed again and again while news flows, and the count of what arrived. Used by tests and by bench/."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from sqlalchemy import create_engine, text

from bot.arabic.gazetteer import Gazetteer
from bot.facts import load
from bot.model.article import Article
from bot.model.story import Arrival, VerdictKind
from bot.rulebook import compile  # noqa: A004
from bot.rulebook import load as load_rules
from bot.stories import OpenIncidents, judge
from tests.chat.telegram_server import TOKEN, TelegramServer

ROOT = Path(__file__).parents[2]
RULES = """
rules:
  - id: villages-struck
    title: {ar: قصف على قرية, en: A village was struck}
    severity: critical  # never gathered with others: each alert is owed by itself
    conflict: any
    when:
      figure: {kind: killed, at_least: 2}
    fires: [مقتل خمسة مدنيين في قصف جوي على مدينة إدلب]
    quiet: [عقد مجلس القرية اجتماعه الشهري]
"""
SOURCES = """
sources:
  - {id: news, kind: folder, path: news, outlet: {ar: صحيفة التجربة, en: Test Gazette}, language: ar, every: 10s}
"""
_TOWNS = frozenset({"village", "town", "city", "district", "subdistrict", "governorate"})
_ATTACKS = ("قصف جوي", "قصف مدفعي", "تفجير سيارة مفخخة", "اشتباكات")
WORD = "let-articles-in"
LINK = "https://example.org/article/"


@dataclass(slots=True)
class Tally:
    """What happened. `arrived` counts the arrivals of each owed alert, by (platform, article)."""

    kills: int = 0
    articles: int = 0
    owed: int = 0
    arrived: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: list[tuple[str, str]] = field(default_factory=list)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    undoubted: list[tuple[str, str]] = field(default_factory=list)
    stopped_in: float = 0.0
    seconds: float = 0.0

    def __str__(self) -> str:
        """One line for people."""
        return (
            f"{self.articles} articles, {self.owed} alerts owed, {self.kills} kills: {len(self.lost)} lost, "
            f"{len(self.doubled)} doubled (all in flight at a kill: {not self.undoubted}); "
            f"{self.seconds:.0f} s, stopped in {self.stopped_in:.1f} s"
        )


def articles(count: int, folder: Path) -> list[dict[str, str]]:
    """As many reports, each of an event of its own: told apart by the very code that the service judges with."""
    reader = load()
    gazetteer, book = reader.gazetteer, load_rules(folder, reader.gazetteer)
    matcher, known, now = compile(book.rules, reader), OpenIncidents(gazetteer), datetime.now(UTC)
    found = []
    for number, town in enumerate(_towns(gazetteer)):
        attack = _ATTACKS[number % len(_ATTACKS)]
        row = {
            "id": f"strike-{number}",
            "title": f"{attack} في بلدة {town}",
            "text": f"قتل {number % 30 + 3} مدنيا في {attack} في بلدة {town} صباح اليوم. {_witnesses(number)}",
            "url": f"{LINK}{number}",
        }
        article = Article(**row, published=now, outlet="صحيفة التجربة")
        reading = reader.read(article)
        judged = judge(article, reading, matcher.match(article, reading), known, gazetteer, Arrival(now), book)
        if [one.verdict.kind for one in judged.judged] != [VerdictKind.TELL_NEW]:
            continue
        for incident in judged.incidents:
            known.put(incident)
        found.append(row)
        if len(found) == count:
            break
    assert len(found) == count
    return found


def _witnesses(number: int) -> str:
    """Names that no other article has: real reports of two events share few words."""
    chance = random.Random(number)
    names = ["".join(chance.choices("بتجحدرزسشصطعفقكلمنهي", k=5)) for _ in range(16)]
    return f"وروى ذلك {' و'.join(names)}."


def _towns(gazetteer: Gazetteer) -> list[str]:
    """A town of each region, then a second one of each, and so on: far apart as long as may be."""
    regions: dict[str, list[str]] = {}
    for row in map(gazetteer.row, gazetteer):
        if row.kind in _TOWNS and not row.mark and gazetteer.lookup(row.names[0]) == (row.code,):
            around = (gazetteer.row(code) for code in gazetteer.above(row.code))
            region = next((outer.code for outer in around if outer.kind == "governorate"), row.code[:3])
            regions.setdefault(region, []).append(row.names[0])
    return [towns[turn] for turn in range(8) for towns in regions.values() if turn < len(towns)]


class Survival:
    """One service in a folder of its own, with a loopback Telegram; `run` kills it `kills` times and counts."""

    def __init__(self, folder: Path, count: int, kills: int, seed: int = 7) -> None:
        self._folder, self._count, self._kills = folder, count, kills
        self._random = random.Random(seed)
        self._telegram = TelegramServer()
        self._process: asyncio.subprocess.Process | None = None
        self._url = ""

    async def run(self) -> Tally:
        """Everything: prepare, subscribe, feed and kill, wait for the end, stop, count."""
        began = time.monotonic()
        self._prepare()
        rows = articles(self._count, self._folder / "rules")
        await self._telegram.open()
        try:
            await self._start()
            await self._subscribe()
            feeding = asyncio.create_task(self._feed(rows))
            for _ in range(self._kills):
                await asyncio.sleep(self._random.uniform(0.3, 2.0))
                await self._kill()
                await self._start()
            await feeding
            await self._finished()
            stopped = await self._stop()
        finally:
            if self._process is not None and self._process.returncode is None:
                self._process.kill()
                await self._process.wait()
            await self._telegram.close()
        tally = self._count_all()
        tally.stopped_in, tally.seconds = stopped, time.monotonic() - began
        return tally

    def _prepare(self) -> None:
        for name in ("rules", "news", "var"):
            (self._folder / name).mkdir()
        (self._folder / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
        (self._folder / "rules" / "sources.yaml").write_text(SOURCES, encoding="utf-8")

    async def _start(self) -> None:
        """Starts the service and waits until it shows its screen."""
        settings = {
            "NADHIR_DATABASE_URL": f"sqlite:///{self._folder}/var/nadhir.db",
            "NADHIR_PORT": "0",
            "NADHIR_PACE": "20",
            "NADHIR_WEB_TOKEN": WORD,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": self._telegram.url,
        }
        with (self._folder / "log.txt").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout is not None
        said = ""
        async with asyncio.timeout(60):
            while "Ctrl+C" not in said:
                line = await self._process.stdout.readline()
                assert line, f"the service ended: {(self._folder / 'log.txt').read_text()[-2000:]}"
                said += line.decode()
        found = re.search(r"http://[\d.]+:\d+", said)
        assert found is not None, said
        self._url = found.group()

    async def _kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def _stop(self) -> float:
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await self._process.wait() == 0
        return time.monotonic() - began

    async def _subscribe(self) -> None:
        """Both chats, before anything happens."""
        async with httpx.AsyncClient(base_url=self._url, trust_env=False) as client:
            for said in ("/start", "/subscribe villages-struck"):
                (await client.post("/chat/messages", json={"text": said})).raise_for_status()
        self._telegram.say("/subscribe villages-struck")
        async with asyncio.timeout(30):
            while not self._telegram.taken:  # noqa: ASYNC110  — the server is somebody else's
                await asyncio.sleep(0.05)
        self._telegram.taken.clear()

    async def _feed(self, rows: Sequence[dict[str, str]]) -> None:
        """A few articles at a time: some as a file that appears whole, the others pushed until they are taken."""
        size = max(2, len(rows) // max(1, self._kills * 3))
        for at in range(0, len(rows), size):
            now = datetime.now(UTC).isoformat()
            some = [{**row, "published": now} for row in rows[at : at + size]]
            path = self._folder / "news" / f"{at:05}.jsonl"
            draft = path.with_suffix(".part")
            draft.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in some[::2]), encoding="utf-8")
            draft.rename(path)
            for row in some[1::2]:
                await self._push(row)
            await asyncio.sleep(0.5)

    async def _push(self, row: dict[str, str]) -> None:
        while True:
            try:
                async with httpx.AsyncClient(base_url=self._url, trust_env=False) as client:
                    answer = await client.post("/articles", json=row, headers={"Authorization": f"Bearer {WORD}"})
            except httpx.TransportError:
                await asyncio.sleep(0.2)  # killed: a sender tries again, as any should
            else:
                assert answer.status_code in {200, 202}, answer.text
                return

    def _ask(self, query: str) -> list[tuple[object, ...]]:
        engine = create_engine(f"sqlite:///{self._folder}/var/nadhir.db")
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(query))]
        finally:
            engine.dispose()

    async def _finished(self) -> None:
        """Until every article is taken and nothing is owed any more."""
        async with asyncio.timeout(120):
            while True:
                (taken,), (owed,) = self._ask(
                    "select count(*) from articles union all select count(*) from deliveries where state = 'owed'"
                )
                if (taken, owed) == (self._count, 0):
                    return
                await asyncio.sleep(0.3)

    def _count_all(self) -> Tally:
        tally = Tally(kills=self._kills)
        tally.articles = int(str(self._ask("select count(*) from articles")[0][0]))
        for (body,) in self._ask("select body from lines order by id"):
            line = json.loads(str(body))
            if line["message"] and not line["replaces"]:
                tally.arrived.update(("web", link) for link in set(re.findall(rf"{LINK}(\d+)", str(body))))
        for taken in self._telegram.taken:
            tally.arrived.update(("telegram", link) for link in set(re.findall(rf"{LINK}(\d+)", taken.html)))
        owed = self._ask(
            "select c.platform, d.doubts, a.body from deliveries d join chats c on c.key = d.chat"
            " join alerts a on a.key = d.alert where d.how != 'edit'"
        )
        tally.owed = len(owed)
        for platform, doubts, alert in owed:
            key = (str(platform), json.loads(str(alert))["article"]["url"].removeprefix(LINK))
            if not tally.arrived[key]:
                tally.lost.append(key)
            if tally.arrived[key] > 1:
                tally.doubled.append(key)
                if not doubts:
                    tally.undoubted.append(key)
        return tally
