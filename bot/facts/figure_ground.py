"""The ground that figures stand on: the places of an article, those around a claim, and what is seen of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
#: So many mentions of a place are told apart.
_OFTEN = 3
#: So many claims of one number are looked at.
_REPEATED = 6
_AROUND = 8
#: Sentences behind the title and the first one that are looked at for the exact place of what these tell.
_AFTER = 3
_OPENING = 2
#: So far from a claim, in its sentence, a word that stands for a place belongs to it.
_FAR = 15
#: So many places are looked back over for what it stands for.
_BACK = 40
_RANKS = {
    "country": "country",
    "governorate": "area",
    "region": "area",
    "city": "city",
    "district": "city",
    "town": "town",
}
_WIDE = frozenset({"area", "city", "country"})
#: So much more a place counts that the title names.
_TITLE = 2
_NOBODY = "nobody"
_PREFIXES = ("", "و", "ف", "ب", "وب", "ل", "ك")


#: What is seen of a place, whichever claim asks: its cue, its rank, how often it is named, is it in the title, is it in
#: the country that the article speaks of, is it the chief place, does it stand right behind another that may lie in it.
Kind = tuple[str, str, int, bool, str, bool, bool]


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

    __slots__ = (
        "_kinds", "_often", "_places", "_same", "_signs", "_titled", "chief", "claims", "countries", "firsts",
        "gazetteer", "home", "keys", "mentions", "numbers", "sign_words", "words",
    )  # fmt: skip

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
        #: What tells one place from another.
        self.keys = [mention.code or mention.name for mention in self.mentions]
        self._often: dict[str, int] = {}
        for own in self.keys:
            self._often[own] = self._often.get(own, 0) + 1
        self._titled = set(self.keys[: bisect_left(self.firsts, words.title_end)])
        #: The country of each place.
        self.countries = {own: gazetteer.country(own) if own in gazetteer else "" for own in self._often}
        self.numbers = sorted([claim.at for claim in claims])
        self.home, self.chief = self._at_home()
        self._kinds: dict[int, Kind] = {}
        self._signs: dict[int, Signs] = {}
        self._places: dict[str, Place] = {}
        self._same: dict[tuple[str, int | None, int | None], list[Claim]] | None = None

    def _at_home(self) -> tuple[str, str]:
        """The country most spoken of, and the place: one in the title counts more; for its country, a place does."""
        countries, places = {"": 0}, {"": 0}
        for own, often in self._often.items():
            country = self.countries[own]
            if country:
                countries[country] = countries.get(country, 0) + (often if own == country else 2 * often)
            if own != country:
                places[own] = often + _TITLE if own in self._titled else often
        return max(countries, key=countries.__getitem__), max(places, key=places.__getitem__)

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
            mention, own = self.mentions[number], self.keys[number]
            country = self.countries[own]
            rank = _RANKS.get(mention.kind, "spot")
            near = rank in _WIDE and number > 0 and mention.first - self.mentions[number - 1].last <= _GAP
            land = "" if not country else "home" if country == self.home else "abroad"
            often = self._often[own]
            found = self._kinds[number] = (
                *(mention.cue or "bare", rank, min(_OFTEN, often)),
                *(own in self._titled, land, own == self.chief, near),
            )
        return found

    def signs(self, claim: Claim) -> Signs:
        """The words of a claim's sentence that say which place is meant."""
        start, end = claim.sentence
        found = self._signs.get(start)
        if found is None:
            found = self._signs[start] = self.sign_words.of(self.words, start, end, self.home)
        return found

    def meant(self, claim: Claim) -> set[str]:
        """The keys of the places that words beside a claim stand for: المدينة is the last city named before."""
        found = set()
        for at, ranks in self.signs(claim).stands_for:
            if claim.start - _FAR <= at < claim.end + _FAR:
                last = bisect_left(self.firsts, at) - 1
                for number in range(last, max(last - _BACK, -1), -1):
                    mention = self.mentions[number]
                    if _RANKS.get(mention.kind, "spot") in ranks and mention.last <= at:
                        found.add(self.keys[number])
                        break
        return found

    def is_first(self, number: int, claim: Claim) -> bool:
        """Is it the first place behind a claim?"""
        return (number == 0 or self.firsts[number - 1] < claim.end) and claim.end <= self.firsts[number]

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

    def repetitions(self, claim: Claim) -> list[Claim]:
        """The first claims of other sentences that state the same."""
        if self._same is None:
            self._same = {}
            for each in self.claims:
                self._same.setdefault((each.kind, each.min, each.max), []).append(each)
        same = self._same.get((claim.kind, claim.min, claim.max), [])[:_REPEATED]
        return [other for other in same if other.sentence != claim.sentence]

    def place(self, number: int) -> Place:
        """A place by the fullest of its names in the article."""
        own = self.keys[number]
        found = self._places.get(own)
        if found is None:
            mention = self.mentions[number]
            name = mention.name
            if mention.code and self._often[own] > 1:
                names = [each.name for each in self.mentions if each.code == own]
                name = fullest(names, own, self.gazetteer)
            found = self._places[own] = Place(name, mention.code)
        return found
