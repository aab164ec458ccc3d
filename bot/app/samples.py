"""The sample articles: written by us, in the form of any `.jsonl`; their time is that of the moment they are sent."""

from __future__ import annotations

from pathlib import Path

from bot.model.article import Article
from bot.sources.files import read_file

SAMPLES = Path(__file__).parent / "data" / "samples.jsonl"


def samples() -> tuple[Article, ...]:
    """Every sample article, in the order they are sent."""
    return tuple(item for item in read_file(SAMPLES) if isinstance(item, Article))
