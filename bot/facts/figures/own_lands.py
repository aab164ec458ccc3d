"""The land that people are counted in though no place is told with them: that of their war, or of who tells of them."""

from __future__ import annotations

from bot.arabic.place_words import nations
from bot.facts.figures.ground import Ground
from bot.facts.figures.lands import is_told_of
from bot.facts.figures.sentence import Claim
from bot.facts.figures.sights import OVER_WARS, Sights, Told, is_vast

#: So many are of no single attack.
_A_WAR = 500
#: Whose harm a state tells of that may be done anywhere.
_FORCES = frozenset({"fighters", "soldiers"})
#: So far before those counted their state is named, so near before its adjective the body that speaks for it, and so
#: near behind them the adjective of their own nation.
_SPEAKS, _BODY, _THEIRS = 16, 3, 2


def land_of_war(sights: Sights, claim: Claim, told: Told) -> int:
    """The country that only adjectives name, or that the war is of, for what was counted over it; or -1.

    «وتقول الوزارة اللبنانية إن 3400 قتلوا منذ بدء الحرب»: no place is named with it, it counts over all of the war,
    or over a part of it where the sentence speaks of the war or of that country and tells of many.
    """
    ground = sights.ground
    if told.scope not in OVER_WARS or not ground.none_here(claim):
        return -1
    war = sights.signs_of(claim).war
    if war and is_vast(claim, told) and (whole := ground.whole(war)) in ground.keys:
        return ground.keys.index(whole)
    land = ground.land
    if land < 0:
        return -1
    code = ground.keys[land]
    if told.scope == "total" or told.whole == code or war == code:
        return land
    return land if claim.stated >= _A_WAR and is_told_of(ground.words, code, claim.sentence) else -1


def is_afar(sights: Sights, number: int, who: str) -> bool:
    """«إسرائيل تعلن اغتيال قيادي»: is a place but the state that tells it, whose forces fight abroad?"""
    ground = sights.ground
    mention = ground.mentions[number]
    if mention.code not in sights.sign_words.afar or who not in _FORCES or set(ground.keys) - {mention.code}:
        return False
    return mention.role == "speaker" or ground.words.forms[mention.last : mention.last + 1] == [":"]


def land_of_speaker(sights: Sights, claim: Claim, who: str, number: int | None) -> str:
    """The code of the state that tells of its own, where no place but another country is told; "" for none.

    «وقالت وزارة الصحة الإيرانية إن 224 شخصا قتلوا» behind what was said of Israel; not «إن 20 جنديا أوكرانيا قتلوا».
    """
    ground = sights.ground
    if number is not None and (ground.kind(number).rank != "country" or _is_there(ground, claim, number)):
        return ""
    land = _speaks(sights, claim)
    if not land or (number is not None and ground.keys[number] == land):
        return ""
    if who == "fighters" or (land in sights.sign_words.afar and who in _FORCES):
        return ""
    theirs = (nations().get(form, land) for form in ground.words.forms[claim.at : claim.end + _THEIRS])
    return land if all(each == land for each in theirs) else ""


def _is_there(ground: Ground, claim: Claim, number: int) -> bool:
    """Is a country told in the sentence of a claim as where it happened?"""
    here = number < len(ground.firsts) and claim.sentence[0] <= ground.firsts[number] < claim.sentence[1]
    return here and ground.kind(number).lead in {"in", "near", "over", "hit"}


def _speaks(sights: Sights, claim: Claim) -> str:
    """The state whose army or ministry is named before a claim, or that says so itself; "" for none."""
    ground, bodies = sights.ground, sights.sign_words.bodies
    forms, low = ground.words.forms, max(claim.sentence[0], claim.at - _SPEAKS)
    for at in range(claim.at - 1, low, -1):
        land = nations().get(forms[at], "")
        if land and not bodies.isdisjoint(forms[max(low, at - _BODY) : at]):
            return land if land in ground.gazetteer else ""
    said = (each.code for each in ground.told if each.role == "speaker" and low <= each.first < claim.at)
    return next(said, "")
