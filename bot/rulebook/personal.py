"""Rules that a chat makes for itself from a few words: «قصف معرة النعمان»."""

from __future__ import annotations

import re

from bot.arabic.letters import fold_word
from bot.model.change import Watch
from bot.model.chat import Language
from bot.rulebook.conditions import AllOf, AnyOf, ArticlePlace, Condition, Keyword, PlaceTest, Region, WordsCondition
from bot.rulebook.rule import Rule, Severity
from bot.rulebook.rulebook import Gazetteer

#: Words that say nothing by themselves: they stand between the keywords and the place.
_BETWEEN = frozenset(
    {
        "في",
        "على",
        "من",
        "الى",
        "عن",
        "قرب",
        "ب",
        "و",
        "او",
        "كل",
        "اي",
        "اخبار",
        "خبر",
        "in",
        "at",
        "on",
        "near",
        "of",
        "the",
    }
)
_LONGEST_PLACE = 4
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
            if gazetteer.lookup(written):
                return written
            without = _PREPOSITION.sub("", written, count=1)
            if without != written and gazetteer.lookup(without):
                return without
    return ""


def watch_rule(text: str, gazetteer: Gazetteer, *, id: str = "watch", place: str | None = None) -> Rule | None:  # noqa: A002
    """The rule of a few words: all of them stand in the article, and it reports on the place named among them.

    `place` is the place's name as it stands in the text, "" for anywhere; None looks for one. The rule fires on any
    article, of conflict or not: who names the words means them. None where no word is left to watch for.
    """
    written = place_in(text, gazetteer) if place is None else place
    codes = gazetteer.lookup(written) if written else ()
    rest = text.replace(written, " ", 1) if written else text
    keywords = tuple(
        Keyword(word)
        for word in (one.strip("،,.«»\"'") for one in rest.split())
        if fold_word(word).casefold() not in _BETWEEN
    )
    keywords = tuple(keyword for keyword in keywords if any(sign.isalnum() for sign in fold_word(keyword.text)))
    conditions: list[Condition] = [WordsCondition(all=keywords)] if keywords else []
    if codes:
        region = Region(written, codes, fold_word(written))
        there: Condition = ArticlePlace(PlaceTest((region,)))
        named = WordsCondition(all=(Keyword(written),))
        conditions.append(AnyOf((there, named)) if keywords else there)
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


def rule_of_watch(watch: Watch, gazetteer: Gazetteer) -> Rule | None:
    """The rule of a stored watch. Its id names chat and watch, so that its alerts find their way to that chat alone."""
    return watch_rule(watch.text, gazetteer, id=watch_id(watch), place=watch.place)


def watch_id(watch: Watch) -> str:
    """The id of a watch's rule: no rule file can have one with these signs."""
    return f"watch:{watch.chat.platform}:{watch.chat.id}:{watch.chat.thread}:{watch.id}"
