"""Where an article's reported events happen: chosen among all places it names by a small trained model.

Each distinct place is described by features of its mentions (what leads to it, how early and how often it is named,
which words of events stand in its sentences, whether it is more or less exact than the others) and weighed; those above
zero are taken, the most exact first. Countries are never taken: an alert on «سوريا» tells nobody where. The weights are
trained by tools/train_article_places.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from math import fsum

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.lexicon import rows
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.page import Page
from bot.facts.weights import BIAS, Weights, load_weights
from bot.model.facts import Ceasefire, Event, Fact, Figure, Place

#: A sentence is looked at no further than this.
_SENTENCE = 80
#: Places with no more tokens between them belong together.
_CLOSE = 3
_DIRECTIONS = frozenset(
    ("شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي", "ريف", "الجنوب", "الشمال", "الشرق", "الغرب")
)
_LEAD = 45
#: The one feature that is a number: how many of the article's mentions are of this place.
SHARE = "share"
_KIND_RANK = {
    "site": 0, "neighbourhood": 0, "hill": 0, "camp": 0, "crossing": 0, "village": 1, "": 1, "town": 2,
    "subdistrict": 2, "city": 3, "district": 3, "governorate": 4, "region": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One distinct place that is no country, with all its mentions, in the order of the text."""

    code: str
    kind: str
    mentions: tuple[PlaceMention, ...]

    def name(self, gazetteer: Gazetteer) -> str:
        """Of its names in the text: that with most words of its own name (قطاع غزة before القطاع), then the usual."""
        names = [mention.name for mention in self.mentions]
        if len(set(names)) == 1:
            return names[0]
        own = set(fold_word(gazetteer.name(self.code, "ar")).split())

        def liking(name: str) -> tuple[bool, int, int]:
            return "_" not in name, len(own.intersection(fold_word(name).split())), names.count(name)

        return max(dict.fromkeys(names), key=liking)


def candidates(page: Page) -> tuple[Candidate, ...]:
    """The distinct places of an article, by code, or by name where no table knows them."""
    groups: dict[str, list[PlaceMention]] = {}
    for mention in page.places:
        if mention.kind != "country":
            groups.setdefault(mention.code or fold_word(mention.name), []).append(mention)
    return tuple(Candidate(each[0].code, each[0].kind, tuple(each)) for each in groups.values())


