"""One whole round over real loopback HTTP on every platform: subscribe, an article comes in, the alert arrives."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.app.built import Built, build
from bot.app.service import Service, utc_now
from bot.settings import Settings
from tests.chat.slack_server import APP_TOKEN, BOT_TOKEN, SlackServer
from tests.chat.telegram_server import TOKEN, TelegramServer

ROOT = Path(__file__).parents[2]
WORD = "let-articles-in"
TRUCE = {
    "id": "truce-1",
    "title": "هدنة في إدلب",
    "text": "أعلن الجيش الروسي اليوم وقفا لإطلاق النار في محافظة إدلب يبدأ في السادسة من صباح الغد.",
    "url": "https://example.org/truce-1",
    "outlet": "صحيفة التجربة",
}


@contextlib.asynccontextmanager
async def service(folder: Path, **more: object) -> AsyncIterator[tuple[Built, str]]:
    """The service of this process, in a folder of its own."""
    settings = Settings.model_validate(
        {
            "NADHIR_DATABASE_URL": f"sqlite:///{folder}/var/nadhir.db",
            "NADHIR_RULES": ROOT / "rules",
            "NADHIR_INBOX": folder / "inbox",
            "NADHIR_PORT": 0,
            "NADHIR_PACE": 100,
            "NADHIR_WEB_TOKEN": SecretStr(WORD),
            **more,
        }
    )
    async with contextlib.AsyncExitStack() as stack:
        built = await build(settings, stack, utc_now)
        stop = asyncio.Event()
        running = asyncio.create_task(Service(settings, built, stop).run())
        port = built.listener.getsockname()[1]
        try:
            yield built, f"http://127.0.0.1:{port}"
        finally:
            stop.set()
            async with asyncio.timeout(10):
                await running


async def push(browser: httpx.AsyncClient, article: dict[str, str]) -> tuple[int, ...]:
    """Pushes an article of this moment without the token, with it, and once more; returns what was answered."""
    fresh = {**article, "published": datetime.now(UTC).isoformat()}
    word = {"Authorization": f"Bearer {WORD}"}
    answers = [await browser.post("/articles", json=fresh, headers=headers) for headers in ({}, word, word)]
    return tuple(answer.status_code for answer in answers)


async def alerts_of(browser: httpx.AsyncClient) -> list[str]:
    """The alerts that stand in the browser's chat, edits of earlier ones left out."""
    lines = (await browser.get("/chat/lines")).json()["lines"]
    return [line["text"] for line in lines if line.get("kind") == "alert" and not line["replaces"]]


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not happened():  # noqa: ASYNC110  — it happens in servers that know no events of ours
            await asyncio.sleep(0.01)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_an_article_reaches_three_platforms_as_an_alert(tmp_path, capsys):
    telegram, slack = TelegramServer(), SlackServer()
    await telegram.open()
    await slack.open()
    tokens = {
        "TELEGRAM_TOKEN": SecretStr(TOKEN),
        "TELEGRAM_BASE_URL": telegram.url,
        "SLACK_BOT_TOKEN": SecretStr(BOT_TOKEN),
        "SLACK_APP_TOKEN": SecretStr(APP_TOKEN),
        "SLACK_BASE_URL": slack.url,
    }
    try:
        async with (
            service(tmp_path, **tokens) as (_, url),
            httpx.AsyncClient(base_url=url, trust_env=False, timeout=20) as browser,
        ):
            for said in ("/start", "/subscribe idlib-new-ceasefire"):
                (await browser.post("/chat/messages", json={"text": said})).raise_for_status()
            telegram.say("/subscribe idlib-new-ceasefire")
            await slack.say("subscribe idlib-new-ceasefire")
            await until(lambda: telegram.texts() and slack.texts())
            assert await push(browser, TRUCE) == (401, 202, 200)
            await until(lambda: len(telegram.texts()) > 1 and len(slack.texts()) > 1)
            async with asyncio.timeout(10):
                while len(alerts := await alerts_of(browser)) < 1:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
            for alert in (telegram.texts()[1], slack.texts()[1], *alerts):
                assert "إدلب" in alert
                assert "وقف" in alert
            assert len(alerts) == 1
            assert b"nadhir_deliveries_total" in (await browser.get("/metrics")).content
            assert (await browser.get("/readyz")).json() == {"ready": True, "faults": {}}
            assert (telegram.breaches, slack.breaches) == ([], [])
    finally:
        await telegram.close()
        await slack.close()
    shown = capsys.readouterr().out
    assert "http://127.0.0.1:" in shown
    assert "Telegram" in shown
    assert TOKEN not in shown


async def test_with_nothing_configured_a_newcomer_sees_an_alert_and_sees_it_again_with_demo(tmp_path, capsys):
    async with (
        service(tmp_path) as (built, url),
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=20) as browser,
    ):
        built.demo.every = 0.01
        (await browser.post("/chat/messages", json={"text": "/subscribe idlib-new-ceasefire"})).raise_for_status()
        async with asyncio.timeout(20):
            while len(await alerts_of(browser)) < 1:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            # While the samples still flow, asking again changes nothing.
            while len(await alerts_of(browser)) < 2:
                (await browser.post("/chat/messages", json={"text": "/demo"})).raise_for_status()
                await asyncio.sleep(0.2)
    assert "sample articles begin" in capsys.readouterr().out
