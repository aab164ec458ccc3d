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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.lexicon import Entry, entry
from bot.arabic.words import Alphabet, Words, clitic_letters

_TOKEN = re.compile(
    r"\s*(?:(?P<open>\(\?<?[!=]|<(?P<group>\w+):|\()|(?P<close>[)>])|(?P<or>/)|(?P<edge>[\^$~])|(?P<macro>@\w+)"
    r"|(?P<element>[^\s()<>/?*{}^$~]+))(?P<times>(?:[?*]|\+(?!\w)|\{\d*,?\d*\})\??)?"
)
_LITERAL = re.compile(r"[\u0600-\u06ff]")
_LITERAL_PREFIX = "="


class PatternError(ValueError):
    """A pattern that does not parse: names the pattern and the place."""


class Hit(NamedTuple):
    """Where a pattern was found: token numbers (start, end), and those of its named groups that took part."""

    pattern: str
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]]


def literals(source: str) -> Iterator[str]:
    """The very words that a pattern names: the lexicon must know them."""
    for match in _TOKEN.finditer(source):
        element = match["element"]
        if element:
            for name in re.split(r"[|&]", element.rpartition("+")[2] if "+" in element else element):
                if _LITERAL.search(name):
                    yield fold_word(name.lstrip("!-"))


def literal_entries(sources: Iterable[str]) -> tuple[Entry, ...]:
    """Lexicon entries for every word that patterns name to the letter."""
    words = sorted({word for source in sources for word in literals(source)})
    return tuple(entry(f"«{word}»", "literal", [_LITERAL_PREFIX + word], [word]) for word in words)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern as an expression over codes, with what says beforehand that it is not to be found.

    `needs`: sets of class letters, of each of which one must stand in the article. `first`: the letters of the token it
    begins with, None where they cannot be said. `alone`: it is that one token and nothing else.
    """

    expression: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    first: frozenset[str] | None
    alone: bool


class Compiler:
    """Turns patterns into regular expressions over one alphabet."""

    def __init__(self, alphabet: Alphabet, macros: Mapping[str, str]) -> None:
        self._alphabet = alphabet
        self._macros = macros

    def compile(self, name: str, source: str) -> Compiled:
        """The expression of a pattern. Raises PatternError."""
        expression, needs = self._translate(name, source, 0)
        first, rest = self._first(name, source)
        try:
            return Compiled(re.compile(expression), needs, first, first is not None and rest == expression)
        except re.error as error:
            raise PatternError(f"{name}: {error} in {source!r}") from None

    def _first(self, name: str, source: str) -> tuple[frozenset[str] | None, str]:
        """The letters a pattern begins with, behind what it must not stand behind; and the expression of that token."""
        look_behind = re.match(r"\s*\(\?<[!=][^()]*\)", source)
        match = _TOKEN.match(source, look_behind.end() if look_behind else 0)
        if match is None or not match["element"] or match["times"] or self._has_top_alternative(source):
            return None, ""
        letters = self._letters_of(match["element"])
        return letters or None, self._element(name, match["element"]) if "+" not in match["element"] else ""

    def _translate(self, name: str, source: str, depth: int) -> tuple[str, tuple[frozenset[str], ...]]:
        if depth > 8:
            raise PatternError(f"{name}: macros call each other in a circle")
        out: list[str] = []
        needs: list[frozenset[str]] = []
        nesting = 0
        at = 0
        while at < len(source.rstrip()):
            match = _TOKEN.match(source, at)
            if match is None:
                raise PatternError(f"{name}: cannot read {source[at:]!r}")
            at = match.end()
            times = match["times"] or ""
            must = not nesting and times[:1] not in {"?", "*", "{"}
            nesting += bool(match["open"]) - bool(match["close"])
            if match["macro"]:
                inner, inner_needs = self._macro(name, match["macro"][1:], depth)
                out.append(f"(?:{inner}){times}")
                needs.extend(inner_needs if must else ())
            elif match["element"]:
                element = self._element(name, match["element"])
                out.append(f"(?:{element}){times}" if times else element)
                needs.append(self._letters_of(match["element"]) if must else frozenset())
            else:
                out.append(self._bracket(match, times))
        if nesting:
            raise PatternError(f"{name}: a bracket is not closed in {source!r}")
        # Alternatives at the top level: no single class is needed by all of them.
        return "".join(out), () if self._has_top_alternative(source) else tuple(dict.fromkeys(filter(None, needs)))

    def _macro(self, name: str, macro: str, depth: int) -> tuple[str, tuple[frozenset[str], ...]]:
        if macro not in self._macros:
            raise PatternError(f"{name}: there is no pattern @{macro}")
        return self._translate(macro, self._macros[macro], depth + 1)

    def _bracket(self, match: re.Match[str], times: str) -> str:
        """A bracket, an alternative or an edge."""
        if match["open"]:
            return f"(?P<{match['group']}>" if match["group"] else match["open"] if "?" in match["open"] else "(?:"
        if match["close"]:
            return ")" + times
        return "|" if match["or"] else self._edge(match["edge"])

    @staticmethod
    def _has_top_alternative(source: str) -> bool:
        nesting = 0
        for match in _TOKEN.finditer(source):
            nesting += bool(match["open"]) - bool(match["close"])
            if match["or"] and not nesting:
                return True
        return False

    def _edge(self, edge: str) -> str:
        if edge == "~":
            return r"\Z"
        newline = "".join(map(re.escape, sorted(self._alphabet.having("newline"))))
        if not newline:
            return r"\A" if edge == "^" else r"\Z"
        return f"(?:\\A|(?<=[{newline}].))" if edge == "^" else f"(?:(?=[{newline}])|\\Z)"

    @staticmethod
    def _parts(element: str) -> tuple[list[str], str]:
        *marks, body = element.split("+")
        return marks, body

    def _letters_of(self, element: str) -> frozenset[str]:
        """The class letters that an element asks for; none where it takes any but some."""
        _marks, body = self._parts(element)
        if body in {"_", "."} or body.startswith("!"):
            return frozenset()
        return frozenset().union(
            *(frozenset.intersection(*(self._letters(each) for each in part.split("&"))) for part in body.split("|"))
        )

    @staticmethod
    def _class_name(part: str) -> str:
        return _LITERAL_PREFIX + fold_word(part) if _LITERAL.search(part) else part

    def _letters(self, part: str) -> frozenset[str]:
        return self._alphabet.having(self._class_name(part))

    def _element(self, name: str, element: str) -> str:
        marks, body = self._parts(element)
        clitic = self._clitic_class(name, marks)
        if body == ".":
            return f"[^0-_]{clitic}"
        if body == "_":
            return f"[^0-_{self._set(self._alphabet.having('stop') | self._alphabet.having('newline'))}]{clitic}"
        if body.startswith("!"):
            found: frozenset[str] = frozenset().union(*(self._letters(part) for part in body[1:].split("|")))
            return f"[^0-_{self._set(found)}]{clitic}"
        found = self._letters_of(element)
        return f"[{self._set(found)}]{clitic}" if found else r"(?!)"

    @staticmethod
    def _set(letters: Iterable[str]) -> str:
        """Letters as the inside of a character class, runs written as ranges."""
        out: list[str] = []
        run: list[int] = []
        for number in [*sorted(map(ord, letters)), -1]:
            if run and number != run[-1] + 1:
                out.append(chr(run[0]) if len(run) == 1 else f"{chr(run[0])}-{chr(run[-1])}")
                run = []
            run.append(number)
        return "".join(out)

    @staticmethod
    def _clitic_class(name: str, marks: list[str]) -> str:
        if not marks:
            return "."
        fits: list[str] = []
        for letter, clitics in clitic_letters():
            has = {
                "w": bool(clitics.conjunction),
                "p": bool(clitics.preposition),
                **{mark: clitics.preposition == mark for mark in "blk"},
                "al": clitics.article,
                "pron": clitics.pronoun,
            }
            try:
                if all(not has[mark[1:]] if mark.startswith("-") else has[mark] for mark in marks):
                    fits.append(letter)
            except KeyError as error:
                raise PatternError(f"{name}: {error} is no clitic (w p b l k al pron)") from None
        return f"[{''.join(map(re.escape, fits))}]"


#: A pattern of a table: its number, its name, its expression (None: one token and nothing else), what it needs.
_Row = tuple[int, str, re.Pattern[str] | None, int]
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
            row = number, name, None if pattern.alone else pattern.expression, needs
            if pattern.first is None:
                self._anywhere.append((number, name, pattern.expression, needs))
            for letter in pattern.first or ():
                self._starting.setdefault(letter, []).append(row)
        self._all_alone = not self._anywhere and all(row[2] is None for rows in self._starting.values() for row in rows)
        self._first = re.compile(f"[{''.join(map(re.escape, self._starting))}]" if self._starting else r"(?!)")

    def hits(self, words: Words) -> list[Hit]:
        """Every hit, in the order of the table, then of the text; those of one pattern do not overlap."""
        code, missing, starting = words.code, ~words.asked, self._starting
        found: list[tuple[int, Hit]] = []
        ends: dict[int, int] = {}  # where the last hit of each pattern ends
        for start in self._first.finditer(words.letters):
            at = start.start()
            for number, name, expression, needs in starting[start[0]]:
                if needs & missing:
                    continue
                if expression is None:
                    found.append((number, Hit(name, at, at + 1, _NO_GROUPS)))
                elif ends.get(number, 0) <= at and (match := expression.match(code, 2 * at)) is not None:
                    hit = _hit(name, match)
                    ends[number] = hit.end
                    found.append((number, hit))
        for number, name, expression, needs in self._anywhere:
            if expression is not None and not needs & missing:
                found += [(number, _hit(name, match)) for match in expression.finditer(code)]
        found.sort(key=_NUMBER)
        return [hit for _, hit in found]

    def starts(self, words: Words) -> list[int]:
        """The tokens that hits begin at, in order, where nothing else of them is asked: cheaper than hits."""
        if self._all_alone:
            return [match.start() for match in self._first.finditer(words.letters)]
        return sorted({hit.start for hit in self.hits(words)})


def _hit(name: str, match: re.Match[str]) -> Hit:
    start, end = match.span()
    if not match.re.groups:
        return Hit(name, start // 2, end // 2, _NO_GROUPS)
    names = match.re.groupindex
    groups = {key: (match.start(key) // 2, match.end(key) // 2) for key in names if match.start(key) >= 0}
    return Hit(name, start // 2, end // 2, groups)
