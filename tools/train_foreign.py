"""Train bot/arabic/data/foreign.weights.tsv: what do names from abroad look like, and what do words of the news?

python -m tools.train_foreign [--write]

Names are those of the gazetteer in countries where no Arabic is spoken; words those that the lexicon knows, everyday
ones, and what several articles of ../shared/corpus have that is read as no place.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from bot.arabic.foreign import BIAS, Foreign, features
from bot.arabic.gazetteer import TABLES
from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells
from bot.facts.reader import Reader, load
from tools import ridge
from tools.labelled import labelled

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
#: Names in these countries are Arabic words, or sound like them.
ARAB = frozenset(re.findall("..", "AEBHDJDZEGEHILIQJOKMKWLBLYMAMROMPSQASASDSOSYTNYE"))
STRENGTH = 2.0
#: Rows of letters that fewer words have teach nothing.
_RARE = 4
#: A word that so many articles have is no name of one village.
_SEVERAL = 2
_WORD = re.compile("[ء-ي]{3,20}")
_FOLDS = 2
#: Smaller weights are left out.
_NOTHING = 0.05


def names(reader: Reader) -> Iterator[str]:
    """The words of names of places abroad."""
    for table in TABLES:
        for code, kind, _, arabic, *_ in load_cells("bot.arabic", table, 4):
            if kind != "country" and reader.gazetteer.country(code) not in ARAB:
                yield from map(fold_word, re.split(r"[| ]", arabic))


def words(reader: Reader) -> Iterator[str]:
    """Words that are no names of places."""
    yield from reader.vocabulary.morphology.stems()
    everyday = (resources.files("bot.arabic") / "data" / "places_common.tsv").read_text(encoding="utf-8")
    yield from map(fold_word, everyday.splitlines()[1:])
    articles: Counter[str] = Counter()
    for each in labelled(CORPUS):
        page = reader.open(each.article)
        taken = {at for place in page.places for at in range(place.first, place.last)}
        articles.update({form for at, form in enumerate(page.words.forms) if at not in taken})
    yield from (word for word, often in articles.items() if often >= _SEVERAL)


def train(foreign: Sequence[str], known: Sequence[str]) -> Foreign:
    """The model of some names and words."""
    seen = [list(features(word)) for word in (*foreign, *known)]
    often = Counter(name for each in seen for name in each)
    cases = [{name: 1.0 for name in each if often[name] >= _RARE} for each in seen]
    return Foreign(ridge.train(cases, [True] * len(foreign) + [False] * len(known), ridge=STRENGTH))


def main() -> None:
    """Cross-validate, and write with --write."""
    reader = load()
    known = sorted({word for word in words(reader) if _WORD.fullmatch(word) and not word.startswith("ال")})
    kept = set(known)
    foreign = sorted({name for name in names(reader) if _WORD.fullmatch(name) and not name.startswith("ال")} - kept)
    found, wrong = 0, 0
    for fold in range(_FOLDS):
        model = train(
            [name for at, name in enumerate(foreign) if at % _FOLDS != fold],
            [word for at, word in enumerate(known) if at % _FOLDS != fold],
        )
        found += sum(model.score(name) > 0 for name in foreign[fold::_FOLDS])
        wrong += sum(model.score(word) > 0 for word in known[fold::_FOLDS])
    print(f"foreign: {found} of {len(foreign)} names, {wrong} of {len(known)} words, by cross-validation")
    if "--write" in sys.argv:
        weights = train(foreign, known).weights
        table = ROOT / "bot" / "arabic" / "data" / "foreign.weights.tsv"
        lines = "# Written by tools/train_foreign.py: letters in a row, weight.\n" + ridge.written(
            weights, smallest=_NOTHING
        )
        table.write_text(lines, encoding="utf-8")
        print(f"{BIAS} {weights[BIAS]:.2f}, {len(weights)} features")


if __name__ == "__main__":
    main()
