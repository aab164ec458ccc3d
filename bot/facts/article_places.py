"""Where an article's reported events happen: chosen among all places it names by a small trained model.

Each distinct place is described by features of its mentions (what leads to it, how early and how often it is named,
which words of events stand in its sentences, whether it is more or less exact than the others) and weighed; those above
zero are taken, the most exact first. The weights are trained by tools/train_article_places.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.page import Page
from bot.facts.weights import Weights, load_weights
from bot.model.facts import Ceasefire, Event, Fact, Figure, Place

#: Classes of words that are looked for in the sentences of a place.
_NEAR = frozenset(
    """kill_noun kill_verb wound_noun wound_verb kill hurt displace topic_killed topic_wounded topic_blast topic_fire
    topic_weapon topic_weapon_weak topic_war topic_massacre topic_siege topic_ruin topic_aid topic_refuge topic_prisoner
    topic_diplomacy topic_politics topic_council topic_condemn topic_threat topic_ceasefire topic_opinion topic_report
    topic_armed topic_army topic_terror topic_accident topic_crime topic_economy topic_sport ev_attack ev_strike_noun
    ev_clash ev_advance_noun ev_storm ev_operation ev_bombard ev_raid ev_meeting ev_negotiation ev_agreement
    ev_statesman ev_resolution ev_evacuation ev_siege ev_protest ev_arrest ev_hospital ev_aid speech cue_year cue_last
    cue_before cue_threat cue_if truce ceasing""".split()
)
_AROUND = 7
#: Places with no more tokens between them belong together.
_CLOSE = 3
_THIN = frozenset("\"'#(_")
_DIRECTIONS = frozenset("شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي ريف الجنوب الشمال الشرق الغرب".split())
_KIND_RANK = {
    "site": 0, "neighbourhood": 0, "hill": 0, "camp": 0, "crossing": 0, "village": 1, "": 1, "town": 2, "subdistrict": 2,
    "city": 3, "district": 3, "governorate": 4, "region": 5, "country": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One distinct place with all its mentions, in the order of the text."""

    code: str
    name: str
    kind: str
    mentions: tuple[PlaceMention, ...]


