"""YAML text as a tree of nodes that know where they stand.

Every scalar stays the text that was written (`no`, `12:30` and `010` are what they look like), duplicate keys stay
visible, and nothing is built that the text does not hold: aliases are counted before they are followed, nesting and
size are limited. libyaml's events bear 1,000 rules in 20 ms; composing them here costs no recursion in C.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

#: A file of 10,000 rules with examples is about 6 MB.
LARGEST_FILE = 16_000_000
#: A page of conditions is 12 deep; libyaml itself slows down with the square of the depth.
DEEPEST = 40
#: What all aliases of a file together may add to it, in nodes. A "billion laughs" adds 10**9 in twenty lines.
MOST_ALIASED = 20_000


#: Blanks that look like spaces and are none to YAML: no-break, narrow, ideographic, the marks of direction.
_STRANGE_BLANK = re.compile("[ ]*[\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f\u2066-\u2069\u3000]")
_ARABIC_COMMA = re.compile("[\u060c\u061b]")


class UnreadableError(Exception):
    """The text is no tree of ours: what is wrong, where (line and column from 1), what to do."""

    def __init__(self, what: str, remedy: str, line: int = 1, column: int = 1) -> None:
        """Keep what a Fault needs."""
        super().__init__(what)
        self.what, self.remedy, self.line, self.column = what, remedy, line, column


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word or text. `plain`: written without quotes."""

    text: str
    line: int
    column: int
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs as written, twice the same key included."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Items | Mapping


def decode(data: bytes) -> str:
    """The text of a file. Raises UnreadableError where it is not UTF-8 text."""
    if b"\0" in data[:4096]:
        raise UnreadableError("this is not a text file", "save it as plain text in UTF-8")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        raise UnreadableError("this is not UTF-8", "save the file as UTF-8 (not windows-1256)", line, column) from None


def parse(text: str, first_line: int = 1) -> Node | None:
    """The one document of a text as nodes, None where it holds nothing. Raises UnreadableError.

    Lines are counted from `first_line`, so that a part of a file can be read by itself.
    """
    composer = _Composer(first_line)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text, first_line) from None
    except yaml.reader.ReaderError as error:
        at = text.find(chr(error.character)) if isinstance(error.character, int) else -1
        line = first_line + (text.count("\n", 0, at) if at > 0 else 0)
        column = at - text.rfind("\n", 0, at) if at >= 0 else 1
        raise UnreadableError("a control character stands here", "delete it", line, column) from None
    return composer.root


def _unreadable(error: yaml.MarkedYAMLError, text: str, first_line: int) -> UnreadableError:
    """What libyaml found, where, and what a person may do about it."""
    what = " ".join(part for part in (error.problem, error.context) if part) or "this is not YAML"
    mark, lines = error.problem_mark or error.context_mark, text.split("\n")
    if mark is None:
        return UnreadableError(what, _remedy(what, ""), first_line)
    opened = error.context_mark
    if opened is not None and opened.line < mark.line and ("quoted scalar" in what or "flow" in what):
        what += f", which begins in line {opened.line + first_line}"
    at = next(
        (line for line in (mark.line, mark.line - 1) if _STRANGE_BLANK.match("".join(lines[line : line + 1]))), -1
    )
    if at >= 0:
        remedy = "indent with ordinary spaces"
        return UnreadableError("an unusual blank stands in the indentation", remedy, at + first_line)
    here = "".join(lines[mark.line : mark.line + 1])
    if "tab character" in what:
        what = "a tab stands in the indentation"
    return UnreadableError(what, _remedy(what, here), mark.line + first_line, mark.column + 1)


def _remedy(problem: str, line: str) -> str:
    """What a person may do about libyaml's words, `line` being the one they are about."""
    if "\t" in line:
        return "indent with spaces, not with tabs"
    if ("flow" in problem or "mapping values" in problem) and _ARABIC_COMMA.search(line):
        return "between the parts within brackets stands the Latin comma, not the Arabic one"
    if "mapping values are not allowed" in problem:
        return "put a text that holds ': ' in quotes"
    if "quoted scalar" in problem or "end of stream" in problem:
        return "close the quotation mark or bracket"
    if "anchor" in problem or "alias" in problem:
        return "put a text that begins with * or & in quotes"
    return "look at the indentation and the brackets of this line and the one above"


class _Composer:
    """Builds nodes from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, first_line: int) -> None:
        self.root: Node | None = None
        self._first = first_line
        self._open: list[tuple[str, list[Node], int, int, str | None]] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._documents = 0
        self._aliased = 0

    def take(self, event: Any) -> None:
        """Add what one event of the parser says."""
        line, column = event.start_mark.line + self._first, event.start_mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            self._add(Scalar(event.value, line, column, not event.style), event.anchor, 1)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self._open) >= DEEPEST:
                raise UnreadableError(f"nested deeper than {DEEPEST} levels", "write it flatter", line, column)
            kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "items"
            self._open.append((kind, [], line, column, event.anchor))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, line, column)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise UnreadableError("a second document begins here", "remove the line ---", line, column)

    def _alias(self, name: str, line: int, column: int) -> None:
        if name not in self._anchors:
            raise UnreadableError(f"*{name} refers to nothing", "put a text that begins with * in quotes", line, column)
        node, size = self._anchors[name]
        self._aliased += size
        if self._aliased > MOST_ALIASED:
            raise UnreadableError(
                "the aliases of this file blow it up", "write it out, or use `defaults:`", line, column
            )
        self._add(node, None, size)

    def _close(self) -> None:
        kind, parts, line, column, anchor = self._open.pop()
        node: Node
        if kind == "items":
            node = Items(tuple(parts), line, column)
        else:
            node = Mapping(tuple(self._pairs(parts)), line, column)
        self._add(node, anchor, size_of(node) if anchor else 0)

    @staticmethod
    def _pairs(parts: list[Node]) -> list[tuple[Scalar, Node]]:
        pairs = []
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise UnreadableError(
                    "a key must be one word", "put a text with brackets in quotes", key.line, key.column
                )
            pairs.append((key, value))
        return pairs

    def _add(self, node: Node, anchor: str | None, size: int) -> None:
        if anchor:
            self._anchors[anchor] = (node, size)
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node


def size_of(node: Node) -> int:
    """How many nodes it holds, itself included, shared ones as often as they stand there."""
    if isinstance(node, Scalar):
        return 1
    parts = node.items if isinstance(node, Items) else tuple(value for _, value in node.pairs)
    return 1 + sum(size_of(part) for part in parts) + (len(parts) if isinstance(node, Mapping) else 0)
