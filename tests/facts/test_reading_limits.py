"""Whatever stands in a text, reading it takes time and memory in proportion to its length: counted, not timed.

Work is counted in calls of functions: unlike seconds, they are the same on every machine. Four times the text may make
four times the calls and a little more, never sixteen. What calls do not show, a list of a whole sentence made for each
of its words, shows in seconds: so many are allowed that only a square needs more.
"""

from __future__ import annotations

import sys
import time
from types import FrameType

import pytest

from bot import facts
from bot.facts.reader import Reader
from bot.model.article import Article
from bot.model.facts import Figure

_SIZE = 4_000
#: So long a text shows what grows with the square, and is read in a fifth of a second; never in so many.
_LONG, _SECONDS = 200_000, 3.0
_PLACES = ("إدلب", "حلب", "دمشق", "سراقب", "معرة النعمان", "الباب", "كفرنبل")

ONE_LINE = "قتل 12 شخصا وأصيب 30 في غارة على سراقب في ريف إدلب بحسب المرصد "
TEXTS = {
    "nested brackets": "(" * 20 + "قتل مدنيان " + ")" * 20,
    "brackets alone": "([",
    "digits": "7",
    "digits with commas": "1,",
    "numbers": "1234 ",
    "و": "و",
    "و و": "و ",
    "line breaks": "\n",
    "stops and line breaks": ".\n",
    "one long line": ONE_LINE,
    "one verb": "قتل ",
    "verbs and numbers": "قتل 5 ",
    "places alone": " ".join(_PLACES) + " ",
    "a list of places": "قرى " + "، ".join(_PLACES) + " و",
    "truces": "هدنة ",
    "ceasefires": "أعلن وقف إطلاق النار في إدلب ",
    "speakers": "وقال المصدر إن ",
    "aircraft": "طائرة حربية ",
    "hours": "الساعة 5 مساء ",
    "dates": "31 آب/ أغسطس ",
    "parts of a total": "بينهم طفل وامرأة ",
    "scales": "مليون ومئة ألف و",
    "quotes": '"قال" ',
    "tashkeel": "قَتَلَ ",
    "presentation forms": "ﻻ ﻷ ",
    "words never seen": "ضغثبل قزطمن ظخشحذ ",
    "headings": "الجيش: ",
    "speakers in quotes": "وقال المصدر إن «قتل 5» ",
    "tallies that rose": "ارتفعت الحصيلة إلى 12 قتيلا ",
    "a breakdown without an end": "بينهم 3 أطفال و4 نساء و5 رجال ",
    "villages without a name": "بلدة قرية حي ",
    "villages, a line each": "قصف قرى " + "، و".join(_PLACES) + ".\n",
    "truces with their days": "هدنة تبدأ صباح الأحد وتستمر 72 ساعة ",
    "truces of two sides": "هدنة بين الجيش وقوات الدعم السريع في الخرطوم برعاية واشنطن ",
    "names of people": "محمد أحمد علي حسين ",
    "sons": "محمد بن ",
    "nested quotations": "« قتل ",
    "months": "يناير فبراير مارس ",
    "since": "منذ ",
    "what is since when": "منذ بداية الحرب ",
    "urgent lines": "عاجل | قتل 3 في غارة على رفح\n",
    "datelines": "دمشق - أ ف ب ",
    "signs that are many letters": "ﷺ",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return facts.load()


def _calls(reader: Reader, text: str) -> int:
    """How many functions of ours are called to read a text."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        reader.read(Article("long", "", text))
    finally:
        sys.setprofile(before)
    return count


def _filled(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("name", TEXTS)
def test_the_work_grows_with_the_length_and_no_faster(reader: Reader, name: str) -> None:
    reader.read(Article("first", "", _filled(TEXTS[name], _SIZE)))  # words are met for the first time only once
    short = _calls(reader, _filled(TEXTS[name], _SIZE))
    long = _calls(reader, _filled(TEXTS[name], 4 * _SIZE))
    assert long <= 5.5 * short + 500


@pytest.mark.parametrize("name", TEXTS)
def test_no_letter_costs_more_than_a_few_calls(reader: Reader, name: str) -> None:
    text = _filled(TEXTS[name], 4 * _SIZE)
    reader.read(Article("first", "", text))
    assert _calls(reader, text) <= 15 * len(text)


@pytest.mark.parametrize("field", ["title", "text"])
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_takes_the_square_of_its_length(reader: Reader, name: str, field: str) -> None:
    text = _filled(TEXTS[name], _LONG)
    article = Article("long", text, "قتل 5 مدنيين.") if field == "title" else Article("long", "", text)
    before = time.process_time()
    reader.read(article)
    assert time.process_time() - before < _SECONDS


def test_what_is_kept_of_words_never_met_again_is_bounded(reader: Reader) -> None:
    letters = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ"
    words = ("".join(letters[(number // 31**place) % 31] for place in range(5)) for number in range(130_000))
    reader.read(Article("many", "", " ".join(words)))
    known = reader.vocabulary
    assert max(len(known.tokens), len(known._analyses)) <= 120_000  # noqa: SLF001


def test_a_word_of_a_million_letters_is_no_word(reader: Reader) -> None:
    reading = reader.read(Article("long word", "", "قتل 12 مدنيا في إدلب " + "و" * 1_000_000))
    assert [fact.kind for fact in reading.facts if isinstance(fact, Figure)] == ["killed"]
