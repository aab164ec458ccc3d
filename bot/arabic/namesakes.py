"""Namesakes: which is meant, by the area told right behind («صوران بريف حماة»); and places that only share a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.arabic.gazetteer import Gazetteer, PlaceRow
from bot.arabic.place_words import Found, Spot, has_cue, token_before

#: Words an area's name begins with, and what may stand between the two names.
_AREAS = ("ريف", "محافظه", "ولايه", "قضاء", "مديريه", "اقليم", "منطقه", "مقاطعه")
_BETWEEN = frozenset({"في", "من", "ضمن", "التابعه"})
_BESIDE, _GOVERNORATE, _AREA_KINDS = 2, "governorate", frozenset({"governorate", "region", "district"})


def meant(
    found: Found,
    behind: Found | None,
    forms: Sequence[str],
    rows_of: Callable[[tuple[str, ...]], tuple[PlaceRow, ...]],
    gazetteer: Gazetteer,
) -> tuple[tuple[PlaceRow, ...], bool]:
    """The places that a name may mean, those in the area right behind it before others; is it none of several?"""
    rows = rows_of(found.codes)
    if behind is None or not _tells_area(found, behind, forms):
        return rows, False
    fits = _in_area(rows, rows_of(behind.codes), gazetteer)
    return fits or rows, not fits and len(rows) > 1


def _tells_area(found: Found, behind: Found, forms: Sequence[str]) -> bool:
    """Does an area stand right behind a name: «بريف حماة», «في محافظة شبوة»?"""
    if not behind.codes or behind.first - found.last > _BESIDE:
        return False
    if not _BETWEEN.issuperset(forms[found.last : behind.first]):
        return False
    return forms[behind.first][behind.begin.skip :].startswith(_AREAS)


def _in_area(rows: tuple[PlaceRow, ...], areas: Sequence[PlaceRow], gazetteer: Gazetteer) -> tuple[PlaceRow, ...]:
    """Those of some namesakes that lie in one of the areas a name may mean, or in its governorate.

    What is as large as an area cannot be told to lie elsewhere.
    """
    wide = {row.code for row in areas if row.kind in _AREA_KINDS}
    around = set(wide)
    for code in wide:
        around.update(outer for outer in gazetteer.above(code) if gazetteer.kind(outer) == _GOVERNORATE)
    return tuple([row for row in rows if row.kind in _AREA_KINDS or not around.isdisjoint(gazetteer.above(row.code))])


def is_named(found: Found, cue: str, forms: Sequence[str], spots: Sequence[Spot | None]) -> bool:
    """«حي الميدان», «منطقة المنصورة»: a definite word there is a name, though the tables know but its namesakes.

    So is it in «قرية بالجزيرة».
    """
    before = token_before(forms, found.first)
    if cue != "noun":
        return cue == "at" and found.words == 1 and found.begin.clitics[-1:] == "ب" and has_cue(spots, before, "noun")
    definite = found.words == 1 and not found.begin.clitics and forms[found.first].startswith("ال")
    return definite and ("neighbourhood" in found.kinds or has_cue(spots, before, "strong"))
