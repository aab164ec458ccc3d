"""Verbs that govern a ceasefire, each in five forms and a plain frame: tests/corpus/facts/ceasefire_forms.yaml."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts.reader import Reader
from bot.model.article import Article

TABLE = Path(__file__).parents[1] / "corpus" / "facts" / "ceasefire_forms.yaml"
PUBLISHED = datetime(2025, 3, 12, 12, tzinfo=UTC)
FRAMES = (
    "{} الطرفان {} في كردفان{}، بحسب مصدر عسكري.",
    "قال الناطق إن الجانبين {} {} في كردفان{}.",
    "الجيش والمتمردون {} {} في كردفان{}",
    "{} {} في كردفان{} بعد أسابيع من المعارك",
    "وتبادل الجانبان الرسائل {} {} في كردفان{}.",
)
NOUN = 3
#: What can only be said of a ceasefire that is there already.
OF_A_KNOWN_ONE = {"extended", "violated", "ended", "in_force"}


def rows() -> Iterator[Any]:
    for entry in yaml.safe_load(TABLE.read_text("utf-8")):
        for verb in entry["verbs"]:
            yield pytest.param(entry["status"], entry["preposition"], verb, id=f"{entry['status']}: {verb}")


def sentences(status: str, preposition: str, verb: str) -> Iterator[str]:
    known = status in OF_A_KNOWN_ONE
    truce = preposition + ("الهدنة" if known else "هدنة")
    truce = truce.replace("لالهدنة", "للهدنة")
    for place, (frame, form) in enumerate(zip(FRAMES, verb.split(), strict=True)):
        if form != "-":
            said = "ال" + form if place == NOUN and preposition else form
            yield frame.format(said, truce, " شهرا" if status == "extended" else "")


@pytest.mark.parametrize(("status", "preposition", "verb"), [*rows()])
def test_every_form_of_a_verb_says_the_same(reader: Reader, status: str, preposition: str, verb: str) -> None:
    for text in sentences(status, preposition, verb):
        claims = reader.ceasefires.read(reader.open(Article("a", "", text, PUBLISHED)))
        assert {str(claim.status) for claim in claims} == {status}, text
