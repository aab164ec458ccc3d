"""The web chat over real HTTP: replies, replay, sessions, and who may come in."""

from __future__ import annotations

import asyncio
import json
import re

import httpx
import pytest

from bot.model.chat import ChatRef
from tests.fakes import message
from tests.web.site import TOKEN, Site


async def events(browser: httpx.AsyncClient, count: int, **headers: str) -> list[dict[str, object]]:
    """The next lines of the stream, as the browser gets them."""
    found: list[dict[str, object]] = []
    async with asyncio.timeout(5), browser.stream("GET", "/chat/events", headers=headers) as stream:
        if count == 0:
            return found
        async for row in stream.aiter_lines():
            if row.startswith("data: "):
                found.append(json.loads(row.removeprefix("data: ")))
            if len(found) == count:
                break
    return found


async def say(browser: httpx.AsyncClient, text: str = "/start", **headers: str) -> httpx.Response:
    return await browser.post("/chat/messages", json={"text": text}, headers=headers)


async def test_what_is_said_is_answered_in_the_same_breath(site: Site) -> None:
    async with site.browser() as browser:
        answer = (await say(browser)).json()
    assert [reply["text"] for reply in answer["replies"]] == ["أهلا"]
    assert answer["said"]["text"] == "/start"
    assert (site.heard[0].text, site.heard[0].owner) == ("/start", True)


async def test_an_alert_comes_by_itself(site: Site) -> None:
    async with site.browser() as browser:
        await say(browser)
        listening = asyncio.create_task(events(browser, 3))
        await asyncio.sleep(0.05)
        await site.chat.send(site.heard[0].chat, message("تنبيه"))
        lines = await listening
    assert [line["text"] for line in lines] == ["/start", "أهلا", "تنبيه"]


@pytest.mark.parametrize("how", ["header", "query"])
async def test_what_was_missed_comes_first_and_nothing_twice(site: Site, how: str) -> None:
    async with site.browser() as browser:
        await say(browser)
        seen = (await events(browser, 2))[-1]["id"]
        for number in range(3):
            await site.chat.send(site.heard[0].chat, message(f"تنبيه {number}"))
        if how == "header":
            lines = await events(browser, 3, **{"Last-Event-ID": str(seen)})
        else:
            lines = (await browser.get(f"/chat/lines?after={seen}")).json()["lines"]
    assert [line["text"] for line in lines] == ["تنبيه 0", "تنبيه 1", "تنبيه 2"]


async def test_a_reload_shows_what_was_said(site: Site) -> None:
    async with site.browser() as browser:
        await say(browser)
        await browser.get("/")
        lines = (await browser.get("/chat/lines")).json()["lines"]
    assert [line["kind"] for line in lines] == ["said", "reply"]


async def test_two_browsers_are_two_chats(site: Site) -> None:
    async with site.browser() as one, site.browser() as other:
        await say(one)
        await say(other)
        assert len((await one.get("/chat/lines")).json()["lines"]) == 2
    assert site.heard[0].chat != site.heard[1].chat


async def test_the_id_of_a_chat_does_not_give_its_session_away(site: Site) -> None:
    async with site.browser() as browser:
        await say(browser)
        assert browser.cookies["nadhir_session"] not in repr(site.heard[0])
        header = (await browser.get("/")).headers["set-cookie"]
    assert "HttpOnly" in header
    assert "samesite=strict" in header.lower()


async def test_a_browser_that_leaves_is_forgotten(site: Site) -> None:
    async with site.browser() as browser:
        await say(browser)
        await events(browser, 1)
    async with asyncio.timeout(5):
        while site.chat.listeners:
            await site.chat.send(site.heard[0].chat, message("x"))
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{}", {}, 415),
        (b"{", {"content-type": "application/json"}, 400),
        (b"[1]", {"content-type": "application/json"}, 400),
        (b"\xff\xfe", {"content-type": "application/json"}, 400),
        (b'{"text": 5}', {"content-type": "application/json"}, 400),
        (b'{"text": "  "}', {"content-type": "application/json"}, 400),
        (b'{"text": "' + b"x" * 4097 + b'"}', {"content-type": "application/json"}, 413),
        (b'{"text": "' + b"x" * 70_000 + b'"}', {"content-type": "application/json"}, 413),
    ],
)
async def test_a_faulty_message_is_refused_with_a_reason(
    site: Site, content: bytes, headers: dict[str, str], status: int
) -> None:
    async with site.browser() as browser:
        answer = await browser.post("/chat/messages", content=content, headers=headers)
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
    assert site.heard == []


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}]
)
async def test_other_sites_cannot_speak_for_the_person(site: Site, headers: dict[str, str]) -> None:
    async with site.browser() as browser:
        assert (await say(browser, **headers)).status_code == 403
    assert site.heard == []


