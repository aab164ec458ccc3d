"""Sample articles of our own, for a newcomer to see what nadhir does before any real source is set up.

Nothing in them happened. Their outlets are invented and marked, their links lead nowhere, and they carry the present
time. `bot/sources/data/samples.jsonl` holds them with the moment each comes at and the shipped rules it fires.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from bot.model.article import Article

_DATA = Path(__file__).parent / "data" / "samples.jsonl"

#: The id under which these articles are stored; no entry of the rule files may have it.
SOURCE = "samples"

_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample article: it comes `after` that time from the beginning; `fires` are the shipped rules it must fire."""

    name: str
    after: timedelta
    outlet: str
    title: str
    text: str
    fires: tuple[str, ...]

    def article(self, run: str, now: datetime) -> Article:
        """The article as published at `now`. `run` keeps the articles of two runs apart."""
        days = {"today": _DAYS[now.weekday()], "tomorrow": _DAYS[(now.weekday() + 1) % 7]}
        return Article(
            id=f"{SOURCE}:{run}:{self.name}",
            title=self.title.format(**days),
            text=self.text.format(**days),
            published=now,
            outlet=f"{self.outlet} (خبر تجريبي)",
            url=f"https://example.org/samples/{self.name}",
            source=SOURCE,
        )


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, in the order in which they come."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    return tuple(
        Sample(
            name=row["name"],
            after=timedelta(seconds=row["after"]),
            outlet=row["outlet"],
            title=row["title"],
            text=row["text"],
            fires=tuple(row["fires"]),
        )
        for row in map(json.loads, lines)
    )
