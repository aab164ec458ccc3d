"""Trains bot/facts/data/events.weights.tsv: `python -m tools.train_events ../shared/corpus` (needs numpy and scipy).

With `--near` the weights of the table stay what they are, and those of new rows are learnt beside them.

The labels say which kinds of events an article reports, not where: so each kind that an article speaks of is a bag of
mentions, and a bag is "yes" when at least one of its mentions reports an event. An article with a title is learnt from
with and without it: feeds and channels often send the text alone. Prints the F1 of cross-validation (articles, short
posts; articles without their titles) beside the F1 on what it was trained on.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.facts import load
from bot.facts.events.mentions import EventPatterns
from bot.facts.events.reader import likely, listed_from
from bot.facts.events.weighing import describe
from bot.facts.weights import BIAS, Weights, load_weights
from bot.model.article import Article
from bot.model.facts import EventKind, EventStatus
from tools.labelled import DESK, Labelled, labelled
from tools.ridge import written

_FOLDS = 8
_KINDS = frozenset(EventKind)
_CORPORA = sorted((Path(__file__).parent.parent / "tests/corpus/facts").glob("events*.yaml"))
#: How much a text of our own counts beside an article: it is short, and says one thing only.
_OWN = 2.4
#: The same of articles with labels of our own desk: a second hand, that parts some kinds otherwise.
_DESK = 1.0
_OWN_DAY = datetime(2025, 3, 12, 18, tzinfo=UTC)
_TABLE = Path(__file__).parent.parent / "bot/facts/data/events.weights.tsv"


@dataclass(frozen=True, slots=True)
class Bag:
    """One kind that one article speaks of: the features of its mentions, and whether its label lists the kind."""

    article: int
    kind: str
    mentions: list[dict[str, float]]
    answer: bool
    weight: float = 1.0


def _ridge(name: str) -> float:
    """Features that only a few articles show are held smaller than those that all kinds share."""
    if name == BIAS:
        return 0.0
    if " beside " in name:
        return 3.0
    return 1.0 if name.startswith("row ") or name.rpartition(" ")[2] in _KINDS else 0.5


def _row_of(feature: str) -> str:
    """The row that a feature is of, "" for what all rows share."""
    return feature.removeprefix("row ").partition(" with ")[0] if feature.startswith("row ") else ""


def bags_of(articles: list[Labelled]) -> list[Bag]:
    """The bags of all articles of conflict."""
    reader = load()
    patterns = EventPatterns(reader.vocabulary.alphabet)
    found: list[Bag] = []
    for number, item in enumerate(articles):
        if not item.gold["conflict"]:
            continue
        page = reader.open(item.article)
        mentions = [each for each in patterns.mentions(page) if each.status is not EventStatus.DENIED]
        bags: dict[str, list[dict[str, float]]] = {}
        for mention, features in zip(mentions, describe(page.words, mentions), strict=True):
            bags.setdefault(str(mention.row.kind), []).append(features | {BIAS: 1.0})
        weight = {"own": _OWN, DESK: _DESK}.get(item.set, 1.0)
        found += [Bag(number, kind, inside, kind in item.gold["events"], weight) for kind, inside in bags.items()]
    return found


def _own() -> list[Labelled]:
    """The texts of our own corpus of phenomena: of every kind, and of what is not reported."""
    return [
        Labelled("own", Article(text, "", text, _OWN_DAY), {"conflict": True, "events": each["kinds"]})
        for corpus in _CORPORA
        for each in yaml.safe_load(corpus.read_text(encoding="utf-8"))
        for text in each["texts"]
    ]


def untitled(articles: list[Labelled]) -> list[Bag]:
    """The bags of the articles that have a title, read without it."""
    titled = [number for number, item in enumerate(articles) if item.article.title]
    bare = [replace(item, article=replace(item.article, title="")) for item in map(articles.__getitem__, titled)]
    return [replace(bag, article=titled[bag.article]) for bag in bags_of(bare)]


def _halved(bags: list[Bag], articles: list[Labelled]) -> list[Bag]:
    """The bags, those of articles that are read twice with half of their weight."""
    return [replace(bag, weight=bag.weight / 2) if articles[bag.article].article.title else bag for bag in bags]


def learn(bags: list[Bag], near: Mapping[str, float]) -> Weights:
    """The weights under which the labels are likeliest, held small by a ridge; those in `near` stay as they are."""
    names = sorted({name for bag in bags for mention in bag.mentions for name in mention})
    place = {name: at for at, name in enumerate(names)}
    cells = [
        (row, place[name], value)
        for row, mention in enumerate(mention for bag in bags for mention in bag.mentions)
        for name, value in mention.items()
    ]
    rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (rows, columns)))
    bag_of = np.repeat(np.arange(len(bags)), [len(bag.mentions) for bag in bags])
    answers = np.array([float(bag.answer) for bag in bags])
    weight = np.array([bag.weight for bag in bags])
    rows_known = {_row_of(name) for name in near if name.startswith("row ")}
    free = np.array([float(not near or _row_of(name) not in {"", *rows_known}) for name in names])
    ridge = np.array([_ridge(name) for name in names]) * free
    start = np.array([near.get(name, 0.0) for name in names])
    start[place[BIAS]] = near.get(BIAS, -3.0)

    def loss(weights):
        scores = table @ weights
        each = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        none = np.zeros(len(bags))
        np.add.at(none, bag_of, -np.logaddexp(0, scores))
        some = np.clip(1 - np.exp(none), 1e-9, 1)
        value = -(weight * (answers * np.log(some) + (1 - answers) * none)).sum() + 0.5 * (ridge * weights**2).sum()
        pull = (weight * np.where(answers == 1, -np.exp(none) / some, 1.0))[bag_of] * each
        return value, (table.T @ pull) * free + ridge * weights

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 250}).x
    return Weights(dict(zip(names, map(float, best), strict=True)))


def listed(weights: Weights, bags: list[Bag]) -> dict[int, set[str]]:
    """The kinds that the weights list, by article."""
    found: dict[int, set[str]] = {}
    for bag in bags:
        scores = [
            weights.sum({name: value for name, value in one.items() if name != BIAS}).score for one in bag.mentions
        ]
        if likely(scores) >= listed_from(EventKind(bag.kind)):
            found.setdefault(bag.article, set()).add(bag.kind)
    return found


def report(name: str, articles: list[Labelled], found: dict[int, set[str]]) -> None:
    """Print the F1 of sets of kinds, over the articles of conflict."""
    for sets in (("dev", "more"), ("posts",), (DESK,), ("own",)):
        both = all_found = wanted = 0
        for number, item in enumerate(articles):
            if item.set in sets and item.gold["conflict"]:
                gold, got = set(item.gold["events"]), found.get(number, set())
                both, all_found, wanted = both + len(gold & got), all_found + len(got), wanted + len(gold)
        print(f"{name:16} {'+'.join(sets):10} F1 {2 * both / ((all_found + wanted) or 1):.3f}")


def main(folder: Path, *, near: bool) -> None:
    """Train on everything, report by cross-validation, write the table."""
    known = load_weights("events").by_name if near else {}
    articles = [*labelled(folder), *_own()]
    bags, bare = bags_of(articles), untitled(articles)
    taught = _halved([*bags, *bare], articles)
    found: dict[int, set[str]] = {}
    found_bare: dict[int, set[str]] = {}
    for fold in range(_FOLDS):
        weights = learn([bag for bag in taught if bag.article % _FOLDS != fold], known)
        found |= listed(weights, [bag for bag in bags if bag.article % _FOLDS == fold])
        found_bare |= listed(weights, [bag for bag in bare if bag.article % _FOLDS == fold])
    report("cross-validated", articles, found)
    report("without titles", articles, found_bare)
    weights = learn(taught, known)
    report("trained on", articles, listed(weights, bags))
    head = "# Written by tools/train_events.py: do not edit by hand.\n# feature\tweight\n"
    _TABLE.write_text(head + written(weights.by_name, smallest=0.01), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), near="--near" in sys.argv)
