"""Patterns over words, as named rows of data: a small notation, compiled to `re` over the codes of words.py.

    kill_verb _{0,3} <who: person|fighter> w+wound_noun? -"رغم" «حيز» التنفيذ

- `kill_verb`            a word of that class; `a|b` of one of these classes; `a&b` of both; `!a` of neither class named
- `حيز`                  that very word (folded; with و ف ب ك ل before it)
- `w+x` `-w+x` `b+x` …   with / without a conjunction w (و or ف), preposition b l k (or `p`: any of them), article `al`, pronoun `pron`
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


@dataclass(frozen=True, slots=True)
class Hit:
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
                name = name.lstrip("!-")
                if _LITERAL.search(name):
                    yield fold_word(name)


def literal_entries(sources: Iterable[str]) -> tuple[Entry, ...]:
    """Lexicon entries for every word that patterns name to the letter."""
    words = sorted({word for source in sources for word in literals(source)})
    return tuple(entry(f"«{word}»", "literal", [_LITERAL_PREFIX + word], [word]) for word in words)


#: Sets of classes: of each of them at least one must stand in an article for a pattern to be found in it.
_Needs = tuple[frozenset[str], ...]


class Compiler:
    """Turns patterns into regular expressions over one alphabet."""

    def __init__(self, alphabet: Alphabet, macros: Mapping[str, str]) -> None:
        self._alphabet = alphabet
        self._macros = macros

    def compile(self, name: str, source: str) -> tuple[re.Pattern[str], _Needs]:
        """The expression, and the sets of classes of each of which at least one must be present."""
        expression, needed = self._translate(name, source, 0)
        try:
            return re.compile(expression), needed
        except re.error as error:
            raise PatternError(f"{name}: {error} in {source!r}") from None

    def _translate(self, name: str, source: str, depth: int) -> tuple[str, _Needs]:
        if depth > 8:
            raise PatternError(f"{name}: macros call each other in a circle")
        out: list[str] = []
        needed: list[frozenset[str]] = []
        nesting = 0
        at = 0
        while at < len(source.rstrip()):
            match = _TOKEN.match(source, at)
            if match is None:
                raise PatternError(f"{name}: cannot read {source[at:]!r}")
            at = match.end()
            times = match["times"] or ""
            if match["open"]:
                nesting += 1
                out.append(
                    f"(?P<{match['group']}>" if match["group"] else match["open"] if "?" in match["open"] else "(?:"
                )
            elif match["close"]:
                nesting -= 1
                out.append(")" + times)
            elif match["or"]:
                out.append("|")
            elif match["edge"]:
                out.append(self._edge(match["edge"]))
            elif match["macro"]:
                macro = match["macro"][1:]
                if macro not in self._macros:
                    raise PatternError(f"{name}: there is no pattern @{macro}")
                inner, inner_needed = self._translate(macro, self._macros[macro], depth + 1)
                out.append(f"(?:{inner}){times}")
                if not nesting and times[:1] not in {"?", "*", "{"}:
                    needed.extend(inner_needed)
            else:
                out.append(
                    f"(?:{self._element(name, match['element'])}){times}"
                    if times
                    else self._element(name, match["element"])
                )
                if not nesting and times[:1] not in {"?", "*", "{"}:
                    needed.extend(filter(None, [self._classes_needed(match["element"])]))
        if nesting:
            raise PatternError(f"{name}: a bracket is not closed in {source!r}")
        # Alternatives at the top level: no single class is needed by all of them.
        return "".join(out), () if self._has_top_alternative(source) else tuple(dict.fromkeys(needed))

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

    def _classes_needed(self, element: str) -> frozenset[str]:
        _marks, body = self._parts(element)
        if body in {"_", "."} or body.startswith("!") or "&" in body:
            return frozenset()
        return frozenset(self._class_name(part) for part in body.split("|"))

    @staticmethod
    def _class_name(part: str) -> str:
        return _LITERAL_PREFIX + fold_word(part) if _LITERAL.search(part) else part

    def _letters(self, name: str, part: str) -> frozenset[str]:
        return self._alphabet.having(self._class_name(part))

    def _element(self, name: str, element: str) -> str:
        marks, body = self._parts(element)
        clitic = self._clitic_class(name, marks)
        if body == ".":
            return f"[^0-_]{clitic}"
        if body == "_":
            return f"[^0-_{self._set(self._alphabet.having('stop') | self._alphabet.having('newline'))}]{clitic}"
        if body.startswith("!"):
            found: frozenset[str] = frozenset().union(*(self._letters(name, part) for part in body[1:].split("|")))
            return f"[^0-_{self._set(found)}]{clitic}"
        found = frozenset().union(
            *(
                frozenset.intersection(*(self._letters(name, each) for each in part.split("&")))
                for part in body.split("|")
            )
        )
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


class Table:
    """A set of named patterns, compiled over one alphabet, ready to be looked for."""

    def __init__(self, alphabet: Alphabet, sources: Mapping[str, str], macros: Mapping[str, str] | None = None) -> None:
        compiler = Compiler(alphabet, macros or {})
        self._compiled = [(name, *compiler.compile(name, source)) for name, source in sources.items()]

    def hits(self, words: Words) -> Iterator[Hit]:
        """Every hit of every pattern, in the order of the table, then of the text; those of one pattern do not overlap."""
        present, code = words.present, words.code
        for name, expression, needed in self._compiled:
            if any(map(present.isdisjoint, needed)):
                continue
            for match in expression.finditer(code):
                yield _hit(name, match)

    def starts(self, words: Words) -> list[int]:
        """The tokens that hits begin at, in order, where nothing else of them is asked: cheaper than hits."""
        found: list[int] = []
        for _, expression, needed in self._compiled:
            if not any(map(words.present.isdisjoint, needed)):
                found.extend(match.start() // 2 for match in expression.finditer(words.code))
        return sorted(set(found)) if len(self._compiled) > 1 else found

    def first(self, words: Words, start: int, end: int) -> Hit | None:
        """The first pattern of the table that is found between two tokens, or None."""
        present, code = words.present, words.code
        for name, expression, needed in self._compiled:
            if any(map(present.isdisjoint, needed)):
                continue
            match = expression.search(code, 2 * start, 2 * end)
            if match:
                return _hit(name, match)
        return None

    def last(self, words: Words, start: int, end: int) -> Hit | None:
        """For patterns that end in `~`: the shortest hit that ends right at token `end`, or None."""
        present, code = words.present, words.code
        for name, expression, needed in self._compiled:
            if any(map(present.isdisjoint, needed)):
                continue
            best = None
            match = expression.search(code, 2 * start, 2 * end)
            while match:
                best = match
                match = expression.search(code, match.start() + 2, 2 * end)
            if best:
                return _hit(name, best)
        return None

    def at(self, words: Words, start: int, end: int) -> Hit | None:
        """The first pattern of the table that begins at token `start` and stays before `end`, or None."""
        present, code = words.present, words.code
        for name, expression, needed in self._compiled:
            if any(map(present.isdisjoint, needed)):
                continue
            match = expression.match(code, 2 * start, 2 * end)
            if match:
                return _hit(name, match)
        return None


def _hit(name: str, match: re.Match[str]) -> Hit:
    groups = {key: (match.start(key) // 2, match.end(key) // 2) for key in match.re.groupindex if match.start(key) >= 0}
    return Hit(name, match.start() // 2, match.end() // 2, groups)
