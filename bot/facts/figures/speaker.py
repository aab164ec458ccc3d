"""Who states a figure: whoever speaks where it stands, else who says the same, or goes on with what he has counted.

An outlet tells the toll first and its source after: «قتل خمسة في غارة. وقالت الشرطة إن القتلى …». A report goes on
over sentences that do not name it again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from operator import attrgetter
from typing import NamedTuple

from bot.arabic.words import Words
from bot.facts.attributions import NOBODY, Attribution, passes_on, words_of
from bot.facts.figures.same import repetitions
from bot.facts.figures.sentence import Claim
from bot.facts.page import Page
from bot.model.facts import FigureKind

#: A clause that tells what an attack brought begins with these, so near before the figure.
_WHICH, _CLAUSE = frozenset({"الذي", "التي"}), 8
#: Between two sentences stand a stop and the marks of a new paragraph, no more.
_SEAM = 4
#: Behind "that", so near, stand those whom a toll has told of before: «إن القتلى والجرحى …».
_THAT = frozenset({"that", "colon"})
_TOLD = frozenset({"dead", "hurt", "captive", "displaced_person", "victim", "detain_noun"})
_STRUCK = frozenset({"t_strike", "culprit"})
_NUMBERS = frozenset({"digits", "number"})
_NEAR_THAT, _NEAR_TOLD = 20, 4
#: So near behind a figure its own source stands; a tally is none.
_BESIDE, _TALLIED = 6, frozenset({"حصيله", "احصاء", "تعداد"})
_HARMS = frozenset({"kill_verb", "wound_verb", "detain_verb", "displace_verb"})
_LABEL, _NEAR_LIST = 5, 30
#: With these somebody else's matter begins; a toll of before is nobody's who speaks now.
_ANEW = frozenset({"بينما", "فيما", "وفيما", "وبينما", "ومع"})
_EARLIER = frozenset({"الاوليه", "السابقه", "سابق", "سابقه"})
#: Who watches a war tells what happens in it, sentence for sentence.
_COUNTS = frozenset({"source_word", "body"})
#: So far around a figure its sentence is looked at; a longer one closes no quotation.
_FAR, _LONGEST = 60, 200
_AT = attrgetter("at")


class _Near(NamedTuple):
    """What stands around the sentence of a claim: the last claim of one right before it, who spoke, who speaks next."""

    last: Claim | None
    heard: Attribution
    after: Attribution


def speakers(page: Page, claims: list[Claim], who: Mapping[int, str]) -> dict[int, str]:
    """Who states each claim, by the token of its number; "" = the outlet."""
    found = page.speakers.attributions
    if not found:
        return dict.fromkeys((claim.at for claim in claims), "")
    told = {claim.at: _speaker(page, claim, claims, who) for claim in claims}
    before, last = claims[0], None
    for claim in claims:
        if before.sentence != claim.sentence:
            last = before
        before = claim
        if not told[claim.at] and claim.total is not None:
            told[claim.at] = told.get(claim.total.at, "")
        if not told[claim.at] and not _aside(page.words, claim, -1):
            told[claim.at] = _around(page, claim, _near(page, claim, last), told)
    return told


def _near(page: Page, claim: Claim, last: Claim | None) -> _Near:
    found, (start, end) = page.speakers.attributions, claim.sentence
    heard, after = bisect_left(found, start, key=_AT), bisect_left(found, end, key=_AT)
    joined = last is not None and start - last.sentence[1] <= _SEAM
    return _Near(
        last if joined else None,
        found[heard - 1] if heard else NOBODY,
        found[after] if after < len(found) else NOBODY,
    )


def _around(page: Page, claim: Claim, near: _Near, told: Mapping[int, str]) -> str:
    """Who speaks before and behind the sentence of a claim, where that tells whose the claim is."""
    words, heard, start = page.words, near.heard, claim.sentence[0]
    if _is_item(words, claim):
        if near.last is not None and _is_item(words, near.last):
            return told[near.last.at]
        return heard.name if not heard.weak and start - heard.end <= _NEAR_LIST else ""
    if heard.name and start - heard.end <= _SEAM and _closes(words, claim):
        return heard.name
    return _explained(page, claim, not heard.name or heard.at < words.title_end) or _gone_on(page, claim, near, told)


def _speaker(page: Page, claim: Claim, claims: list[Claim], who: Mapping[int, str]) -> str:
    """Who says so: where the claim stands, else its total, the claim before it in its sentence, or a repetition."""
    named = page.speakers
    ruler = named.attribution(claim.at)
    if _aside(page.words, claim, ruler.at):
        return ""
    if ruler.name and ruler.at < claim.at:
        beside = _beside(page, claim)
        if beside:
            return beside
    for other in (claim, claim.total, claim.previous):
        name = named.of(other.at) if other is not None else ""
        if name:
            return name
    return next(filter(None, (named.of(other.at) for other in repetitions(claim, claims, who))), "")


def _beside(page: Page, claim: Claim) -> str:
    """«أعلنت المنظمة أن الهجوم أوقع 40 قتيلا بحسب مسعفين، …»: a source right behind a figure in another's words."""
    found, words = page.speakers.attributions, page.words
    place = bisect_left(found, claim.end, key=_AT)
    each = found[place] if place < len(found) else NOBODY
    if not each.name or each.at - claim.end > _BESIDE or words_of(each) or not each.start <= claim.at < each.end:
        return ""
    if passes_on(each.name) or words.forms[each.at] in _TALLIED or "نقلا" in words.forms[claim.end : each.at]:
        return ""
    return each.name


