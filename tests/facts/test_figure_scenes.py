"""Where exactly those counted were harmed, in small articles of our own: every mark is read as it says."""

import pytest

from bot.facts import Reader
from bot.model.article import Article
from bot.model.facts import Figure
from tools.figure_texts import Marked, marked
from tools.place_labels import same_place

TEXTS = list(marked(("figure_scenes",)))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.article.id)
def test_the_exact_place_comes_first(reader: Reader, text: Marked) -> None:
    figures = [fact for fact in reader.facts(reader.open(text.article)) if isinstance(fact, Figure)]
    for mark in text.marks:
        told = [each for each in figures if mark.start < each.evidence.end <= mark.end + 1]
        first = [each.places[0].name for each in told if each.places]
        assert [mark.label["place"]] == [mark.label["place"] for name in first if same_place(mark.label["place"], name)]


def test_a_part_of_the_land_goes_with_its_country(reader: Reader) -> None:
    article = Article("a", "", "قتل ثلاثة جنود ماليين في هجوم وسط البلاد. وتشهد مالي أعمال عنف منذ أعوام.")
    figure = next(fact for fact in reader.facts(reader.open(article)) if isinstance(fact, Figure))
    codes = [place.code for place in figure.places]
    assert codes == ["", "ML"]


def test_no_place_of_the_next_sentence_comes_along(reader: Reader) -> None:
    article = Article("a", "", "أصيب ثلاثة مدنيين في نيكوبول. وفي خاركيف تواصل القصف على أحياء المدينة.")
    figure = next(fact for fact in reader.facts(reader.open(article)) if isinstance(fact, Figure))
    names = [place.name for place in figure.places]
    assert names == ["نيكوبول"]
