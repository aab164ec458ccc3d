"""Train bot/facts/data/figure_{who,scope,place}.weights.tsv from the labels in ../shared/corpus and texts of our own.

python -m tools.train_figures [--write]        # wants numpy and scipy

Cross-validated over the labelled articles; our own texts (tools/figure_texts.py) always teach and are never asked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.arabic.alphabet import Alphabet
from bot.arabic.words import Words
from bot.facts.figures.choice import Choice, choice_of
from bot.facts.figures.claims import Claims
from bot.facts.figures.places import PlaceChooser
from bot.facts.figures.scope import ScopeFeatures, in_order
from bot.facts.figures.sentence import Claim
from bot.facts.figures.times import TimedWords, Times
from bot.facts.figures.who import WhoFeatures
from bot.facts.page import Page
from bot.facts.reader import Reader, load
from bot.facts.weights import Weights
from bot.model.facts import Scope, Who
from tools import softmax
from tools.figure_place_training import PlaceTrainer
from tools.figure_texts import marked
from tools.labelled import labelled

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
FOLDS = 10
RIDGES = (("who", 1.5), ("scope", 1.6))
ANSWERS: dict[str, tuple[str, ...]] = {"who": tuple(Who), "scope": tuple(Scope)}


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled article: its claims, with the label each was paired with (None = none)."""

    page: Page
    times: Times
    claims: Sequence[Claim]
    labels: Sequence[dict[str, Any] | None]


class Sight:
    """What models see of claims, by name: seen for models that know nothing yet."""

    def __init__(self, alphabet: Alphabet) -> None:
        self.timed = TimedWords(alphabet)
        self.who = WhoFeatures(choice_of(ANSWERS["who"], ()), alphabet)
        self.scope = ScopeFeatures(choice_of(ANSWERS["scope"], ()), alphabet)

    def features(self, question: str, case: Case, claim: Claim, decided: dict[int, str]) -> list[str]:
        """What the model of a question sees of a claim."""
        told: dict[tuple[str, int], int] = {}
        for other in ordered(question, case):
            if other is claim:
                break
            told.setdefault((other.kind, other.stated), other.at)
        if question == "who":
            return [seen.name for seen in self.who.of(case.page.words, claim, decided, told)]
        return [seen.name for seen in self.scope.of(case.times, claim, decided, told)]


def cases(reader: Reader, sight: Sight) -> Iterator[Case]:
    """Every labelled article of conflict, read."""
    finder = Claims(reader.vocabulary)
    for each in labelled(CORPUS):
        if not each.gold["conflict"]:
            continue
        page = reader.open(each.article)
        words = page.words
        claims = finder.read(words)
        yield Case(
            page, Times(page, sight.timed), claims, paired(words, each.article.text, claims, each.gold["figures"])
        )


def undated(reader: Reader, sight: Sight, data: Sequence[Case]) -> list[Case]:
    """The same articles as they stand where nobody says when they were published; one that had no day stays away.

    Most articles of the labelled sets are dated, many of others are not: then «الخميس» is a day that might be any.
    """
    found = []
    for case in data:
        if case.page.article.published is None:
            found.append(replace(case, claims=(), labels=()))
            continue
        page = reader.open(replace(case.page.article, published=None))
        found.append(replace(case, page=page, times=Times(page, sight.timed)))
    return found


def own_cases(reader: Reader, sight: Sight) -> list[Case]:
    """The texts of our own, read: a claim whose number stands in a mark has what the mark says for its label."""
    finder = Claims(reader.vocabulary)
    found = []
    for text in marked():
        page = reader.open(text.article)
        claims = finder.read(page.words)
        labels: list[dict[str, Any] | None] = []
        for claim in claims:
            here = page.words.span(claim.at, claim.at + 1)
            marks = text.marks if here.field == "text" else ()
            labels.append(next((mark.label for mark in marks if here.start < mark.end and mark.start < here.end), None))
        found.append(Case(page, Times(page, sight.timed), claims, labels))
    return found


def paired(
    words: Words, text: str, claims: Sequence[Claim], figures: Sequence[dict[str, Any]]
) -> list[dict[str, Any] | None]:
    """The label of each claim: same kind and bounds, the quote nearest. Repetitions share what they repeat."""
    labels: list[dict[str, Any] | None] = []
    for claim in claims:
        fits = [f for f in figures if (f["kind"], f["min"], f["max"]) == (claim.kind, claim.min, claim.max)]
        here = words.span(claim.start, claim.end)
        at = here.start if here.field == "text" else 0
        labels.append(min(fits, key=lambda figure: abs(text.find(figure["quote"]) - at), default=None))
    return labels


