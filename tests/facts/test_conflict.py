"""Conflict or not: by phenomenon, in texts of our own."""

from pathlib import Path

import pytest
import yaml

from bot.facts import Reader
from bot.facts.conflict import load_conflict, load_fields
from bot.model.article import Article

CASES = yaml.safe_load((Path(__file__).parent.parent / "corpus/facts/conflict.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "conflict"),
    [(text, case["conflict"]) for case in CASES for text in case["texts"]],
    ids=lambda value: str(value)[:40],
)
def test_an_article_is_news_of_conflict_or_not(reader: Reader, text: str, conflict: bool) -> None:
    assert reader.read(Article("1", "", text)).conflict is conflict


def test_a_title_alone_decides_too(reader: Reader) -> None:
    assert reader.read(Article("1", "مقتل عشرة جنود في هجوم على ثكنة عسكرية", "")).conflict
    assert not reader.read(Article("2", "المنتخب يفوز على ضيفه ويتأهل إلى نصف نهائي البطولة", "")).conflict


@pytest.mark.parametrize("text", ["", " ", "12345", "…", "!؟"])
def test_an_article_without_words_is_no_conflict(reader: Reader, text: str) -> None:
    assert not reader.read(Article("1", "", text)).conflict


def test_a_decision_names_the_fields_that_decided(reader: Reader) -> None:
    answer = load_conflict(reader.vocabulary.alphabet).judge(
        reader.vocabulary.read("", "قصف الجيش مواقع المسلحين وقتل عددا منهم")
    )
    assert answer.yes
    assert any("topic_army" in name or "topic_ruin" in name or "topic_armed" in name for name in answer.because())


def test_no_field_speaks_against_its_direction(reader: Reader) -> None:
    directions = load_fields().direction
    weights = load_conflict(reader.vocabulary.alphabet).weights.by_name
    wrong = [
        name
        for name, weight in weights.items()
        if (sign := directions.get(name.partition(" ")[0], "~")) != "~" and (weight > 0) != (sign == "+")
    ]
    assert wrong == []


def test_spelling_does_not_change_the_answer(reader: Reader) -> None:
    plain = "قصفت المدفعية أحياء إدلب وأصيب ثلاثة مدنيين"
    other = "قَصَفَت المدفعيّة أحيــاء ادلب واصيب ثلاثه مدنيين"
    words = [
        load_conflict(reader.vocabulary.alphabet).judge(reader.vocabulary.read("", text)).score
        for text in (plain, other)
    ]
    assert words[0] == pytest.approx(words[1])
