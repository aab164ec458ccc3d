"""From the nodes of one entry under `sources:` to a SourceEntry."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from bot.model.chat import Language
from bot.model.source import SourceEntry, SourceKind
from bot.rulebook.asking import Pairs
from bot.rulebook.document import Mapping, Node, Scalar
from bot.rulebook.entries import texts_by_language
from bot.rulebook.notes import Notes
from bot.rulebook.values import span, yes
from bot.rulebook.vocabulary import means, normal

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
#: A source is not asked more often than this.
_OFTENEST = timedelta(seconds=10)


def source(notes: Notes, node: Node) -> SourceEntry | None:
    """The source of an entry, None where an error keeps it from working."""
    if not isinstance(node, Mapping):
        notes.error(node, "an entry of `sources` must be a mapping", "write `- id: …` and its other keys below it")
        return None
    notes.rule = next((v.text for k, v in node.pairs if normal(k.text) == "id" and isinstance(v, Scalar)), "")
    found = notes.keys(node, "source", "a source")
    text: dict[str, str] = {}
    for word in ("id", "url", "path", "language", "country"):
        if word in found:
            text[word] = notes.text(found[word][1], f"`{word}`")
    _check_id(notes, node, found, text)
    kind = notes.word(found["kind"][1], "SourceKind", "a kind of source") if "kind" in found else None
    if "kind" not in found:
        notes.error(node, "the source has no kind", "write `kind: feed`, `folder`, `page`, `telegram` or `push`")
    _check_address(notes, node, found, kind, text)
    _check_codes(notes, found, text)
    every = span(notes, found["every"][1], "every") if "every" in found else timedelta(minutes=5)
    if every is not None and every < _OFTENEST:
        notes.error(
            found["every"][1], "a source is asked every 10 seconds at the most often", "write `every: 10s` or more"
        )
    outlet = dict(texts_by_language(notes, found["outlet"][1], "an outlet")) if "outlet" in found else {}
    flags = {word: yes(notes, found[word][1], word) for word in ("full_text", "enabled") if word in found}
    if notes.broken or kind is None or every is None:
        return None
    return SourceEntry(
        id=text["id"],
        kind=SourceKind(kind),
        url=text.get("url", ""),
        path=text.get("path", ""),
        outlet_ar=outlet.get(Language.ARABIC, ""),
        outlet_en=outlet.get(Language.ENGLISH, ""),
        language=text.get("language", "ar"),
        country=text.get("country", "").upper(),
        every=every,
        full_text=bool(flags.get("full_text")),
        enabled=flags.get("enabled") is not False,
    )


def _check_id(notes: Notes, node: Node, found: Pairs, text: dict[str, str]) -> None:
    if "id" not in found:
        notes.error(node, "the source has no id", "write `id: a-short-name`")
    elif text["id"] and not _ID.match(text["id"]):
        notes.error(found["id"][1], f"'{text['id']}' is no id", "small Latin letters, digits and single hyphens")


def _check_address(notes: Notes, node: Node, found: Pairs, kind: str | None, text: dict[str, str]) -> None:
    """A folder has a path, what is fetched has a url."""
    if kind == "folder" and "path" not in found:
        notes.error(node, "a folder source has no path", "write `path: inbox`")
    if kind in {"feed", "page"} and "url" not in found:
        notes.error(node, f"a {kind} source has no url", "write `url: https://…`")
    if text.get("url") and kind != "telegram":
        parts = urlsplit(text["url"])
        if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", text["url"]):
            notes.error(found["url"][1], f"'{text['url']}' is no web address", "it begins with https://")


def _check_codes(notes: Notes, found: Pairs, text: dict[str, str]) -> None:
    """Languages and countries by their codes; the languages of ours by their names too."""
    if text.get("language"):
        text["language"] = means("language", text["language"]) or text["language"].casefold()
        if not re.fullmatch("[a-z]{2,3}", text["language"]):
            notes.error(found["language"][1], f"'{text['language']}' is no code of a language", "write `ar` or `en`")
    if text.get("country") and not re.fullmatch("[A-Za-z]{2}", text["country"]):
        what = f"'{text['country']}' is no code of a country"
        notes.error(found["country"][1], what, "write its two letters, such as SY")
