"""What a report that begins with a denial denies, of what its readers know."""

from __future__ import annotations

import pytest

from bot.model.facts import Event, EventStatus
from bot.model.story import SavedFact
from bot.stories.undone import as_answered
from tests.making import NOON, event, evidence

DENIED = [
    ("الجيش ينفي استهداف مدنيين في كتم", "نفى المتحدث باسم الجيش أن تكون طائراته قصفت مدنيين في كتم.", "قصفت مدنيين"),
    ("موسكو: لا علاقة لنا بما جرى", "نفت الخارجية الروسية أن يكون لبلادها دور في الغارات على المدرسة.", "الغارات"),
    ("موسكو: لا علاقة لطائراتنا بغارة المدرسة", "نفت الخارجية الروسية أي دور لها.", "بغارة"),
    ("الفصيل ينفي ضلوعه في تفجير السوق", "", "تفجير السوق"),
]
DENIED += [
    ("متحدث عسكري: لم نستهدف مدنيين", "قال المتحدث باسم الجيش إن ما نشر عن قصف سوق كتم غير صحيح.", "قصف سوق"),
]
REPORTED = [
    ("الجيش ينفي استهداف مدنيين", "نفى الجيش ذلك. وكان ناشطون قالوا إن غارة قتلت تسعة.", "غارة"),
    ("تسعة قتلى بغارة على كتم", "قتل تسعة في غارة على كتم، ونفى الجيش أن يكون شنها.", "غارة على كتم، "),
    ("تسعة قتلى بغارة على كتم والجيش لا يعلق", "نفى مصدر طبي نقص الدواء في المدينة.", "بغارة"),
    ("تسعة قتلى بغارة على كتم", "قتل تسعة في غارة على كتم. وقال الجيش إن ما نشر عنها غير صحيح.", "غارة على كتم. "),
    ("الجيش لم ينف بعد الغارة على كتم", "لم يصدر عن الجيش شيء.", "الغارة"),
]


@pytest.mark.parametrize(
    ("title", "text", "quote", "status"),
    [(*row, EventStatus.DENIED) for row in DENIED] + [(*row, EventStatus.REPORTED) for row in REPORTED],
)
def test_what_the_beginning_of_a_report_denies(title: str, text: str, quote: str, status: EventStatus) -> None:
    field = "text" if quote in text else "title"
    at = (text if field == "text" else title).index(quote)
    told = event("airstrike", "كتم", evidence=evidence(quote, at=at, field=field))
    (answered,) = as_answered([SavedFact(told, "a", "وكالة", NOON)], title, text)
    assert isinstance(answered.fact, Event)
    assert status is answered.fact.status
