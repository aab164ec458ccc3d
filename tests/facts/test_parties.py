"""Parties: who does what is told, named as the text names him and no further."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts.reader import Reader
from bot.model.article import Article
from bot.model.facts import Ceasefire, Event

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "facts" / "parties.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_who_acts(reader: Reader, case: dict[str, Any]) -> None:
    facts = reader.read(Article("a", "", case["text"])).facts
    told = [
        fact.by
        for fact in facts
        if (isinstance(fact, Ceasefire) and case["kind"] == "ceasefire")
        or (isinstance(fact, Event) and fact.kind.value == case["kind"])
    ]
    assert told[:1] == [case["by"]]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("دارت معارك بين الجيش والمتمردين في نيالا. وامتدت الاشتباكات إلى مدينة الجنينة.", ["الجيش والمتمردين"] * 2),
        ("دارت معارك بين الجيش والمتمردين في نيالا. واندلعت اشتباكات في مدينة الجنينة.", ["الجيش والمتمردين", ""]),
        ("اندلعت اشتباكات في نيالا. وامتدت الاشتباكات إلى مدينة الجنينة.", ["", ""]),
    ],
)
def test_a_fight_told_of_before_has_its_sides(reader: Reader, text: str, by: list[str]) -> None:
    facts = reader.read(Article("a", "", text)).facts
    assert by == [fact.by for fact in facts if isinstance(fact, Event) and fact.kind.value == "clash"]
