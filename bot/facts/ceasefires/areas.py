"""The areas that an article names: what a ceasefire may cover, and which of them is the article's own.

Governments, and countries that act rather than hold something, are no areas; those a truce is agreed with or between,
and towns where they only met, are none either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.ceasefires.words import area_words
from bot.facts.page import Page
from bot.facts.where import phrase_around
from bot.model.facts import Place

_BEHIND = 12
#: Tokens of a sentence that are looked at around a mention.
_AROUND = 80
_OPENING = 2
_JOINED = 3
#: So many more places are one phrase.
_LONGEST = 3
#: Tokens behind «بين» that name the states between which something is agreed.
_BETWEEN = 8
_NO_AREA = frozenset({"talks", "between", "org", "outlet"})
#: Kinds of places that a ceasefire nearby is not about: it covers more than an airport, less than the country.
_NO_GROUND = frozenset({"country", "site", "crossing"})
_HOLDING = frozenset({"at", "direction", "noun", "nouns"})
#: Where a truce is agreed on: a town or a country, behind these.
_TOWNS, _BEFORE_VENUE = frozenset({"city", "governorate", "country"}), 3
_MEETING, _SIGNED = frozenset({"cf_meeting", "cf_talk"}), frozenset({"cf_agree", "cf_sign"})
_TRUCES = frozenset({"truce", "calm"})
_SIGNABLE = _TRUCES | {"gunfire", "cf_agree_noun", "hostile", "hostilities"}
_WIDE = frozenset({"region", "governorate", "city", "district"})
#: How much the title and the first words of the text say about where an article is at home, in mentions.
_TITLE, _LEAD, _LEAD_TOKENS = 3.0, 1.5, 60
#: A country that holds things counts this little beside an area inside it; a village counts less than its region.
_COUNTRY, _SMALL = 0.45, 0.5
#: What counts less is also a place that nothing says to hold something.
_LOOSE = 0.6


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of one article: its mentions of places that may be areas, where they stand, and the main one."""

    words: Words
    mentions: tuple[PlaceMention, ...]
    main: PlaceMention | None
    places: Sequence[PlaceMention]
    firsts: list[int]
    gazetteer: Gazetteer

    @classmethod
    def of(cls, page: Page, gazetteer: Gazetteer, hosts: frozenset[str] = frozenset()) -> Areas:
        """Weigh every area of a page; nothing in a country of `hosts` is one."""
        mentions = tuple(_areas(page.words, page.places))
        venues = [mention for mention in mentions if _is_venue(page.words, mention)]
        if venues and (len(venues) < len(mentions) or venues[0].kind == "country"):
            mentions = tuple([mention for mention in mentions if mention not in venues])
        if hosts:
            mentions = tuple([mention for mention in mentions if gazetteer.country(mention.code) not in hosts])
        weights: dict[str, float] = {}
        first: dict[str, PlaceMention] = {}
        title, lead = page.words.title_end, page.words.title_end + _LEAD_TOKENS
        for mention in mentions:
            key, at = mention.code or mention.name, mention.first
            if mention.kind == "site":
                continue
            kind = _COUNTRY if mention.kind == "country" else 1.0 if mention.kind in _WIDE else _SMALL
            early = _TITLE if at < title else _LEAD if at < lead else 1.0
            weight = early * kind * (1.0 if mention.cue in _HOLDING or at < title else _LOOSE)
            if key in weights:
                weights[key] += weight
            else:
                first[key], weights[key] = mention, weight
        best = max(weights, key=weights.__getitem__, default="")
        firsts = [mention.first for mention in mentions]
        return cls(page.words, mentions, first.get(best), page.places, firsts, gazetteer)

    def told_behind(self, end: int, last: int) -> tuple[PlaceMention, ...]:
        """The area told behind a mention that ends at `end`, with what joins it."""
        last = next((at for at in range(end, min(last, end + _BEHIND)) if "cf_attack" in self.words.sets[at]), last)
        last = min(last, end + _BEHIND)
        behind = self._between(end, last)
        if self.main is not None:
            forms, said = self.words.forms, area_words()
            for at in range(end, behind[0].first + 1 if behind else last):
                if forms[at] in said.stands_for:
                    return (self._meant(at, self.main),)
                if forms[at] in said.whole and forms[at - 1] in said.all_over:
                    return self._country(self.gazetteer.country(self.main.code))
        holding = [
            number
            for number, each in enumerate(behind)
            if self._holds(each) and not self._abroad(each) and not self._comes_from(each)
        ]
        if not holding:
            return ()
        taken = [behind[holding[0]]]
        for mention in behind[holding[0] + 1 :]:
            if mention.first - taken[-1].last > _JOINED or mention.kind == "country":
                break
            taken.append(mention)
        return tuple(taken)

    def states_behind(self, end: int) -> tuple[Place, ...]:
        """«وقف إطلاق النار بين إيران وإسرائيل»: the states between which it is agreed."""
        if end >= len(self.words) or self.words.forms[end] not in area_words().between:
            return ()
        named = places(tuple([each for each in self.places if end < each.first < end + _BETWEEN]))
        states = tuple([each for each in named if self.gazetteer.country(each.code) == each.code])
        return states if len(states) > 1 else ()

    def _holds(self, mention: PlaceMention) -> bool:
        """«هدنة في حلب»، «هدنة تشمل حلب»."""
        if mention.cue in _HOLDING or self.words.forms[mention.first - 1] in area_words().covers:
            return True
        return _is_of(self.words, mention)

    def _comes_from(self, mention: PlaceMention) -> bool:
        """«أعيان من مدن الغرب»، «مقاتلون من بلدة …»: where somebody comes from."""
        forms, at, said = self.words.forms, mention.first - 1, area_words()
        if mention.cue == "list":  # «أعيان من مصراتة والزنتان»
            before = self.mentions[max(0, bisect_left(self.firsts, mention.first) - 1)]
            return before.last == mention.first and self._comes_from(before)
        if mention.cue in {"noun", "nouns"} and at > 0 and forms[at] not in said.origin:
            at -= 1  # «من مدن …»
        return at > 0 and forms[at] in said.origin and forms[at - 1] not in said.near_to

    def _abroad(self, mention: PlaceMention) -> bool:
        """Is this a town of another country than the article's: where something was agreed on?"""
        if mention.kind != "city" or self.main is None:
            return False
        return self.gazetteer.country(mention.code) != self.gazetteer.country(self.main.code)

    def _meant(self, at: int, main: PlaceMention) -> PlaceMention:
        """What a word at `at` stands for: the last area of its kind named before it, else the main one."""
        kinds = area_words().stands_for[self.words.forms[at]]
        before = self.mentions[: bisect_left(self.firsts, at)]
        return next((mention for mention in reversed(before) if mention.kind in kinds), main)

    def most_named(self) -> tuple[PlaceMention, ...]:
        """The country named most, for an article that names no area at all."""
        forms = self.words.forms
        countries = [
            each
            for each in self.places
            if each.kind == "country" and not each.role and forms[each.first - 1] not in area_words().against
        ]
        often = Counter([each.code for each in countries])
        return (max(countries, key=lambda each: often[each.code]),) if countries else ()

    def land_of_the_war(self, adjectives: Mapping[str, str]) -> str:
        """The country of «طرفي النزاع السوداني», «الحرب في أوكرانيا»; "" where none is told, or the article's own."""
        forms, fought = self.words.forms, area_words().fought
        often = Counter([adjectives.get(forms[at + 1], "") for at in range(len(forms) - 1) if forms[at] in fought])
        often.update([each.code for each in self.places if each.kind == "country" and forms[each.first - 2] in fought])
        del often[""]
        land = max(often, key=often.__getitem__, default="")
        here = self.gazetteer.country(self.main.code) if self.main is not None else ""
        return "" if self.main is not None and here in {"", land} else land

    def _country(self, code: str) -> tuple[PlaceMention, ...]:
        """The first mention of a country; () where it is not named."""
        return tuple([each for each in self.places if each.kind == "country" and each.code == code][:1])

    def around(self, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
        """The area of the sentence of a mention at `start`: the main one if it is named there, else the nearest."""
        first, last = max(sentence[0], start - _AROUND), min(sentence[1], start + _AROUND)
        here = [
            each
            for each in self._between(first, last)
            if each.kind not in _NO_GROUND and not self._abroad(each) and not self._comes_from(each)
        ]
        if not here:
            return ()
        return self.phrase(min(here, key=lambda mention: (not self.is_main(mention), abs(mention.first - start))))

    def phrase(self, mention: PlaceMention) -> tuple[PlaceMention, ...]:
        """A place with those its phrase goes on with: «حي برزة في مدينة دمشق», the first first."""
        number = bisect_left(self.firsts, mention.first)
        return tuple(self.mentions[each] for each in phrase_around(self.mentions, number, self._goes_on, _LONGEST))

    def _goes_on(self, one: PlaceMention, two: PlaceMention) -> bool:
        near = two.first - one.last <= _JOINED and self.words.bounds[one.first] == self.words.bounds[two.first]
        return near and "country" not in {one.kind, two.kind}

    def _between(self, first: int, last: int) -> Sequence[PlaceMention]:
        """The areas named at tokens first … last - 1."""
        start = bisect_left(self.firsts, first)
        return self.mentions[start : bisect_left(self.firsts, last, lo=start)]

    def is_main(self, mention: PlaceMention) -> bool:
        """Is this the main area of the article?"""
        return self.main is not None and mention.code == self.main.code and mention.name == self.main.name


def _is_venue(words: Words, mention: PlaceMention) -> bool:
    """«خلال اجتماع في صيدا»، «هدنة أبرمت في شرم الشيخ»: a town where they only met."""
    if mention.cue != "at" or mention.kind not in _TOWNS or mention.first < _BEFORE_VENUE:
        return False
    before = words.sets[mention.first - 2] | words.sets[mention.first - _BEFORE_VENUE]
    if "cf_signed" in words.sets[mention.first - 2] and not before.isdisjoint(_SIGNABLE):
        return True  # «الهدنة الموقعة في جنيف»
    return not before.isdisjoint(_MEETING) or not words.sets[mention.first - 2].isdisjoint(_SIGNED)


def _areas(words: Words, named: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The mentions that may be areas; what is listed with one that is none is none either: «بين كينشاسا وكيغالي»."""
    refused = -1
    for mention in named:
        if mention.cue == "list" and mention.first == refused:
            refused = mention.last
        elif _is_area(words, mention):
            yield mention
        elif mention.cue in _NO_AREA:
            refused = mention.last


def _is_of(words: Words, mention: PlaceMention) -> bool:
    """«هدنة حلب»: a truce of this place."""
    if mention.kind in _NO_GROUND or mention.cue != "talks" or not mention.first:
        return False
    return not words.clitics(mention.first - 1).article and not words.sets[mention.first - 1].isdisjoint(_TRUCES)


def _is_area(words: Words, mention: PlaceMention) -> bool:
    """No government, venue of talks, country that acts, no base, and no dateline («دبي، الإمارات (CNN)»)."""
    if mention.cue not in _HOLDING and "cf_begin" in words.sets[mention.first]:
        return False  # «سرت الهدنة»
    if _is_of(words, mention):
        return True
    if mention.role or mention.cue in _NO_AREA or fold_word(mention.name.partition(" ")[0]) in area_words().base:
        return False
    start = words.title_end
    if mention.first < start + _OPENING and not mention.cue and mention.field == "text":
        return any(words.forms[at].isalpha() for at in range(start, mention.first)) and mention.kind != "country"
    return mention.kind != "country" or mention.cue in {"at", "direction"}


def places(mentions: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
    """Mentions as places, each once."""
    return once(tuple([Place(each.name, each.code) for each in mentions]))


def once(named: tuple[Place, ...]) -> tuple[Place, ...]:
    """Places, each once."""
    return tuple({each.code or each.name: each for each in named}.values())
