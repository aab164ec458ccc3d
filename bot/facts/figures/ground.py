"""The ground that figures stand on: the places of an article, those around a claim, and what is seen of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figures.land_parts import PARTED, LandWords, part
from bot.facts.figures.lands import at_home, named_country, named_nations, spoken_of
from bot.facts.figures.leads import Leads, opening
from bot.facts.figures.seen import Kind, Kinds
from bot.facts.figures.sentence import COMMAS, Claim
from bot.facts.figures.spots import RANKS, SPOT, WIDE, is_spot_within
from bot.facts.naming import fullest
from bot.model.facts import Place

_GAP = 3
#: So many mentions of a place are told apart.
_OFTEN = 3
_AROUND = 8
#: Sentences behind the title and the first one that are looked at for the exact place of what these tell.
_AFTER = 3
_OPENING = 2
_EXACT, _AWAY = frozenset({"city", "town", SPOT}), frozenset({"from", "to", "with"})
#: What tells that a place in a sentence is only where it was said.
SAID = frozenset({"in a source", "said there", "in a hospital"})
#: What tells that people or things came there only later.
LATER = frozenset({"taken there", "headed there"})
REACHED = LATER | {"in a hospital"}
#: So near to its beginning a place opens a sentence: «وفي مدينة تعز …».
_OPENS = 2

#: A place as claims of a sentence see it: its number, where it stands, the number of its kind, how it lies to the
#: places of that sentence.
Candidate = tuple[int, str, int, str]
#: The country that only adjectives name.
_LAND = Kind("nation", "country", 1, False, "home", False, False, "", "", False)
_NONE: AbstractSet[int | None] = frozenset()
_NONE_COUNTED: AbstractSet[tuple[str, int]] = frozenset()


class Ground:
    """The places of one article, ready to be asked about claims: they are known by their numbers.

    Datelines, capitals that stand for governments and countries that strike are no places here; countries that speak
    are, where the article names no other place.
    """

    __slots__ = (
        "_all_kinds", "_anew", "_candidates", "_exact", "_here", "_kind_numbers", "_kinds", "_leads",
        "_narrowed", "_often", "_places", "_titled", "_votes", "chief", "claims", "countries", "counts",
        "firsts", "gazetteer", "home", "keys", "land", "mentions", "numbers", "spoken", "told", "words",
    )  # fmt: skip

    def __init__(
        self,
        words: Words,
        mentions: Sequence[PlaceMention],
        claims: Sequence[Claim],
        gazetteer: Gazetteer,
        leads: Leads,
        kinds: Kinds,
        lands: LandWords,
    ) -> None:
        self.words, self.claims, self.gazetteer, self._leads = words, claims, gazetteer, leads
        self.numbers = sorted([claim.at for claim in claims])
        self.counts: dict[int, set[tuple[str, int]]] = {}
        for claim in claims:
            self.counts.setdefault(claim.sentence[0], set()).add((claim.kind, claim.stated))
        named = named_nations(words)
        self.told = mentions = lands.read(words, mentions, self.numbers, named)
        self.mentions = [mention for mention in mentions if not mention.role] or [
            mention for mention in mentions if mention.role == "speaker"
        ]
        self.firsts = [mention.first for mention in self.mentions]
        #: What tells one place from another.
        self.keys = [mention.code or mention.name for mention in self.mentions]
        self._often: dict[str, int] = {}
        for own in self.keys:
            self._often[own] = self._often.get(own, 0) + 1
        self._titled = set(self.keys[: bisect_left(self.firsts, words.title_end)])
        #: The country of each place.
        self.countries = {own: gazetteer.country(own) if own in gazetteer else "" for own in self._often}
        self._kinds: dict[int, Kind] = {}
        self._votes, self.home, self.chief = at_home(self._often, self.countries, self._titled)
        #: The number of the country that only adjectives name («وزارة الصحة اللبنانية»); or -1.
        self.land = self._add_land(named)
        self._all_kinds = kinds
        self._kind_numbers: dict[int, int] = {}
        self._candidates: dict[tuple[int, int], list[Candidate]] = {}
        self._narrowed: dict[int, set[int | None]] = {}
        self._here: dict[int, dict[str, int]] = {}
        self._exact: dict[int, bool] = {}
        self._places: dict[str, Place] = {}
        self._anew: AbstractSet[int] | None = None

    def _add_land(self, named: Sequence[str]) -> int:
        """Add the country that adjectives and places tell the article speaks of, but that it names nowhere."""
        spoken = spoken_of(named, self._votes)
        #: The country that the article speaks of, by the name it has there.
        self.spoken = named_country(spoken, self.mentions, self.gazetteer)
        land = self.whole(spoken)
        if not land or land in self._often or land not in self.gazetteer:
            return -1
        end = len(self.words)
        name = self.gazetteer.name(land, "ar")
        self.mentions.append(PlaceMention(end, end, "text", 0, 0, name, land, "country", "nation"))
        self.keys.append(land)
        self.countries[land], self._often[land] = land, 1
        self._kinds[len(self.keys) - 1] = _LAND
        return len(self.keys) - 1

    def whole(self, country: str) -> str:
        """The land that a war of a country is counted over: that one, or the part of it most spoken of; "" = none."""
        return part(country, self._often, self.gazetteer) if country == PARTED else country

    def candidates(self, claim: Claim) -> list[Candidate]:
        """The places around a claim: a dozen on either side at most."""
        words, firsts = self.words, self.firsts
        start, end = claim.sentence
        here = bisect_left(firsts, claim.at)
        known = self._candidates.get((start, here))
        if known is not None:
            return known
        before = words.sentence(start - 2)[0] if start > 2 else 0
        further = words.sentence(before - 2)[0] if before > 2 else 0
        last = bisect_left(firsts, end)
        found: list[tuple[int, str]] = []
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
        around, numbered, lies = self._codes(claim), self._numbered, self._lies
        known = self._candidates[start, here] = [
            (number, where, numbered(number), lies(number, around) if where != "here" and around else "")
            for number, where in found
        ]
        return known

    def _numbered(self, number: int) -> int:
        """The number of the kind of a place."""
        found = self._kind_numbers.get(number)
        if found is None:
            found = self._kind_numbers[number] = self._all_kinds[self.kind(number)]
        return found

    def told_elsewhere(self, carried: int) -> list[Candidate]:
        """What a claim may mean that has no candidates: the place of the claim before it, and the chief place."""
        found = [(carried, "carried", self._numbered(carried), "")] if carried >= 0 else []
        if self.chief and (carried < 0 or self.chief != self.keys[carried]):
            chief = self.keys.index(self.chief)
            found.append((chief, "chief", self._numbered(chief), ""))
        return found

    def with_home(self, known: list[Candidate]) -> list[Candidate]:
        """These, and the country that the article speaks of, where it is not one of them."""
        whole = self.whole(self.home)
        if whole not in self._often or any(self.keys[number] == whole for number, *_ in known):
            return known
        home = self.keys.index(whole)
        return [*known, (home, "home", self._numbered(home), "")]

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
            rank = RANKS.get(mention.kind, SPOT)
            near = rank in WIDE and number > 0 and mention.first - self.mentions[number - 1].last <= _GAP
            land = "" if not country else "home" if country == self.home else "abroad"
            often = self._often[own]
            words = self.words
            found = self._kinds[number] = Kind(
                *(mention.cue or "bare", rank, min(_OFTEN, often), own in self._titled, land, own == self.chief, near),
                *(lead := self._leads.lead(words, mention), self._elsewhere(number, lead)),
                mention.first - words.bounds[mention.first][0] <= _OPENS,
            )
        return found

    def _elsewhere(self, number: int, lead: str) -> str:
        """What tells that it happened elsewhere, or does of the place right before it («مستشفى كذا في كذا»)."""
        mention = self.mentions[number]
        found = self._leads.elsewhere(self.words, mention, lead)
        if found or lead != "in" or not number or mention.first - self.mentions[number - 1].last > 1:
            return found
        return before if (before := self.kind(number - 1).elsewhere) in REACHED else ""

    def _codes(self, claim: Claim) -> dict[str, int]:
        """The places of a claim's sentence by code, with the last number of each."""
        found = self._here.get(claim.sentence[0])
        if found is None:
            start, end = (bisect_left(self.firsts, at) for at in claim.sentence)
            found = {self.mentions[each].code: each for each in range(start, end)}
            self._here[claim.sentence[0]] = found
        return found

    def _lies(self, number: int, around: dict[str, int]) -> str:
        """How a place told elsewhere lies to those of a sentence: the same, inside, outside; "" = unknown."""
        code = self.mentions[number].code
        if not around:
            return ""
        if not code:
            return "inside" if is_spot_within(self, number, around) else ""
        if code in around:
            return "same"
        return "outside" if around.keys().isdisjoint(self.gazetteer.above(code)) else "inside"

    def around(self, number: int, claim: Claim) -> int | None:
        """The innermost place in the sentence of a claim that a place told elsewhere lies in; None if there is none."""
        if number == self.land:
            return None
        here, code = self._codes(claim), self.mentions[number].code
        if claim.sentence[0] <= self.firsts[number] < claim.sentence[1] or self._lies(number, here) != "inside":
            return None
        above = self.gazetteer.above
        outer = above(code) if code else here.keys()  # a set: what comes first in it differs from process to process
        return here[max((each for each in here if each in outer), key=lambda each: (len(above(each)), each))]

    def narrowed(self, claim: Claim) -> AbstractSet[int | None]:
        """The places in the sentence of a claim, if it tells the news, within which the next sentences name another."""
        if claim.sentence[0] > self.words.title_end + _OPENING:
            return _NONE
        found = self._narrowed.get(claim.sentence[0])
        if found is None:
            after = [place for place, where, *_ in self.candidates(claim) if where == "after"]
            after = [place for place in after if not self.is_counted_apart(place, claim)]
            found = self._narrowed[claim.sentence[0]] = {self.around(place, claim) for place in after}
        return found

    def is_counted_apart(self, number: int, claim: Claim) -> bool:
        """Does the sentence of a place count others: «قتل 60 في العراق. وكان أعنفها في الحلة حيث قتل تسعة»?"""
        start = self.words.bounds[self.firsts[number]][0]
        there, here = self.counts.get(start, _NONE_COUNTED), self.counts[claim.sentence[0]]
        return bool(there) and there.isdisjoint(here)

    def none_here(self, claim: Claim) -> bool:
        """Does the sentence of a claim name no place, but in the name of a source or where something was said?"""
        start, end = (bisect_left(self.firsts, at) for at in claim.sentence)
        return all(self.kind(number).elsewhere in SAID for number in range(start, end))

    def exact_here(self, claim: Claim) -> bool:
        """Does the sentence of a claim name a town, a quarter or a spot, for itself and not in the name of a source?"""
        found = self._exact.get(claim.sentence[0])
        if found is None:
            start, end = (bisect_left(self.firsts, at) for at in claim.sentence)
            kinds = (self.kind(number) for number in range(start, end))
            found = any(kind.rank in _EXACT and not kind.elsewhere and kind.lead not in _AWAY for kind in kinds)
            self._exact[claim.sentence[0]] = found
        return found

    def commaless(self, start: int, end: int) -> bool:
        """Does no comma stand between two tokens?"""
        return COMMAS.isdisjoint(self.words.forms[start:end])

    def last_before(self, claim: Claim) -> int:
        """The last place before the sentence of a claim; -1 where there is none."""
        return bisect_left(self.firsts, claim.sentence[0]) - 1

    @property
    def anew(self) -> AbstractSet[int]:
        """The places that begin a clause, the number it is told with right behind them: «…، وفي إدلب خمسة»."""
        if self._anew is None:
            self._anew = opening(self.words, self.mentions, self.numbers)
        return self._anew

    def place(self, number: int) -> Place:
        """A place by the fullest of its names in the article."""
        own = self.keys[number]
        found = self._places.get(own)
        if found is None:
            mention = self.mentions[number]
            name = mention.name
            if mention.code:
                names = [each.name for each in self.told if each.code == own] or [name]
                name = fullest(names, own, self.gazetteer)
            found = self._places[own] = Place(name, mention.code)
        return found
