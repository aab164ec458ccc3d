"""Keywords match as Arabic does: tests/corpus/rulebook/words.yaml. The forms that are shown are those that match."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import rulebook
from bot.arabic.letters import fold_word
from bot.model.article import Article
from bot.model.reading import Reading
from bot.rulebook import Rule, Severity
from bot.rulebook.conditions import Keyword, WordsCondition
from bot.rulebook.forms import as_text, explained
from bot.rulebook.full_lexicon import FullLexicon
from bot.rulebook.lemmas import Lemmas
from tests.rulebook.conftest import Known

ROWS = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "rulebook" / "words.yaml").read_text(encoding="utf-8"))


def rule(*keywords: Keyword) -> Rule:
    return Rule("a", (), Severity.LOW, WordsCondition(all=keywords), needs_conflict=False)


_BASE: list[rulebook.Matcher] = []


def compiled(keyword: Keyword, known: Known) -> rulebook.Matcher:
    """Compiled with what earlier tests worked out of words, as the service does."""
    _BASE[:] = [rulebook.compile([rule(keyword)], known, *_BASE)]
    return _BASE[0]


def finds(keyword: Keyword, text: str, known: Known) -> bool:
    matcher = compiled(keyword, known)
    return bool(matcher.match(Article("a", "", f"قال {text}؛ ثم"), Reading("a", False, (), ())))


@pytest.mark.parametrize("row", ROWS, ids=[row["keyword"] for row in ROWS])
def test_a_keyword_finds_its_forms_and_nothing_else(row: dict[str, Any], known: Known) -> None:
    keyword = Keyword(row["keyword"])
    assert [text for text in row["finds"] if not finds(keyword, text, known)] == []
    assert [text for text in row["not"] if finds(keyword, text, known)] == []


@pytest.mark.parametrize("row", ROWS, ids=[row["keyword"] for row in ROWS])
def test_the_forms_that_are_shown_are_found(row: dict[str, Any], known: Known) -> None:
    keyword = Keyword(row["keyword"])
    matcher = compiled(keyword, known)
    shown = explained(rule(keyword), matcher)[0]
    assert all(word.known for word in shown.words) == row["known"]
    assert [word.word for word in shown.words if fold_word(word.word).casefold() not in word.forms] == []
    if len(shown.words) == 1:
        assert [form for form in shown.words[0].forms[:60] if not finds(keyword, form, known)] == []
    assert row["keyword"] in as_text(rule(keyword), matcher)


def test_exact_is_to_the_letter(known: Known) -> None:
    keyword = Keyword("إدلب", exact=True)
    assert finds(keyword, "إدلب", known)
    assert [text for text in ("ادلب", "بإدلب", "إدلبي", "إدْلب") if finds(keyword, text, known)] == []
    assert explained(rule(keyword), rulebook.compile([rule(keyword)], known))[0].words == ()


def test_a_word_that_the_lexicon_knows_otherwise_is_not_cut(known: Known) -> None:
    # «قف» is unknown; «وقف» is a word of its own, not "and" + «قف»
    assert not finds(Keyword("قفف"), "وقف", known)
    assert not finds(Keyword("قف"), "وقف", known)
    assert finds(Keyword("قف"), "قف", known)


def test_a_full_lexicon_knows_more_words(known: Known) -> None:
    full = FullLexicon(known.vocabulary.morphology.database)  # our own, in the format of the large one
    lemmas = Lemmas(known.vocabulary, entries=(), full=full)
    alone = Lemmas(known.vocabulary, entries=())
    assert (alone.forms("نازح").known, lemmas.forms("نازح").known) == (False, True)
    assert "نازحين" in lemmas.surfaces(lemmas.forms("نازح"))
    assert "والنازحون" in lemmas.surfaces(lemmas.forms("النازح"))
    assert not lemmas.forms("زقزوق").known


def test_the_full_lexicon_is_that_of_an_installed_database_or_none(known: Known) -> None:
    assert known.vocabulary.analyse("قصف") is not None
    assert rulebook.installed_lexicon() is None or isinstance(rulebook.installed_lexicon(), FullLexicon)