class ArticlePlaces:
    """Chooses the places of an article. Made once; changes nothing but its memo."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights) -> None:
        self._gazetteer = gazetteer
        self._weights = weights.by_name
        self._describer = Describer(gazetteer)

    def read(self, page: Page, facts: Iterable[Fact]) -> tuple[Place, ...]:
        """Where the reported events happen, most exact first; () where the article names no such place."""
        found = candidates(page)
        described = self._describer.features(page, found, facts)
        taken = [each for each, (names, share) in zip(found, described, strict=True) if self._score(names, share) > 0]
        taken.sort(key=lambda each: (_KIND_RANK.get(each.kind, 1), each.mentions[0].first))
        return tuple(dict.fromkeys(Place(each.name(self._gazetteer), each.code) for each in taken))

    def _score(self, names: AbstractSet[str], share: float) -> float:
        """Log-odds. Summed exactly: the order of features is no matter."""
        weights = self._weights
        terms = [weights[name] for name in names if name in weights]
        return fsum([*terms, weights.get(SHARE, 0.0) * share, weights.get(BIAS, 0.0)])


def load_article_places(gazetteer: Gazetteer) -> ArticlePlaces:
    """The chooser with the weights of data/article_places.weights.tsv."""
    return ArticlePlaces(gazetteer, load_weights("article_places"))


class _Marks:
    """The words of events in an article: which classes of them each sentence holds."""

    def __init__(self, words: Words, memo: dict[str, frozenset[str]], wanted: Mapping[str, str]) -> None:
        self._words = words
        self._letters = words.code[::2]
        classes = words.vocabulary.alphabet.classes
        for letter in set(self._letters).difference(memo):
            memo[letter] = frozenset(wanted[name] for name in classes[letter] & wanted.keys())
        self._memo = memo
        self._sentences: dict[int, frozenset[str]] = {}

    def of(self, at: int) -> frozenset[str]:
        """The classes in the sentence of a token, as features."""
        start, end = self._words.sentence(at)
        found = self._sentences.get(start)
        if found is None:
            letters = set(self._letters[start : min(end, start + _SENTENCE)])
            found = self._sentences[start] = frozenset().union(*map(self._memo.__getitem__, letters))
        return found


class Describer:
    """Describes candidates by features. Made once; changes nothing but its memo."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        text = (resources.files("bot.facts") / "data" / "article_places.classes.tsv").read_text(encoding="utf-8")
        names = [cells[0] for _, cells in rows(text, 1, "article_places.classes.tsv")]
        self._wanted = {name: f"{name} in its sentence" for name in names}
        self._memo: dict[str, frozenset[str]] = {}

    def features(
        self, page: Page, found: Sequence[Candidate], facts: Iterable[Fact]
    ) -> list[tuple[AbstractSet[str], float]]:
        """What is known of each candidate: the features it has, and its share of all mentions."""
        if not found:
            return []
        named = _of_facts(facts)
        chief = max(found, key=_prominence)
        count = len(found)
        size = "alone" if count == 1 else "few" if count < 4 else "several" if count < 9 else "many"
        joined = _joined(page)
        marks = _Marks(page.words, self._memo, self._wanted)
        out: list[tuple[AbstractSet[str], float]] = []
        for each in found:
            names = {size, *_own(page, each), *self._among(each, found, chief)}
            names.update(*[marks.of(mention.first) for mention in each.mentions])
            beside = [joined[mention.first] for mention in each.mentions]
            names.update(*beside)
            if all("behind a place, direction" in some for some in beside):
                names.add("only as a point of reference")
            if each is found[0]:
                names.add("the first place")
            names.update(f"place of {kind}" for kind in named.get(each.code or each.mentions[0].name, ()))
            out.append((names, len(each.mentions) / len(page.places)))
        return out

    def _among(self, each: Candidate, found: Sequence[Candidate], chief: Candidate) -> Iterator[str]:
        """How a place stands to the others of the article, and to the one spoken of most."""
        if not each.code:
            return
        above = self._gazetteer.above(each.code)
        others = [other.code for other in found if other.code and other is not each]
        kind = each.kind
        if any(each.code in self._gazetteer.above(code) for code in others):
            yield "holds another"
            yield f"{kind} that holds another"
        if not above.isdisjoint(others):
            yield "within another"
            yield f"{kind} within another"
        if self._gazetteer.name(each.code, "ar").split()[0] in _DIRECTIONS:
            yield "part of a country or a province"
        if each is chief:
            yield "the chief place"
        elif chief.code:
            yield self._beside(each.code, chief.code)

    def _beside(self, code: str, chief: str) -> str:
        if self._gazetteer.within(code, chief):
            return "within the chief place"
        if self._gazetteer.within(chief, code):
            return "holds the chief place"
        country = self._gazetteer.country(code)
        if country != self._gazetteer.country(chief):
            return "in another country than the chief place"
        shared = (self._gazetteer.above(code) & self._gazetteer.above(chief)) - {country}
        return "near the chief place" if shared else "in the country of the chief place"


def _joined(page: Page) -> Mapping[int, set[str]]:
    """How each mention follows or leads another closely: «بلدة كذا في ريف كذا», «كذا شرق دمشق»."""
    out: dict[int, set[str]] = {mention.first: set() for mention in page.places}
    for one, other in pairwise(page.places):
        if other.first - one.last <= _CLOSE and one.field == other.field:
            out[one.first].add(f"before a place, {other.cue or 'bare'}")
            out[other.first].add(f"behind a place, {other.cue or 'bare'}")
    return out


def _prominence(each: Candidate) -> tuple[int, int]:
    titled = sum(mention.field == "title" for mention in each.mentions)
    return len(each.mentions) + 2 * titled, -each.mentions[0].first


def _of_facts(facts: Iterable[Fact]) -> Mapping[str, set[str]]:
    """Which kinds of facts name a place: by code, or by name."""
    named: dict[str, set[str]] = {}
    for fact in facts:
        kind = _kind_of(fact)
        for place in fact.places:
            named.setdefault(place.code or place.name, set()).update({kind, kind.partition(" ")[0]})
    return named


def _kind_of(fact: Fact) -> str:
    if isinstance(fact, Figure):
        return f"figure {fact.scope}"
    if isinstance(fact, Event):
        return f"event {fact.status}"
    return f"ceasefire {fact.status}" if isinstance(fact, Ceasefire) else ""


def _own(page: Page, each: Candidate) -> Iterator[str]:
    """Features of a place's mentions: those of the first, and of any."""
    words = page.words
    first = each.mentions[0]
    yield f"kind {each.kind or 'unknown'}"
    yield f"mentions {min(len(each.mentions), 4)}"
    yield "in the title" if first.field == "title" else "not in the title"
    body = next((mention for mention in each.mentions if mention.field == "text"), None)
    if body is not None:
        depth = body.first - words.title_end
        yield "at the beginning" if depth < _LEAD else f"depth {depth * 4 // max(1, len(words) - words.title_end)}"
    roles = {mention.role for mention in each.mentions}
    for role in filter(None, roles):
        yield f"{'only' if roles == {role} else 'also'} {role}"
    yield f"first cue {first.cue or 'none'}"
    for cue in {mention.cue for mention in each.mentions}:
        yield f"cue {cue or 'none'}"
