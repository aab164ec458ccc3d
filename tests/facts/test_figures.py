"""Figures: by phenomenon, in texts of our own, and what a figure promises."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts import Reader
from bot.facts.figures.claims import Claims
from bot.model.article import Article
from bot.model.facts import Figure, FigureKind, Scope, Who

CORPUS = [
    phenomenon
    for name in (
        "figures",
        "figures_families",
        "figures_newsroom",
        "figures_moves",
        "figures_parts",
        "figures_wars",
        "figures_variants",
        "figures_bulletins",
        "figures_ahead",
        "figures_aside",
        "figures_lists",
        "figures_ends",
        "figures_retold",
        "figures_otherwise",
    )
    for phenomenon in yaml.safe_load(
        (Path(__file__).parents[1] / f"corpus/facts/{name}.yaml").read_text(encoding="utf-8")
    )
]
CASES = [(text, wanted) for each in CORPUS for text, wanted in each["texts"].items()]
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def figures(reader: Reader, text: str, title: str = "", published: datetime | None = NOON) -> list[Figure]:
    """The figures of a text, whether or not the article is one of conflict."""
    page = reader.open(Article("1", title, text, published))
    return [fact for fact in reader.facts(page) if isinstance(fact, Figure)]


def said(figure: Figure) -> str:
    """A figure as the corpus writes it."""
    most = "*" if figure.max is None else figure.max
    marks = ("+" if figure.part_of_total else "") + ("~" if figure.approx else "")
    least = "null" if figure.min is None else figure.min
    return f"{marks}{figure.kind.value} {least}-{most}"


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_the_figures_of_a_text(reader: Reader, text: str, wanted: list[str]) -> None:
    assert sorted(map(said, figures(reader, text))) == sorted(wanted)


def test_no_sentence_is_passed_over(reader: Reader) -> None:
    """Sentences without numbers are looked at only where one person may be told of: that hides no claim."""
    spared, all_seen = Claims(reader.vocabulary), Claims(reader.vocabulary)
    all_seen._first_one = re.compile("").match  # noqa: SLF001  the same without the sparing look
    for text, _ in CASES:
        words = reader.vocabulary.read("", text)
        assert spared.read(words) == all_seen.read(words)


def test_every_kind_has_a_text() -> None:
    told = {each.lstrip("+~").split()[0] for _, wanted in CASES for each in wanted}
    assert told == {kind.value for kind in FigureKind}


@pytest.mark.parametrize("text", [text for text, wanted in CASES if wanted][::4])
def test_tashkeel_and_tatweel_change_nothing(reader: Reader, text: str) -> None:
    marked = text.replace("قت", "قَت").replace("ـ", "").replace("مد", "مـد").replace("إ", "ا")
    assert sorted(map(said, figures(reader, marked))) == sorted(map(said, figures(reader, text)))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("مقتل 8 مدنيين في قصف", Who.CIVILIANS),
        ("مقتل سبعة أطفال في قصف", Who.CHILDREN),
        ("إصابة 3 نساء", Who.WOMEN),
        ("مقتل 12 مسلحا", Who.FIGHTERS),
        ("مقتل خمسة من عناصر الجيش في كمين", Who.SOLDIERS),
        ("مقتل 20 من مقاتلي الفصائل", Who.FIGHTERS),
        ("مقتل صحفيين اثنين في غارة", Who.JOURNALISTS),
        ("قتل 19 شخصا في قصف", Who.UNSPECIFIED),
    ],
)
def test_who_is_counted(reader: Reader, text: str, who: Who) -> None:
    assert [figure.who for figure in figures(reader, text)] == [who]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("قتل 14 شخصا في غارة على سوق المدينة اليوم السبت", Scope.INCIDENT),
        ("أسفرت الحرب في البلاد عن مقتل أكثر من 150 ألف شخص منذ عام 2014", Scope.TOTAL),
        ("نزح أكثر من 60 ألف شخص منذ بدء الهجوم على المدينة قبل أسبوعين", Scope.PERIOD),
    ],
)
def test_over_what_span(reader: Reader, text: str, scope: Scope) -> None:
    assert [figure.scope for figure in figures(reader, text)] == [scope]


def test_a_repetition_is_told_once(reader: Reader) -> None:
    text = "قتل 14 مدنيا في غارة على معرة النعمان.\nوقال مسعفون إن 14 مدنيا قتلوا في الغارة."
    assert [figure.min for figure in figures(reader, text, "مقتل 14 مدنيا في غارة")] == [14]


def test_a_title_says_of_the_number_only_that_it_is_no_less(reader: Reader) -> None:
    title, text = "أكثر من 30 قتيلا في انفجار مقديشو", "قتل 35 شخصا وأصيب 60 آخرون في انفجار سيارة ملغومة بمقديشو."
    assert [said(each) for each in figures(reader, text, title)] == ["killed 35-35", "wounded 60-60"]
    other = [said(each) for each in figures(reader, text, "أكثر من 900 قتيل في الصومال هذا العام")]
    assert other == ["killed 35-35", "wounded 60-60", "killed 900-*"]


def test_the_text_is_more_exact_than_its_title(reader: Reader) -> None:
    told = figures(reader, "قتل 43 شخصا على الأقل في انفجار وسط بغداد.", "عشرات القتلى في بغداد")
    assert [(figure.min, figure.max) for figure in told] == [(43, None)]


def test_parts_of_the_same_size_stay_apart(reader: Reader) -> None:
    told = figures(reader, "مقتل 15 شخصا بينهم 5 أطفال و5 نساء")
    assert sorted((figure.min, figure.who.value) for figure in told)[:2] == [(5, "children"), (5, "women")]


def test_the_place_and_the_day(reader: Reader) -> None:
    told = figures(reader, "قتل 9 مدنيين أمس في قصف على بلدة سرمدا بريف إدلب.")
    assert "سرمدا" in [place.name for place in told[0].places]
    assert told[0].on == date(2026, 3, 13)


def test_evidence_names_what_decided(reader: Reader) -> None:
    told = figures(reader, "قتل 9 مدنيين في قصف على بلدة سرمدا.")
    assert told[0].evidence.quote == "قتل 9 مدنيين"
    assert told[0].evidence.pattern.startswith("figure: verb")


PIECES = [
    *("قتل", "أصيب", "مقتل", "إصابة", "5", "12", "ألف", "مدنيا", "أطفال", "بينهم", "و", "من", "عشرات", "القتلى"),
    *("والجرحى", "،", ".", "\n", "آخرون", "في", "نزوح", "إلى", "عدد", "ارتفع", "بين", "واحد", '"', "الشاب", "لقي"),
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_row_of_its_words_is_read_and_the_quote_is_the_slice(reader: Reader, pieces: list[str]) -> None:
    text = " ".join(pieces)
    for figure in figures(reader, text):
        evidence = figure.evidence
        assert evidence.quote
        assert text[evidence.start : evidence.end] == evidence.quote


def test_a_part_is_smaller_than_what_it_is_a_part_of(reader: Reader) -> None:
    text = "قتل أكثر من 500 مدني منذ بدء الهجوم. وقتل 29 مدنيا السبت. وقال المرصد إن من بين القتلى 121 طفلا."
    found = {figure.min: figure.scope for figure in figures(reader, text)}
    assert found == {500: Scope.PERIOD, 29: Scope.INCIDENT, 121: Scope.PERIOD}
