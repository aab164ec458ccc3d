"""Which war an article says a ceasefire is to end: states that agree on it, «طرفا النزاع السوداني», «الحرب في …»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.ceasefires.reasons import once
from bot.facts.ceasefires.wars import Wars
from bot.facts.ceasefires.words import area_words
from bot.model.facts import Place

#: So near a truce stands what war it is to end.
_FOUGHT = 12
#: Tokens behind «بين» that name the states between which something is agreed.
BETWEEN = 8
#: Kinds of the capitals that stand for their states.
_SEATS = frozenset({"city", "governorate"})
#: Tokens before it in which two states agree to it.
_AGREEING, _AGREED = 12, frozenset({"cf_agree", "cf_approve", "cf_announce", "cf_sign", "cf_accuse"})
#: What a country does that is no side of it.
_MEDIATING = frozenset({"cf_mediate", "cf_welcome"})
#: What a country that hosts talks does of wars that are not its own.
_ASKING = frozenset({"cf_propose", "cf_call"})
#: So far before the first of two states stands that they agree: «اتفق رئيسا وزراء تايلاند وكمبوديا».
_WHO = 4
#: So near behind a ceasefire stands whom it is made with.
_WITH, _WITH_WHOM = 6, "مع"
_AND, _ACCORDS = "و", frozenset({"cf_agree_noun", "truce", "calm"})
_HELD, _NO_TOWN, _JOINED = frozenset({"at", "noun"}), frozenset({"country", "site", "crossing"}), 4
_SETTLED = frozenset({"city", "town", "governorate", "camp", "neighbourhood", "village", "district", "region"})
_TRUCES = _ACCORDS | {"ceasing", "cf_stop_verb", "cf_desists", "cf_halts"}
#: What stands behind the word that heads a title.
_HEADING = frozenset({":", ".", "…", "|", "-", "–", "/"})


@dataclass(frozen=True, slots=True)
class ToldWars:
    """What one article says of its wars. `land`: the country of its main area; `homeless`: it has no main area."""

    words: Words
    places: Sequence[PlaceMention]
    gazetteer: Gazetteer
    wars: Wars
    land: str
    homeless: bool

    def states_of(self, start: int, end: int) -> tuple[Place, ...]:
        """The states between which it is agreed: «وقف إطلاق النار بين إيران وإسرائيل», or both of them agree to it."""
        if end < len(self.words) and self.words.forms[end] in area_words().between:
            named = [each for each in self.places if end < each.first < end + BETWEEN]
            return self._at_war(named, told=True) or self._described(end + 1, end + BETWEEN)
        with_whom = self._made_with(end)
        if with_whom is not None:
            return self._and_whose(with_whom, start)
        both = end < len(self.words) and self.words.forms[end] in area_words().they  # «الهدنة بينهما»
        named = [each for each in self.places if start - _AGREEING * (1 + both) < each.first < start]
        low = self.words.bounds[start][0]
        joined = [at for at, each in enumerate(named) if each.cue == "list" and at and low <= named[at - 1].first]
        named = named[joined[-1] - 1 : joined[-1] + 1] if joined else []
        agreed = named and any(self.words.sets[at] & _AGREED for at in range(max(low, named[0].first - _WHO), start))
        if not named or not (agreed or both):
            return self._the_two(start, end)
        return self._at_war(named)

    def _made_with(self, end: int) -> PlaceMention | None:
        """The country that stands behind «مع» right behind a ceasefire: «هدنة مدتها 48 ساعة مع أفغانستان»."""
        last = min(self.words.bounds[end - 1][1], end + _WITH)
        near = (each for each in self.places if end < each.first < last and each.kind == "country")
        return next((each for each in near if self.words.forms[each.first - 1] == _WITH_WHOM), None)

    def _and_whose(self, foe: PlaceMention, start: int) -> tuple[Place, ...]:
        """It, and the nation whose adjective stands before: «أعلن الجيش الباكستاني هدنة مع أفغانستان»."""
        codes = [code for at in range(self.words.bounds[start][0], start) if (code := self._nation(at))]
        own = next((code for code in codes if code != foe.code and self.wars.may_fight(code, foe.code)), "")
        return once((*([Place(self._name(own), own)] if own else ()), Place(foe.name, foe.code)))

    def _the_two(self, start: int, end: int) -> tuple[Place, ...]:
        """«اتفق البلدان على هدنة»: the two states that the article named before."""
        low, high = self.words.bounds[start]
        if area_words().two_lands.isdisjoint(self.words.forms[low : min(high, end + BETWEEN)]):
            return ()
        before = [each for each in self.places if each.first < start]
        pairs = (pair for pair in pairwise(reversed(before)) if pair[0].cue == "list")
        joined = next(filter(None, (self._at_war((one, two)) for two, one in pairs)), ())
        return joined or self._at_war([each for each in before if each.kind == "country"])

    def _described(self, first: int, last: int) -> tuple[Place, ...]:
        """«بين الجيش التايلاندي والجيش الكمبودي», «بين الجيشين الهندي والباكستاني»: two states by their adjectives."""
        last = min(last, self.words.bounds[first - 1][1])
        codes = [code for at in range(first, last) if (code := self._nation(at))]
        if len(set(codes)) != 2 or not self.wars.may_fight(*codes):
            return ()
        return once(tuple([Place(self._name(code), code) for code in codes]))

    def _nation(self, at: int) -> str:
        """The code of the nation whose adjective token `at` is, «والكمبودي» too; "" where it is none."""
        form, known = self.words.forms[at] if at < len(self.words) else "", self.wars.adjectives
        return known.get(form, "") or known.get(form.removeprefix(_AND), "")

    def _name(self, code: str) -> str:
        """A country by the name that the article has for it, else by its usual one."""
        named = (each.name for each in self.places if each.code == code and each.kind == "country")
        return next(named, "") or self.gazetteer.name(code, "ar")

    def _at_war(self, named: Sequence[PlaceMention], *, told: bool = False) -> tuple[Place, ...]:
        """The states that some names stand for, capitals too; () where they are not two that may fight each other.

        `told`: it is told that they do («هدنة بين إيران والولايات المتحدة»).
        """
        country, found = self.gazetteer.country, list[Place]()
        for each in named:
            code = country(each.code)
            if code == each.code:
                found.append(Place(each.name, code))
            elif any(other.role == "government" and other.kind != "country" for other in named) and each.kind in _SEATS:
                found.append(Place(self.gazetteer.name(code, "ar"), code))  # «كابول وإسلام آباد»
        states = once(tuple(found))
        return states if len(states) > 1 and (told or self.wars.may_fight(*[each.code for each in states])) else ()

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
            and not self._is_aside(each)
        ]
        for one, two in pairwise(countries):  # «الحدود بين تايلاند وكمبوديا»
            if two.cue == "list" and forms[one.first - 1] in area_words().between and self._at_war((one, two)):
                return (one, two)
        often = Counter([each.code for each in countries])
        return (max(countries, key=lambda each: often[each.code]),) if countries else ()

    def _is_aside(self, country: PlaceMention) -> bool:
        """Does it only mediate, call for what others are to make («هدنة اقترحتها ماليزيا»), or send who does?"""
        before, at_home = self.words.sets[country.first - 1], self.wars.is_home(country.code)
        asks = not before.isdisjoint(_ASKING) or self.words.forms[country.first - 1] in area_words().origin
        return not before.isdisjoint(_MEDIATING) or (asks and not at_home)

    def land_of_the_war(self) -> str:
        """The country of «طرفي النزاع السوداني», «الحرب في أوكرانيا»; "" where none is told, or the article's own."""
        often = Counter([code for _, code in self._fights(0, len(self.words), area_words().fought)])
        often.update([each.code for each in self.places if each.kind == "country" and self._is_fought_in(each)])
        land = max(often, key=often.__getitem__, default="")
        return "" if not self.homeless and self.land in {"", land} else land

    def _fights(self, first: int, last: int, fought: frozenset[str]) -> Iterator[tuple[int, str]]:
        """Words for a war with the adjective of a nation behind them, and its code: «طرفي النزاع السوداني»."""
        forms, known = self.words.forms, self.wars.adjectives
        for at in range(first, min(last, len(forms) - 1)):
            if forms[at] in fought and forms[at + 1] in known:
                yield at, known[forms[at + 1]]

    def fought_over(self, start: int, sentence: tuple[int, int]) -> tuple[Place, ...]:
        """The country of the war told beside a mention at `start`: «طرفي الحرب في السودان»، «طرفي النزاع السوداني»."""
        near = range(max(sentence[0], start - _FOUGHT), min(sentence[1], start + _FOUGHT))
        lands = [each for each in self.places if each.kind == "country" and sentence[0] < each.first < sentence[1]]
        named = next((each for each in lands if each.first in near and self._is_fought_in(each)), None)
        named = named or next(filter(self._is_all_over, lands), None)
        if named is not None:
            return (Place(named.name, named.code),)
        fights = self._fights(near.start, near.stop, area_words().sides)
        described = next((code for at, code in fights if self.wars.is_home(code) and not self._nation(at + 2)), "")
        return (Place(self._name(described), described),) if described else ()

    def of_the_people(self) -> tuple[Place, ...]:
        """The country whose adjective stands most often, of an article that names no place: «الحكومة الكولومبية»."""
        codes = filter(None, map(self._nation, range(len(self.words))))
        often = Counter([code for code in codes if self.wars.is_home(code)])
        code = max(often, key=often.__getitem__, default="")
        return (Place(self._name(code), code),) if code else ()

    def _is_all_over(self, country: PlaceMention) -> bool:
        """«في عموم سوريا»."""
        return self.words.forms[country.first - 1] in area_words().all_over

    def accord(self) -> tuple[Place, ...]:
        """The place that an accord is named by: «بعثة دعم اتفاق الحديدة»; () of one named by where it was made."""
        for each in self.places:
            of_accord = each.cue == "talks" and not self.words.sets[each.first - 1].isdisjoint(_ACCORDS)
            if of_accord and each.kind != "country" and not each.role and not self._is_made_in(each):
                return (Place(each.name, each.code),)
        return ()

    def _is_made_in(self, each: PlaceMention) -> bool:
        """Do others make their truces there?"""
        return each.code in self.wars.venues or self.gazetteer.country(each.code) in self._abroad()

    def topic(self) -> tuple[Place, ...]:
        """The country that heads the title, the only place in it: «مالي: اتفاق على وقف النار»."""
        named = [each for each in self.places if each.field == "title"]
        if len(named) != 1 or named[0].kind != "country" or named[0].first or named[0].last >= len(self.words):
            return ()
        heads = self.words.forms[named[0].last][:1] in _HEADING
        return (Place(named[0].name, named[0].code),) if heads else ()

    def title(self) -> tuple[Place, ...]:
        """Where the title tells of one: «الضالع: تهدئة …», «توقيع اتفاق في دماج»; no country, nor where others meet."""
        words = self.words
        for each in self.places:
            if each.field != "title" or each.role or self._is_made_in(each) or each.kind in _NO_TOWN:
                continue
            heads = not each.first and words.forms[each.last][:1] in _HEADING if each.last < len(words) else False
            behind = next((other.first for other in self.places if other.first > each.first), words.title_end)
            said = words.sets[each.last : min(behind, words.title_end)] if heads else ()
            said = said or words.sets[max(0, each.first - _JOINED) : each.first]
            if each.kind in _SETTLED and not area_words().calmed.isdisjoint(words.forms[: words.title_end]):
                return (Place(each.name, each.code),)  # «هدوء في الحديدة»
            if (heads or each.cue in _HELD) and any(not classes.isdisjoint(_TRUCES) for classes in said):
                return (Place(each.name, each.code),)
        return ()

    def filed(self) -> tuple[Place, ...]:
        """Where the report was filed: «صعدة | توقفت المواجهات …»; () in a seat of government, where all is filed."""
        for each in self.places:
            seated = "capital" in self.words.sets[each.first] or self.gazetteer.country(each.code) in self._abroad()
            behind = "".join(self.words.forms[each.last : each.last + 1])
            heads = each.first == self.words.title_end and behind[:1] in _HEADING
            if (each.role == "dateline" or heads) and each.kind != "country" and not seated:
                return (Place(each.name, each.code),)
        return ()

    def _abroad(self) -> frozenset[str]:
        return self.wars.hosts | self.wars.calm

    def _is_fought_in(self, country: PlaceMention) -> bool:
        """«الحرب في أوكرانيا»."""
        forms, at, said = self.words.forms, country.first, area_words()
        return forms[at - 1] in said.led and forms[at - 2] in said.fought
