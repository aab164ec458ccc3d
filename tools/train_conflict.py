"""Trains bot/facts/data/conflict.weights.tsv: `python -m tools.train_conflict ../shared/corpus`.

With `--near` the weights of the table stay near what they are.
Prints the F1 of ten-fold cross-validation (articles, short posts) beside the F1 on what it was trained on.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from bot.facts import load
from bot.facts.conflict import ConflictModel, load_fields
from bot.facts.weights import BIAS, Weights, load_weights
from bot.model.article import Article
from tools.labelled import DESK, Labelled, f1, folds, labelled, own_articles
from tools.ridge import train, written

_RIDGE = 0.7
#: Saying "no" to news of conflict silences every rule; saying "yes" to other news needs a rule that fires as well.
_TILT = -0.15
#: How strongly weights of the table are held by `--near`.
_NEAR = 6.0
#: How much a text of our own counts beside an article, and one with labels of our own desk.
_OWN = 3.0
_DESK = 0.7
_TESTS = Path(__file__).parent.parent / "tests"
_TABLE = Path(__file__).parent.parent / "bot/facts/data/conflict.weights.tsv"


def _own() -> list[Labelled]:
    """Our own corpus of phenomena, short and of every field that the articles are poor in, and our own articles."""
    phenomena = yaml.safe_load((_TESTS / "corpus/facts/conflict.yaml").read_text(encoding="utf-8"))
    short = [
        Labelled("own", Article(text, "", text), {"conflict": each["conflict"]})
        for each in phenomena
        for text in each["texts"]
    ]
    return [*short, *own_articles(_TESTS / "articles")]


def _report(name: str, articles: list[Labelled], found: list[bool]) -> None:
    for sets in (("dev", "more"), ("posts",), (DESK,), ("own",)):
        chosen = [at for at, item in enumerate(articles) if item.set in sets]
        score = f1([found[at] for at in chosen], [articles[at].gold["conflict"] for at in chosen])
        print(f"{name:16} {'+'.join(sets):10} F1 {score:.3f}")


def main(folder: Path, *, near: bool) -> None:
    """Train on everything, report by cross-validation, write the table."""
    known = dict(load_weights("conflict").by_name) if near else {}
    if known:
        known[BIAS] -= _TILT
    reader, fields = load(), load_fields()
    model = ConflictModel(fields, Weights({}), reader.vocabulary.alphabet)
    articles = [*labelled(folder), *_own()]
    importance = [{"own": _OWN, DESK: _DESK}.get(item.set, 1.0) for item in articles]
    pages = [reader.open(item.article) for item in articles]
    cases = [model.values(page.words, reader.facts(page)) for page in pages]
    answers = [bool(item.gold["conflict"]) for item in articles]
    signs = {name: fields.direction[name.partition(" ")[0]] for case in cases for name in case}

    def learn(chosen: list[int]) -> Weights:
        weights = train(
            [cases[at] for at in chosen],
            [answers[at] for at in chosen],
            ridge=_RIDGE,
            signs=signs,
            importance=[importance[at] for at in chosen],
            ridges=dict.fromkeys(known, _NEAR),
            around=known,
        )
        weights[BIAS] += _TILT
        return Weights(weights)

    found = [False] * len(cases)
    for fold in folds(len(cases)):
        weights = learn(sorted(set(range(len(cases))) - set(fold)))
        for at in fold:
            found[at] = weights.sum(cases[at]).yes
    _report("cross-validated", articles, found)
    weights = learn(list(range(len(cases))))
    _report("trained on", articles, [weights.sum(case).yes for case in cases])
    head = "# Written by tools/train_conflict.py: do not edit by hand.\n# feature\tweight\n"
    _TABLE.write_text(head + written(weights.by_name), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), near="--near" in sys.argv)
