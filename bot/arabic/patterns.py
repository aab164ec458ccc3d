"""Patterns over words, as named rows of data: a small notation, compiled to `re` over the codes of words.py.

    kill_verb _{0,3} <who: person|fighter> w+wound_noun? -"رغم" «حيز» التنفيذ

- `kill_verb`            a word of that class; `a|b` of one of these classes; `a&b` of both; `!a` of neither class named
- `حيز`                  that very word (folded; with و ف ب ك ل before it)
- `w+x` `-w+x` `b+x` …   with / without a conjunction w (و or ف), preposition b l k (or `p`: any of them), article `al`,
                         pronoun `pron`
- `_`                    any word within the sentence; `.` any token at all
- `<name: …>` `(… / …)`  a group that is asked for by name; a group of alternatives
- `?` `*` `+` `{m,n}`    behind an element, as in `re`; `??` `*?` `{m,n}?` take as little as they can
- `@name`                the pattern of that name, written out
- `^` `$`                beginning and end of a line of the article (title, paragraph)
- `~`                    the end of the span that is searched
- `(?! … )` `(?= … )`    not followed by / followed by; `(?<! … )` `(?<= … )` the same before: one element only

A pattern is tried only where the words it cannot do without are present in the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.pattern_compiler import Compiled, Compiler, PatternError, asked_classes, literal_entries, literals
from bot.arabic.words import Words

__all__ = ["Compiled", "Compiler", "Hit", "PatternError", "Table", "asked_classes", "literal_entries", "literals"]


class Hit(NamedTuple):
    """Where a pattern was found: token numbers (start, end), and those of its named groups that took part."""

    pattern: str
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]]


#: A pattern of a table: its number, its name, its expression (None: one token and nothing else), what it needs, and
#: how many letters a token has for it.
_Row = tuple[int, str, re.Pattern[str] | None, int, int]
_NO_GROUPS: Mapping[str, tuple[int, int]] = {}
_NUMBER = itemgetter(0)


class Table:
    """A set of named patterns, compiled over one alphabet, ready to be looked for.

    Looking is proportional to the words that patterns begin with, not to words times patterns.
    """

    def __init__(self, alphabet: Alphabet, sources: Mapping[str, str], macros: Mapping[str, str] | None = None) -> None:
        compiler = Compiler(alphabet, macros or {})
        self._starting: dict[str, list[_Row]] = {}
        self._anywhere: list[_Row] = []  # patterns that may begin with any word
        for number, (name, source) in enumerate(sources.items()):
            pattern = compiler.compile(name, source)
            needs = alphabet.asked(pattern.needs)
            row = number, name, None if pattern.alone else pattern.expression, needs, pattern.width
            if pattern.first is None:
                self._anywhere.append((number, name, pattern.expression, needs, pattern.width))
            for letter in pattern.first or ():
                self._starting.setdefault(letter, []).append(row)
        self._all_alone = not self._anywhere and all(row[2] is None for rows in self._starting.values() for row in rows)
        self._first = any_of(self._starting)

    def hits(self, words: Words) -> list[Hit]:
        """Every hit, in the order of the table, then of the text; those of one pattern do not overlap."""
        code, letters, missing = words.code, words.letters, words.missing
        found: list[tuple[int, Hit]] = []
        ends: dict[int, int] = {}  # where the last hit of each pattern ends
        for at, rows in self._live(words):
            for number, name, expression, _, width in rows:
                if expression is None:
                    found.append((number, Hit(name, at, at + 1, _NO_GROUPS)))
                    continue
                match = expression.match(letters, at) if width == 1 else expression.match(code, 2 * at)
                if match is not None and ends.get(number, 0) <= at:
                    hit = _hit(name, match, width)
                    ends[number] = hit.end
                    found.append((number, hit))
        for number, name, expression, needs, width in self._anywhere:
            if expression is not None and not needs & missing:
                matches = expression.finditer(letters if width == 1 else code)
                found += [(number, _hit(name, match, width)) for match in matches]
        found.sort(key=_NUMBER)
        return [hit for _, hit in found]

    def _live(self, words: Words) -> list[tuple[int, list[_Row]]]:
        """The tokens that patterns begin with, in order, and which of these patterns lack nothing in the article."""
        find, missing, starting = words.letters.find, words.missing, self._starting
        live: list[tuple[int, list[_Row]]] = []
        for letter in starting.keys() & words.kinds:
            rows = [row for row in starting[letter] if not row[3] & missing]
            at = find(letter) if rows else -1
            while at >= 0:
                live.append((at, rows))
                at = find(letter, at + 1)
        live.sort(key=_NUMBER)
        return live

    def starts(self, words: Words) -> list[int]:
        """The tokens that hits begin at, in order, where nothing else of them is asked: cheaper than hits."""
        if self._all_alone:
            return [match.start() for match in self._first.finditer(words.letters)]
        return sorted({hit.start for hit in self.hits(words)})


def _hit(name: str, match: re.Match[str], width: int) -> Hit:
    start, end = match.span()
    if not match.re.groups:
        return Hit(name, start // width, end // width, _NO_GROUPS)
    names = match.re.groupindex
    groups = {key: (match.start(key) // width, match.end(key) // width) for key in names if match.start(key) >= 0}
    return Hit(name, start // width, end // width, groups)
