"""Train bot/facts/data/ceasefire_*.weights.tsv from the labels in ../shared/corpus and from our own sentences.

`python -m tools.train_ceasefires` says what cross-validation makes of it; with `--write` the weights are written.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from bot.facts.ceasefires.features import seen_of
from bot.facts.ceasefires.mentions import Mention
from bot.facts.ceasefires.scores import is_claimed
from bot.facts.page import Page
from bot.facts.reader import Reader, load
from bot.facts.weights import BIAS, Weights
from bot.model.article import Article
from bot.model.facts import CeasefireStatus
from tools import ridge
from tools.labelled import labelled

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "corpus" / "facts"
CORPUS = ROOT.parent / "shared" / "corpus"
FOLDS = 8
RIDGE = 0.6
Model = Mapping[CeasefireStatus, Weights]


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled article: the features and the labelled statuses of each mention, and the statuses of the whole."""

    key: str
    set: str
    mentions: tuple[tuple[frozenset[str], frozenset[str]], ...]
    gold: frozenset[str]


def cases() -> Iterator[Case]:
    """Every labelled article, read."""
    reader = load()
    for each in labelled(CORPUS):
        wanted = each.gold["ceasefire"] if each.gold["conflict"] else []
        yield _case(reader, each.article, each.set, wanted)


def _case(reader: Reader, article: Article, of_set: str, wanted: Sequence[Mapping[str, Any]]) -> Case:
    """An article with its labels. Only with its day: learnt from without it too, unseen ones were read worse."""
    page = reader.open(article)
    found = reader.ceasefires.claims(page)
    labels = _aligned(page, [mention for mention, _ in found], wanted)
    seen = tuple((one, frozenset(labels[number])) for number, one in enumerate(seen_of(page, found)))
    return Case(article.id, of_set, seen, frozenset(item["status"] for item in wanted))


def own_cases() -> Iterator[Case]:
    """The sentences of tests/corpus: written for the phenomena that the labelled articles seldom show."""
    reader = load()
    published = datetime(2025, 3, 12, 12, tzinfo=UTC)
    for table in ("ceasefires.yaml", "ceasefires_wording.yaml"):
        for entry in yaml.safe_load((OWN / table).read_text(encoding="utf-8")):
            for number, text in enumerate(entry["texts"]):
                page = reader.open(Article(f"{entry['phenomenon']} {number}", "", text, published))
                gold = frozenset(entry["statuses"])
                one = [(each, gold) for each in seen_of(page, reader.ceasefires.claims(page))]
                told_apart = len(gold) < 2 or len(one) < 2
                seen = tuple((found, wanted if told_apart else frozenset()) for found, wanted in one)
                yield Case(page.article.id, "own", seen, gold)
    for number, entry in enumerate(yaml.safe_load((OWN / "ceasefires_articles.yaml").read_text(encoding="utf-8"))):
        published = datetime.fromisoformat(str(entry["published"]))
        article = Article(f"article {number}", entry["title"], entry["text"], published)
        wanted = [{"status": status, "quote": quote} for status, quote in entry["claims"].items()]
        yield _case(reader, article, "own", wanted)


def _aligned(page: Page, found: Sequence[Mention], wanted: Iterable[Mapping[str, Any]]) -> dict[int, set[str]]:
    """Which mention each label speaks of: the nearest in the sentence of its quote."""
    labels: dict[int, set[str]] = defaultdict(set)
    for item in wanted:
        near: list[tuple[int, int]] = []
        for field in ("title", "text"):
            at = page.article.field(field).find(item["quote"])
            last = at + len(item["quote"])
            for number, mention in enumerate(found) if at >= 0 else ():
                here, around = page.words.span(mention.start, mention.end), page.words.span(*mention.sentence)
                if here.field == field and around.start < last and around.end > at:
                    near.append((max(0, here.start - last, at - here.end), number))
        if near:
            labels[min(near)[1]].add(item["status"])
    return labels


#: What a claim may speak for by itself: so little data learns little nonsense.
_OWN = {
    "started": "declared", "approved": "declared", "welcomed": "declared", "resolution": "",
    "attack after …": "violated", "despite …": "violated", "since …": "in_force", "earlier …": "past",
    "under": "in_force", "draft": "sought", "proposed": "sought", "urged": "", "may": "sought",
}  # fmt: skip


