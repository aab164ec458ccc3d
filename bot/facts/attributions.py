"""Who says what, one after the other: short forms of names, speakers that go on, sources that only pass on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.words import Words
from bot.facts.name_words import name_words

#: Tokens between the sentence of a speaker and one that goes on with his tally.
_NEAR = 30
#: So many names are remembered; a quotation is no longer than this.
_REMEMBERED, _FAR = 40, 200
_SHORT = frozenset({"same_source", "epithet"})
_PASSING_ON = frozenset({"outlet_word", "outlet_name"})
_NO_PARTS: frozenset[str] = frozenset()
#: How weak a tally without its author is, and a source beside somebody who speaks: it only passes on what he says.
WEAKEST = 2
#: The row that says whom an outlet quotes.
_QUOTED = "quoted by an outlet"
_WORD = re.compile(r"\w+")
#: What a statement came after is another's to tell: «أعلنت حاجتها إلى … بعد تدفق …، وفق الأمم المتحدة».
_AFTER = frozenset({"بعد", "اثر", "عقب", "غداه"})


class Attribution(NamedTuple):
    """Tokens start … end - 1 are said by `name`, which stands at token `at`.

    `weak`: others are believed rather, 1 unless he stands right beside, WEAKEST always.
    """

    start: int
    end: int
    name: str
    pattern: str
    at: int
    weak: int = 0


#: Rules nothing.
NOBODY = Attribution(0, 0, "", "", 0)


def words_of(each: Attribution) -> bool:
    """Does a verb say that somebody speaks, rather than «بحسب»?"""
    return each.pattern.startswith(("said", "quoted", "told", "saying"))


def relayed(words: Words, attributions: list[Attribution]) -> list[Attribution]:
    """«قال مسؤول إن …، وفق مصادر»: a source in a sentence that somebody speaks in is believed where he does not.

    Unless he is an outlet, which passes on what the source says: «ذكرت الصحيفة، نقلا عن مسؤول، أن …، مضيفة أن …».
    """
    spoken, source, place = NOBODY, NOBODY, 0
    kept: list[Attribution] = []
    for each in attributions:
        told = each
        if words_of(each):
            if source.name and each.name == spoken.name and each.at < source.end:
                told = each._replace(name=source.name)
            else:
                spoken, source, place = each, NOBODY, len(kept)
        elif bool(spoken.name) and each.start < spoken.at < each.at < spoken.end:
            if passes_on(spoken.name) and not passes_on(each.name) and each.weak != WEAKEST:
                kept[place] = spoken._replace(weak=WEAKEST)
                source = told = each._replace(pattern=_QUOTED)
            elif _AFTER.isdisjoint(words.forms[spoken.at : each.at]):
                told = each._replace(weak=WEAKEST)
        kept.append(told)
    return kept


def passes_on(name: str) -> bool:
    """Is it an outlet? «الشبكة السورية لحقوق الإنسان» counts herself."""
    parts, known = _parts(name), name_words()
    return not parts.isdisjoint(known.press) and parts.isdisjoint(known.counts)


def inside_quote(words: Words, inner: Attribution, before: list[Attribution]) -> bool:
    """«قال المصدر: "النظام يزعم أنه …"»: what is claimed inside somebody's quotation is still his."""
    for outer in before:
        around = outer.start <= inner.at < outer.end and inner.at - _FAR < outer.at < inner.at
        if around and words.quotes(outer.at, inner.at) % 2:
            return True
    return False


def carried(words: Words, attributions: Iterable[Attribution]) -> Iterator[Attribution]:
    """Attributions without a name («وأضاف أن …») or with a mere «المصدر» take the name of the one before.

    A short form («عبد الرحمن») is the longer name that was given before.
    """
    known: list[tuple[str, frozenset[str]]] = []
    ended, spoken_to = -_NEAR, -1
    for each in attributions:
        name = each.name
        parts = _parts(name) if name else _NO_PARTS
        longer = _longer(known, parts) if parts else None
        if longer is None and known and (not name or _stands_in(words, each)):
            longer = _last_speaker(words, each, known)
        if longer is not None:
            name, parts = longer
        if name and not (each.pattern.startswith("goes on") and each.start - ended > _NEAR):
            if each.at >= spoken_to or "according" not in each.pattern:  # «قال فلان، بحسب الصحيفة، إن»: she passes on
                known.append((name, parts))
            ended = each.end
            spoken_to = each.end if each.start == each.at - 1 else spoken_to
            yield each if name is each.name else each._replace(name=name)


def _last_speaker(
    words: Words, each: Attribution, known: list[tuple[str, frozenset[str]]]
) -> tuple[str, frozenset[str]]:
    """Who spoke last; for «المصدر نفسه» no outlet, which only passes on what others say."""
    if not each.name or not words.sets[each.at].isdisjoint(_PASSING_ON):
        return known[-1]
    outlets = name_words().press
    return next((other for other in reversed(known[-_REMEMBERED:]) if not other[1] & outlets), known[-1])


def _longer(known: list[tuple[str, frozenset[str]]], parts: frozenset[str]) -> tuple[str, frozenset[str]] | None:
    """The latest name given before that a short form belongs to."""
    for each in reversed(known[-_REMEMBERED:]):
        if parts < each[1]:
            return each
    return None


@lru_cache(maxsize=4096)
def _parts(name: str) -> frozenset[str]:
    """The words of a name, without the article."""
    return frozenset([word.removeprefix("ال") for word in _WORD.findall(fold_word(name))])


def _stands_in(words: Words, each: Attribution) -> bool:
    """«المصدر»، «البيان ذاته» are whoever spoke before; «مصادر طبية» are somebody."""
    classes = words.sets[each.at] if each.at < len(words) else _NO_PARTS  # a verb may end the text
    if classes.isdisjoint(_SHORT) or "estimates" in classes or not each.name.startswith("ال"):
        return False
    _, *more = each.name.split()
    return not more or fold_word(more[0]) in name_words().same or (len(more) == 1 and "epithet" in classes)
