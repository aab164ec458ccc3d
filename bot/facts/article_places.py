"""Where an article's reported events happen: chosen among all places it names by a small trained model.

Each distinct place is described by features of its mentions (what leads to it, how early and how often it is named,
which words of events stand in its sentences, whether it is more or less exact than the others) and weighed; those above
zero are taken, the most exact first. Countries are never taken: an alert on «سوريا» tells nobody where. The weights are
trained by tools/train_article_places.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from bot.arabic.alphabet import Alphabet
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.figures.signs import SignWords
from bot.facts.naming import fullest
from bot.facts.page import Page
from bot.facts.place_marks import PlaceMarks
from bot.facts.place_told import counted, fellows, listed_with, told_of
from bot.facts.weights import BIAS, Weights, load_weights
from bot.model.facts import Fact, Place

#: A sentence is looked at no further than this.
_SENTENCE = 80
#: What stands right before a place are so many tokens.
_BEFORE = 6
#: Places with no more tokens between them belong together.
_CLOSE = 3
_DIRECTIONS = frozenset(
    ("شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي", "ريف", "الجنوب", "الشمال", "الشرق", "الغرب")
)
_LEAD = 45
#: So many mentions of a place are told apart.
_MENTIONS = 4
_NUMBERED = ("", *[f"mentions {number}" for number in range(1, _MENTIONS + 1)])
_PARTS = 1000
_NO_ROLE = {""}
#: The one feature that is a number: how many of the article's mentions are of this place.
SHARE = "share"
_KIND_RANK = {
    "site": 0, "neighbourhood": 0, "hill": 0, "camp": 0, "crossing": 0, "village": 1, "": 1, "town": 2,
    "subdistrict": 2, "city": 3, "district": 3, "governorate": 4, "region": 5,
}  # fmt: skip
_POINT_OF_REFERENCE = "behind a place, direction"
_NOT_BESIDE: AbstractSet[str] = frozenset()


class Candidate(NamedTuple):
    """One distinct place that is no country, with all its mentions, in the order of the text."""

    code: str
    kind: str
    mentions: Sequence[PlaceMention]

    def name(self, gazetteer: Gazetteer) -> str:
        """Of its names in the text: that with most words of its own name (قطاع غزة before القطاع), then the usual."""
        return fullest([mention.name for mention in self.mentions], self.code, gazetteer)

    def is_meant(self) -> bool:
        """Is it named for itself anywhere? Nothing happens in a capital that only stands for its government."""
        return any(not mention.role for mention in self.mentions)


def candidates(page: Page) -> tuple[Candidate, ...]:
    """The distinct places of an article, by code, or by name where no table knows them."""
    groups: dict[str, list[PlaceMention]] = {}
    for mention in page.places:
        if mention.kind != "country" and mention.role != "dateline":
            key = mention.code or fold_word(mention.name)
            if key in groups:
                groups[key].append(mention)
            else:
                groups[key] = [mention]
    return tuple([Candidate(each[0].code, each[0].kind, each) for each in groups.values()])


class ArticlePlaces:
    """Chooses the places of an article. Made once; changes nothing but its memos."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights, alphabet: Alphabet) -> None:
        self._gazetteer = gazetteer
        # Whole numbers: their sums are exact, in whatever order.
        self._weights = _Weighed({name: round(weight * _PARTS) for name, weight in weights.by_name.items()})
        self._describer = Describer(gazetteer, alphabet)

    def read(self, page: Page, facts: Iterable[Fact]) -> tuple[Place, ...]:
        """Where the reported events happen, most exact first; () where the article names no such place."""
        found = candidates(page)
        if not found:
            return ()
        weight, taken = self._weights.__getitem__, []
        bias, of_share = weight(BIAS), weight(SHARE)
        for each, (names, share) in zip(found, self._describer.features(page, found, facts), strict=True):
            if sum(map(weight, names)) + of_share * share + bias > 0 and each.is_meant():
                taken.append(each)
        taken.sort(key=lambda each: (_KIND_RANK.get(each.kind, 1), each.mentions[0].first))
        return tuple(dict.fromkeys([Place(each.name(self._gazetteer), each.code) for each in taken]))


def load_article_places(gazetteer: Gazetteer, alphabet: Alphabet) -> ArticlePlaces:
    """The chooser with the weights of data/article_places.weights.tsv."""
    return ArticlePlaces(gazetteer, load_weights("article_places"), alphabet)


class _Weighed(dict[str, int]):
    """Weights by feature; what has none counts nothing. Features are few: all that are asked for stay."""

    def __missing__(self, name: str) -> int:
        self[name] = 0
        return 0


class _Spelt(dict[str, str]):
    """Names of features that hold one word more: each spelt out once."""

    def __init__(self, form: str) -> None:
        self._form = form

    def __missing__(self, word: str) -> str:
        name = self[word] = self._form.format(word)
        return name


class _Standing(NamedTuple):
    """Where a place stands in the world: what it lies in, its country, whether it is a part (شمال …) of something."""

    above: frozenset[str]
    country: str
    part: bool


