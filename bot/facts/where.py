"""Where a claim holds: the places that govern some words of an article."""

from __future__ import annotations

from bot.arabic.places import PlaceMention
from bot.facts.page import Page
from bot.model.facts import Place

#: A mention this many tokens behind the words still belongs to them; further off, one before them may be nearer.
_BEHIND = 18
_SENTENCES_BACK = 2


def places_of(page: Page, start: int, end: int) -> tuple[Place, ...]:
    """The places that govern tokens start … end - 1, most specific first; () where the article names none near.

    Those behind the words in their sentence come first («قصف … على بلدة كذا»), then those before them in it, then those
    of the sentences before. A chain («بلدة كذا في ريف كذا») is taken whole. Datelines and governments are no places.
    """
    first, last = page.words.sentence(start)
    mentions = [mention for mention in page.places if not mention.role]
    behind = [mention for mention in mentions if end <= mention.first < min(last, end + _BEHIND)]
    if behind:
        return _chain(behind)
    before = [mention for mention in mentions if first <= mention.first < start]
    if before:
        return _chain(before[-2:] if _joined(before[-2:]) else before[-1:])
    for _ in range(_SENTENCES_BACK):
        if first < 2:
            break
        first, last = page.words.sentence(first - 2)
        earlier = [mention for mention in mentions if first <= mention.first < last]
        if earlier:
            return _chain(earlier)
    return ()


def _joined(mentions: list[PlaceMention]) -> bool:
    return len(mentions) == 2 and mentions[1].first - mentions[0].last <= 2


def _chain(mentions: list[PlaceMention]) -> tuple[Place, ...]:
    """The first place with those that follow it closely: one location told from near to far, or a list."""
    taken = [mentions[0]]
    for mention in mentions[1:]:
        if mention.first - taken[-1].last > 3:
            break
        taken.append(mention)
    return tuple(dict.fromkeys(Place(mention.name, mention.code) for mention in taken))