def ordered(question: str, case: Case) -> Sequence[Claim]:
    """The claims in the order that a question is decided in."""
    return in_order(case.page.words, case.claims) if question == "scope" else case.claims


def samples(question: str, data: Sequence[Case], sight: Sight) -> list[tuple[list[str], str]]:
    """Every labelled claim, with the labels of those before it as if they had been decided."""
    found = []
    for case in data:
        decided: dict[int, str] = {}
        labels = {claim.at: label for claim, label in zip(case.claims, case.labels, strict=True)}
        for claim in ordered(question, case):
            label = labels[claim.at]
            if label is not None and label.get(question):
                found.append((sight.features(question, case, claim, decided), str(label[question])))
                decided[claim.at] = str(label[question])
    return found


def train(question: str, data: Sequence[Case], sight: Sight, ridge: float) -> Choice:
    """The model of a question."""
    return softmax.train(ANSWERS[question], samples(question, data, sight), ridge)


def right(question: str, model: Choice, data: Sequence[Case], sight: Sight) -> tuple[int, int]:
    """How many labelled claims the model answers rightly, deciding one after the other; and how many there are."""
    good = count = 0
    for case in data:
        decided: dict[int, str] = {}
        labels = {claim.at: label for claim, label in zip(case.claims, case.labels, strict=True)}
        for claim in ordered(question, case):
            label = labels[claim.at]
            names = sight.features(question, case, claim, decided)
            decided[claim.at] = model.choose(map(model.feature, names))
            if label is not None:
                good += decided[claim.at] == label[question]
                count += 1
    return good, count


def write(question: str, model: Choice) -> None:
    """The model as a table."""
    lines = ["# Written by tools/train_figures.py: answer, feature, weight."]
    for name, row in model.weights.items():
        lines += [f"{answer}\t{name}\t{value}" for answer, value in zip(model.answers, row, strict=True) if value]
    save(f"figure_{question}", lines)


def save(name: str, lines: Sequence[str]) -> None:
    """A table of weights, replaced in one go: who reads it meanwhile sees the old one or the new one."""
    path = ROOT / "bot" / "facts" / "data" / f"{name}.weights.tsv"
    new = path.with_suffix(".new")
    new.write_text("\n".join(lines) + "\n", encoding="utf-8")
    new.replace(path)


def main() -> None:
    """Cross-validate, and write with --write."""
    reader = load()
    sight = Sight(reader.vocabulary.alphabet)
    data, own = list(cases(reader, sight)), own_cases(reader, sight)
    places(reader, data, own)
    for question, ridge in RIDGES:
        sets = [data, undated(reader, sight, data)] if question == "scope" else [data]
        good = count = 0
        for fold in range(FOLDS):
            others = [case for each in sets for at, case in enumerate(each) if at % FOLDS != fold]
            model = train(question, [*own, *others], sight, ridge)
            one, many = right(question, model, data[fold::FOLDS], sight)
            good, count = good + one, count + many
        print(f"{question}: {good} of {count} right by cross-validation, {good / count:.3f}")
        if "--write" in sys.argv:
            model = train(question, [*own, *(case for each in sets for case in each)], sight, ridge)
            write(question, model)
            good, count = right(question, model, data, sight)
            print(f"{question}: {good} of {count} on what it was trained on, {len(model.weights)} features")


def places(reader: Reader, data: Sequence[Case], own: Sequence[Case]) -> None:
    """The same for the places of claims."""
    alphabet, gazetteer = reader.vocabulary.alphabet, reader.gazetteer
    trainer = PlaceTrainer(PlaceChooser(Weights({}), alphabet, gazetteer))
    good = count = 0
    for fold in range(FOLDS):
        weights = trainer.train([case for at, case in enumerate(data) if at % FOLDS != fold], own)
        one, many = trainer.right(PlaceChooser(weights, alphabet, gazetteer), data[fold::FOLDS])
        good, count = good + one, count + many
    print(f"place: {good} of {count} right by cross-validation, {good / count:.3f}")
    if "--write" in sys.argv:
        weights = trainer.train(data, own)
        lines = ["# Written by tools/train_figures.py: feature, weight."]
        lines += [f"{name}\t{value}" for name, value in weights.by_name.items()]
        save("figure_place", lines)
        good, count = trainer.right(PlaceChooser(weights, alphabet, gazetteer), data)
        print(f"place: {good} of {count} on what it was trained on, {len(weights.by_name)} features")


if __name__ == "__main__":
    main()
