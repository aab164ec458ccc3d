"""Feeds as they are, odd and broken ones too."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.source import Notes, SourceEntry, SourceKind
from bot.net import Answered, Net
from bot.sources import SourceError, feed
from bot.sources.entries import entries_of
from bot.sources.feed import FeedSource, canonical
from bot.sources.page_text import text_of
from tests.loopback import Loopback

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
FEEDS = yaml.safe_load((Path(__file__).parent.parent / "corpus" / "sources" / "feeds.yaml").read_text(encoding="utf-8"))
ONE = "<rss version='2.0'><channel>{}</channel></rss>"


async def fetched(body, content_type="application/xml", notes=Notes(), **headers):
    """What a feed at http://news.example/feed brings."""

    async def here(host, port):
        return ("127.0.0.1",)

    async with Loopback() as server, Net(["127.0.0.1"], resolve=here) as net:
        server.serve("/feed", body, Content_Type=content_type, **headers)
        entry = SourceEntry("s", SourceKind.FEED, url=f"http://news.example:{server.port}/feed")
        result = await FeedSource(entry, net, lambda: NOON).fetch(notes)
        return result, f":{server.port}"


@pytest.mark.parametrize("case", FEEDS, ids=lambda case: case["name"])
async def test_an_odd_feed(case):
    body = case["document"].strip(" ").encode(case.get("bytes", "utf-8"))
    result, port = await fetched(body, case.get("type", "application/xml"))
    read = [[a.title, a.text, a.published, a.url.replace(port, "", 1)] for a in result.articles]
    expected = [[title, text, at and datetime.fromisoformat(at), url] for title, text, at, url in case["expect"]]
    assert (read[:1] if case.get("only_first") else read) == expected


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<!DOCTYPE html><html><body>مرحبا</body></html>", "is no feed: it answered with a web page"),
        ("", "answered with nothing"),
        ("   \n", "answered with nothing"),
        ("just words", "is no feed: it answered with something else"),
        ("http://127.0.0.1/secret", "is no feed"),
        ("<opml version='1.0'><body/></opml>", "is no feed"),
        ('<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel/></rss>', "declares XML entities"),
        (b"\x00\x01\x02\xff", "is no feed"),
    ],
)
async def test_what_is_no_feed_is_said(body, said):
    with pytest.raises(SourceError, match=said):
        await fetched(body)


async def test_an_unchanged_feed_is_not_sent_again():
    first, _ = await fetched(ONE.format(""), ETag='"7"', Last_Modified="Sat, 14 Mar 2026 11:00:00 GMT")
    assert first.notes == Notes(etag='"7"', modified="Sat, 14 Mar 2026 11:00:00 GMT")
    async with Loopback() as server, Net(["127.0.0.1"]) as net:
        server.serve("/feed", "", "304 Not Modified")
        source = FeedSource(SourceEntry("s", SourceKind.FEED, url=server.url + "/feed"), net)
        assert (await source.fetch(first.notes)).notes == first.notes
        asked = server.asked[0].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', "Sat, 14 Mar 2026 11:00:00 GMT")


async def test_a_busy_server_says_when_to_come_back():
    async with Loopback() as server, Net(["127.0.0.1"]) as net:
        server.serve("/feed", "", "429 Too Many Requests", Retry_After="90")
        with pytest.raises(Answered) as failure:
            await FeedSource(SourceEntry("s", SourceKind.FEED, url=server.url + "/feed"), net).fetch()
    assert (failure.value.again, failure.value.retry_after) == (True, timedelta(seconds=90))


def item(title, link="", guid=""):
    return f"<item><title>{title}</title><link>{link}</link><guid>{guid}</guid></item>"


async def test_entries_that_share_a_link_are_told_apart_by_their_guids():
    result, port = await fetched(ONE.format(item("أ", "/live", "1") + item("ب", "/live", "2") + item("ج", "/3", "3")))
    assert [a.id.replace(port, "") for a in result.articles] == ["s:1", "s:2", "http://news.example/3"]


async def test_one_entry_repeated_is_one_article():
    result, _ = await fetched(ONE.format(item("أ", "/1", "1") * 3))
    assert len(result.articles) == 1


async def test_an_entry_without_link_and_guid_keeps_its_id_from_fetch_to_fetch():
    results = [await fetched(ONE.format(item("أ") + item("ب"))) for _ in range(2)]
    ids = [[article.id for article in result.articles] for result, _ in results]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


