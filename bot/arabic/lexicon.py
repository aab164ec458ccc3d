"""The lexicon: which words we know, and which classes they stand in. Rows live in data/lexicon/*.tsv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources

from bot.arabic.letters import fold_word

#: What a row's part of speech lets its stems take: see `morphology.STEM_CATEGORIES` and docs/reading.md.
PARTS_OF_SPEECH = frozenset({"noun", "fixed", "fem", "verb", "word", "particle", "name", "literal"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a lemma with its classes and stems, all folded.

    `forms` are (stem, category, features): the category decides the affixes (see morphology.py).
    """

    name: str
    part_of_speech: str
    classes: frozenset[str]
    forms: tuple[tuple[str, str, frozenset[str]], ...]


class LexiconError(ValueError):
    """A faulty row of a lexicon table: names the table and the line."""


def _verb_forms(form: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """`past/present`: either side may be empty; several stems of one side are parted by `|`."""
    past, _, present = form.partition("/")
    for stem in filter(None, past.split("|")):
        yield fold_word(stem), "verb_past", frozenset({".past"})
        if stem.endswith("ى"):
            yield fold_word(stem[:-1] + "ا"), "verb_past_alef", frozenset({".past"})  # نفاها
        for weak, many in _without_weak_letter(stem):
            yield fold_word(weak), "verb_past_whole", frozenset({".past", ".plural"} if many else {".past"})
    for stem in filter(None, present.split("|")):
        yield fold_word(stem), "verb_present", frozenset({".present"})
        if stem.endswith("ى"):
            yield fold_word(stem[:-1] + "ا"), "verb_present_alef", frozenset({".present"})  # يتبناها
        if stem.endswith(("ي", "ى", "و")) and len(stem) > 2:
            yield fold_word(stem[:-1] + "ون"), "verb_present_whole", frozenset({".present", ".plural"})  # ينفون


def _without_weak_letter(past: str) -> Iterator[tuple[str, bool]]:
    """What a weak last letter falls in, and whether many did it: نفى gives نفت and نفوا, خشي only خشوا."""
    if past.endswith(("ى", "ا", "ي")) and len(past) > 2:
        yield past[:-1] + "وا", True
        if not past.endswith("ي"):
            yield past[:-1] + "ت", False


def _noun_forms(part_of_speech: str, form: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    form, _, number = form.partition(":")
    stem = fold_word(form)
    many = frozenset({".plural"} if number == "pl" else ())
    if part_of_speech == "fem" or (form.endswith("ة") and part_of_speech in {"noun", "fixed"}):
        yield stem.removesuffix("ه"), "noun_fem", many | {".fem"}  # the ta opens before a pronoun: هدنتهم
        return
    if part_of_speech in {"noun", "fixed"}:
        yield stem, "noun_fixed" if many or part_of_speech == "fixed" else "noun", many
        return
    yield stem, part_of_speech, frozenset()
    if part_of_speech in {"name", "literal"} and stem.startswith("ال") and len(stem) > 4:
        yield stem[2:], "name_after_lil", frozenset()  # للحديدة: the alef of ال falls after ل


def entry(name: str, part_of_speech: str, classes: Iterable[str], forms: Iterable[str]) -> Entry:
    """Make an entry from a row's cells. Raises LexiconError for an unknown part of speech."""
    if part_of_speech not in PARTS_OF_SPEECH:
        raise LexiconError(f"{part_of_speech!r} is no part of speech ({', '.join(sorted(PARTS_OF_SPEECH))})")
    stems: list[tuple[str, str, frozenset[str]]] = []
    for form in forms:
        stems.extend(_verb_forms(form) if part_of_speech == "verb" else _noun_forms(part_of_speech, form))
    return Entry(name, part_of_speech, frozenset(classes), tuple(stem for stem in stems if stem[0]))


def rows(text: str, width: int, table: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a tab-separated table: blank lines and lines after `#` are comments."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < width:
            raise LexiconError(f"{table}:{number}: {len(cells)} cells where at least {width} are wanted")
        yield number, cells


def load_entries() -> tuple[Entry, ...]:
    """Every row of data/lexicon/*.tsv: name, part of speech, classes and forms (both parted by blanks)."""
    entries: list[Entry] = []
    folder = resources.files("bot.arabic") / "data" / "lexicon"
    for table in sorted(folder.iterdir(), key=lambda path: path.name):
        if not table.name.endswith(".tsv"):
            continue
        for number, cells in rows(table.read_text(encoding="utf-8"), 4, table.name):
            try:
                entries.append(entry(cells[0], cells[1], cells[2].split(), cells[3].split()))
            except LexiconError as error:
                raise LexiconError(f"{table.name}:{number}: {error}") from None
    return tuple(entries)
