"""Does the side that took one place take the next?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.arabic.gazetteer import Gazetteer
from bot.model.article import Article
from bot.model.facts import Event, EventKind, EventStatus, Evidence, Place
from bot.model.incident import Incident
from bot.model.reading import Reading
from bot.stories.compared import compared
from bot.stories.essence import essence
from bot.stories.headlines import taker_in
from bot.stories.open_incidents import OpenIncidents
from bot.stories.sides import takes_on

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
TIKRIT, RUTBA, SIRTE = Place("تكريت", "IQ.tikrit"), Place("الرطبة", "IQ.rutba"), Place("سرت", "LY.sirte")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def taken(place: Place, title: str, *, by: str = "", kind: EventKind = EventKind.ADVANCE) -> tuple[Article, Reading]:
    article = Article(f"{place.code} {title}", title, "", NOON, "وكالة")
    evidence = Evidence("title", 0, len(title), title, "written")
    event = Event(kind, EventStatus.REPORTED, (place,), by, "", evidence)
    return article, Reading(article.id, True, (event,), (place,))


@pytest.mark.parametrize(
    ("name", "one", "other", "on"),
    [
        (
            "named as who took both",
            taken(RUTBA, "سقوط الرطبة", by="داعش"),
            taken(TIKRIT, "سقوط تكريت", by="داعش"),
            True,
        ),
        (
            "the title names who took the other",
            taken(RUTBA, "الرطبة في قبضة داعش"),
            taken(TIKRIT, "سقوط تكريت", by="داعش"),
            True,
        ),
        (
            "its title names who takes this one",
            taken(RUTBA, "سقوط الرطبة", by="داعش"),
            taken(TIKRIT, "تكريت بيد داعش"),
            True,
        ),
        (
            "the other side",
            taken(RUTBA, "البيشمركة تدخل الرطبة", by="البيشمركة"),
            taken(TIKRIT, "سقوط تكريت", by="داعش"),
            False,
        ),
        (
            "the title names from whom it was taken",
            taken(RUTBA, "استعادة الرطبة من داعش"),
            taken(TIKRIT, "سقوط تكريت", by="داعش"),
            False,
        ),
        (
            "who lost the one takes the other",
            taken(RUTBA, "الجيش يدخل الرطبة", by="الجيش"),
            taken(TIKRIT, "تكريت بيد داعش بعد انسحاب الجيش", by="داعش"),
            False,
        ),
        ("nobody says who", taken(RUTBA, "سقوط الرطبة"), taken(TIKRIT, "سقوط تكريت"), False),
        (
            "in another country",
            taken(SIRTE, "سرت في قبضة داعش", by="داعش"),
            taken(TIKRIT, "سقوط تكريت", by="داعش"),
            False,
        ),
        (
            "no ground is taken",
            taken(RUTBA, "داعش يقصف الرطبة", by="داعش", kind=EventKind.SHELLING),
            taken(TIKRIT, "سقوط تكريت", by="داعش"),
            False,
        ),
    ],
)
def test_one_side_takes_place_after_place(
    gazetteer: Gazetteer, name: str, one: tuple[Article, Reading], other: tuple[Article, Reading], on: bool
) -> None:
    known = OpenIncidents(gazetteer)
    article, reading = other
    told = essence(article, reading, gazetteer)
    opened = Incident(
        "i",
        "s",
        told.kind,
        told.kinds,
        told.places,
        told.parties,
        None,
        None,
        NOON,
        NOON,
        headlines=(told.headline.line,),
    )
    known.put(opened)
    article, reading = one
    ours = essence(article, reading, gazetteer)
    report = compared(
        ours,
        (),
        (),
        moment=NOON.timestamp(),
        begins=(article.title, article.text),
        outlet=article.outlet,
        spots=known.spots(ours.places),
        named=(),
        beside=False,
    )

    assert takes_on(report, known.filed("i")) is on, name
    assert not takes_on(report, known.filed("i")._replace(incident=replace(opened, kind="clash")))


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("سقوط هرات بيد طالبان", "طالبان"),
        ("البلدة في قبضة مسلحي داعش بعد معارك", "مسلحي داعش"),
        ("الخوخة تحت سيطرة القوات الحكومية", "القوات الحكوميه"),
        ("«قسد» تسيطر على حقل العمر", "قسد"),
        ("الجيش العراقي يستعيد الشرقاط من داعش", "الجيش العراقي"),
        ("المدينة خارج سيطرة الحكومة", ""),
        ("انتزاع المطار من يد المسلحين", ""),
        ("سيطرت عليها أمس", ""),
        ("معارك حول المطار", ""),
        ("", ""),
    ],
)
def test_who_has_a_place_by_what_a_title_says(title: str, who: str) -> None:
    assert taker_in(title) == who
