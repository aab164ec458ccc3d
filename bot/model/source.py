"""Where news comes from, as the rule files name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.model.chat import Language


class SourceKind(StrEnum):
    """The kinds of source a rule file may name; `bot.sources` says which of them it can open."""

    FEED = "feed"
    FOLDER = "folder"
    PAGE = "page"
    TELEGRAM = "telegram"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry under `sources:`. `every` is the time between two fetches.

    `url` serves the kinds that are fetched over HTTP, `path` the folder kind; the other one is "". `language` is the
    code of the language it writes in, `country` the ISO 3166 code of the country it mostly writes about; "" = unknown.
    `full_text`: the source brings teasers only, the article itself stands at its link.
    """

    id: str
    kind: SourceKind
    url: str = ""
    path: str = ""
    outlet_ar: str = ""
    outlet_en: str = ""
    language: str = "ar"
    country: str = ""
    every: timedelta = timedelta(minutes=5)
    full_text: bool = False
    enabled: bool = True

    def outlet_in(self, language: Language) -> str:
        """The outlet's name in that language, in the other where only that is known, else the id."""
        names = (self.outlet_ar, self.outlet_en) if language is Language.ARABIC else (self.outlet_en, self.outlet_ar)
        return names[0] or names[1] or self.id


@dataclass(frozen=True, slots=True)
class Notes:
    """What a source wants to be told again at its next fetch.

    Whoever stored what was fetched keeps them, and only then: so nothing that failed to be stored is passed over.
    `etag` and `modified` are a server's own words; `files` are (path, size in bytes, time of change in ns); `entries`
    are digests of feed entries whose pages were read.
    """

    etag: str = ""
    modified: str = ""
    files: tuple[tuple[str, int, int], ...] = ()
    entries: tuple[str, ...] = ()