class Describer:
    """Describes candidates by features. Made once; changes nothing but its memos."""

    def __init__(self, gazetteer: Gazetteer, alphabet: Alphabet) -> None:
        self._gazetteer = gazetteer
        self._marks, self._leads = PlaceMarks(alphabet), SignWords(alphabet).leads
        self._standings: dict[str, _Standing] = {}
        self._kind, self._first_cue, self._cue = _Spelt("kind {}"), _Spelt("first cue {}"), _Spelt("cue {}")
        self._led = _Spelt("led by {}")
        self._before, self._behind = _Spelt("before a place, {}"), _Spelt("behind a place, {}")
        self._holds, self._lies = _Spelt("{} that holds another"), _Spelt("{} within another")

    def features(self, page: Page, found: Sequence[Candidate], facts: Iterable[Fact]) -> list[tuple[set[str], float]]:
        """What is known of each candidate: the features it has, and its share of all mentions."""
        told, lists = told_of(facts), fellows(page.places)
        count, places = len(found), len(page.places)
        size = "alone" if count == 1 else "few" if count < 4 else "several" if count < 9 else "many"
        joined, letters, bounds = self._joined(page), page.words.letters, page.words.bounds
        marks_of: dict[int, set[str]] = {}  # by the first token of a sentence
        out: list[tuple[set[str], float]] = []
        for each, among in zip(found, self._among(found), strict=True):
            names, first = self._own(page.words, each), each.mentions[0]
            names.add(size)
            names.update(among)
            reference = True
            for mention in each.mentions:
                start, end = bounds[mention.first]
                if start not in marks_of:
                    marks_of[start] = self._marks.in_sentence(letters[start : min(end, start + _SENTENCE)])
                names |= marks_of[start]
                names.update(*self._marks.before(letters[max(start, mention.first - _BEFORE) : mention.first]))
                beside = joined.get(mention.first, _NOT_BESIDE)
                names |= beside
                reference = reference and _POINT_OF_REFERENCE in beside
            if reference:
                names.add("only as a point of reference")
            key = each.code or first.name
            if key in told:
                names.update(*told[key])
                names.add(counted(told[key]))
            if key in lists:
                names |= listed_with(lists[key], told)
            out.append((names, len(each.mentions) / places))
        if out:
            out[0][0].add("the first place")
        return out

    def _joined(self, page: Page) -> dict[int, set[str]]:
        """How mentions follow or lead another closely, by their tokens: «بلدة كذا في ريف كذا», «كذا شرق دمشق»."""
        out: dict[int, set[str]] = {}
        for one, other in pairwise(page.places):
            if other.first - one.last <= _CLOSE and one.field == other.field:
                cue = other.cue or "bare"
                out.setdefault(one.first, set()).add(self._before[cue])
                out.setdefault(other.first, set()).add(self._behind[cue])
        return out

    def _among(self, found: Sequence[Candidate]) -> list[list[str]]:
        """How each place stands to the others of the article, and to the one spoken of most."""
        standings = [self._standing(each.code) for each in found]
        chief = max(range(len(found)), key=lambda number: _prominence(found[number]), default=0)
        codes = {each.code for each in found if each.code}
        held = set().union(*[standing.above for standing in standings])
        out: list[list[str]] = []
        for number, (each, standing) in enumerate(zip(found, standings, strict=True)):
            names: list[str] = []
            out.append(names)
            if not each.code:
                continue
            if each.code in held:
                names += ("holds another", self._holds[each.kind])
            if not standing.above.isdisjoint(codes):
                names += ("within another", self._lies[each.kind])
            if standing.part:
                names.append("part of a country or a province")
            if number == chief:
                names.append("the chief place")
            elif found[chief].code:
                names.append(_beside(each.code, standing, found[chief].code, standings[chief]))
        return out

    def _standing(self, code: str) -> _Standing:
        standing = self._standings.get(code)
        if standing is None:
            gazetteer = self._gazetteer
            part = gazetteer.name(code, "ar").partition(" ")[0] in _DIRECTIONS
            standing = self._standings[code] = _Standing(gazetteer.above(code), gazetteer.country(code), part)
        return standing

    def _own(self, words: Words, each: Candidate) -> set[str]:
        """Features of a place's mentions: those of the first, and of any."""
        mentions = each.mentions
        first = mentions[0]
        names = {
            self._kind[each.kind or "unknown"],
            _NUMBERED[min(len(mentions), _MENTIONS)],
            "in the title" if first.field == "title" else "not in the title",
            self._first_cue[first.cue or "none"],
            self._led[self._leads.lead(words, first) or "nothing"],
        }
        body: int | None = None
        roles = {first.role}
        for mention in mentions:
            names.add(self._cue[mention.cue or "none"])
            roles.add(mention.role)
            if body is None and mention.field == "text":
                body = mention.first - words.title_end
        if body is not None:
            names.add("at the beginning" if body < _LEAD else f"depth {body * 4 // (len(words) - words.title_end)}")
        if roles != _NO_ROLE:
            names.update([f"{'only' if len(roles) == 1 else 'also'} {role}" for role in roles if role])
        return names


def _beside(code: str, standing: _Standing, chief_code: str, chief: _Standing) -> str:
    """How a place stands to the chief place."""
    if chief_code in standing.above:
        return "within the chief place"
    if code in chief.above:
        return "holds the chief place"
    if standing.country != chief.country:
        return "in another country than the chief place"
    if not standing.above.isdisjoint(chief.above - {chief.country}):
        return "near the chief place"
    return "beside the chief place" if standing.above == chief.above else "in the country of the chief place"


def _prominence(each: Candidate) -> tuple[int, int]:
    titled = 0
    for mention in each.mentions:
        titled += mention.field == "title"
    return len(each.mentions) + 2 * titled, -each.mentions[0].first
