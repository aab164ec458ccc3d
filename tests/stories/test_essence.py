"""What an article is mainly about, and what its title adds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.model.facts import Fact
from bot.stories import OpenIncidents, place_in
from bot.stories.essence import essence
from bot.stories.headlines import says, speaker
from bot.stories.recounts import toll_rises
from tests.making import NOON, FewPlaces, article, ceasefire, day, event, figure, reading


@pytest.mark.parametrize(
    ("name", "facts", "kind"),
    [
        (
            "a truce that the lead declares",
            [ceasefire("declared", "إدلب"), event("airstrike", "إدلب", at=500)],
            "ceasefire",
        ),
        (
            "a truce named after the lead told of the dead is a setting",
            [figure(2, "killed", "غزة"), ceasefire("declared", "غزة", at=520), event("shelling", "غزة", at=300)],
            "shelling",
        ),
        (
            "a blast told before the truce that was declared hours ago",
            [event("bombing", "غزة", at=38), ceasefire("declared", "غزة", at=90)],
            "bombing",
        ),
        (
            "talks are no news beside the truce that they brought",
            [event("talks", "غزة", at=10), ceasefire("declared", "غزة", at=60)],
            "ceasefire",
        ),
        (
            "a town is taken amid clashes, whichever of them is told first",
            [event("clash", "إدلب", at=10), event("advance", "إدلب", at=120)],
            "advance",
        ),
        (
            "planes beside guns of which the report tells first",
            [event("shelling", "إدلب", at=10), event("airstrike", "إدلب", at=90)],
            "airstrike",
        ),
        ("what stands far below is not what it is about", [event("airstrike", "إدلب", at=1800)], "other"),
        ("the dead without an event", [figure(7, "killed", "إدلب")], "harm"),
    ],
)
def test_the_main_event(name: str, facts: list[Fact], kind: str) -> None:
    assert kind == essence(article("a"), reading("a", *facts), FewPlaces()).kind, name


@pytest.mark.parametrize(("status", "stated"), [("reported", NOON.date() - timedelta(days=1)), ("threatened", None)])
def test_what_is_threatened_dates_nothing(status: str, stated: date | None) -> None:
    dated = event("clash", "إدلب", status=status, on=day(-1), at=100)
    found = essence(article("a"), reading("a", event("airstrike", "إدلب"), dated), FewPlaces())
    assert stated == found.day


def test_the_capture_of_a_city_is_not_of_the_day_on_which_the_offensive_began() -> None:
    began = event("clash", "إدلب", on=day(-2), at=100)
    counted = figure(255, "killed", "إدلب", scope="period", on=day(-2), at=200)
    taken, stated = event("advance", "إدلب"), event("advance", "إدلب", on=day(0))
    assert essence(article("a"), reading("a", taken, began, counted), FewPlaces()).day is None
    assert day(0) == essence(article("a"), reading("a", stated, began, counted), FewPlaces()).day


def test_titles_speak_for_one_event_where_facts_do_not_settle() -> None:
    facts = event("airstrike", "إدلب"), figure(9, "killed", "إدلب")
    scores = {}
    for title in ("قصف مخيم النازحين قرب الحدود", "اغتيال قائد ميداني بعبوة ناسفة"):
        known = OpenIncidents(FewPlaces())
        first = place_in(
            reading("a", *facts), article("a", title="قصف مخيم للنازحين قرب الحدود"), known, FewPlaces(), NOON
        )
        known.put(first.main.after)
        again = essence(article("b", title=title), reading("b", *facts), FewPlaces())
        scores[title] = known.filed(first.main.after.id).headlines.likeness(again.headline) or 0.0
    assert [score > 0.5 for score in scores.values()] == [True, False]


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("وزير الدفاع: العملية مستمرة حتى تحقيق أهدافها", True),
        ("إدلب: العملية مستمرة", False),  # a place
        ("المرصد: أكثر من 60 قتيلا في الهجوم", False),  # who counted, and no more
        ("بالفيديو: لحظة القصف", False),  # a label
        ("العملية مستمرة حتى تحقيق أهدافها", False),
        ("قال بعد أن عاد من زيارته إلى الجبهة: مستمرون", False),  # a sentence, no name
        ("مواعيد:", False),
    ],
)
def test_a_speaker_stands_before_the_colon(title: str, speaks: bool) -> None:
    assert speaks is (speaker(title) not in {"", "ادلب"})


@pytest.mark.parametrize(
    ("title", "text", "rises"),
    [
        ("ارتفاع حصيلة قتلى الانفجار إلى 31", "", True),
        ("", "أعلنت وزارة الصحة اليوم ارتفاع عدد ضحايا القصف إلى خمسين.", True),
        ("", "قال مصدر طبي إن حصيلة الهجوم بلغت عشرين قتيلا، مرجحا ارتفاعها.", False),
        ("ارتفاع أسعار الوقود في المدينة", "قتل ثلاثة في انفجار.", False),
        ("حصيلة قصف المدرسة شمالي البلاد ترتفع إلى 87 قتيلا", "", True),
        ("", "أعلن مدير الصحة انتهاء البحث، وقال إن عدد القتلى استقر عند 91.", True),
        ("", "قتل 77 شخصا وفق حصيلة جديدة نشرتها الوزارة.", True),
        ("20 قتيلا حصيلة غارة الليل على الميناء", "", True),
        ("حصيلة مجزرة القرية تقترب من 200", "", True),
        ("عشرون قتيلا في حصيلة أولية لغارة على الميناء", "", False),  # nobody told of it before
        ("44 قتيلا حصيلة المعارك في الميناء", "", False),  # which go on: of no event
        ("عدد القتلى كبير، والمياه ترتفع في النهر", "", False),
        ("", "قتل ثلاثة في انفجار." + " وتحدث السكان عن ليلة صعبة." * 12 + " وارتفع عدد القتلى في أيار.", False),
    ],
)
def test_a_toll_that_rises_was_told_before(title: str, text: str, rises: bool) -> None:
    assert toll_rises(article("a", title=title, text=text)) is rises


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("قتل الجيش ستة مسلحين في حماة، وقال إنها عملية جاءت ردا على تفجير إدلب.", "harm", "حماة"),
        ("قتل الجيش ستة مسلحين في حماة، وقال إنها عملية سبقت بيوم واحد تفجير إدلب.", "bombing", "إدلب"),
    ],
)
def test_what_somebody_avenges_is_not_what_he_does(text: str, kind: str, where: str) -> None:
    bombing = event("bombing", "إدلب", at=text.index("تفجير"))
    found = essence(article("a", text=text), reading("a", bombing, figure(6, "killed", "حماة", at=10)), FewPlaces())
    assert (found.kind, where in [place.name for place in found.places]) == (kind, True)
    assert ("إدلب" in [place.name for place in found.places]) == (where == "إدلب")


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("هدوء حذر يسود السويداء بعد الاشتباكات", False),
        ("السويداء: ترقب حذر بعد إعلان الهدنة", False),
        ("بهدوء حذر تعود الحياة إلى جنين", False),
        ("غوتيريش حذر من اتساع الحرب", True),
        ("الأمم المتحدة تحذر من مجاعة في غزة", True),
        ("حذر وزير الخارجية من انهيار الهدنة", True),
    ],
)
def test_a_wary_quiet_warns_of_nothing(title: str, speaks: bool) -> None:
    assert speaks is says(title)
