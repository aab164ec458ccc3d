"""Trains bot/facts/data/events.weights.tsv: `python -m tools.train_events ../shared/corpus`.

One case is a kind that an article of conflict speaks of; the answer is whether its label lists that kind. Prints the F1
of cross-validation (articles, short posts) beside the F1 on what it was trained on.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.facts import load
from bot.facts.event_mentions import EventPatterns
from bot.facts.event_weighing import weigh
from bot.facts.weights import BIAS, Weights
from tools.labelled import Labelled, labelled
from tools.ridge import train, written

_FOLDS = 8
#: A kind is listed from a probability of about 0.4 on: that is where F1 is highest when F1 is about 0.8.
_TILT = 0.4
_TABLE = Path(__file__).parent.parent / "bot/facts/data/events.weights.tsv"
_Case = tuple[int, str, dict[str, float], bool]


_SHARED = ("tells", "speaks", "hints", "told as ", "is ", "where", "short", "at most", "no title")


def _ridge(name: str) -> float:
    """Features that only a few articles show are held smaller than those that all kinds share."""
    if " beside " in name:
        return 20.0
    if name.startswith(_SHARED):
        return 1.0
    return 4.0 if name.endswith((" real", " in title")) else 2.0


def cases_of(articles: list[Labelled]) -> list[_Case]:
    """(article, kind, features, answer) for every kind that an article of conflict speaks of."""
    reader = load()
    patterns = EventPatterns(reader.vocabulary.alphabet)
    found: list[_Case] = []
    for number, item in enumerate(articles):
        if item.gold["conflict"]:
            words = reader.vocabulary.read(item.article.title, item.article.text)
            spoken = weigh(words, patterns.mentions(words, item.article.published))
            found += [(number, kind, features, kind in item.gold["events"]) for kind, features in spoken.items()]
    return found


def learn(cases: list[_Case]) -> Weights:
    """The weights that fit the cases."""
    names = {name for _, _, features, _ in cases for name in features}
    weights = train(
        [features for _, _, features, _ in cases],
        [answer for *_, answer in cases],
        ridge=1.0,
        ridges={name: _ridge(name) for name in names},
    )
    weights[BIAS] += _TILT
    return Weights(weights)


def report(name: str, articles: list[Labelled], listed: dict[int, set[str]]) -> None:
    """Print the F1 of sets of kinds, over the articles of conflict."""
    for sets in (("dev", "more"), ("posts",)):
        both = found = wanted = 0
        for number, item in enumerate(articles):
            if item.set in sets and item.gold["conflict"]:
                gold, got = set(item.gold["events"]), listed.get(number, set())
                both, found, wanted = both + len(gold & got), found + len(got), wanted + len(gold)
        print(f"{name:16} {'+'.join(sets):10} F1 {2 * both / ((found + wanted) or 1):.3f}")


def _listed(weights: Weights, cases: list[_Case]) -> dict[int, set[str]]:
    listed: dict[int, set[str]] = {}
    for number, kind, features, _ in cases:
        if weights.sum(features).yes:
            listed.setdefault(number, set()).add(kind)
    return listed


def main(folder: Path) -> None:
    """Train on everything, report by cross-validation, write the table."""
    articles = labelled(folder)
    cases = cases_of(articles)
    found: dict[int, set[str]] = {}
    for fold in range(_FOLDS):
        weights = learn([case for case in cases if case[0] % _FOLDS != fold])
        found |= _listed(weights, [case for case in cases if case[0] % _FOLDS == fold])
    report("cross-validated", articles, found)
    weights = learn(cases)
    report("trained on", articles, _listed(weights, cases))
    head = "# Written by tools/train_events.py: do not edit by hand.\n# feature\tweight\n"
    _TABLE.write_text(head + written(weights.by_name, smallest=0.01), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
