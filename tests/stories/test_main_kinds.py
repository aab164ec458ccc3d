"""What reports are mainly about, read by the real reader: the title says it before the text tells more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import facts
from bot.model.article import Article
from bot.model.facts import Figure
from bot.model.story import SavedFact
from bot.stories.answers import answers
from bot.stories.elsewhere import told_now
from bot.stories.essence import essence
from bot.stories.headlines import despite_truce, goes_back, setting_from, sums_up, truce_from

TABLE = Path(__file__).parents[1] / "corpus" / "stories" / "main_kinds.yaml"
TOLD: list[tuple[str, dict[str, str]]] = [
    (row["phenomenon"], report)
    for row in yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    for report in row["reports"]
]
AT = datetime(2025, 3, 12, 18, tzinfo=UTC)


@pytest.mark.parametrize(("phenomenon", "report"), TOLD, ids=[report["title"] for _, report in TOLD])
def test_the_main_kind(reader: facts.Reader, phenomenon: str, report: dict[str, Any]) -> None:
    article = Article("a", report["title"], report["text"], AT, "أ")
    assert report["kind"] == essence(article, reader.read(article), reader.gazetteer).kind, phenomenon


@pytest.mark.parametrize(
    ("title", "before"),
    [
        ("انتشار قوات في المدينة بعد اتفاق", "انتشار قوات في المدينة "),
        ("جرحى من بعدة قرى في المستشفى", "جرحى من بعدة قرى في المستشفى"),  # a word that only begins alike
        ("وسط دوي المدافع: نزوح المئات", ""),
        ("", ""),
    ],
)
def test_where_the_setting_of_a_title_begins(title: str, before: str) -> None:
    assert before == title[: setting_from(title)]


@pytest.mark.parametrize(
    ("title", "despite"),
    [
        ("غارات على الجنوب رغم وقف إطلاق النار", True),
        ("انفجار في المدينة بعد يوم من الهدنة", True),
        ("وفد يصل إلى العاصمة بعد الهدنة", False),  # it says nothing of how the truce fared
        ("رغم البرد والجوع.. نازحون يعودون", False),
        ("رغم", False),
    ],
)
def test_what_became_of_a_truce(title: str, despite: bool) -> None:
    assert despite is despite_truce(title)


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("حصيلة الحرب تتجاوز ألف قتيل", True),
        ("ضحايا الاشتباكات في العاصمة مدنيون", True),
        ("حصيلة الغارة تسعة قتلى", False),
        ("حرب كلامية بين الوزيرين", False),
    ],
)
def test_counts_of_a_whole_war(title: str, whole: bool) -> None:
    assert whole is sums_up(title)


@pytest.mark.parametrize(
    ("title", "before"),
    [
        ("بدء سريان وقف إطلاق النار في الجبل", "بدء سريان "),
        ("بنود هدنة الجبل.. ما لها وما عليها", "بنود "),
        ("استئناف المعارك بعد انتهاء التهدئة", "استئناف المعارك بعد انتهاء "),
        ("سبعة قتلى في خرق للهدنة", None),  # victims come first
        ("وقف الدعم يهدد المخيمات", None),
    ],
)
def test_where_a_title_names_a_truce(title: str, before: str | None) -> None:
    assert title[: truce_from(title)] == (title if before is None else before)


@pytest.mark.parametrize(
    ("title", "text", "answered"),
    [
        ("الجيش ينفي دخول مسلحين إلى القلعة", "", True),
        ("تنظيم الدولة يعلن مسؤوليته عن التفجيرين", "", True),
        ("إعادة انتشار في القلعة", "أقرت القيادة بخسارة مواقع.", True),
        ("الحكومة تحمّل الجماعة مسؤولية التصعيد", "", False),  # who blames tells of nothing else
        ("قصف القلعة والميناء والمطار والجسر في ليلة واحدة ومصدر ينفي سقوطها", "", False),  # far behind
    ],
)
def test_who_answers_what_was_told(title: str, text: str, answered: bool) -> None:
    assert answered is answers(title, text)


@pytest.mark.parametrize(
    ("text", "word", "back"),
    [
        ("قصفت المدفعية البلدة. وكانت غارة قد أصابت السوق أمس.", "غارة", True),
        ("قصفت المدفعية البلدة. وجاء ذلك بعد غارة على السوق.", "غارة", True),
        ("قصفت المدفعية البلدة، وكانت غارة أخرى تصيب السوق.", "غارة", False),  # the sentence begins otherwise
        ("وجاء القصف من التلة التي أصابتها غارة.", "غارة", False),  # nothing stands behind «بعد»
        ("غارة على السوق", "غارة", False),
    ],
)
def test_what_went_before(text: str, word: str, back: bool) -> None:
    assert back is goes_back(text, text.index(word))


def test_whom_sentences_of_what_went_before_count_are_of_other_events(reader: facts.Reader) -> None:
    text = "قتل ثلاثة جنود في قصف مدفعي على ثكنة قرب تعز اليوم. وكانت غارة قد قتلت تسعة مدنيين في المدينة."
    article = Article("a", "قصف على ثكنة قرب تعز", text, AT, "أ")
    told = [SavedFact(fact, "a", "أ", AT) for fact in reader.read(article).facts if isinstance(fact, Figure)]
    assert [one.fact.min for one in told_now(told, text) if isinstance(one.fact, Figure)] == [3]
    assert {3, 9} == {one.fact.min for one in told if isinstance(one.fact, Figure)}
