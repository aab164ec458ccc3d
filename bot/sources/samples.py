"""Sample articles of our own, for a newcomer to see what nadhir does before any real source is set up.

Nothing in them happened. Their outlets are invented, their links lead nowhere, they speak of the present day, and the
alerts made of them are marked. `data/samples.jsonl` holds them in the order in which they come, each with the shipped
rules it fires.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.model.article import Article

_DATA = Path(__file__).parent / "data" / "samples.jsonl"

#: The source that these articles name: alerts made of them say that they are samples.
SOURCE = "samples"

_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample article; `fires` are the shipped rules it must fire, all others stay quiet. Weekdays stand open."""

    name: str
    outlet: str
    outlet_en: str
    title: str
    text: str
    fires: tuple[str, ...]

    def article(self, now: datetime) -> Article:
        """The article as published at `now`, under its name: whoever sends it twice gives it an id of its own."""
        days = {"today": _DAYS[now.weekday()], "tomorrow": _DAYS[(now.weekday() + 1) % 7]}
        return Article(
            id=self.name,
            title=self.title.format(**days),
            text=self.text.format(**days),
            published=now,
            outlet=self.outlet,
            url=f"https://example.org/samples/{self.name}",
            source=SOURCE,
        )


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, in the order in which they come."""
    return tuple(
        Sample(row["name"], row["outlet"], row["outlet_en"], row["title"], row["text"], tuple(row["fires"]))
        for row in map(json.loads, _DATA.read_text(encoding="utf-8").splitlines())
    )


def sample_articles(now: datetime) -> tuple[Article, ...]:
    """All of them as articles of this moment. Weekdays are those of the zone of `now`."""
    return tuple(sample.article(now) for sample in samples())
