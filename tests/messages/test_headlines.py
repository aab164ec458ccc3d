"""What is said of each fact, in each language: tests/corpus/messages/headlines.yaml, read by a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.messages.alerts import say_change
from bot.messages.headline import headline
from bot.model.chat import Language
from bot.model.facts import Ceasefire, Event, Fact, Figure
from bot.model.story import Alert, Change, FiredRule, SavedFact, VerdictKind
from tests.making import NOON, FewPlaces, article
from tests.stories_rows import fact_of

ROWS = yaml.safe_load(
    (Path(__file__).parents[1] / "corpus" / "messages" / "headlines.yaml").read_text(encoding="utf-8")
)
ZONE = ZoneInfo("Asia/Damascus")


def alert_of(*facts: Fact) -> Alert:
    kinds = [fact.kind.value for fact in facts if isinstance(fact, Event)]
    kind = "ceasefire" if isinstance(facts[0], Ceasefire) else kinds[0] if kinds else "harm"
    return Alert(
        id="i/a",
        incident="i",
        story="s",
        verdict=VerdictKind.TELL_NEW,
        reason="first report",
        severity="high",
        rules=(FiredRule("any", "high"),),
        facts=facts,
        article=article("a"),
        kind=kind,
        places=facts[0].places,
    )


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("row", ROWS["facts"], ids=[row["ar"] for row in ROWS["facts"]])
def test_headline(row: dict[str, Any]) -> None:
    alert = alert_of(*map(fact_of, row["of"]))
    said = {language.value: plain(headline(alert, language, FewPlaces(), ZONE)) for language in Language}
    assert said == {"ar": row["ar"], "en": row["en"]}


@pytest.mark.parametrize("row", ROWS["changes"], ids=[row["en"] for row in ROWS["changes"]])
def test_change(row: dict[str, Any]) -> None:
    old, new = (SavedFact(fact_of(one), "a", "", NOON) if one else None for one in (row.get("old"), row["new"]))
    assert new is not None
    change = Change(row["what"], new, old)
    alert = alert_of(new.fact)
    said = {language.value: plain(say_change(change, alert, language, FewPlaces(), ZONE)) for language in Language}
    assert said == {"ar": row["ar"], "en": row["en"]}


def test_numbers_and_names_of_the_other_script_are_set_apart() -> None:
    alert = alert_of(fact_of({"figure": 12, "in": "إدلب"}))
    assert "\u206812\u2069" in headline(alert, Language.ARABIC, FewPlaces(), ZONE)
    assert isinstance(alert.facts[0], Figure)
