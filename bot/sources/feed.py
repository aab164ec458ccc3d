"""A feed: fetched only when it has changed, taken apart, each entry an article."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from bot.model.article import Article
from bot.model.chat import Language
from bot.model.source import Notes, SourceEntry
from bot.net import Net, Page, shown
from bot.sources.base import Fetched
from bot.sources.entries import FeedEntry, entries_of
from bot.sources.files import LARGEST
from bot.sources.full_text import completed, digest
from bot.sources.page_text import text_of

#: Entries of one fetch that are read: a feed with more is an archive, and its newest stand first.
MOST = 1000
_TRACKING = ("utm_", "fbclid", "gclid", "ref_src", "mc_cid", "mc_eid")


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class FeedSource:
    """RSS, Atom, RDF or JSON Feed at an address."""

    def __init__(self, entry: SourceEntry, net: Net, now: Callable[[], datetime] = utc_now) -> None:
        self.entry = entry
        self._net = net
        self._now = now

    async def fetch(self, notes: Notes = Notes()) -> Fetched:
        """Everything the feed holds now; nothing where the server says that it is as `notes` left it."""
        asked = {"If-None-Match": notes.etag, "If-Modified-Since": notes.modified}
        accept = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
        page = await self._net.get(
            self.entry.url, {"Accept": accept} | {name: value for name, value in asked.items() if value}
        )
        if page.status == 304:
            return Fetched(notes=notes)
        fetched = await asyncio.to_thread(self._read, page)
        return await completed(fetched, notes, self._net) if self.entry.full_text else fetched

    def _read(self, page: Page) -> Fetched:
        kind = page.headers.get("content-type", "")
        entries = entries_of(page.body, kind, self._now(), shown(page.url))
        notes = Notes(etag=page.headers.get("etag", ""), modified=page.headers.get("last-modified", ""))
        faults = (f"{len(entries):,} entries: only the first {MOST:,} are read",) if len(entries) > MOST else ()
        articles = {article.id: article for article in self._articles(entries[:MOST], page.url)}
        return Fetched(tuple(articles.values()), faults, notes)

    def _articles(self, entries: tuple[FeedEntry, ...], base: str) -> Iterator[Article]:
        links = [canonical(entry.link, base) for entry in entries]
        # A link that several entries carry (a live page, the front page) tells none of them from the others.
        common = {link for link, times in Counter(links).items() if times > 1 and not _one(entries, links, link)}
        for entry, link in zip(entries, links, strict=True):
            title, text = " ".join(text_of(entry.title).split()), text_of(entry.markup)[:LARGEST]
            if title or text:
                own = "" if link in common else link
                yield Article(
                    id=own or f"{self.entry.id}:{entry.guid or digest(title, text)}",
                    title=title,
                    text=text,
                    published=entry.published,
                    outlet=self.entry.outlet_ar or self.entry.outlet_in(Language.ENGLISH),
                    url=link,
                    source=self.entry.id,
                )


def _one(entries: tuple[FeedEntry, ...], links: list[str], link: str) -> bool:
    """Are all entries with this link one entry, repeated?"""
    return len({(entry.guid, entry.title) for entry, its in zip(entries, links, strict=True) if its == link}) == 1


def canonical(link: str, base: str) -> str:
    """The absolute address of a link without fragment and tracking words; "" where it is no web address."""
    if not link:
        return ""
    try:
        parts = urlsplit(urljoin(base, link))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    if any(word in parts.query for word in _TRACKING):
        kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_TRACKING)]
        parts = parts._replace(query=urlencode(kept))
    return urlunsplit(parts._replace(fragment=""))
