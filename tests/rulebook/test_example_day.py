"""When an example without a date was published."""

import pytest

from bot.rulebook.example_day import EXAMPLE_DAY, published


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قصفت الطائرات البلدة فجر الأحد.", 8),
        ("أعلن الجيش مساء الجمعة هدنة تبدأ الأحد.", 13),
        ("قصفت الطائرات البلدة صباح اليوم السبت.", 14),
        ("قصفت الطائرات البلدة فجرا.", 14),
        ("", 14),
    ],
)
def test_an_example_was_published_on_the_first_weekday_it_names(text: str, day: int) -> None:
    assert published("", text).date() == EXAMPLE_DAY.date().replace(day=day)
    assert published(text, "ثم الخميس.").day in {day, 12}
