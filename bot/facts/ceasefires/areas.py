"""The areas that an article names: what a ceasefire may cover, and which of them is the article's own.

Governments, and countries that act rather than hold something, are no areas; those a truce is agreed with or between,
and towns where they only met, are none either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.ceasefires.apart import turns
from bot.facts.ceasefires.candidates import HOLDING, NO_GROUND, areas_of, comes_from, is_base, is_of, is_office
from bot.facts.ceasefires.lands import told_by
from bot.facts.ceasefires.reasons import once
from bot.facts.ceasefires.told_wars import ToldWars
from bot.facts.ceasefires.venues import is_venue, is_where_made
from bot.facts.ceasefires.wars import Wars
from bot.facts.ceasefires.words import area_words
from bot.facts.page import Page
from bot.facts.where import phrase_around
from bot.model.facts import Place

#: Tokens of a sentence that are looked at around a mention.
_AROUND = 80
_JOINED = 3
_ON = "علي"
#: So many more places are one phrase.
_LONGEST = 3
_WIDE = frozenset({"region", "governorate", "city", "district", "camp"})
#: How much the title and the first words of the text say about where an article is at home, in mentions.
_TITLE, _LEAD, _LEAD_TOKENS = 3.0, 1.5, 60
#: A country that holds things counts this little beside an area inside it; a village counts less than its region.
_COUNTRY, _SMALL = 0.45, 0.5
#: What counts less is also a place that nothing says to hold something.
_LOOSE = 0.6
#: «وجهاء من بلدة …»; from a region come shells.
TOWNS = frozenset({"city", "town", "village", "subdistrict"})
#: What only tells whose office it is, or where somebody comes from, counts so much.
_OF_SOMEBODY = 0.3


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of one article: its mentions of places that may be areas, where they stand, and the main one.

    `hearsay`: the main one is only where somebody comes from, or whose office is told: no other is named; `met`: only
    where they met.
    """

    page: Page
    words: Words
    mentions: tuple[PlaceMention, ...]
    main: PlaceMention | None
    places: Sequence[PlaceMention]
    firsts: list[int]
    hearsay: bool
    met: bool
    gazetteer: Gazetteer
    wars: Wars

    @classmethod
    def of(cls, page: Page, gazetteer: Gazetteer, wars: Wars, hosts: frozenset[str] = frozenset()) -> Areas:
        """Weigh every area of a page; nothing in a country of `hosts` is one, nor where nothing is fought."""
        mentions = tuple(areas_of(page.words, page.places))
        abroad = hosts | wars.calm | wars.hosts
        venues = [
            each
            for each in mentions
            if is_venue(page.words, each, gazetteer.country(each.code) in abroad and each.code not in wars.homes)
            or (each.code in wars.venues and (is_where_made(page.words, each) or is_of(page.words, each)))
        ]
        only_met = bool(venues) and len(venues) == len(mentions) and venues[0].kind != "country"
        if only_met:
            abroad = wars.hosts - wars.homes
            venues = [mention for mention in venues if gazetteer.country(mention.code) in abroad]
        mentions = tuple([mention for mention in mentions if mention not in venues])
        hosts = hosts | wars.calm
        mentions = tuple([mention for mention in mentions if gazetteer.country(mention.code) not in hosts])
        weights: dict[str, float] = {}
        of_somebody: set[str] = set()
        first: dict[str, PlaceMention] = {}
        title, lead = page.words.title_end, page.words.title_end + _LEAD_TOKENS
        for mention in mentions:
            key, at = mention.code or mention.name, mention.first
            if mention.kind == "site" or is_base(mention):
                continue
            kind = _COUNTRY if mention.kind == "country" else 1.0 if mention.kind in _WIDE else _SMALL
            early = _TITLE if at < title else _LEAD if at < lead else 1.0
            weight = early * kind * (1.0 if mention.cue in HOLDING or at < title else _LOOSE)
            from_there = mention.kind in TOWNS and comes_from(page.words, mention, mentions)
            if at >= title and (from_there or is_office(page.words, mention)):
                weight *= _OF_SOMEBODY
                of_somebody |= {key} - weights.keys()
            else:
                of_somebody -= {key}
            if key in weights:
                weights[key] += weight
            else:
                first[key], weights[key] = mention, weight
        best = max(weights, key=weights.__getitem__, default="")
        firsts = [mention.first for mention in mentions]
        hearsay = only_met or best in of_somebody
        return cls(page, page.words, mentions, first.get(best), page.places, firsts, hearsay, only_met, gazetteer, wars)

    def told_wars(self) -> ToldWars:
        """What the article says of its wars."""
        land = self.gazetteer.country(self.main.code) if self.main is not None else ""
        return ToldWars(self.words, self.places, self.gazetteer, self.wars, land, self.main is None)

    def land(self) -> str:
        """The country of the article: of its main area, else the one that heads its title, else the one whose adjective
        stands most often."""
        if self.main is not None:
            return self.gazetteer.country(self.main.code)
        heads = next((each for each in self.places if each.field == "title" and not each.first), None)
        if heads is not None and heads.kind == "country" and self.wars.is_home(heads.code):
            return heads.code
        often = Counter([self.wars.adjectives.get(form, "") for form in self.words.forms])
        for code in ("", *((self.wars.calm | self.wars.hosts) - self.wars.homes)):
            del often[code]
        return max(often, key=often.__getitem__, default="")

    def holds(self, mention: PlaceMention) -> bool:
        """«هدنة في حلب»، «هدنة تشمل حلب»."""
        before, said = self.words.forms[mention.first - 1], area_words()
        at = mention.first - 1
        while at > 1 and self.words.forms[at] in said.also:
            at -= 1
        if self.words.forms[at] in said.covers:
            return True
        if mention.cue in HOLDING or before in said.covers or before in said.all_over or before in said.along:
            return True
        if before == _ON and self.words.forms[mention.first] in said.lines:
            return True
        return is_of(self.words, mention)

    def is_abroad(self, mention: PlaceMention) -> bool:
        """Is this a town of another country than the article's: where something was agreed on?"""
        if mention.kind != "city" or self.main is None:
            return False
        land = self.gazetteer.country(mention.code)
        beside = self.between(*self.words.bounds[mention.first])  # «وفي السودان … في الفاشر»
        told = any(each.kind == "country" and each.code == land for each in beside)
        return land != self.gazetteer.country(self.main.code) and not told

    def country(self, code: str, at: int) -> tuple[PlaceMention, ...]:
        """The first mention of a country, else its name, told by token `at`; () where it is unknown."""
        named = tuple([each for each in self.places if each.kind == "country" and each.code == code][:1])
        if named or not code:
            return named
        return (told_by(self.page, at, code, self.gazetteer.name(code, "ar"), "country"),)

    def around(self, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
        """The area of the sentence of a mention at `start`: the main one if it is named there, else the nearest."""
        first, last = max(sentence[0], start - _AROUND), min(sentence[1], start + _AROUND)
        here = [
            each
            for each in (() if self.met else self.between(first, last))
            if each.kind not in NO_GROUND
            and not is_base(each)
            and not self.is_abroad(each)
            and not comes_from(self.words, each, self.mentions)
            and (each.first < start or area_words().apart.isdisjoint(self.words.forms[start : each.first]))
            and not any(turns(self.words, at) for at in range(start, each.first))
        ]
        if not here:
            return ()

        def rank(each: PlaceMention) -> tuple[bool, bool, int]:
            return is_office(self.words, each), not self.is_main(each), abs(each.first - start)

        return self.phrase(min(here, key=rank))

    def phrase(self, mention: PlaceMention) -> tuple[PlaceMention, ...]:
        """A place with those its phrase goes on with: «حي برزة في مدينة دمشق», the first first."""
        number = bisect_left(self.firsts, mention.first)
        return tuple(self.mentions[each] for each in phrase_around(self.mentions, number, self._goes_on, _LONGEST))

    def _goes_on(self, one: PlaceMention, two: PlaceMention) -> bool:
        near = two.first - one.last <= _JOINED and self.words.bounds[one.first] == self.words.bounds[two.first]
        return near and "country" not in {one.kind, two.kind} and not is_base(one) and not is_base(two)

    def between(self, first: int, last: int) -> Sequence[PlaceMention]:
        """The areas named at tokens first … last - 1."""
        start = bisect_left(self.firsts, first)
        return self.mentions[start : bisect_left(self.firsts, last, lo=start)]

    def is_home(self, named: Sequence[Place]) -> bool:
        """Do these places begin with the main area of the article?"""
        main = self.main
        return bool(named) and main is not None and (main.code, main.name) == (named[0].code, named[0].name)

    def is_seat(self, mention: PlaceMention) -> bool:
        """Is it a seat of government, or a town or a country where others make their truces?"""
        land, wars = self.gazetteer.country(mention.code), self.wars
        met = land in wars.hosts - wars.homes or mention.code in wars.venues | wars.seats
        return met or "capital" in self.words.sets[mention.first]

    def is_main(self, mention: PlaceMention) -> bool:
        """Is this the main area of the article?"""
        return self.main is not None and mention.code == self.main.code and mention.name == self.main.name


def places(mentions: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
    """Mentions as places, each once."""
    return once(tuple([Place(each.name, each.code) for each in mentions]))
