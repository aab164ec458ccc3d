"""The country that an article speaks of, by its places and by the adjectives of nations: «وزارة الصحة اللبنانية»."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.place_words import nations
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.model.facts import Place

#: So much more a place counts that the title names.
_TITLE = 2


def named_nations(words: Words) -> list[str]:
    """The countries whose adjectives stand in an article, as often as they do."""
    return list(filter(None, map(nations().get, words.forms)))


def spoken_of(named: Iterable[str], votes: Mapping[str, int]) -> str:
    """The code of the country spoken of most, by adjectives and by its places, counted already; "" for none."""
    counted = dict(votes)
    for land in named:
        counted[land] = counted.get(land, 0) + 1
    return max(counted, key=counted.__getitem__)


def is_told_of(words: Words, land: str, sentence: tuple[int, int]) -> bool:
    """Does an adjective of a country stand in a sentence?"""
    return land in map(nations().get, words.words(*sentence))


def at_home(
    often: Mapping[str, int], countries: Mapping[str, str], titled: Collection[str]
) -> tuple[dict[str, int], str, str]:
    """How often each country is spoken of, the country that is most, and the place that is.

    A place in the title counts more; for its country, a place does.
    """
    votes, places = {"": 0}, {"": 0}
    for own, times in often.items():
        country = countries[own]
        if country:
            votes[country] = votes.get(country, 0) + (times if own == country else 2 * times)
        if own != country:
            places[own] = times + _TITLE if own in titled else times
    return votes, max(votes, key=votes.__getitem__), max(places, key=places.__getitem__)


def named_country(code: str, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> Place | None:
    """A country by the name it has in an article, else by its first; None for a code that is none."""
    if code not in gazetteer:
        return None
    name = next((each.name for each in mentions if each.code == code and each.kind == "country"), "")
    return Place(name or gazetteer.name(code, "ar"), code)
