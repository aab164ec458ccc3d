"""Where an article's events happen: whole articles of our own, and the promises of the chooser."""

from pathlib import Path

import pytest
import yaml

from bot.facts.article_places import candidates
from bot.facts.reader import Reader
from bot.model.article import Article
from tools.place_labels import same_place

FACTS = Path(__file__).parents[1] / "corpus" / "facts"
CORPUS = yaml.safe_load((FACTS / "article_places.yaml").read_text("utf-8"))
BULLETINS = yaml.safe_load((FACTS / "article_places_bulletins.yaml").read_text("utf-8"))
#: The F1 of their places over all bulletins: it may rise and never sink.
FLOOR = 0.9


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["title"][:40])
def test_the_places_of_an_article(reader: Reader, case: dict[str, list[str]]) -> None:
    places = [place.name for place in reader.read(Article("a", case["title"], case["text"])).places]
    assert [name for name in case["at"] if not any(name in place for place in places)] == []
    assert [name for name in case.get("not", []) if name in places] == []


def test_most_places_of_bulletins(reader: Reader) -> None:
    right = wrong = missed = 0
    for each in BULLETINS:
        places = [place.name for place in reader.read(Article("a", each["title"], each["text"])).places]
        hits = sum(any(same_place(label, name) for name in places) for label in each["at"])
        right, missed = right + hits, missed + len(each["at"]) - hits
        wrong += sum(not any(same_place(label, name) for label in each["at"]) for name in places)
    assert 2 * right / (2 * right + wrong + missed) >= FLOOR, (right, wrong, missed)


def test_countries_are_never_taken(reader: Reader) -> None:
    places = reader.read(
        Article("a", "حرب في سوريا", "قتل مئات المدنيين في سوريا واليمن والعراق في معارك عنيفة")
    ).places
    assert places == ()


def test_an_article_without_places_has_none(reader: Reader) -> None:
    assert reader.read(Article("a", "", "قتل جنديان في انفجار عبوة ناسفة")).places == ()


def test_the_most_exact_place_comes_first(reader: Reader) -> None:
    text = "قتل ثلاثة مدنيين في قصف مدفعي على بلدة سرمين في محافظة إدلب شمال غرب سوريا"
    names = [place.name for place in reader.read(Article("a", "قصف على سرمين في إدلب", text)).places]
    assert names[0] == "سرمين"
    assert names.index("سرمين") < names.index("إدلب")


def test_one_place_named_in_two_ways_is_one_candidate(reader: Reader) -> None:
    page = reader.open(Article("a", "", "قصف على خان يونس. وقالت مصادر في خانيونس إن القصف استمر في القطاع وقطاع غزة"))
    assert [each.name(reader.gazetteer) for each in candidates(page)] == ["خان يونس", "قطاع غزة"]


@pytest.mark.parametrize(
    "title",
    [
        "واشنطن تعلن مقتل زعيم تنظيم الدولة في غارة أميركية",
        "موسكو تؤكد تدمير مستودع ذخيرة في هجوم أوكراني",
        "باريس تعلن مقتل قيادي في تنظيم القاعدة بغارة",
        "كييف تعلن صد هجوم روسي",
    ],
)
def test_nothing_happens_in_a_capital_that_stands_for_its_government(reader: Reader, title: str) -> None:
    assert reader.read(Article("a", title, "")).places == ()


def test_a_capital_that_is_struck_is_meant(reader: Reader) -> None:
    title = "كييف تعلن مقتل خمسة مدنيين في غارة على وسط كييف"
    assert [place.name for place in reader.read(Article("a", title, "")).places] == ["كييف"]
