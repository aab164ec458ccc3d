"""One text as a source brought it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One text, never changed; an edited text is another Article with the same id (a revision).

    `title` and `text` are the raw characters of the source: every offset in nadhir counts their code points.
    `published` is an aware moment, or None where the source does not say: it is never guessed.
    `outlet` is the name of who published it, `source` the id of the Source that brought it ("" by hand).
    """

    id: str
    title: str
    text: str
    published: datetime | None = None
    outlet: str = ""
    url: str = ""
    source: str = ""

    def field(self, name: str) -> str:
        """The raw characters of `title` or `text`: what Evidence offsets count in."""
        return self.title if name == "title" else self.text
