"""The ground that figures stand on: the places of an article, which of them lie around a claim, and what is seen there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.lexicon import rows
from bot.arabic.place_words import nations
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_sentence import Claim
from bot.facts.naming import fullest
from bot.model.facts import Place

_GAP = 3
_AROUND = 8
#: Sentences behind the title and the first one that are looked at for the exact place of what these tell.
_AFTER = 3
_OPENING = 2
#: So far from a claim, in its sentence, a word that stands for a place belongs to it.
_FAR = 15
_RANKS = {
    "country": "country",
    "governorate": "area",
    "region": "area",
    "city": "city",
    "district": "city",
    "town": "town",
}
_WIDE = frozenset({"area", "city", "country"})
_TITLE = 3
_NOBODY = "nobody"
_PREFIXES = ("", "و", "ف", "ب", "وب", "ل", "ك")


class Kind(NamedTuple):
    """What is seen of a place, whichever claim asks. `land`: is it in the country that the article speaks of?"""

    cue: str
    rank: str
    often: int
    titled: bool
    land: str
    chief: bool
    goes_on: bool


class Signs(NamedTuple):
    """The words of a sentence that say which place is meant: where another clause begins, where a word stands for a
    place (with the ranks it may have), and the country of the war it tells of ("" = none)."""

    turns: tuple[int, ...]
    stands_for: tuple[tuple[int, frozenset[str]], ...]
    war: str


_NO_SIGNS = Signs((), (), "")


class SignWords:
    """The words of data/figure_ground.tsv. Made once."""

    def __init__(self) -> None:
        text = (resources.files("bot.facts") / "data" / "figure_ground.tsv").read_text(encoding="utf-8")
        self._ranks: dict[str, frozenset[str]] = {}
        found: dict[str, set[str]] = {"turn": set(), "war": set()}
        for _, (kind, argument, words) in rows(text, 3, "figure_ground.tsv"):
            for word in _forms(words.split()):
                if kind == "stands_for":
                    self._ranks[word] = frozenset(argument.split())
                else:
                    found[kind].add(word)
        self._turns, self._wars = frozenset(found["turn"]), frozenset(found["war"])
        self._signs = self._turns | self._wars | self._ranks.keys()
        self._nations = nations()

    def of(self, words: Words, start: int, end: int, home: str) -> Signs:
        """Those of tokens start … end - 1 in an article about a country."""
        forms = words.words(start, end)
        if self._signs.isdisjoint(forms):
            return _NO_SIGNS
        turns, stands_for, war = [], [], ""
        for at, form in enumerate(forms, start):
            if form in self._turns:
                turns.append(at)
            elif form in self._ranks:
                stands_for.append((at, self._ranks[form]))
            elif form in self._wars and not war:
                behind = words.words(at + 1, min(at + 3, end))
                war = next(filter(None, map(self._nations.get, behind)), home or _NOBODY)
        return Signs(tuple(turns), tuple(stands_for), war)


def _forms(words: Sequence[str]) -> Iterator[str]:
    """Words, folded, with what may be attached before them."""
    for word in map(fold_word, words):
        yield from (prefix + word for prefix in _PREFIXES)
        if word.startswith("ال"):
            yield from ("لل" + word[2:], "ولل" + word[2:])


class Ground:
    """The places of one article, ready to be asked about claims: they are known by their numbers.

    Datelines, and capitals that stand for governments, are no places here.
    """

    __slots__ = ("_kinds", "_often", "_signs", "_titled", "chief", "claims", "firsts", "gazetteer", "home", "mentions")
    __slots__ += ("numbers", "sign_words", "words")

    def __init__(
        self,
        words: Words,
        mentions: Sequence[PlaceMention],
        claims: Sequence[Claim],
        gazetteer: Gazetteer,
        sign_words: SignWords,
    ) -> None:
        self.words, self.claims, self.gazetteer, self.sign_words = words, claims, gazetteer, sign_words
        self.mentions = [mention for mention in mentions if not mention.role]
        self.firsts = [mention.first for mention in self.mentions]
        self._often = Counter([key(mention) for mention in self.mentions])
        self._titled = {key(mention) for mention in self.mentions if mention.first < words.title_end}
        self.numbers = sorted([claim.at for claim in claims])
        self.home, self.chief = self._at_home()
        self._kinds: dict[int, Kind] = {}
        self._signs: dict[int, Signs] = {}

    def _at_home(self) -> tuple[str, str]:
        """The country most spoken of, and the place in it: a place counts twice as much for its country."""
        countries: dict[str, int] = {}
        for mention in self.mentions:
            if mention.code:
                country = self.gazetteer.country(mention.code)
                countries[country] = countries.get(country, 0) + (1 if mention.kind == "country" else 2)
        countries.pop("", None)
        places: dict[str, int] = {}
        for mention in self.mentions:
            if mention.kind != "country":
                own = mention.code or mention.name
                places[own] = places.get(own, 0) + (_TITLE if mention.first < self.words.title_end else 1)
        return max(countries, key=countries.__getitem__, default=""), max(places, key=places.__getitem__, default="")

    def candidates(self, claim: Claim) -> list[tuple[int, str]]:
        """The places around a claim, with where they stand: a dozen on either side at most."""
        words, firsts = self.words, self.firsts
        start, end = claim.sentence
        before = words.sentence(start - 2)[0] if start > 2 else 0
        further = words.sentence(before - 2)[0] if before > 2 else 0
        here = bisect_left(firsts, claim.at)
        last = bisect_left(firsts, end)
        found = []
        for number in range(max(here - _AROUND, bisect_left(firsts, further)), min(here + _AROUND, last)):
            first = firsts[number]
            found.append((number, "here" if first >= start else "before" if first >= before else "further"))
        if start <= words.title_end + _OPENING:
            found += [(number, "after") for number in range(last, min(last + _AROUND, self._after(end)))]
        if further > 0:
            title_end = words.title_end
            lead_end = min(words.sentence(title_end)[1], further)
            leading = firsts[: min(_AROUND, bisect_left(firsts, lead_end))]
            found += [(number, "title" if first < title_end else "lead") for number, first in enumerate(leading)]
        return found

    def _after(self, end: int) -> int:
        """The first place behind the sentences that follow a sentence which ends at `end`."""
        for _ in range(_AFTER):
            if end + 1 < len(self.words):
                end = self.words.sentence(end + 1)[1]
        return bisect_left(self.firsts, end)

    def kind(self, number: int) -> Kind:
        """What is seen of a place by itself."""
        found = self._kinds.get(number)
        if found is None:
            mention = self.mentions[number]
            own, rank = mention.code or mention.name, _RANKS.get(mention.kind, "spot")
            country = self.gazetteer.country(mention.code) if mention.code else ""
            land = "" if not country else "home" if country == self.home else "abroad"
            near = number > 0 and mention.first - self.mentions[number - 1].last <= _GAP
            often, titled = min(3, self._often[own]), own in self._titled
            found = Kind(mention.cue or "bare", rank, often, titled, land, own == self.chief, near and rank in _WIDE)
            self._kinds[number] = found
        return found

    def signs(self, claim: Claim) -> Signs:
        """The words of a claim's sentence that say which place is meant."""
        start, end = claim.sentence
        found = self._signs.get(start)
        if found is None:
            found = self._signs[start] = self.sign_words.of(self.words, start, end, self.home)
        return found

    def meant(self, claim: Claim) -> frozenset[str]:
        """The keys of the places that words beside a claim stand for: المدينة is the last city named before."""
        found = []
        for at, ranks in self.signs(claim).stands_for:
            if claim.start - _FAR <= at < claim.end + _FAR:
                for number in range(bisect_left(self.firsts, at) - 1, -1, -1):
                    mention = self.mentions[number]
                    if _RANKS.get(mention.kind, "spot") in ranks and mention.last <= at:
                        found.append(key(mention))
                        break
        return frozenset(found)

    def is_first(self, number: int, claim: Claim) -> bool:
        """Is it the first place of the article, or the first behind a claim?"""
        return number == 0 or self.firsts[number - 1] < claim.end <= self.firsts[number]

    def between(self, number: int, claim: Claim) -> tuple[str, int, int]:
        """On which side of a claim a place of its sentence stands, and the tokens that lie between."""
        mention = self.mentions[number]
        if mention.first >= claim.at:
            return "behind", claim.end, mention.first
        return "ahead", mention.last, claim.start

    def crosses(self, start: int, end: int) -> bool:
        """Does a claim stand there?"""
        return bisect_right(self.numbers, end) > bisect_left(self.numbers, start)

    def none_here(self, claim: Claim) -> bool:
        """Does the sentence of a claim name no place?"""
        return bisect_left(self.firsts, claim.sentence[0]) == bisect_left(self.firsts, claim.sentence[1])

    def last_before(self, claim: Claim) -> int:
        """The last place before the sentence of a claim; -1 where there is none."""
        return bisect_left(self.firsts, claim.sentence[0]) - 1

    def place(self, mention: PlaceMention) -> Place:
        """A mention as a place, by the fullest of its names in the article."""
        if not mention.code:
            return Place(mention.name, "")
        names = [each.name for each in self.mentions if each.code == mention.code]
        return Place(fullest(names, mention.code, self.gazetteer), mention.code)


def key(mention: PlaceMention) -> str:
    """What tells one place from another."""
    return mention.code or mention.name


def country_of(ground: Ground, number: int) -> str:
    """The code of the country a place is or lies in."""
    return ground.gazetteer.country(ground.mentions[number].code)


