"""The words of a sentence that say which of the places around a figure is meant: data/figure_ground.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.arabic.alphabet import Alphabet, any_of, one_letter
from bot.arabic.letters import fold_word
from bot.arabic.place_words import nations
from bot.arabic.tables import load_cells
from bot.arabic.words import Words
from bot.facts.figures.leads import ACTS, Leads

_NOBODY = "nobody"
_KINDS = ("turn", "war", "invaded", "toll", "reaching", "body", "arrives")
#: These begin another clause behind «في» alone: «قتلوا حين هاجم …» tells how it happened.
_ALSO_WHEN, _IN = frozenset(("حين", "وقت")), "في"
_PREFIXES = ("", "و", "ف", "ب", "وب", "ل", "ك")


class Signs(NamedTuple):
    """The words of a sentence that say which place is meant: where another clause begins, where a word stands for a
    place (with the ranks it may have, and the noun without its article), and the country of the war it tells of ("" =
    none)."""

    turns: tuple[int, ...]
    stands_for: tuple[tuple[int, frozenset[str], str], ...]
    war: str


_NO_SIGNS = Signs((), (), "")


class SignWords:
    """The words of data/figure_ground.tsv. Made once over an alphabet."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._ranks: dict[str, tuple[frozenset[str], str]] = {}
        found: dict[str, set[str]] = {kind: set() for kind in (*_KINDS, *ACTS)}
        leads: dict[str, str] = {}
        before_from: dict[str, str] = {}
        afar: frozenset[str] = frozenset()
        for kind, argument, words, *_ in load_cells("bot.facts", "figure_ground.tsv", 3):
            if kind == "before_from":
                before_from |= dict.fromkeys(map(fold_word, words.split()), argument)
                continue
            if kind == "stands_for":
                for noun in words.split():
                    bare = fold_word(noun).removeprefix("ال")
                    self._ranks |= dict.fromkeys(_forms([noun]), (frozenset(argument.split()), bare))
                continue
            if kind == "afar":
                afar = frozenset(words.split())
                continue
            for word in _forms(words.split()):
                if kind == "lead":
                    leads[word] = argument
                else:
                    found[kind].add(word)
        self._turns, self._wars = frozenset(found["turn"]), frozenset(found["war"])
        self._invaded = frozenset(found["invaded"])
        #: Verbs of those who came to where they fled.
        self.arrives = frozenset(found["arrives"])
        #: Who speaks for a state.
        self.bodies = frozenset(found["body"])
        #: Words for all who were counted, and those between a place and their number.
        self.tolls, self.reaching = frozenset(found["toll"]), frozenset(found["reaching"])
        self._signs = self._turns | self._wars | self._invaded | self._ranks.keys()
        self._nations = nations()
        #: States whose forces fight abroad, by their codes.
        self.afar = afar
        self.leads = Leads(
            alphabet,
            leads,
            before_from,
            {kind: frozenset(found[kind]) for kind in ACTS},
        )
        self.comma = any_of(alphabet.having("comma")).search
        commas, verbs = (
            one_letter(alphabet.having("comma")),
            one_letter(alphabet.having_any((".past", ".present"))),
        )
        self._clause = re.compile(f"{commas}.?{verbs}").search
        self.strike = any_of(alphabet.having("t_strike")).search
        self.when = any_of(alphabet.having_any(("t_when", "cf_after"))).search
        self.among = any_of(alphabet.having_any(("among", "most_of"))).search

    def parts(self, letters: str, start: int, end: int) -> str:
        """What parts two places of a sentence: a comma, one with a verb behind it ("clause"), or nothing ("")."""
        if self.comma(letters, start, end) is None:
            return ""
        return "clause" if self._clause(letters, start, end) else "comma"

    def of(self, words: Words, start: int, end: int, home: str) -> Signs:
        """Those of tokens start … end - 1 in an article about a country."""
        forms = words.words(start, end)
        if self._signs.isdisjoint(forms):
            return _NO_SIGNS
        turns, stands_for, war = [], [], ""
        before = ""
        for at, form in enumerate(forms, start):
            last, before = before, form
            if form in self._turns:
                if form not in _ALSO_WHEN or last == _IN:
                    turns.append(at)
            elif form in self._ranks:
                stands_for.append((at, *self._ranks[form]))
            elif form in self._wars and not war:
                behind = words.words(at + 1, min(at + 3, end))
                war = next(filter(None, map(self._nations.get, behind)), home or _NOBODY)
            elif form in self._invaded and not war:
                war = home or _NOBODY
        return Signs(tuple(turns), tuple(stands_for), war)


def _forms(words: Sequence[str]) -> Iterator[str]:
    """Words, folded, with what may be attached before them."""
    for word in map(fold_word, words):
        yield from (prefix + word for prefix in _PREFIXES)
        if word.startswith("ال"):
            yield from ("لل" + word[2:], "ولل" + word[2:])
