"""Words and patterns: quick ways to look give what the plain ways give."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arabic.alphabet import Alphabet
from bot.arabic.letters import fold
from bot.arabic.lexicon import load_entries
from bot.arabic.patterns import Compiler, Table, asked_classes, literal_entries
from bot.arabic.tokens import MOST_PIECES
from bot.arabic.words import Vocabulary

PATTERNS = {
    "one word": "kill_verb|ceasing",
    "two words": "ceasing _{0,2} gunfire",
    "not behind": "(?<! negation )fire|gunfire",
    "a group": "<who: people> (في / من)? place|people",
    "both": "people&.dual",
    "with a clitic": "w+people",
    "any word first": "_ people",
    "an edge": "^ people",
    "a literal": "«حيز» التنفيذ",
    "one or the other": "truce / ceasing fire",
    "many": "truce{1,3}",
}
TEXT = "قتل وقتل لم وقف إطلاق النار هدنة الهدنة مدنيان مدنيين ومدنيون طفل في من حيز التنفيذ . ، قال شخص دمشق 12 xyz"
WORDS = st.sampled_from((*TEXT.split(), "\n"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary([*load_entries(), *literal_entries(PATTERNS.values())])


@settings(max_examples=200, deadline=None)
@given(tokens=st.lists(WORDS, max_size=30))
def test_a_table_finds_what_each_expression_finds_alone(vocabulary: Vocabulary, tokens: list[str]) -> None:
    table, compiler = Table(vocabulary.alphabet, PATTERNS), Compiler(vocabulary.alphabet, {})
    words = vocabulary.read("", " ".join(tokens))
    alone: list[tuple[str, int, int]] = []
    for name, source in PATTERNS.items():
        pattern = compiler.compile(name, source)
        width = pattern.width
        matches = pattern.expression.finditer(words.letters if width == 1 else words.code)
        alone += [(name, match.start() // width, match.end() // width) for match in matches]
    assert [(hit.pattern, hit.start, hit.end) for hit in table.hits(words)] == alone
    assert table.starts(words) == sorted({start for _, start, _ in alone})


@settings(max_examples=200, deadline=None)
@given(title=st.text(alphabet="اب. ", max_size=5), text=st.text(alphabet=' ابجد.\n"،؟!1', max_size=60))
def test_the_bounds_of_sentences_are_the_stops_around(vocabulary: Vocabulary, title: str, text: str) -> None:
    words = vocabulary.read(title, text)
    for at in range(len(words) + 1):
        before = bisect_right(words.stops, at - 1)
        start = words.stops[before - 1] + 1 if before else 0
        end = words.stops[before] if before < len(words.stops) else len(words)
        assert words.sentence(at) == (start, max(start, end))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("انفجر لغم قرب الموصل.وقال شاهد إن شخصا قتل.", 2),  # websites lose the blank
        ("هل انتهت الحرب؟سؤال يتردد في صنعاء", 2),
        ("قالت أ.ف.ب إن قذيفة سقطت", 1),
        ("أكد د.سامي للعربية.نت مقتل شخص", 1),
        ("أصيب 3.500 شخص", 1),
    ],
)
def test_a_full_stop_without_a_blank_ends_a_sentence_between_words(
    vocabulary: Vocabulary, text: str, sentences: int
) -> None:
    words = vocabulary.read("", text)
    assert len({words.sentence(at) for at in range(words.title_end, len(words))}) == sentences


@pytest.mark.parametrize("word", ["والهدنة", "قتيلين", "بالنار", "للهدنة", "هدنتهم", "وقف", "فسيقتل", "ضغثبل", "و", ""])
def test_a_word_is_known_where_the_analyser_of_the_library_knows_it(vocabulary: Vocabulary, word: str) -> None:
    folded = vocabulary.read("", word).word(0) if word else ""
    theirs = vocabulary.morphology.analyzer().analyze(folded) if folded else []
    assert (vocabulary.morphology.analyse(folded) is not None) == bool(theirs)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_what_is_told_of_stems_beforehand_is_what_their_readings_say(
    vocabulary: Vocabulary, data: st.DataObject
) -> None:
    morphology = vocabulary.morphology
    before, after = morphology.affixes()
    stem = data.draw(st.sampled_from(sorted(morphology.stems())))
    word = data.draw(st.sampled_from(sorted(before))) + stem + data.draw(st.sampled_from(sorted(after)))
    ends = [end for end in range(1, len(word) + 1) if word[end:] in after]
    cuts = [(cut, end) for cut in range(len(word)) if word[:cut] in before for end in ends if end > cut]
    assert morphology.analyse(word) == morphology._united(word, cuts)  # noqa: SLF001


def test_a_question_that_was_registered_is_answered_as_one_that_was_not() -> None:
    asked, not_asked = Vocabulary(load_entries()), Vocabulary(load_entries())
    asked.also(str.isdigit)
    for text in (TEXT, "", "12  x\n 12"):
        first, second = asked.read("12", text), not_asked.read("12", text)
        assert list(first.answers(str.isdigit)) == list(second.answers(str.isdigit)) == [*map(str.isdigit, first.forms)]
        assert first.code == second.code


@pytest.mark.parametrize("sign", ["(", "ق\u0301", "و ", "\n. "])
def test_what_stands_behind_a_book_is_not_read(vocabulary: Vocabulary, sign: str) -> None:
    for words in (vocabulary.read("", sign * 400_000), vocabulary.read(sign * 400_000, TEXT)):
        assert len(words) == MOST_PIECES
        assert words.title_end in (0, MOST_PIECES)


def test_forms_are_letters_and_blessings_are_signs() -> None:
    folded = fold("ﷲ ﷺ ﻻ قتل")
    assert folded.text == "الله ﷺ لا قتل"
    assert [folded.raw(at) for at in (0, 4, 5, 7, 10, len(folded.text))] == [0, 1, 2, 4, 6, 9]


@pytest.mark.parametrize("before", ["", "ال", "ب", "ل", "لل", "بال", "وال"])
def test_a_word_that_a_pattern_names_to_the_letter_is_known_with_what_stands_before_it(before: str) -> None:
    vocabulary = Vocabulary([*load_entries(), *literal_entries(["ب? حملة"])])
    words = vocabulary.read("", f"{before}حملة")
    assert {"t_offensive", "ev_operation"} <= words.classes(0)


@pytest.mark.parametrize(("word", "marked"), [("نفاها", True), ("وتبناه", True), ("يتبناها", True), ("نفا", False)])
def test_a_last_ya_is_an_alef_before_a_pronoun(vocabulary: Vocabulary, word: str, marked: bool) -> None:
    classes = vocabulary.read("", word).classes(0)
    assert bool(classes & {"denies", "claims"}) == marked


def test_what_the_elements_of_patterns_ask_for_is_counted_together() -> None:
    asked = asked_classes(["fire|truce w+truce", "<who: people> truce|fire?", "!fire|truce في", "truce people"])
    assert asked[:2] == [frozenset({"fire", "truce"}), frozenset({"truce"})]
    assert set(asked[2:]) == {frozenset({"people"}), frozenset({"=في"})}


def test_what_is_asked_for_most_is_told_by_letters_in_a_row() -> None:
    sets = [frozenset({name, mark}) for mark in ("one", "two", "three") for name in ("fire", "truce", "people")]
    letters = Alphabet(sets, [frozenset({"fire", "truce"}), frozenset({"people"})])
    asked = sorted(map(ord, letters.having_any(["fire", "truce"])))
    assert asked == list(range(asked[0], asked[0] + 6))
    assert {letters.classes[letter] for letter in letters.having("people")} == {one for one in sets if "people" in one}
