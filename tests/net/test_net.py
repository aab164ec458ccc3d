"""The guarded client: what it fetches, what it refuses, and whether trying again helps."""

import asyncio
import gzip
import logging
import zlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.net import Answered, Gate, Limits, Net, NetError, Refused, TooLarge, Unreachable, quiet, shown
from tests.loopback import Loopback, Request, response

SMALL = Limits(bytes=10_000, seconds=2, connect_seconds=1)


@pytest.fixture
async def server():
    async with Loopback() as loopback:
        yield loopback


@pytest.fixture
async def net():
    async with Net(["127.0.0.1"], SMALL) as client:
        yield client


async def test_a_page_comes_whole_with_its_headers(server, net):
    page = await net.get(server.serve("/a", "نص", Content_Type="text/plain", ETag='"1"'))
    assert (page.status, page.body.decode(), page.headers["etag"]) == (200, "نص", '"1"')


async def test_what_is_sent_says_who_we_are(server, net):
    await net.get(server.serve("/a", "x"), {"If-None-Match": '"1"'})
    asked = server.asked[0].headers
    assert asked["user-agent"].startswith("nadhir/")
    assert asked["if-none-match"] == '"1"'
    assert asked["accept-encoding"] == "gzip"


async def test_not_modified_is_an_answer_and_no_failure(server, net):
    assert (await net.get(server.serve("/a", "", "304 Not Modified"))).status == 304


async def test_json_is_posted(server, net):
    page = await net.post(server.serve("/translate", '{"ok": true}'), {"q": "سلام"})
    assert page.body == b'{"ok": true}'
    assert server.asked[0].method == "POST"
    assert "سلام" in server.asked[0].body.decode()


@pytest.mark.parametrize(
    "pack", [gzip.compress, zlib.compress, lambda raw: gzip.compress(raw[:3]) + gzip.compress(raw[3:])]
)
async def test_a_compressed_page_is_unpacked(server, net, pack):
    encoding = "deflate" if pack is zlib.compress else "gzip"
    assert (await net.get(server.serve("/z", pack(b"abcdef"), Content_Encoding=encoding))).body == b"abcdef"


@pytest.mark.parametrize(
    ("status", "again"),
    [("404 Not Found", False), ("403 Forbidden", False), ("429 Too Many Requests", True), ("503 Unavailable", True)],
)
async def test_a_failing_status_says_whether_to_try_again(server, net, status, again):
    with pytest.raises(Answered) as failure:
        await net.get(server.serve("/x", "", status))
    assert failure.value.again is again


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "120"}, timedelta(seconds=120)),
        (
            {"Retry_After": "Sat, 14 Mar 2026 12:05:00 GMT", "Date": "Sat, 14 Mar 2026 12:00:00 GMT"},
            timedelta(minutes=5),
        ),
        ({"Retry_After": "Sat, 14 Mar 2026 11:00:00 GMT", "Date": "Sat, 14 Mar 2026 12:00:00 GMT"}, timedelta(0)),
        ({"Retry_After": "999999999"}, timedelta(days=1)),
        ({"Retry_After": "soon"}, None),
        ({}, None),
    ],
)
async def test_the_wait_a_server_asks_for(server, net, headers, wait):
    with pytest.raises(Answered) as failure:
        await net.get(server.serve("/x", "", "429 Too Many Requests", **headers))
    assert failure.value.retry_after == wait


async def test_redirects_are_followed_and_the_last_address_is_told(server, net):
    server.serve("/b", "here")
    page = await net.get(server.serve("/a", "", "301 Moved Permanently", Location="/b"))
    assert (page.url, page.body) == (server.url + "/b", b"here")


@pytest.mark.parametrize(
    "location",
    ["http://10.0.0.1/", "http://[::1]:1/", "file:///etc/passwd", "ftp://example.org/", "http://169.254.169.254/meta"],
)
async def test_a_redirect_is_checked_like_the_first_address(server, net, location):
    with pytest.raises(Refused):
        await net.get(server.serve("/a", "", "302 Found", Location=location))


async def test_a_circle_of_redirects_ends(server, net):
    with pytest.raises(Refused, match="more than 5 redirects"):
        await net.get(server.serve("/a", "", "302 Found", Location="/a"))
    assert len(server.asked) == 6


