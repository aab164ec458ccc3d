"""What an article begins with, cut anew or taken from its reading."""

import pytest

from bot.arabic.letters import fold
from bot.arabic.openings import cut_opening, stem_of
from bot.arabic.words import Vocabulary
from bot.model.article import Article
from bot.model.reading import Reading

TITLE = "مقتل ستة مدنيين بقصف على سوق الخضار"
VOWELLED = "مَقْتَلُ سِتَّةٍ بِقَصْفٍ عَلَى السُّوقِ"
TEXT = "أفاد سكان البلدة بأن القصف بدأ فجراً، وأنه طال سوقاً ومدرسة (6 قتلى). "


@pytest.mark.parametrize("title", ["", TITLE, VOWELLED, f"{TITLE} " * 20], ids=["none", "plain", "vowelled", "long"])
@pytest.mark.parametrize("times", [1, 40])
def test_a_reading_hands_on_the_words_that_it_begins_with(reader, title, times):
    text = TEXT * times
    opening = reader.read(Article("a", title, text)).opening
    assert opening is not None
    cut, read = cut_opening(title, text)[:2], opening[:2]
    # Who cuts a text of its own may stop within a word.
    assert [words[:-1] for words in cut] == [words[: len(other) - 1] for words, other in zip(read, cut, strict=True)]


def test_it_is_no_part_of_what_an_article_claims(reader):
    read = reader.read(Article("a", TITLE, TEXT))
    assert read == Reading(read.article, read.conflict, read.facts, read.places)
    assert "opening" not in repr(read)


def test_vowel_signs_of_a_title_do_not_draw_the_text_into_it():
    words = Vocabulary([]).read(VOWELLED, TEXT)
    assert words.forms[words.title_end] == "افاد"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("والمدرسة", "مدرس"),
        ("مدرستهم", "مدرست"),
        ("للبلدات", "بلد"),
        ("وفد", "وفد"),  # what is short keeps its first letter
        ("25", "25"),
        ("7", ""),
        ("،", ""),
        ("في", ""),
        ("هههه" * 11, ""),  # longer than any word
    ],
)
def test_a_word_tells_its_stem_or_nothing(word, told):
    assert told == stem_of(fold(word).text)
