"""Who states a figure: whoever speaks where it stands, else who says the same, or goes on with what he has counted.

An outlet tells the toll first and its source after: «قتل خمسة في غارة. وقالت الشرطة إن القتلى …». A report goes on
over sentences that do not name it again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

from bot.arabic.words import Words
from bot.facts.attributions import NOBODY, Attribution
from bot.facts.figure_same import repetitions
from bot.facts.figure_sentence import Claim
from bot.facts.page import Page
from bot.model.facts import FigureKind

#: A clause that tells what an attack brought begins with these, so near before the figure.
_WHICH, _CLAUSE = frozenset({"الذي", "التي"}), 8
#: Between two sentences stand a stop and the marks of a new paragraph, no more.
_SEAM = 4
#: Behind "that", so near, stand those whom a toll has told of before: «إن القتلى والجرحى …».
_THAT, _TOLD = frozenset({"that", "colon"}), frozenset({"dead", "hurt", "captive", "displaced_person", "victim"})
_NEAR_THAT, _NEAR_TOLD = 12, 4
_HARMS = frozenset({"kill_verb", "wound_verb", "detain_verb", "displace_verb"})
_LABEL, _NEAR_LIST = 5, 30
#: With these somebody else's matter begins; a toll of before is nobody's who speaks now.
_ANEW = frozenset({"بينما", "فيما", "وفيما", "وبينما"})
_EARLIER = frozenset({"الاوليه", "السابقه", "سابق", "سابقه"})
_AT = attrgetter("at")


def speakers(page: Page, claims: list[Claim], who: Mapping[int, str]) -> dict[int, str]:
    """Who states each claim, by the token of its number; "" = the outlet."""
    found = page.speakers.attributions
    if not found:
        return dict.fromkeys((claim.at for claim in claims), "")
    told = {claim.at: _speaker(page, claim, claims, who) for claim in claims}
    for number, claim in enumerate(claims):
        if not told[claim.at] and not _aside(page.words, claim, -1):
            told[claim.at] = _around(page, claim, claims[:number], told)
    return told


def _around(page: Page, claim: Claim, before: Sequence[Claim], told: Mapping[int, str]) -> str:
    """Who speaks before and behind the sentence of a claim, where that tells whose the claim is."""
    words, found, (start, end) = page.words, page.speakers.attributions, claim.sentence
    heard = next(iter(found[bisect_left(found, start, key=_AT) - 1 :]), NOBODY) if found[0].at < start else NOBODY
    after = next(iter(found[bisect_left(found, end, key=_AT) :]), NOBODY)
    last = next((each for each in reversed(before) if each.sentence[1] <= start), None)
    if _is_item(words, claim):
        return _listed(words, claim, last, told, heard)
    if heard.name and start - heard.end <= _SEAM and _closes(words, claim):
        return heard.name
    next_one = next(iter(found[bisect_left(found, claim.at, key=_AT) :]), NOBODY)
    return _explained(words, claim, next_one) or _gone_on(page, claim, last, told, after)


def _speaker(page: Page, claim: Claim, claims: list[Claim], who: Mapping[int, str]) -> str:
    """Who says so: where the claim stands, else its total, the claim before it in its sentence, or a repetition."""
    named = page.speakers
    if _aside(page.words, claim, named.attribution(claim.at).at):
        return ""
    for other in (claim, claim.total, claim.previous):
        name = named.of(other.at) if other is not None else ""
        if name:
            return name
    return next(filter(None, (named.of(other.at) for other in repetitions(claim, claims, who))), "")


def _aside(words: Words, claim: Claim, said_at: int) -> bool:
    """«قالت الوزارة إنها تدين الهجوم، الذي أسفر عن مقتل …»: what the outlet explains within somebody's statement."""
    for at in range(max(claim.sentence[0], claim.at - _CLAUSE, said_at + 1), claim.at - 1):
        if words.forms[at] in _WHICH and "cause_verb" in words.sets[at + 1]:
            return True
    return False


def _explained(words: Words, claim: Claim, after: Attribution) -> str:
    """«قتل خمسة في غارة. وقالت الشرطة إن القتلى …»: who tells in the next sentence of those whom the toll counts."""
    if not after.name or after.weak or after.at - claim.sentence[1] > _SEAM + _NEAR_TOLD:
        return ""
    last = min(after.at + _NEAR_THAT, after.end - 1)
    that = next((at for at in range(after.at, last) if words.sets[at] & _THAT), -1)
    told = that >= 0 and words.clitics(that + 1).article and words.sets[that + 1] & _TOLD
    return after.name if told else ""


def _listed(words: Words, claim: Claim, last: Claim | None, told: Mapping[int, str], heard: Attribution) -> str:
    """An item of a list: who states the item above, else who spoke right before the list."""
    start = claim.sentence[0]
    if last is not None and start - last.sentence[1] <= _SEAM and _is_item(words, last):
        return told[last.at]
    return heard.name if not heard.weak and start - heard.end <= _NEAR_LIST else ""


def _is_item(words: Words, claim: Claim) -> bool:
    """«النبطية: 3 شهداء»: a line that a name and a colon begin."""
    start = claim.sentence[0]
    if start and "newline" not in words.sets[start - 1]:
        return False
    return any("colon" in classes for classes in words.sets[start + 1 : min(start + _LABEL, claim.at)])


def _gone_on(page: Page, claim: Claim, last: Claim | None, told: Mapping[int, str], after: Attribution) -> str:
    """A report that goes on: the sentence before counts too, by one who speaks again after this one, or at once."""
    words, start = page.words, claim.sentence[0]
    if last is None or start - last.sentence[1] > _SEAM or claim.kind is FigureKind.AFFECTED:
        return ""
    if words.forms[start] in _ANEW or not _EARLIER.isdisjoint(words.forms[start : claim.at]):
        return ""
    ruler = page.speakers.attribution(last.at)
    if ruler.weak:
        return ""
    name = told[last.at]
    if after.name == name:
        return name
    follows = start - last.sentence[1] == 1 and words.clitics(start).conjunction == "w"
    at_once = follows and not words.sets[start].isdisjoint(_HARMS) and not ruler.pattern.startswith("goes on")
    return name if at_once else ""


def _closes(words: Words, claim: Claim) -> bool:
    """«… انتحاريان".»: does the sentence end a quotation that another one began?"""
    start, end = claim.sentence
    marks = [at for at in range(start, min(end + 1, len(words))) if "quote" in words.sets[at]]
    return len(marks) % 2 == 1 and marks[-1] >= end - 1
