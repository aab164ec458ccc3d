"""Compiles patterns over words (their notation: patterns.py) to regular expressions.

A pattern that asks for no clitics runs over the class letters alone, one for a token, where a row of any words is one
step of `re`; the others over the code, with two letters for a token.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.arabic.letters import fold_word
from bot.arabic.lexicon import Entry, entry
from bot.arabic.pattern_beginnings import Beginnings
from bot.arabic.pattern_needs import Needs
from bot.arabic.words import Alphabet, clitic_letters

#: What a pattern is cut into.
PATTERN_TOKEN = re.compile(
    r"\s*(?:(?P<open>\(\?<?[!=]|<(?P<group>\w+):|\()|(?P<close>[)>])|(?P<or>/)|(?P<edge>[\^$~])|(?P<macro>@\w+)"
    r"|(?P<element>[^\s()<>/?*{}^$~]+))(?P<times>(?:[?*]|\+(?!\w)|\{\d*,?\d*\})\??)?"
)
_LITERAL = re.compile(r"[\u0600-\u06ff]")
_LITERAL_PREFIX = "="
#: What may be attached before a word that a pattern names; a word of fewer letters has nothing before it.
_CLITIC_LETTERS, _SHORTEST = frozenset("وفبكل"), 4
#: So many patterns may call each other in a row.
_DEEPEST = 8


class PatternError(ValueError):
    """A pattern that does not parse: names the pattern and the place."""


def literals(source: str) -> Iterator[str]:
    """The very words that a pattern names: the lexicon must know them."""
    for match in PATTERN_TOKEN.finditer(source):
        element = match["element"]
        if element:
            for name in re.split(r"[|&]", element.rpartition("+")[2] if "+" in element else element):
                if _LITERAL.search(name):
                    yield fold_word(name.lstrip("!-"))


def asked_classes(sources: Iterable[str]) -> list[frozenset[str]]:
    """What the elements of patterns ask for, one of these classes, and those first that stand in most of them."""
    elements = Counter(
        match["element"].rpartition("+")[2].lstrip("!")
        for source in sources
        for match in PATTERN_TOKEN.finditer(source)
        if match["element"]
    )
    asked = Counter[frozenset[str]]()
    for element, count in elements.items():
        asked[frozenset(map(_class_name, re.split(r"[|&]", element)))] += count
    return [names for names, _ in asked.most_common()]


def literal_entries(sources: Iterable[str]) -> tuple[Entry, ...]:
    """Lexicon entries for every word that patterns name to the letter.

    Where one pattern names «باستخدام» and another «استخدام», the longer word is both: either finds it.
    """
    words = {word for source in sources for word in literals(source)}
    return tuple(entry(f"«{word}»", "literal", _literal_classes(word, words), [word]) for word in sorted(words))


def _literal_classes(word: str, words: Collection[str]) -> list[str]:
    rest = word[1:] if word[0] in _CLITIC_LETTERS and len(word) > _SHORTEST else ""
    return [_LITERAL_PREFIX + each for each in (word, rest) if each in words]


def _class_name(part: str) -> str:
    """The class that a part of an element asks for: a word named to the letter has one of its own."""
    return _LITERAL_PREFIX + fold_word(part) if _LITERAL.search(part) else part


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern as an expression, with what says beforehand that it is not to be found.

    `width`: it runs over the class letters (1) or the code (2, see words.py): so many letters has a token.
    `needs`: sets of class letters, of each of which one must stand in the article. `first`: the letters of the token it
    begins with, None where they cannot be said. `alone`: it is that one token and nothing else.
    """

    expression: re.Pattern[str]
    width: int
    needs: tuple[frozenset[str], ...]
    first: frozenset[str] | None
    alone: bool


