"""A day that something is counted from is not the day of the news told beside it."""

from datetime import UTC, date, datetime

import pytest

from bot.facts import Reader
from bot.model.article import Article
from bot.model.facts import Event, Figure

PUBLISHED = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قتل 12 مدنيا في غارة على نيالا، فيما بلغت حصيلة الحرب منذ 15 نيسان 2023 نحو 150 ألف قتيل.", None),
        ("قتل 13 مدنيا في غارة على بورتسودان، هي الأعنف منذ اندلاع الحرب في 15 أبريل 2023.", None),
        ("قتل أربعة أطفال في غارة على رفح، ليرتفع عدد الضحايا منذ السابع من أكتوبر إلى 61 ألفا.", None),
        ("قتل أربعة أطفال في غارات تتواصل على رفح منذ 13 آذار.", date(2026, 3, 13)),
        ("قتل أربعة أطفال في غارة على رفح في 7 آذار.", date(2026, 3, 7)),
    ],
)
def test_the_day_of_the_news(reader: Reader, text: str, day: date | None) -> None:
    facts = reader.read(Article(id="a", title="", text=text, published=PUBLISHED)).facts
    news = [fact for fact in facts if isinstance(fact, Figure | Event)]
    assert news
    assert {fact.on for fact in news} == {day}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("قتل أربعة أمس وأربعة اليوم في جنين", [date(2026, 3, 13), date(2026, 3, 14)]),
        ("قتل خمسة الخميس وستة الجمعة", [date(2026, 3, 12), date(2026, 3, 13)]),
        ("قتل خمسة أمس و350 منذ بدء التصعيد", [date(2026, 3, 13), None]),
        ("قتل خمسة في صور وستة في النبطية أمس", [date(2026, 3, 13), date(2026, 3, 13)]),
    ],
)
def test_the_days_of_a_list(reader: Reader, text: str, days: list[date | None]) -> None:
    facts = reader.read(Article(id="a", title="", text=text, published=PUBLISHED)).facts
    assert days == [fact.on for fact in facts if isinstance(fact, Figure)]
