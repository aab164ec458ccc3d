"""camel-tools' full database as a lexicon of keywords, where the user has installed it (`camel_data -i …`).

Our own lexicon goes first: it knows the words of the news of conflict. This one knows the rest of the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.arabic.letters import fold_word

#: Its categories are kept apart from those of our own lexicon.
_MARK = "db:"
_NOTHING: frozenset[str] = frozenset()


class FullLexicon:
    """The stems of a `MorphologyDB`, folded as texts are."""

    def __init__(self, database: Any) -> None:
        self.before = _folded(database.prefix_hash)
        self.after = _folded(database.suffix_hash)
        self._left: dict[str, set[str]] = {}
        for prefix, stems in database.prefix_stem_compat.items():
            for stem in stems:
                self._left.setdefault(_MARK + stem, set()).add(_MARK + prefix)
        self._right = {
            _MARK + stem: frozenset(_MARK + suffix for suffix in suffixes)
            for stem, suffixes in database.stem_suffix_compat.items()
        }
        self._stems: dict[str, list[tuple[str, str]]] = {}
        self._lexemes: dict[str, set[tuple[str, str]]] = {}
        for surface, found in database.stem_hash.items():
            stem = fold_word(surface)
            for category, features in found:
                lexeme = features.get("lex", "")
                self._stems.setdefault(stem, []).append((_MARK + category, lexeme))
                self._lexemes.setdefault(lexeme, set()).add((stem, _MARK + category))

    def affixes_of(self, category: str) -> tuple[frozenset[str], frozenset[str]]:
        """The categories of affixes before and behind a stem of that category."""
        return frozenset(self._left.get(category, ())), self._right.get(category, _NOTHING)

    def stems(self, word: str) -> frozenset[tuple[str, str]]:
        """The stems of every lexeme that has this folded word as a form with nothing before it."""
        bare = self.before.get("", _NOTHING)
        found: set[tuple[str, str]] = set()
        for end in range(1, len(word) + 1):
            after = self.after.get(word[end:], _NOTHING)
            for category, lexeme in self._stems.get(word[:end], ()) if after else ():
                left, right = self.affixes_of(category)
                if not bare.isdisjoint(left) and not after.isdisjoint(right):
                    found |= self._lexemes[lexeme]
        return frozenset(found)


def installed() -> FullLexicon | None:
    """The lexicon of the database that camel-tools has as its default, None where the user has installed none.

    Takes seconds with the full database. A reader must have been made before: it keeps camel-tools from the network.
    """
    from camel_tools.data import CATALOGUE
    from camel_tools.morphology.database import MorphologyDB

    component = CATALOGUE.components.get("MorphologyDB")
    entry = component.datasets.get(component.default) if component and component.default else None
    if entry is None or not (Path(entry.path) / "morphology.db").is_file():
        return None
    return FullLexicon(MorphologyDB(str(Path(entry.path) / "morphology.db"), "a"))


def _folded(table: dict[str, Iterable[tuple[str, Any]]]) -> dict[str, frozenset[str]]:
    """Surfaces, folded, with the categories that they are."""
    found: dict[str, set[str]] = {}
    for surface, categories in table.items():
        found.setdefault(fold_word(surface), set()).update(_MARK + category for category, _ in categories)
    return {surface: frozenset(categories) for surface, categories in found.items()}