STRANGE = [{"Host": "news.example"}, {"X-Forwarded-For": "203.0.113.5"}, {"Forwarded": "for=203.0.113.5"}]


@pytest.mark.parametrize("headers", STRANGE)
async def test_who_comes_from_elsewhere_needs_the_token(site: Site, headers: dict[str, str]) -> None:
    async with site.browser(headers=headers) as browser:
        page = await browser.get("/")
        assert (page.status_code, 'action="/enter"' in page.text) == (403, True)
        for path in ("/chat/lines", "/chat/events"):
            assert (await browser.get(path)).status_code == 403
        assert (await browser.post("/enter", data={"token": "wrong"})).status_code == 403
        entered = await browser.post("/enter", data={"token": TOKEN})
        assert (entered.status_code, TOKEN not in entered.headers["set-cookie"]) == (303, True)
        assert (await browser.get("/")).status_code == 200
        await say(browser)
    assert not site.heard[0].owner


@pytest.mark.parametrize("site", [""], indirect=True)
async def test_without_a_token_it_is_closed_to_others_and_to_articles(site: Site) -> None:
    async with site.browser() as browser:
        page = await browser.get("/", headers=STRANGE[0])
        assert (page.status_code, "NADHIR_WEB_TOKEN" in page.text) == (403, True)
        assert (await browser.post("/enter", data={"token": ""}, headers=STRANGE[0])).status_code == 403
        bearer = {"Authorization": "Bearer x"}
        assert (await browser.post("/articles", json={"id": "1", "text": "x"}, headers=bearer)).status_code == 403
        assert (await say(browser)).status_code == 200


async def test_the_page_asks_for_nothing_from_elsewhere_and_runs_nothing_inline(site: Site) -> None:
    async with site.browser() as browser:
        page = await browser.get("/")
        policy = page.headers["content-security-policy"]
        addresses = re.findall(r'(?:src|href)="([^"#]+)"', page.text)
        assert addresses
        for address in addresses:
            assert address.startswith("/")
            assert (await browser.get(address)).status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", page.text)


async def test_the_page_begins_in_the_house_language(site: Site) -> None:
    async with site.browser() as browser:
        assert '<html lang="ar" dir="rtl">' in (await browser.get("/")).text


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/pages/../../guard.py", "/nothing"]
)
async def test_nothing_else_is_served(site: Site, path: str) -> None:
    async with site.browser() as browser:
        assert (await browser.get(path)).status_code == 404


async def test_while_stopping_it_says_so(site: Site) -> None:
    await site.chat.stop()
    async with site.browser() as browser:
        assert (await say(browser)).status_code == 503


async def test_a_stopping_service_ends_its_streams(site: Site) -> None:
    async with site.browser() as browser:
        await say(browser)
        listening = asyncio.create_task(events(browser, 9))
        await asyncio.sleep(0.05)
        await site.chat.stop()
        assert len(await listening) == 2


async def test_a_browser_that_does_not_read_is_cut_off_and_can_come_back(site: Site) -> None:
    ref = ChatRef("web", "slow")
    slow = site.chat.listen("slow", after=0)
    first = asyncio.create_task(anext(slow))
    await asyncio.sleep(0)
    for number in range(700):
        await site.chat.send(ref, message(str(number)))
    await first
    seen = [line.id async for line in slow]
    assert len(seen) < 700
    assert len(await site.chat.lines("slow", after=seen[-1], limit=1000)) > 0


async def test_a_pressed_button_stands_there_by_its_label(site: Site) -> None:
    async with site.browser() as browser:
        answer = await browser.post("/chat/messages", json={"text": "why", "shown": "لماذا؟", "answers": "7"})
    assert answer.json()["said"]["text"] == "لماذا؟"
    assert (site.heard[0].text, site.heard[0].answers) == ("why", "7")
