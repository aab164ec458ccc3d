"""The ground that figures stand on: the places of an article, those around a claim, and what is seen of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figure_seen import Kind, Way
from bot.facts.figure_sentence import Claim
from bot.facts.figure_signs import Signs, SignWords
from bot.facts.naming import fullest
from bot.model.facts import FigureKind, Place

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
#: So near to its beginning a place opens a sentence: «وفي مدينة تعز …».
_OPENS = 2
#: So far off is the place that a claim goes on with, the next claim of a row; and what leads there.
_BESIDE, _JOINED = 5, 2
_OWNING = frozenset({"in", "near"})
#: Of those who moved or are held the place may be told that they come from.
_MOVED = {
    FigureKind.DISPLACED: "displaced", FigureKind.REFUGEES: "refugees", FigureKind.DETAINED: "detained",
}  # fmt: skip


class Ground:
    """The places of one article, ready to be asked about claims: they are known by their numbers.

    Datelines, and capitals that stand for governments, are no places here.
    """

    __slots__ = (
        "_candidates", "_here", "_kinds", "_narrowed", "_often", "_own", "_places", "_relations", "_same", "_signs",
        "_titled", "chief", "claims", "countries", "firsts", "gazetteer", "home", "keys", "mentions", "numbers",
        "sign_words", "words",
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
        self._own: dict[int, int] = {}
        self._candidates: dict[tuple[int, int], list[tuple[int, str]]] = {}
        self._narrowed: dict[int, set[int | None]] = {}
        self._relations: dict[tuple[int, int], str] = {}
        self._here: dict[int, dict[str, int]] = {}
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
        here = bisect_left(firsts, claim.at)
        known = self._candidates.get((start, here))
        if known is not None:
            return known
        before = words.sentence(start - 2)[0] if start > 2 else 0
        further = words.sentence(before - 2)[0] if before > 2 else 0
        last = bisect_left(firsts, end)
        found = self._candidates[start, here] = []
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
            words, leads = self.words, self.sign_words.leads
            found = self._kinds[number] = Kind(
                *(mention.cue or "bare", rank, min(_OFTEN, often), own in self._titled, land, own == self.chief, near),
                *(leads.lead(words, mention), leads.in_source(words, mention)),
                mention.first - words.bounds[mention.first][0] <= _OPENS,
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

    def way(self, number: int, claim: Claim) -> Way:
        """How a place of the sentence of a claim stands to it."""
        mention, kind = self.mentions[number], self.kind(number)
        if mention.first >= claim.at:
            side, start, end = "behind", claim.end, mention.first
        else:
            side, start, end = "ahead", mention.last, claim.start
        numbers, gap, sign_words, letters = self.numbers, end - start, self.sign_words, self.words.letters
        return Way(
            side,
            0 if gap <= 3 else 1 if gap <= 8 else 2 if gap <= 16 else 3,
            kind.cue,
            kind.lead,
            sign_words.parts(letters, start, end) if gap > 0 else "",
            bisect_right(numbers, end) > bisect_left(numbers, start),
            any(start <= at < end for at in self.signs(claim).turns),
            gap > 0 and sign_words.among(letters, start, end) is not None,
            claim.total is not None,
            _MOVED.get(claim.kind, ""),
        )

    def relation(self, number: int, claim: Claim) -> str:
        """How a place told elsewhere lies to those in a claim's sentence: the same, inside, outside; "" = unknown."""
        key = claim.sentence[0], number
        found = self._relations.get(key)
        if found is None:
            here = self._here.get(key[0])
            if here is None:
                start, end = (bisect_left(self.firsts, at) for at in claim.sentence)
                here = self._here[key[0]] = {self.mentions[each].code: each for each in range(start, end)}
            code = self.mentions[number].code
            found = ""
            if here and code:
                inside = not here.keys().isdisjoint(self.gazetteer.above(code))
                found = "same" if code in here else "inside" if inside else "outside"
            self._relations[key] = found
        return found

    def around(self, number: int, claim: Claim) -> int | None:
        """The innermost place in the sentence of a claim that a place told elsewhere lies in; None if there is none."""
        if claim.sentence[0] <= self.firsts[number] < claim.sentence[1] or self.relation(number, claim) != "inside":
            return None
        above, here = self.gazetteer.above, self._here[claim.sentence[0]]
        outer = above(self.mentions[number].code)  # a set: whatever comes first in it differs from process to process
        return here[max((each for each in here if each in outer), key=lambda each: len(above(each)))]

    def narrowed(self, number: int, claim: Claim) -> bool:
        """Does one of the next sentences name a place within this one, of the sentence that tells the news?"""
        found = self._narrowed.get(claim.sentence[0])
        if found is None:
            after = (place for place, where in self.candidates(claim) if where == "after")
            found = self._narrowed[claim.sentence[0]] = {self.around(place, claim) for place in after}
        return number in found

    def own(self, claim: Claim) -> int:
        """The place that a claim, or the row it stands in, goes on with: «ثلاثة قتلى وعشرة جرحى في بلدة كذا»; or -1."""
        number = self._own.get(claim.at)
        if number is None:
            number = self._own[claim.at] = self._goes_on_with(claim)
        return number

    def goes_elsewhere(self, claim: Claim, key: str) -> bool:
        """Does a claim go on with another place than this one?"""
        own = self.own(claim)
        return own >= 0 and self.keys[own] != key

    def _goes_on_with(self, claim: Claim) -> int:
        after = claim.next
        number = bisect_left(self.firsts, claim.end)
        first = self.firsts[number] if number < len(self.firsts) else len(self.words)
        if after is not None and after.at < first:
            near = after.start - claim.end <= _JOINED and not self._parted(claim.end, after.start)
            return self.own(after) if near else -1
        if first >= claim.sentence[1] or first - claim.end > _BESIDE or self._parted(claim.end, first):
            return -1
        lead = self.kind(number).lead
        return number if lead in _OWNING or (lead == "from" and claim.kind in _MOVED) else -1

    def _parted(self, start: int, end: int) -> bool:
        """Does a comma or the beginning of a part stand there?"""
        signs, letters = self.sign_words, self.words.letters
        return start < end and bool(signs.comma(letters, start, end) or signs.among(letters, start, end))

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
