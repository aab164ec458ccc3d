"""From a surface form to its lemma, classes and clitics, through camel-tools' morphology over our own lexicon.

The database is built from the lexicon in camel-tools' own format and loaded by its `MorphologyDB`. The hot path walks
the database's tables itself: camel-tools' `Analyzer` merges two dozen features for each analysis (about 50 µs a word)
where we want four. tests/arabic compares the two word by word; `analyzer()` gives the real one, for rule words and for
a full database where the user has installed it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from bot.arabic.lexicon import Entry, rows

#: Which prefix categories a stem category takes.
_BEFORE: dict[str, tuple[str, ...]] = {
    "noun": ("bare", "conj", "nominal", "article"),
    "noun_fixed": ("bare", "conj", "nominal", "article"),
    "noun_fem": ("bare", "conj", "nominal", "article"),
    "verb_past": ("bare", "conj"),
    "verb_present": ("person",),
    "word": ("bare", "conj"),
    "particle": ("bare", "conj", "nominal"),
    "name": ("bare", "conj", "nominal"),
    "literal": ("bare", "conj", "nominal"),
    "name_after_lil": ("article",),
}
#: Which suffix categories it takes.
_AFTER: dict[str, tuple[str, ...]] = {
    "noun": ("none", "tanwin", "dual", "sound", "fem", "construct", "pronoun", "fempronoun"),
    "noun_fixed": ("none", "tanwin", "pronoun"),
    "noun_fem": ("fem", "dual", "sound", "femconstruct", "fempronoun"),
    "verb_past": ("none", "vpast", "vobject"),
    "verb_present": ("none", "vpresent", "vobject"),
    "word": ("none",),
    "particle": ("none", "pronoun"),
    "name": ("none",),
    "literal": ("none",),
    "name_after_lil": ("none",),
}
_CLITICS = ("w", "f", "b", "l", "k", "al")


@dataclass(frozen=True, slots=True)
class Clitics:
    """What is attached before the word: a conjunction (w, f), a preposition (b, l, k), the article; and a pronoun after."""

    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """A surface form understood: its classes and its clitics, with the names of its rows.

    `classes` are those of all readings that fit, `surest` those of the readings with the longest stem alone.
    """

    classes: frozenset[str]
    surest: frozenset[str]
    clitics: Clitics
    lemmas: tuple[str, ...]


def takes(category: str) -> tuple[frozenset[str], frozenset[str]]:
    """The categories of affixes that a stem of a category takes before it and behind it."""
    return frozenset(_BEFORE[category]), frozenset(_AFTER[category])


def _quiet_camel() -> None:
    """camel-tools fetches a catalogue from the network and makes a folder in HOME at import: give it ours instead.

    An operator who has installed camel data keeps it: a CAMELTOOLS_DATA that is set is left alone.
    """
    if "CAMELTOOLS_DATA" not in os.environ and not (Path.home() / ".camel_tools" / "data").is_dir():
        os.environ["CAMELTOOLS_DATA"] = str(resources.files("bot.arabic") / "data" / "camel")
    if not os.access(Path.home(), os.W_OK):
        os.environ["HOME"] = tempfile.gettempdir()


def _affixes() -> list[list[str]]:
    text = (resources.files("bot.arabic") / "data" / "affixes.tsv").read_text(encoding="utf-8")
    return [[*cells, "", ""][:4] for _, cells in rows(text, 3, "affixes.tsv")]


def _database_text(entries: Iterable[Entry]) -> str:
    """The lexicon as a database in camel-tools' format. Features that we need are carried in `gloss`."""
    lines = ["###DEFINES###", "DEFINE pos pos:*open*", "DEFINE diac diac:*open*", "DEFINE lex lex:*open*"]
    lines += ["DEFINE gloss gloss:*open*", "DEFINE stemgloss stemgloss:*open*"]
    lines += ["###DEFAULTS###", "DEFAULT pos:noun diac:* lex:* gloss:* stemgloss:*", "###ORDER###"]
    lines += ["ORDER pos diac lex gloss stemgloss", "###TOKENIZATIONS###", "TOKENIZATION diac", "###STEMBACKOFF###"]
    lines += ["STEMBACKOFF NONE none", "###PREFIXES###"]
    affixes = _affixes()
    for side in ("prefix", "suffix"):
        for kind, surface, category, features in affixes:
            if kind == side:
                lines.append(f"{surface}\t{category}\tdiac:{surface} gloss:{'.'.join(features.split())}")
        lines.append("###SUFFIXES###" if side == "prefix" else "###STEMS###")
    for number, item in enumerate(entries):
        for place, (stem, category, _features) in enumerate(item.forms):
            lines.append(f"{stem}\t{category}\tpos:noun diac:{stem} lex:{number} gloss:{number}.{place}")
    lines.append("###TABLE AB###")
    lines += [f"{prefix} {stem}" for stem, prefixes in _BEFORE.items() for prefix in prefixes]
    lines.append("###TABLE BC###")
    lines += [f"{stem} {suffix}" for stem, suffixes in _AFTER.items() for suffix in suffixes]
    lines.append("###TABLE AC###")
    suffixes = sorted({suffix for after in _AFTER.values() for suffix in after})
    lines += [
        f"{prefix} {suffix}" for prefix in ("bare", "conj", "nominal", "article", "person") for suffix in suffixes
    ]
    return "\n".join(lines) + "\n"


def _load_database(entries: Iterable[Entry]) -> Any:
    _quiet_camel()
    from camel_tools.morphology.database import MorphologyDB

    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(_database_text(entries))
        file.flush()
        file.seek(0)
        return MorphologyDB(os.dup(file.fileno()), "a")


