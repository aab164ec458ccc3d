"""A rule file cut into its entries without reading them, so that an edit of one entry costs one entry.

The cut is by indentation alone: an entry of a block list begins where `- ` stands in the list's own column, and YAML
lets nothing within an entry stand there. Where a file is written in another way it is not cut, and read as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = re.compile(r"([^\s#:'\"\[\]{},&*!|>%@`-][^\s:#]*):[ \t]*(?:#.*)?\Z")
_ANCHOR = re.compile(r"(?:^|[\s\[{,:])[&*][^\s,\]}]")


@dataclass(frozen=True, slots=True)
class Entry:
    """The text of one entry and the line (from 1) it begins in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level key and the entries below it."""

    key: str
    line: int
    entries: tuple[Entry, ...]


def cut(text: str) -> tuple[Section, ...] | None:
    """The sections of a file, or None where it must be read as a whole."""
    if "\t" in text or _ANCHOR.search(text) or text.startswith(("%", "---")):
        return None
    cutter = _Cutter()
    for number, line in enumerate(text.split("\n"), 1):
        if not cutter.take(number, line):
            return None
    return tuple(
        Section(key, line, tuple(Entry("\n".join(lines).rstrip(), at) for at, lines in entries))
        for key, line, entries in cutter.sections
    )


class _Cutter:
    """Takes line by line; `_dash` is what the entries of the present section begin with."""

    def __init__(self) -> None:
        self.sections: list[tuple[str, int, list[tuple[int, list[str]]]]] = []
        self._dash = ""

    def take(self, number: int, line: str) -> bool:
        """False where the file cannot be cut."""
        plain = line.lstrip(" ")
        entries = self.sections[-1][2] if self.sections else []
        if not plain or plain[0] == "#":
            if entries:  # a comment at the margin may as well be a line of a block text
                entries[-1][1].append(line)
            return True
        key = _KEY.match(line)
        if key:
            self.sections.append((key[1], number, []))
            self._dash = ""
            return True
        indent = line[: len(line) - len(plain)]
        if self.sections and not self._dash and plain.startswith("- "):
            self._dash = indent + "- "
        if self._dash and line.startswith(self._dash):
            entries.append((number, [line]))
        elif entries and len(indent) >= len(self._dash) - 1:
            entries[-1][1].append(line)
        else:
            return False
        return True
