"""What holds of every text: it is read without error, quotes are exact slices, and spelling changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import facts
from bot.model.article import Article
from bot.model.facts import Ceasefire, Event, Fact, Figure
from bot.model.reading import Reading

SAMPLE_FILE = Path(facts.__file__).parent.parent / "sources/data/samples.jsonl"
#: Sentences of ours that claim something each, and have nothing to do with each other.
SENTENCES = (
    "قتل 12 مدنيا وأصيب ثلاثون آخرون في غارة جوية على مدينة سراقب.",
    "أعلنت الحكومة هدنة إنسانية في مدينة تعز تبدأ صباح الأحد.",
    "اعتقلت قوات الأمن خمسة ناشطين في القامشلي.",
    "نزح أكثر من ألفي شخص من بلدة خان شيخون نحو الحدود.",
    "استهدف قصف مدفعي أحياء في درعا وأصاب ستة أطفال.",
    "خرجت مظاهرات حاشدة في السويداء تطالب بإطلاق المعتقلين.",
)
WORDS = st.sampled_from(
    (
        *" ".join(SENTENCES).split(),
        "قال",
        "إن",
        "بينهم",
        "منهم",
        "على الأقل",
        "نحو",
        "مليون",
        "ونصف",
        "12",
        "140،000",
        "3.6",
        "«",
        "»",
        "(",
        ")",
        "\n",
        "،",
        ".",
        "هدنة",
        "وقف",
        "إطلاق",
        "النار",
        "لم",
        "منذ",
        "أمس",
        "الساعة",
        "31 آب/ أغسطس",
        "القرار 2401",
        "#إدلب",
        "ﻻ",
        "قَتَلَ",
    )
)
#: Every sentence of the tables beside: they bring the words that rules look at, which random letters never do.
TOLD = tuple(
    text
    for path in sorted((Path(__file__).parent.parent / "corpus/facts").glob("*.yaml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    for text in row.get("texts", ())
    if isinstance(text, str)
)
ODD = st.sampled_from((*"  \t\n\u200f\u200b\u00a0ـ“”«»\"(),:.…،؛-–#@|🔴ﷺﻻ5٥و'/\x00<", "..", "  ", "وال", "1.2.3", " ”"))
#: A sentence with signs put in, letters taken out, and another sentence behind it: as the web hands them out.
BROKEN = st.builds(
    lambda text, edits, more: _edited(text, edits) + more,
    st.sampled_from(TOLD),
    st.lists(st.tuples(st.integers(0, 400), st.one_of(ODD, st.just(""))), max_size=8),
    st.one_of(st.just(""), st.sampled_from(TOLD)),
)
FREE = st.text(max_size=300)
ARABIC = st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=200)
NEWS = st.lists(WORDS, max_size=60).map(" ".join)
TEXTS = st.one_of(FREE, ARABIC, NEWS, BROKEN, BROKEN)
ARTICLES = st.builds(Article, st.just("a"), TEXTS, TEXTS)
_MANY = settings(max_examples=120, deadline=None)


def _edited(text: str, edits: list[tuple[int, str]]) -> str:
    """With each sign put in at its place; where there is none, without the letter that stands there."""
    for anywhere, sign in edits:
        at = anywhere % (len(text) + 1)
        text = text[:at] + sign + text[at + (not sign) :]
    return text


def _claims(reading: Reading) -> set[Fact]:
    """What is claimed, without where and in which spelling it stands."""
    return {_plain(fact) for fact in reading.facts}


def _plain(fact: Fact) -> Fact:
    nowhere = replace(fact.evidence, field="text", start=0, end=0, quote="", pattern="")
    codes = tuple(replace(place, name=place.code) for place in fact.places)
    if isinstance(fact, Figure):
        return replace(fact, evidence=nowhere, places=codes, speaker="")
    return replace(fact, evidence=nowhere, places=codes, speaker="", by="")


@settings(max_examples=600, deadline=None)
@given(ARTICLES)
@example(Article("a", "", "\ufeff\u200f\u200f"))
@example(Article("a", "\n", "\u2028.\u0085"))
@example(Article("a", "قتل 5", ""))
@example(Article("a", "", "ﷺ ﷲ ﻻ قتل"))
@example(Article("a", "", "أعلن الجيش  مقتل خمسة"))
@example(Article("a", "", "أكد مدير المشفى \t مقتل خمسة"))
@example(Article("a", "", "قتل خمسة مدنيين. بحسب"))
@example(Article("a", "", "قالت الوزارة إن الجيش قصف البلدة.\nو استهدفت طائرات التحالف تحركات وأعلنت"))
def test_any_text_is_read_and_every_quote_is_the_exact_slice(reader: facts.Reader, article: Article) -> None:
    reading = reader.read(article)
    for fact in reading.facts:
        evidence = fact.evidence
        assert article.field(evidence.field)[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote


@pytest.mark.parametrize("published", [datetime.min, datetime.max, datetime(1970, 1, 1)])  # noqa: DTZ901, DTZ001
def test_feeds_that_know_no_date_are_read(reader: facts.Reader, published: datetime) -> None:
    text = "قتل 12 مدنيا صباح الأحد في سراقب. أعلنت الحكومة أمس هدنة تبدأ في 7 أكتوبر الماضي وتستمر منذ ثلاثة أيام."
    for zone in (UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))):
        reading = reader.read(Article("a", "", text, published.replace(tzinfo=zone)))
        assert any(isinstance(fact, Figure) and fact.min == 12 for fact in reading.facts)


@_MANY
@given(NEWS)
def test_reading_twice_reads_the_same(reader: facts.Reader, text: str) -> None:
    article = Article("a", "", text)
    first = reader.read(article)
    reader.read(Article("b", "", "نص آخر"))
    assert reader.read(article) == first


def _with_tashkeel(text: str) -> str:
    return "".join(f"{sign}\u064e" if "ب" <= sign <= "ي" else sign for sign in text)


def _with_tatweel(text: str) -> str:
    return text.replace("سي", "ســي").replace("قت", "قـت").replace("هد", "هــد")


def _with_marks(text: str) -> str:
    return "\u200f" + text.replace(" ", " \u200f").replace("12", "\u206612\u2069")


def _without_hamza(text: str) -> str:
    return text.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")


def _with_persian_letters(text: str) -> str:
    return text.replace("ي", "ی").replace("ك", "ک")


def _with_arabic_digits(text: str) -> str:
    return text.replace("12", "١٢")


def _with_hard_blanks(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _with_double_blanks(text: str) -> str:
    return text.replace(" ", "  ").replace("  12", "\t \u00a012") + "  "


def _with_marks_between_blanks(text: str) -> str:
    return text.replace(" ", " \u200f ")


def _with_and_standing_alone(text: str) -> str:
    return text.replace(" و", " و ")


VARIANTS = (
    _with_and_standing_alone,
    _with_double_blanks,
    _with_marks_between_blanks,
    _with_tashkeel,
    _with_tatweel,
    _with_marks,
    _without_hamza,
    _with_persian_letters,
    _with_arabic_digits,
    _with_hard_blanks,
)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__.strip("_"))
@pytest.mark.parametrize("sentence", SENTENCES)
def test_spelling_changes_nothing(reader: facts.Reader, variant: object, sentence: str) -> None:
    assert callable(variant)
    text = f"{sentence} {SENTENCES[0]}"
    plain, other = reader.read(Article("a", "", text)), reader.read(Article("a", "", variant(text)))
    assert _claims(plain)
    assert _claims(other) == _claims(plain)
    assert other.conflict == plain.conflict
    assert [place.code for place in other.places] == [place.code for place in plain.places]


#: Signs that a newsroom's system leaves in a word, here and there: vowel marks, tatweel, marks that nobody sees.
MARKS = st.sampled_from(("\u064b", "\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "ـ", "\u200f", "\u200c", "\ufeff"))
SAMPLES = tuple(json.loads(line) for line in SAMPLE_FILE.read_text(encoding="utf-8").splitlines())


@settings(max_examples=60, deadline=None)
@given(
    sample=st.sampled_from(SAMPLES), marks=st.lists(st.tuples(st.integers(0, 4000), MARKS), min_size=30, max_size=200)
)
def test_marks_here_and_there_change_nothing(
    reader: facts.Reader, sample: dict[str, str], marks: list[tuple[int, str]]
) -> None:
    """A name that is written now with marks and now without is one name, and told without them."""
    plain = reader.read(Article("a", sample["title"], sample["text"]))
    other = reader.read(Article("a", sample["title"], _strewn(sample["text"], marks)))
    assert _named(other) == _named(plain)
    assert other.conflict == plain.conflict


def _strewn(text: str, marks: list[tuple[int, str]]) -> str:
    """With marks behind letters that may have them."""
    letters = list(text)
    for anywhere, mark in marks:
        at = anywhere % len(letters)
        joins = mark != "ـ" or (letters[at] in "بتثجحخسشصضطظعغفقكلمنهي" and "ب" <= text[at + 1 : at + 2] <= "ي")
        if "ب" <= letters[at] <= "ي" and joins:
            letters[at] += mark
    return "".join(letters)


def _named(reading: Reading) -> list[object]:
    """What is claimed, names and all, without where it stands."""
    nowhere = [replace(fact.evidence, start=0, end=0, quote="", pattern="") for fact in reading.facts]
    return [
        [replace(fact, evidence=evidence) for fact, evidence in zip(reading.facts, nowhere, strict=True)],
        reading.places,
    ]


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(len(SENTENCES))))
def test_the_order_of_unrelated_sentences_changes_nothing(reader: facts.Reader, order: list[int]) -> None:
    plain = reader.read(Article("a", "", "\n".join(SENTENCES)))
    mixed = reader.read(Article("a", "", "\n".join(SENTENCES[number] for number in order)))
    assert _told(mixed) == _told(plain)
    assert mixed.conflict == plain.conflict


def _told(reading: Reading) -> set[tuple[str, int | None, int | None]]:
    """What is claimed, without where."""
    figures = {(fact.kind, fact.min, fact.max) for fact in reading.facts if isinstance(fact, Figure)}
    ceasefires = {(fact.status, None, None) for fact in reading.facts if isinstance(fact, Ceasefire)}
    return figures | ceasefires | {(fact.kind, None, None) for fact in reading.facts if isinstance(fact, Event)}