def _signs(names: Iterable[str], status: str) -> dict[str, str]:
    """A claim may speak for its own status, never against it."""
    signs = {}
    for name in names:
        claim = name.removeprefix("claim ")
        if name.startswith("claim ") and _OWN.get(claim, claim) == status:
            signs[name] = "+"
    return signs


def train(data: Sequence[Case], strength: float) -> Model:
    """One model for each status. A mention without a label may repeat a status of its article: left out."""
    models: dict[CeasefireStatus, Weights] = {}
    for status in CeasefireStatus:
        rows: list[tuple[frozenset[str], bool, float]] = []
        for case in data:
            for features, labels in case.mentions:
                if labels or status not in case.gold:
                    rows.append((features, status in labels, 1.0))
        counts: dict[str, int] = defaultdict(int)
        for features, _, _ in rows:
            for name in features:
                counts[name] += 1
        kept = [{name: 1.0 for name in features if counts[name] > 1} for features, _, _ in rows]
        weights = ridge.train(
            kept,
            [answer for _, answer, _ in rows],
            ridge=strength,
            signs=_signs(counts, status),
            importance=[w for *_, w in rows],
        )
        models[status] = Weights(
            {name: round(value, 3) for name, value in weights.items() if abs(value) >= 0.01 or name == BIAS}
        )
    return models


def scores(models: Model, case: Case) -> list[dict[CeasefireStatus, float]]:
    """The score of each status for each mention."""
    return [
        {status: model.sum(dict.fromkeys(features, 1.0)).score for status, model in models.items()}
        for features, _ in case.mentions
    ]


def f1(pairs: Iterable[tuple[frozenset[str], set[str] | frozenset[str]]]) -> tuple[float, int, int, int]:
    """F1 with true, false and missed answers."""
    right = wrong = missed = 0
    for gold, got in pairs:
        right, wrong, missed = right + len(gold & got), wrong + len(got - gold), missed + len(gold - got)
    return round(2 * right / max(1, 2 * right + wrong + missed), 3), right, wrong, missed


def _fold(case: Case) -> int:
    return crc32(case.key.encode()) % FOLDS


def cross_validated(data: Sequence[Case], strength: float) -> dict[str, list[dict[CeasefireStatus, float]]]:
    """The scores of each article by models that never saw it."""
    out = {}
    for fold in range(FOLDS):
        models = train([case for case in data if _fold(case) != fold], strength)
        out.update({case.key: scores(models, case) for case in data if _fold(case) == fold})
    return out


def report(data: Sequence[Case], out: Mapping[str, list[dict[CeasefireStatus, float]]]) -> None:
    """Print what was reached, for the statuses together and one by one."""

    def pairs(only: Iterable[str], sets: tuple[str, ...]) -> list[tuple[frozenset[str], set[str]]]:
        wanted = set(only)
        return [(case.gold & wanted, claimed(out[case.key]) & wanted) for case in data if case.set in sets]

    for sets in (("dev", "more"), ("posts", "seeds"), ("own",)):
        print("+".join(sets), "all", *f1(pairs(CeasefireStatus, sets)), "declared", *f1(pairs(["declared"], sets)))
    print({str(status): f1(pairs([status], ("dev", "more", "posts", "seeds"))) for status in CeasefireStatus})


def claimed(mentions: Iterable[Mapping[CeasefireStatus, float]]) -> set[str]:
    """The statuses that the scores of an article's mentions claim."""
    return {
        status for each in mentions for status, score in each.items() if is_claimed(status, score, max(each.values()))
    }


def write(models: Model) -> None:
    """Write the weights where the reader finds them."""
    for status, model in models.items():
        lines = [
            "# Written by tools/train_ceasefires.py: feature, weight (log-odds).",
            *(f"{name}\t{value}" for name, value in sorted(model.by_name.items())),
        ]
        (ROOT / "bot" / "facts" / "data" / f"ceasefire_{status}.weights.tsv").write_text(
            "\n".join(lines) + "\n", encoding="utf-8"
        )


def main() -> None:
    """Cross-validate, report, and write the weights of all the data if asked to."""
    data = [*cases(), *own_cases()]
    if "--write" in sys.argv:
        write(train(data, RIDGE))
    else:
        report(data, cross_validated(data, RIDGE))


if __name__ == "__main__":
    main()
