"""The ground of a ceasefire told before it: where they fight who then stop («تدور معارك في كيدال … واتفقا على هدنة»),
what it reigns over («تسود إدلب هدنة»), and where they only met."""

from __future__ import annotations

from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.ceasefires.areas import Areas
from bot.facts.ceasefires.candidates import HOLDING, comes_from, is_base, is_office
from bot.facts.ceasefires.lands import land_at
from bot.facts.ceasefires.words import area_words, beside_words

_CLASHES, _AGREED = frozenset({"ev_clash", "ev_confront", "ev_siege"}), frozenset({"cf_agree", "cf_sign"})
#: Who acts, and who only calls on those who fight.
_ACTORS, _ABOVE = (
    frozenset({"actor", "fighter_group"}),
    frozenset({"ev_statesman", "t_un", "topic_council", "both_sides"}),
)
#: So far behind a word for a fight stands where it is; in the sentence of the ceasefire itself.
_FOUGHT, _CLOSE = 16, 4
#: No sentence stands before a token that is nearer to the beginning.
_AFTER = 4
#: So far before a place stands that they agreed there; so far behind it what they agreed on.
_AGREEING, _UPON = 9, 4
#: So far before a ceasefire stands the place that it reigns over.
_REIGNING = 6
_BEGUN = frozenset({"cf_begin", "cf_apply", "cf_hold"})
_SINCE = frozenset({"cf_today", "cf_yesterday", "cf_weekday", "cf_kind", "cf_duration", "cf_begin", "number"})
_NOUNS = frozenset({"noun", "nouns"})
_AT, _WITHIN = "في", "ب"


def battle(areas: Areas, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
    """Where they fight who stop: the ground of the fights told in the sentence of a ceasefire at `start` before it, or
    in the one before that, of whose sides it goes on to tell by no name of theirs."""
    own = _fought_at(areas, sentence[0], start, _CLOSE)
    if own or sentence[0] < _AFTER:
        return own
    if areas.wars.sides(areas.words, *sentence) or _names_another(areas.words, *sentence):
        return ()
    return _fought_at(areas, *areas.words.bounds[sentence[0] - 2], _FOUGHT)


def _is_fight(words: Words, at: int) -> bool:
    return not words.sets[at].isdisjoint(_CLASHES) or words.forms[at] in area_words().scene


def _names_another(words: Words, first: int, last: int) -> bool:
    """«… وأعلن التحالف هدنة»: is somebody named who may be none of those told before, and not both of them?"""
    if not beside_words().both.isdisjoint(words.forms[first:last]):
        return False
    return any(not said.isdisjoint(_ACTORS) and said.isdisjoint(_ABOVE) for said in words.sets[first:last])


def _fought_at(areas: Areas, first: int, last: int, far: int) -> tuple[PlaceMention, ...]:
    """The ground of the first fights that tokens first … last - 1 tell of, `far` behind the word for them at most."""
    words = areas.words
    for each in areas.between(first, last):
        if each.kind == "country" or is_office(words, each) or comes_from(words, each, areas.mentions):
            continue
        low, behind = max(first, each.first - far), range(each.last, min(last, each.last + 2))
        led = each.cue in HOLDING and any(_is_fight(words, at) for at in range(low, each.first))
        seen = any(words.forms[at] in area_words().reigns for at in _governors(each))
        if led or (seen and any(_is_fight(words, at) for at in behind)):
            return areas.phrase(each)
    for at in range(first, last):
        if words.forms[at] in area_words().side and any(
            _is_fight(words, one) for one in range(max(first, at - far), at)
        ):
            land = land_at(areas.page, at, areas.land, areas.gazetteer, areas.wars.adjectives)
            return (land,) if land is not None else ()
    return ()


def part_of_land(areas: Areas, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
    """The part of the land that a sentence tells of: «قتل جنديان في شرق البلاد بعد ساعات من بدء هدنة مع المتمردين»."""
    for at in range(sentence[0], sentence[1]):
        form, before = areas.words.forms[at], areas.words.forms[at - 1]
        within = form[1:] if form.startswith(_WITHIN) else ""
        if (form in area_words().side and before == _AT) or within in area_words().side:
            land = land_at(areas.page, at, areas.land, areas.gazetteer, areas.wars.adjectives)
            if land is not None:
                return (land,)
    return ()


def _governors(each: PlaceMention) -> range:
    """The tokens that may govern a place: the one before it, and the one before a noun that says what it is."""
    return range(each.first - 1, each.first - 2 - (each.cue in _NOUNS), -1)


def reigned_over(areas: Areas, start: int, sentence: tuple[int, int]) -> tuple[PlaceMention, ...]:
    """What the ceasefire at `start` reigns over, told right before it: «تسود إدلب هدنة», «يسري في تعز وقف للنار»."""
    words, said = areas.words, area_words()
    before = areas.between(max(sentence[0], start - _REIGNING), start)
    if not before:
        return ()
    told = areas.phrase(before[-1])
    governors = [at - (words.forms[at] == _AT) for at in _governors(told[0])]
    if not any(words.forms[at] in said.reigns or not words.sets[at].isdisjoint(_BEGUN) for at in governors):
        return ()
    for between in range(told[-1].last, start):
        if words.forms[between] not in said.so_far and words.sets[between].isdisjoint(_SINCE):
            return ()
    return told


def where_met(areas: Areas, here: tuple[PlaceMention, ...], start: int) -> tuple[PlaceMention, ...]:
    """`here` where it tells only where they agreed on the ceasefire at `start`: «اتفق الطرفان في بيروت على هدنة»."""
    if not here or here[0].cue != "at" or here[-1].last > start or is_base(here[0]):
        return ()
    sets, low = areas.words.sets, areas.words.bounds[here[0].first][0]
    agreed = any(not sets[at].isdisjoint(_AGREED) for at in range(max(low, here[0].first - _AGREEING), here[0].first))
    return here if agreed and start - here[-1].last <= _UPON else ()
