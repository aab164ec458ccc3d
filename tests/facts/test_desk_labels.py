"""The labels of our own desk (tools/labels): each claim is of a known kind and stands where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.model.facts import CeasefireStatus, EventKind, FigureKind, Scope, Who
from tools.labelled import HELD_OUT, LABELS, Labelled, labelled_here

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


@pytest.fixture(scope="module", params=[LABELS, HELD_OUT], ids=["teaching", "held out"])
def labels(request: pytest.FixtureRequest) -> list[Labelled]:
    found = labelled_here(CORPUS, request.param)
    if not found:
        pytest.skip("the articles are not here")
    return found


def test_every_quote_stands_in_its_article(labels: list[Labelled]) -> None:
    claims = [claim for each in labels for claim in (*each.gold["figures"], *each.gold["ceasefire"])]
    assert [claim for claim in claims if not 0 < len(claim["quote"]) <= 60] == []


def test_every_word_of_a_label_is_one_of_ours(labels: list[Labelled]) -> None:
    for each in labels:
        assert set(each.gold["events"]) <= set(EventKind), each.article.id
        assert {claim["status"] for claim in each.gold["ceasefire"]} <= set(CeasefireStatus), each.article.id
        figures = each.gold["figures"]
        assert {figure["kind"] for figure in figures} <= set(FigureKind), each.article.id
        assert {figure["scope"] for figure in figures} <= set(Scope), each.article.id
        assert {figure["who"] for figure in figures} <= set(Who), each.article.id


def test_what_is_no_news_of_conflict_claims_nothing(labels: list[Labelled]) -> None:
    idle = [each.gold for each in labels if not each.gold["conflict"]]
    assert [gold["id"] for gold in idle if gold["figures"] or gold["events"] or gold["ceasefire"]] == []
