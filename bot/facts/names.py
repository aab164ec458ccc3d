"""The names of speakers and parties: where one begins and ends among words, and how the text writes it."""

from __future__ import annotations

from itertools import pairwise

from bot.arabic.words import Words
from bot.model.article import Article

_LONGEST_NAME = 8
_LONGEST_SUBJECT = 18
_LONGEST_OFFICE = 13
_NO_NAME = frozenset(
    {"np_end", "cf_weekday", "cf_today", "cf_yesterday", "digits", "speech", "statement", "quote", "open", "participle"}
)
#: Classes that a speaker's name does not hold.
_ENDS = frozenset(
    {
        "np_end",
        "that",
        "digits",
        "colon",
        "quote",
        "open",
        "close",
        "comma",
        "stop",
        "newline",
        "dash",
        "bar",
        "semicolon",
    }
    | {"kill_noun", "wound_noun", "dead", "number", "ceasing", "truce", "cf_approve"}
    | {"outlet_word", "his_words", "according", "according_what", "participle", "goes_on"}
)
#: Words between a subject and its verb; marks that a name may hold.
_AUXILIARY = frozenset({"قد", "كان", "كانت"})
_QUOTES = frozenset({"quote"})
_VICTIMS = frozenset({"people", "kill_noun", "wound_noun", "dead", "hurt", "number", "unit", "digits"})
#: Classes of words that begin a name without the article.
_NAMED = frozenset({"actor", "actor_name", "same_source", "source_word", "place", "outlet_word"})


def subject_before(words: Words, start: int, end: int) -> int:
    """Where the name right before a verb begins: at most a name's length back, at a mark or a word that ends names."""
    at = end
    while at > start and words.word(at - 1) in _AUXILIARY:
        at -= 1
    if at > start and "comma" in words.classes(at - 1):  # «المتحدث باسم الجيش، أعلن أن»
        at -= 1
    last = at
    at = _back_over(words, start, at)
    if last < end and "comma" in words.classes(last) and not (words.clitics(at).article or words.classes(at) & _NAMED):
        return end
    if at - 1 > start and "seated" in words.classes(at) and "comma" in words.classes(at - 1):
        last = at - 1  # «المرصد السوري، ومقره بريطانيا، أفاد»
        at = _back_over(words, start, last)
    return at if at < last and may_act(words, at, at < last - 1) else end


def _back_over(words: Words, start: int, end: int) -> int:
    """Back over the words of a name that ends at `end`."""
    at = end
    while at > start and end - at < _LONGEST_NAME and not words.classes(at - 1) & (_ENDS - _QUOTES):
        at -= 1
    return at


def may_act(words: Words, at: int, long: bool = False) -> bool:
    """Can a name before a verb begin with this word? No object of another verb («أصابت فلسطينيا، قالت إنه …»)."""
    clitics, classes = words.clitics(at), words.classes(at)
    if clitics.preposition or classes & {".past", ".present"}:
        return False
    named = clitics.article or bool(classes & _NAMED)
    return named or (long and not words.word(at).endswith("ا"))


def name_end(words: Words, start: int, end: int) -> int:
    """Where a name that begins at `start` ends: before a mark, a word of time or place, «أن», a fact's own words."""
    if start >= end or not _may_begin(words, start):
        return start
    at = start
    while at < end and at - start < _LONGEST_NAME:
        classes = words.classes(at)
        clitics = words.clitics(at)
        verb = at > start and (
            {"speech", ".past"} <= classes or (clitics.conjunction and classes & {".past", ".present"})
        )
        if classes & _ENDS or clitics.preposition == "b" or verb:
            inner = _goes_on_inside(words, at, start, end)
            if inner == at:
                break
            at = inner
        else:
            at += 1
    return _with_office(words, start, at, end) or _with_apposition(words, start, at, end)


def _with_office(words: Words, start: int, at: int, end: int) -> int:
    """«المستشار الأمني في المجلس فلان الفلاني إن»: an office, its place, the name, «إن»; else 0."""
    if not start < at < end or not (words.word(at) == "في" or words.clitics(at).preposition == "b"):
        return 0
    for that in range(at + 1, min(end, start + _LONGEST_OFFICE)):
        classes = words.classes(that)
        if "that" in classes:
            return that
        if classes & _NO_NAME or classes & {"comma", ".past", ".present"}:
            break
    return 0


def _with_apposition(words: Words, start: int, at: int, end: int) -> int:
    """«رئيس البعثة في البلاد، فلان الفلاني، إن»: the name proper stands between commas before "that"."""
    for that in range(at, min(end, start + _LONGEST_SUBJECT)):
        if words.classes(that) & {"that", "colon"}:
            commas = [mark for mark in range(at, that) if "comma" in words.classes(mark)]
            for first, last in pairwise([*commas, that]):
                if 1 < last - first <= _LONGEST_NAME - 2 and not any(
                    words.classes(k) & _NO_NAME for k in range(first + 1, last)
                ):
                    return last
            break
    return at


def _may_begin(words: Words, at: int) -> bool:
    """A speaker is definite, a source, or a name we do not know; never a victim, a count or a verb."""
    classes = words.classes(at)
    if classes & _VICTIMS and not classes & _NAMED:
        return words.clitics(at).article
    return ".past" not in classes and ".present" not in classes


def _goes_on_inside(words: Words, at: int, start: int, end: int) -> int:
    """A name goes on behind «في» of a source, in short quotes («منظمة "أطباء بلا حدود"»), in an apposition."""
    classes, near = words.classes(at), min(end, at + _LONGEST_NAME)
    if at > start and words.word(at) == "في" and "source_word" in words.classes(at - 1):
        return at + 1
    mark = next((name for name in ("quote", "comma", "open") if name in classes), "")
    if mark and (at > start or mark == "quote"):
        closing = "close" if mark == "open" else mark
        for close in range(at + 1, min(near, at + 6)):
            inside = words.classes(close)
            if closing in inside or (mark == "comma" and "that" in inside):
                return close + (mark != "comma")
            if inside & {"that", "np_end", "speech", "colon", "participle"} or words.clitics(close).conjunction:
                return at
    return at


def name_at(article: Article, words: Words, start: int, end: int) -> str:
    """The name that tokens start … end - 1 write, as in the text, without the clitics before it."""
    skip, article_lost = 0, False
    first = words.word(start)
    clitics = words.clitics(start)
    if clitics.preposition or clitics.conjunction:
        skip = (1 if clitics.conjunction else 0) + (1 if clitics.preposition else 0)
    article_lost = first[skip - 1 if skip else 0 :].startswith("لل") and (clitics.preposition == "l" or not skip)
    span = words.span(start, end, skip=skip)
    name = article.field(span.field)[span.start : span.end].strip(" \"'«»“”،,.")
    return f"ا{name}" if article_lost and skip else "ال" + name[2:] if article_lost else name


def bare_end(words: Words, end: int) -> int:
    """Where a name before a verb ends, without «قد» and a comma."""
    while words.word(end - 1) in _AUXILIARY or "comma" in words.classes(end - 1):
        end -= 1
    return end
