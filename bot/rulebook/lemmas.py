"""Which forms a keyword has: those of its lemma where a lexicon knows it, else itself with few affixes.

The lexicon is ours; where the user has installed camel-tools' full database, its lemmas are known too (`with_database`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.arabic.letters import fold_word
from bot.arabic.lexicon import Entry, load_entries
from bot.arabic.morphology import takes
from bot.arabic.words import Vocabulary, Words

#: A stem and the category that says which affixes it takes.
Stem = tuple[str, str]
#: A word of fewer letters takes no endings, and no preposition before it: too much else would look like it.
_SHORT = 3

_PLAIN = re.compile("[ء-غف-ي]+(?: +[ء-غف-ي]+)*\\Z")
_WITHOUT_CLITICS = frozenset({"bare", "person"})
_BEFORE_UNKNOWN = frozenset({"bare", "conj", "nominal"})
_AFTER_UNKNOWN = frozenset({"none", "tanwin", "dual", "sound", "fem", "pronoun", "fempronoun", "vpast"})
#: What a word that no lexicon knows takes; the other categories are those of the lexicon.
_UNKNOWN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "unknown": (_BEFORE_UNKNOWN, _AFTER_UNKNOWN),
    "unknown_short": (frozenset({"bare", "conj"}), frozenset({"none"})),
    "as_it_is": (frozenset({"bare"}), frozenset({"none"})),
}


def affixes_of(category: str) -> tuple[frozenset[str], frozenset[str]]:
    """The categories of affixes before and behind a stem of that category."""
    return _UNKNOWN.get(category) or takes(category)


@dataclass(frozen=True, slots=True)
class Forms:
    """How one word of a keyword is found: its stems with their categories, or surfaces to the letter."""

    stems: tuple[Stem, ...]
    surfaces: frozenset[str] = frozenset()
    known: bool = False


class Lemmas:
    """The words that the lexicon knows: each stem with the stems of the same lemma. Remembers what it was asked."""

    def __init__(self, vocabulary: Vocabulary, entries: Iterable[Entry] | None = None, database: Any = None) -> None:
        """Over the lexicon's rows (the package's by default) and, with `database`, a camel-tools MorphologyDB."""
        self._vocabulary, self._database = vocabulary, database
        self._affixes = vocabulary.morphology.affixes()
        self._lemmas: dict[str, list[frozenset[Stem]]] = {}
        for entry in load_entries() if entries is None else entries:
            for lemma in _lemmas_of(entry):
                for stem, _ in lemma:
                    self._lemmas.setdefault(stem, []).append(lemma)
        self._forms: dict[str, Forms] = {}
        self._tokens: dict[str, tuple[str, ...]] = {}

    def tokens(self, text: str) -> tuple[str, ...]:
        """The folded words of a keyword, cut as texts are."""
        found = self._tokens.get(text)
        if found is None:
            folded = fold_word(text)
            pieces = folded.split() if _PLAIN.match(folded) else Words(self._vocabulary, "", folded).pieces
            found = self._tokens[text] = tuple(piece.strip() for piece in pieces if piece.strip())
        return found

    def forms(self, word: str) -> Forms:
        """The forms of one folded word, which may carry the article."""
        found = self._forms.get(word)
        if found is None:
            found = self._forms[word] = self._make_forms(word)
        return found

    def _make_forms(self, word: str) -> Forms:
        stems = self._known(word)
        if not stems and word.startswith("ال") and len(word) > _SHORT + 1:
            stems = self._known(word[2:])
        database = self._database
        surfaces = frozenset(_surfaces_of(database, word)) if database is not None and not stems else frozenset()
        if stems or surfaces:
            return Forms(tuple(sorted(stems)), surfaces, known=True)
        return Forms(_unknown(word))

    def _known(self, word: str) -> frozenset[Stem]:
        """The stems of every lemma that has this word as a form without clitics (a present verb has its person)."""
        prefixes, suffixes = self._affixes
        found: set[Stem] = set()
        for cut in (0, 1):
            before = prefixes.get(word[:cut], frozenset()) & _WITHOUT_CLITICS
            for end in range(len(word), max(cut + 1, len(word) - 5), -1) if before else ():
                after = suffixes.get(word[end:], frozenset())
                for lemma in self._lemmas.get(word[cut:end], ()):
                    if any(_takes(lemma, word[cut:end], before, after)):
                        found |= lemma
        return frozenset(found)


def _takes(lemma: frozenset[Stem], stem: str, before: frozenset[str], after: frozenset[str]) -> Iterable[bool]:
    for own, category in lemma:
        left, right = takes(category)
        yield own == stem and not before.isdisjoint(left) and not after.isdisjoint(right)


def _lemmas_of(entry: Entry) -> list[frozenset[Stem]]:
    """The lemmas of a row: a row of the lexicon may hold several words of one class.

    A plural belongs to the singular before it, a present to the past before it.
    """
    lemmas: list[set[Stem]] = []
    past = True
    for stem, category, features in entry.forms:
        begins = ".plural" not in features
        if category == "verb_past":
            begins, past = not past or not lemmas, True
        elif category == "verb_present":
            begins, past = not lemmas, False
        elif category == "name_after_lil":
            begins = False
        if begins or not lemmas:
            lemmas.append(set())
        lemmas[-1].add((stem, category))
    return [frozenset(lemma) for lemma in lemmas]


def _unknown(word: str) -> tuple[Stem, ...]:
    """A word that no lexicon knows: itself, with affixes as far as it is long enough to bear them."""
    if not word.isalpha() or word.isascii():
        return ((word.casefold(), "as_it_is"),)
    if word.startswith("ال") and len(word) > _SHORT + 1:
        return ((word, "literal"), (word[2:], "name_after_lil"))
    if len(word) < _SHORT:
        return ((word, "unknown_short"),)
    if word.endswith("ه") and len(word) > _SHORT:
        return ((word, "unknown_short"), (word[:-1], "noun_fem"))
    return ((word, "unknown"),)


def _surfaces_of(database: Any, word: str) -> set[str]:
    """Every surface of every lemma that a full database reads in a word without clitics before it."""
    lexemes = {
        stem["lex"]
        for end in range(1, len(word) + 1)
        for category, stem in database.stem_hash.get(word[:end], ())
        for prefix, _ in database.prefix_hash.get("", ())
        for suffix, _ in database.suffix_hash.get(word[end:], ())
        if _fit(database, prefix, category, suffix)
    }
    if not lexemes:
        return set()
    stems = [
        (surface, category)
        for surface, found in database.stem_hash.items()
        for category, stem in found
        if stem["lex"] in lexemes
    ]
    return {
        before + surface + behind
        for surface, category in stems
        for before, prefixes in database.prefix_hash.items()
        for behind, suffixes in database.suffix_hash.items()
        if any(_fit(database, prefix, category, suffix) for prefix, _ in prefixes for suffix, _ in suffixes)
    }


def _fit(database: Any, prefix: str, stem: str, suffix: str) -> bool:
    """Do the three stand together?"""
    return (
        stem in database.prefix_stem_compat.get(prefix, ())
        and suffix in database.stem_suffix_compat.get(stem, ())
        and suffix in database.prefix_suffix_compat.get(prefix, ())
    )
