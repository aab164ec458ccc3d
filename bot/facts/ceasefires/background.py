"""What later sentences tell of ceasefires beside the news: of when it began, of one that fell before, of one denied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import eq

from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.ages import age_of, is_late, told_ages
from bot.facts.ceasefires.ahead import is_definite
from bot.facts.ceasefires.claimed import UNDOING, Claimed
from bot.facts.ceasefires.claims import Chain
from bot.facts.ceasefires.mentions import Mention
from bot.facts.ceasefires.words import lasted_words
from bot.facts.page import Page
from bot.model.facts import CeasefireStatus

#: Rows that mean those before it, whenever they were.
_PREDECESSORS = "its predecessors"
#: What tells that one is over; how it is told of one that began.
_FELL = frozenset({"> collapsed", "> failed", "> held, not", "> lasting, not", "but ended"})
_BEGAN, _BEGUN = "> takes effect", "beginning of"
#: Ages of the last weeks, and those of years.
_LATELY, _LONG_AGO = frozenset({"fresh", "stale"}), frozenset({"old", "ancient"})
#: So far before a ceasefire stands «هذه»; so far behind it when it fell, and what its terms are.
_THIS, _WHEN, _TERMS, _WHICH, _OPENING = 4, 24, 14, 3, 2
#: Statuses that the ceasefire of the news has.
_NEWS = frozenset({CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED, CeasefireStatus.VIOLATED})
_MADE = frozenset({"declared", "approved", "agreement"})
#: What is denied where none is there: not that it was broken, or is over.
_DENIED = frozenset({"denied", "denies reports"})
_OF_NONE = _DENIED | {"agreement on", "reached", "approved", "announced", "reported", "done", "agreement"}
_UNTRUE = frozenset({"denied", "unconfirmed"})
_NOT_OF_NONE = frozenset({"ended", "violated", "rejected"})
_OPEN = frozenset({"cf_talk", "cf_effort", "cf_mediate", "cf_if", "cf_propose", "cf_hope"})
#: A ceasefire as a pronoun, and what makes a condition of it.
_PRONOUNS = frozenset({"it, as a pronoun", "it is kept"})
_TERMED = frozenset({"if", "call for", "when it comes"})

#: What was tried and failed; what nothing holds beside.
_EARLIER = "earlier"
_TRIED = frozenset({("efforts for", "fails to come"), ("efforts for", "end of efforts")})
_WISHED = frozenset({("efforts for",), ("call for",)})
_OVER = frozenset({CeasefireStatus.DECLARED, CeasefireStatus.ENDED})

#: A mention and what is said of it.
Told = tuple[Mention, Chain]


def settled(page: Page, claimed: Claimed, claims: Sequence[Told]) -> Claimed:
    """What an article claims, once what it tells in the background is taken as such."""
    claimed = _unconditioned(_denied(page, claimed, claims), claims)
    past = claimed.get(CeasefireStatus.PAST, ())
    for _, number in past:
        claimed = _of_background(page, claimed, claims, number)
    return _in_so_many_words(page.words, claimed, claims)


def _in_so_many_words(words: Words, claimed: Claimed, claims: Sequence[Told]) -> Claimed:
    """What is told so plainly that nothing else in the article makes anything else of it."""
    for number, (mention, chain) in enumerate(claims):
        if _is_tried_before(chain):  # «فشلت محاولات سابقة عدة لوقف إطلاق النار»
            claimed = _without(claimed, CeasefireStatus.SOUGHT, partial(eq, number))
            claimed = {CeasefireStatus.PAST: [(0.0, number)], **claimed}
        elif _is_told_to_hold(words, mention, chain) and claimed.keys().isdisjoint(_OVER) and claimed.keys() & UNDOING:
            claimed = {CeasefireStatus.IN_FORCE: [(0.0, number)], **claimed}  # «خرقوا الهدنة … وصمدت الهدنة في …»
        elif chain.made in _WISHED and _EARLIER not in chain.marks and claimed.keys() <= {CeasefireStatus.PAST}:
            claimed = {CeasefireStatus.SOUGHT: [(0.0, number)], **claimed}  # «تسعى مصر إلى التهدئة بعد غارات»
    return claimed


def _is_tried_before(chain: Chain) -> bool:
    return _EARLIER in chain.marks and chain.made in _TRIED


def _is_told_to_hold(words: Words, mention: Mention, chain: Chain) -> bool:
    """«صمدت الهدنة»، «أكدوا التزامهم بها», of one that is known, and of nothing that came to an end behind."""
    plain = chain.claim == "in_force" and chain.made == ("holding",) and chain.ahead not in _NOT_OF_NONE
    known = chain.first == mention.start - 1 or is_definite(words, mention.start, mention.end)  # «صمدت هدنة العيد»
    told = len(chain.rows) > 1 or not words.sets[chain.first].isdisjoint(TIMED)  # not «مراقبة الالتزام بها»
    return plain and known and told and chain.marks.isdisjoint({"was", _EARLIER})


def _of_background(page: Page, claimed: Claimed, claims: Sequence[Told], number: int) -> Claimed:
    """One that is told as past, as what it is."""
    mention, chain = claims[number]
    if any(at == number for _, at in claimed.get(CeasefireStatus.ENDED, ())):
        age = age_of(page, mention, chain)
        gone = CeasefireStatus.ENDED if age in _LONG_AGO else CeasefireStatus.PAST  # «فشل هدنة أبرمت عام 1984»
        return _without(claimed, gone, partial(eq, number))
    if _is_the_news(page.words, mention, chain, claimed):
        return _without(claimed, CeasefireStatus.PAST, partial(eq, number))
    if _fell(page.words, mention, chain) and _is_of_weeks(page, mention, chain):
        return _moved(claimed, number, CeasefireStatus.PAST, CeasefireStatus.ENDED)
    others = claimed.keys() - {CeasefireStatus.PAST}
    if others.isdisjoint(_NEWS | {CeasefireStatus.ENDED}) and _has_terms(page.words, mention, chain):
        return _moved(claimed, number, CeasefireStatus.PAST, CeasefireStatus.IN_FORCE)
    return claimed


def _is_the_news(words: Words, mention: Mention, chain: Chain, claimed: Claimed) -> bool:
    """«وهذه أول هدنة منذ …» is the one declared; «كانت الهدنة قد بدأت في آب», where it is broken, the one broken."""
    if not _NEWS.isdisjoint(claimed) and not lasted_words().this.isdisjoint(
        words.forms[max(mention.sentence[0], mention.start - _THIS) : mention.start]
    ):
        return True
    began = (_BEGAN in chain.marks or _BEGUN in chain.made) and "earlier" not in chain.claim
    began = began and not UNDOING.isdisjoint(claimed) and "> earlier" not in chain.marks
    began = began and "cf_which" not in frozenset().union(*words.sets[mention.end : mention.end + _WHICH])
    return began and is_definite(words, mention.start, mention.end) and not _fell(words, mention, chain)


def _fell(words: Words, mention: Mention, chain: Chain) -> bool:
    """«انهارت هدنة سابقة»، «هدنة سابقة … غير أنها انهارت»."""
    if "ended" in chain.claim.split() or chain.ahead == "ended" or not _FELL.isdisjoint(chain.marks):
        return True
    behind = range(mention.end, min(mention.sentence[1], mention.end + _WHEN))
    return any({"cf_end", ".past"} <= words.sets[at] and "cf_turn" in _turned(words, at) for at in behind)


def _turned(words: Words, at: int) -> frozenset[str]:
    """What stands right before a verb: «غير أنها»، «لكنها»، «إلا أنه»."""
    return frozenset[str]().union(*words.sets[max(0, at - 2) : at])


def _is_of_weeks(page: Page, mention: Mention, chain: Chain) -> bool:
    """«انهارت الأسبوع الماضي هدنة»، «ثالث اتفاق من نوعه منذ الأحد، بعد أن انهار …»: is it told so, and no year?"""
    words, known = page.words, lasted_words()
    if mention.pattern.startswith(_PREDECESSORS):
        return False
    last = min(mention.sentence[1], mention.end + _WHEN)
    ages = {age for _, age in told_ages(page, chain.first, last)}
    if any(words.forms[at] == "الشهر" and words.forms[at - 1] in known.turn for at in range(mention.end, last)):
        ages.add("stale")  # «مطلع الشهر»
    kind = [at for at in range(mention.sentence[0], chain.first) if words.forms[at] in known.kind]
    first = min([*kind, chain.first])
    told = [one.begin for one in page.moments if first <= one.first < last and one.unit != "within"]
    if any(begin is not None and is_late(page, begin) for begin in told):
        ages.add("stale")
    return not ages.isdisjoint(_LATELY) and ages.isdisjoint(_LONG_AGO)


def _has_terms(words: Words, mention: Mention, chain: Chain) -> bool:
    """«وقعا عام 2020 اتفاقا لوقف النار ينص على …»: what it says, it says still."""
    if chain.claim not in _MADE or _fell(words, mention, chain) or "earlier" in chain.claim:
        return False
    behind = range(mention.end, min(mention.sentence[1], mention.end + _TERMS))
    return any(words.forms[at] in lasted_words().says for at in behind)


def _denied(page: Page, claimed: Claimed, claims: Sequence[Told]) -> Claimed:
    """«نفت الجماعة وجود أي وقف لإطلاق النار»: who says that there is none wants none, unless talks on one are told."""
    numbers = {at for at, (mention, chain) in enumerate(claims) if _is_denied(page.words, mention, chain)}
    if not numbers or claims[min(numbers)][0].order:
        return claimed
    numbers |= {at for at, (mention, _) in enumerate(claims) if _was_said(page.words, mention)}
    if any(at not in numbers for _, at in claimed.get(CeasefireStatus.DECLARED, ())):
        return claimed
    for status in (CeasefireStatus.DECLARED, CeasefireStatus.SOUGHT):
        claimed = _without(claimed, status, lambda at: at in numbers)
    claimed = _without(claimed, CeasefireStatus.IN_FORCE, lambda _: True)
    refused = claimed.get(CeasefireStatus.REJECTED, [])
    return {**claimed, CeasefireStatus.REJECTED: [*refused, (0.0, min(numbers))]}


def _was_said(words: Words, mention: Mention) -> bool:
    """«وكانت صحف ذكرت أن الطرفين توصلا إلى هدنة»: what is denied now."""
    first = mention.sentence[0]
    return any("cf_was" in one for one in words.sets[first : first + _OPENING])


def _is_denied(words: Words, mention: Mention, chain: Chain) -> bool:
    """Is it told there that there is none, and of nothing that may come of it?"""
    if chain.claim not in _UNTRUE or chain.ahead in _NOT_OF_NONE:
        return False
    if chain.rows[-1] not in _DENIED or not _OF_NONE.issuperset(chain.rows):
        return False
    last = mention.sentence[1]
    if mention.start < words.title_end < len(words):
        last = max(last, words.bounds[words.title_end][1])
    return all(_OPEN.isdisjoint(one) for one in words.sets[mention.sentence[0] : last])


def _unconditioned(claimed: Claimed, claims: Sequence[Told]) -> Claimed:
    """«ستبدأ إذا وافق عليها …»: on what terms one of the news begins is no wish for another."""
    if _NEWS.isdisjoint(claimed) or CeasefireStatus.SOUGHT not in claimed:
        return claimed
    return _without(
        claimed,
        CeasefireStatus.SOUGHT,
        lambda at: claims[at][0].pattern in _PRONOUNS and not _TERMED.isdisjoint(claims[at][1].rows),
    )


def _without(claimed: Claimed, status: CeasefireStatus, is_gone: Callable[[int], bool]) -> Claimed:
    kept: Claimed = {
        one: [each for each in sure if one != status or not is_gone(each[1])] for one, sure in claimed.items()
    }
    return {one: sure for one, sure in kept.items() if sure}


def _moved(claimed: Claimed, number: int, status: CeasefireStatus, to: CeasefireStatus) -> Claimed:
    kept = _without(claimed, status, partial(eq, number))
    return {**kept, to: [*kept.get(to, []), (0.0, number)]}
