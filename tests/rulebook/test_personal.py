"""Rules that a chat makes of a few words."""

from __future__ import annotations

import pytest

from bot import rulebook
from bot.model.article import Article
from bot.model.change import Watch
from bot.model.chat import ChatRef, Language
from bot.model.facts import Place
from bot.model.reading import Reading
from bot.rulebook import place_in, rule_of_watch, unread, watch_rule, watch_words
from tests.fakes import NOON
from tests.making import ceasefire, event, figure
from tests.rulebook.conftest import Known

PLACES = {
    "قصف معرة النعمان": "معرة النعمان",
    "قصف في معرة النعمان": "معرة النعمان",
    "سجن حمص": "حمص",
    "مستوطنة الضفة الغربية": "الضفة الغربية",
    "غارة مطار صنعاء": "مطار صنعاء",
    "قصف بإدلب": "إدلب",
    "اغتيال درعا": "درعا",
    "airstrike Idlib": "Idlib",
    "زقزوق": "",
    "": "",
}


@pytest.mark.parametrize("text", PLACES)
def test_the_place_among_the_words_is_found(text: str, known: Known) -> None:
    assert place_in(text, known.gazetteer) == PLACES[text]


def fires(watched: str, text: str, there: str, known: Known, *, conflict: bool = True) -> bool:
    rule = watch_rule(watched, known.gazetteer)
    assert rule is not None
    places = (Place(there, next(iter(known.gazetteer.lookup(there)), "")),) if there else ()
    matcher = rulebook.compile([rule], known)
    return bool(matcher.match(Article("a", "", text), Reading("a", conflict, (), places)))


def test_every_word_and_the_place_must_be_there(known: Known) -> None:
    assert fires("قصف معرة النعمان", "تجدد القصف على المدينة", "معرة النعمان", known)
    assert fires("قصف معرة النعمان", "تجدد القصف على معرة النعمان", "", known)
    assert fires("قصف إدلب", "تجدد القصف على المدينة", "سراقب", known)
    assert not fires("قصف معرة النعمان", "تجدد القصف على المدينة", "حلب", known)
    assert not fires("قصف معرة النعمان", "هدوء في المدينة", "معرة النعمان", known)


def test_a_watch_is_not_bound_to_news_of_conflict(known: Known) -> None:
    assert fires("زلزال إدلب", "ضرب زلزال المنطقة", "إدلب", known, conflict=False)


def test_words_without_a_place_and_a_place_without_words(known: Known) -> None:
    assert fires("زقزوق", "وصل الزقزوق إلى هناك", "", known)
    assert fires("سراقب", "لا كلمة هنا", "سراقب", known)
    assert watch_rule("في من", known.gazetteer) is None


def test_a_stored_watch_has_an_id_that_no_file_can_have(known: Known) -> None:
    watch = Watch(ChatRef("telegram", "7", "2"), "w3", "قصف إدلب", ("قصف",), "إدلب", NOON)
    rule = rule_of_watch(watch, known.gazetteer)
    assert rule is not None
    assert (rule.id, rule.title_in(Language.ENGLISH)) == ("watch:telegram:7:2:w3", "قصف إدلب")


def test_words_of_the_place_and_words_that_say_nothing_are_left_out() -> None:
    assert watch_words("قصف على إدلب", "إدلب") == ("قصف",)
    assert watch_words("قصف بإدلب، غارة", "إدلب") == ("قصف", "غارة")
    assert watch_words("في ..", "") == ()


MEANT = {
    "shelling Idlib": event("shelling"),
    "air strike Idlib": event("airstrike"),
    "car bomb Idlib": event("bombing"),
    "wounded Idlib": figure(3, "wounded"),
    "truce in Idlib": ceasefire("sought"),
}


@pytest.mark.parametrize("watched", MEANT)
def test_english_words_of_the_language_ask_facts_of_arabic_articles(watched: str, known: Known) -> None:
    rule = watch_rule(watched, known.gazetteer)
    assert rule is not None
    idlib = (Place("إدلب", "SY07"),)
    matcher = rulebook.compile([rule], known)
    found = [
        bool(matcher.match(Article("a", "", "خبر"), Reading("a", True, facts, idlib)))
        for facts in ((MEANT[watched],), (), (event("protest"),))
    ]
    assert found == [True, False, False]


def test_latin_words_that_mean_nothing_are_told_apart_from_names() -> None:
    assert unread(("attack", "shelling", "S-300", "HTS", "car", "bomb", "قصف")) == ("attack",)
