"""Events: by phenomenon, in texts of our own."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from bot.arabic.tables import load_rows
from bot.facts import Reader
from bot.model.article import Article
from bot.model.facts import Event, EventKind, EventStatus

CORPORA = sorted((Path(__file__).parent.parent / "corpus/facts").glob("events*.yaml"))
CASES = [case for corpus in CORPORA for case in yaml.safe_load(corpus.read_text(encoding="utf-8"))]
PUBLISHED = datetime(2025, 3, 12, 18, tzinfo=UTC)


def events(reader: Reader, text: str, title: str = "") -> list[Event]:
    """The events of a text, whether or not the article is one of conflict."""
    page = reader.open(Article("1", title, text, PUBLISHED))
    return [fact for fact in reader.facts(page) if isinstance(fact, Event)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [(text, case["kinds"]) for case in CASES for text in case["texts"]],
    ids=lambda value: str(value)[:40],
)
def test_kinds_that_are_reported(reader: Reader, text: str, kinds: list[str]) -> None:
    found = {event.kind.value for event in events(reader, text) if event.status is EventStatus.REPORTED}
    assert found == set(kinds)


def test_every_kind_has_a_text() -> None:
    assert {kind.value for kind in EventKind} == {kind for case in CASES for kind in case["kinds"]}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("نفى الجيش شن أي غارات على المنطقة.", EventKind.AIRSTRIKE, EventStatus.DENIED),
        ("هدد الرئيس بشن غارات جوية على مواقع الجماعة.", EventKind.AIRSTRIKE, EventStatus.THREATENED),
        ("شن الطيران غارات على مواقع الجماعة اليوم.", EventKind.AIRSTRIKE, EventStatus.REPORTED),
    ],
)
def test_how_an_event_is_asserted(reader: Reader, text: str, kind: EventKind, status: EventStatus) -> None:
    assert [(event.kind, event.status) for event in events(reader, text)] == [(kind, status)]


def test_an_event_knows_its_day_and_place(reader: Reader) -> None:
    (event,) = events(reader, "شن الطيران الحربي غارة على بلدة سراقب في إدلب أمس الثلاثاء.")
    assert event.on == date(2025, 3, 11)
    assert [place.name for place in event.places][:1] == ["سراقب"]


def test_a_place_that_the_words_of_an_event_run_into_is_its_own(reader: Reader) -> None:
    (event,) = events(reader, "أعلن الجيش في السودان، مساء اليوم، الانسحاب من مدينة نيالا نحو الشمال.")
    assert [place.name for place in event.places][:1] == ["مدينة نيالا"]


def test_each_place_has_its_own_event(reader: Reader) -> None:
    text = "شن الطيران غارة على مدينة سراقب صباح اليوم. وفي حماة، استهدفت غارة جوية مطار المدينة مساء."
    assert len([event for event in events(reader, text) if event.kind is EventKind.AIRSTRIKE]) == 2


def test_what_is_said_twice_is_one_event(reader: Reader) -> None:
    title = "غارات على سراقب"
    text = "شن الطيران غارات على سراقب اليوم. وقال سكان إن الغارات على سراقب استمرت ساعة."
    assert len([event for event in events(reader, text, title) if event.kind is EventKind.AIRSTRIKE]) == 1


def test_evidence_is_the_very_words_and_names_its_row(reader: Reader) -> None:
    text = "قالت مصادر إن مروحيات ألقت براميل متفجرة على البلدة."
    for event in events(reader, text):
        evidence = event.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote
        assert evidence.pattern.partition(" (")[0] in {
            row.name for row in load_rows("bot.facts", "events.patterns.tsv")
        }


def test_an_old_event_in_the_background_is_not_reported(reader: Reader) -> None:
    text = "بحث الوزيران في جنيف مسار المفاوضات. وكانت المدينة قد شهدت عام 2013 هجوما بالغازات السامة."
    assert "chemical" not in {event.kind for event in events(reader, text) if event.status is EventStatus.REPORTED}


@pytest.mark.parametrize("text", ["", "…", "قصف", "غارة غارة غارة", "و" * 2000, "12 34 56", "النار " * 3000])
def test_any_text_reads_without_error(reader: Reader, text: str) -> None:
    assert isinstance(events(reader, text), list)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("ارتفعت حصيلة الغارات السعودية التي أصابت سوقا في حجة.", EventKind.AIRSTRIKE, "حجة"),
        ("أطلق متمردون من منطقة بلغورود صواريخ باتجاه مدينة سومي.", EventKind.SHELLING, "سومي"),
        ("نفذت الطائرات غارة من اتجاه الجولان على ثكنة في ريف درعا.", EventKind.AIRSTRIKE, "ريف درعا"),
        ("انسحب الجيش من مدينة غريان نحو الشمال.", EventKind.ADVANCE, "غريان"),
    ],
)
def test_an_event_is_where_it_lands_not_where_it_came_from(
    reader: Reader, text: str, kind: EventKind, place: str
) -> None:
    found = next(event for event in events(reader, text) if event.kind is kind)
    assert [each.name for each in found.places] == [place]


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("وزارة الصحة: ثمانية قتلى جراء الغارات على المدينة.", EventKind.AIRSTRIKE, ""),
        ("تفجير استهدف الشرطة في وسط كويتا.", EventKind.BOMBING, ""),
        ("قصف الجيش مواقع المسلحين بالمدفعية.", EventKind.SHELLING, "الجيش"),
    ],
)
def test_who_did_it_is_neither_who_counts_the_dead_nor_who_was_hit(
    reader: Reader, text: str, kind: EventKind, by: str
) -> None:
    assert next(event for event in events(reader, text) if event.kind is kind).by == by


def test_a_word_that_only_hints_at_an_event_is_shown_where_nothing_tells_of_it(reader: Reader) -> None:
    text = "قال مصدر طبي في الفاشر إن القوات تحاصر المدينة منذ شهور وتمنع دخول الدواء والمساعدات."
    (event,) = [event for event in events(reader, text) if event.kind is EventKind.SIEGE_AID]
    assert "طبي" not in event.evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "ألقت طائرات منشورات فوق أحياء المدينة تدعو السكان إلى الهدوء.",
        "قال الناطق إن وقف الضربات الجوية على المدينة ما زال ساريا.",
    ],
)
def test_leaflets_and_raids_that_have_stopped_are_no_airstrikes(reader: Reader, text: str) -> None:
    assert [event for event in events(reader, text) if event.kind is EventKind.AIRSTRIKE] == []
