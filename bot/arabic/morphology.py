"""From a surface form to its lemma, classes and clitics, through camel-tools' morphology over our own lexicon.

The database is built from the lexicon in camel-tools' own format and loaded by its `MorphologyDB`. The hot path walks
the database's tables itself: camel-tools' `Analyzer` merges two dozen features for each analysis (about 50 µs a word)
where we want four. tests/arabic compares the two word by word; `analyzer()` gives the real one, for rule words and for
a full database where the user has installed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from bot.arabic.database import AFTER, BEFORE, load_database, quiet_camel, takes
from bot.arabic.lexicon import Entry
from bot.arabic.stems import Affix, Kinds, Meaning, Shape, Signature, Stem, added_classes, behind_of, meanings, shape_of

__all__ = ["Analysis", "Clitics", "Morphology", "takes"]

_T = TypeVar("_T")
_CLITICS = ("w", "f", "b", "l", "k", "al")


class Clitics(NamedTuple):
    """What is attached before the word: a conjunction (w, f), a preposition (b, l, k), the article; a pronoun."""

    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    pronoun: bool = False


class Analysis(NamedTuple):
    """A surface form understood: its classes and its clitics.

    `classes` are those of all readings that fit, `surest` those of the readings with the longest stem alone.
    """

    classes: frozenset[str]
    surest: frozenset[str]
    clitics: Clitics


class _Fit(NamedTuple):
    """What a prefix and a suffix that fit a stem say: clitics, their weight, and the classes the suffix adds."""

    weight: int
    clitics: Clitics
    added: frozenset[str]


#: One reading of a word: its classes, the length of its stem (as long as the word is, less), and what is around it.
_Cut = tuple[frozenset[str], int, _Fit]
#: Places to cut words at: so many letters from the beginning (or the end), and the number of what is cut off.
_Cuts = tuple[tuple[int, int], ...]


class Morphology:
    """Analyses words by the lexicon. Immutable once made, but for its memos.

    Nearly all words can be cut in one way only, and what stems are between all types of affixes is told beforehand:
    then an analysis is to find the cut.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self.database = load_database(self._entries)
        self._prefixes = self._affix_table(self.database.prefix_hash)
        self._suffixes = self._affix_table(self.database.suffix_hash)
        if any(len(found) > 1 for found in self._prefixes.values()):
            raise ValueError("affixes.tsv: a prefix stands in two categories")
        self._befores = tuple(dict.fromkeys(found[0][0] for found in self._prefixes.values()))
        self._afters = tuple(dict.fromkeys(frozenset(found) for found in self._suffixes.values()))
        # The longest prefix that a word begins with tells all others, and the longest suffix, read from behind.
        behind = {suffix[::-1]: frozenset(found) for suffix, found in self._suffixes.items()}
        self._longest_prefix, self._longest_suffix = _longest_of(self._prefixes), _longest_of(behind)
        before = {prefix: found[0][0] for prefix, found in self._prefixes.items()}
        self._cuts = _cuts(before, [each for each in self._befores for _ in self._afters])
        self._ends = _cuts(behind, self._afters)
        self._fits: dict[tuple[str, str, str], tuple[_Fit, ...]] = {}
        self._stems = self._all_stems()
        self._clitics = {
            prefix: (_clitics(found[0][1]), _clitics(found[0][1] | {"pron"}))
            for prefix, found in self._prefixes.items()
        }

    def _all_stems(self) -> dict[str, Stem]:
        behind = behind_of(self._afters)
        shapes: dict[Signature, Shape] = {}
        known: dict[Kinds, Stem] = {}  # one object for all stems of a kind
        stems: dict[str, Stem] = {}
        for surface, found in self.database.stem_hash.items():
            kinds = tuple(self._stem(category, features["gloss"]) for category, features in found)
            stem = known.get(kinds)
            if stem is None:
                signature = tuple((category, literal) for category, literal, _ in kinds)
                shape = shapes.get(signature)
                if shape is None:
                    shape = shapes[signature] = shape_of(signature, self._befores, behind)
                stem = known[kinds] = Stem(kinds, meanings(kinds, shape))
            stems[surface] = stem
        return stems

    @staticmethod
    def _affix_table(table: dict[str, list[tuple[str, dict[str, str]]]]) -> dict[str, tuple[Affix, ...]]:
        return {
            surface: tuple(
                (category, frozenset(filter(None, features.get("gloss", "").split("."))))
                for category, features in found
            )
            for surface, found in table.items()
        }

    def _stem(self, category: str, gloss: str) -> tuple[str, bool, frozenset[str]]:
        number, place = map(int, gloss.split("."))
        item = self._entries[number]
        return category, item.part_of_speech == "literal", item.classes | item.forms[place][2]

    def analyse(self, word: str) -> Analysis | None:
        """Understand a folded word; None where the lexicon does not know it.

        Of several ways to cut it, those with the fewest letters of clitics are kept, and their classes united:
        «وقف» is a stop, never "and" + «قف». A word that a pattern names to the letter keeps what else it is.
        """
        stems, size = self._stems, len(word)
        cuts = self._cuts[self._longest_prefix.match(word)[0]]  # type: ignore[index]  # "" is one: it always matches
        ends = self._ends[self._longest_suffix.match(word[::-1])[0]]  # type: ignore[index]
        found: list[tuple[int, int, Meaning]] = []
        for cut, before in cuts:
            for back, after in ends:
                stem = stems.get(word[cut : size - back])
                if stem is not None and (meaning := stem.meanings[before + after]) is not None:
                    found.append((cut, size - back, meaning))
        if not found:
            return None
        if len(found) == 1:
            [(cut, _, (classes, pronoun))] = found
            return Analysis(classes, classes, self._clitics[word[:cut]][pronoun])
        return self._united(word, [(cut, end) for cut, end, _ in found])

    def _united(self, word: str, cuts: Iterable[tuple[int, int]]) -> Analysis | None:
        """One analysis of all readings of a word whose stem is cut out in these ways."""
        readings = [
            reading
            for cut, end in cuts
            if (stem := self._stems.get(word[cut:end])) is not None
            for reading in self._readings(word[:cut], stem.kinds, word[end:])
        ]
        return _united(readings) if readings else None

    def _readings(self, prefix: str, kinds: Kinds, suffix: str) -> list[tuple[bool, _Cut]]:
        """The readings of a word cut in one way: is the stem named to the letter, and the cut."""
        found: list[tuple[bool, _Cut]] = []
        length = -len(prefix) - len(suffix)
        for category, literal, classes in kinds:
            fits = self._fits.get((prefix, category, suffix))
            if fits is None:
                fits = self._fits[prefix, category, suffix] = tuple(self._fitting(prefix, category, suffix))
            found += [(literal, (classes | fit.added if fit.added else classes, length, fit)) for fit in fits]
        return found

    def _fitting(self, prefix: str, category: str, suffix: str) -> Iterator[_Fit]:
        """What this prefix and suffix say around a stem of a category; nothing where they do not fit."""
        for before, given in self._prefixes[prefix]:
            for after, added in self._suffixes[suffix]:
                if before in BEFORE[category] and after in AFTER[category]:
                    weight = sum(2 if mark == "al" else 1 for mark in given if mark in _CLITICS)
                    yield _Fit(weight, _clitics(given | added), added_classes(added))

    def class_sets(self) -> set[frozenset[str]]:
        """The sets of classes that words cut in one way can have: all but those of rare, doubly cut words."""
        return {meaning.classes for stem in self._stems.values() for meaning in stem.meanings if meaning is not None}

    def stems(self) -> Iterator[str]:
        """Every stem of the lexicon."""
        return iter(self._stems)

    def literals(self) -> Iterator[str]:
        """Every stem that a pattern names to the letter."""
        return (surface for surface, stem in self._stems.items() if any(literal for _, literal, _ in stem.kinds))

    def affixes(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """What may stand before a stem and behind it: surface → categories, for those with stems of their own."""
        before = {surface: frozenset(name for name, _ in found) for surface, found in self._prefixes.items()}
        after = {surface: frozenset(name for name, _ in found) for surface, found in self._suffixes.items()}
        return before, after

    def analyzer(self) -> Any:
        """camel-tools' own `Analyzer` over the same database."""
        quiet_camel()
        from camel_tools.morphology.analyzer import Analyzer

        return Analyzer(self.database)


def _longest_of(affixes: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of these that a word begins with."""
    return re.compile("|".join(sorted(affixes, key=len, reverse=True)))


def _cuts(affixes: Mapping[str, _T], types: Sequence[_T]) -> dict[str, _Cuts]:
    """For each affix those that it begins with, by their lengths, with the numbers of their types."""
    return {
        affix: tuple(
            (size, types.index(affixes[affix[:size]])) for size in range(len(affix) + 1) if affix[:size] in affixes
        )
        for affix in affixes
    }


def _clitics(marks: frozenset[str]) -> Clitics:
    """What affixes with these marks attach to a word."""
    return Clitics(
        next((mark for mark in "wf" if mark in marks), ""),
        next((mark for mark in "blk" if mark in marks), ""),
        "al" in marks,
        "pron" in marks,
    )


def _united(readings: list[tuple[bool, _Cut]]) -> Analysis:
    """One analysis of the lightest cuts: the clitics are those of the words, if there are any, not of the literals."""
    if len(readings) == 1:
        [(_, (classes, _, fit))] = readings
        return Analysis(classes, classes, fit.clitics)
    literals = _lightest([cut for literal, cut in readings if literal])
    words = _lightest([cut for literal, cut in readings if not literal])
    cuts = words or literals
    classes = cuts[0][0].union(*[cut[0] for cut in (*cuts, *literals)])
    longest = max([cut[1] for cut in cuts])
    surest = [cut[0] for cut in cuts if cut[1] == longest]
    clitics = cuts[0][2].clitics
    if clitics.pronoun and not all(cut[2].clitics.pronoun for cut in cuts):
        clitics = clitics._replace(pronoun=False)
    if len(surest) == len(cuts):
        return Analysis(classes, classes, clitics)
    return Analysis(classes, frozenset().union(*surest, *[cut[0] for cut in literals]), clitics)


def _lightest(cuts: list[_Cut]) -> list[_Cut]:
    """Those with the fewest letters of clitics."""
    if len(cuts) < 2:
        return cuts
    lightest = min([cut[2].weight for cut in cuts])
    return [cut for cut in cuts if cut[2].weight == lightest]
