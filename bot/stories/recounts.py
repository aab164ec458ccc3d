"""Do title and lead of a report say that a toll told before rose, was counted anew, or put right? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.arabic.letters import fold
from bot.model.article import Article
from bot.stories.headlines import class_of, words_of_class

#: So far into the text a report says what it is about, in characters.
_LEAD = 300
#: So many words behind "rose" stands what rose …
_NEAR = 3
#: … and at most so many before it, in one phrase: behind a word that ends with one of these.
_PHRASE, _STOPS = 7, frozenset("،,.؛:!؟")


def toll_rises(article: Article) -> bool:
    """Does title or lead say that the number of victims rose, or count them anew? Then the event was told before.

    «Toll of the strike on the market» in a title is of a strike that readers know of, unless it is the first one.
    """
    hints, tolls = _hints()
    for field, text in (("title", article.title), ("text", article.text[:_LEAD])):
        if any(map(text.__contains__, hints)) and any(map(text.__contains__, tolls)):
            words = fold(text).text.split()
            if _rises(words) or _anew(words, titled=field == "title"):
                return True
    return False


def toll_falls(article: Article) -> bool:
    """«تخفض حصيلة القتلى»: does title or lead say that the number of victims was lowered, or put right?"""
    falls = _falls()
    for text in (article.title, article.text[:_LEAD]):
        words = text.split()
        if falls.isdisjoint(words):
            continue
        for at, word in enumerate(words):
            if word in falls and _has_toll(fold(" ".join(words[at + 1 : at + 1 + _NEAR])).text.split()):
                return True
    return False


@cache
def _falls() -> frozenset[str]:
    return frozenset([form for word in class_of("falls") for form in (word, f"و{word}")])


@cache
def _hints() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in each text that may say so, as newsrooms write it: folding all of them costs more than it finds."""
    return (*class_of("rise"), *class_of("count"), *class_of("hint")), tuple(class_of("toll"))


def _rises(words: Sequence[str]) -> bool:
    """Does a word for rising stand just before what rose, or does what rose, before a comma, rise?"""
    rise, grew = words_of_class("rise"), words_of_class("grew")
    for at, word in enumerate(words):
        if any(root in word for root in rise) and _has_toll(words[at + 1 : at + 1 + _NEAR]):
            return True
        if word.removeprefix("و").startswith(grew):
            phrase = _phrase(words[max(0, at - _PHRASE) : at])
            if _has_toll(phrase) and not _of_war(phrase):
                return True
    return False


def _phrase(words: Sequence[str]) -> Sequence[str]:
    """Those of the words that stand behind the last comma or full stop."""
    stop = max([at for at, word in enumerate(words, 1) if word[-1] in _STOPS], default=0)
    return words[stop:]


def _has_toll(words: Sequence[str]) -> bool:
    return any(one in word for one in words_of_class("toll") for word in words)


def _anew(words: Sequence[str], *, titled: bool) -> bool:
    """Is a toll called new or final, or does a title have one that it does not call the first?"""
    newer, first, count = words_of_class("newer"), words_of_class("first"), words_of_class("count")
    for at, word in enumerate(words):
        if not any(root in word for root in count) or _of_war(words[at + 1 : at + 1 + _NEAR]):
            continue
        beside = [other.removeprefix("ال") for other in words[max(0, at - 1) : at + 2]]
        if any(other.startswith(newer) for other in beside):
            return True
        if titled and not any(other.startswith(first) for other in beside):
            return True
    return False


def _of_war(words: Sequence[str]) -> bool:
    """Is it the toll of fighting that goes on, and of no event that ended?"""
    return any(word.removeprefix("ال") in words_of_class("lasts") for word in words)
