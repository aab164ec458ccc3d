"""The service as it is started, spoken to on three platforms at once: the same words, the same answers, the alert."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.chat import slack_server, telegram_server
from tests.chat.slack_server import SlackServer
from tests.chat.telegram_server import TelegramServer

ROOT = Path(__file__).parents[2]

#: What each person says, in turn, and a word of the answer.
CONVERSATION = (
    ("ابدأ", "أهلًا بك في نذير"),
    ("القواعد", "health-facility-attacked"),
    ("اشتراكاتي", "لا اشتراكات لديك"),
    ("subscribe idlib-new-ceasfire", "هل تقصد"),
    ("language en", "in English"),
    ("subscriptions", "no subscriptions"),
    ("whynot", "Write “whynot”"),
    ("watch قصف سراقب", "Watching for"),
    ("watches", "قصف"),
    ("unwatch w1", "No longer watching"),
    ("unwach w1", "Did you mean"),
    ("language ar", "بالعربية"),
    ("test place-taken", "هكذا يبدو تنبيه"),
    ("ألغ place-taken", "لا اشتراكات"),
    ("كلام لا معنى له هنا", "لم أفهم"),
)


@dataclass
class Service:
    """A running service and the two loopback platforms that it talks to."""

    telegram: TelegramServer
    slack: SlackServer
    browser: httpx.AsyncClient

    async def say(self, text: str) -> None:
        """Three people say it, each on their platform."""
        self.telegram.say(text)
        await self.slack.say(text)
        assert (await self.browser.post("/chat/messages", json={"text": text})).status_code == 200

    async def seen(self) -> dict[str, list[str]]:
        """What each of them has read, in order, edits in place."""
        lines = (await self.browser.get("/chat/lines")).json()["lines"]
        standing: dict[int, str] = {}
        for line in lines:
            if line["kind"] != "said":
                standing[line["replaces"] or line["id"]] = line["text"]
        texts = {"web": list(standing.values()), "telegram": self.telegram.texts(), "slack": self.slack.texts()}
        return {platform: [_bare(text) for text in found] for platform, found in texts.items()}

    async def until(self, count: int, seconds: float = 10) -> dict[str, list[str]]:
        """What they have read once each has that many messages."""
        async with asyncio.timeout(seconds):
            while min(map(len, (await self.seen()).values())) < count:  # noqa: ASYNC110  — it is another process
                await asyncio.sleep(0.05)
        return await self.seen()


def _bare(text: str) -> str:
    """Without direction marks, signs of severity, and what is written otherwise on one platform by intent."""
    return " ".join(re.sub("[\u200e\u200f🔴🟠🟡⚪🔵🟢]", "", text).replace("/nadhir ", "/").split())


@asynccontextmanager
async def _service(folder: Path) -> AsyncIterator[Service]:
    telegram, slack = TelegramServer(), SlackServer()
    await telegram.open()
    await slack.open()
    shutil.copytree(ROOT / "rules", folder / "rules")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "TELEGRAM_TOKEN": telegram_server.TOKEN,
        "TELEGRAM_BASE_URL": telegram.url,
        "SLACK_BOT_TOKEN": slack_server.BOT_TOKEN,
        "SLACK_APP_TOKEN": slack_server.APP_TOKEN,
        "SLACK_BASE_URL": slack.url,
        "NADHIR_PORT": str(port),
        "NADHIR_PACE": "20",
        "PYTHONPATH": str(ROOT),
    }
    env = {name: value for name, value in os.environ.items() if not name.startswith(("NADHIR", "SLACK", "TELEGRAM"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=env | settings, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as browser:
            await _ready(browser, slack, process)
            yield Service(telegram, slack, browser)
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 15) == 0
        await telegram.close()
        await slack.close()


async def _ready(browser: httpx.AsyncClient, slack: SlackServer, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(60):
        while process.returncode is None:
            try:
                if (await browser.get("/healthz")).is_success and slack.opened:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError("the service ended before it was ready")


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with _service(tmp_path) as service:
        yield service
        assert service.telegram.breaches + service.slack.breaches == []


async def test_the_same_words_have_the_same_outcome_everywhere(service: Service) -> None:
    async with asyncio.timeout(10):
        while set(service.telegram.menus) != {"ar", "en", ""}:  # noqa: ASYNC110  — it is another process
            await asyncio.sleep(0.05)
    count = 0
    for text, answer in CONVERSATION:
        await service.say(text)
        # An example of an alert follows its announcement by itself.
        expected = 2 if text.startswith("test") else 1
        seen = await service.until(count + expected)
        for platform, found in seen.items():
            assert answer in found[count], (platform, text)
        assert seen["web"][count] == seen["telegram"][count] == seen["slack"][count]
        count += expected
    await service.say("اشترك idlib-new-ceasefire")
    seen = await service.until(count + 2, seconds=30)
    for platform, found in seen.items():
        assert "تم الاشتراك" in found[count], platform
        assert "إدلب" in found[count + 1], platform
        assert "وقف إطلاق" in found[count + 1], platform
    await service.say("لماذا")
    seen = await service.until(count + 3, seconds=30)
    for platform, found in seen.items():
        assert any("لماذا وصلك هذا التنبيه" in text for text in found[count + 1 :]), platform
