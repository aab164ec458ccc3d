"""Rules that a chat makes for itself from a few words: «قصف معرة النعمان»."""

from __future__ import annotations

import re

from bot.arabic.letters import fold_word
from bot.model.change import Watch
from bot.model.chat import Language
from bot.rulebook.conditions import (
    AllOf,
    AnyOf,
    ArticlePlace,
    Condition,
    FactCondition,
    Keyword,
    OneOf,
    PlaceTest,
    Region,
    WordsCondition,
)
from bot.rulebook.near_places import of_something_there
from bot.rulebook.rule import Rule, Severity
from bot.rulebook.rulebook import Gazetteer
from bot.rulebook.vocabulary import askable, leading, means

#: Words that say nothing by themselves: they stand between the keywords and the place.
_BETWEEN = frozenset(
    fold_word(word)
    for word in (
        *(
            "في",
            "على",
            "من",
            "إلى",
            "عن",
            "قرب",
            "ب",
            "ل",
            "و",
            "أو",
            "كل",
            "أي",
            "أخبار",
            "خبر",
            "داخل",
            "حول",
            "بشأن",
        ),
        *("in", "at", "on", "near", "of", "the", "and", "news"),
    )
)
_LONGEST_PLACE = 4
#: Words of an expression such as `air strike`.
_LONGEST_WORD = 3
_WORD = re.compile(r"\S+")
_PREPOSITION = re.compile(r"(?:ب|ل|في)(?=\S{3})")


def place_in(text: str, gazetteer: Gazetteer) -> str:
    """The name of a place in a text as it is written there, the longest and last one; "" for none.

    A text that is nothing but the name of a place has one too.
    """
    words = list(_WORD.finditer(text))
    for size in range(min(_LONGEST_PLACE, len(words)), 0, -1):
        for start in range(len(words) - size, -1, -1):
            written = text[words[start].start() : words[start + size - 1].end()].strip("،,.")
            if size == 1 and len(fold_word(written)) < 3:
                continue
            without = _PREPOSITION.sub("", written, count=1)
            for name in dict.fromkeys((written, without)):
                if gazetteer.lookup(name) and not of_something_there(name, gazetteer):
                    return name
    return ""


def watch_words(text: str, place: str) -> tuple[str, ...]:
    """The words of a text that say something, the name of the place left out."""
    rest = text.replace(place, " ", 1) if place else text
    words = (one.strip("،,.«»\"'") for one in rest.split())
    return tuple(
        word
        for word in words
        if any(sign.isalnum() for sign in fold_word(word)) and fold_word(word).casefold() not in _BETWEEN
    )


def watch_rule(text: str, gazetteer: Gazetteer, *, id: str = "watch", place: str | None = None) -> Rule | None:  # noqa: A002
    """The rule of a few words: all of them stand in the article, and it reports on the place named among them.

    English words of the rule language ask what they mean: `shelling` is a fact, articles being Arabic.
    `place` is the place's name as it stands in the text, "" for anywhere; None looks for one. The rule fires on any
    article, of conflict or not: who names the words means them. None where no word is left to watch for.
    """
    written = place_in(text, gazetteer) if place is None else place
    codes = gazetteer.lookup(written) if written else ()
    conditions = _asked(watch_words(text, written))
    if codes:
        region = Region(written, codes, fold_word(written))
        there: Condition = ArticlePlace(PlaceTest((region,)))
        named = WordsCondition(all=(Keyword(written),))
        conditions.append(AnyOf((there, named)) if conditions else there)
    elif written:
        conditions.append(WordsCondition(all=(Keyword(written),)))
    if not conditions:
        return None
    return Rule(
        id=id,
        titles=((Language.ARABIC, text), (Language.ENGLISH, text)),
        severity=Severity.MEDIUM,
        when=conditions[0] if len(conditions) == 1 else AllOf(tuple(conditions)),
        needs_conflict=False,
    )


def _asked(words: tuple[str, ...]) -> list[Condition]:
    """What the words ask: facts where they are English words of the language, all others as keywords."""
    conditions: list[Condition] = []
    keywords: list[Keyword] = []
    at = 0
    while at < len(words):
        size = next((size for size in range(_LONGEST_WORD, 0, -1) if _meant(words[at : at + size])), 0)
        if size:
            letters = WordsCondition(all=tuple(Keyword(word) for word in words[at : at + size]))
            conditions.append(AnyOf((*_meant(words[at : at + size]), letters)))
        else:
            keywords.append(Keyword(words[at]))
        at += size or 1
    return [*([WordsCondition(all=tuple(keywords))] if keywords else []), *conditions]


def _meant(words: tuple[str, ...]) -> tuple[Condition, ...]:
    """The facts that one English expression of the language asks, none for all others."""
    written = " ".join(words)
    if not words or not written.isascii():
        return ()
    found: list[Condition] = [FactCondition("ceasefire")] if means("fact", written) == "ceasefire" else []
    for fact in ("event", "figure"):
        first = leading(fact)
        word = means(askable(fact)[first], written)
        if word is not None:
            found.append(FactCondition(fact, (OneOf(first, (word,)),)))
    return tuple(found)


def unread(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words in small Latin letters that mean nothing in the language: Arabic articles hardly hold them."""
    latin = [word for word in words if word.isascii() and word.isalpha() and word == word.lower()]
    known = {
        word
        for start in range(len(words))
        for size in range(1, _LONGEST_WORD + 1)
        if _meant(words[start : start + size])
        for word in words[start : start + size]
    }
    return tuple(word for word in latin if word not in known)


def rule_of_watch(watch: Watch, gazetteer: Gazetteer) -> Rule | None:
    """The rule of a stored watch. Its id names chat and watch, so that its alerts find their way to that chat alone."""
    return watch_rule(watch.text, gazetteer, id=watch_id(watch), place=watch.place)


def watch_id(watch: Watch) -> str:
    """The id of a watch's rule: no rule file can have one with these signs."""
    return f"watch:{watch.chat.platform}:{watch.chat.id}:{watch.chat.thread}:{watch.id}"
