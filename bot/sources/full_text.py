"""The article itself, where a feed has only its beginning: the page at its link, read off the event loop."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace

from bot.model.article import Article
from bot.model.source import Notes
from bot.net import Net, NetError
from bot.sources.base import Fetched

#: Pages of one fetch, and how many of them at a time: a feed seen for the first time is no reason to storm its server.
MOST = 50
_AT_ONCE = 4


async def completed(fetched: Fetched, notes: Notes, net: Net) -> Fetched:
    """The same articles with the text of their pages; those whose page was read before are left out.

    What a feed says of an entry that was completed is not its text any more: it comes again only when the feed changes
    it. Where a page cannot be had or says less, the feed's own text stands.
    """
    known = set(notes.entries)
    marks = {article.id: digest(article.id, article.title, article.text) for article in fetched.articles}
    fresh = [article for article in fetched.articles if marks[article.id] not in known]
    turn = asyncio.Semaphore(_AT_ONCE)
    whole = await asyncio.gather(*(_whole(article, net, turn) for article in fresh[:MOST]))
    return replace(
        fetched,
        articles=(*whole, *fresh[MOST:]),
        notes=replace(fetched.notes, entries=tuple(marks.values())),
    )


async def _whole(article: Article, net: Net, turn: asyncio.Semaphore) -> Article:
    if not article.url:
        return article
    try:
        async with turn:
            page = await net.get(article.url, {"Accept": "text/html"})
    except NetError:
        return article
    text = await asyncio.to_thread(_text_of, page.body)
    return replace(article, text=text) if len(text) > len(article.text) else article


def _text_of(page: bytes) -> str:
    """The paragraphs of the article on a page, without what stands around it; "" where none is found."""
    import trafilatura

    found = trafilatura.extract(page, fast=True, include_comments=False, include_tables=False)
    return found.strip() if found else ""


def digest(*parts: str) -> str:
    """A short name for these texts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