def _aside(words: Words, claim: Claim, said_at: int) -> bool:
    """«قالت الوزارة إنها تدين الهجوم، الذي أسفر عن مقتل …»: what the outlet explains within somebody's statement."""
    for at in range(max(claim.sentence[0], claim.at - _CLAUSE, said_at + 1), claim.at - 1):
        if words.forms[at] in _WHICH and "cause_verb" in words.sets[at + 1]:
            return True
    return False


def _explained(page: Page, claim: Claim, first: bool) -> str:
    """«قتل خمسة في غارة. وقالت الشرطة إن القتلى …»: who tells in the next sentence of those whom the toll counts.

    `first`: nobody has spoken yet: who goes on with the car of «انفجار سيارة» is the source of it all, too.
    """
    words, found = page.words, page.speakers.attributions
    place = bisect_left(found, claim.at, key=_AT)
    after = found[place] if place < len(found) else NOBODY
    if not after.name or after.at - claim.sentence[1] > _SEAM + _NEAR_TOLD:
        return ""
    last = min(after.at + _NEAR_THAT, after.end - 1)
    that = next((at for at in range(after.at, last) if words.sets[at] & _THAT), last)
    at = that + 1 + ("quote" in words.sets[that + 1]) if that < last else after.end
    if at >= after.end or not words.clitics(at).article:
        return ""
    told = words.forms[max(claim.sentence[0], claim.at - _FAR) : min(claim.sentence[1], claim.at + _FAR)]
    ruler = page.speakers.attribution(at)
    classes = words.sets[at]
    named = classes & _TOLD or (first and (classes & _STRUCK or words.forms[at][2:] in told))
    named = named or (first and "tally_word" in classes and _same_toll(words, claim, at))
    return ruler.name if named and not ruler.weak else ""


def _same_toll(words: Words, claim: Claim, at: int) -> bool:
    """«أن الحصيلة …»: is no other number told there?"""
    near = range(at, min(at + _NEAR_THAT, words.bounds[at][1]))
    numbers = {words.forms[each] for each in near if not words.sets[each].isdisjoint(_NUMBERS)}
    return not numbers or words.forms[claim.at] in numbers


def _is_item(words: Words, claim: Claim) -> bool:
    """«النبطية: 3 شهداء»: a line that a name and a colon begin."""
    start = claim.sentence[0]
    if start and "newline" not in words.sets[start - 1]:
        return False
    return any("colon" in classes for classes in words.sets[start + 1 : min(start + _LABEL, claim.at)])


def _gone_on(page: Page, claim: Claim, near: _Near, told: Mapping[int, str]) -> str:
    """A report that goes on: the sentence before counts too, by one who speaks again after this one, or at once."""
    words, heard, last, start = page.words, near.heard, near.last, claim.sentence[0]
    if claim.kind is FigureKind.AFFECTED or "speech" in words.sets[start] or words.forms[start] in _ANEW:
        return ""
    if not _EARLIER.isdisjoint(words.forms[max(start, claim.at - _FAR) : claim.at]):
        return ""
    if last is None:
        exact = claim.min == claim.max and claim.kind is not FigureKind.DISPLACED
        tells = "according" in heard.pattern and not heard.weak and words.sets[heard.at] & _COUNTS
        between = tells and start - heard.end <= _SEAM and near.after.name == heard.name
        return heard.name if between and exact else ""
    ruler, name = page.speakers.attribution(last.at), told[last.at]
    if ruler.weak or near.after.name == name:
        return "" if ruler.weak else name
    follows = start - last.sentence[1] == 1 and words.clitics(start).conjunction == "w"
    at_once = follows and not words.sets[start].isdisjoint(_HARMS) and not ruler.pattern.startswith("goes on")
    return name if at_once else ""


def _closes(words: Words, claim: Claim) -> bool:
    """«… انتحاريان".»: does the sentence end a quotation that another one began?"""
    start, end = claim.sentence
    if end - start > _LONGEST or all("quote" not in classes for classes in words.sets[end - 1 : end + 1]):
        return False
    return words.quotes(start, end + 1) % 2 == 1
