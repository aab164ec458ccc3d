"""From what a person wrote to a Command: in Arabic or English, with or without a slash, mistyped too."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from bot.arabic.letters import fold_word
from bot.commands.state import Command
from bot.model.chat import Language

_WORDS = Path(__file__).parent / "data" / "words.tsv"

#: A phrase of this many words at most names a command.
_LONGEST = 3

#: How alike two words must be before one is offered for the other (difflib's ratio).
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Word:
    """One way of saying a command."""

    command: str
    language: Language
    text: str


@cache
def words() -> tuple[Word, ...]:
    """All rows of the word table, in its order."""
    rows = (line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return tuple(Word(command, Language(language), text) for command, language, text in rows)


@cache
def commands() -> tuple[str, ...]:
    """The names of all commands, in the order of the table."""
    return tuple(dict.fromkeys(word.command for word in words()))


def word_for(command: str, language: Language) -> str:
    """The word that help shows for a command in a language."""
    return next((word.text for word in words() if word.command == command and word.language is language), command)


def parse(text: str) -> Command:
    """The command in a text. Never fails: where none is recognised the name is "" and `nearest` the likeliest one.

    `/subscribe@nadhir_bot x`, `Subscribe x`, `«اشترك» x` and `اشترك x` are one command.
    """
    tokens = text.strip().split()
    if not tokens:
        return Command("help")
    tokens[0] = _bare_head(tokens[0])
    folded = [_key(token) for token in tokens[:_LONGEST]]
    table = _table()
    for length in range(min(_LONGEST, len(folded)), 0, -1):
        command = table.get(" ".join(folded[:length]).strip())
        if command is not None:
            return Command(command, " ".join(tokens[length:]))
    return Command("", " ".join(tokens), _nearest(folded[0], table))


def _bare_head(token: str) -> str:
    """The first word without a slash, and without the bot's name behind it."""
    head = token.removeprefix("/")
    return head.split("@", 1)[0] or head if token.startswith("/") else head


def _key(token: str) -> str:
    """A word as it is compared: folded, small, without quotes and ending points."""
    folded = fold_word(token).lower()
    return folded.strip("\"'.,،:!«»؟?") or folded


def _nearest(word: str, table: dict[str, str]) -> str:
    """The command whose word is most like this one, "" where none is like it."""
    if len(word) < 3:
        return ""
    near = get_close_matches(word, [key for key in table if " " not in key], n=1, cutoff=_ALIKE)
    return table[near[0]] if near else ""


@cache
def _table() -> dict[str, str]:
    """Folded phrase → command."""
    return {" ".join(_key(part) for part in word.text.split()): word.command for word in words()}
