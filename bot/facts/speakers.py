"""Who says so: which speaker a claim is put down to.

Rows of data/speakers.patterns.tsv find where a speaker is named: «قال فلان إن …» speaks of what follows, «… بحسب فلان»
of what precedes. A sentence that goes on («وأضاف أن …») has the speaker of the one before. Where nobody is named it is
the outlet itself that speaks: "".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.arabic.letters import fold_word
from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Vocabulary, Words
from bot.model.article import Article

_LONGEST_NAME = 8
_LONGEST_SUBJECT = 18
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
    | {"outlet_word", "his_words", "according", "according_what", "participle", "goes_on"}
)


_VICTIMS = frozenset({"person", "harm", "harm_noun", "killed", "wounded", "displaced", "number", "unit", "digits"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens start … end - 1 are said by `name`, which stands at token `at`."""

    start: int
    end: int
    name: str
    pattern: str
    at: int


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speakers of one page."""

    attributions: tuple[Attribution, ...] = ()

    def of(self, token: int) -> str:
        """Who claims what stands at a token; "" = the outlet."""
        return self.attribution(token).name if self.attributions else ""

    def attribution(self, token: int) -> Attribution:
        """The attribution that rules a token: of several, the one whose speaker is named nearest."""
        ruling = [each for each in self.attributions if each.start <= token < each.end]
        return min(ruling, key=lambda each: abs(each.at - token)) if ruling else _NOBODY


_NOBODY = Attribution(0, 0, "", "", 0)


class SpeakerReader:
    """Finds the speakers of an article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        rows = load_rows("bot.facts", "speakers.patterns.tsv", 3)
        self._onwards = {row.name for row in rows if row.cells[0] == "onwards"}
        self._table = Table(vocabulary.alphabet, {row.name: row.pattern for row in rows})

    def read(self, article: Article, words: Words) -> Speakers:
        """Every attribution of the article, in the order of the text."""
        found: dict[int, Attribution] = {}
        for hit in sorted(self._table.hits(words), key=lambda hit: (hit.end, hit.start)):
            attribution = self._attribution(article, words, hit)
            if attribution and (attribution.at not in found or hit.pattern.startswith("according to a tally")):
                found[attribution.at] = attribution
        return Speakers(tuple(_carried(words, sorted(found.values(), key=lambda each: each.at))))

    def _attribution(self, article: Article, words: Words, hit: Hit) -> Attribution | None:
        start, end = words.sentence(hit.start)
        last = _name_end(words, hit.end, end)
        if hit.pattern not in self._onwards:
            name = name_at(article, words, hit.end, last) if last > hit.end else ""
            return Attribution(start, end, name, hit.pattern, hit.end) if name else None
        if last > hit.end and not _follows_its_subject(words, hit, start):
            return Attribution(hit.start, end, name_at(article, words, hit.end, last), hit.pattern, hit.end)
        first = _subject_before(words, start, hit.start)
        if first < hit.start:
            return Attribution(start, end, name_at(article, words, first, hit.start), hit.pattern, first)
        if "goes_on" in words.classes(hit.start) or words.clitics(hit.start).conjunction:
            return Attribution(hit.start, end, "", hit.pattern, hit.end)  # filled in by who spoke before
        return None


def _follows_its_subject(words: Words, hit: Hit, start: int) -> bool:
    """«المرصد السوري قال إن …»: the verb is followed by "that" at once, so its subject stands before it."""
    return bool(words.classes(hit.end) & {"that", "colon", "quote"}) if hit.end < len(words) else hit.start > start


def _subject_before(words: Words, start: int, end: int) -> int:
    """Where the name right before a verb begins: at most a name's length back, at a mark or a word that ends names."""
    at = end
    while at > start and end - at < _LONGEST_NAME and not words.classes(at - 1) & _ENDS:
        at -= 1
    return at


def _name_end(words: Words, start: int, end: int) -> int:
    """Where a name that begins at `start` ends: before a mark, a word of time or place, "that", or a fact's own words."""
    if start >= end or not _may_begin(words, start):
        return start
    at = start
    while at < end and at - start < _LONGEST_NAME:
        classes = words.classes(at)
        if classes & _ENDS or words.clitics(at).preposition == "b" or (at > start and {"speech", ".past"} <= classes):
            inner = _goes_on_inside(words, at, start, end)
            if inner == at:
                break
            at = inner
        else:
            at += 1
    return _with_apposition(words, start, at, end)


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
    if classes & _VICTIMS and not classes & {"source_word", "place"}:
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


def _carried(words: Words, attributions: list[Attribution]) -> Iterator[Attribution]:
    """Attributions without a name («وأضاف أن …») or with a mere «المصدر» take the name of the one before.

    A short form («عبد الرحمن») is the longer name that was given before.
    """
    known: list[str] = []
    for each in attributions:
        name = each.name
        stands_in = not name or ("same_source" in words.classes(each.at) and len(name.split()) <= 2)
        if stands_in:
            name = known[-1] if known else name
        else:
            parts = set(fold_word(name).split())
            name = next((longer for longer in reversed(known) if parts < set(fold_word(longer).split())), name)
        if name:
            known.append(name)
            yield replace(each, name=name)
