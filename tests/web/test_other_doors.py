"""What other programs ask of the web app: articles pushed to us, health, readiness, metrics."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.web.site import TOKEN, Site


async def test_an_article_is_taken_once(site: Site) -> None:
    article = {"id": "a1", "title": "عنوان", "text": "نص", "published": "2026-03-14T10:00:00+03:00", "outlet": "وكالة"}
    async with site.browser(headers={"Authorization": f"Bearer {TOKEN}"}) as browser:
        statuses = [(await browser.post("/articles", json=article)).status_code for _ in range(2)]
    assert statuses == [202, 200]
    taken = site.taken[0]
    assert (taken.id, taken.source, taken.published) == ("a1", "push", datetime(2026, 3, 14, 7, tzinfo=UTC))


@pytest.mark.parametrize(
    ("article", "status"),
    [
        ({"id": "1", "text": "x", "published": None}, 202),
        ({"id": "1", "text": "x", "published": "2026-03-14"}, 202),
        ({"id": "1", "text": "x", "published": "2026-03-14T10:00:00"}, 422),
        ({"id": "1", "text": "x", "published": "yesterday"}, 422),
        ({"id": "1", "text": "x", "published": 5}, 422),
        ({"id": "1"}, 422),
        ({"id": 1, "text": "x"}, 422),
        ({"id": " ", "text": "x"}, 422),
        ({"id": "1", "text": ""}, 422),
        ({"id": "1", "text": "", "title": "a title is news too"}, 202),
        ({"id": "1", "text": "x", "published": ""}, 202),
        ({"id": "1", "text": "x", "title": 7}, 422),
        ({"id": "1", "text": "x" * (2 * 1024 * 1024)}, 413),
    ],
)
async def test_an_article_must_be_of_the_form(site: Site, article: dict[str, object], status: int) -> None:
    async with site.browser(headers={"Authorization": f"Bearer {TOKEN}"}) as browser:
        assert (await browser.post("/articles", json=article)).status_code == status
    assert len(site.taken) == (status == 202)


async def test_a_pushed_article_is_dated_as_a_line_of_a_file_is(site: Site) -> None:
    async with site.browser(headers={"Authorization": f"Bearer {TOKEN}"}) as browser:
        for number, day in enumerate(("2026-03-14", "0001-01-01T00:00:00Z")):
            await browser.post("/articles", json={"id": str(number), "text": "x", "published": day})
    assert [article.published for article in site.taken] == [datetime(2026, 3, 14, 12, tzinfo=UTC), None]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b'{"id": ' + b"9" * 5000 + b"}", 400), (b'{"id": "1", "text": "\\ud800"}', 422), (b"[" * 5000, 400)],
)
async def test_what_no_text_can_hold_is_refused(site: Site, body: bytes, status: int) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    async with site.browser(headers=headers) as browser:
        assert (await browser.post("/articles", content=body)).status_code == status
    assert site.taken == []


@pytest.mark.parametrize("bearer", ["", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
async def test_an_article_needs_the_token(site: Site, bearer: str) -> None:
    async with site.browser(headers={"Authorization": bearer}) as browser:
        assert (await browser.post("/articles", json={"id": "1", "text": "x"})).status_code == 401
    assert site.taken == []


async def test_health_readiness_and_metrics(site: Site) -> None:
    async with site.browser() as browser:
        assert (await browser.get("/healthz")).text == "ok\n"
        assert (await browser.get("/readyz")).json() == {"ready": True, "faults": {}}
        site.faults["store"] = "the disk is full"
        unready = await browser.get("/readyz")
        assert (unready.status_code, unready.json()["faults"]) == (503, {"store": "the disk is full"})
        assert (await browser.get("/metrics")).text == "nadhir_up 1\n"
