"""When the ceasefire began that is broken, or prolonged: «وكانت الهدنة قد بدأت أول أمس»."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.ceasefires.ages import FRESH, age_of
from bot.facts.ceasefires.ahead import is_definite
from bot.facts.ceasefires.aside import aside_of
from bot.facts.ceasefires.claims import Chain
from bot.facts.ceasefires.mentions import Mention
from bot.facts.page import Page

#: So far behind a ceasefire stands that it began; so far behind that, when.
_BEGUN, _WHEN = 8, 8
_MADE, _ROW = ("beginning of",), "> takes effect"
_JUST = frozenset({"started", "-"})
_NOT_SO = frozenset({"cf_which", "cf_not"})
_BEGAN = frozenset({"cf_begin", ".past"})


def began_of_late(page: Page, mention: Mention, chain: Chain) -> bool:
    """«وكانت الهدنة قد بدأت أول أمس»، «وبدأت الهدنة السبت»: is a day of the last ones told on which it began?"""
    words, published = page.words, page.article.published
    if published is None or chain.claim not in _JUST or "> supposed once" in chain.marks:
        return False
    began = _began(words, mention, chain) if is_definite(words, mention.start, mention.end) else -1
    if began < 0 or age_of(page, mention, chain) != "fresh":
        return False
    until = min(max(began, mention.end) + _WHEN, mention.sentence[1])
    within = [one for one in page.moments if began < one.first < until]
    told = [one.begin for one in within if "cf_before" not in words.sets[one.first]]  # «قبل ثلاثة أيام»: as of old
    return any(begin is not None and published - begin <= FRESH for begin in told)


def _began(words: Words, mention: Mention, chain: Chain) -> int:
    """The verb in the past that tells that it began; -1 = none does."""
    if chain.made:
        return chain.first if chain.made == _MADE and ".past" in words.sets[chain.first] else -1
    first = aside_of(words, mention.end, mention.sentence[1])
    last = min(first + _BEGUN, mention.sentence[1]) if _ROW in chain.marks else first
    began = next((at for at in range(first, last) if words.sets[at] >= _BEGAN), -1)
    return -1 if any(not _NOT_SO.isdisjoint(words.sets[at]) for at in range(first, began)) else began
