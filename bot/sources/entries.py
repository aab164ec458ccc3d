"""A feed's document taken apart: RSS, Atom, RDF and JSON Feed, also broken ones. No network, no clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml.etree import LxmlError

from bot.sources.base import SourceError
from bot.sources.dates import moment_of
from bot.sources.encodings import text_of_bytes, without_declaration

_DATES = re.compile(
    r"<(?:\w{1,10}:)?(?:pubDate|published|issued|date|updated|modified)\b[^<>]{0,200}>\s*(?:<!\[CDATA\[)?([^<>\]]{1,80})[\]<]"
)
_JSON_DATES = re.compile(r'"date_(?:published|modified)"\s*:\s*"([^"]{1,80})"')
_ROOT = re.compile(r"<(?:rss|feed|rdf|channel|\w{1,10}:rdf|\w{1,10}:feed)\b", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
#: What a parser of other people's making raises at hostile documents.
_PARSER_SLIPS = (ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError, LxmlError)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry as the feed has it. `link` may be relative, `markup` is HTML, `published` is None where not said."""

    guid: str
    link: str
    title: str
    markup: str
    published: datetime | None


def entries_of(body: bytes, content_type: str, now: datetime, url: str) -> tuple[FeedEntry, ...]:
    """The entries of a feed, as it orders them. Raises SourceError where the document is no feed.

    fastfeedparser first; feedparser, thirty times slower and more forgiving, where that gives up.
    """
    text = text_of_bytes(body, content_type).lstrip()
    if not text:
        raise SourceError(f"{url} answered with nothing")
    root = _ROOT.search(text)
    is_json = text.startswith("{")
    if not is_json and root is None:
        what = "a web page" if _HTML.search(text[:5000]) else "something else"
        raise SourceError(f"{url} is no feed: it answered with {what}")
    if root is not None and not is_json and "<!ENTITY" in text[: root.start()]:
        raise SourceError(f"{url} declares XML entities, which are not read")
    document = text if is_json else without_declaration(text)
    return _fast(document, text, now) or _forgiving(document, now)


def _fast(document: str, text: str, now: datetime) -> tuple[FeedEntry, ...]:
    import fastfeedparser

    try:
        found = fastfeedparser.parse(
            document.encode("utf-8", errors="replace"), include_tags=False, include_media=False
        )
    except _PARSER_SLIPS:
        return ()
    said = _moments(text, now)
    return tuple(
        _entry(item, said.get(item.get("published") or item.get("updated") or "")) for item in found["entries"]
    )


def _moments(text: str, now: datetime) -> Mapping[str, datetime]:
    """Every moment the document really names, by the form fastfeedparser gives it.

    It completes what is incomplete with today ("12:30" becomes today, 12:30) and keeps no original: what is not among
    these was a guess.
    """
    raw = {match[1] for pattern in (_DATES, _JSON_DATES) for match in pattern.finditer(text)}
    moments = (moment_of(one, now) for one in raw)
    return {moment.astimezone(UTC).isoformat(): moment for moment in moments if moment}


def _forgiving(document: str, now: datetime) -> tuple[FeedEntry, ...]:
    import feedparser

    found = feedparser.parse(
        document.encode("utf-8", errors="replace"), sanitize_html=False, resolve_relative_uris=False
    )
    return tuple(
        _entry(item, moment_of(str(item.get("published") or item.get("updated") or ""), now))
        for item in found["entries"]
    )


def _entry(item: Mapping[str, Any], published: datetime | None) -> FeedEntry:
    contents = [str(part.get("value") or "") for part in item.get("content") or ()]
    teaser = str(item.get("description") or item.get("summary") or "")
    return FeedEntry(
        guid=_whole(item.get("id")),
        link=_whole(item.get("link")),
        title=str(item.get("title") or ""),
        markup=max([teaser, *contents], key=len),
        published=published,
    )


def _whole(value: object) -> str:
    """A text without half characters: JSON may escape a lone surrogate, which nothing can store."""
    return str(value or "").strip().encode("utf-8", errors="replace").decode()
