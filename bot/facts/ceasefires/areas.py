"""The areas that an article names: what a ceasefire may cover, and which of them is the article's own.

Governments, and countries that act rather than hold something, are no areas; those a truce is agreed with or between,
and towns where they only met, are none either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.arabic.alphabet import CONJOINED
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.candidates import HOLDING, NO_GROUND, areas_of, comes_from, is_of
from bot.facts.ceasefires.lands import land_at, told_by
from bot.facts.ceasefires.reasons import once
from bot.facts.ceasefires.venues import is_venue
from bot.facts.ceasefires.wars import Wars
from bot.facts.ceasefires.words import area_words
from bot.facts.page import Page
from bot.facts.where import phrase_around
from bot.model.facts import Place

_BEHIND = 12
#: Tokens of a sentence that are looked at around a mention.
_AROUND = 80
#: A part of a land that no table names stands no further behind a truce.
_NEAR = 7
_JOINED = 3
#: So many more places are one phrase.
_LONGEST = 3
#: So near a truce stands what war it is to end.
_FOUGHT = 12
#: Tokens behind «بين» that name the states between which something is agreed.
_BETWEEN = 8
#: What a verb may say of a ceasefire that opens a clause behind it.
_OF_TRUCES = frozenset({"cf_begin", "cf_apply", "cf_result", "cf_hold", "cf_done"})
_UNLESS = ["ما", "لم"]
_IN_THE = "بال"
#: Kinds of the capitals that stand for their states.
_SEATS = frozenset({"city", "governorate"})
#: Tokens before it in which two states agree to it.
_AGREEING, _AGREED = 12, frozenset({"cf_agree", "cf_approve"})
#: What a region that is named at once behind a truce must not be parted from it by.
_PARTING = frozenset({"comma", "stop", "newline"})
_WIDE = frozenset({"region", "governorate", "city", "district", "camp"})
#: How much the title and the first words of the text say about where an article is at home, in mentions.
_TITLE, _LEAD, _LEAD_TOKENS = 3.0, 1.5, 60
#: A country that holds things counts this little beside an area inside it; a village counts less than its region.
_COUNTRY, _SMALL = 0.45, 0.5
#: What counts less is also a place that nothing says to hold something.
_LOOSE = 0.6


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of one article: its mentions of places that may be areas, where they stand, and the main one."""

    page: Page
    words: Words
    mentions: tuple[PlaceMention, ...]
    main: PlaceMention | None
    places: Sequence[PlaceMention]
    firsts: list[int]
    gazetteer: Gazetteer
    wars: Wars

    @classmethod
    def of(cls, page: Page, gazetteer: Gazetteer, wars: Wars, hosts: frozenset[str] = frozenset()) -> Areas:
        """Weigh every area of a page; nothing in a country of `hosts` is one, nor where nothing is fought."""
        mentions = tuple(areas_of(page.words, page.places))
        abroad = hosts | wars.calm | wars.hosts
        venues = [each for each in mentions if is_venue(page.words, each, gazetteer.country(each.code) in abroad)]
        if venues and len(venues) == len(mentions) and venues[0].kind != "country":
            venues = [mention for mention in venues if gazetteer.country(mention.code) in wars.hosts]
        mentions = tuple([mention for mention in mentions if mention not in venues])
        hosts = hosts | wars.calm
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
            weight = early * kind * (1.0 if mention.cue in HOLDING or at < title else _LOOSE)
            if key in weights:
                weights[key] += weight
            else:
                first[key], weights[key] = mention, weight
        best = max(weights, key=weights.__getitem__, default="")
        firsts = [mention.first for mention in mentions]
        return cls(page, page.words, mentions, first.get(best), page.places, firsts, gazetteer, wars)

    def told_behind(self, end: int, last: int) -> tuple[PlaceMention, ...]:
        """The area told behind a mention that ends at `end`, with what joins it."""
        forms, said = self.words.forms, area_words()
        reach = _BEHIND + _BETWEEN * any(forms[at] in said.between for at in range(end, min(last, end + _BEHIND)))
        last = min(last, end + reach)
        last = next((at for at in range(end, last) if self._is_apart(at)), last)
        behind = self._between(end, last)
        holding = next((number for number, each in enumerate(behind) if self._may_hold(each, end)), -1)
        for at in range(end, behind[holding].first if holding >= 0 else last):
            if (
                _plain(forms[at]) in said.stands_for
                and self.main is not None
                and said.compass_of.isdisjoint(forms[at + 1 : at + 2])
            ):
                return (self._meant(at, self.main),)
            if forms[at] in said.whole and forms[at - 1] in said.all_over:
                return self._country(self._land(), at)
            if at < end + _NEAR and self._is_unparted(end, at):
                land = land_at(self.page, at, self._land, self.gazetteer, self.wars.adjectives)
                if land is not None:
                    return (land,)
        if holding < 0:
            return ()
        taken = [behind[holding]]
        for mention in behind[holding + 1 :]:
            beside = mention.cue or mention.first == taken[-1].last or mention.code == taken[-1].code
            if not beside or mention.first - taken[-1].last > _JOINED or mention.kind == "country":
                break  # «في النيل الأزرق برعاية والي الخرطوم»
            taken.append(mention)
        return tuple(taken)

    def _is_apart(self, at: int) -> bool:
        """Does another matter begin: an attack, who somebody is, what the truce serves?"""
        said = self.words.sets[at]
        if "cf_attack" in said or self.words.forms[at] in area_words().apart:
            return True
        if self.words.forms[at : at + 2] == _UNLESS:
            return True  # «وقف النار ما لم ينسحبوا من …»
        opens = self.words.code[2 * at + 1] in CONJOINED and at > 0 and "comma" in self.words.sets[at - 1]
        return opens and not said.isdisjoint(TIMED) and said.isdisjoint(_OF_TRUCES)  # «…، وأدلى بتصريحه في القاهرة»

    def _may_hold(self, mention: PlaceMention, end: int) -> bool:
        if self._abroad(mention) or comes_from(self.words, mention, self.mentions):
            return False
        return self._holds(mention) or self._is_joined(mention, end)

    def _is_joined(self, mention: PlaceMention, end: int) -> bool:
        """«وقف إطلاق النار جنوبي سوريا»: a part of a land, with nothing that parts it from the truce."""
        return self.words.forms[mention.first] in area_words().side and self._is_unparted(end, mention.first)

    def _is_unparted(self, end: int, first: int) -> bool:
        return not any(self.words.sets[at] & _PARTING for at in range(end, first))

    def _land(self) -> str:
        """The country of the article: of its main area, else the one whose adjective stands most often."""
        if self.main is not None:
            return self.gazetteer.country(self.main.code)
        often = Counter([self.wars.adjectives.get(form, "") for form in self.words.forms])
        for code in ("", *self.wars.calm, *self.wars.hosts):
            del often[code]
        return max(often, key=often.__getitem__, default="")

    def states_of(self, start: int, end: int) -> tuple[Place, ...]:
        """The states between which it is agreed: «وقف إطلاق النار بين إيران وإسرائيل», or both of them agree to it."""
        if end < len(self.words) and self.words.forms[end] in area_words().between:
            named = [each for each in self.places if end < each.first < end + _BETWEEN]
        else:
            named = [each for each in self.places if start - _AGREEING < each.first < start]
            low = self.words.bounds[start][0]
            joined = [at for at, each in enumerate(named) if each.cue == "list" and at and low <= named[at - 1].first]
            named = named[joined[-1] - 1 : joined[-1] + 1] if joined else []
            if not named or not any(self.words.sets[at] & _AGREED for at in range(named[0].first - 1, start)):
                return ()
        return self._at_war(named)

    def _at_war(self, named: Sequence[PlaceMention]) -> tuple[Place, ...]:
        """The states that some names stand for, capitals too; () where they are not two that may fight each other."""
        country, found = self.gazetteer.country, list[Place]()
        for each in named:
            code = country(each.code)
            if code == each.code:
                found.append(Place(each.name, code))
            elif any(other.role == "government" and other.kind != "country" for other in named) and each.kind in _SEATS:
                found.append(Place(self.gazetteer.name(code, "ar"), code))  # «كابول وإسلام آباد»
        states = once(tuple(found))
        return states if len(states) > 1 and self.wars.may_fight(*[each.code for each in states]) else ()

    def _holds(self, mention: PlaceMention) -> bool:
        """«هدنة في حلب»، «هدنة تشمل حلب»."""
        before, said = self.words.forms[mention.first - 1], area_words()
        if mention.cue in HOLDING or before in said.covers or before in said.all_over:
            return True
        return is_of(self.words, mention)

    def _abroad(self, mention: PlaceMention) -> bool:
        """Is this a town of another country than the article's: where something was agreed on?"""
        if mention.kind != "city" or self.main is None:
            return False
        return self.gazetteer.country(mention.code) != self.gazetteer.country(self.main.code)

    def _meant(self, at: int, main: PlaceMention) -> PlaceMention:
        """What a word at `at` stands for: the last area of its kind named before it, else the main one."""
        kinds = area_words().stands_for[_plain(self.words.forms[at])]
        before = self.mentions[: bisect_left(self.firsts, at)]
        return next((mention for mention in reversed(before) if mention.kind in kinds), main)

    def most_named(self) -> tuple[PlaceMention, ...]:
        """The country named most, for an article that names no area at all."""
        forms = self.words.forms
        countries = [
            each
            for each in self.places
            if each.kind == "country"
            and each.role != "government"
            and each.code not in self.wars.calm
            and forms[each.first - 1] not in area_words().against
        ]
        for one, two in pairwise(countries):  # «الحدود بين تايلاند وكمبوديا»
            if two.cue == "list" and forms[one.first - 1] in area_words().between and self._at_war((one, two)):
                return (one, two)
        often = Counter([each.code for each in countries])
        return (max(countries, key=lambda each: often[each.code]),) if countries else ()

    def land_of_the_war(self, adjectives: Mapping[str, str]) -> str:
        """The country of «طرفي النزاع السوداني», «الحرب في أوكرانيا»; "" where none is told, or the article's own."""
        forms, fought = self.words.forms, area_words().fought
        often = Counter([adjectives.get(forms[at + 1], "") for at in range(len(forms) - 1) if forms[at] in fought])
        often.update([each.code for each in self.places if each.kind == "country" and self._is_fought_in(each)])
        del often[""]
        land = max(often, key=often.__getitem__, default="")
        here = self.gazetteer.country(self.main.code) if self.main is not None else ""
        return "" if self.main is not None and here in {"", land} else land

    def fought_over(self, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
        """The country of the war told beside a mention at `start`: «دعا طرفي الحرب في السودان إلى هدنة»."""
        near = range(max(sentence[0], start - _FOUGHT), min(sentence[1], start + _FOUGHT))
        lands = (each for each in self.places if each.first in near and each.kind == "country")
        return tuple(filter(self._is_fought_in, lands))[:1]

    def _is_fought_in(self, country: PlaceMention) -> bool:
        """«الحرب في أوكرانيا»."""
        forms, at, said = self.words.forms, country.first, area_words()
        return forms[at - 1] in said.led and forms[at - 2] in said.fought

    def _country(self, code: str, at: int) -> tuple[PlaceMention, ...]:
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
            for each in self._between(first, last)
            if each.kind not in NO_GROUND
            and not self._abroad(each)
            and not comes_from(self.words, each, self.mentions)
            and (each.first < start or area_words().apart.isdisjoint(self.words.forms[start : each.first]))
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

    def is_home(self, named: Sequence[Place]) -> bool:
        """Do these places begin with the main area of the article?"""
        main = self.main
        return bool(named) and main is not None and (main.code, main.name) == (named[0].code, named[0].name)

    def is_main(self, mention: PlaceMention) -> bool:
        """Is this the main area of the article?"""
        return self.main is not None and mention.code == self.main.code and mention.name == self.main.name


def _plain(form: str) -> str:
    """«بالمخيم» as «المخيم»."""
    return form[1:] if form.startswith(_IN_THE) else form


def places(mentions: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
    """Mentions as places, each once."""
    return once(tuple([Place(each.name, each.code) for each in mentions]))