async def test_an_archive_is_cut_and_that_is_said(monkeypatch):
    monkeypatch.setattr(feed, "MOST", 3)
    result, _ = await fetched(ONE.format("".join(item(f"خبر {n}", f"/{n}") for n in range(5))))
    assert [a.title for a in result.articles] == ["خبر 0", "خبر 1", "خبر 2"]
    assert result.faults == ("5 entries: only the first 3 are read",)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://news.example/a"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("a?x=1&utm_medium=m", "https://news.example/b/a?x=1"),
        ("https://other.example/a#b", "https://other.example/a"),
        ("mailto:x@news.example", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_canonical_links(link, url):
    assert canonical(link, "https://news.example/b/feed") == url


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>أ<b>ب</b>ج</p><p>د</p>", "أبج\nد"),
        ("سطر<br/>سطر", "سطر\nسطر"),
        ("أ &amp; ب", "أ & ب"),
        ("<ul><li>أ</li><li>ب</li></ul>", "أ\nب"),
        ("<script>x</script>أ", "أ"),
        ("<div>" * 1000 + "أ" + "</div>" * 1000, "أ"),
        ("<!-- x -->", ""),
        ("", ""),
        ("3 < 5", "3 < 5"),
    ],
)
def test_the_words_of_html(markup, text):
    assert text_of(markup) == text


@given(st.text(max_size=200))
def test_no_markup_makes_it_fail(markup):
    assert isinstance(text_of("<p>" + markup), str)


RSS = ["<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "<pubDate>", "<![CDATA[", "]]>"]
OTHER = [
    "<feed>",
    "<entry>",
    "<rdf:RDF>",
    "<?xml version='1.0'?>",
    "&",
    "<",
    '"',
    "{",
    "[",
    '"items":',
    "نص",
    "\x00",
    "\ud800",
]
SCRAPS = st.lists(st.sampled_from(RSS + OTHER))


@settings(max_examples=150, deadline=None)
@given(SCRAPS)
def test_no_document_makes_it_fail_otherwise_than_by_saying_so(scraps):
    body = ("<rss>" + "".join(scraps)).encode("utf-8", errors="surrogatepass")
    try:
        entries = entries_of(body, "", NOON, "x")
    except SourceError:
        return
    for entry in entries:
        (entry.guid + entry.link + text_of(entry.title) + text_of(entry.markup)).encode("utf-8")


PAGE = """<html><head><title>موقع</title></head><body><nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav>
<article><h1>عنوان الخبر</h1><p>بداية الخبر كما في الموجز، وهي جملة طويلة بما يكفي لتكون فقرة من فقرات الخبر نفسه.</p>
<p>ثم تفصيل لا يعرفه الموجز، يذكر فيه الشهود ما رأوه صباح اليوم في البلدة وما جاورها من القرى والمزارع.</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


async def test_where_a_feed_has_only_the_beginning_the_page_is_read_once():
    async with Loopback() as server, Net(["127.0.0.1"]) as net:
        page = server.serve("/1", PAGE, Content_Type="text/html; charset=utf-8")
        teaser = "<description>بداية الخبر كما في الموجز</description>"
        gone = f"<item><title>ب</title><link>{server.url}/gone</link><description>موجز فقط</description></item>"
        server.serve("/feed", ONE.format(f"<item><title>أ</title><link>{page}</link>{teaser}</item>{gone}"))
        entry = SourceEntry("s", SourceKind.FEED, url=server.url + "/feed", full_text=True)
        source = FeedSource(entry, net, lambda: NOON)
        first = await source.fetch()
        again = await source.fetch(first.notes)
    assert "ثم تفصيل لا يعرفه الموجز" in first.articles[0].text
    assert "جميع الحقوق" not in first.articles[0].text
    assert first.articles[1].text == "موجز فقط"
    assert again.articles == ()
    assert [asked.path for asked in server.asked].count("/1") == 1


async def test_an_entry_that_the_feed_changes_is_read_again():
    async with Loopback() as server, Net(["127.0.0.1"]) as net:
        source = FeedSource(
            SourceEntry("s", SourceKind.FEED, url=server.url + "/feed", full_text=True), net, lambda: NOON
        )
        server.serve("/feed", ONE.format(item("أ", "/1")))
        first = await source.fetch()
        server.serve("/feed", ONE.format(item("أ، تصحيح", "/1")))
        assert [article.title for article in (await source.fetch(first.notes)).articles] == ["أ، تصحيح"]
