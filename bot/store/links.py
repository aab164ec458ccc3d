"""A link as readers pass it on, and the same link as it was taken in."""

from __future__ import annotations

from itertools import product
from urllib.parse import quote, unquote, urlsplit, urlunsplit

#: What is put behind a link to follow its readers: it leads to the same page without.
_FOLLOWING = ("utm_", "fbclid=", "gclid=", "igshid=", "mc_cid=", "mc_eid=", "at_medium=", "at_campaign=", "ref_src=")


def is_link(text: str) -> bool:
    """Is this text a link and nothing else?"""
    return text.lower().startswith(("http://", "https://")) and not text.split()[1:]


def spellings(link: str) -> tuple[str, ...]:
    """The link itself, then how the same page may have been linked to. A text that is no address stays alone."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return (link,)
    query = "&".join(pair for pair in parts.query.split("&") if not pair.startswith(_FOLLOWING))
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    bare = unquote(parts.path).rstrip("/")
    hosts = dict.fromkeys((parts.netloc, host, f"www.{host}"))
    paths = dict.fromkeys((parts.path, *(path + end for path in (bare, quote(bare)) for end in ("", "/"))))
    queries = dict.fromkeys((query, parts.query))
    same = (urlunsplit((*whole, "")) for whole in product(("https", "http"), hosts, paths, queries))
    return tuple(dict.fromkeys((link, *same)))