async def test_what_is_posted_is_not_turned_into_a_get(server, net):
    with pytest.raises(Refused, match="redirects what was sent"):
        await net.post(server.serve("/a", "", "302 Found", Location="/b"), {})


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://127.1:1/",
        "http://2130706433:1/",
        "http://0x7f000001:1/",
        "http://0:1/",
        "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]:1/",
        "http://[::ffff:7f00:1]:1/",
        "http://[64:ff9b::7f00:1]:1/",
        "http://[2002:7f00:1::]:1/",
        "http://[fe80::1]:1/",
        "http://[fc00::1]:1/",
        "http://localhost:1/",
        "http://user:secret@127.0.0.1:1/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://0.0.0.0:1/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "//127.0.0.1/",
        "http://",
        "http:///x",
        "",
    ],
)
async def test_no_special_address_and_no_other_scheme(url):
    async with Net(limits=SMALL) as closed:
        with pytest.raises(Refused) as failure:
            await closed.get(url)
    assert "secret" not in str(failure.value)


async def test_a_name_is_asked_once_and_that_answer_is_used(server):
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])

    async def rebinding(host: str, port: int) -> tuple[str, ...]:
        return next(answers)

    server.serve("/a", "x")
    async with Net(["127.0.0.0/8"], SMALL, resolve=rebinding) as client:
        assert (await client.get(f"http://news.example:{server.port}/a")).body == b"x"
        with pytest.raises(Refused):
            await client.get(f"http://news.example:{server.port}/a")


async def test_one_private_address_among_several_is_enough_to_refuse():
    async def mixed(host: str, port: int) -> tuple[str, ...]:
        return ("93.184.216.34", "10.0.0.1")

    async with Net(limits=SMALL, resolve=mixed) as client:
        with pytest.raises(Refused):
            await client.get("http://news.example/")


async def test_a_name_that_does_not_exist_may_exist_later():
    async def nobody(host: str, port: int) -> tuple[str, ...]:
        raise OSError

    async with Net(limits=SMALL, resolve=nobody) as client:
        with pytest.raises(Unreachable) as failure:
            await client.get("http://news.example/")
    assert failure.value.again


@pytest.mark.parametrize(
    ("allowed", "host", "address", "lets"),
    [
        ([], "news.example", "93.184.216.34", True),
        ([], "news.example", "10.0.0.1", False),
        (["news.example"], "News.Example.", "10.0.0.1", True),
        (["news.example"], "evil.news.example", "10.0.0.1", False),
        (["10.0.0.0/8"], "x", "10.0.0.1", True),
        (["10.0.0.0/8"], "x", "::ffff:10.0.0.1", True),
        (["10.0.0.1"], "x", "10.0.0.2", False),
        (["::1"], "x", "::1", True),
    ],
)
def test_the_gate(allowed, host, address, lets):
    assert Gate(allowed).lets(host, address) is lets


async def test_a_closed_port_is_worth_another_try(net):
    with pytest.raises(Unreachable):
        await net.get("http://127.0.0.1:1/")


async def _endless(_: Request) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    while True:
        yield b"x" * 4096


async def _dripping(_: Request) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    while True:
        yield b"x"
        await asyncio.sleep(0.05)


async def _silent(_: Request) -> bytes:
    await asyncio.sleep(60)
    return b""


BOMB = gzip.compress(b"0" * 50_000_000)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (_endless, TooLarge),
        (_dripping, Unreachable),
        (_silent, Unreachable),
        (lambda _: response(BOMB, Content_Encoding="gzip"), TooLarge),
        (lambda _: response(b"x" * 10_001), TooLarge),
        (lambda _: response(gzip.compress(BOMB), Content_Encoding="gzip, gzip"), Refused),
        (lambda _: response(b"x", Content_Encoding="br"), Refused),
        (lambda _: response(b"no gzip", Content_Encoding="gzip"), Unreachable),
        (lambda _: response(b"short", Content_Length="500"), Unreachable),
        (lambda _: b"this is no HTTP\r\n\r\n", Unreachable),
        (lambda _: b"", Unreachable),
    ],
)
async def test_servers_that_do_not_behave_are_bounded(server, answer, failure):
    server.routes["/x"] = answer
    async with Net(["127.0.0.1"], Limits(bytes=10_000, seconds=0.5, connect_seconds=0.5)) as client:
        with pytest.raises(failure):
            await client.get(server.url + "/x")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://user:pass@news.example/a?token=1#x", "https://news.example/a"),
        ("https://api.telegram.org/", "https://api.telegram.org/"),
        ("http://[::1", "'http://[::1'"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url, said):
    assert shown(url) == said


async def test_addresses_do_not_reach_the_log(server, net, caplog):
    caplog.set_level(logging.INFO)
    quiet()
    await net.get(server.serve("/bot123:secret/getMe", "x"))
    assert "secret" not in caplog.text


def test_every_failure_says_whether_to_try_again():
    failures = [Unreachable("x"), Answered("x", 500, None), Refused("x"), TooLarge("x")]
    assert [failure.again for failure in failures] == [True, True, False, False]
    assert all(isinstance(failure, NetError) for failure in failures)
