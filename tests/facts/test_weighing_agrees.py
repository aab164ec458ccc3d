"""What is summed quickly is what is explained: the two ways to weigh a case give the same score."""

from __future__ import annotations

import pytest

from bot import facts
from bot.facts.conflict import load_conflict
from bot.facts.events.reader import load_events
from bot.facts.events.weighing import Scene, describe
from bot.facts.figures.claims import Claims
from bot.facts.figures.places import PlaceChooser
from bot.facts.figures.seen import features
from bot.facts.figures.sights import Told
from bot.facts.weights import load_weights
from bot.model.article import Article

TEXTS = (
    "قتل 12 مدنيا وأصيب 30 آخرون في غارة جوية على سوق في مدينة سراقب بريف إدلب، بحسب المرصد.",
    "أعلن الجيش وقفا لإطلاق النار في حلب. واندلعت اشتباكات قرب دوما، وقصف الطيران مواقع في درعا.",
    "فاز الفريق في المباراة النهائية، واحتفل المشجعون في ساحات دمشق.",
    "نزح آلاف السكان من الغوطة، واعتقلت قوات الأمن خمسة ناشطين. وبحث الوزيران سبل التهدئة في جنيف.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_conflict(reader: facts.Reader, text: str) -> None:
    page, model = reader.open(Article("a", "عنوان الخبر عن القصف", text)), load_conflict(reader.vocabulary.alphabet)
    told = reader.facts(page)
    assert model.score(page.words, told) == pytest.approx(model.judge(page.words, told).score, abs=1e-12)


@pytest.mark.parametrize("text", TEXTS)
def test_events(reader: facts.Reader, text: str) -> None:
    page, weights = reader.open(Article("a", "غارات على إدلب", text)), load_weights("events")
    events = load_events(reader.vocabulary, reader.gazetteer)
    mentions = events.patterns.mentions(page)
    scene, explained = Scene.of(page.words, mentions), list(map(weights.sum, describe(page.words, mentions)))
    scores = events.weigher.scores(scene, mentions)
    assert scores == pytest.approx([each.score for each in explained], abs=1e-9)
    because = [tuple(events.weigher.because(scene, *each)) for each in zip(mentions, scores, strict=True)]
    assert because == [each.because() for each in explained]


@pytest.mark.parametrize("text", TEXTS[:2])
def test_places_of_figures(reader: facts.Reader, text: str) -> None:
    page, weights = reader.open(Article("a", "", text)), load_weights("figure_place")
    claims = Claims(reader.vocabulary).read(page.words)
    chooser = PlaceChooser(weights, reader.vocabulary.alphabet, reader.gazetteer)
    ground, told = chooser.ground(page.words, page.places, claims), Told("incident")
    sights = chooser.sights(ground)
    for claim in claims:
        seen_in = sights.situation(claim, told)
        found = {
            seen[0]: sum(weights.by_name.get(name, 0.0) for name in features(seen, ground.kind(seen[0]), seen_in))
            for seen in sights.seen(claim, told)
        }
        chosen = chooser.choose(sights, claim, told)
        assert chosen is not None
        assert found[chosen] == pytest.approx(max(found.values()))
