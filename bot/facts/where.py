"""Where a claim holds: the places that govern some words of an article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from bot.arabic.places import PlaceMention
from bot.facts.page import Page
from bot.model.facts import Place

#: A mention this many tokens behind the words still belongs to them; further off, one before them may be nearer.
_BEHIND = 18
_SENTENCES_BACK = 2
#: Mentions with no more tokens between them tell of one location; two before the words are one where they are closer.
_CHAINED, _JOINED = 3, 2
_FROM = "من"


def phrase_around(
    mentions: Sequence[PlaceMention], number: int, together: Callable[[PlaceMention, PlaceMention], bool], longest: int
) -> range:
    """The numbers of a mention and of those beside it, each together with the next: `longest` more at most."""
    first = last = number
    while first and last - first < longest and together(mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and last - first < longest and together(mentions[last], mentions[last + 1]):
        last += 1
    return range(first, last + 1)


class Where:
    """The places of one page that may govern words: no datelines, no governments."""

    __slots__ = ("_firsts", "_known", "_mentions", "_words")

    def __init__(self, page: Page, mentions: Sequence[PlaceMention] | None = None) -> None:
        """Over these mentions; over all of the page but datelines and governments, where none are given."""
        self._words = page.words
        self._mentions = [each for each in page.places if not each.role] if mentions is None else mentions
        self._firsts = [mention.first for mention in self._mentions]
        self._known: dict[tuple[int, int], tuple[Place, ...]] = {}

    def of(self, start: int, end: int) -> tuple[Place, ...]:
        """The places that govern tokens start … end - 1, most specific first; () where the article names none near.

        Those among the words come first («قصف مدينة كذا بالمدفعية»), then those behind them in their sentence («قصف …
        على بلدة كذا»), then those before them in it, then those of the sentences before. A chain («بلدة كذا في ريف
        كذا») is taken whole.
        """
        key = start, end
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(start, end) if self._firsts else ()
        return found

    def _look(self, start: int, end: int) -> tuple[Place, ...]:
        firsts, bounds = self._firsts, self._words.bounds
        first, last = bounds[start]
        within, near = bisect_left(firsts, start), bisect_left(firsts, end)
        while within < near:  # «قصف مدينة كذا بالمدفعية», not «قصف متمردون من منطقة كذا …»
            if self._mentions[within].kind != "country" and not self._is_from(firsts[within]):
                return self._chain(within, near)
            within += 1
        # «السيطرة على مدينة كذا»: the words may end with the noun that the name begins with.
        near -= near > 0 and self._mentions[near - 1].last > end
        until = bisect_left(firsts, min(last, end + _BEHIND), near)
        if near < until:
            return self._chain(near, until)
        since, near = bisect_left(firsts, first), bisect_left(firsts, start)
        if since < near:
            joined = near - since > 1 and firsts[near - 1] - self._mentions[near - 2].last <= _JOINED
            return self._chain(near - 2 if joined else near - 1, near)
        for _ in range(_SENTENCES_BACK):
            if first < 2:
                break
            first, last = bounds[first - 2]
            since, until = bisect_left(firsts, first), bisect_left(firsts, last)
            if since < until:
                return self._chain(since, until)
        return ()

    def _is_from(self, at: int) -> bool:
        """Does «من» lead to the place at a token, over one word for its kind at most?"""
        return at > 0 and _FROM in self._words.forms[max(at - 2, 0) : at]

    def _chain(self, first: int, last: int) -> tuple[Place, ...]:
        """Mention `first` with those before mention `last` that follow it closely: one location, or a list of them."""
        mentions = self._mentions[first:last]
        taken = {mentions[0].code or mentions[0].name: mentions[0]}
        ended = mentions[0].last
        for mention in mentions[1:]:
            if mention.first - ended > _CHAINED:
                break
            ended = mention.last
            taken.setdefault(mention.code or mention.name, mention)
        return tuple([Place(each.name, each.code) for each in taken.values()])