def candidates(page: Page, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The distinct places of an article, by code, or by name where no table knows them."""
    groups: dict[str, list[PlaceMention]] = {}
    for mention in page.places:
        groups.setdefault(mention.code or fold_word(mention.name), []).append(mention)
    found = []
    for each in groups.values():
        code = each[0].code
        own = frozenset(fold_word(gazetteer.name(code, "ar")).split())
        found.append(Candidate(code, _best_name(each, own), each[0].kind, tuple(each)))
    return tuple(found)


def _best_name(mentions: Sequence[PlaceMention], own: frozenset[str]) -> str:
    """Of the names a text gives a place: that with most words of its own name (قطاع غزة before القطاع), then the usual."""
    names = [mention.name for mention in mentions]

    def liking(name: str) -> tuple[bool, int, int]:
        return "_" not in name, len(own.intersection(fold_word(name).split())), names.count(name)

    return max(dict.fromkeys(names), key=liking)


class ArticlePlaces:
    """Chooses the places of an article. Made once; changes nothing."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights) -> None:
        self._gazetteer = gazetteer
        self._weights = weights

    def read(self, page: Page, facts: Iterable[Fact]) -> tuple[Place, ...]:
        """Where the reported events happen, most exact first; () where the article names no such place."""
        found = candidates(page, self._gazetteer)
        described = features(page, found, tuple(facts), self._gazetteer)
        taken = [each for each, values in zip(found, described, strict=True) if self._weights.sum(values).score > 0]
        taken.sort(key=lambda each: (_KIND_RANK.get(each.kind, 1), each.mentions[0].first))
        return tuple(dict.fromkeys(Place(each.name, each.code) for each in taken if each.kind != "country"))


def load_article_places(gazetteer: Gazetteer) -> ArticlePlaces:
    """The chooser with the weights of data/article_places.weights.tsv."""
    return ArticlePlaces(gazetteer, load_weights("article_places"))


def features(
    page: Page, found: Sequence[Candidate], facts: Sequence[Fact], gazetteer: Gazetteer
) -> list[dict[str, float]]:
    """What is known of each candidate, by name of feature."""
    places = _of_facts(facts)
    real = [each for each in found if each.kind != "country"]
    chief = max(real, key=_prominence, default=None)
    sizes = "alone" if len(real) == 1 else "few" if len(real) < 4 else "several" if len(real) < 9 else "many"
    first_at = min((each.mentions[0].first for each in real), default=0)
    joined = _joined(page)
    out: list[dict[str, float]] = []
    for each in found:
        values = dict.fromkeys(_own(page, each), 1.0)
        values.update(dict.fromkeys(_among(each, found, chief, gazetteer), 1.0))
        values["share"] = len(each.mentions) / max(1, len(page.places))
        values[sizes] = 1.0
        seen = [joined[mention.first] for mention in each.mentions]
        values.update(dict.fromkeys((name for names in seen for name in names), 1.0))
        if all("behind a place, direction" in names for names in seen):
            values["only as a point of reference"] = 1.0
        if each.mentions[0].first == first_at:
            values["the first place"] = 1.0
        for kind in places.get(each.code or each.name, ()):
            values[f"place of {kind}"] = 1.0
        out.append(values)
    return out


def _joined(page: Page) -> Mapping[int, frozenset[str]]:
    """How each mention follows or leads another closely: «بلدة كذا في ريف كذا», «كذا شرق دمشق»."""
    out: dict[int, set[str]] = {mention.first: set() for mention in page.places}
    for one, other in pairwise(page.places):
        if other.first - one.last <= _CLOSE and one.field == other.field:
            out[one.first].add(f"before a place, {other.cue or 'bare'}")
            out[other.first].add(f"behind a place, {other.cue or 'bare'}")
    return {first: frozenset(names) for first, names in out.items()}


def _prominence(each: Candidate) -> tuple[int, int]:
    titled = sum(mention.field == "title" for mention in each.mentions)
    return len(each.mentions) + 2 * titled, -each.mentions[0].first


def _among(each: Candidate, found: Sequence[Candidate], chief: Candidate | None, gazetteer: Gazetteer) -> Iterable[str]:
    """How a place stands to the others of the article, and to the one spoken of most."""
    if not each.code or chief is None:
        return
    codes = [other.code for other in found if other.code and other.code != each.code]
    kind = each.kind or "unknown"
    if any(gazetteer.within(code, each.code) for code in codes):
        yield "holds another"
        yield f"{kind} that holds another"
    if any(gazetteer.within(each.code, code) and gazetteer.row(code).kind != "country" for code in codes):
        yield "within another"
        yield f"{kind} within another"
    if gazetteer.row(each.code).names[0].split()[0] in _DIRECTIONS:
        yield "part of a country or a province"
    if each is chief:
        yield "the chief place"
    elif chief.code:
        yield _beside(each.code, chief.code, gazetteer)


def _beside(code: str, chief: str, gazetteer: Gazetteer) -> str:
    if gazetteer.within(code, chief):
        return "within the chief place"
    if gazetteer.within(chief, code):
        return "holds the chief place"
    country = gazetteer.country(code)
    if country != gazetteer.country(chief):
        return "in another country than the chief place"
    shared = (gazetteer.above(code) & gazetteer.above(chief)) - {country}
    return "near the chief place" if shared else "in the country of the chief place"


def _of_facts(facts: Sequence[Fact]) -> Mapping[str, set[str]]:
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


def _own(page: Page, each: Candidate) -> Iterable[str]:
    """Features of a place's mentions: those of any mention, and of the first."""
    words = page.words
    first = each.mentions[0]
    yield f"kind {each.kind or 'unknown'}"
    yield f"mentions {min(len(each.mentions), 4)}"
    yield "in the title" if first.field == "title" else "not in the title"
    body = [mention for mention in each.mentions if mention.field == "text"]
    if body:
        depth = (body[0].first - words.title_end) / max(1, len(words) - words.title_end)
        yield "at the beginning" if body[0].first - words.title_end < 45 else f"depth {int(depth * 4)}"
    roles = {mention.role for mention in each.mentions}
    for role in filter(None, roles):
        yield f"{'only' if roles == {role} else 'also'} {role}"
    yield f"first cue {first.cue or 'none'}"
    seen: set[str] = set()
    for mention in each.mentions:
        seen.add(f"cue {mention.cue or 'none'}")
        seen.update(_beside_words(words, mention))
        start, end = words.sentence(mention.first)
        for at in range(start, min(end, start + 80)):
            near = _NEAR & words.classes(at)
            for name in near:
                seen.add(f"{name} in its sentence")
                if -_AROUND <= at - mention.first < _AROUND:
                    seen.add(f"{name} {'before' if at < mention.first else 'after'}")
    yield from seen


def _beside_words(words: Words, mention: PlaceMention) -> Iterable[str]:
    """The words right before and behind a mention, over quotes and brackets."""
    before = mention.first - 1
    while before >= 0 and words.word(before) in _THIN:
        before -= 1
    for name, at in (("before", before), ("two before", before - 1), ("behind", mention.last)):
        if 0 <= at < len(words):
            yield f"{name}: {words.word(at).strip() or 'a new line'}"
