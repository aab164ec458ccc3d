"""Train bot/facts/data/article_places.weights.tsv from the labels in ../shared/corpus and articles of our own.

python -m tools.train_article_places [--write]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.facts.article_places import SHARE, Describer, candidates
from bot.facts.reader import load
from bot.facts.weights import BIAS, Weights
from bot.model.article import Article
from tools import ridge
from tools.labelled import Labelled, labelled
from tools.place_labels import bare, same_place

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
OWN = sorted((ROOT / "tests" / "corpus" / "facts").glob("article_places*.yaml"))
OWN_SET = "own"
FOLDS = 10
#: The ridge that cross-validation likes best.
STRENGTH = 8.0
#: A place is taken from this score on. It balances what is missed with what is wrongly taken, and lies a little low:
#: articles of outlets that nothing was tuned on show fewer of the words that speak for a place.
BAR = -0.4


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled article: its candidates' names and features, and the labelled names."""

    key: str
    set: str
    names: tuple[str, ...]
    features: tuple[Mapping[str, float], ...]
    gold: tuple[str, ...]


def cases() -> list[Case]:
    """Every labelled article of conflict, read."""
    reader = load()
    describer = Describer(reader.gazetteer, reader.vocabulary.alphabet)
    out = []
    for each in [*labelled(CORPUS), *_own()]:
        if not each.gold["conflict"]:
            continue
        page = reader.open(each.article)
        found = candidates(page)
        described = [
            {**dict.fromkeys(sorted(has), 1.0), SHARE: share}
            for has, share in describer.features(page, found, reader.facts(page))
        ]
        names = tuple(one.name(reader.gazetteer) for one in found)
        out.append(Case(each.article.id, each.set, names, tuple(described), tuple(each.gold["places"])))
    return out


def _own() -> list[Labelled]:
    """The articles of our own: where their events happen stands beside each."""
    texts = [text for path in OWN for text in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return [
        Labelled(
            OWN_SET, Article(f"own:{number}", text["title"], text["text"]), {"conflict": True, "places": text["at"]}
        )
        for number, text in enumerate(texts)
    ]


def train(data: Sequence[Case], strength: float) -> Weights:
    """The weights of one model."""
    rows: list[Mapping[str, float]] = []
    answers: list[bool] = []
    counts: dict[str, int] = {}
    for case in data:
        for name, values in zip(case.names, case.features, strict=True):
            rows.append(values)
            answers.append(any(same_place(name, gold) for gold in case.gold))
        for feature in {feature for values in case.features for feature in values}:
            counts[feature] = counts.get(feature, 0) + 1
    kept = [{name: value for name, value in row.items() if counts.get(name, 0) > 3} for row in rows]
    weights = ridge.train(kept, answers, ridge=strength)
    return Weights({name: round(value, 3) for name, value in weights.items() if abs(value) >= 0.01 or name == BIAS})


def measure(data: Iterable[Case], scores: Mapping[str, Sequence[float]], bar: float) -> tuple[float, float, float]:
    """F1, precision, recall of the names above a bar."""
    right = wrong = missed = 0
    for case in data:
        taken = [name for name, score in zip(case.names, scores[case.key], strict=True) if score > bar]
        wanted = [name for name in case.gold if bare(name) not in COUNTRIES]
        hits = sum(any(same_place(name, one) for one in taken) for name in wanted)
        right, missed = right + hits, missed + len(wanted) - hits
        wrong += sum(not any(same_place(name, one) for one in wanted) for name in taken)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return round(2 * precision * recall / max(1e-9, precision + recall), 3), round(precision, 3), round(recall, 3)


#: Bare names of countries: labels differ on writing them, so they count neither for us nor against us.
COUNTRIES = frozenset(
    bare(name)
    for name in (
        *("سوريا", "سورية", "اليمن", "العراق", "لبنان", "فلسطين", "ليبيا", "السودان", "جنوب السودان", "الصومال", "مصر"),
        *("الأردن", "السعودية", "تركيا", "إيران", "إسرائيل", "تونس", "الجزائر", "المغرب", "البحرين", "الكويت", "قطر"),
        *("الإمارات", "عمان", "أفغانستان", "باكستان", "نيجيريا", "مالي", "فرنسا", "روسيا"),
    )
)


def cross_validated(data: Sequence[Case], strength: float) -> dict[str, list[float]]:
    """The scores of each article's candidates by a model that never saw it; those of our own are always seen."""
    out: dict[str, list[float]] = {}
    own = [case for case in data if case.set == OWN_SET]
    dealt = [case for case in data if case.set != OWN_SET]
    for fold in range(FOLDS):
        model = train([*own, *[case for number, case in enumerate(dealt) if number % FOLDS != fold]], strength)
        for case in dealt[fold::FOLDS]:
            out[case.key] = [model.sum(values).score for values in case.features]
    return out


def main() -> None:
    """Cross-validate, report, and write the weights of all the data if asked to."""
    data = cases()
    news, posts = [case for case in data if case.set in {"dev", "more"}], [case for case in data if case.set == "posts"]
    for strength in (STRENGTH,) if "--quick" in sys.argv else (3.0, STRENGTH, 20.0):
        scores = cross_validated(data, strength)
        for bar in (-0.6, BAR, -0.1):
            print(f"ridge {strength} bar {bar}: news {measure(news, scores, bar)} posts {measure(posts, scores, bar)}")
    own = train(data, STRENGTH)
    scores = {case.key: [own.sum(values).score for values in case.features] for case in data}
    print("seen in training: news", measure(news, scores, BAR), "posts", measure(posts, scores, BAR))
    if "--write" in sys.argv:
        lines = [
            "# Written by tools/train_article_places.py: feature, weight (log-odds).",
            ridge.written({**own.by_name, BIAS: own.by_name[BIAS] - BAR}),
        ]
        path = ROOT / "bot" / "facts" / "data" / "article_places.weights.tsv"
        path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
