"""What title and lead say of their report beside the facts: that somebody speaks, that a toll rises. Pure."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from bot.arabic.letters import fold
from bot.model.article import Article
from bot.model.facts import Place
from bot.stories.kinship import Gazetteer, folded, rows

#: More words than this before a colon are a sentence, not a name.
_NAME = 5


#: Who speaks is named in so few words before what is said.
_SAYS = 5
#: So far into the text a report says what it is about, in characters.
_LEAD = 300
#: So many words behind "rose" stands what rose.
_NEAR = 3


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(fold(word).text for found, word in rows("headline_words.tsv") if found == kind)


@cache
def _sayings() -> frozenset[str]:
    written = [word for found, word in rows("headline_words.tsv") if found == "says"]
    return frozenset((*written, *_words("says")))


@cache
def _labels() -> frozenset[str]:
    return frozenset(_words("label"))


def toll_rises(article: Article) -> bool:
    """Does title or lead say that the number of victims rose? Then the event was told before."""
    rise, toll = _words("rise"), _words("toll")
    for text in (article.title, article.text[:_LEAD]):
        if not any(root in text for root in rise):
            continue
        words = fold(text).text.split()
        for at, word in enumerate(words):
            behind = words[at + 1 : at + 1 + _NEAR]
            if any(root in word for root in rise) and any(one in other for one in toll for other in behind):
                return True
    return False


def speaks(title: str, places: Collection[Place], gazetteer: Gazetteer) -> bool:
    """Is a report of these places a statement? That is news in itself, and neither a front's going on nor an attack."""
    if ":" not in title:
        return says(title)
    around = {code for place in places if place.code for code in (place.code, *gazetteer.above(place.code))}
    names = {folded(gazetteer.name(code, "ar")) for code in around} | {folded(place.name) for place in places}
    return is_statement(title, names)


def says(title: str) -> bool:
    """Does the title begin with somebody who supports, asks, condemns or warns, without a colon?"""
    return not _sayings().isdisjoint(title.split()[:_SAYS])  # as newsrooms write them: folding costs more than it finds


def is_statement(title: str, places: Collection[str]) -> bool:
    """Does the title name a speaker before a colon? Not where a place of the event (folded) or a label stands there."""
    head, colon, said = fold(title).text.partition(":")
    name = head.strip(" \"'«»“”.#")
    if not colon or not said.strip() or not name or len(name.split()) > _NAME:
        return False
    return name not in places and not _labels() & set(name.split())
