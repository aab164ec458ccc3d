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

#: Tokens between the sentence of a speaker and one that goes on with his tally.
_NEAR = 30
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
    | {"kill_noun", "wound_noun", "dead", "number", "ceasing", "truce", "cf_approve"}
    | {"outlet_word", "his_words", "according", "according_what", "participle", "goes_on"}
)


#: Words between a subject and its verb; marks that a name may hold.
_AUXILIARY = frozenset({"قد", "كان", "كانت"})
_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها"})
_QUOTES = frozenset({"quote"})
_VICTIMS = frozenset({"people", "kill_noun", "wound_noun", "dead", "hurt", "number", "unit", "digits"})


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
        self._side = {row.name: row.cells[0] for row in rows}
        self._table = Table(vocabulary.alphabet, {row.name: row.pattern for row in rows})

    def read(self, article: Article, words: Words) -> Speakers:
        """Every attribution of the article, in the order of the text."""
        found: dict[int, Attribution] = {}
        begun: dict[int, int] = {}
        for hit in sorted(self._table.hits(words), key=lambda hit: (hit.start, -hit.end, "tally" not in hit.pattern)):
            if hit.start in begun and "tally" in found[begun[hit.start]].pattern:
                continue
            attribution = self._attribution(article, words, hit)
            if attribution and attribution.at not in found:
                found[attribution.at] = attribution
                begun[hit.start] = attribution.at
        ordered = sorted(found.values(), key=lambda each: each.at)
        return Speakers(tuple(_carried(words, [each for each in ordered if not _inside_quote(words, each, ordered)])))

    def _attribution(self, article: Article, words: Words, hit: Hit) -> Attribution | None:
        start, end = words.sentence(hit.start)
        side = self._side[hit.pattern]
        if side == "sequel":
            first, end = words.sentence(hit.end - 1)
            return Attribution(first, end, "", hit.pattern, first) if hit.start else None
        if side == "colon":
            return Attribution(start, end, name_at(article, words, hit.start, hit.end - 1), hit.pattern, hit.start)
        last = name_end(words, hit.end, end)
        if side == "back":
            first, last = _whose(words, hit.end, last, end)
            name = name_at(article, words, first, last) if last > first else ""
            return Attribution(start, end, name, hit.pattern, first) if name else None
        if last > hit.end and not _follows_its_subject(words, hit, start):
            first, last = _whose(words, hit.end, last, end)
            return Attribution(hit.start, end, name_at(article, words, first, last), hit.pattern, first)
        first = _subject_before(words, start, hit.start)
        if first < hit.start:
            name = name_at(article, words, first, _bare_end(words, hit.start))
            return Attribution(start, end, name, hit.pattern, first)
        if "goes_on" in words.classes(hit.start) or words.clitics(hit.start).conjunction:
            return Attribution(hit.start, end, "", hit.pattern, hit.end)  # filled in by who spoke before
        return None


def _whose(words: Words, start: int, last: int, end: int) -> tuple[int, int]:
    """«بيان للمرصد»، «تقرير صادر عن المركز»، «حصيلة نشرتها الوزارة»: who issued it is who speaks."""
    if start >= end or not words.classes(start) & {"statement", "tally_word"}:
        return start, last
    for at in range(start + 1, min(end, start + 5)):
        classes = words.classes(at)
        if words.clitics(at).preposition == "l" and "that" not in classes:
            return at, max(at + 1, name_end(words, at, end))
        if "issued" in classes:
            at += 1 + (at + 1 < end and words.word(at + 1) == "عن")
            issuer = name_end(words, at, end)
            return (at, issuer) if issuer > at else (start, last)
        if classes & {"that", "comma", "stop"}:
            break
    return start, last


def _follows_its_subject(words: Words, hit: Hit, start: int) -> bool:
    """«المرصد السوري قال إن …»: the verb is followed by "that" at once, so its subject stands before it."""
    return bool(words.classes(hit.end) & {"that", "colon", "quote"}) if hit.end < len(words) else hit.start > start


def _bare_end(words: Words, end: int) -> int:
    """Where a name before a verb ends, without «قد» and a comma."""
    while words.word(end - 1) in _AUXILIARY or "comma" in words.classes(end - 1):
        end -= 1
    return end


def _inside_quote(words: Words, inner: Attribution, all_of_them: list[Attribution]) -> bool:
    """«قال المصدر: "النظام يزعم أنه …"»: what is claimed inside somebody's quotation is still his."""
    for outer in all_of_them:
        if outer.start <= inner.at < outer.end and outer.at < inner.at:
            marks = sum("quote" in words.classes(at) for at in range(outer.at, inner.at))
            if marks % 2:
                return True
    return False


def _subject_before(words: Words, start: int, end: int) -> int:
    """Where the name right before a verb begins: at most a name's length back, at a mark or a word that ends names."""
    at = end
    while at > start and words.word(at - 1) in _AUXILIARY:
        at -= 1
    if at > start and "comma" in words.classes(at - 1):  # «المتحدث باسم الجيش، أعلن أن»
        at -= 1
    last = at
    while at > start and last - at < _LONGEST_NAME and not (words.classes(at - 1) & _ENDS - _QUOTES):
        at -= 1
    return at if at < last and _may_act(words, at, at < last - 1) else end


def _may_act(words: Words, at: int, long: bool) -> bool:
    """Can a name before a verb begin with this word? No object of another verb («أصابت فلسطينيا، قالت إنه …»)."""
    clitics, classes = words.clitics(at), words.classes(at)
    if clitics.preposition or classes & {".past", ".present"}:
        return False
    named = clitics.article or bool(classes & {"actor", "actor_name", "same_source", "source_word", "place", "outlet_word"})
    return named or (long and not words.word(at).endswith("ا"))


def name_end(words: Words, start: int, end: int) -> int:
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
    ended = -_NEAR
    for each in attributions:
        name = each.name
        parts = _parts(name)
        longer = next((other for other in reversed(known) if parts and parts < _parts(other)), "")
        if not name or (not longer and _stands_in(words, each)):
            longer = known[-1] if known else ""
        name = longer or name
        if name and not (each.pattern.startswith("goes on") and each.start - ended > _NEAR):
            known.append(name)
            ended = each.end
            yield replace(each, name=name)


def _parts(name: str) -> set[str]:
    """The words of a name, without the article."""
    return {word.removeprefix("ال") for word in fold_word(name).split()}


def _stands_in(words: Words, each: Attribution) -> bool:
    """«المصدر»، «البيان ذاته» are whoever spoke before; «مصادر طبية» are somebody."""
    first, *more = each.name.split()
    if "same_source" not in words.classes(each.at) or not first.startswith("ال"):
        return False
    return not more or (len(more) == 1 and fold_word(more[0]) in _SELF)
