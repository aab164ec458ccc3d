"""The lexicon as a morphological database in camel-tools' own format, built and loaded when the lexicon is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from bot.arabic.lexicon import Entry
from bot.arabic.tables import load_cells

#: Which prefix categories a stem category takes.
BEFORE: dict[str, tuple[str, ...]] = {
    "noun": ("bare", "conj", "nominal", "article"),
    "noun_fixed": ("bare", "conj", "nominal", "article"),
    "noun_fem": ("bare", "conj", "nominal", "article"),
    "verb_past": ("bare", "conj"),
    "verb_present": ("person",),
    "verb_past_whole": ("bare", "conj"),
    "verb_present_whole": ("person",),
    "verb_past_alef": ("bare", "conj"),
    "verb_present_alef": ("person",),
    "word": ("bare", "conj"),
    "particle": ("bare", "conj", "nominal"),
    "name": ("bare", "conj", "nominal"),
    "literal": ("bare", "conj", "nominal"),
    "name_after_lil": ("article",),
}
#: Which suffix categories it takes.
AFTER: dict[str, tuple[str, ...]] = {
    "noun": ("none", "tanwin", "dual", "sound", "fem", "construct", "pronoun", "fempronoun"),
    "noun_fixed": ("none", "tanwin", "pronoun"),
    "noun_fem": ("fem", "dual", "sound", "femconstruct", "fempronoun"),
    "verb_past": ("none", "vpast", "vobject"),
    "verb_present": ("none", "vpresent", "vobject"),
    "verb_past_whole": ("none", "pronoun"),
    "verb_present_whole": ("none",),
    "verb_past_alef": ("pronoun",),
    "verb_present_alef": ("pronoun",),
    "word": ("none",),
    "particle": ("none", "pronoun"),
    "name": ("none",),
    "literal": ("none",),
    "name_after_lil": ("none",),
}


def takes(category: str) -> tuple[frozenset[str], frozenset[str]]:
    """The categories of affixes that a stem of a category takes before it and behind it."""
    return frozenset(BEFORE[category]), frozenset(AFTER[category])


def quiet_camel() -> None:
    """camel-tools fetches a catalogue from the network and makes a folder in HOME at import: give it ours instead.

    An operator who has installed camel data keeps it: a CAMELTOOLS_DATA that is set is left alone.
    """
    if "CAMELTOOLS_DATA" not in os.environ and not (Path.home() / ".camel_tools" / "data").is_dir():
        os.environ["CAMELTOOLS_DATA"] = str(resources.files("bot.arabic") / "data" / "camel")
    if not os.access(Path.home(), os.W_OK):
        os.environ["HOME"] = tempfile.gettempdir()


def _affixes() -> list[list[str]]:
    return [[*cells, "", ""][:4] for cells in load_cells("bot.arabic", "affixes.tsv", 3)]


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
    lines += [f"{prefix} {stem}" for stem, prefixes in BEFORE.items() for prefix in prefixes]
    lines.append("###TABLE BC###")
    lines += [f"{stem} {suffix}" for stem, suffixes in AFTER.items() for suffix in suffixes]
    lines.append("###TABLE AC###")
    suffixes = sorted({suffix for after in AFTER.values() for suffix in after})
    lines += [
        f"{prefix} {suffix}" for prefix in ("bare", "conj", "nominal", "article", "person") for suffix in suffixes
    ]
    return "\n".join(lines) + "\n"


def load_database(entries: Iterable[Entry]) -> Any:
    """The `MorphologyDB` over the lexicon."""
    quiet_camel()
    from camel_tools.morphology.database import MorphologyDB

    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(_database_text(entries))
        file.flush()
        file.seek(0)
        return MorphologyDB(os.dup(file.fileno()), "a")
