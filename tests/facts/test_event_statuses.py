"""Events that are denied, threatened or did not happen, beside those that did: by phenomenon, in texts of our own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.facts import Reader
from bot.model.article import Article
from bot.model.facts import Event

CORPUS = Path(__file__).parent.parent / "corpus/facts/event_statuses.yaml"
CASES = [
    (text, told) for case in yaml.safe_load(CORPUS.read_text(encoding="utf-8")) for text, told in case["texts"].items()
]
PUBLISHED = datetime(2025, 3, 12, 18, tzinfo=UTC)


def told_of(event: Event) -> str:
    """An event as the table writes it."""
    place = event.places[0].name if event.places else ""
    return " ".join(f"{event.kind} {event.status} by {event.by} at {place}".split())


@pytest.mark.parametrize(("text", "told"), CASES, ids=lambda value: str(value)[:40])
def test_events_are_asserted_as_the_text_asserts_them(reader: Reader, text: str, told: list[str]) -> None:
    page = reader.open(Article("1", "", text, PUBLISHED))
    found = [told_of(fact) for fact in reader.facts(page) if isinstance(fact, Event)]
    assert sorted(found) == sorted(told)
