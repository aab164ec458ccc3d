"""Speakers: whose claim a word of a text is."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.facts.reader import Reader
from bot.model.article import Article
from bot.model.facts import Figure

CORPUS = Path(__file__).parents[1] / "corpus" / "facts"
CASES = yaml.safe_load((CORPUS / "speakers.yaml").read_text("utf-8"))
OF_FIGURES = yaml.safe_load((CORPUS / "speakers_of_figures.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_whose_claim_it_is(reader: Reader, case: dict[str, Any]) -> None:
    page = reader.open(Article("a", "", case["text"]))
    at = next(token for token in range(len(page.words)) if page.raw(token, token + 1) == case["at"])
    assert page.speakers.of(at) == case["speaker"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قالت الوزارة إنها تدين الهجوم، الذي أسفر عن مقتل تسعة مدنيين.", ""),
        ("قالت الوزارة إن الهجوم الذي وقع فجرا أسفر عن مقتل تسعة مدنيين.", "الوزارة"),
        ("قتل في الهجوم، الذي أوقع تسعة قتلى من المدنيين، ضابط، بحسب الوزارة.", "الوزارة"),
    ],
)
def test_who_states_a_figure(reader: Reader, text: str, speaker: str) -> None:
    figures = [fact for fact in reader.read(Article("a", "", text)).facts if isinstance(fact, Figure) and fact.min == 9]
    assert [speaker] == [figure.speaker for figure in figures]


@pytest.mark.parametrize("case", OF_FIGURES, ids=lambda case: case["text"][:60])
def test_who_states_a_figure_of_another_sentence(reader: Reader, case: dict[str, Any]) -> None:
    figures = [fact for fact in reader.read(Article("a", "", case["text"])).facts if isinstance(fact, Figure)]
    said = {
        number: next((each.speaker for each in figures if number in each.evidence.quote.split()), "no such figure")
        for number in case["says"]
    }
    assert said == case["says"]
