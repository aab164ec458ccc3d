"""From a surface form to its lemma, classes and clitics, through camel-tools' morphology over our own lexicon.

The database is built from the lexicon in camel-tools' own format and loaded by its `MorphologyDB`. The hot path walks
the database's tables itself: camel-tools' `Analyzer` merges two dozen features for each analysis (about 50 µs a word)
where we want four. tests/arabic compares the two word by word; `analyzer()` gives the real one, for rule words and for
a full database where the user has installed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.arabic.database import AFTER, BEFORE, load_database, quiet_camel, takes
from bot.arabic.lexicon import Entry

__all__ = ["Analysis", "Clitics", "Morphology", "takes"]

_CLITICS = ("w", "f", "b", "l", "k", "al")


class Clitics(NamedTuple):
    """What is attached before the word: a conjunction (w, f), a preposition (b, l, k), the article; a pronoun."""

    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """A surface form understood: its classes and its clitics.

    `classes` are those of all readings that fit, `surest` those of the readings with the longest stem alone.
    """

    classes: frozenset[str]
    surest: frozenset[str]
    clitics: Clitics


_Affix = tuple[str, frozenset[str]]
#: What stems of one surface are: (category, is it named to the letter?, classes) of each.
_Kinds = tuple[tuple[str, bool, frozenset[str]], ...]


class _Fit(NamedTuple):
    """What a prefix and a suffix that fit a stem say: clitics, their weight, and the classes the suffix adds."""

    weight: int
    clitics: Clitics
    added: frozenset[str]


#: One reading of a word: its classes, the length of its stem, and what is around the stem.
_Cut = tuple[frozenset[str], int, _Fit]


class Morphology:
    """Analyses words by the lexicon. Immutable once made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self.database = load_database(self._entries)
        self._prefixes = self._affix_table(self.database.prefix_hash)
        self._suffixes = self._affix_table(self.database.suffix_hash)
        kinds: dict[_Kinds, _Kinds] = {}  # one object for all stems of a kind: they compare at once
        self._stems: dict[str, _Kinds] = {}
        for stem, found in self.database.stem_hash.items():
            each = tuple(self._stem(category, features["gloss"]) for category, features in found)
            self._stems[stem] = kinds.setdefault(each, each)
        #: Every beginning of a prefix and every end of a suffix: where neither goes on, no longer one is tried.
        self._openings = {prefix[:size] for prefix in self._prefixes for size in range(1, len(prefix) + 1)}
        self._closings = {suffix[-size:] for suffix in self._suffixes for size in range(1, len(suffix) + 1)}
        self._fits: dict[tuple[str, str, str], tuple[_Fit, ...]] = {}

    @staticmethod
    def _affix_table(table: dict[str, list[tuple[str, dict[str, str]]]]) -> dict[str, tuple[_Affix, ...]]:
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
        size = end = len(word)
        stems, prefixes, suffixes = self._stems, self._prefixes, self._suffixes
        ends = [size]
        while end > 1 and word[end - 1 :] in self._closings:
            end -= 1
            if word[end:] in suffixes:
                ends.append(end)
        cuts: list[tuple[bool, _Cut]] = []
        cut = 0
        while cut == 0 or (cut < size and word[:cut] in self._openings):
            before = word[:cut]
            if before in prefixes:
                for end in ends:
                    kinds = stems.get(word[cut:end])
                    if kinds is not None:
                        cuts += self._readings(before, kinds, word[end:], end - cut)
            cut += 1
        return _united(cuts) if cuts else None

    def _readings(self, prefix: str, kinds: _Kinds, suffix: str, length: int) -> list[tuple[bool, _Cut]]:
        """The readings of a word cut in one way: is the stem named to the letter, and the cut."""
        found: list[tuple[bool, _Cut]] = []
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
                    clitics = Clitics(
                        next((mark for mark in "wf" if mark in given), ""),
                        next((mark for mark in "blk" if mark in given), ""),
                        "al" in given,
                        "pron" in added,
                    )
                    yield _Fit(weight, clitics, _marks(added))

    def class_sets(self) -> Iterator[frozenset[str]]:
        """The sets of classes that words cut in one way can have: all but those of rare, doubly cut words."""
        befores = {frozenset(before for before, _ in found) for found in self._prefixes.values()}
        afters = {frozenset(found) for found in self._suffixes.values()}
        for kind in {
            frozenset((category, classes) for category, _, classes in stems) for stems in self._stems.values()
        }:
            for before in befores:
                fits = [(category, classes) for category, classes in kind if not before.isdisjoint(BEFORE[category])]
                for after in afters if fits else ():
                    yield frozenset().union(
                        *(
                            classes | _marks(added)
                            for category, classes in fits
                            for name, added in after
                            if name in AFTER[category]
                        )
                    )

    def stems(self) -> Iterator[str]:
        """Every stem of the lexicon."""
        return iter(self._stems)

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


def _marks(added: frozenset[str]) -> frozenset[str]:
    """The classes that a suffix adds to a word."""
    return frozenset(f".{mark}" for mark in added if mark in {"dual", "plural"})


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
