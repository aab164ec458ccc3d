"""Which area a ceasefire covers, among the places that an article names.

What is told right behind the mention («هدنة في إدلب») covers it. Where nothing is, it is the area of its sentence, then
the main area of the article. Governments, and countries that act rather than hold something, are no areas; those a
truce is agreed with or between are none either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.ceasefire_wars import Wars
from bot.facts.ceasefire_words import area_words
from bot.facts.page import Page
from bot.facts.where import phrase_around
from bot.model.facts import CeasefireStatus, Place

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
    def of(cls, page: Page, gazetteer: Gazetteer, host: str = "") -> Areas:
        """Weigh every area of a page; nothing in the country of a `host` is one."""
        mentions = tuple([mention for mention in page.places if _is_area(page.words, mention)])
        if host:
            mentions = tuple([mention for mention in mentions if gazetteer.country(mention.code) != host])
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
            if each.cue in _HOLDING and not self._abroad(each) and not self._comes_from(each)
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

    def _comes_from(self, mention: PlaceMention) -> bool:
        """«أعيان من مدن الغرب»، «مقاتلون من بلدة …»: where somebody comes from."""
        forms, at, said = self.words.forms, mention.first - 1, area_words()
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

    @staticmethod
    def _goes_on(one: PlaceMention, two: PlaceMention) -> bool:
        return one.field == two.field and two.first - one.last <= _JOINED and "country" not in {one.kind, two.kind}

    def _between(self, first: int, last: int) -> Sequence[PlaceMention]:
        """The areas named at tokens first … last - 1."""
        start = bisect_left(self.firsts, first)
        return self.mentions[start : bisect_left(self.firsts, last, lo=start)]

    def is_main(self, mention: PlaceMention) -> bool:
        """Is this the main area of the article?"""
        return self.main is not None and mention.code == self.main.code and mention.name == self.main.name


def _is_area(words: Words, mention: PlaceMention) -> bool:
    """No government, venue of talks, country that acts, no base, and no dateline («دبي، الإمارات (CNN)»)."""
    if "cf_begin" in words.sets[mention.first] and mention.cue not in _HOLDING:
        return False  # «سرت الهدنة»
    if mention.role or mention.cue in _NO_AREA or fold_word(mention.name.partition(" ")[0]) in area_words().base:
        return False
    start = words.title_end
    if mention.first < start + _OPENING and not mention.cue and mention.field == "text":
        return any(words.forms[at].isalpha() for at in range(start, mention.first)) and mention.kind != "country"
    return mention.kind != "country" or mention.cue in {"at", "direction"}


class Chooser:
    """Chooses the area of each mention of a ceasefire in one article, given the spans of all of them.

    `breaches`: where one is told to be broken; it happens somewhere, and that is not the area of the others.
    """

    def __init__(
        self,
        page: Page,
        spans: Sequence[tuple[int, int, tuple[int, int]]],
        gazetteer: Gazetteer,
        wars: Wars,
        breaches: frozenset[int],
    ) -> None:
        self._areas, self._wars = Areas.of(page, gazetteer), wars
        main = self._areas.main
        land = gazetteer.country(main.code) if main is not None else ""
        if wars.hosted(page.words, land):  # «وقع الجيش والدعم السريع في مدينة جدة …»
            self._areas = Areas.of(page, gazetteer, land)
        self._told = {start: self._areas.told_behind(end, sentence[1]) for start, end, sentence in spans}
        self._ends = [end for _, end, _ in spans]
        self._breaches = breaches
        self._fought: tuple[Place, ...] | None = None

    def explicit(self, start: int) -> tuple[Place, ...]:
        """The area told right behind the mention at token `start`; () where none is. A word for one means the main one:
        that it stands for another makes no second ceasefire."""
        told, main = self._told[start], self._areas.main
        if told and main is not None and told[0].first < start and told[0].kind != "country":
            return self._named((main,))
        return self._named(told)

    def area(self, status: CeasefireStatus, start: int, sentence: tuple[int, int]) -> tuple[Place, ...]:
        """The area of the ceasefire named at token `start`; () where none is told.

        What is told at the mention itself comes first, then what is told at the others («الهدنة» is theirs), then the
        area around. A breach happens somewhere: its place comes before the area that the ceasefire covers.
        """
        told = self._told[start] or self._of_another(start)
        here = self._areas.around(start, sentence)
        main = self._areas.phrase(self._areas.main) if self._areas.main else ()
        if not told:
            fought = self._of_the_war()
            if fought:
                return _once((*self._named(here or main), *fought)) if status is CeasefireStatus.VIOLATED else fought
        if not (told or here or main):
            return self._named(self._areas.most_named())
        if status is CeasefireStatus.VIOLATED and (not told or told[0].kind == "country"):
            return self._named((*(here or main), *told))
        if status is CeasefireStatus.PAST and not self._told[start]:
            return self._named(here or told or main)
        if told and not self._told[start] and told[0].kind == "country" and here and self._areas.is_main(here[0]):
            fought = self._of_the_war()  # «الحرب في السودان … قال في الخرطوم إنه يرفض الهدنة»
            told = told if fought and fought[0].code == told[0].code else here
        return self._named(told or here or main)

    def _of_the_war(self) -> tuple[Place, ...]:
        """What the war is fought over, by its parties; else the states that the ceasefire is agreed between."""
        if self._fought is None:
            areas = self._areas
            code = self._wars.fought(areas.words, areas.gazetteer.country(areas.main.code) if areas.main else "")
            if code:
                bare = area_words().bare
                named = (each.name for each in areas.places if each.code == code and fold_word(each.name) not in bare)
                as_named = next(named, "")
                self._fought = (Place(as_named or areas.gazetteer.name(code, "ar"), code),)
            else:
                self._fought = next(filter(None, map(areas.states_behind, self._ends)), ())
        return self._fought

    def _named(self, mentions: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
        """Mentions as places; «القطاع» by the name it stands for."""
        areas, bare = self._areas, area_words().bare
        short = [fold_word(each.name) in bare for each in mentions]
        if not any(short):
            return places(mentions)
        fuller = {each.code: each.name for each in reversed(areas.mentions) if fold_word(each.name) not in bare}
        named = [
            Place(fuller.get(each.code) or areas.gazetteer.name(each.code, "ar") or each.name, each.code)
            if is_short
            else Place(each.name, each.code)
            for each, is_short in zip(mentions, short, strict=True)
        ]
        return _once(tuple(named))

    def _of_another(self, start: int) -> tuple[PlaceMention, ...]:
        lent = [(at, found) for at, found in self._told.items() if found and at not in self._breaches]
        others = [(abs(other - start) + (other > start) * 40, found) for other, found in lent]
        return min(others, key=lambda each: each[0])[1] if others else ()


def places(mentions: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
    """Mentions as places, each once."""
    return _once(tuple([Place(each.name, each.code) for each in mentions]))


def _once(named: tuple[Place, ...]) -> tuple[Place, ...]:
    """Places, each once."""
    return tuple({each.code or each.name: each for each in named}.values())