class Compiler:
    """Turns patterns into regular expressions over one alphabet."""

    def __init__(self, alphabet: Alphabet, macros: Mapping[str, str]) -> None:
        self._alphabet = alphabet
        self._macros = macros
        self._beginnings = Beginnings(PATTERN_TOKEN, self._letters_of, macros)
        self._needs = Needs(PATTERN_TOKEN, self._letters_of, macros)
        self._any = "."  # what stands for any clitics, in the pattern at hand
        self._elements: dict[tuple[str, str], str] = {}  # the expressions of elements, by that and what they are
        self._known: dict[str, frozenset[str]] = {}  # the letters of elements

    def compile(self, name: str, source: str) -> Compiled:
        """The expression of a pattern. Raises PatternError."""
        self._any = "." if self._asks_for_clitics(source) else ""
        expression = self._translate(name, source, 0)
        first, rest = self._first(name, source)
        alone = first is not None and rest == expression
        first = first or self._beginnings.of(source)
        try:
            compiled = re.compile(expression)
        except re.error as error:
            raise PatternError(f"{name}: {error} in {source!r}") from None
        return Compiled(compiled, 1 + len(self._any), self._needs.of(source, first), first, alone)

    def _asks_for_clitics(self, source: str, depth: int = 0) -> bool:
        """Does an element of a pattern, or of one that it names, ask what is attached to a word?"""
        return depth < _DEEPEST and any(
            "+" in (match["element"] or "")
            or bool(match["macro"] and self._asks_for_clitics(self._macros.get(match["macro"][1:], ""), depth + 1))
            for match in PATTERN_TOKEN.finditer(source)
        )

    def _first(self, name: str, source: str) -> tuple[frozenset[str] | None, str]:
        """The letters a pattern begins with, behind what it must not stand behind; and the expression of that token."""
        look_behind = re.match(r"\s*\(\?<[!=][^()]*\)", source)
        match = PATTERN_TOKEN.match(source, look_behind.end() if look_behind else 0)
        if match is None or not match["element"] or match["times"] or self._has_top_alternative(source):
            return None, ""
        letters = self._letters_of(match["element"])
        return letters or None, self._element(name, match["element"]) if "+" not in match["element"] else ""

    def _translate(self, name: str, source: str, depth: int) -> str:
        if depth > _DEEPEST:
            raise PatternError(f"{name}: macros call each other in a circle")
        out: list[str] = []
        nesting = 0
        at = 0
        while at < len(source.rstrip()):
            match = PATTERN_TOKEN.match(source, at)
            if match is None:
                raise PatternError(f"{name}: cannot read {source[at:]!r}")
            at = match.end()
            times = match["times"] or ""
            nesting += bool(match["open"]) - bool(match["close"])
            if match["macro"]:
                out.append(f"(?:{self._macro(name, match['macro'][1:], depth)}){times}")
            elif match["element"]:
                element = self._element(name, match["element"])
                out.append(f"(?:{element}){times}" if times else element)
            else:
                out.append(self._bracket(match, times))
        if nesting:
            raise PatternError(f"{name}: a bracket is not closed in {source!r}")
        return "".join(out)

    def _macro(self, name: str, macro: str, depth: int) -> str:
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
        for match in PATTERN_TOKEN.finditer(source):
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
        return f"(?:\\A|(?<=[{newline}]{self._any}))" if edge == "^" else f"(?:(?=[{newline}])|\\Z)"

    @staticmethod
    def _parts(element: str) -> tuple[list[str], str]:
        *marks, body = element.split("+")
        return marks, body

    def _letters_of(self, element: str) -> frozenset[str]:
        """The class letters that an element asks for; none where it takes any but some."""
        found = self._known.get(element)
        if found is None:
            found = self._known[element] = self._look_up(element)
        return found

    def _look_up(self, element: str) -> frozenset[str]:
        _marks, body = self._parts(element)
        if body in {"_", "."} or body.startswith("!"):
            return frozenset()
        return frozenset().union(
            *(frozenset.intersection(*(self._letters(each) for each in part.split("&"))) for part in body.split("|"))
        )

    def _letters(self, part: str) -> frozenset[str]:
        return self._alphabet.having(_class_name(part))

    def _element(self, name: str, element: str) -> str:
        key = self._any, element
        if key not in self._elements:
            self._elements[key] = self._expression(name, element)
        return self._elements[key]

    def _expression(self, name: str, element: str) -> str:
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

    def _clitic_class(self, name: str, marks: list[str]) -> str:
        if not marks:
            return self._any
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
