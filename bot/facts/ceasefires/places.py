"""Which area a ceasefire covers, among the places that an article names (ceasefires/areas.py).

What is told right behind the mention («هدنة في إدلب») covers it. Where nothing is, it is what the war of its parties is
fought over, then the area of its sentence, then the main area of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.facts.ceasefires.areas import Areas, places
from bot.facts.ceasefires.battles import battle, part_of_land, reigned_over, where_met
from bot.facts.ceasefires.behind import says_region, told_behind
from bot.facts.ceasefires.candidates import HOLDING
from bot.facts.ceasefires.grounds import between, covered, finer, fronted, is_tribal, site, struck_before
from bot.facts.ceasefires.makers import makers_of, nation
from bot.facts.ceasefires.reasons import Told, area_by, once
from bot.facts.ceasefires.wars import Wars
from bot.facts.ceasefires.words import area_words
from bot.facts.page import Page
from bot.model.facts import CeasefireStatus, Place

#: More places than these are no area of a ceasefire of which only another sentence tells: what holds them all is.
_FEW = 2

_COUNTRY_CODE = 2
#: Of these a breach is told of the ceasefire, not where it was broken: «أكبر خرق لوقف النار في شمال غرب سوريا».
_WIDE = frozenset({"region", "country"})


_Mentions = tuple[PlaceMention, ...]


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
        self._areas, self._wars = Areas.of(page, gazetteer, wars), wars
        lands = {gazetteer.country(each.code) for each in self._areas.mentions}
        hosts = wars.hosts & lands
        self._sides = wars.sides(page.words) if hosts else None
        if hosts:  # «وقع الجيش والدعم السريع في مدينة جدة …»
            hosts = self._meeting(hosts)
        if hosts:
            self._areas = Areas.of(page, gazetteer, wars, hosts)
        self._told_wars = self._areas.told_wars()
        areas = self._areas
        self._told = {
            start: told_behind(areas, end, last) or between(areas, end, last) for start, end, (_, last) in spans
        }
        self._told |= dict(self._of_the_region(spans))
        unbroken = [(start, at) for start, _, at in spans if not self._told[start] and start not in breaches]
        self._opened = {start: told for start, at in unbroken if (told := _before(areas, start, at))}
        self._told |= self._opened
        self._spans = [(start, end) for start, end, _ in spans]
        self._breaches = breaches
        self._in_title = any(start < page.words.title_end for start, _, _ in spans)
        self._fought: tuple[Place, ...] | None = None

    def _of_the_region(self, spans: Sequence[tuple[int, int, tuple[int, int]]]) -> Iterator[tuple[int, _Mentions]]:
        """«هدنة في شمال غرب سوريا … وقف النار في المنطقة»: the region told of another mention, for those so told."""
        named = [(start, told) for start, told in self._told.items() if told and told[0].first >= start]
        for start, end, (_, last) in spans:
            told = self._told[start]
            if told and told[0].first < start and says_region(self._areas, end, last):
                region = next((other for at, other in reversed(named) if at < start and other[0].kind != "country"), ())
                if region:
                    yield start, region

    def _meeting(self, hosts: frozenset[str]) -> frozenset[str]:
        """The hosts of talks where only others meet: by the parties of the war, else by the nations that make it."""
        by_war = self._wars.hosting(self._sides, hosts) if self._sides else frozenset()
        makers = frozenset() if by_war else makers_of(self._areas)
        return by_war or (hosts - makers - self._wars.homes if makers else frozenset())

    def explicit(self, start: int) -> tuple[Place, ...]:
        """The area told right behind the mention at token `start`; () where none is. A word for one means the main one:
        that it stands for another makes no second ceasefire."""
        told, main = self._told[start], self._areas.main
        if self._on_fronts(told):
            return ()
        stands_for = bool(told) and told[0].first < start and start not in self._opened
        if stands_for and main is not None and told[0].kind != "country":
            return self._named((main,))
        return self._named(told)

    def area(self, status: CeasefireStatus, start: int, sentence: tuple[int, int]) -> tuple[tuple[Place, ...], str]:
        """The area of the ceasefire named at token `start`, and the name of the reason in data/ceasefire_reasons.tsv
        that says which of those told in the article it is; (), "" where none is told."""
        own = self._told[start]
        around = self._areas.around(start, sentence)
        lent = () if own else self._lent(start, around)
        told = {**self._told_there(start, sentence, own, lent), **self._told_around(start, sentence, around)}
        return area_by(status, told)

    def _told_there(self, start: int, sentence: tuple[int, int], own: _Mentions, lent: _Mentions) -> Told:
        """What may be the area by where the ceasefire itself is told to be, and by whose war it is."""
        areas, named, wars = self._areas, self._named, self._told_wars
        near = own or areas.around(start, sentence)
        return {
            "own": lambda: named(own),
            "fronts": lambda: named(own[:1]) if self._on_fronts(own) else (),
            "own_land": lambda: named(_lands(own)),
            "lent": lambda: named(lent),
            "lent_land": lambda: named(_lands(lent)),
            "lent_war": lambda: named(self._of_war(_lands(lent))),
            "war": lambda: self._around(own[0].code),
            "topic": lambda: wars.topic() if self._in_title else (),
            "title": wars.title,
            "finer": lambda: named(finer(areas, start, sentence, lent[0].code)) if lent else (),
            "struck": lambda: named(struck_before(areas, start, sentence, near[0].code if near else "")),
            "often": lambda: named(wars.most_named()),
            "people": wars.of_the_people,
            "filed": wars.filed,
            "accord": wars.accord,
        }

    def _on_fronts(self, own: _Mentions) -> bool:
        """«على جميع الجبهات»، «على طول الحدود»."""
        said = area_words()
        return bool(own) and not own[0].code and self._areas.words.forms[own[0].first] in said.fronts | said.borders

    def _told_around(self, start: int, sentence: tuple[int, int], around: _Mentions) -> Told:
        """What may be the area by what is told around the ceasefire, and in the article."""
        areas, named = self._areas, self._named

        def here() -> tuple[Place, ...]:
            return named(around)

        def main() -> tuple[Place, ...]:
            told = areas.phrase(areas.main) if areas.main and not areas.hearsay else ()
            return self._common(told) if len(told) > _FEW else named(told)

        return {
            "here": here,
            "main": main,
            "ground": lambda: here() or main(),
            "home": lambda: here() if areas.is_home(here()) else (),
            "tribes": lambda: here() if is_tribal(areas, start, sentence) else (),
            "attacked": lambda: self._under_attack(here() or main()),
            "fought": lambda: self._fought_beside(start, sentence) or self._joined(self._of_the_war(), around),
            "nation": lambda: named(nation(areas, start, sentence)),
            "one_side": self._of_one_side,
            "hearsay": lambda: named((areas.main,)) if areas.main else (),
            "covered": lambda: named(covered(areas)),
            "site": lambda: named(site(areas, sentence)),
            "battle": lambda: named(battle(areas, start, sentence)),
            "part": lambda: named(part_of_land(areas, sentence)),
            "met": lambda: named(where_met(areas, around, start)),
        }

    def _fought_beside(self, start: int, sentence: tuple[int, int]) -> tuple[Place, ...]:
        """The country of the war told beside it, unless its parties fight over a part of that."""
        beside, war = self._told_wars.fought_over(start, sentence), self._of_the_war()[:1]
        within = self._areas.gazetteer.within
        return war if beside and war and within(war[0].code, beside[0].code) else beside

    def _under_attack(self, ground: tuple[Place, ...]) -> tuple[Place, ...]:
        """The land around a breach whose enemy is named: «غارة إسرائيلية على المنصوري» is one in Lebanon."""
        within, code = self._areas.gazetteer.within, ground[0].code if ground else ""
        sides = self._wars.sides(self._areas.words) if self._sides is None and code else self._sides or {}
        land = self._wars.around(sides, lambda area: area != code and within(code, area), whole=True)
        return (Place(self._areas.gazetteer.name(land, "ar"), land),) if land else ()

    def _of_war(self, told: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
        """What is told, where it is what the war is fought over; else ()."""
        return told if any(each.code == told[0].code for each in self._of_the_war()[:1] if told) else ()

    def _of_the_war(self) -> tuple[Place, ...]:
        """What the war is fought over, by its parties; else the states that the ceasefire is agreed between."""
        if self._fought is None:
            areas = self._areas
            sides = self._wars.sides(areas.words) if self._sides is None else self._sides
            home = areas.gazetteer.country(areas.main.code) if areas.main and not areas.met else ""
            code = self._wars.fought(sides, home)
            code = code or (self._wars.fought(sides, "") if self._is_aside() else "")
            main = areas.main.code if areas.main else ""
            code = code or self._wars.around(sides, lambda area: areas.gazetteer.within(main, area))
            code = code or self._told_wars.land_of_the_war()
            if code:
                bare, kind = area_words().bare, areas.gazetteer.kind(code)
                mentions = (each for each in areas.places if each.code == code and each.kind == kind)
                named = (each.name for each in mentions if fold_word(each.name) not in bare)
                as_named = next(named, "")
                fought = (Place(as_named or areas.gazetteer.name(code, "ar"), code),)
                between = () if areas.gazetteer.country(code) == code else self._states()
                self._fought = once((*fought, *between))
            else:
                self._fought = self._states()
        return self._fought

    def _is_aside(self) -> bool:
        """Is the main area only named aside («العمليات المساندة لغزة»), by no title and as no ground?"""
        main = self._areas.main
        return main is not None and main.field != "title" and main.cue not in HOLDING

    def _of_one_side(self) -> tuple[Place, ...]:
        """What is fought over by the only party of a war that is named."""
        code = self._wars.of_one_side(self._wars.sides(self._areas.words) if self._sides is None else self._sides)
        return (Place(self._areas.gazetteer.name(code, "ar"), code),) if code else ()

    def _around(self, code: str) -> tuple[Place, ...]:
        """What the war is fought over, around the place of a breach."""
        within = self._areas.gazetteer.within
        return tuple([each for each in self._of_the_war() if each.code != code and within(code, each.code)])

    def _states(self) -> tuple[Place, ...]:
        """The first states that any of the mentions is agreed between."""
        return next(filter(None, (self._told_wars.states_of(*span) for span in self._spans)), ())

    def _named(self, mentions: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
        """Mentions as places; «القطاع» by the name it stands for."""
        areas = self._areas
        short = [_is_short(each) for each in mentions]
        if not any(short):
            return places(mentions)
        fuller = {each.code: each.name for each in reversed(areas.mentions) if not _is_short(each)}
        named = [
            Place(fuller.get(each.code) or self._full(each), each.code) if is_short else Place(each.name, each.code)
            for each, is_short in zip(mentions, short, strict=True)
        ]
        return once(tuple(named))

    def _full(self, short: PlaceMention) -> str:
        """What a short name stands for; an epithet («العاصمة الليبية») for itself."""
        named = "" if " " in short.name else self._areas.gazetteer.name(short.code, "ar")
        return named or short.name

    def _common(self, told: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
        """«غارات على خان يونس ورفح ودير البلح»: what holds several places; themselves where one lies in another."""
        gazetteer = self._areas.gazetteer
        if any(gazetteer.within(one.code, two.code) for one, two in permutations(told, 2)):
            return self._named(told)
        holding = frozenset.intersection(*[gazetteer.above(each.code) | {each.code} for each in told])
        code = max(sorted(holding), key=lambda code: len(gazetteer.above(code)), default="")
        as_named = (each.name for each in self._areas.places if each.code == code)
        return (Place(next(as_named, "") or gazetteer.name(code, "ar"), code),) if code else self._named(told)

    def _lent(self, start: int, here: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
        """The area told at another mention; () where the sentence is at home in a land that no war joins with that one:
        there it is another ceasefire («خرق لوقف النار في جنوب لبنان. وفي السودان، مددت الهدنة …»)."""
        lent = self._of_another(start)
        return lent if self._joined(places(lent[:1]), here) else ()

    def _joined(self, told: tuple[Place, ...], here: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
        """What is told elsewhere; () where `here` is in a land that no war joins with that."""
        country = self._areas.gazetteer.country
        home, lands = country(here[0].code) if here else "", [land for each in told if (land := country(each.code))]
        fits = not lands or home in lands or not self._wars.joined({home}) or self._wars.joined({home, lands[0]})
        return told if fits else ()

    def _of_another(self, start: int) -> tuple[PlaceMention, ...]:
        lent = [(at, found) for at, found in self._told.items() if found and at not in self._breaches]
        lent = lent or [(at, found) for at, found in self._told.items() if found and found[0].kind in _WIDE]
        others = [(abs(other - start) + (other > start) * 40, found) for other, found in lent]
        return min(others, key=lambda each: each[0])[1] if others else ()


def _is_short(each: PlaceMention) -> bool:
    """«القطاع» for «قطاع غزة», «العاصمة الليبية» for «طرابلس», «جنوب غرب البلاد» for «جنوب غرب سوريا»."""
    first, _, last = each.name.partition(" ")
    described = each.kind != "country" and fold_word(first) in area_words().epithet
    in_the_land = len(each.code) > _COUNTRY_CODE and fold_word(last.rpartition(" ")[2]) in area_words().whole
    return described or in_the_land or fold_word(each.name) in area_words().bare


def _before(areas: Areas, start: int, sentence: tuple[int, int]) -> _Mentions:
    """What its sentence tells before a ceasefire as its area."""
    return fronted(areas, start, sentence) or reigned_over(areas, start, sentence)


def _lands(told: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """What is told, where a country comes first; else ()."""
    return told if told and told[0].kind == "country" else ()
