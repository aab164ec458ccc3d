"""What bears a place's name and stands elsewhere: «مستشفى الكويت في رفح», «شارع بغداد بدمشق», «حركة تحرير أزواد»."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.arabic.gazetteer import Gazetteer
from bot.arabic.place_roles import role_words
from bot.arabic.words import Words

if TYPE_CHECKING:
    from bot.arabic.places import PlaceMention

#: Between the name and where it stands is an adjective at most: «مستشفى الكويت التخصصي في رفح».
_APART = 2
_WHERE = frozenset({"at", "noun"})
_PEOPLE = "شعب"


def without_borrowed(mentions: Iterable[PlaceMention], words: Words, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The mentions without those that are but part of the name of a building, a street, or of those who fight for it.

    Of the buildings such is a country's name right behind the word for one, and any other where the place told behind
    it neither lies in what bears the name nor around it («مستشفى كفرنبل في ريف إدلب» stands in Kafranbel), or that no
    table knows.
    """
    told = list(mentions)
    behind: dict[int, PlaceMention] = {one.first: one for one in told}
    return [one for one in told if not _is_borrowed(one, behind, words, gazetteer)]


def _is_borrowed(one: PlaceMention, behind: dict[int, PlaceMention], words: Words, gazetteer: Gazetteer) -> bool:
    if not one.first or words.clitics(one.first).preposition:
        return False
    at = one.first - 1 - (words.forms[one.first - 1] == _PEOPLE)
    if words.forms[at] in role_words().freeing:
        return _is_fought_for(at - 1, words)
    if words.forms[one.first - 1].lstrip("وبل") not in role_words().bearer:
        return False
    if one.kind == "country":
        return True
    other = next((behind[at] for at in range(one.last, one.last + _APART + 1) if at in behind), None)
    if other is None or other.cue not in _WHERE or not other.code:
        return False
    if not one.code:
        return True
    return other.code not in gazetteer.above(one.code) and one.code not in gazetteer.above(other.code) | {other.code}


def _is_fought_for(at: int, words: Words) -> bool:
    """Does token `at` end what they are called who fight to free what is named behind it: «الحركة الوطنية لتحرير …»?"""
    said, forms = role_words(), words.forms
    of_kind = at > 0 and forms[at] in said.free_kind and forms[at - 1] in said.free_body
    return of_kind or (at >= 0 and forms[at] in said.freed_by)