_Affix = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to cut a word: the weight of its clitics, its entry, and what prefix and suffix add."""

    weight: int
    entry: Entry
    classes: frozenset[str]
    given: frozenset[str]
    added: frozenset[str]
    length: int


class Morphology:
    """Analyses words by the lexicon. Immutable once made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self.database = _load_database(self._entries)
        self._prefixes = self._affix_table(self.database.prefix_hash)
        self._suffixes = self._affix_table(self.database.suffix_hash)
        self._stems: dict[str, tuple[tuple[str, Entry, frozenset[str]], ...]] = {
            stem: tuple(self._stem(category, features["gloss"]) for category, features in found)
            for stem, found in self.database.stem_hash.items()
        }
        self._longest_prefix = max(map(len, self._prefixes))
        self._longest_suffix = max(map(len, self._suffixes))

    @staticmethod
    def _affix_table(table: dict[str, list[tuple[str, dict[str, str]]]]) -> dict[str, tuple[_Affix, ...]]:
        return {
            surface: tuple(
                (category, frozenset(filter(None, features.get("gloss", "").split("."))))
                for category, features in found
            )
            for surface, found in table.items()
        }

    def _stem(self, category: str, gloss: str) -> tuple[str, Entry, frozenset[str]]:
        number, place = map(int, gloss.split("."))
        item = self._entries[number]
        return category, item, item.classes | item.forms[place][2]

    def analyse(self, word: str) -> Analysis | None:
        """Understand a folded word; None where the lexicon does not know it.

        Of several ways to cut it, those with the fewest letters of clitics are kept, and their classes united:
        «وقف» is a stop, never "and" + «قف». A word that a pattern names to the letter keeps what else it is.
        """
        words: list[_Cut] = []
        literals: list[_Cut] = []
        for cut in self._cuts(word):
            kept = literals if cut.entry.part_of_speech == "literal" else words
            if kept and cut.weight > kept[0].weight:
                continue
            if kept and cut.weight < kept[0].weight:
                kept.clear()
            kept.append(cut)
        return _united(words, literals) if words or literals else None

    def _cuts(self, word: str) -> Iterator[_Cut]:
        """Every way to cut a word into prefix, stem and suffix that fit together."""
        size = len(word)
        for cut in range(min(self._longest_prefix, size - 1) + 1):
            for before, given in self._prefixes.get(word[:cut], ()):
                for end in range(max(cut + 1, size - self._longest_suffix), size + 1):
                    stems = self._stems.get(word[cut:end])
                    if stems is None:
                        continue
                    weight = sum(2 if mark == "al" else 1 for mark in given if mark in _CLITICS)
                    for after, added in self._suffixes.get(word[end:], ()):
                        for category, item, classes in stems:
                            if before in _BEFORE[category] and after in _AFTER[category]:
                                yield _Cut(weight, item, classes, given, added, end - cut)

    def class_sets(self) -> Iterator[frozenset[str]]:
        """The sets of classes that words cut in one way can have: all but those of rare, doubly cut words."""
        befores = {frozenset(before for before, _ in found) for found in self._prefixes.values()}
        afters = {frozenset(found) for found in self._suffixes.values()}
        for kind in {
            frozenset((category, classes) for category, _, classes in stems) for stems in self._stems.values()
        }:
            for before in befores:
                fits = [(category, classes) for category, classes in kind if not before.isdisjoint(_BEFORE[category])]
                for after in afters if fits else ():
                    yield _classes(
                        (classes, added)
                        for category, classes in fits
                        for name, added in after
                        if name in _AFTER[category]
                    )

    def stems(self) -> Iterator[str]:
        """Every stem of the lexicon."""
        return iter(self._stems)

    def affixes(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """What may stand before a stem and behind it: surface → categories. For those who look for stems of their own."""
        before = {surface: frozenset(name for name, _ in found) for surface, found in self._prefixes.items()}
        after = {surface: frozenset(name for name, _ in found) for surface, found in self._suffixes.items()}
        return before, after

    def analyzer(self) -> Any:
        """camel-tools' own `Analyzer` over the same database."""
        _quiet_camel()
        from camel_tools.morphology.analyzer import Analyzer

        return Analyzer(self.database)


def _classes(readings: Iterable[tuple[frozenset[str], frozenset[str]]]) -> frozenset[str]:
    """The classes of stems with those that their suffixes add."""
    classes: set[str] = set()
    for stem_classes, added in readings:
        classes |= stem_classes
        classes.update(f".{mark}" for mark in added if mark in {"dual", "plural"})
    return frozenset(classes)


def _united(words: list[_Cut], literals: list[_Cut]) -> Analysis:
    """One analysis of all the cuts that were kept: the clitics are those of the words, if there are any."""
    named = frozenset().union(*(cut.classes for cut in literals))
    cuts = words or literals
    longest = max(cut.length for cut in cuts)
    given = cuts[0].given
    clitics = Clitics(
        next((mark for mark in "wf" if mark in given), ""),
        next((mark for mark in "blk" if mark in given), ""),
        "al" in given,
        all("pron" in cut.added for cut in cuts),
    )
    return Analysis(
        _classes((cut.classes, cut.added) for cut in cuts) | named,
        _classes((cut.classes, cut.added) for cut in cuts if cut.length == longest) | named,
        clitics,
        tuple(dict.fromkeys(cut.entry.name for cut in (*words, *literals))),
    )
