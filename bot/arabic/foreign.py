"""How foreign a word looks: «غاسكيندي» and «ستبنوهيرسك» have letters in a row that Arabic words do not have.

A sum over the rows of one to four letters that a word is made of: `data/foreign.weights.tsv`, trained by
tools/train_foreign.py from names of places in countries of other tongues, and from words of the news.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.arabic.tables import load_cells

#: The row that holds what a word starts from.
BIAS = "(bias)"
_ROWS = (1, 2, 3, 4)
_SHORTEST = 3
#: Longer words are all alike, and no names.
_LONGEST, _MOST = 9, 20
_MEMO_SIZE = 20_000


class Foreign:
    """The model. Made once; then only its memo changes."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.score = lru_cache(maxsize=_MEMO_SIZE)(self._score)

    def _score(self, word: str) -> float:
        """How foreign a folded word without clitics looks: above 0, rather a name from abroad than a word."""
        if not _SHORTEST <= len(word) <= _MOST:
            return self.weights[BIAS]
        weights = self.weights
        return weights[BIAS] + sum([weights.get(name, 0.0) for name in features(word)])


def features(word: str) -> Iterator[str]:
    """The rows of letters of a word, its beginning and end marked, and its length."""
    marked = f"^{word}$"
    yield f"length {min(len(word), _LONGEST)}"
    rows = {marked[at : at + size] for size in _ROWS for at in range(len(marked) - size + 1)}
    yield from sorted(rows - {"^", "$"})


def load_foreign() -> Foreign:
    """The trained model."""
    return Foreign({cells[0]: float(cells[1]) for cells in load_cells("bot.arabic", "foreign.weights.tsv", 2)})
