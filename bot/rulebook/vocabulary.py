"""The words of the rule language: what may be written, in Arabic or English, and what it stands for.

Which fields a fact may be asked for follows from the types of its dataclass: an enum is asked by its words, a bool by
yes or no, a name by its words, a place by containment, a moment by whether it is stated, the pair min/max by
at_least/at_most. data/words.tsv holds the words themselves.
"""

from __future__ import annotations

import difflib
import types
import typing
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import resources

from bot.arabic.letters import fold_word
from bot.model.facts import FACT_NAMES, Place

#: The keys that ask a count, wherever a fact has `min` and `max`.
BOUNDS = ("at_least", "at_most")

#: The sets of words that facts are asked for.
FACT_WORDS = frozenset({"CeasefireStatus", "FigureKind", "Who", "Scope", "EventKind", "EventStatus"})


def normal(word: str) -> str:
    """One spelling for lookups: folded, small letters, blanks and hyphens as `_`."""
    return fold_word(word).casefold().replace("-", "_").replace(" ", "_").strip("_")


@cache
def tables() -> dict[str, dict[str, str]]:
    """For each set of words: what may be written (normal form) → the word it stands for."""
    found: dict[str, dict[str, str]] = {}
    for group, word, others in _rows():
        words = found.setdefault(group, {})
        words[normal(word)] = word
        for other in others:
            words.setdefault(normal(other), word)
    return found


@cache
def _rows() -> list[tuple[str, str, list[str]]]:
    text = (resources.files("bot.rulebook") / "data" / "words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(group, word, others.split("|")) for group, word, others in rows]


def spellings(group: str, word: str = "") -> list[str]:
    """What may be written for one word of a set, or for any, as the table spells it."""
    found = [
        spelled for name, one, others in _rows() if name == group and word in {"", one} for spelled in (one, *others)
    ]
    return list(dict.fromkeys(filter(None, found)))


def words_of(group: str) -> tuple[str, ...]:
    """The words of a set, in the order of the table."""
    return tuple(dict.fromkeys(tables()[group].values()))


def means(group: str, written: str) -> str | None:
    """The word of the set that was written, None where it is none of them."""
    return tables()[group].get(normal(written))


def nearest(written: str, group: str) -> str:
    """What was probably meant, as a sentence, or "": `Did you mean 'declared'?`."""
    return did_you_mean(written, tables()[group])


def did_you_mean(written: str, known: typing.Iterable[str]) -> str:
    """The same for any known words; keys of a mapping are shown as what they stand for, Arabic ones as they are."""
    names = dict(known) if isinstance(known, dict) else {normal(word): word for word in known}
    close = difflib.get_close_matches(normal(written), names, n=1, cutoff=0.6)
    if not close:
        return ""
    meant = _as_spelled().get(close[0]) if isinstance(known, dict) and is_arabic(written) else None
    return f"Did you mean '{meant or names[close[0]]}'?"


def choice(written: str, known: dict[str, str]) -> list[str]:
    """All that might have been written, in the writing of what was: for an Arabic word the Arabic words."""
    words = list(dict.fromkeys(known.values()))
    if not is_arabic(written):
        return words
    spelled = _as_spelled()
    arabic = {word: name for name, word in reversed(known.items()) if is_arabic(name)}
    return [spelled.get(arabic[word], arabic[word]) if word in arabic else word for word in words]


def is_arabic(written: str) -> bool:
    """Does it begin with an Arabic letter?"""
    return "\u0621" <= written[:1] <= "\u064a"


@cache
def _as_spelled() -> dict[str, str]:
    """From the normal form of what may be written to how the table spells it."""
    return {normal(one): one for _, word, others in reversed(_rows()) for one in (*others, word)}


@cache
def askable(fact: str) -> dict[str, str]:
    """What may be asked of a kind of fact: field → the set of its words, or yes, name, place, stated, count.

    `fact` = any kind: what every kind has.
    """
    if fact == "fact":
        each = [askable(name) for name in FACT_NAMES.values()]
        return {field: kind for field, kind in each[0].items() if all(other.get(field) == kind for other in each)}
    noun = next(noun for noun, name in FACT_NAMES.items() if name == fact)
    hints = typing.get_type_hints(noun)
    found: dict[str, str] = {}
    for field in fields(noun):
        kind = _asked_as(hints[field.name])
        if kind == "place":
            found |= {"place": "place", "except": "place"}
        elif kind == "count":
            found |= dict.fromkeys(BOUNDS, "count")
        elif kind:
            found[field.name] = kind
    return found


def _asked_as(hint: typing.Any) -> str:
    """How a field of this type may be asked, "" where it may not."""
    union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    options = set(typing.get_args(hint)) - {type(None)} if union else {hint}
    only = next(iter(options))
    if typing.get_origin(only) is tuple:
        return "place" if Place in typing.get_args(only) else ""
    if issubclass(only, Enum):
        return str(only.__name__)
    plain: dict[typing.Any, str] = {bool: "yes", str: "name", int: "count", datetime: "stated", date: "stated"}
    return plain.get(only) or ""


def leading(fact: str) -> str:
    """The field that one word alone speaks of: `ceasefire: declared` asks its status, `event: clash` its kind."""
    return next((field for field, kind in askable(fact).items() if kind[0].isupper()), "")


def asked_as(written: str) -> str:
    """How a fact is asked for a word of one of its sets: `figure: {kind: killed}`; "" for a word of none."""
    for fact in FACT_NAMES.values():
        for field, kind in askable(fact).items():
            word = means(kind, written) if kind in FACT_WORDS else None
            if word is not None:
                return f"{fact}: {{{field}: {word}}}"
    return ""


def a(word: str) -> str:
    """`a figure`, `an event`."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
