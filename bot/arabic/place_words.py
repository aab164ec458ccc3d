"""What single words mean to the reading of places: beginnings of names, and the cues of data/places_cues.tsv."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import NamedTuple

from bot.arabic.gazetteer import Gazetteer, Names
from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells

#: Tokens that may stand between a cue and its name: «مدينة "الباب"», «مخيم #جباليا».
THIN = frozenset("\"'#(_:")
COMMAS = frozenset("،,")
_NO_CUES: dict[str, frozenset[str]] = {}
_CONJUNCTIONS = frozenset("وف")
_MAY_BE_CLITICS = frozenset("وفبلك")
_LONGEST = 24
#: A word of so many letters has a preposition only where more words follow («بأم درمان») or it is a cue («بتل كذا»).
_SHORTEST = 3
#: What an adjective of a nation may end in.
_ADJECTIVE_ENDS = ("", "ه", "ا", "ون", "ين", "ات", "تين", "تان", "ان")
_HEADS = frozenset({"noun", "nouns", "site", "intro"})
#: Classes that a word has only as it stands, and those that it keeps behind a conjunction.
_BARE_ONLY = frozenset({"nameless", "agency", "press", "press_too"})
_CONJOINED = frozenset({"speech", "his_speech", "sends", "strikes"})


class Start(NamedTuple):
    """A name may begin at this word, `skip` letters into it; `lil` where the alef of ال fell behind ل (للحديدة)."""

    skip: int
    clitics: str
    lil: bool
    names: Names
    #: The word alone is no name, or one only behind a cue (mark "w").
    shy: bool = False


class Found(NamedTuple):
    """A name: tokens first … last - 1, the codes it may mean (none: in no table), and what leads to it.

    `words` = of how many words; `kinds` = the kinds that its cue asks for; `person` = a person's name stands before it;
    `told` = it is no word of any other kind, and told as where something happened.
    """

    first: int
    last: int
    begin: Start
    codes: tuple[str, ...]
    words: int
    cue: str
    kinds: frozenset[str]
    person: bool
    told: bool = False


class Cue(NamedTuple):
    """A word that says something about the place beside it."""

    kind: str
    clitics: str
    argument: frozenset[str] = frozenset()


#: The classes of cues before a name, the most telling first; of these some lead to no name with a clitic of its own.
_LEADING = ("noun", "nouns", "outlet", "direction", "org", "talks", "at", "between", "on")
_BARE_NAMES_ONLY = frozenset({"noun", "nouns", "outlet", "org"})
_NOTHING: tuple[str, frozenset[str]] = ("", frozenset())
_SAYS_NOTHING: Mapping[str, Cue] = {}


# Not frozen: these are looked at many times a word, and a frozen one takes two microseconds to make.
@dataclass(slots=True, eq=False)
class Spot:
    """All that one word means here. Never changed."""

    starts: tuple[Start, ...]
    cues: Mapping[str, Cue]
    country: str
    #: Must this word be looked at? The others only matter to their neighbours. Is it قرية, بلدات …?
    active: bool
    heads: bool
    #: How the word alone may be a name, freely, or only behind a word for its kind.
    alone: Start | None = None
    shy: Start | None = None
    #: Second words of the longer names.
    seconds: Collection[str] = ()
    #: Before a name without clitics, and before one with: the most telling class of this word, the kinds it asks for.
    leads: tuple[str, frozenset[str]] = _NOTHING
    leads_on: tuple[str, frozenset[str]] = _NOTHING
    person: bool = False
    #: Does it but begin longer names?
    begins: bool = False


def has_cue(spots: Sequence[Spot | None], at: int, cue: str) -> bool:
    """Has the word at this token, if there is one, this cue?"""
    spot = spots[at] if 0 <= at < len(spots) else None
    return spot is not None and cue in spot.cues


def token_before(forms: Sequence[str], at: int) -> int:
    """The token before this one, which is not the first; over quotes and brackets."""
    before = at - 1
    while before > 0 and forms[before] in THIN:
        before -= 1
    return before


def _cue_table() -> Iterator[tuple[str, frozenset[str], list[str]]]:
    for cells in load_cells("bot.arabic", "places_cues.tsv", 3):
        yield cells[0], frozenset(cells[1].split()), cells[2].replace("_", " ").split()


@lru_cache(maxsize=1)
def nations() -> Mapping[str, str]:
    """Adjectives of nations in all their forms (folded), with the code of the country: one table for all readers."""
    found: dict[str, str] = {}
    for kind, argument, words in _cue_table():
        if kind == "country":
            for word, before, end in product(map(fold_word, words), ("", "ال", "لل"), _ADJECTIVE_ENDS):
                found.setdefault(before + word + end, next(iter(argument)))
    return found


def _common() -> Iterator[str]:
    text = (resources.files("bot.arabic") / "data" / "places_common.tsv").read_text(encoding="utf-8")
    yield from (line for line in text.splitlines() if not line.startswith("#"))


def _bare(word: str) -> tuple[tuple[int, str, str], ...]:
    """The word as it stands, and without the clitics it may have: (letters skipped, clitics, rest)."""
    first, length = word[0], len(word)
    if first in "وف" and length > 2:
        if (word[1] in "بلك" and length > 4) or (word[1] in "بل" and length == _SHORTEST + 1):
            return (0, "", word), (1, "w", word[1:]), (2, "w" + word[1], word[2:])
        return (0, "", word), (1, "w", word[1:])
    if (first in "بلك" and length > 3) or (first in "بل" and length == _SHORTEST):
        return (0, "", word), (1, first, word[1:])
    return ((0, "", word),)


class Spots:
    """What single words mean to places; nothing, for most of them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._starts = gazetteer.starts
        self._cues: dict[str, dict[str, frozenset[str]]] = {}
        self._nations = nations()
        self.capitals: frozenset[str] = frozenset()
        self.seats: frozenset[str] = frozenset()
        self.common: frozenset[str] = frozenset(_common())
        for kind, argument, words in _cue_table():
            if kind == "capital":
                self.capitals = frozenset(words)
            elif kind == "seat":
                self.seats = frozenset(words)
            elif kind != "country":
                for word in map(fold_word, words):
                    kinds = self._cues.setdefault(word, {})
                    kinds[kind] = kinds.get(kind, frozenset()) | argument

        self._known = frozenset(self._starts.keys() | self._cues.keys() | self._nations.keys())

    def spot(self, word: str) -> Spot | None:
        """What a folded word means. One look, or two where it may have clitics, tell that most words mean nothing."""
        known = self._known
        if word not in known:
            first, behind = word[:1], word[1:]
            if first not in _MAY_BE_CLITICS or len(word) > _LONGEST:
                return None
            if behind not in known and behind[:1] != "ل":
                if first not in _CONJUNCTIONS or behind[:1] not in _MAY_BE_CLITICS:
                    return None
                if word[2:] not in known:
                    return None
        return self._spot(word) if "ء" <= word[0] <= "ي" and len(word) <= _LONGEST else None

    def _spot(self, word: str) -> Spot | None:
        starts: list[Start] = []
        cues: dict[str, Cue] = {}
        country = ""
        for skip, clitics, rest in _bare(word):
            if rest in self._known:
                country = country or self._nations.get(rest, "")
                # «باكرا» is early, not in Accra; what is «like» a place does not stand there (كثرة hides ثرة).
                names = not clitics or (word not in self.common and clitics[-1] != "ك")
                if names and rest in self._starts:
                    start = self._start(skip, clitics, rest, lil=False)
                    if clitics[-1:] in {"ب", "ل"} and len(rest) < _SHORTEST:  # «باب» is no clitic before إب
                        start = start._replace(names=Names((), start.names.longer))
                    starts.append(start)
                for kind, argument in self._cues.get(rest, _NO_CUES).items():
                    bare = kind in _BARE_ONLY or (clitics != "w" and kind in _CONJOINED)
                    if not (clitics and bare) and kind not in cues:
                        cues[kind] = Cue(kind, clitics, argument)
            if clitics[-1:] == "ل" and rest[0] == "ل" and "ا" + rest in self._starts:
                starts.append(self._start(skip, clitics, "ا" + rest, lil=True))
        return _made(starts, cues, country) if starts or cues or country else None

    def _start(self, skip: int, clitics: str, word: str, *, lil: bool) -> Start:
        names, mark = self._starts[word], self._gazetteer.mark
        return Start(skip, clitics, lil, names, all(mark(code) == "w" for code in names.alone))


def _made(starts: list[Start], cues: Mapping[str, Cue], country: str) -> Spot:
    """What a word is with these beginnings and cues."""
    alone = shy = None
    for start in reversed(starts):
        if start.names.alone:
            alone, shy = (alone, start) if start.shy else (start, shy)
    seconds: Collection[str] = starts[0].names.longer if starts else ()
    if len(starts) > 1:
        seconds = frozenset([second for start in starts for second in start.names.longer])
    heads, leads, leads_on = False, _NOTHING, _NOTHING
    if cues:
        heads = not _HEADS.isdisjoint(cues)
        leading = [(kind, cues[kind].argument) for kind in _LEADING if kind in cues]
        leads = next(iter(leading), _NOTHING)
        leads_on = next((lead for lead in leading if lead[0] not in _BARE_NAMES_ONLY), _NOTHING)
    active, begins = bool(starts or country or heads), alone is None and shy is None and not heads
    return Spot(
        tuple(starts),
        cues or _SAYS_NOTHING,
        country,
        active,
        heads,
        alone,
        shy,
        seconds,
        leads,
        leads_on,
        "person" in cues,
        begins,
    )
